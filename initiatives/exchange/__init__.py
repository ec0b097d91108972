"""Files that a MID gives away or takes in."""
