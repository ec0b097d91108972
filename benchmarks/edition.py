"""An edition's bundle: 30 MIDs and 3 improvement plans on two workers: cold, unchanged, two documents changed."""

import hashlib
import json
import os
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any
from urllib.parse import urlsplit

from django.conf import settings
from django.core.management import call_command
from django.db import connection
from django.test import Client
from django.test.utils import override_settings, setup_test_environment

from catalogue.models import Publication
from documents.enums import Purpose
from documents.models import Document, Version
from pim_portal.celery import app
from publishing.models import Bundle, Rendering
from publishing.queries import LATER, URGENT
from publishing.services import request_bundle

TITLE = "The edition's bundle on two workers, and a published PDF from the cache"
HEADERS = ("what", "measured", "limit")
INITIATIVES = 30
LIMIT_SECONDS = 300
REQUESTS = 40


def measure() -> list[tuple[str, ...]]:
    """One row per state. Works in a database and a folder of its own, with two worker processes of its own."""
    settings.SAMPLE_MODE, settings.SAMPLE_PASSWORD = True, "a-password-for-measuring"
    setup_test_environment(debug=False)
    connection.creation.create_test_db(verbosity=0, autoclobber=True)
    try:
        with TemporaryDirectory() as folder, override_settings(MEDIA_ROOT=folder):
            return _measure(folder)
    finally:
        connection.creation.destroy_test_db(settings.DATABASES["default"]["NAME"], verbosity=0)


def _measure(folder: str) -> list[tuple[str, ...]]:
    # What the sample asks for on its way is made by nobody: no worker runs yet.
    call_command("load_sample", verbosity=0)
    _purge()
    Rendering.objects.all().delete()
    versions = _edition()
    with _workers(folder):
        cold, bundle = _made(versions)
        again, _same = _made(versions)
        changed, after = _made([_changed(versions[0]), _changed(versions[-1]), *versions[1:-1]])
        served = _served()
    pages = sum(one.pages or 0 for one in Rendering.objects.filter(version__in=versions))
    size = bundle.joined_size / 1024**2
    return [
        (f"{len(versions)} documents cold ({pages} pages, {size:.1f} MB joined)", f"{cold:.1f} s", "180 s"),
        ("joining and packing them", f"{bundle.seconds:.1f} s", ""),
        ("asked again, nothing changed", f"{again:.2f} s", ""),
        ("two documents changed", f"{changed:.1f} s", "10 s"),
        ("of this joining and packing", f"{after.seconds:.1f} s", ""),
        ("a published PDF, processor time", f"{served:.1f} ms", "5 ms"),
    ]


def _edition() -> list[Version]:
    """33 Versions: those that the sample shows, and copies of their text in the documents of the other cities."""
    shown = list(Publication.objects.filter(kind="mid").select_related("version").order_by("slug"))
    plans = [one.version for one in Publication.objects.filter(kind="pu").select_related("version")]
    initiatives = [one.version for one in shown]
    others = Document.objects.filter(kind="mid").exclude(pk__in=[one.document_id for one in initiatives])
    for number, document in enumerate(others[: INITIATIVES - len(initiatives)]):
        content = dict(initiatives[number % len(shown)].content)
        initiatives.append(_version(document, 900, {**content, "title": f"{content['title']} ({number + 1})"}))
    return [*plans, *initiatives]


def _version(document: Document, number: int, content: dict[str, Any]) -> Version:
    digest = hashlib.sha256(json.dumps(content, sort_keys=True).encode()).hexdigest()
    return Version.objects.create(
        document=document,
        number=number,
        purpose=Purpose.MANUAL,
        title=content["title"],
        content=content,
        content_hash=digest,
        created_by_label="benchmark",
    )


def _changed(version: Version) -> Version:
    content = {**version.content, "title": f"{version.content['title']}, poprawione"}
    return _version(version.document, version.number + 1000, content)


def _made(versions: list[Version]) -> tuple[float, Bundle]:
    """Seconds from asking for the bundle to its being ready."""
    entries = [
        {
            "group": "Plany ulepszeń" if version.document.kind == "pu" else "MID",
            "version": str(version.pk),
            "kind": version.document.kind,
            "title": version.title,
            "place": "",
            "number": version.number,
            "published": "2026-01-01",
            "address": f"https://portal.example/{version.document.slug}/",
            "file": f"{version.document.kind}/{version.document.slug}.pdf",
            "language": "pl",
        }
        for version in versions
    ]
    manifest = {"title": "Komplet", "subtitle": "", "address": "", "licence": "CC BY 4.0", "entries": entries}
    started = time.monotonic()
    bundle = request_bundle(name="benchmark", manifest=manifest)
    while bundle.is_under_way:
        if time.monotonic() - started > LIMIT_SECONDS:
            raise TimeoutError("the bundle is not ready")
        time.sleep(0.1)
        bundle.refresh_from_db()
    if bundle.reason:
        raise ValueError(bundle.reason)
    return time.monotonic() - started, bundle


def _served() -> float:
    """Median milliseconds of processor time of a published PDF through all of Django, read to its end."""
    ready = set(Rendering.objects.filter(state="ready").values_list("version", flat=True))
    shown = next(one for one in Publication.objects.filter(kind="mid") if one.version_id in ready)
    client, spent = Client(), []
    for _ in range(REQUESTS):
        started = time.process_time()
        answer = client.get(f"/mid/{shown.slug}.pdf")
        body = b"".join(answer.streaming_content)
        spent.append(time.process_time() - started)
        if not body.startswith(b"%PDF"):
            raise ValueError("no PDF came")
    return sorted(spent)[REQUESTS // 2] * 1000


@contextmanager
def _workers(folder: str) -> Iterator[None]:
    """A Celery worker with two processes, as `make run` starts it. Its start counts as part of what is cold."""
    address = urlsplit(os.environ["DATABASE_URL"])._replace(path=f"/{connection.settings_dict['NAME']}").geturl()
    command = [sys.executable, "-m", "celery", "-A", "pim_portal", "worker", "--queues", "interactive,batch"]
    shape = ["--concurrency", "2", "--without-gossip", "--without-mingle", "--loglevel", "error"]
    environment = {**os.environ, "DATABASE_URL": address, "MEDIA_ROOT": folder, "PORTAL_TASKS_EAGER": "0"}
    log = Path(folder, "worker.log")
    with log.open("wb") as out:
        worker = subprocess.Popen([*command, *shape], env=environment, stdout=out, stderr=out)
    try:
        yield
    except Exception:
        print(log.read_text()[-3000:])
        raise
    finally:
        worker.terminate()
        worker.wait(timeout=60)


def _purge() -> None:
    """Take out of the queues what loading the sample has put in."""
    with app.connection_or_acquire() as link:
        for queue in (URGENT, LATER):
            link.default_channel.queue_purge(queue)
