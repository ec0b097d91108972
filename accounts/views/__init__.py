"""One page or one POST in each file."""
