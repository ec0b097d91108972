"""E-mails about accounts, each in the language of its reader."""

from django.conf import settings
from django.core.mail import send_mail
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import translation

from accounts.models import Invitation


def send_invitation(invitation: Invitation, key: str) -> None:
    """Send the link with `key`. Raises OSError when the mail server cannot be reached."""
    with translation.override(invitation.user.language):
        context = {
            "invitation": invitation,
            "person": invitation.user,
            "address": settings.PORTAL_ADDRESS + reverse("invitation_accept", kwargs={"key": key}),
        }
        subject = " ".join(render_to_string("accounts/email/invitation_subject.txt", context).split())
        body = render_to_string("accounts/email/invitation.txt", context)
    send_text(subject, body, invitation.user.email)


def send_text(subject: str, body: str, recipient: str) -> None:
    """Send a text that is already written. Raises OSError when the mail server cannot be reached."""
    send_mail(subject, body.strip() + "\n", None, [recipient])
