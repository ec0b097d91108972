"""One page or one POST per file."""
