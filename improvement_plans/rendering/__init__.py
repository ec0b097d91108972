"""What a PU computes for reading: links read backwards, tables of recommendations, and indexes.

Everything works from the JSON of a snapshot and asks the database nothing.
"""

from django.utils.translation import gettext_lazy as _

from documents.rendering import register_computed, register_panel
from improvement_plans.rendering.links import practices_of_recommendation, recommendations_of_barrier
from improvement_plans.rendering.tables import addressee_index, barrier_matrix, city_index, recommendation_table


def register() -> None:
    """Make the panels and computed fields of a PU known. Called once, from `AppConfig.ready()`."""
    register_computed("pu", "barrier", "recommendations", _("Recommendations"), recommendations_of_barrier)
    register_computed("pu", "recommendation", "practices", _("Good practices"), practices_of_recommendation)
    register_panel("pu", "recommendation_table", recommendation_table)
    register_panel("pu", "barrier_matrix", barrier_matrix)
    register_panel("pu", "addressee_index", addressee_index)
    register_panel("pu", "city_index", city_index)


__all__ = ["register"]
