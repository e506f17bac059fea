"""The receiver beside another, and under a storm; and how soon an operator sees what came."""
