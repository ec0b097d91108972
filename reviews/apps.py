from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class ReviewsConfig(AppConfig):
    name = "reviews"
    verbose_name = _("Reviews")

    def ready(self) -> None:
        # Models can be imported only once all apps are ready.
        from activity.exchange.calendar import register_source
        from documents.parts import Course, register_course
        from reviews.enums import RoundState
        from reviews.exchange.calendar import review_entries
        from reviews.policies import ROUND_MOVES
        from reviews.rendering import register

        register()
        register_source("reviews", review_entries)
        register_course(Course(_("Round of a review"), RoundState, ROUND_MOVES))
