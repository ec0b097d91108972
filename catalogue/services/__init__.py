"""Writes of the catalogue: publication, and the rows and words that the public pages are made of."""

from catalogue.services.changes import sweep_changes
from catalogue.services.projection import rebuild
from catalogue.services.publication import publish, restore, revise, withdraw
from catalogue.services.words import index_places

__all__ = ["index_places", "publish", "rebuild", "restore", "revise", "sweep_changes", "withdraw"]
