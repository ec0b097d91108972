"""Reading values out of the JSON of a snapshot."""

from initiatives.queries.snapshot import Row, amount, colour_of, day, label, month_index, rows

__all__ = ["Row", "amount", "colour_of", "day", "label", "month_index", "rows"]
