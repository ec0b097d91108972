"""Pages of improvement plans, one in a file."""
