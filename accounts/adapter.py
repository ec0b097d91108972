"""How django-allauth is used here: by invitation only, in our words, with e-mail in the background."""

import base64
import hashlib
from typing import Any

from allauth.account.adapter import DefaultAccountAdapter
from allauth.mfa.adapter import DefaultMFAAdapter
from cryptography.fernet import Fernet, MultiFernet
from django.conf import settings
from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils import translation
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from accounts.enums import Happening
from accounts.models import User
from accounts.services import report_happening
from accounts.tasks import mail_text

#: allauth's security e-mails, each of which is also an event in the audit log
HAPPENINGS = {
    "account/email/password_changed": Happening.PASSWORD_CHANGED,
    "account/email/password_reset": Happening.PASSWORD_CHANGED,
    "account/email/password_set": Happening.PASSWORD_CHANGED,
    "account/email/email_changed": Happening.EMAIL_CHANGED,
    "mfa/email/totp_activated": Happening.SECOND_FACTOR_ADDED,
    "mfa/email/webauthn_added": Happening.SECOND_FACTOR_ADDED,
    "mfa/email/totp_deactivated": Happening.SECOND_FACTOR_REMOVED,
    "mfa/email/webauthn_removed": Happening.SECOND_FACTOR_REMOVED,
}


class InvitationOnlyAdapter(DefaultAccountAdapter):
    """Nobody can sign up by themselves: a coordinator invites."""

    error_messages = {
        **DefaultAccountAdapter.error_messages,
        "duplicate_email": _("This is the address of your account already."),
        "email_password_mismatch": _("The e-mail or the password is not right."),
        "email_taken": _("This address cannot be used."),
        "enter_current_password": _("This is not your current password."),
        "incorrect_code": _("The code is not right. Codes of an app change every 30 seconds."),
        "incorrect_password": _("The password is not right."),
        "invalid_password_reset": _("The link to set a new password is not valid."),
        "rate_limited": _("Too many tries. Wait a while and try again."),
        "too_many_login_attempts": _("Too many failed tries. Wait five minutes and try again."),
    }

    def is_open_for_signup(self, request: HttpRequest) -> bool:
        return False

    def post_login(self, request: HttpRequest, user: User, **details: Any) -> HttpResponse:
        report_happening(by=user, happening=Happening.SIGNED_IN)
        return super().post_login(request, user, **details)

    def send_notification_mail(
        self, template_prefix: str, user: User, context: dict[str, Any] | None = None, email: str | None = None
    ) -> None:
        if happening := HAPPENINGS.get(template_prefix):
            report_happening(by=user, happening=happening)
        super().send_notification_mail(template_prefix, user, {"user": user, **(context or {})}, email)

    def send_mail(self, template_prefix: str, email: str, context: dict[str, Any]) -> None:
        """Write the e-mail in its reader's language and queue it."""
        person = context.get("user")
        with translation.override(person.language if person else translation.get_language()):
            message = self.render_mail(template_prefix, email, context)
        subject, body = str(message.subject), str(message.body)
        transaction.on_commit(lambda: mail_text.delay(subject, body, email))

    def get_reset_password_from_key_url(self, key: str) -> str:
        """Never from the Host header: a forged one would send the key to a stranger's server."""
        path = reverse("account_reset_password_from_key", kwargs={"uidb36": "UID", "key": "KEY"})
        return settings.PORTAL_ADDRESS + path.replace("UID-KEY", key)

    def get_email_confirmation_url(self, request: HttpRequest, emailconfirmation: Any) -> str:
        return settings.PORTAL_ADDRESS + reverse("account_confirm_email", args=[emailconfirmation.key])

    def get_password_change_redirect_url(self, request: HttpRequest) -> str:
        return reverse("profile")

    def get_reauthentication_methods(self, user: Any) -> list[dict[str, Any]]:
        """The ways to confirm who one is, in our words."""
        words = {
            "reauthenticate": gettext("Use your password"),
            "mfa_reauthenticate": gettext("Use a code"),
            "mfa_reauthenticate:webauthn": gettext("Use a passkey or a security key"),
        }
        methods = super().get_reauthentication_methods(user)
        return [{**method, "description": words.get(method["id"], method["description"])} for method in methods]


class SecondFactorAdapter(DefaultMFAAdapter):
    """Keeps the secrets of second factors encrypted with a key made from SECRET_KEY (and its fallbacks)."""

    error_messages = {
        **DefaultMFAAdapter.error_messages,
        "incorrect_code": InvitationOnlyAdapter.error_messages["incorrect_code"],
        "cannot_generate_recovery_codes": _("Set up an app or a passkey first. Then you can make recovery codes."),
    }

    def encrypt(self, text: str) -> str:
        return _cipher().encrypt(text.encode()).decode()

    def decrypt(self, encrypted_text: str) -> str:
        return _cipher().decrypt(encrypted_text.encode()).decode()

    def generate_authenticator_name(self, user: Any, type: Any) -> str:
        number = user.authenticator_set.filter(type=type).count() + 1
        return gettext("Key %(number)d") % {"number": number}


def _cipher() -> MultiFernet:
    secrets = [str(secret) for secret in (settings.SECRET_KEY, *settings.SECRET_KEY_FALLBACKS)]
    digests = [hashlib.sha256(b"second factor:" + secret.encode()).digest() for secret in secrets]
    return MultiFernet([Fernet(base64.urlsafe_b64encode(digest)) for digest in digests])


def display_name(user: User) -> str:
    return str(user)
