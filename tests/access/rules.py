"""Who may reach each address. `PUBLIC` is for everybody; a set names the roles that get in."""

from dataclasses import dataclass

from catalogue.exchange.tables import TABLES

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


@dataclass(frozen=True)
class Rule:
    """Who gets in. `arguments` are paths into the world (`tests.access.world`) or plain values.

    `post` tries those who get in with a POST instead of a GET; those who do not are tried with both. `writers`, where
    it differs, are those whose POST is not refused.
    """

    allowed: frozenset[str]
    arguments: tuple[object, ...] = ()
    post: bool = False
    writers: frozenset[str] | None = None
    query: str = ""


#: files and feeds of open data without arguments
OPEN_DATA = (
    "api",
    "api_schema",
    "dcat_jsonld",
    "dcat_ttl",
    "harvester",
    "harvester_checksum",
    "initiative_feed",
    "plan_feed",
    "recommendation_feed",
    "practice_feed",
    "meeting_calendar",
)
MID = "@document.slug"
PU = "@plan.document.slug"
#: an id that nothing has
UNKNOWN = "00000000-0000-4000-8000-000000000000"

#: addresses of django-allauth serve the person's own account; tests/accounts tries them
OF_ALLAUTH = ("account_", "mfa_")


def _workbench(
    prefix: str, slug: str, readers: frozenset[str], writers: frozenset[str], row: str, kind: str
) -> dict[str, Rule]:
    """The workbench of one kind of document; the rules are the same, the people are not."""
    return {
        f"{prefix}_workbench": Rule(readers, (slug,)),
        f"{prefix}_preview": Rule(readers, (slug,)),
        f"{prefix}_versions": Rule(readers, (slug,)),
        f"{prefix}_advance": Rule(readers, (slug,)),
        f"{prefix}_version": Rule(readers, (slug, 1)),
        f"{prefix}_history": Rule(readers, (slug,)),
        f"{prefix}_part_history": Rule(readers, (slug, kind, row)),
        f"{prefix}_bin": Rule(readers, (slug,)),
        f"{prefix}_state_restore": Rule(writers, (slug, kind, row, 0)),
        f"{prefix}_version_restore": Rule(writers, (slug, 1)),
        f"{prefix}_moment_restore": Rule(writers, (slug, 0)),
        f"{prefix}_part_add": Rule(writers, (slug, kind)),
        f"{prefix}_docx_import": Rule(writers, (slug,)),
        f"{prefix}_docx_import_preview": Rule(writers, (slug, "0" * 64)),
        f"{prefix}_json_export": Rule(readers, (slug,)),
        f"{prefix}_table_import": Rule(writers, (slug, kind)),
        f"{prefix}_table_import_preview": Rule(writers, (slug, kind, "0" * 64)),
        f"{prefix}_table_export": Rule(readers, (slug, kind)),
        f"{prefix}_part_edit": Rule(writers, (slug, kind, row)),
        f"{prefix}_part_delete": Rule(writers, (slug, kind, row)),
        f"{prefix}_part_move": Rule(writers, (slug, kind, row), post=True),
        f"{prefix}_part_restore": Rule(writers, (slug, kind, row), post=True),
        f"{prefix}_part_copy": Rule(writers, (slug, kind, row), post=True),
        f"{prefix}_save": Rule(writers, (slug,), post=True),
        f"{prefix}_pulse": Rule(readers, (slug,)),
        f"{prefix}_held": Rule(readers, (slug,)),
        f"{prefix}_held_text": Rule(frozenset(), (slug, row)),
    }


def _published(prefix: str, slug: str) -> dict[str, Rule]:
    """A published document's files and Versions."""
    return {
        f"{prefix}_download": Rule(PUBLIC, (slug, "docx")),
        f"{prefix}_citation": Rule(PUBLIC, (slug, "bib")),
        f"{prefix}_image": Rule(PUBLIC, (slug,)),
        f"{prefix}_changes": Rule(PUBLIC, (slug,)),
        f"{prefix}_published": Rule(PUBLIC, (slug, 1)),
        f"{prefix}_published_pdf": Rule(PUBLIC, (slug, 1)),
        f"{prefix}_published_citation": Rule(PUBLIC, (slug, 1, "ris")),
        f"{prefix}_published_download": Rule(PUBLIC, (slug, 1, "json")),
    }


RULES: dict[str, Rule] = {
    "healthz": Rule(PUBLIC),
    "theme_css": Rule(PUBLIC),
    "board": Rule(COORDINATOR),
    "document_remind": Rule(COORDINATOR, ("mid", MID), post=True),
    "participation_remind": Rule(COORDINATOR, ("@idle.pk",), post=True),
    "desk": Rule(SIGNED_IN),
    "document_schema": Rule(PUBLIC, ("mid", 1)),
    # accounts
    "profile": Rule(SIGNED_IN),
    "signed_in": Rule(PUBLIC),
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
    "notice_mark": Rule(SIGNED_IN, post=True),
    "notice_settings": Rule(SIGNED_IN),
    "address_works": Rule(SIGNED_IN, post=True),
    "calendar_renew": Rule(SIGNED_IN, post=True),
    "calendar_revoke": Rule(SIGNED_IN, post=True),
    "mail_state": Rule(COORDINATOR, ("@people.member.pk",)),
    "address_works_of_person": Rule(COORDINATOR, ("@people.member.pk",), post=True),
    # the token and the secret are the right to come in; whoever they belong to is tried in tests/activity
    "notice_unsubscribe": Rule(PUBLIC, ("forged",)),
    "calendar_feed": Rule(frozenset(), ("unknown",)),
    # reviews
    "review": Rule(MID_READERS, (MID,)),
    "review_changes": Rule(MID_READERS, (MID,)),
    "review_panel": Rule(MID_READERS, (MID,)),
    "review_docx": Rule(MID_READERS, (MID,)),
    "review_docx_import": Rule(MID_WRITERS | MID_JUDGES, (MID,)),
    "review_docx_import_preview": Rule(MID_WRITERS | MID_JUDGES, (MID, "0" * 64)),
    "review_submit": Rule(MID_WRITERS, (MID,)),
    "review_take_back": Rule(MID_WRITERS, (MID,)),
    "review_return": Rule(MID_JUDGES, (MID,)),
    "review_accept": Rule(MID_JUDGES, (MID,)),
    "review_start": Rule(MID_JUDGES, (MID,), post=True),
    "review_opinion": Rule(MID_JUDGES, (MID,)),
    "review_extend": Rule(MID_JUDGES | COORDINATOR, (MID,)),
    # The round is open: opening it again is refused to all for its state, and to others for their right.
    "review_reopen": Rule(MID_JUDGES | COORDINATOR, (MID,)),
    "review_history": Rule(MID_READERS, (MID,)),
    "review_rules": Rule(COORDINATOR, ("@edition.slug",)),
    "criterion_add": Rule(COORDINATOR, ("@edition.slug", "mid")),
    "criterion_change": Rule(COORDINATOR, ("@edition.slug", "@criterion.pk")),
    "criterion_delete": Rule(COORDINATOR, ("@edition.slug", "@criterion.pk")),
    "criterion_move": Rule(COORDINATOR, ("@edition.slug", "@criterion.pk"), post=True),
    "reviewers": Rule(MID_JUDGES | COORDINATOR, (MID,)),
    "reviewer_remove": Rule(MID_JUDGES | COORDINATOR, (MID, "@reviewer.pk")),
    "reviewer_lead": Rule(MID_JUDGES | COORDINATOR, (MID, "@reviewer.pk"), post=True),
    "thread_add": Rule(MID_WRITERS | MID_JUDGES, (MID,), query="section=actions"),
    "thread": Rule(MID_READERS, ("@thread.pk",)),
    "thread_number": Rule(MID_READERS, (MID, 1)),
    "thread_assign": Rule(MID_WRITERS | MID_JUDGES, ("@thread.pk",), post=True),
    "thread_seen": Rule(MID_READERS, (MID,), post=True),
    "comment_change": Rule(MID_JUDGES, ("@comment.pk",)),
    "comment_delete": Rule(MID_JUDGES, ("@comment.pk",)),
    "thread_reply": Rule(MID_WRITERS | MID_JUDGES, ("@thread.pk",)),
    "thread_resolve": Rule(MID_JUDGES, ("@thread.pk",), post=True),
    "thread_reopen": Rule(MID_JUDGES, ("@thread.pk",), post=True),
    "suggestion_add": Rule(MID_JUDGES, (MID,), query="kind=record&field=title"),
    "suggestion": Rule(MID_READERS, ("@suggestion.pk",), writers=MID_WRITERS),
    "suggestion_withdraw": Rule(MID_JUDGES, ("@suggestion.pk",), post=True),
    "answers": Rule(MID_READERS, (MID,), writers=MID_WRITERS),
    "answers_xlsx": Rule(MID_READERS, (MID,)),
    "answer": Rule(MID_WRITERS, ("@thread.pk",), post=True),
    # tracking of recommendations
    "tracked_list": Rule(SIGNED_IN),
    "tracked": Rule(SIGNED_IN, ("@recommendation.code",)),
    "tracked_before": Rule(PUBLIC, ("@recommendation.code",)),
    "institution_merge": Rule(COORDINATOR, ("@institution.slug",)),
    # No city of this world raised a barrier.
    "rate": Rule(frozenset(), ("@recommendation.code",)),
    "respond": Rule(frozenset({"ministry", "coordinator"}), ("@course.pk",)),
    # improvement plans
    "institution_list": Rule(COORDINATOR),
    "institution_add": Rule(COORDINATOR),
    "institution": Rule(COORDINATOR, ("@institution.slug",)),
    "institution_change": Rule(COORDINATOR, ("@institution.slug",)),
    "member_add": Rule(COORDINATOR, ("@institution.slug",)),
    "member_end": Rule(COORDINATOR, ("@membership.pk",), post=True),
    "former_name_remove": Rule(COORDINATOR, ("@former_name.pk",), post=True),
    **_workbench("initiative", MID, MID_READERS, MID_WRITERS, "@action.pk", "action"),
    **_workbench("plan", PU, PU_READERS, PU_WRITERS, "@barrier.pk", "barrier"),
    "initiative_restore_undo": Rule(frozenset(), (MID, UNKNOWN)),
    "plan_restore_undo": Rule(frozenset(), (PU, UNKNOWN)),
    # rows of an Improvement Plan are not doubled: their codes are their own
    "plan_part_copy": Rule(frozenset(), (PU, "barrier", "@barrier.pk"), post=True),
    "initiative_section": Rule(MID_READERS, (MID, "dzialania")),
    "plan_section": Rule(PU_READERS, (PU, "bariery")),
    "initiative_file": Rule(frozenset(), (MID, "@action.pk")),
    "plan_file": Rule(frozenset(), (PU, "@barrier.pk")),
    "initiative_create": Rule(COORDINATOR, ("@idle.pk",), post=True),
    "mid_template": Rule(COORDINATOR, ("@edition.slug",)),
    "mid_template_begin": Rule(COORDINATOR, ("@edition.slug",)),
    "mid_template_use": Rule(COORDINATOR, ("@edition.slug",)),
    "mid_template_discard": Rule(COORDINATOR, ("@edition.slug",)),
    "mid_template_freeze": Rule(COORDINATOR, ("@edition.slug",)),
    "mid_template_copy": Rule(COORDINATOR, ("@edition.slug",)),
    "mid_template_section": Rule(COORDINATOR, ("@edition.slug", "diagnoza")),
    "mid_template_preview": Rule(COORDINATOR, ("@edition.slug", "diagnoza")),
    "mid_template_move": Rule(COORDINATOR, ("@edition.slug", "diagnoza"), post=True),
    "initiative_reopen": Rule(COORDINATOR, (MID,)),
    "initiative_stakeholder_place": Rule(MID_WRITERS, (MID, "@action.pk"), post=True),
    "initiative_start_from": Rule(MID_WRITERS, (MID,)),
    "initiative_start_from_plan": Rule(frozenset(), (MID, "no-such-plan")),
    "organisation_list": Rule(COORDINATOR),
    "organisation_add": Rule(COORDINATOR),
    "organisation_change": Rule(COORDINATOR, ("@organisation.pk",)),
    "organisation_merge": Rule(COORDINATOR, ("@organisation.pk",)),
    "organisation_separate": Rule(COORDINATOR, ("@organisation.pk",), post=True),
    "initiative_actions": Rule(MID_READERS, (MID,)),
    "initiative_schedule": Rule(MID_READERS, (MID,)),
    "initiative_schedule_svg": Rule(MID_READERS, (MID,)),
    "initiative_schedule_csv": Rule(MID_READERS, (MID,)),
    "initiative_schedule_step": Rule(MID_WRITERS, (MID, "@action.pk"), post=True),
    "initiative_schedule_months": Rule(MID_WRITERS, (MID, "@action.pk")),
    "initiative_communication_calendar": Rule(MID_READERS, (MID,)),
    "flag_list": Rule(MID_READERS, (MID,)),
    "flag_panel": Rule(MID_READERS, (MID,)),
    "flag_add": Rule(MID_WRITERS, (MID,)),
    "flag_withdraw": Rule(MID_WRITERS, (MID, "@flag.pk")),
    "flag_board": Rule(PU_READERS, ("@network.slug",)),
    "flag_merge": Rule(PU_WRITERS, ("@network.slug",)),
    "flag_decline": Rule(PU_WRITERS, ("@network.slug", "@flag.pk")),
    "flag_reopen": Rule(PU_WRITERS, ("@network.slug", "@flag.pk"), post=True),
    "plan_board": Rule(COORDINATOR),
    "plan_codes_panel": Rule(SIGNED_IN, ("@network.slug",)),
    "plan_create": Rule(COORDINATOR, ("@network.slug",), post=True),
    "plan_reopen": Rule(COORDINATOR, (PU,)),
    "plan_revise": Rule(COORDINATOR, (PU,)),
    # publishing
    "document_docx": Rule(MID_READERS, ("mid", MID)),
    "version_docx": Rule(MID_READERS, ("@version.pk",)),
    "printout": Rule(frozenset(), (UNKNOWN,)),
    "printout_file": Rule(frozenset(), (UNKNOWN,)),
    "version_pdf": Rule(MID_READERS, ("@version.pk",)),
    "version_pdf_cancel": Rule(frozenset(), ("@version.pk",), post=True),
    "version_pdf_request": Rule(MID_READERS, ("@version.pk",), post=True),
    "version_pdf_state": Rule(MID_READERS, ("@version.pk",)),
    "version_pdf_file": Rule(frozenset(), ("@version.pk",)),
    # networks and cities
    "programme": Rule(COORDINATOR),
    "edition_add": Rule(COORDINATOR),
    "edition_change": Rule(COORDINATOR, ("@edition.slug",)),
    "programme_edition": Rule(COORDINATOR, ("@edition.slug",)),
    "participation_add": Rule(COORDINATOR, ("@edition.slug",)),
    "participation": Rule(COORDINATOR, ("@edition.slug", "@participation.city.slug")),
    "participation_change": Rule(COORDINATOR, ("@edition.slug", "@participation.city.slug")),
    "seat_give": Rule(COORDINATOR, ("@edition.slug", "@participation.city.slug", 2)),
    "seat_hand_over": Rule(COORDINATOR, ("@seat.pk",)),
    "seat_end": Rule(COORDINATOR, ("@seat.pk",)),
    "network_add": Rule(COORDINATOR, ("@edition.slug",)),
    "programme_network": Rule(COORDINATOR, ("@edition.slug", "@network.slug")),
    "network_change": Rule(COORDINATOR, ("@edition.slug", "@network.slug")),
    "specialist_give": Rule(COORDINATOR, ("@edition.slug", "@network.slug")),
    "specialist_end": Rule(COORDINATOR, ("@specialist.pk",)),
    "contact_add": Rule(COORDINATOR, ("@edition.slug", "@network.slug")),
    "contact_change": Rule(COORDINATOR, ("@contact.pk",)),
    "contact_remove": Rule(COORDINATOR, ("@contact.pk",)),
    "milestone_add": Rule(COORDINATOR, ("@edition.slug",)),
    "milestone_change": Rule(COORDINATOR, ("@milestone.pk",)),
    "milestone_remove": Rule(COORDINATOR, ("@milestone.pk",)),
    "meeting_list": Rule(SIGNED_IN),
    "meeting": Rule(SIGNED_IN, ("@meeting.pk",)),
    "meeting_add": Rule(COORDINATOR, ("@edition.slug",)),
    "meeting_change": Rule(COORDINATOR, ("@meeting.pk",)),
    "meeting_delete": Rule(COORDINATOR, ("@meeting.pk",)),
    "material_add": Rule(COORDINATOR, ("@meeting.pk",)),
    "material_remove": Rule(COORDINATOR, ("@material.pk",)),
    "meeting_material": Rule(MID_READERS | PU_READERS, ("@material.pk",)),
    "import_upload": Rule(COORDINATOR, ("@edition.slug",)),
    "import_preview": Rule(COORDINATOR, ("@edition.slug", "0" * 64)),
    "city_register": Rule(COORDINATOR),
    "city_add": Rule(COORDINATOR),
    "city_facts": Rule(COORDINATOR, ("@participation.city.slug",)),
    "city_change": Rule(COORDINATOR, ("@participation.city.slug",)),
    "city_population": Rule(COORDINATOR, ("@participation.city.slug",)),
    # the public catalogue
    "home": Rule(PUBLIC),
    "city_list": Rule(PUBLIC),
    "city_map": Rule(PUBLIC),
    "city": Rule(PUBLIC, ("@participation.city.slug",)),
    "network_list": Rule(PUBLIC),
    "network": Rule(PUBLIC, ("@network.slug",)),
    "edition": Rule(PUBLIC, ("@edition.slug",)),
    "bundle": Rule(PUBLIC, ("@edition.slug",)),
    "bundle_status": Rule(PUBLIC, ("@edition.slug",)),
    "bundle_prepare": Rule(COORDINATOR, ("@edition.slug",), post=True),
    "bundle_pdf": Rule(frozenset(), ("@edition.slug",)),
    "bundle_zip": Rule(frozenset(), ("@edition.slug",)),
    "initiative_list": Rule(PUBLIC),
    "action_list": Rule(PUBLIC),
    "comparison": Rule(PUBLIC),
    "initiative": Rule(PUBLIC, ("@public.slug",)),
    "initiative_pdf": Rule(PUBLIC, ("@public.slug",)),
    "initiative_pdf_status": Rule(PUBLIC, ("@public.slug",)),
    "initiative_grey": Rule(PUBLIC, ("@public.slug",)),
    "initiative_grey_status": Rule(PUBLIC, ("@public.slug",)),
    "initiative_annex": Rule(frozenset(), ("@public.slug", "@action.pk")),
    "initiative_published_annex": Rule(frozenset(), ("@public.slug", 1, "@action.pk")),
    "initiative_annex_picture": Rule(frozenset(), ("@public.slug", "@action.pk")),
    "initiative_published_annex_picture": Rule(frozenset(), ("@public.slug", 1, "@action.pk")),
    **_published("initiative", "@public.slug"),
    **_published("plan", PU),
    "network_image": Rule(PUBLIC, ("@network.slug",)),
    "portal_image": Rule(PUBLIC),
    "initiative_calendar": Rule(PUBLIC, ("@public.slug",)),
    "plan_list": Rule(PUBLIC),
    "plan": Rule(PUBLIC, (PU,)),
    "plan_pdf": Rule(PUBLIC, (PU,)),
    "plan_pdf_status": Rule(PUBLIC, (PU,)),
    "plan_grey": Rule(PUBLIC, (PU,)),
    "plan_grey_status": Rule(PUBLIC, (PU,)),
    "recommendation_list": Rule(PUBLIC),
    "recommendation": Rule(PUBLIC, ("@recommendation.code",)),
    "evidence_file": Rule(PUBLIC, ("@evidence.pk",)),
    "practice_list": Rule(PUBLIC),
    "practice": Rule(PUBLIC, ("@practice.code",)),
    "search": Rule(PUBLIC),
    "search_suggestions": Rule(PUBLIC, query="q=par"),
    "synonym_list": Rule(COORDINATOR),
    "synonym_add": Rule(COORDINATOR),
    "synonym_change": Rule(COORDINATOR, ("@synonyms.pk",)),
    "synonym_delete": Rule(COORDINATOR, ("@synonyms.pk",)),
    "data": Rule(PUBLIC),
    **{name: Rule(PUBLIC) for name in OPEN_DATA},
    **{f"data_{form}": Rule(PUBLIC, ("miasta",)) for form in ("csv", "csvw", "excel", "json", "xlsx")},
    **{f"api_{table.name}": Rule(PUBLIC) for table in TABLES},
    # what each gives is tried in tests/catalogue/test_api.py; nobody gets what does not exist
    **{f"api_{table.name}_record": Rule(frozenset(), ("0",)) for table in TABLES},
    "api_nothing": Rule(frozenset(), ("no-such-table",)),
    "glossary": Rule(PUBLIC),
    "mark": Rule(frozenset(), ("no-such-sign.svg",)),
    "accessibility": Rule(PUBLIC),
    "privacy": Rule(PUBLIC),
    "sitemap_page": Rule(PUBLIC),
    "contact": Rule(PUBLIC),
    "robots": Rule(PUBLIC),
    "sitemap": Rule(PUBLIC),
    "publication": Rule(COORDINATOR, ("mid", MID)),
    "publication_publish": Rule(COORDINATOR, ("mid", MID), post=True),
    "publication_withdraw": Rule(COORDINATOR, ("mid", MID)),
    "publishing_list": Rule(COORDINATOR),
    "publication_schedule": Rule(COORDINATOR, ("mid", MID)),
    "publication_unschedule": Rule(COORDINATOR, ("mid", MID), post=True),
    "publication_correct": Rule(COORDINATOR, ("mid", MID)),
    "publication_restore": Rule(COORDINATOR, ("mid", MID), post=True),
    "publication_revise": Rule(COORDINATOR, ("mid", MID)),
}

#: public addresses of a document that is not published: nobody reaches them, whoever they are
DRAFTS = {
    "initiative": (MID,),
    "initiative_pdf": (MID,),
    "initiative_pdf_status": (MID,),
    "initiative_grey": (MID,),
    "initiative_grey_status": (MID,),
    "initiative_annex": (MID, "@action.pk"),
    "initiative_calendar": (MID,),
}
