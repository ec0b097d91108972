from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class NetworksConfig(AppConfig):
    name = "networks"
    verbose_name = _("Networks")

    def ready(self) -> None:
        # Models can be imported only once all apps are ready.
        from activity.exchange.calendar import register_source
        from networks.exchange.calendar import meeting_entries, milestone_entries

        register_source("meetings", meeting_entries)
        register_source("milestones", milestone_entries)
