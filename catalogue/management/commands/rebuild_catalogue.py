"""Make all public rows and the words of search again from the published Versions."""

from typing import Any

from django.core.management.base import BaseCommand

from catalogue.services import rebuild


class Command(BaseCommand):
    help = __doc__

    def handle(self, *arguments: Any, **options: Any) -> None:
        self.stdout.write(f"Public documents: {rebuild()}")
