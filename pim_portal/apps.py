from importlib import import_module

from django.apps import AppConfig


class PortalConfig(AppConfig):
    name = "pim_portal"

    def ready(self) -> None:
        import_module("pim_portal.heartbeat")
