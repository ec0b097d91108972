from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from accounts.models import User
from core.exceptions import Refusal
from networks.exchange import MAX_BYTES, ImportPlan, Outcome, plan_import
from networks.models import Edition
from networks.queries import coordinators
from networks.services import import_participations


class Command(BaseCommand):
    help = "Imports a list of cities and participations (CSV or XLSX) into an edition: all of it or nothing."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("file", type=Path)
        parser.add_argument("--edition", required=True, help="address of the edition, for example 2021-2023")
        parser.add_argument("--dry-run", action="store_true", help="only show what would change")
        parser.add_argument("--by", default="", help="e-mail of the coordinator in whose name it is done")

    def handle(self, *args: Any, **options: Any) -> None:
        edition = Edition.objects.filter(slug=options["edition"]).first()
        if edition is None:
            raise CommandError(f"There is no edition {options['edition']}.")
        try:
            with options["file"].open("rb") as file:
                content = file.read(MAX_BYTES + 1)
            plan = plan_import(edition, content)
            self._show(plan)
            if plan.bad:
                raise CommandError("Nothing was imported: put the rows above right first.")
            if not options["dry_run"]:
                import_participations(by=self._coordinator(options["by"]), edition=edition, content=content)
        except OSError as error:
            raise CommandError(f"The file cannot be read: {error}") from error
        except Refusal as refusal:
            raise CommandError(str(refusal)) from refusal
        self.stdout.write("Nothing was saved (dry run)." if options["dry_run"] else "The list is imported.")

    def _show(self, plan: ImportPlan) -> None:
        for row in plan.bad:
            self.stdout.write(f"line {row.line}, {row.city or '-'}: {' '.join(row.reasons)}")
        for planned in plan.rows:
            if planned.outcome is Outcome.UNCHANGED:
                continue
            changes = "; ".join(f"{one.label}: {one.before or '-'} -> {one.after}" for one in planned.differences)
            self.stdout.write(f"{planned.outcome.value} {planned.row.city}: {changes or 'takes part'}")
        counts = ", ".join(f"{plan.count(outcome)} {outcome.value}" for outcome in Outcome)
        self.stdout.write(f"{counts}, {plan.untouched} not in the list, {len(plan.bad)} with errors")

    def _coordinator(self, email: str) -> User:
        found = coordinators().filter(email=email) if email else coordinators().order_by("pk")
        person = found.first()
        if person is None:
            raise CommandError("An import needs an active coordinator: give one with --by E-MAIL.")
        return person
