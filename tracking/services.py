"""Writes that reach from plans to what is public of them."""

import datetime

from django.db import transaction

from accounts.models import User
from catalogue.services import show_again
from improvement_plans.models import Institution
from improvement_plans.services import merge_institution


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
