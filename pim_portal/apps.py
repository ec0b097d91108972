from django.apps import AppConfig


class PortalConfig(AppConfig):
    name = "pim_portal"
