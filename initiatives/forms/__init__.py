"""Forms of MIDs that are not derived from the registry."""

from initiatives.forms.plans import PlaceForm, ReasonForm

__all__ = ["PlaceForm", "ReasonForm"]
