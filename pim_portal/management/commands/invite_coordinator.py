"""Lets the first coordinator into an empty portal."""

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.urls import reverse

from accounts.services import invite_first_coordinator
from core.exceptions import Refusal


class Command(BaseCommand):
    help = "Invite the first coordinator by e-mail and print the link; refused once there is one."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("email")
        parser.add_argument("name")

    def handle(self, *, email: str, name: str, **options: object) -> None:
        try:
            key = invite_first_coordinator(email=email, name=name)
        except Refusal as refusal:
            raise CommandError(str(refusal)) from refusal
        self.stdout.write(settings.PORTAL_ADDRESS + reverse("invitation_accept", args=[key]))
