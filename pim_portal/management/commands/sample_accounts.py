from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError

from pim_portal.sample.people import COORDINATOR, EDITOR, EXPERT, MEMBER, MINISTRY

ACCOUNTS = (
    ("coordinator", COORDINATOR),
    ("city team of two (here Gdańsk)", f"{MEMBER.format(city='gdansk', seat=1)}, …-2@miasto.example"),
    ("network experts", ", ".join(EXPERT.format(network=one) for one in ("zielona", "ppp", "cyfrowa"))),
    ("Improvement Plan editors", ", ".join(EDITOR.format(network=one) for one in ("zielona", "ppp", "cyfrowa"))),
    ("ministry staff", MINISTRY),
)


class Command(BaseCommand):
    help = "Prints the sample accounts and their common password."

    def handle(self, *args: Any, **options: Any) -> None:
        if not settings.SAMPLE_MODE:
            raise CommandError("There are sample accounts only in sample mode (PORTAL_SAMPLE=1).")
        width = max(len(who) for who, _email in ACCOUNTS)
        for who, email in ACCOUNTS:
            self.stdout.write(f"{who:<{width}}  {email}")
        self.stdout.write(f"{'password of all':<{width}}  {settings.SAMPLE_PASSWORD}")
