"""Smaller copies of uploaded pictures."""

import io

import pytest
from django.core.exceptions import ValidationError
from django.utils.translation import override
from PIL import Image

from core.pictures import BadPicture, check_picture, resized


def drawn(kind: str, size: tuple[int, int], **options: object) -> io.BytesIO:
    buffer = io.BytesIO()
    Image.new("RGB", size, "#336699").save(buffer, kind, **options)
    return buffer


@pytest.mark.parametrize(("kind", "content_type"), [("PNG", "image/png"), ("JPEG", "image/jpeg")])
def test_a_large_picture_becomes_as_small_as_asked(kind: str, content_type: str) -> None:
    body, found = resized(drawn(kind, (3000, 1500)), 1200)
    made = Image.open(io.BytesIO(body))
    assert (found, made.format, made.size) == (content_type, kind, (1200, 600))


def test_a_small_picture_keeps_its_size() -> None:
    body, _type = resized(drawn("PNG", (30, 20)), 1200)
    assert Image.open(io.BytesIO(body)).size == (30, 20)


def test_the_place_where_a_photo_was_taken_is_not_published() -> None:
    exif = Image.Exif()
    exif[0x010E] = "ulica Sekretna 1"
    exif[0x0112] = 6
    body, _type = resized(drawn("JPEG", (40, 20), exif=exif), 1200)
    assert b"Sekretna" not in body
    assert Image.open(io.BytesIO(body)).size == (20, 40)


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"<svg xmlns='http://www.w3.org/2000/svg'><script>alert(1)</script></svg>",
        drawn("PNG", (20_000, 2)).getvalue(),
        drawn("PNG", (30, 20)).getvalue()[:40],
        drawn("GIF", (30, 20)).getvalue(),
    ],
)
def test_what_is_no_picture_to_show_is_refused(content: bytes) -> None:
    with pytest.raises(BadPicture):
        resized(io.BytesIO(content), 1200)


def test_a_picture_of_too_many_pixels_is_called_too_large_and_not_damaged() -> None:
    file = io.BytesIO()
    Image.new("1", (20_000, 20_000)).save(file, "PNG")
    with override("en"), pytest.raises(ValidationError, match="20000 by 20000 pixels"):
        check_picture(file)
