"""Why a PDF could not be made; the sentence is shown to the person."""

from core.exceptions import Refusal


class CannotRender(Refusal):
    """This document cannot become a PDF (too big, nested too deep), or this machine cannot make PDFs."""

    status = 422
