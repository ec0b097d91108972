"""Is a finished PDF accessible? Checked against PDF/UA-1 by page-validation: no network, hundredths of a second."""

import re

import page
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

#: Faults that a person can do something about, by the words in the middle of the rule's name; the first that fits.
SENTENCES = (
    ("ALTERNATIVE", gettext_lazy("A picture has no alternative text.")),
    ("HEADING", gettext_lazy("A heading skips a level.")),
    ("TABLE", gettext_lazy("A table has cells without a header of their row or column.")),
    ("LANGUAGE", gettext_lazy("Some text has no language.")),
    ("TITLE", gettext_lazy("The document has no title.")),
    ("LINK", gettext_lazy("A link has no description.")),
    ("FONT", gettext_lazy("A font is missing or incomplete.")),
    ("CONTENT-TAGGING", gettext_lazy("Some text or picture is out of the reading order.")),
)
#: A long document has chains of bookmarks and tables beyond the validator's usual limits; `limits` bounds our own.
LIMITS = page.SafetyLimits(max_reference_depth=20_000, max_table_grid_rows=20_000, max_form_invocations=100_000)
RULE = re.compile(r"^PDFUA1-|-\d+$")


def faults(body: bytes) -> list[str]:
    """Sentences for a person, in the language in force; empty when the file is valid PDF/UA-1.

    Each fault ends with the validator's own words in brackets, so that an administrator can look it up.
    """
    try:
        report = page.validate_pdf_bytes(body, profile="ua1", limits=LIMITS)
    except page.PageError as error:
        return [_("The file cannot be read as a PDF (%(words)s).") % {"words": error}]
    return list(dict.fromkeys(_sentence(failure) for failure in report.failures))


def _sentence(failure: page.ValidationFailure) -> str:
    rule = RULE.sub("", failure.rule_id)
    plain = next((sentence for words, sentence in SENTENCES if words in rule), _("The file does not keep to PDF/UA."))
    return f"{str(plain).rstrip('.')} ({failure.message})."
