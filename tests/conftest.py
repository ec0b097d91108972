"""What all tests share."""

import pytest
from django.db import connections


@pytest.fixture(scope="session")
def django_db_setup(django_db_setup: None) -> None:
    """Give every connection the rows that migrations made, for tests with `serialized_rollback`.

    While Playwright runs an event loop in the thread of the tests, Django opens another connection there; it must know
    these rows too, or the tables stay empty after the first test that commits.
    """
    connection = connections["default"]
    type(connection)._test_serialized_contents = connection._test_serialized_contents
