"""Reads of what waits for what."""

from initiatives.models import Action


def followers_of(action: Action) -> list[Action]:
    """The live actions with months that wait for this one, directly or through others, in order. Two queries."""
    live = {one.pk: one for one in Action.objects.filter(document_id=action.document_id, deleted_at=None)}
    links = Action.after.through.objects.filter(from_action__in=live, to_action__in=live)
    waiting: dict[object, list[object]] = {}
    for follower, awaited in links.values_list("from_action_id", "to_action_id"):
        waiting.setdefault(awaited, []).append(follower)
    found: set[object] = set()
    ahead: list[object] = [action.pk]
    while ahead:
        fresh = [key for key in waiting.get(ahead.pop(), []) if key not in found and key != action.pk]
        found.update(fresh)
        ahead += fresh
    return [one for key, one in live.items() if key in found and (one.start or one.end)]
