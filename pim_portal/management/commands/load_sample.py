import time
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError, CommandParser

from pim_portal.sample.building import is_empty, load_sample


class Command(BaseCommand):
    help = "Loads the sample programme: 30 cities with plans in every state. Only in sample mode."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--if-empty", action="store_true", help="do nothing when the database is in use already")

    def handle(self, *args: Any, **options: Any) -> None:
        if not settings.SAMPLE_MODE:
            raise CommandError("Sample data are loaded only in sample mode (PORTAL_SAMPLE=1).")
        if not is_empty():
            if options["if_empty"]:
                return
            raise CommandError("The database is in use already; the sample needs an empty one.")
        began = time.monotonic()
        load_sample()
        self.stdout.write(f"The sample programme is loaded ({time.monotonic() - began:.0f} s).")
