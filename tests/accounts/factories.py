"""Visitors with an address of their own, so that the limits of one test never count in another."""

import ipaddress
import secrets

from django.test import Client

from accounts.models import User
from tests.factories import PASSWORD, unique

GOOD_PASSWORD = "cztery-losowe-slowa-77"


def fresh_email() -> str:
    """An e-mail that no other test and no other run has."""
    return f"osoba-{unique()}-{secrets.token_hex(4)}@miasto.example"


def visitor() -> Client:
    """A browser that is not signed in, at an IP address of its own."""
    address = ipaddress.IPv6Address(secrets.randbits(120) | 0x20 << 120)
    return Client(REMOTE_ADDR=str(address))


def signed_in(user: User) -> Client:
    """A browser whose person signed in earlier, without the second step."""
    client = visitor()
    client.force_login(user)
    return client


def sign_in(client: Client, user: User, password: str = PASSWORD, **query: str) -> object:
    """Send the sign-in form as a person would."""
    return client.post("/konto/zaloguj/", {"login": user.email, "password": password}, query_params=query)
