"""Several PDFs as one: valid, with bookmarks, links and one structure tree; packed, listed, made again when needed."""

import csv
import io
import json
import zipfile
from contextlib import closing
from datetime import timedelta
from uuid import uuid4

import pikepdf
import pytest
from django.core.files.storage import default_storage
from django.utils import timezone
from pypdfium2 import PdfDocument

from publishing.enums import RenderingState
from publishing.models import Bundle, Rendering
from publishing.queries import finished_bundle, members_done, versions_in
from publishing.rendering.bundle import PLACE
from publishing.rendering.engine import make_pdf
from publishing.rendering.joining import Member, join
from publishing.rendering.validity import faults
from publishing.services import prune_bundles, request_bundle, requeue_stuck_renderings
from publishing.tasks import make_bundle, render
from tests.publishing.versions import frozen

PAGE = """<html lang="pl"><title>Plan {0}</title><h1>Plan {0}</h1><p><a href="#dalej">Dalej</a></p>
<table><thead><tr><th scope="col">Rok</th><th scope="col">Kwota</th></tr></thead>
<tbody><tr><th scope="row">2024</th><td>{0}</td></tr></tbody></table>
<h2 id="dalej" style="break-before: page">Dalej {0}</h2><p>Koniec.</p>"""
FRONT = """<html lang="pl"><title>Komplet</title><h1>Komplet</h1>
<ol><li><a href="{0}1">Plan A 2</a></li><li><a href="{0}2">Plan B 4</a></li></ol>"""


@pytest.fixture
def joined(tmp_path):
    """A front of one page and two documents of two pages, which use the same names inside."""
    members = []
    for letter in "AB":
        path = tmp_path / f"{letter}.pdf"
        path.write_bytes(make_pdf(PAGE.format(letter), identifier="0" * 64).body)
        members.append(Member(f"Plan {letter}", "Plany", path))
    front = make_pdf(FRONT.format(PLACE), identifier="1" * 64)
    noted = []
    target = tmp_path / "joined.pdf"
    assert join(front.body, members, target, lambda *at: noted.append(at)) == 5
    assert noted == [(1, 2), (2, 2)]
    return target.read_bytes()


def manifest_of(*versions):
    entries = [
        {
            "group": "MID",
            "version": str(version.pk),
            "kind": "mid",
            "title": version.title,
            "place": "=Gdańsk",
            "number": version.number,
            "published": "2026-11-23",
            "address": f"https://portal.example/mid/{version.document.slug}/",
            "file": f"mid/{version.document.slug}.pdf",
            "language": "pl",
        }
        for version in versions
    ]
    about = {"title": "Komplet", "subtitle": "MID", "address": "https://portal.example/", "licence": "CC BY 4.0"}
    return {**about, "entries": entries}


def made(*versions):
    """A finished bundle, its members rendered one after another as by one worker."""
    bundle = request_bundle(name="edycja", manifest=manifest_of(*versions))
    for rendering in Rendering.objects.filter(state=RenderingState.QUEUED):
        render(str(rendering.pk))
    make_bundle(str(bundle.pk))
    bundle.refresh_from_db()
    assert bundle.reason == ""
    return bundle


def test_the_whole_is_accessible(joined):
    assert faults(joined) == []


def test_each_document_keeps_its_bookmarks_below_its_title(joined):
    with closing(PdfDocument(joined)) as pdf:
        found = [(one.level, one.get_title(), one.get_dest().get_index()) for one in pdf.get_toc()]
    assert found == [
        (0, "Komplet", 0),
        (0, "Plany", 1),
        (1, "Plan A", 1),
        (2, "Plan A", 1),
        (3, "Dalej A", 2),
        (1, "Plan B", 3),
        (2, "Plan B", 3),
        (3, "Dalej B", 4),
    ]


def test_links_lead_into_their_own_document(joined):
    with pikepdf.open(io.BytesIO(joined)) as pdf:
        pages = [page.objgen for page in pdf.pages]
        led = [
            (number, pages.index(link.Dest[0].objgen))
            for number, page in enumerate(pdf.pages)
            for link in page.get("/Annots", [])
        ]
    assert led == [(0, 1), (0, 3), (1, 2), (3, 4)]


def test_structure_is_one_tree_with_unique_ids(joined):
    with pikepdf.open(io.BytesIO(joined)) as pdf:
        tree = pdf.Root.StructTreeRoot
        assert [str(one.S) for one in tree.K] == ["/Document"]
        parts = [one for one in tree.K[0].K if one.S == "/Part"]
        assert [str(one.T) for one in parts] == ["Plan A", "Plan B"]
        elements = [one for one in pdf.objects if isinstance(one, pikepdf.Dictionary) and "/ID" in one]
        ids = [str(one.ID) for one in elements if one.get("/Type") == "/StructElem"]
        assert len(ids) == len(set(ids)) == 6
        numbers = [int(page.StructParents) for page in pdf.pages]
        assert len(set(numbers)) == 5


def test_a_bundle_waits_for_its_members_without_keeping_a_worker(version, queued, django_capture_on_commit_callbacks):
    with django_capture_on_commit_callbacks(execute=True):
        bundle = request_bundle(name="edycja", manifest=manifest_of(version))
    rendering = Rendering.objects.get()
    assert queued == [(str(rendering.pk), "batch"), (str(bundle.pk), "batch")]

    make_bundle(str(bundle.pk))

    bundle.refresh_from_db()
    assert (bundle.state, bundle.attempts, members_done(bundle)) == (RenderingState.QUEUED, 0, 0)
    assert queued[2:] == [(str(bundle.pk), "batch")]


def test_a_bundle_is_a_zip_and_a_joined_pdf(db, queued):
    first, second = frozen(), frozen()
    bundle = made(first, second)

    with bundle.joined.open() as file:
        joined = file.read()
    assert faults(joined) == []
    with closing(PdfDocument(joined)) as pdf:
        assert len(pdf) == bundle.joined_pages
        text = pdf[1].get_textpage().get_text_range()
    assert first.title in text
    with bundle.archive.open() as file, zipfile.ZipFile(file) as archive:
        assert archive.testzip() is None
        names = set(archive.namelist())
        table = list(csv.DictReader(io.StringIO(archive.read("lista.csv").decode("utf-8-sig"))))
        listed = json.loads(archive.read("lista.json"))
        page = archive.read("spis-tresci.html").decode()
        own = archive.read(f"mid/{first.document.slug}.pdf")
    paths = {f"mid/{one.document.slug}.pdf" for one in (first, second)}
    assert names == {"lista.csv", "lista.json", "spis-tresci.html", *paths}
    assert [row["place"] for row in table] == ["'=Gdańsk", "'=Gdańsk"]
    assert [row["title"] for row in listed["documents"]] == [first.title, second.title]
    assert all(f'href="{path}"' in page for path in paths)
    first_page = listed["documents"][1]["first_page"]
    with closing(PdfDocument(joined)) as pdf, closing(PdfDocument(own)) as one:
        assert first_page == bundle.joined_pages - len(one) + 1
        assert second.title in pdf[first_page - 1].get_textpage().get_text_range()


def test_nothing_is_made_again_until_something_changes(db, queued):
    first, second = frozen(), frozen()
    bundle = made(first, second)
    assert request_bundle(name="edycja", manifest=manifest_of(first, second)) == bundle
    assert Bundle.objects.count() == 1

    third = frozen()
    other = made(first, third)

    assert other != bundle
    assert Rendering.objects.count() == 3
    assert Rendering.objects.filter(attempts=1).count() == 3


def test_a_member_that_fails_is_named(version, queued, monkeypatch):
    monkeypatch.setattr("publishing.rendering.limits.MAX_ROWS", 3)
    bundle = request_bundle(name="edycja", manifest=manifest_of(version))
    render(str(Rendering.objects.get().pk))
    make_bundle(str(bundle.pk))

    bundle.refresh_from_db()
    assert bundle.state == RenderingState.FAILED
    assert version.title in bundle.reason


def test_lost_files_are_made_again(version, queued):
    bundle = made(version)
    default_storage.delete(bundle.archive.name)
    default_storage.delete(Rendering.objects.get().file.name)

    again = made(version)

    assert (again.pk, again.state) == (bundle.pk, RenderingState.READY)
    assert default_storage.exists(again.archive.name)


def test_a_member_lost_after_asking_is_told_and_leaves_nothing(version, queued):
    bundle = request_bundle(name="edycja", manifest=manifest_of(version))
    render(str(Rendering.objects.get().pk))
    default_storage.delete(Rendering.objects.get().file.name)

    make_bundle(str(bundle.pk))

    bundle.refresh_from_db()
    assert (bundle.state, bundle.joined.name) == (RenderingState.FAILED, "")


def test_a_worker_killed_in_the_midst_of_joining_loses_nothing(version, queued, django_capture_on_commit_callbacks):
    bundle = request_bundle(name="edycja", manifest=manifest_of(version))
    render(str(Rendering.objects.get().pk))
    Bundle.objects.update(state=RenderingState.RENDERING, attempts=1, started_at=timezone.now() - timedelta(minutes=5))
    with django_capture_on_commit_callbacks(execute=True):
        assert requeue_stuck_renderings() == 1
    assert queued[-1] == (str(bundle.pk), "batch")

    make_bundle(str(bundle.pk))

    bundle.refresh_from_db()
    assert (bundle.state, bundle.attempts) == (RenderingState.READY, 2)


def test_a_bundle_with_a_document_that_is_not_allowed_is_not_shown_and_goes(db, queued):
    first, second = frozen(), frozen()
    bundle = made(first, second)
    assert finished_bundle("edycja", {first.pk, second.pk, uuid4()}) == bundle
    assert finished_bundle("edycja", {first.pk}) is None
    assert versions_in(bundle) == {first.pk, second.pk}

    assert prune_bundles(allowed={first.pk, second.pk}) == 0
    assert prune_bundles(allowed={first.pk}) == 1

    assert not default_storage.exists(bundle.joined.name)
    assert not default_storage.exists(bundle.archive.name)
