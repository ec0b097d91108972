from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class InitiativesConfig(AppConfig):
    name = "initiatives"
    verbose_name = _("Municipal Action Plans")

    def ready(self) -> None:
        # Models can be imported only once all apps are ready.
        from activity.exchange.calendar import register_source
        from documents.parts import Hooks, register
        from initiatives.exchange.calendar import communication_entries
        from initiatives.parts import MID
        from initiatives.permissions import check_can_edit_document, check_can_move, moves_of
        from initiatives.policies import TRANSITIONS, check_row, check_values
        from initiatives.queries import authors_of, documents_visible_to, facts, spelled, suggestions, warnings_of
        from initiatives.rendering import register as register_rendering
        from initiatives.services.organisations import keep_directory

        hooks = Hooks(
            visible_to=documents_visible_to,
            check_can_edit=check_can_edit_document,
            check_values=check_values,
            check_row=check_row,
            facts=facts,
            transitions=TRANSITIONS,
            moves=moves_of,
            check_can_move=check_can_move,
            authors=authors_of,
            warnings=warnings_of,
            suggestions=suggestions,
            spelled=spelled,
            saved=keep_directory,
        )
        register(MID, hooks)
        register_rendering()
        register_source("communication", communication_entries)
