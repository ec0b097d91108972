"""Rules of the programme's data that reach beyond one column."""

import io
import zipfile
from typing import BinaryIO

import filetype
from django.utils.translation import gettext as _

from core.exceptions import InvalidInput

#: bytes of one file of a meeting
MAX_MATERIAL_BYTES = 20 * 1024 * 1024
#: what a meeting's file may be, by content, and the ending that it is stored under
MATERIAL_ENDINGS = {
    "application/pdf": "pdf",
    "image/png": "png",
    "image/jpeg": "jpg",
    "application/vnd.openxmlformats-officedocument.wordprocessingml.document": "docx",
    "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet": "xlsx",
    "application/vnd.openxmlformats-officedocument.presentationml.presentation": "pptx",
    "application/vnd.oasis.opendocument.text": "odt",
    "application/vnd.oasis.opendocument.spreadsheet": "ods",
    "application/vnd.oasis.opendocument.presentation": "odp",
}
#: the folder inside an Office file that says what it is
_OFFICE_FOLDERS = {
    "word/": "wordprocessingml.document",
    "xl/": "spreadsheetml.sheet",
    "ppt/": "presentationml.presentation",
}
_HEAD_BYTES = 8192


def material_ending(file: BinaryIO, size: int) -> str:
    """The ending that belongs to a file's content. Raises InvalidInput when it is too large or of another kind."""
    if size > MAX_MATERIAL_BYTES:
        raise InvalidInput(_("The file is too large: at most %(limit)d MB.") % {"limit": MAX_MATERIAL_BYTES // 1024**2})
    ending = MATERIAL_ENDINGS.get(_content_type(file))
    if ending is None:
        raise InvalidInput(_("This kind of file is not accepted. Use PDF, Word, Excel, PowerPoint, ODF, PNG or JPEG."))
    return ending


def _content_type(file: BinaryIO) -> str:
    file.seek(0)
    head = file.read(_HEAD_BYTES)
    if head.startswith(b"PK\x03\x04"):
        file.seek(0)
        return _packed_type(file)
    found = filetype.guess(io.BytesIO(head))
    return found.mime if found else ""


def _packed_type(file: BinaryIO) -> str:
    """What a ZIP archive is by its structure: an Office file, an ODF file, or "" for anything else."""
    try:
        with zipfile.ZipFile(file) as packed:
            names = packed.namelist()
            if "mimetype" in names and packed.getinfo("mimetype").file_size < 200:
                return packed.read("mimetype").decode("ascii", "replace").strip()
    except (zipfile.BadZipFile, NotImplementedError, RuntimeError):
        return ""
    if "[Content_Types].xml" not in names:
        return ""
    for folder, kind in _OFFICE_FOLDERS.items():
        if any(name.startswith(folder) for name in names):
            return f"application/vnd.openxmlformats-officedocument.{kind}"
    return ""
