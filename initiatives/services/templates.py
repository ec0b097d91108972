"""Writes of an edition's MID template. Work goes on in a draft; what is in force changes in one step, or never.

Plans copy what is in force when they are begun. A revision that a plan keeps is never overwritten: the next draft
becomes the next revision, for plans that are begun later.
"""

from copy import deepcopy
from typing import Any

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from accounts.models import User
from activity.enums import Verb
from activity.services import record
from core.exceptions import WrongState
from documents.parts import Section
from initiatives.policies.templates import SCHEMA, check_template
from initiatives.queries.templates import entry_digest, order_of, template_of
from networks.models import Edition
from networks.permissions import check_can_manage_programme


@transaction.atomic
def begin_draft(*, by: User, edition: Edition) -> Edition:
    """Open a draft: a copy of what is in force. WrongState when one is open."""
    edition = _locked(by, edition)
    if edition.mid_template_draft is not None:
        raise WrongState(_("The template is being changed already."))
    return _keep_draft(by, edition, edition.mid_template, "begun")


@transaction.atomic
def copy_template(*, by: User, edition: Edition, source: Edition) -> Edition:
    """Make a copy of another edition's template the draft, in place of the one that may be open."""
    return _keep_draft(by, _locked(by, edition), source.mid_template, "copied")


@transaction.atomic
def save_section(*, by: User, edition: Edition, section: Section, entry: dict[str, Any], base: str) -> Edition:
    """Store what the draft says of a section. WrongState when somebody changed it since `base` (its digest)."""
    edition = _locked(by, edition)
    draft = _draft(edition)
    if entry_digest(draft, section) != base:
        raise WrongState(
            _("Somebody else has changed this section meanwhile. Your text is below; compare and save again.")
        )
    draft["sections"][section.key] = entry
    return _keep_draft(by, edition, draft, section.key)


@transaction.atomic
def move_section(*, by: User, edition: Edition, section: Section, up: bool) -> int:
    """Move a section by one place. Returns its place, from 1; at the end of the list it stays."""
    edition = _locked(by, edition)
    draft = _draft(edition)
    order = draft["order"]
    place = order.index(section.key)
    other = place - 1 if up else place + 1
    if 0 <= other < len(order):
        order[place], order[other] = order[other], order[place]
        _keep_draft(by, edition, draft, section.key)
    return order.index(section.key) + 1


@transaction.atomic
def use_draft(*, by: User, edition: Edition) -> int:
    """Put the draft in force for plans that are begun from now on. Returns its revision."""
    edition = _locked(by, edition)
    draft = _draft(edition)
    draft["revision"] = template_of(edition).next_revision
    check_template(draft)
    edition.mid_template, edition.mid_template_draft, edition.mid_template_frozen_at = draft, None, None
    edition.save()
    _note(by, edition, "used", draft["revision"])
    return draft["revision"]


@transaction.atomic
def discard_draft(*, by: User, edition: Edition) -> Edition:
    """Throw the draft away."""
    edition = _locked(by, edition)
    _draft(edition)
    edition.mid_template_draft = None
    edition.save()
    _note(by, edition, "discarded")
    return edition


@transaction.atomic
def freeze_template(*, by: User, edition: Edition) -> Edition:
    """Close what is in force, so that every later change is a new revision. Nothing happens when it is closed."""
    edition = _locked(by, edition)
    if not edition.mid_template_frozen_at:
        edition.mid_template_frozen_at = timezone.now()
        edition.save()
        _note(by, edition, "frozen")
    return edition


def take_template(edition: Edition) -> dict[str, Any]:
    """What a plan that is begun now copies; closes that revision. For the transaction that begins the plan."""
    edition = Edition.objects.select_for_update(of=("self",), no_key=True).get(pk=edition.pk)
    if not edition.mid_template_frozen_at:
        edition.mid_template_frozen_at = timezone.now()
        edition.save()
    return edition.mid_template


def _locked(by: User, edition: Edition) -> Edition:
    locked = Edition.objects.select_for_update(of=("self",), no_key=True).get(pk=edition.pk)
    check_can_manage_programme(by)
    return locked


def _draft(edition: Edition) -> dict[str, Any]:
    if edition.mid_template_draft is None:
        raise WrongState(_("The template is closed. Open it for changes first."))
    return edition.mid_template_draft


def _keep_draft(by: User, edition: Edition, template: dict[str, Any], what: str) -> Edition:
    draft = deepcopy(template)
    draft = {
        "schema": SCHEMA,
        "revision": template_of(edition).next_revision,
        "order": order_of(draft),
        "sections": draft.get("sections", {}),
    }
    check_template(draft)
    edition.mid_template_draft = draft
    edition.save()
    _note(by, edition, what)
    return edition


def _note(by: User, edition: Edition, what: str, revision: int = 0) -> None:
    data = {"template": what} | ({"revision": revision} if revision else {})
    record(by=by, verb=Verb.CHANGED, target_kind="edition", target_id=edition.pk, target_label=edition.name, data=data)
