"""A mail server that takes everything but the letters to one address."""

from collections.abc import Sequence

from django.conf import settings
from django.core.mail import EmailMessage
from django.core.mail.backends.base import BaseEmailBackend


class RefusingBackend(BaseEmailBackend):
    def send_messages(self, email_messages: Sequence[EmailMessage]) -> int:
        if any(settings.REFUSED_ADDRESS in message.to for message in email_messages):
            raise OSError("refused")
        return len(email_messages)
