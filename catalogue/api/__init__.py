"""The programming interface: the tables of open data, read-only, as JSON. Nobody signs in to it; it sets no cookie."""

from catalogue.api.addresses import ROUTES
from catalogue.api.throttling import limited

__all__ = ["ROUTES", "limited"]
