"""All addresses. Polish without a prefix, English under /en/."""

from django.conf.urls.i18n import i18n_patterns
from django.urls import include, path

urlpatterns = [
    *i18n_patterns(
        path("konto/", include("allauth.urls")),
        prefix_default_language=False,
    ),
]
