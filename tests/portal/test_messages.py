"""Translations are compiled where they are used."""

from pathlib import Path
from typing import Any

from django.core.management import call_command
from django.utils.translation import gettext, override

SENTENCE = "A sentence that nobody else has"
PO = f"""msgid ""
msgstr "Content-Type: text/plain; charset=UTF-8\\n"

msgid "{SENTENCE}"
msgstr "Zdanie, którego nie ma nikt inny"
"""


def in_polish() -> str:
    with override("pl"):
        return gettext(SENTENCE)


def test_what_is_compiled_is_said_at_once_by_the_same_process(settings: Any, tmp_path: Path) -> None:
    """The first start of a fresh clone compiles and then fills the index of search with titles of sections."""
    folder = tmp_path / "pl" / "LC_MESSAGES"
    folder.mkdir(parents=True)
    (folder / "django.po").write_text(PO)
    settings.BASE_DIR = tmp_path
    settings.LOCALE_PATHS = [tmp_path]
    assert in_polish() == SENTENCE
    call_command("compile_messages", verbosity=0)
    assert in_polish() == "Zdanie, którego nie ma nikt inny"
