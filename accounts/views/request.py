"""The type of a request behind `login_required`; nothing of it exists when the portal runs."""

from django.http import HttpRequest

from accounts.models import User


class SignedInRequest(HttpRequest):
    """A request whose user is a person with an account."""

    user: User
