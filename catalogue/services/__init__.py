"""Writes of the catalogue: publication, and the rows and words that the public pages are made of."""

from catalogue.services.bundles import prepare_bundle, prune_files, refresh_bundles, refresh_pdfs
from catalogue.services.changes import sweep_changes
from catalogue.services.practices import use_practice
from catalogue.services.projection import rebuild, show_again
from catalogue.services.publication import correct, publish, restore, revise, withdraw
from catalogue.services.scheduling import cancel_schedule, publish_due, report_failed_pdfs, schedule
from catalogue.services.synonyms import delete_synonyms, save_synonyms
from catalogue.services.words import index_places

__all__ = [
    "cancel_schedule",
    "correct",
    "delete_synonyms",
    "index_places",
    "prepare_bundle",
    "prune_files",
    "publish",
    "publish_due",
    "rebuild",
    "refresh_bundles",
    "refresh_pdfs",
    "report_failed_pdfs",
    "restore",
    "revise",
    "save_synonyms",
    "schedule",
    "show_again",
    "sweep_changes",
    "use_practice",
    "withdraw",
]
