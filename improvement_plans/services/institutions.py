"""Institutions that recommendations are addressed to, and the people who answer for them."""

import datetime

from django.db import transaction
from django.utils import timezone
from django.utils.text import slugify
from django.utils.translation import gettext as _

from accounts.enums import Role
from accounts.models import User
from accounts.services import find_or_invite
from activity.enums import Verb
from activity.services import record
from core.exceptions import InvalidInput, WrongState
from improvement_plans.models import FormerName, Institution, InstitutionMember
from improvement_plans.permissions import check_can_coordinate


@transaction.atomic
def create_institution(
    *, by: User, name: str, short_name: str, kind: str, teryt: str = "", contact_unit: str = ""
) -> Institution:
    """Add an addressee; its permanent address is made from the short name. Effects: a row, an event."""
    check_can_coordinate(by)
    _check_name_free(name)
    institution = Institution.objects.create(
        slug=_free_slug(short_name),
        name=name,
        short_name=short_name,
        kind=kind,
        teryt=teryt,
        contact_unit=contact_unit,
    )
    _record(by, Verb.CREATED, institution)
    return institution


@transaction.atomic
def change_institution(
    *,
    by: User,
    institution: Institution,
    name: str,
    short_name: str,
    kind: str,
    teryt: str = "",
    contact_unit: str = "",
    renamed_on: datetime.date | None = None,
) -> Institution:
    """Change an institution; its address stays. `renamed_on` keeps the old name as a former one until that day."""
    institution = _lock(by, institution)
    _check_name_free(name, besides=institution)
    if renamed_on is not None and name != institution.name:
        FormerName.objects.create(institution=institution, name=institution.name, until=renamed_on)
    before = institution.name
    institution.name, institution.short_name = name, short_name
    institution.kind, institution.teryt, institution.contact_unit = kind, teryt, contact_unit
    institution.save()
    _record(by, Verb.CHANGED, institution, before=before)
    return institution


@transaction.atomic
def remove_former_name(*, by: User, former_name: FormerName) -> None:
    """Delete a former name that was recorded by mistake."""
    institution = _lock(by, former_name.institution)
    FormerName.objects.filter(pk=former_name.pk).delete()
    _record(by, Verb.CHANGED, institution, former_name=former_name.name)


@transaction.atomic
def give_membership(*, by: User, institution: Institution, email: str, name: str = "") -> InstitutionMember:
    """Let a person answer for an institution; somebody without an account is invited by e-mail.

    Effects: perhaps an invited user, a membership, an event. Raises InvalidInput for a person with another role in the
    programme, WrongState for one who is a member already.
    """
    institution = _lock(by, institution)
    user = find_or_invite(by=by, email=email, name=name, role=Role.MINISTRY, unit=institution.name)
    if InstitutionMember.objects.filter(institution=institution, user=user, until=None).exists():
        raise WrongState(_("This person already answers for this institution."))
    member = InstitutionMember.objects.create(institution=institution, user=user, since=timezone.localdate())
    _record(by, Verb.ACCESS_GIVEN, institution, user=user.pk, person=str(user))
    return member


@transaction.atomic
def end_membership(*, by: User, member: InstitutionMember) -> InstitutionMember:
    """End a person's right to answer for an institution, from today. What they answered stays."""
    institution = _lock(by, member.institution)
    member = InstitutionMember.objects.select_for_update(of=("self",), no_key=True).get(pk=member.pk)
    if member.until is not None:
        raise WrongState(_("This person no longer answers for this institution."))
    member.until = timezone.localdate()
    member.save(update_fields=["until", "updated_at"])
    _record(by, Verb.ACCESS_ENDED, institution, user=member.user_id, person=str(member.user))
    return member


def _check_name_free(name: str, besides: Institution | None = None) -> None:
    others = Institution.objects.exclude(pk=besides.pk) if besides else Institution.objects.all()
    if others.filter(name__iexact=name).exists():
        raise InvalidInput(_("An institution of this name is already on the list."))


def _free_slug(text: str) -> str:
    """An address that no institution has. Polish ł has no decomposition, so slugify alone would drop it."""
    wanted = slugify(text.translate(str.maketrans("łŁ", "lL")))[:50] or "instytucja"
    taken = set(Institution.objects.filter(slug__startswith=wanted).values_list("slug", flat=True))
    return next(
        slug
        for number in range(1, len(taken) + 2)
        if (slug := wanted if number == 1 else f"{wanted}-{number}") not in taken
    )


def _lock(by: User, institution: Institution) -> Institution:
    locked = Institution.objects.select_for_update(of=("self",), no_key=True).get(pk=institution.pk)
    check_can_coordinate(by)
    return locked


def _record(by: User, verb: Verb, institution: Institution, **data: object) -> None:
    record(
        by=by,
        verb=verb,
        target_kind="institution",
        target_id=institution.pk,
        target_label=institution.name,
        data=data,
    )
