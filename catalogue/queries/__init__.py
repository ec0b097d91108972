"""Reads of the catalogue. Everything begins with what is public: no query here reaches a draft."""

from catalogue.queries.actions import action_with, actions, in_order, like_action
from catalogue.queries.likeness import Like, like
from catalogue.queries.places import (
    cities,
    city_participations,
    editions,
    networks,
    newest_edition_with_cities,
    participations_of,
    public_contacts,
    public_meetings,
)
from catalogue.queries.publications import (
    addresses,
    barrier_counts,
    documents_to_publish,
    people_of,
    practices,
    public_path,
    publications,
    published,
    recommendations,
    responses_of,
    url_name,
)
from catalogue.queries.search import Question, any_words, ask, best_passages, found, suggestion, tsquery
from catalogue.queries.stamp import stamp

__all__ = [
    "Like",
    "Question",
    "action_with",
    "actions",
    "addresses",
    "any_words",
    "ask",
    "barrier_counts",
    "best_passages",
    "cities",
    "city_participations",
    "documents_to_publish",
    "editions",
    "found",
    "in_order",
    "like",
    "like_action",
    "networks",
    "newest_edition_with_cities",
    "participations_of",
    "people_of",
    "practices",
    "public_contacts",
    "public_meetings",
    "public_path",
    "publications",
    "published",
    "recommendations",
    "responses_of",
    "stamp",
    "suggestion",
    "tsquery",
    "url_name",
]
