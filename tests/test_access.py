"""Every address, tried by every role. A new address without a declared rule fails.

A rule says who gets in; everybody else must be refused (404 or 403), and a stranger is sent to sign in. What a
service then decides about a state (409) or a form about its values (422) is not a matter of access.
"""

from collections.abc import Iterator
from typing import Any

from django.db import transaction
from django.http import HttpResponse
from django.test import Client, TestCase
from django.urls import URLPattern, URLResolver, get_resolver, reverse

from tests.access.rules import DRAFTS, OF_ALLAUTH, PUBLIC, ROLES, RULES, Rule
from tests.access.world import World


def named_addresses(resolver: URLResolver | None = None) -> Iterator[str]:
    for entry in (resolver or get_resolver()).url_patterns:
        if isinstance(entry, URLResolver):
            yield from named_addresses(entry)
        elif isinstance(entry, URLPattern):
            yield entry.name or f"without a name: {entry.pattern}"


def test_every_address_has_a_rule() -> None:
    own = {name for name in named_addresses() if not name.startswith(OF_ALLAUTH)}
    assert own - set(RULES) == set()
    assert set(RULES) - own == set()


def refused(response: HttpResponse) -> bool:
    """Whether the answer gives nothing: not found, forbidden, or a way to sign in."""
    to_sign_in = response.status_code == 302 and "/konto/zaloguj/" in response["Location"]
    return response.status_code in (401, 403, 404) or to_sign_in


class AccessTest(TestCase):
    world: World

    @classmethod
    def setUpTestData(cls) -> None:
        cls.world = World()

    def address(self, name: str, rule: Rule) -> str:
        return reverse(name, args=[self.argument(value) for value in rule.arguments])

    def argument(self, value: Any) -> Any:
        return self.world.argument(value[1:]) if isinstance(value, str) and value.startswith("@") else value

    def violations(self, role: str) -> list[str]:
        client = Client(raise_request_exception=False)
        person = self.world.people[role]
        if person is not None:
            client.force_login(person)
        return [found for name, rule in RULES.items() if (found := self.violation(client, role, name, rule))]

    def violation(self, client: Client, role: str, name: str, rule: Rule) -> str:
        address = self.address(name, rule) + (f"?{rule.query}" if rule.query else "")
        found = []
        for method in ("get", "post"):
            may = role in (rule.allowed if method == "get" or rule.writers is None else rule.writers)
            if may and (method == "post") != rule.post:
                continue
            status, is_refused = self.attempt(client, method, address)
            broken = status >= 500 and name != "healthz"
            wrong = (may and is_refused and name != "invitation_accept") or (
                not may and not is_refused and status != 405
            )
            if broken or wrong:
                found.append(f"{role} {method} {address}: {'may' if may else 'may not'}, but got {status}")
        return "\n".join(found)

    def attempt(self, client: Client, method: str, address: str) -> tuple[int, bool]:
        """The status, and whether it is a refusal; whatever the request wrote is undone."""
        point = transaction.savepoint()
        response = getattr(client, method)(address)
        transaction.savepoint_rollback(point)
        # A file that is read to its end is closed.
        list(response.streaming_content if response.streaming else ())
        return response.status_code, refused(response)

    def test_a_draft_has_no_public_address(self) -> None:
        found = []
        for role, person in self.world.people.items():
            client = Client(raise_request_exception=False)
            if person is not None:
                client.force_login(person)
            for name, arguments in DRAFTS.items():
                status = client.get(self.address(name, Rule(PUBLIC, arguments))).status_code
                if status != 404:
                    found.append(f"{role} {name}: {status}")
        assert found == []


def _make_test(role: str) -> Any:
    def test(self: AccessTest) -> None:
        assert "\n".join(self.violations(role)) == ""

    return test


for _role in ROLES:
    setattr(AccessTest, f"test_{_role.replace(' ', '_')}", _make_test(_role))
