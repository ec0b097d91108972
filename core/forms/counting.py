"""The character count under long texts, spoken and shown in the user's language."""

from django.utils.translation import get_language, gettext, ngettext

# Numbers that stand for each plural class of the script's own plural rules.
EXAMPLES = {"pl": {"one": 1, "few": 2, "many": 5, "other": 5}, "en": {"one": 1, "other": 2}}


def _left(count: int) -> str:
    return ngettext("You have %(count)s character remaining", "You have %(count)s characters remaining", count) % {
        "count": "%{count}"
    }


def _over(count: int) -> str:
    return ngettext("You have %(count)s character too many", "You have %(count)s characters too many", count) % {
        "count": "%{count}"
    }


def counter_attributes(limit: int) -> dict[str, str]:
    """Data attributes that govuk-frontend's character count reads."""
    attributes = {
        "data-module": "govuk-character-count",
        "data-maxlength": str(limit),
        "data-threshold": "50",
        "data-i18n.characters-at-limit": gettext("You have no characters remaining"),
    }
    for plural_class, example in EXAMPLES.get((get_language() or "pl")[:2], EXAMPLES["en"]).items():
        attributes[f"data-i18n.characters-under-limit.{plural_class}"] = _left(example)
        attributes[f"data-i18n.characters-over-limit.{plural_class}"] = _over(example)
    return attributes
