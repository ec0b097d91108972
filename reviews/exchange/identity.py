"""What a DOCX file of the portal says of itself: which document, at which state; signed, so that nobody rewrites it."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from django.core import signing
from django.utils.translation import gettext as _
from docx.opc.constants import RELATIONSHIP_TYPE
from docx.opc.packuri import PackURI
from docx.opc.part import Part
from lxml import etree

from core.exceptions import InvalidInput

SALT = "reviews.exchange"
#: what the marks of fields look like; a file with other ones is read by nobody
SCHEMA = "1"
TYPE = "application/vnd.openxmlformats-officedocument.custom-properties+xml"
PROPERTIES = "http://schemas.openxmlformats.org/officeDocument/2006/custom-properties"
VALUES = "http://schemas.openxmlformats.org/officeDocument/2006/docPropsVTypes"
#: the same for every property that is not the system's own
FORMAT = "{D5CDD505-2E9C-101B-9397-08002B2CF9AE}"
NAMES = {
    "schema": "PortalSchema",
    "document": "PortalDocument",
    "version": "PortalVersion",
    "moment": "PortalMoment",
    "content_hash": "PortalContentHash",
    "language": "PortalLanguage",
}
SIGNATURE = "PortalSignature"


@dataclass(frozen=True)
class Identity:
    """`version` is 0 for a draft; `moment` is the last Change that the draft held. `language` is that of the labels."""

    document: str
    version: int
    moment: int
    content_hash: str
    language: str
    schema: str = SCHEMA

    @property
    def is_draft(self) -> bool:
        return self.version == 0

    @property
    def values(self) -> dict[str, str]:
        """Property names with their texts."""
        return {name: str(getattr(self, key)) for key, name in NAMES.items()}


def add_identity(made: Any, identity: Identity) -> None:
    """Write the properties into a document of python-docx."""
    root = etree.Element(f"{{{PROPERTIES}}}Properties", nsmap={None: PROPERTIES, "vt": VALUES})
    for number, (name, text) in enumerate(_signed(identity), start=2):
        found = etree.SubElement(root, f"{{{PROPERTIES}}}property", fmtid=FORMAT, pid=str(number), name=name)
        etree.SubElement(found, f"{{{VALUES}}}lpwstr").text = text
    package = made.part.package
    blob = etree.tostring(root, xml_declaration=True, encoding="UTF-8", standalone=True)
    package.relate_to(Part(PackURI("/docProps/custom.xml"), TYPE, blob, package), RELATIONSHIP_TYPE.CUSTOM_PROPERTIES)


def read_identity(properties: dict[str, str]) -> Identity:
    """The identity that a file claims and the portal has signed. Raises InvalidInput with a sentence."""
    found = {key: properties.get(name, "") for key, name in NAMES.items()}
    signature = properties.get(SIGNATURE, "")
    if not signature or not all(found.values()):
        raise InvalidInput(
            _(
                "This file does not say which plan it comes from. Import the file that you downloaded from the review "
                "of this plan, saved again as “Word document (.docx)”."
            )
        )
    if not _signer().unsign_safely(_message(found), signature):
        raise InvalidInput(
            _("What the file says about the plan it comes from has been changed. Download the file once more.")
        )
    if found["schema"] != SCHEMA:
        raise InvalidInput(_("This file is of an older kind. Download it once more and copy your changes to it."))
    return Identity(
        document=found["document"],
        version=int(found["version"]),
        moment=int(found["moment"]),
        content_hash=found["content_hash"],
        language=found["language"],
    )


def _signed(identity: Identity) -> Iterator[tuple[str, str]]:
    yield from identity.values.items()
    found = {key: str(getattr(identity, key)) for key in NAMES}
    yield SIGNATURE, _signer().signature(_message(found))


class _Signer(signing.Signer):
    def unsign_safely(self, message: str, signature: str) -> bool:
        """Whether the signature is that of the message, by this or an earlier secret key."""
        try:
            self.unsign(f"{message}{self.sep}{signature}")
        except signing.BadSignature:
            return False
        return True


def _signer() -> _Signer:
    return _Signer(salt=SALT)


def _message(found: dict[str, str]) -> str:
    return "|".join(found[key] for key in NAMES)
