"""Compiles translations without GNU gettext, so that a bare machine can do it."""

from pathlib import Path

import polib
from django.conf import settings
from django.core.management.base import BaseCommand
from django.utils.translation.reloader import translation_file_changed


class Command(BaseCommand):
    help = "Compile every .po file under locale/ that is newer than its .mo file."

    def handle(self, **options: object) -> None:
        for source in sorted(Path(settings.LOCALE_PATHS[0]).rglob("*.po")):
            target = source.with_suffix(".mo")
            if target.exists() and target.stat().st_mtime >= source.stat().st_mtime:
                continue
            unfinished = target.with_suffix(".mo.new")
            polib.pofile(str(source)).save_as_mofile(str(unfinished))
            unfinished.replace(target)
            # The commands that follow in this process must not go on with the empty translations of a fresh clone.
            translation_file_changed(sender=None, file_path=target)
            self.stdout.write(f"compiled {source.relative_to(settings.BASE_DIR)}")
