"""Reads of the catalogue. Everything begins with what is public: no query here reaches a draft."""

from catalogue.queries.actions import action_with, actions, actions_of, in_order, like_action
from catalogue.queries.answers import Answer, Choice, answer, counts, narrowed
from catalogue.queries.answers import places as places_to_narrow
from catalogue.queries.comparison import basket, plans_at, worth_comparing
from catalogue.queries.corrections import correction
from catalogue.queries.likeness import Like, like
from catalogue.queries.look import Look, look_of
from catalogue.queries.places import (
    Place,
    cities,
    city_participations,
    editions,
    listed_cities,
    networks,
    newest_edition_with_cities,
    on_the_map,
    places_of,
    public_contacts,
    public_meetings,
)
from catalogue.queries.publications import (
    barrier_counts,
    cards,
    documents_to_publish,
    helped_counts,
    listed_practices,
    listed_recommendations,
    people_of,
    practices,
    public_path,
    publications,
    published,
    recommendations,
    responses_of,
    url_name,
)
from catalogue.queries.questions import Question, ask
from catalogue.queries.search import any_words, best_passages, entries_of, found, hits, matching, tsquery
from catalogue.queries.similar import Peer, Similar, like_plan, peers, similar_cities
from catalogue.queries.stamp import stamp
from catalogue.queries.suggestions import suggested_entries, suggested_words
from catalogue.queries.synonyms import group_with, synonym_rows

__all__ = [
    "Answer",
    "Choice",
    "Like",
    "Look",
    "Peer",
    "Place",
    "Question",
    "Similar",
    "action_with",
    "actions",
    "actions_of",
    "answer",
    "any_words",
    "ask",
    "barrier_counts",
    "basket",
    "best_passages",
    "cards",
    "cities",
    "city_participations",
    "correction",
    "counts",
    "documents_to_publish",
    "editions",
    "entries_of",
    "found",
    "group_with",
    "helped_counts",
    "hits",
    "in_order",
    "like",
    "like_action",
    "like_plan",
    "listed_cities",
    "listed_practices",
    "listed_recommendations",
    "look_of",
    "matching",
    "narrowed",
    "networks",
    "newest_edition_with_cities",
    "on_the_map",
    "peers",
    "people_of",
    "places_of",
    "places_to_narrow",
    "plans_at",
    "practices",
    "public_contacts",
    "public_meetings",
    "public_path",
    "publications",
    "published",
    "recommendations",
    "responses_of",
    "similar_cities",
    "stamp",
    "suggested_entries",
    "suggested_words",
    "synonym_rows",
    "tsquery",
    "url_name",
    "worth_comparing",
]
