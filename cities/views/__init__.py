"""The coordinator's pages of cities, one page per file."""
