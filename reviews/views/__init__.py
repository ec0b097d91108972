"""Pages of the review, one in a file."""
