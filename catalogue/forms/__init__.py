"""Forms of the catalogue: the filters of public lists, and publishing."""

from catalogue.forms.facets import FacetSet
from catalogue.forms.lists import (
    ActionFilter,
    BarrierFilter,
    CityFilter,
    LikeActionFilter,
    PlanFilter,
    PracticeFilter,
    PublicationFilter,
    RecommendationFilter,
)
from catalogue.forms.publishing import CorrectionForm, ReasonForm, ScheduleForm
from catalogue.forms.synonyms import SynonymForm

__all__ = [
    "ActionFilter",
    "BarrierFilter",
    "CityFilter",
    "CorrectionForm",
    "FacetSet",
    "LikeActionFilter",
    "PlanFilter",
    "PracticeFilter",
    "PublicationFilter",
    "ReasonForm",
    "RecommendationFilter",
    "ScheduleForm",
    "SynonymForm",
]
