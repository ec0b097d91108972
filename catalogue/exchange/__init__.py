"""What the catalogue gives away as data: tables, descriptions of them for other catalogues, calendars."""
