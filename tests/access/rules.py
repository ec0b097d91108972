"""Who may reach each address. `PUBLIC` is for everybody; a set names the roles that get in."""

from dataclasses import dataclass

ROLES = (
    "stranger",
    "member",
    "member elsewhere",
    "expert",
    "expert elsewhere",
    "editor",
    "editor elsewhere",
    "ministry",
    "ministry elsewhere",
    "coordinator",
)
PUBLIC = frozenset(ROLES)
SIGNED_IN = PUBLIC - {"stranger"}
STRANGERS = frozenset({"stranger"})
COORDINATOR = frozenset({"coordinator"})
MID_READERS = frozenset({"member", "expert", "coordinator"})
MID_WRITERS = frozenset({"member"})
MID_JUDGES = frozenset({"expert"})
PU_READERS = frozenset({"expert", "editor", "coordinator"})
PU_WRITERS = frozenset({"editor"})
ANSWERERS = frozenset({"ministry", "coordinator"})


@dataclass(frozen=True)
class Rule:
    """`arguments` are paths into the world (`tests.access.world`) or plain values; `post` tries a POST instead of a GET."""

    allowed: frozenset[str]
    arguments: tuple[object, ...] = ()
    post: bool = False


MID = "@document.slug"
PU = "@plan.document.slug"

#: addresses of django-allauth: they serve the person's own account and are tested in tests/accounts
OF_ALLAUTH = ("account_", "mfa_")


def _workbench(prefix: str, slug: str, readers: frozenset[str], writers: frozenset[str], row: str, kind: str) -> dict[str, Rule]:
    """The workbench of one kind of document; the rules are the same, the people are not."""
    return {
        f"{prefix}_workbench": Rule(readers, (slug,)),
        f"{prefix}_preview": Rule(readers, (slug,)),
        f"{prefix}_versions": Rule(readers, (slug,)),
        f"{prefix}_version": Rule(readers, (slug, 1)),
        f"{prefix}_part_add": Rule(writers, (slug, kind)),
        f"{prefix}_part_edit": Rule(writers, (slug, kind, row)),
        f"{prefix}_part_delete": Rule(writers, (slug, kind, row)),
        f"{prefix}_part_move": Rule(writers, (slug, kind, row), post=True),
        f"{prefix}_part_restore": Rule(writers, (slug, kind, row), post=True),
    }


RULES: dict[str, Rule] = {
    "healthz": Rule(PUBLIC),
    "theme_css": Rule(PUBLIC),
    "desk": Rule(SIGNED_IN),
    # accounts
    "profile": Rule(SIGNED_IN),
    "invitation_accept": Rule(PUBLIC, ("unknown-key",)),
    "people": Rule(COORDINATOR),
    "person_invite": Rule(COORDINATOR),
    "person": Rule(COORDINATOR, ("@people.member.pk",)),
    "invitation_resend": Rule(COORDINATOR, ("@people.member.pk",), post=True),
    "invitation_revoke": Rule(COORDINATOR, ("@people.member.pk",), post=True),
    "person_deactivate": Rule(COORDINATOR, ("@people.member.pk",), post=True),
    "person_reactivate": Rule(COORDINATOR, ("@people.member.pk",), post=True),
    "second_factor_reset": Rule(COORDINATOR, ("@people.member.pk",), post=True),
    # activity
    "notice_list": Rule(SIGNED_IN),
    "notice_see_all": Rule(SIGNED_IN, post=True),
    "notice_open": Rule(MID_WRITERS, ("@notice.pk",)),
    "event_list": Rule(COORDINATOR),
    # reviews
    "review": Rule(MID_READERS, (MID,)),
    "review_panel": Rule(MID_READERS, (MID,)),
    "review_submit": Rule(MID_WRITERS, (MID,)),
    "review_take_back": Rule(MID_WRITERS, (MID,)),
    "review_return": Rule(MID_JUDGES, (MID,)),
    "review_accept": Rule(MID_JUDGES, (MID,)),
    "thread_add": Rule(MID_JUDGES, (MID,)),
    "thread_reply": Rule(MID_WRITERS | MID_JUDGES, ("@thread.pk",)),
    "thread_resolve": Rule(MID_JUDGES, ("@thread.pk",), post=True),
    "thread_reopen": Rule(MID_JUDGES, ("@thread.pk",), post=True),
    # improvement plans
    "response_list": Rule(SIGNED_IN - {"member", "member elsewhere"}),
    "response_add": Rule(ANSWERERS, ("@recommendation.code",)),
    "institution_list": Rule(COORDINATOR),
    "institution_add": Rule(COORDINATOR),
    "institution": Rule(COORDINATOR, ("@institution.slug",)),
    "institution_change": Rule(COORDINATOR, ("@institution.slug",)),
    "member_add": Rule(COORDINATOR, ("@institution.slug",)),
    "member_end": Rule(COORDINATOR, ("@membership.pk",), post=True),
    "former_name_remove": Rule(COORDINATOR, ("@former_name.pk",), post=True),
    **_workbench("initiative", MID, MID_READERS, MID_WRITERS, "@action.pk", "action"),
    **_workbench("plan", PU, PU_READERS, PU_WRITERS, "@barrier.pk", "barrier"),
    "initiative_section": Rule(MID_READERS, (MID, "dzialania")),
    "plan_section": Rule(PU_READERS, (PU, "bariery")),
}
