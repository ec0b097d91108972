from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _

from core import audit


class ActivityConfig(AppConfig):
    name = "activity"
    verbose_name = _("Activity")

    def ready(self) -> None:
        from activity.services import record

        audit.install(record)
