"""Uploaded pictures: how large they may be, and the smaller copies that pages show."""

import io
from typing import Any

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from PIL import Image, ImageOps
from PIL.JpegImagePlugin import JpegImageFile
from PIL.PngImagePlugin import PngImageFile

#: a picture's longer side and its whole, in pixels; a small file can unpack to gigabytes
MOST_SIDE = 10_000
MOST_PIXELS = 40_000_000
#: what opening a damaged or made-up picture raises; a broken PNG raises SyntaxError
UNREADABLE = (OSError, ValueError, SyntaxError, Image.DecompressionBombError)


class BadPicture(ValueError):
    """The file is no picture that can be shown: damaged, of another kind, or too large."""


def check_picture(file: Any) -> None:
    """Raise ValidationError for a picture that is damaged or has too many pixels. Only its head is read."""
    try:
        with _opened(file) as image:
            width, height = image.size
    except UNREADABLE as error:
        raise ValidationError(_("The picture is damaged and cannot be opened."), code="damaged") from error
    finally:
        file.seek(0)
    if is_too_large(width, height):
        sentence = _("The picture is too large: %(width)d by %(height)d pixels. Its longer side may have %(side)d.")
        raise ValidationError(sentence % {"width": width, "height": height, "side": MOST_SIDE}, code="pixels")


def is_too_large(width: int, height: int) -> bool:
    return max(width, height) > MOST_SIDE or width * height > MOST_PIXELS


def resized(file: Any, longest: int) -> tuple[bytes, str]:
    """The picture with a longer side of at most `longest`, and its type, without whatever else the file carries.

    Raises BadPicture. A JPEG is unpacked no larger than needed.
    """
    try:
        with _opened(file) as image:
            if is_too_large(*image.size):
                raise BadPicture("too many pixels")
            kind = image.format
            image.draft("RGB", (longest, longest))
            made = ImageOps.exif_transpose(image)
            made.thumbnail((longest, longest))
            return _saved(made, kind == "JPEG")
    except UNREADABLE as error:
        raise BadPicture(str(error)) from error


def _saved(image: Image.Image, is_photo: bool) -> tuple[bytes, str]:
    buffer = io.BytesIO()
    if is_photo:
        image.convert("RGB").save(buffer, "JPEG", quality=82, progressive=True, optimize=True)
        return buffer.getvalue(), "image/jpeg"
    image.save(buffer, "PNG", optimize=True)
    return buffer.getvalue(), "image/png"


def _opened(file: Any) -> Image.Image:
    """The picture, its pixels not yet read. Not by `Image.open`, which calls one of too many pixels unreadable: callers
    judge its size and say it.
    """
    file.seek(0)
    try:
        return PngImageFile(file)
    except SyntaxError:
        file.seek(0)
        return JpegImageFile(file)
