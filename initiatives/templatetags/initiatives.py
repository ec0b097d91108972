"""`{% load initiatives %}`: what the pages of MIDs need beside the portal's own tags."""

from uuid import uuid4

from django import template

register = template.Library()


@register.simple_tag
def request_key() -> str:
    """A key for one write: sent twice, it is carried out once."""
    return str(uuid4())
