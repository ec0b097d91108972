"""Uploaded files: what they are by their content, not by their name, and how large they may be."""

import zipfile
import zlib
from pathlib import PurePath
from typing import Any

import filetype
from django.conf import settings
from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import UploadedFile
from django.core.files.uploadhandler import FileUploadHandler, StopFutureHandlers
from django.utils.translation import gettext as _

from core.pictures import check_picture
from core.text import file_size

#: allowed kinds by content: type -> (extension, mark that a zipped format must carry)
DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
ODT = "application/vnd.oasis.opendocument.text"
ODS = "application/vnd.oasis.opendocument.spreadsheet"
EXTENSIONS = {
    "application/pdf": (".pdf",),
    DOCX: (".docx",),
    XLSX: (".xlsx",),
    ODT: (".odt",),
    ODS: (".ods",),
    "image/png": (".png",),
    "image/jpeg": (".jpg", ".jpeg"),
}
PICTURES = frozenset({"image/png", "image/jpeg"})
OFFICE_PARTS = {"word/document.xml": DOCX, "xl/workbook.xml": XLSX}
#: a zipped document with more than this unpacked is taken for a bomb
MOST_UNPACKED = 500 * 1024 * 1024
HEAD = 8192


class TooLargeFile(UploadedFile):
    """Stands for a file that was not read because the request was too large; has a name and a size but no content."""


class LimitedUploadHandler(FileUploadHandler):
    """Throws the content of a too large upload away as it arrives, so that it fills neither memory nor disk."""

    #: room for the other fields of the form, in bytes
    slack = 4 * 1024 * 1024
    is_refusing = False

    def handle_raw_input(
        self, input_data: Any, META: dict[str, Any], content_length: int, boundary: Any, encoding: Any = None
    ) -> None:
        self.is_refusing = content_length > settings.PORTAL_ANNEX_MAX_BYTES + self.slack

    def new_file(self, *args: Any, **kwargs: Any) -> None:
        super().new_file(*args, **kwargs)
        if self.is_refusing:
            raise StopFutureHandlers

    def receive_data_chunk(self, raw_data: bytes, start: int) -> bytes | None:
        return None if self.is_refusing else raw_data

    def file_complete(self, file_size: int) -> UploadedFile | None:
        return TooLargeFile(None, self.file_name, self.content_type, file_size) if self.is_refusing else None


def check_upload(file: UploadedFile) -> str:
    """The type of an uploaded file by its content. Raises ValidationError when it is too large or not allowed.

    Of a picture also its pixels count.
    """
    limit = settings.PORTAL_ANNEX_MAX_BYTES
    size = file.size or 0
    if isinstance(file, TooLargeFile) or size > limit:
        raise ValidationError(
            _("The file is too large: %(size)s. At most %(limit)s is allowed.")
            % {"size": file_size(size), "limit": file_size(limit)},
            code="too_large",
        )
    if not size:
        raise ValidationError(_("The file is empty."), code="empty")
    found = type_of(file)
    if found not in EXTENSIONS:
        raise ValidationError(
            _("This kind of file is not accepted. Add a PDF, DOCX, XLSX, ODT, ODS, PNG or JPEG file."), code="kind"
        )
    if PurePath(file.name or "").suffix.lower() not in EXTENSIONS[found]:
        raise ValidationError(
            _("The name of the file does not match its content. Its name should end with %(extension)s.")
            % {"extension": EXTENSIONS[found][0]},
            code="name",
        )
    if found in PICTURES:
        check_picture(file)
    return found


def type_of(file: Any) -> str:
    """The type of a file by its content, or an empty text when it is not known. Leaves the file at its beginning."""
    file.seek(0)
    guess = filetype.guess_mime(file.read(HEAD)) or ""
    file.seek(0)
    if guess in EXTENSIONS and guess not in (DOCX, XLSX, ODT, ODS):
        return guess
    try:
        return _type_of_archive(file)
    except (zipfile.BadZipFile, zlib.error, EOFError, RuntimeError, OSError, ValueError):
        return ""
    finally:
        file.seek(0)


def _type_of_archive(file: Any) -> str:
    """Office documents are ZIP archives with a known inside; a disguised or swollen archive is none of them."""
    with zipfile.ZipFile(file) as archive:
        entries = archive.infolist()
        if sum(entry.file_size for entry in entries) > MOST_UNPACKED:
            return ""
        names = {entry.filename for entry in entries}
        if "[Content_Types].xml" in names:
            return next((kind for part, kind in OFFICE_PARTS.items() if part in names), "")
        if "mimetype" in names and "content.xml" in names:
            with archive.open("mimetype") as told:
                kind = told.read(100).decode("ascii", "replace").strip()
            return kind if kind in (ODT, ODS) else ""
    return ""
