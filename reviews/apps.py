from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class ReviewsConfig(AppConfig):
    name = "reviews"
    verbose_name = _("Reviews")

    def ready(self) -> None:
        # Models can be imported only once all apps are ready.
        from activity.exchange.calendar import register_source
        from activity.queries import Rights, register_rights
        from documents.parts import Course, register_course
        from reviews.enums import RoundState
        from reviews.exchange.calendar import review_entries
        from reviews.policies import ROUND_MOVES
        from reviews.queries.told import places_of, remarks_of
        from reviews.rendering import register

        register()
        register_source("reviews", review_entries)
        register_rights(Rights(places_of, remarks_of))
        register_course(Course(_("Round of a review"), RoundState, ROUND_MOVES))
