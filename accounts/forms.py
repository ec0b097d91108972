"""Forms of accounts: our own, and those of allauth in our words."""

import json
from collections.abc import Mapping
from typing import Any, ClassVar

from allauth.account import forms as account_forms
from allauth.mfa.base import forms as mfa_forms
from allauth.mfa.totp.forms import ActivateTOTPForm
from allauth.mfa.webauthn.forms import (
    AddWebAuthnForm,
    AuthenticateWebAuthnForm,
    EditWebAuthnForm,
    LoginWebAuthnForm,
    ReauthenticateWebAuthnForm,
)
from django import forms
from django.conf import settings
from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from accounts.enums import PersonState, Role
from accounts.models import User

PASSWORD_HINT = _("At least 12 characters. Three or four random words are easy to remember and hard to guess.")
CODE_HINT = _("Six digits from your app, or one of your recovery codes.")
Words = Mapping[str, tuple[str | Promise, str | Promise]]

NEW_PASSWORD: Words = {
    "password1": (_("New password"), PASSWORD_HINT),
    "password2": (_("New password again"), ""),
}


class InOurWords:
    """Gives fields of allauth's forms our labels and hints; placeholders go, because they vanish as one types."""

    words: ClassVar[Words] = {}

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name, field in self.fields.items():  # type: ignore[attr-defined]
            field.widget.attrs.pop("placeholder", None)
            if name in self.words:
                field.label, field.help_text = self.words[name]


class SignInForm(InOurWords, account_forms.LoginForm):
    words = {"login": (_("E-mail"), ""), "password": (_("Password"), "")}


class PasswordResetForm(InOurWords, account_forms.ResetPasswordForm):
    words = {"email": (_("E-mail"), "")}


class PasswordResetKeyForm(InOurWords, account_forms.ResetPasswordKeyForm):
    words = NEW_PASSWORD


class PasswordChangeForm(InOurWords, account_forms.ChangePasswordForm):
    words = {"oldpassword": (_("Current password"), ""), **NEW_PASSWORD}


class PasswordSetForm(InOurWords, account_forms.SetPasswordForm):
    words = NEW_PASSWORD


class EmailChangeForm(InOurWords, account_forms.AddEmailForm):
    words = {"email": (_("New e-mail"), _("We send a link there. The change happens when you open it."))}


class ConfirmPasswordForm(InOurWords, account_forms.ReauthenticateForm):
    words = {"password": (_("Password"), "")}


class CodeForm(InOurWords, mfa_forms.AuthenticateForm):
    words = {"code": (_("Code"), CODE_HINT)}


class ConfirmCodeForm(InOurWords, mfa_forms.ReauthenticateForm):
    words = {"code": (_("Code"), CODE_HINT)}


class AppForm(InOurWords, ActivateTOTPForm):
    words = {"code": (_("Code from the app"), _("Six digits that the app shows now."))}


class CarefulDecoder(json.JSONDecoder):
    """Hostile JSON (a number of 5000 digits, a thousand lists in one another) is not valid, like any other nonsense."""

    def decode(self, s: str, *arguments: Any) -> Any:
        try:
            return super().decode(s, *arguments)
        except json.JSONDecodeError:
            raise
        except (ValueError, RecursionError) as error:
            raise json.JSONDecodeError(str(error), "", 0) from error


class CredentialForm(forms.Form):
    """What a passkey answered; anybody may send anything in its place."""

    credential = forms.JSONField(widget=forms.HiddenInput, decoder=CarefulDecoder)


class KeySignInForm(CredentialForm, LoginWebAuthnForm):
    """Signing in with a passkey alone."""


class KeySecondStepForm(CredentialForm, AuthenticateWebAuthnForm):
    """A key after the password."""


class ConfirmKeyForm(CredentialForm, ReauthenticateWebAuthnForm):
    """A key before something that must be confirmed."""


class KeyForm(InOurWords, CredentialForm, AddWebAuthnForm):
    words = {
        "name": (_("Name of the key"), _("So that you can tell your keys apart, for example “Office laptop”.")),
        "passwordless": (
            _("Sign in with this key alone, without a password"),
            _("The device will ask for a fingerprint, a face or a PIN."),
        ),
    }


class KeyNameForm(InOurWords, EditWebAuthnForm):
    words = {"name": (_("Name of the key"), "")}


class InvitationForm(forms.Form):
    """A coordinator invites a person."""

    email = forms.EmailField(label=_("E-mail"), max_length=254, help_text=_("A personal one, not shared by an office."))
    name = forms.CharField(label=_("Full name"), max_length=150)
    role = forms.ChoiceField(label=_("Role"), choices=Role.choices, widget=forms.RadioSelect)
    unit = forms.CharField(label=_("Office or department"), max_length=200, required=False)
    language = forms.ChoiceField(label=_("Language of messages"), choices=settings.LANGUAGES, initial="pl")


class AcceptForm(forms.Form):
    """The invited person gives their name and a password."""

    name = forms.CharField(
        label=_("Full name"), max_length=150, widget=forms.TextInput({"autocomplete": "name"}),
        help_text=_("Other participants of the programme see it."),
    )  # fmt: skip
    password = forms.CharField(
        label=_("Password"), strip=False, max_length=500, help_text=PASSWORD_HINT,
        widget=forms.PasswordInput({"autocomplete": "new-password"}),
    )  # fmt: skip

    def __init__(self, *args: Any, user: User, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.user = user

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        if password := cleaned.get("password"):
            # The password is compared with the name typed just now, not with the one in the invitation.
            person = User(email=self.user.email, name=cleaned.get("name", ""))
            try:
                validate_password(password, person)
            except ValidationError as error:
                self.add_error("password", error)
        return cleaned


class ProfileForm(forms.Form):
    name = forms.CharField(label=_("Full name"), max_length=150, widget=forms.TextInput({"autocomplete": "name"}))
    unit = forms.CharField(label=_("Office or department"), max_length=200, required=False)
    language = forms.ChoiceField(
        label=_("Language of messages"), choices=settings.LANGUAGES, help_text=_("E-mails from the portal come in it.")
    )


class PeopleFilterForm(forms.Form):
    """Filters of the list of people; what is not understood is left out."""

    q = forms.CharField(label=_("Name, e-mail or unit"), required=False, max_length=200)
    role = forms.ChoiceField(label=_("Role"), required=False, choices=[("", _("All roles")), *Role.choices])
    state = forms.ChoiceField(label=_("State"), required=False, choices=[("", _("All states")), *PersonState.choices])
