"""Measurements of the portal: `make bench`. Each module has `measure()`, which gives the rows of one table."""
