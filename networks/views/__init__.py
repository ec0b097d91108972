"""Pages of the programme's data, one page or one POST per file."""
