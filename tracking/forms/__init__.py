"""Forms of the loop: answers, and what recommendations are filtered by."""

from tracking.forms.filters import TrackedFilter
from tracking.forms.merging import MergeForm
from tracking.forms.rating import RatingForm
from tracking.forms.responding import ResponseForm
from tracking.forms.saving import SavedViewForm

__all__ = ["MergeForm", "RatingForm", "ResponseForm", "SavedViewForm", "TrackedFilter"]
