import secrets

import pytest

from core.exceptions import TooMany
from core.limits import check_limit


def test_a_limit_counts_each_key_by_itself() -> None:
    first, second = secrets.token_hex(), secrets.token_hex()
    for _try in range(3):
        check_limit("test", first, amount=3, seconds=60)
    with pytest.raises(TooMany):
        check_limit("test", first, amount=3, seconds=60)
    check_limit("test", second, amount=3, seconds=60)
    check_limit("other", first, amount=3, seconds=60)
