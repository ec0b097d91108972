"""Where a person of each role goes from the desk."""

from dataclasses import dataclass
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext_lazy

from accounts.enums import Role


@dataclass(frozen=True)
class Link:
    label: str
    url: str


def links_of(user: Any) -> list[Link]:
    return [Link(str(label), reverse(name)) for name, label in (*_LINKS.get(user.role, ()), *_LINKS_OF_ALL)]


_LINKS_OF_ALL = (("meeting_list", gettext_lazy("Meetings")), ("profile", gettext_lazy("My account")))
_RECOMMENDATIONS = ("tracked_list", gettext_lazy("Recommendations and answers"))
_LINKS: dict[str, tuple[tuple[str, Any], ...]] = {
    Role.TEAM_MEMBER: (_RECOMMENDATIONS,),
    Role.EXPERT: (_RECOMMENDATIONS,),
    Role.PU_EDITOR: (_RECOMMENDATIONS,),
    Role.MINISTRY: (_RECOMMENDATIONS,),
    Role.COORDINATOR: (
        ("board", gettext_lazy("Board of the edition")),
        ("programme", gettext_lazy("Editions, networks and cities")),
        ("city_register", gettext_lazy("Register of cities")),
        ("organisation_list", gettext_lazy("Directory of organisations")),
        ("plan_board", gettext_lazy("Improvement Plans")),
        _RECOMMENDATIONS,
        ("institution_list", gettext_lazy("Institutions")),
        ("publishing_list", gettext_lazy("Publications")),
        ("synonym_list", gettext_lazy("Synonyms of search")),
        ("people", gettext_lazy("People and invitations")),
        ("event_list", gettext_lazy("Audit log")),
    ),
}
