"""How often something may be tried: a counter in the cache for each key and window of time."""

import hashlib

from django.core.cache import cache
from django.utils.translation import gettext_lazy as _

from core.exceptions import TooMany


def check_limit(name: str, key: object, *, amount: int, seconds: int) -> None:
    """Count one try of `name` by `key`. Raises TooMany after `amount` tries within `seconds` of the first."""
    digest = hashlib.sha256(str(key).encode()).hexdigest()
    address = f"limit:{name}:{digest}"
    cache.add(address, 0, timeout=seconds)
    try:
        tries = cache.incr(address)
    except ValueError:
        # The window ended between the two calls; this try opens the next one.
        cache.set(address, 1, timeout=seconds)
        tries = 1
    if tries > amount:
        raise TooMany(_("Too many tries. Wait a while and try again."))
