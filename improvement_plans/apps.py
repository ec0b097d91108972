from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class ImprovementPlansConfig(AppConfig):
    name = "improvement_plans"
    verbose_name = _("Improvement Plans")

    def ready(self) -> None:
        # Models can be imported only once all apps are ready.
        from documents.parts import Course, Hooks, register, register_course
        from improvement_plans.enums import FlagState, Status
        from improvement_plans.parts import PU
        from improvement_plans.permissions import check_can_edit_document, check_can_move, moves_of
        from improvement_plans.policies import FLAG_MOVES, RESPONSES, TRANSITIONS, check_row, check_values
        from improvement_plans.queries import authors_of, documents_visible_to, facts
        from improvement_plans.rendering import register as register_rendering

        hooks = Hooks(
            visible_to=documents_visible_to,
            check_can_edit=check_can_edit_document,
            check_values=check_values,
            facts=facts,
            check_row=check_row,
            moves=moves_of,
            check_can_move=check_can_move,
            authors=authors_of,
            transitions=TRANSITIONS,
        )
        register(PU, hooks)
        register_rendering()
        register_course(Course(_("Recommendation at an addressee"), Status, RESPONSES))
        register_course(Course(_("Barrier that a city reports"), FlagState, FLAG_MOVES))
