"""Forms of part kinds, derived from the registry."""

from documents.forms.history import CursorForm, HistoryFilterForm
from documents.forms.parts import PartForm, part_form

__all__ = ["CursorForm", "HistoryFilterForm", "PartForm", "part_form"]
