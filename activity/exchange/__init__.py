"""Files that leave or enter: the private calendar, delivery reports."""
