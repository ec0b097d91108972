"""Names of the same thing, which coordinators keep. Each: lock, permission, change, audit event, in one transaction."""

from django.db import transaction
from django.utils.translation import gettext as _

from accounts.models import User
from activity.enums import Verb
from activity.services import record
from catalogue.models import SynonymGroup
from catalogue.permissions import check_can_keep_synonyms
from catalogue.policies import LONGEST_NAME, MOST_NAMES
from catalogue.queries import group_with
from core.exceptions import InvalidInput
from core.words import fold, is_common, tokens


@transaction.atomic
def save_synonyms(*, by: User, group: SynonymGroup | None, names: list[str]) -> SynonymGroup:
    """Keep a group of names, a new one for None; search uses it from the next question on.

    Raises NotAllowed; InvalidInput for fewer than two different names, a name that another group has, and a name
    without a word that search looks for.
    """
    check_can_keep_synonyms(by)
    _lock()
    kept = group or SynonymGroup()
    kept.names = _checked(names, kept)
    verb = Verb.CHANGED if kept.pk else Verb.ADDED
    kept.save()
    _record(by, verb, kept)
    return kept


@transaction.atomic
def delete_synonyms(*, by: User, group: SynonymGroup) -> None:
    """Forget a group: each of its names finds only itself from now on. Raises NotAllowed."""
    check_can_keep_synonyms(by)
    _lock()
    _record(by, Verb.DELETED, group)
    SynonymGroup.objects.filter(pk=group.pk).delete()


def _lock() -> None:
    """One name may not come into two groups at once, so that those who save wait for each other."""
    list(SynonymGroup.objects.select_for_update(no_key=True).order_by("pk").values_list("pk", flat=True))


def _checked(names: list[str], group: SynonymGroup) -> list[str]:
    cleaned = list({fold(name): name for name in (" ".join(name.split()) for name in names) if name}.values())
    if len(cleaned) < 2:
        raise InvalidInput(_("Give at least two different names."))
    if len(cleaned) > MOST_NAMES:
        raise InvalidInput(_("A group may have at most %(limit)d names.") % {"limit": MOST_NAMES})
    for name in cleaned:
        if len(name) > LONGEST_NAME:
            raise InvalidInput(_("A name may have at most %(limit)d characters.") % {"limit": LONGEST_NAME})
        if all(is_common(token.word) for token in tokens(name)):
            raise InvalidInput(_("“%(name)s” has no word that search looks for.") % {"name": name})
        other = group_with(name, except_for=group.pk)
        if other:
            raise InvalidInput(
                _("“%(name)s” already stands in another group: %(group)s.") % {"name": name, "group": other}
            )
    return cleaned


def _record(by: User, verb: Verb, group: SynonymGroup) -> None:
    record(by=by, verb=verb, target_kind="synonyms", target_id=group.pk, target_label=str(group))
