"""The e-mail that carries a notice, in the person's language."""

from django.conf import settings
from django.core.mail import send_mail
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import translation

from activity.models import Notice


def send_notice(notice: Notice) -> None:
    """Send one notice by e-mail. Raises OSError when the mail server cannot be reached."""
    with translation.override(notice.user.language):
        context = {
            "notice": notice,
            "event": notice.event,
            "address": settings.PORTAL_ADDRESS + reverse("notice_open", kwargs={"pk": notice.pk}),
        }
        subject = " ".join(render_to_string("activity/email/notice_subject.txt", context).split())
        body = render_to_string("activity/email/notice.txt", context)
    send_mail(subject, body.strip() + "\n", None, [notice.user.email])
