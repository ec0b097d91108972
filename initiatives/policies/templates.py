"""What a template of an edition may say. Checked in full at every write, so that documents can trust their copies."""

from collections.abc import Iterator
from typing import Any

from django.utils.translation import gettext as _

from core.exceptions import InvalidInput
from documents.enums import Need
from documents.parts import Section
from initiatives.parts import MID

SCHEMA = 2
LANGUAGES = frozenset({"pl", "en"})
LONGEST = {"title": 120, "guidance": 2000, "example": 8000}
MOST_ITEMS, LONGEST_ITEM, MOST_PAGES = 15, 300, 60
KEYS = frozenset({"schema", "revision", "order", "sections"})
ENTRY_KEYS = frozenset({"shown", "need", "needs", "title", "guidance", "example", "pages", "checklist"})


def check_template(template: Any) -> None:
    """Raise InvalidInput with the first thing that a template may not say."""
    for problem in _problems(template):
        raise InvalidInput(problem)


def _problems(template: Any) -> Iterator[str]:
    if not isinstance(template, dict) or set(template) - KEYS:
        yield _("The template has an unknown form.")
        return
    if template.get("schema") != SCHEMA or not _is_count(template.get("revision")):
        yield _("The template has an unknown form.")
        return
    sections = {section.key: section for section in MID.sections}
    order, entries = template.get("order"), template.get("sections")
    if not isinstance(order, list) or sorted(map(str, order)) != sorted(sections):
        yield _("The template must name every section exactly once.")
    if not isinstance(entries, dict) or set(entries) - set(sections):
        yield _("The template names a section that does not exist.")
        return
    for key, entry in entries.items():
        yield from _entry_problems(sections[key], entry)


def _entry_problems(section: Section, entry: Any) -> Iterator[str]:
    where = {"section": section.title}
    if not isinstance(entry, dict) or set(entry) - ENTRY_KEYS:
        yield _("“%(section)s” has an unknown setting.") % where
        return
    if not isinstance(entry.get("shown", True), bool) or (section.fixed and not entry.get("shown", True)):
        yield _("“%(section)s” cannot be left out.") % where
    if entry.get("need", Need.MUST) not in Need.values or not _are_needs(section, entry.get("needs", {})):
        yield _("“%(section)s” has an unknown requirement.") % where
    if not all(_is_text(entry.get(name, {}), limit) for name, limit in LONGEST.items()):
        yield _("A text of “%(section)s” is too long or has an unknown form.") % where
    if not _is_checklist(entry.get("checklist", {})):
        yield _("The checklist of “%(section)s” is too long or has an unknown form.") % where
    if not _are_pages(entry.get("pages")):
        yield _("The length of “%(section)s” must be two numbers of pages, the smaller one first.") % where


def _are_needs(section: Section, needs: Any) -> bool:
    known = {kind.key for kind in section.kinds} | {
        f"{kind.key}.{f.name}" for kind in section.kinds for f in kind.fields
    }
    return isinstance(needs, dict) and set(needs) <= known and all(value in Need.values for value in needs.values())


def _is_text(text: Any, limit: int) -> bool:
    if not isinstance(text, dict):
        return isinstance(text, str) and len(text) <= limit
    return set(text) <= LANGUAGES and all(isinstance(one, str) and len(one) <= limit for one in text.values())


def _is_checklist(checklist: Any) -> bool:
    if not isinstance(checklist, dict) or set(checklist) - LANGUAGES:
        return False
    return all(
        isinstance(items, list)
        and len(items) <= MOST_ITEMS
        and all(isinstance(item, str) and 0 < len(item) <= LONGEST_ITEM for item in items)
        for items in checklist.values()
    )


def _are_pages(pages: Any) -> bool:
    if pages is None:
        return True
    if not isinstance(pages, list) or len(pages) != 2 or not all(_is_length(one) for one in pages):
        return False
    return pages[0] <= pages[1]


def _is_length(pages: Any) -> bool:
    return isinstance(pages, int | float) and not isinstance(pages, bool) and 0 < pages <= MOST_PAGES


def _is_count(value: Any) -> bool:
    return isinstance(value, int) and not isinstance(value, bool) and value > 0
