"""Writes of initiatives: plans, and the templates of editions that they are begun with."""

from initiatives.services.plans import create_initiative
from initiatives.services.templates import (
    begin_draft,
    copy_template,
    discard_draft,
    freeze_template,
    move_section,
    save_section,
    use_draft,
)

__all__ = [
    "begin_draft",
    "copy_template",
    "create_initiative",
    "discard_draft",
    "freeze_template",
    "move_section",
    "save_section",
    "use_draft",
]
