from typing import Any

from django.core.management.base import BaseCommand

from catalogue.services import index_places
from pim_portal.programme.loading import load_programme


class Command(BaseCommand):
    help = "Adds the known facts of the programme (editions, networks, cities, participations) that are missing."

    def handle(self, *args: Any, **options: Any) -> None:
        for name, count in load_programme().items():
            self.stdout.write(f"{name}: {count} added")
        index_places()
