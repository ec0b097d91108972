"""People: users known by e-mail, and the invitations through which alone they come in."""

from allauth.account.models import EmailAddress
from django.conf import settings
from django.contrib.auth.base_user import AbstractBaseUser, BaseUserManager
from django.db import models, transaction
from django.db.models import Q
from django.db.models.functions import Lower
from django.utils.translation import gettext_lazy as _

from accounts.enums import SECOND_FACTOR_ROLES, Role
from core.models import Identified, Timestamped


class UserManager(BaseUserManager["User"]):
    """Creates users; `get_by_natural_key` ignores the case of the e-mail."""

    @transaction.atomic
    def create_user(self, email: str, password: str | None = None, **fields: object) -> "User":
        """Make a person and their allauth address; it counts as verified, as only its owner gets the invitation."""
        user = self.model(email=self.normalize_email(email).lower(), **fields)
        user.set_password(password)
        user.save(using=self._db)
        EmailAddress.objects.create(user=user, email=user.email, verified=True, primary=True)
        return user

    def get_by_natural_key(self, username: str | None) -> "User":
        return self.get(email__iexact=username)


class User(AbstractBaseUser, Timestamped):
    """A person with an account. An invited person exists, inactive and without a password, until they accept."""

    email = models.EmailField(_("e-mail"), max_length=254, unique=True)
    name = models.CharField(_("full name"), max_length=150)
    role = models.CharField(_("role"), max_length=20, choices=Role.choices)
    unit = models.CharField(_("unit"), max_length=200, blank=True)
    language = models.CharField(_("language of messages"), max_length=2, default="pl")
    is_active = models.BooleanField(_("active"), default=True)
    deactivated_at = models.DateTimeField(_("switched off"), null=True, blank=True)
    is_sample = models.BooleanField(_("sample data"), default=False)

    objects = UserManager()

    USERNAME_FIELD = "email"
    EMAIL_FIELD = "email"
    REQUIRED_FIELDS = ["name", "role"]

    class Meta:
        verbose_name = _("user")
        verbose_name_plural = _("users")
        constraints = [
            models.UniqueConstraint(Lower("email"), name="accounts_user_email_once"),
            models.CheckConstraint(condition=Q(role__in=Role.values), name="accounts_user_role_known"),
            models.CheckConstraint(condition=~Q(email=""), name="accounts_user_email_given"),
            models.CheckConstraint(
                condition=Q(deactivated_at=None) | Q(is_active=False), name="accounts_user_switched_off_is_inactive"
            ),
        ]

    def __str__(self) -> str:
        return self.name or self.email

    @property
    def is_coordinator(self) -> bool:
        return self.role == Role.COORDINATOR

    @property
    def must_have_second_factor(self) -> bool:
        """Whether the role calls for a second factor here (never where the sample programme is shown)."""
        return settings.PORTAL_FORCE_SECOND_FACTOR and self.role in SECOND_FACTOR_ROLES


class Invitation(Identified, Timestamped):
    """A one-time key sent to an inactive user; only its SHA-256 is stored."""

    user = models.ForeignKey(User, on_delete=models.CASCADE, related_name="invitations", verbose_name=_("user"))
    key_hash = models.CharField(max_length=64, unique=True)
    invited_by = models.ForeignKey(
        User, on_delete=models.SET_NULL, null=True, related_name="+", verbose_name=_("invited by")
    )
    expires_at = models.DateTimeField(_("expires"))
    accepted_at = models.DateTimeField(_("accepted"), null=True, blank=True)
    revoked_at = models.DateTimeField(_("revoked"), null=True, blank=True)

    class Meta:
        verbose_name = _("invitation")
        verbose_name_plural = _("invitations")
        ordering = ["-created_at"]
        constraints = [
            models.UniqueConstraint(
                fields=["user"],
                condition=Q(accepted_at=None, revoked_at=None),
                name="accounts_one_open_invitation",
            )
        ]

    def __str__(self) -> str:
        return str(self.user)
