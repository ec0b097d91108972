"""Every page in both languages: nothing that axe finds, and no scrolling sideways on a phone.

Pages that an address alone opens come from the table of access rules, so that a new address is looked at without being
named here. `STEPS` are the pages that somebody has to do something for.
"""

import re
from collections.abc import Callable, Iterator
from typing import Any

import pytest
from allauth.mfa.totp.internal.auth import format_hotp_value, hotp_value, yield_hotp_counters_from_time
from django.db.models import F
from django.urls import reverse
from django.utils.translation import override
from playwright.sync_api import expect

from accounts.models import User
from documents.models import Document
from documents.parts import document_kind
from publishing.enums import RenderingState
from publishing.models import Rendering
from tests import factories
from tests.access.rules import OPEN_DATA, RULES
from tests.browser.conftest import Visitor
from tests.browser.pages import BROWSER, follow, next_page
from tests.browser.reviewing import REVIEW_STAGES, BusyReview
from tests.browser.world import FullWorld
from tests.tracking.many import many_recommendations
from tracking.services import save_view

pytestmark = [*BROWSER, pytest.mark.timeout(300)]

#: answers that are not pages
NOT_PAGES = {
    "healthz", "theme_css", "robots", "sitemap", "initiative_pdf", "initiative_pdf_status",
    "plan_pdf", "plan_pdf_status", "initiative_grey", "initiative_grey_status", "plan_grey", "plan_grey_status",
    "bundle_pdf", "bundle_zip", "bundle_status", "version_pdf_file", "version_pdf_state",
    "initiative_calendar", "initiative_communication_calendar", "initiative_schedule_svg", "initiative_schedule_csv",
    "initiative_advance", "plan_advance", "initiative_pulse", "plan_pulse", "document_schema", "document_docx",
    "version_docx", "initiative_json_export", "plan_json_export", "initiative_table_export", "plan_table_export",
    "initiative_file", "plan_file", "initiative_annex", "meeting_material", "review_panel", "answers_xlsx",
    "plan_codes_panel", "flag_panel", "flag_board_panel", "review_docx", "signed_in",
    "tracked_file", "barrier_json", "barrier_citation", "recommendation_json", "recommendation_citation",
    "practice_json", "practice_citation", "practice_panel", "evidence_file",
    "mark", "initiative_download", "initiative_citation", "initiative_image", "initiative_published_citation",
    "initiative_published_download", "plan_download", "plan_citation", "plan_image", "plan_published_citation",
    "plan_published_download", "network_image", "portal_image", "initiative_published_annex",
    "initiative_published_pdf", "plan_published_pdf", "initiative_annex_picture", "initiative_published_annex_picture",
    *OPEN_DATA, *(name for name in RULES if name.startswith(("api_", "data_"))),
}  # fmt: skip
#: a page that several roles may open is looked at with the eyes of the first
EYES = ("stranger", "member", "expert", "editor", "ministry", "coordinator")
PUBLIC_QUERIES = (
    "/mid/?text=drzewa", "/mid/?page=999", "/mid/?network=x&sort=cost", "/dzialania/?text=drzewa", "/dzialania/?like=x",
    "/miasta/mapa/?voivodeship=14", "/mid/porownanie/?mid=nie-ma&mid=nie-ma", "/szukaj/?q=drzew", "/szukaj/?q=zzzzzz",
    "/miasta/?size=small", "/rekomendacje/?text=ustawa", "/dobre-praktyki/?text=park", "/dobre-praktyki/?city=on",
    "/bariery/?text=ustawa",
    "/bariery/?kind=law&sort=weight", "/rekomendacje/?age=0-3", "/nie-ma-takiej-strony/",
)  # fmt: skip
ALLAUTH_PAGES = {
    "stranger": (
        "account_login", "account_reset_password", "account_reset_password_done", "account_inactive", "account_signup",
        "account_reset_password_from_key_done",
    ),
    "member": (
        "account_email", "account_change_password", "account_logout", "mfa_index", "mfa_list_webauthn",
    ),
}  # fmt: skip

Step = Callable[[Visitor, FullWorld, str], Iterator[str]]


def addresses(role: str, world: FullWorld) -> Iterator[str]:
    """What a role can open by address alone: its share of the access rules, its desk, and pages of allauth."""
    for name, rule in RULES.items():
        first = next((eyes for eyes in EYES if eyes in rule.allowed), None)
        if not rule.post and name not in NOT_PAGES and (first == role or (name == "desk" and role != "stranger")):
            arguments = [world.argument(one[1:]) if str(one).startswith("@") else one for one in rule.arguments]
            yield reverse(name, args=arguments) + (f"?{rule.query}" if rule.query else "")
    for name in ALLAUTH_PAGES.get(role, ()):
        yield reverse(name)


def person(role: str, world: FullWorld) -> User | None:
    return world.people[role]


def in_language(path: str, language: str) -> str:
    return path if language == "pl" else f"/en{path}"


def look(visitor: Visitor, paths: Iterator[str] | list[str]) -> Iterator[str]:
    """The faults of the pages at the paths; a page that breaks is a fault too."""
    for path in paths:
        answer = visitor.page.goto(visitor.address + path)
        assert answer is not None
        if answer.status >= 500:
            yield f"{path}: status {answer.status}"
        else:
            yield from visitor.faults(path)


def workbench(document: Document) -> Iterator[str]:
    """The overview, the preview and every section of a document."""
    kind = document_kind(document.kind)
    yield reverse(f"{kind.workbench}_workbench", args=[document.slug])
    yield reverse(f"{kind.workbench}_preview", args=[document.slug])
    for section in kind.sections:
        yield reverse(f"{kind.workbench}_section", args=[document.slug, section.slug])


def send(visitor: Visitor, path: str, form: str = "main form:has(button.govuk-button)") -> None:
    """Open a page and send its form as it is."""
    visitor.go(path)
    with next_page(visitor.page):
        visitor.page.locator(form).first.evaluate("(form) => form.submit()")


def of_strangers(visitor: Visitor, world: FullWorld, language: str) -> Iterator[str]:
    yield from look(visitor, [in_language(path, language) for path in PUBLIC_QUERIES])
    page = visitor.go(reverse("account_login"))
    page.fill("#id_login", f"nikt-{factories.unique()}@miasto.example")
    page.fill("#id_password", "nie-to-haslo-123")
    with next_page(page):
        page.press("#id_password", "Enter")
    expect(page.locator(".govuk-error-summary")).to_be_visible()
    yield from visitor.faults("sign-in with an error")
    yield from look(visitor, [reverse("invitation_accept", args=[world.key])])
    send(visitor, reverse("invitation_accept", args=[world.key]))
    yield from visitor.faults("invitation with errors")
    send(visitor, reverse("account_reset_password"))
    yield from visitor.faults("reset with an error")
    yield from look(visitor, [reverse("account_reset_password_from_key", args=["1", "bad-key"])])
    yield from look(visitor, [reverse("initiative", args=[world.withdrawn.slug])])
    Rendering.objects.update(state=RenderingState.QUEUED)
    yield from look(visitor, [reverse("initiative_pdf", args=[world.public.slug])])


def of_members(visitor: Visitor, world: FullWorld, language: str) -> Iterator[str]:
    """The second factor, the workbench of a draft, saves that fail, the submission with gaps."""
    visitor.sign_in(world.author)
    yield from second_factor(visitor, world.author)
    yield from look(visitor, workbench(world.draft))
    yield from rows_with_errors(visitor, world.draft)
    yield from stale_save(visitor, world.draft)
    yield from look(visitor, [reverse("review", args=[world.draft.slug])])
    yield from look(visitor, [reverse("review_submit", args=[world.draft.slug])])
    visitor.sign_in(world.returned_author)
    slug = world.returned.slug
    yield from look(visitor, [reverse("desk"), reverse("notice_list"), reverse("review", args=[slug])])
    yield from look(visitor, [reverse("initiative_section", args=[slug, "dzialania"])])
    yield from look(visitor, [reverse("review_submit", args=[slug])])


def second_factor(visitor: Visitor, user: User) -> Iterator[str]:
    """Setting an app up: the password again, the picture, the codes."""
    page = visitor.go(reverse("mfa_activate_totp"))
    yield from visitor.faults("the password again")
    page.fill("main input[type=password]", factories.PASSWORD)
    with next_page(page):
        page.press("main input[type=password]", "Enter")
    expect(page.locator(".portal-secret")).to_be_visible()
    yield from visitor.faults("an app for codes")
    send(visitor, reverse("mfa_activate_totp"))
    yield from visitor.faults("an app for codes, with an error")
    secret = page.locator(".portal-secret").inner_text()
    page.fill("#id_code", format_hotp_value(hotp_value(secret, next(yield_hotp_counters_from_time()))))
    with next_page(page):
        page.press("#id_code", "Enter")
    expect(page).to_have_url(re.compile("/kody/$"))
    yield from visitor.faults("recovery codes")
    names = ("mfa_index", "mfa_generate_recovery_codes", "mfa_deactivate_totp", "mfa_add_webauthn", "profile")
    yield from look(visitor, [reverse(name) for name in names])


def rows_with_errors(visitor: Visitor, document: Document) -> Iterator[str]:
    """An empty form of every kind of row."""
    for part_kind in document_kind(document.kind).part_kinds.values():
        if part_kind.many:
            name = f"{document_kind(document.kind).workbench}_part_add"
            send(visitor, reverse(name, args=[document.slug, part_kind.key]), "form.workbench-form")
            yield from visitor.faults(f"{part_kind.key} with errors")


def stale_save(visitor: Visitor, document: Document) -> Iterator[str]:
    page = visitor.go(reverse("initiative_section", args=[document.slug, "streszczenie"]))
    part = document_kind("mid").part_kind("summary").model._default_manager.get(document=document)
    type(part)._default_manager.filter(pk=part.pk).update(text="Inny tekst.", version=F("version") + 1)
    page.fill("#summary_text", "Mój tekst.")
    with next_page(page):
        page.locator("form#summary").evaluate("(form) => form.submit()")
    yield from visitor.faults("two texts")


def of_experts(visitor: Visitor, world: FullWorld, language: str) -> Iterator[str]:
    """Remarks, and verdicts without reasons."""
    slug = world.document.slug
    query = f"?section=actions&kind=action&row={world.action.pk}"
    send(visitor, reverse("thread_add", args=[slug]) + query)
    yield from visitor.faults("a remark with an error")
    send(visitor, reverse("review_return", args=[slug]))
    yield from visitor.faults("a return without reasons")
    yield from look(visitor, [reverse("review", args=[world.returned.slug]), reverse("notice_list")])


def of_editors(visitor: Visitor, world: FullWorld, language: str) -> Iterator[str]:
    visitor.sign_in(world.plan_editor)
    yield from look(visitor, workbench(world.draft_plan))
    yield from rows_with_errors(visitor, world.draft_plan)


def of_ministries(visitor: Visitor, world: FullWorld, language: str) -> Iterator[str]:
    code, course = world.recommendation.code, world.recommendation.courses.get()
    answering = [reverse("tracked", args=[code]), reverse("respond", args=[course.pk])]
    yield from look(visitor, [*answering, reverse("tracked_list"), reverse("meeting_list")])
    many_recommendations(31, editions=1, plans=2)
    views = ("?view=cards&kind=law", "?text=nic-takiego", "?late=on&mine=on&sort=planned&page=99", "?kind=nie-ma")
    looks = [reverse(name) for name in ("tracked_matrix", "tracked_path", "saved_view_add", "tracked_print")]
    yield from look(visitor, [f"{reverse('tracked_list')}{query}" for query in views])
    yield from look(visitor, [*looks, *(f"{look}?kind=law&text=zasady" for look in looks)])
    send(visitor, reverse("saved_view_add"))
    yield from visitor.faults("a view without a name")
    view = save_view(by=world.people["ministry"], name="Prawne", query="kind=law&view=cards")
    own = reverse("saved_view", args=[view.pk])
    yield from look(visitor, [reverse("saved_view_list"), own, reverse("tracked_list")])
    slug = world.institution.slug
    yield from look(visitor, [reverse("institution_brief", args=[slug])])
    send(visitor, reverse("institution_brief", args=[slug]), "main form")
    yield from visitor.faults("a printout that waits")
    send(visitor, answering[1])
    yield from visitor.faults("an answer with errors")


def of_coordinators(visitor: Visitor, world: FullWorld, language: str) -> Iterator[str]:
    """Forms sent empty, a list with a bad row, publication in its states, a PDF in all of its states."""
    forms = [
        reverse("person_invite"), reverse("city_add"), reverse("edition_add"), reverse("institution_add"),
        reverse("meeting_add", args=[world.edition.slug]), reverse("participation_add", args=[world.edition.slug]),
        reverse("network_add", args=[world.edition.slug]), reverse("import_upload", args=[world.edition.slug]),
        reverse("seat_give", args=[world.edition.slug, world.idle.city.slug, 1]),
        reverse("publication_withdraw", args=["mid", world.public.slug]),
    ]  # fmt: skip
    for path in forms:
        send(visitor, path)
        yield from visitor.faults(f"{path} with errors")
    yield from import_preview(visitor, world)
    yield from look(visitor, [reverse("person", args=[world.invited.pk])])
    for document in (world.accepted, world.public, world.withdrawn):
        yield from look(visitor, [reverse("publication", args=["mid", document.slug])])
    yield from pdf_states(visitor, world)


def import_preview(visitor: Visitor, world: FullWorld) -> Iterator[str]:
    for rows in ("Sopot;2264011\n", "Sopot;2261011\nHel;2211011\n"):
        page = visitor.go(reverse("import_upload", args=[world.edition.slug]))
        content = f"miasto;teryt\n{rows}".encode()
        page.set_input_files("main input[type=file]", {"name": "a.csv", "mimeType": "text/csv", "buffer": content})
        follow(page.locator("main form button.govuk-button").first)
        yield from visitor.faults("a list before it is imported")


def pdf_states(visitor: Visitor, world: FullWorld) -> Iterator[str]:
    version = world.public.versions.latest("number")
    path = reverse("version_pdf", args=[version.pk])
    for state in (*RenderingState.values, ""):
        if state:
            Rendering.objects.filter(version=version).update(state=state, reason="Za długi tekst.")
        else:
            Rendering.objects.filter(version=version).delete()
        visitor.go(path)
        yield from visitor.faults(f"PDF: {state or 'not asked for'}")


STEPS: dict[str, Step] = {
    "stranger": of_strangers,
    "member": of_members,
    "expert": of_experts,
    "editor": of_editors,
    "ministry": of_ministries,
    "coordinator": of_coordinators,
}


@pytest.mark.parametrize("language", ["pl", "en"])
@pytest.mark.parametrize(
    "roles", [("stranger",), ("member",), ("expert", "editor", "ministry"), ("coordinator",)], ids="-".join
)
def test_pages_of(roles: tuple[str, ...], language: str, portal: str, visitors: Any, settings: Any) -> None:
    settings.CELERY_TASK_ALWAYS_EAGER = False  # nobody waits for the PDFs of this world
    world, found = FullWorld(), []
    with override(language):
        for role in roles:
            visitor: Visitor = visitors()
            if (user := person(role, world)) is not None:
                visitor.sign_in(user)
            found += look(visitor, addresses(role, world))
            found += STEPS[role](visitor, world, language)
    assert "\n".join(found) == ""


@pytest.mark.timeout(600)
@pytest.mark.parametrize("language", ["pl", "en"])
@pytest.mark.parametrize("stage", REVIEW_STAGES, ids=lambda stage: stage.__name__)
def test_pages_of_a_review(stage: Any, language: str, portal: str, visitors: Any, settings: Any) -> None:
    """A review in all its states, with long names and many remarks."""
    settings.CELERY_TASK_ALWAYS_EAGER = False
    with override(language):
        found = stage(visitors(), BusyReview())
    assert "\n".join(found) == ""
