"""What the page of a PDF and its moving part share: asking for it, and the addresses around it."""

from allauth.account.adapter import get_adapter
from django.http import HttpRequest
from django.urls import reverse

from catalogue.models import Publication
from catalogue.queries import url_name
from core.limits import check_limit
from publishing.enums import RenderingVariant
from publishing.models import Rendering
from publishing.services import request_rendering

LANGUAGE = "pl"
PUBLIC_VARIANTS = {RenderingVariant.STANDARD: "pdf", RenderingVariant.GREY: "grey"}
#: how many PDFs one address may ask to be made in ten minutes; finished ones are not counted
REQUESTS, WINDOW = 20, 600


def ask_for(request: HttpRequest, shown: Publication, variant: str) -> Rendering:
    check_limit("public-pdf", get_adapter().get_client_ip(request), amount=REQUESTS, seconds=WINDOW)
    return request_rendering(version=shown.version, language=LANGUAGE, variant=variant)


def pdf_context(shown: Publication, rendering: Rendering | None, variant: str) -> dict[str, object]:
    name, file_name = url_name(shown.kind), file_url_name(shown.kind, variant)
    status_url = reverse(f"{file_name}_status", args=[shown.slug])
    return {
        "publication": shown,
        "network": shown.network,
        "page_url": reverse(name, args=[shown.slug]),
        "rendering": rendering,
        "status_url": status_url,
        "request_url": status_url,
        "file_url": reverse(file_name, args=[shown.slug]),
        "variant": variant,
    }


def file_url_name(kind: str, variant: str) -> str:
    """The name of a public PDF's address: `initiative_pdf`, `plan_grey`. The variant with remarks has none."""
    return f"{url_name(kind)}_{PUBLIC_VARIANTS[RenderingVariant(variant)]}"
