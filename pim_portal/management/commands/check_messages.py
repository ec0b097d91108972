"""Fails when a string of the interface has no finished Polish translation."""

import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

import polib
from django.conf import settings
from django.core.management.base import BaseCommand, CommandError, CommandParser

IGNORED = (".*", "node_modules", "static", "tests", "tools", "benchmarks", "docs", "migrations", "sample", "programme")
FILE = Path("locale") / "pl" / "LC_MESSAGES" / "django.po"
EXTRACT = ("makemessages", "--locale=pl", "--no-location", "--no-obsolete", "--no-wrap", "--verbosity=0")


class Command(BaseCommand):
    help = "Extract all strings (GNU gettext is needed) and compare them with the committed Polish translations."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--update", action="store_true", help="write the extracted strings into the .po file first")

    def handle(self, *, update: bool, **options: object) -> None:
        committed = settings.BASE_DIR / FILE
        extracted = self._extract()
        if update:
            extracted.save(str(committed))
        translated = {(entry.msgctxt, entry.msgid) for entry in polib.pofile(str(committed)).translated_entries()}
        missing = [entry for entry in extracted if (entry.msgctxt, entry.msgid) not in translated]
        for entry in missing:
            self.stderr.write(f"not translated: {entry.msgid!r}")
        if missing:
            raise CommandError(f"{len(missing)} strings have no Polish text; run `make messages` and complete {FILE}.")
        self.stdout.write(f"All {len(extracted)} strings are translated.")

    def _extract(self) -> polib.POFile:
        """Today's strings merged with the committed translations, extracted in a copy so that nothing here changes."""
        with tempfile.TemporaryDirectory() as folder:
            copy = Path(folder) / "copy"
            shutil.copytree(settings.BASE_DIR, copy, ignore=shutil.ignore_patterns(*IGNORED))
            (copy / FILE).parent.mkdir(parents=True, exist_ok=True)
            subprocess.run([sys.executable, "manage.py", *EXTRACT], cwd=copy, check=True)  # noqa: S603
            return _without_guesses(polib.pofile(str(copy / FILE), wrapwidth=0))


def _without_guesses(file: polib.POFile) -> polib.POFile:
    """gettext guesses the text of a new string from a similar one; a wrong text is worse than none."""
    for entry in file:
        if entry.fuzzy:
            entry.msgstr, entry.msgstr_plural = "", dict.fromkeys(entry.msgstr_plural, "")
            entry.flags.remove("fuzzy")
        entry.previous_msgid = entry.previous_msgid_plural = entry.previous_msgctxt = None
    return file
