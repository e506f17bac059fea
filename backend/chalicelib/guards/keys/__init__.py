"""Keys to customers' sites: who has each, and what becomes of one that is not handed in."""
