"""The board when it is full: 500 open cases and 5,000 people who are watched, and how soon a change is seen on it."""
