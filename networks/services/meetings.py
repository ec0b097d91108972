"""Meetings, who takes part in them, and their materials."""

from collections.abc import Iterable
from typing import Any
from uuid import uuid4

from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import UploadedFile
from django.db import transaction
from django.utils.translation import gettext as _

from accounts.models import User
from activity.enums import Verb
from activity.services import record
from cities.models import City
from core.exceptions import InvalidInput
from core.files import EXTENSIONS, check_upload
from networks.models import Edition, Meeting, MeetingAttendance, MeetingMaterial, Participation, ThematicNetwork
from networks.permissions import check_can_manage_programme


@transaction.atomic
def save_meeting(
    *,
    by: User,
    edition: Edition,
    meeting: Meeting | None,
    values: dict[str, Any],
    networks: Iterable[ThematicNetwork],
    hosts: Iterable[City],
    participations: Iterable[Participation],
) -> Meeting:
    """Add a meeting to an edition or change one, with its networks, hosts and participants. Effects: rows, an event."""
    check_can_manage_programme(by)
    networks, participations = list(networks), list(participations)
    editions = {one.edition_id for one in networks} | {one.edition_id for one in participations}
    if editions - {edition.pk}:
        raise InvalidInput(_("A meeting joins networks and cities of one edition."))
    saved = Meeting.objects.select_for_update(of=("self",)).get(pk=meeting.pk) if meeting else Meeting(edition=edition)
    for name, value in values.items():
        setattr(saved, name, value)
    saved.save()
    saved.networks.set(networks)
    saved.hosts.set(hosts)
    _set_attendances(saved, participations)
    _record(by, Verb.CHANGED if meeting else Verb.CREATED, saved)
    return saved


@transaction.atomic
def delete_meeting(*, by: User, meeting: Meeting) -> None:
    """Delete a meeting with its materials. Effects: rows gone, files removed after commit, an event."""
    check_can_manage_programme(by)
    for material in meeting.materials.all():
        _forget_file(material)
    _record(by, Verb.DELETED, meeting)
    meeting.delete()


@transaction.atomic
def add_material(
    *, by: User, meeting: Meeting, title: str, file: UploadedFile | None = None, link: str = "", is_public: bool = False
) -> MeetingMaterial:
    """Add a file (checked by its content, stored under a name that we choose) or a link. Effects: a row, an event."""
    check_can_manage_programme(by)
    if (file is None) == (not link):
        raise InvalidInput(_("Give a file or a link."))
    material = MeetingMaterial(meeting=meeting, title=title, link=link, is_public=is_public)
    if file is not None:
        try:
            ending = EXTENSIONS[check_upload(file)][0]
        except ValidationError as error:
            raise InvalidInput(" ".join(error.messages)) from error
        material.file.save(f"{uuid4().hex}{ending}", file, save=False)
    material.save()
    _record(by, Verb.ADDED, meeting, material=title)
    return material


@transaction.atomic
def remove_material(*, by: User, material: MeetingMaterial) -> None:
    """Delete a material. Effects: a row gone, its file removed after commit, an event."""
    check_can_manage_programme(by)
    _forget_file(material)
    _record(by, Verb.DELETED, material.meeting, material=material.title)
    material.delete()


def _set_attendances(meeting: Meeting, participations: list[Participation]) -> None:
    meeting.attendances.exclude(participation__in=participations).delete()
    MeetingAttendance.objects.bulk_create(
        [MeetingAttendance(meeting=meeting, participation=participation) for participation in participations],
        ignore_conflicts=True,
    )


def _forget_file(material: MeetingMaterial) -> None:
    if material.file:
        storage, name = material.file.storage, str(material.file.name)
        transaction.on_commit(lambda: storage.delete(name))


def _record(by: User, verb: Verb, meeting: Meeting, **data: str) -> None:
    record(by=by, verb=verb, target_kind="meeting", target_id=meeting.pk, target_label=meeting.title, data=data)
