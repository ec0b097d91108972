"""How django-allauth is used here: by invitation only, people are shown by their name."""

from allauth.account.adapter import DefaultAccountAdapter
from django.http import HttpRequest

from accounts.models import User


class InvitationOnlyAdapter(DefaultAccountAdapter):
    """Nobody can sign up by themselves: a coordinator invites."""

    def is_open_for_signup(self, request: HttpRequest) -> bool:
        return False


def display_name(user: User) -> str:
    return str(user)
