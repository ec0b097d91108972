"""Forms of part kinds, derived from the registry."""

from documents.forms.parts import PartForm, part_form

__all__ = ["PartForm", "part_form"]
