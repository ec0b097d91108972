"""Uploaded files are judged by their content, and reading them costs little."""

import io
import tracemalloc
import zipfile

import pytest
from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import SimpleUploadedFile

from core.files import ODT, check_upload, type_of


def odt(mimetype: bytes = b"application/vnd.oasis.opendocument.text") -> bytearray:
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("mimetype", mimetype)
        archive.writestr("content.xml", "<a/>")
    return bytearray(packed.getvalue())


def test_an_odt_is_known_by_its_content():
    assert type_of(SimpleUploadedFile("a.odt", bytes(odt()))) == ODT


def test_a_damaged_archive_is_no_document():
    content = odt(b"a" * 3000)
    content[40:60] = b"\xff" * 20
    with pytest.raises(ValidationError):
        check_upload(SimpleUploadedFile("a.odt", bytes(content)))


def test_a_swollen_name_of_the_type_is_not_unpacked():
    file = SimpleUploadedFile("a.odt", bytes(odt(b"a" * 100_000_000)))
    tracemalloc.start()
    assert type_of(file) == ""
    most = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert most < 5_000_000
