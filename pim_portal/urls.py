"""All addresses. Polish without a prefix, English under /en/."""

from django.conf.urls.i18n import i18n_patterns
from django.urls import include, path

from pim_portal.views.desk import desk
from pim_portal.views.healthz import healthz
from pim_portal.views.theme import theme

APPS = (
    "accounts",
    "activity",
    "reviews",
    "improvement_plans",
    "initiatives",
    "networks",
    "cities",
    "documents",
    "publishing",
    "catalogue",
    "tracking",
)

urlpatterns = [
    path("healthz", healthz, name="healthz"),
    path("kolory.css", theme, name="theme_css"),
    *i18n_patterns(
        path("praca/", desk, name="desk"),
        *[path("", include(f"{app}.urls")) for app in APPS],
        prefix_default_language=False,
    ),
]
