"""Read a mailbox of delivery reports (mbox file or Maildir) and stop e-mails to the addresses that they are about."""

from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from activity.exchange.bounces import messages_in
from activity.services import take_bounces


class Command(BaseCommand):
    help = __doc__

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("path", type=Path, help="an mbox file, a Maildir, or a file with one message")

    def handle(self, *arguments: Any, **options: Any) -> None:
        try:
            outcome = take_bounces(messages_in(options["path"]))
        except (OSError, ValueError) as error:
            raise CommandError(str(error)) from error
        self.stdout.write(
            f"Addresses that fail: {outcome.noted} (known to fail already: {outcome.repeated}). "
            f"Not about an e-mail of the portal: {outcome.foreign}. "
            f"No failures: {outcome.harmless}. Read before: {outcome.known}."
        )
