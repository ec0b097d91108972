"""Writes that reach from plans to what is public of them, and what people keep of their own work."""

import datetime

from django.db import transaction
from django.db.models import QuerySet
from django.utils.translation import gettext as _

from accounts.models import User
from catalogue.services import show_again
from core.exceptions import InvalidInput
from improvement_plans.models import Institution
from improvement_plans.services import merge_institution
from tracking.models import SavedView
from tracking.policies import check_room


@transaction.atomic
def merge(
    *, by: User, institution: Institution, into: Institution, merged_on: datetime.date | None = None
) -> Institution:
    """Let an institution be part of another, in drafts and in public. Returns the one that stays.

    Effects and errors as of `improvement_plans.services.merge_institution`; public recommendations lead to it too.
    """
    kept = merge_institution(by=by, institution=institution, into=into, merged_on=merged_on)
    show_again(institution)
    return kept


@transaction.atomic
def save_view(*, by: User, name: str, query: str) -> SavedView:
    """Keep a list under a name for the person alone. `query` holds known parameters only.

    Raises InvalidInput when the name is taken or there are too many.
    """
    mine = _own_views(by)
    check_room(mine.count())
    _check_name(mine, name)
    return SavedView.objects.create(user=by, name=name, query=query)


@transaction.atomic
def rename_view(*, by: User, view: SavedView, name: str) -> SavedView:
    """Give a person's own view another name. Raises InvalidInput when it is taken."""
    mine = _own_views(by)
    _check_name(mine.exclude(pk=view.pk), name)
    view = mine.get(pk=view.pk)
    view.name = name
    view.save(update_fields=["name", "updated_at"])
    return view


@transaction.atomic
def delete_view(*, by: User, view: SavedView) -> None:
    """Forget a person's own view."""
    _own_views(by).filter(pk=view.pk).delete()


def _own_views(by: User) -> QuerySet[SavedView]:
    """The person's views, which nobody else changes meanwhile: the person is locked."""
    User.objects.select_for_update(of=("self",), no_key=True).get(pk=by.pk)
    return SavedView.objects.filter(user=by)


def _check_name(views: QuerySet[SavedView], name: str) -> None:
    if views.filter(name=name).exists():
        raise InvalidInput(_("You already have a view with this name."))
