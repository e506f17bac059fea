"""How anything is kept: rows with a version, changes committed whole, and a journal that cannot be altered unseen."""
