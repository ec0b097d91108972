"""Forms of MIDs that are not derived from the registry."""

from initiatives.forms.plans import PlaceForm, ReasonForm
from initiatives.forms.templates import CopyForm, SectionForm

__all__ = ["CopyForm", "PlaceForm", "ReasonForm", "SectionForm"]
