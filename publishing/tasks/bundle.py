"""One Bundle: waits for its members' PDFs without keeping a worker, then joins and packs them."""

import logging
import zipfile
from contextlib import suppress
from importlib import import_module
from pathlib import Path
from shutil import copyfileobj
from tempfile import TemporaryDirectory
from typing import Any
from uuid import UUID

from celery import Task, shared_task
from celery.exceptions import SoftTimeLimitExceeded
from django.conf import settings
from django.core.files import File
from django.core.files.storage import default_storage
from django.utils.translation import gettext as _
from django.utils.translation import override

from publishing.enums import RenderingState
from publishing.exceptions import CannotRender
from publishing.models import Bundle, Rendering
from publishing.queries import LATER, members_of
from publishing.rendering.bundle import contents_html, files_of
from publishing.rendering.memory import limited_memory
from publishing.tasks.jobs import TRANSIENT, Notes, Stopped, claim, fail, finish, postpone, try_later, was_redelivered
from publishing.tasks.pdf import check, load_engine

logger = logging.getLogger(__name__)

#: Seconds between two looks at members that are still being made.
LOOK_AGAIN = 1
#: Entries of the joint contents on a page: only the first guess.
ENTRIES_PER_PAGE = 24


@shared_task(bind=True, name="publishing.tasks.make_bundle")
def make_bundle(task: Task, bundle_id: str) -> None:
    """Make the ZIP and the joined PDF of one Bundle. Effects: its state, its files. Safe to run twice."""
    bundle = claim(Bundle.objects.all(), UUID(bundle_id), was_lost=was_redelivered(task))
    if bundle is None:
        return
    with override(bundle.language):
        try:
            members = _members(bundle)
            if members is None:
                postpone(bundle, task, LATER, pause=LOOK_AGAIN)
            else:
                _make(bundle, members)
        except Stopped:
            logger.info("bundle %s was overtaken", bundle.pk)
        except CannotRender as error:
            fail(bundle, str(error))
        except SoftTimeLimitExceeded:
            fail(bundle, _("Joining the documents took too long."))
        except MemoryError:
            fail(bundle, _("Joining the documents took too much memory."))
        except TRANSIENT as error:
            try_later(bundle, task, LATER, error)
        except Exception:
            logger.exception("bundle %s failed", bundle.pk)
            fail(bundle, _("The bundle could not be made because of a fault of the portal. It has been recorded."))


def _members(bundle: Bundle) -> list[Rendering] | None:
    """The members' finished PDFs in order; None while one is being made. Raises CannotRender when one cannot be had."""
    members = members_of(bundle)
    for rendering, entry in zip(members, bundle.manifest["entries"], strict=True):
        if rendering is None or rendering.state in (RenderingState.FAILED, RenderingState.CANCELLED):
            reason = rendering.reason if rendering else ""
            raise CannotRender(
                _("There is no PDF of “%(title)s”. %(reason)s") % {"title": entry["title"][:80], "reason": reason}
            )
    done = [one for one in members if one is not None]
    return None if any(one.is_under_way for one in done) else done


def _make(bundle: Bundle, members: list[Rendering]) -> None:
    with TemporaryDirectory(prefix="bundle-") as folder, limited_memory(settings.PORTAL_PDF_MEMORY):
        paths = [_fetch(rendering, Path(folder)) for rendering in members]
        pages = [rendering.pages or 0 for rendering in members]
        front = _front(bundle, pages)
        joined, archive = Path(folder, "joined.pdf"), Path(folder, "all.zip")
        count = _join(bundle, front.body, paths, joined)
        check(joined.read_bytes())
        own = files_of(bundle.manifest, pages, front.pages, bundle.language)
        _pack(archive, own, [entry["file"] for entry in bundle.manifest["entries"]], paths)
        _keep(bundle, joined, archive, count)


def _fetch(rendering: Rendering, folder: Path) -> Path:
    """The member's file as a local one, also from a bucket."""
    path = folder / f"{rendering.pk}.pdf"
    try:
        with rendering.file.open("rb") as source, path.open("wb") as target:
            copyfileobj(source, target)
    except FileNotFoundError as error:
        raise CannotRender(
            _("The file of “%(title)s” was lost. It will be made again.") % {"title": rendering.version.title[:80]}
        ) from error
    return path


def _front(bundle: Bundle, pages: list[int]) -> Any:
    """The joint contents. Their own length moves all page numbers, so they are set until the length is the guess."""
    engine = load_engine()
    made = None
    guess = 1 + -(-len(pages) // ENTRIES_PER_PAGE)
    for _attempt in range(3):
        html = contents_html(bundle.manifest, pages, guess, bundle.language)
        made = engine.make_pdf(html, identifier=bundle.key)
        if made.pages == guess:
            break
        guess = made.pages
    return made


def _join(bundle: Bundle, front: bytes, paths: list[Path], target: Path) -> int:
    joining = import_module("publishing.rendering.joining")
    entries = bundle.manifest["entries"]
    members = [joining.Member(entry["title"], entry["group"], path) for entry, path in zip(entries, paths, strict=True)]
    return joining.join(front, members, target, Notes(bundle))


def _pack(target: Path, own: dict[str, bytes], names: list[str], paths: list[Path]) -> None:
    """The ZIP. PDFs are compressed already; the same contents give the same bytes."""
    with zipfile.ZipFile(target, "w") as archive:
        for name, body in own.items():
            archive.writestr(_info(name, zipfile.ZIP_DEFLATED), body)
        for name, path in zip(names, paths, strict=True):
            archive.writestr(_info(name, zipfile.ZIP_STORED), path.read_bytes())


def _info(name: str, method: int) -> zipfile.ZipInfo:
    info = zipfile.ZipInfo(name, date_time=(1980, 1, 1, 0, 0, 0))
    info.compress_type, info.external_attr = method, 0o644 << 16
    return info


def _keep(bundle: Bundle, joined: Path, archive: Path, pages: int) -> None:
    """Store both files, then say that they are ready. What a stopped run or a full disk leaves is dropped."""
    stored: list[str] = []
    try:
        for path, ending in ((joined, "pdf"), (archive, "zip")):
            wanted = f"bundles/{bundle.name}-{bundle.key}.{ending}"
            with suppress(FileNotFoundError):
                default_storage.delete(wanted)
            stored.append(wanted)
            with path.open("rb") as body:
                stored[-1] = default_storage.save(wanted, File(body))
        facts = {"joined": stored[0], "archive": stored[1], "joined_pages": pages, "reason": ""}
        sizes = {"joined_size": joined.stat().st_size, "archive_size": archive.stat().st_size}
        finish(bundle, page=len(bundle.manifest["entries"]), pages=len(bundle.manifest["entries"]), **facts, **sizes)
    except BaseException:
        for name in stored:
            with suppress(Exception):
                default_storage.delete(name)
        raise
