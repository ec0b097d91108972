"""Reads for the desk: what waits for a person, gathered from all apps."""

from pim_portal.queries.desk import Desk, desk_of

__all__ = ["Desk", "desk_of"]
