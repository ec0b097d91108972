"""Threads as pages read them: in brief for lists and for finding what is kept, or whole with their talk."""

from collections.abc import Iterable
from typing import Any
from uuid import UUID

from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import BooleanField, Exists, Func, OuterRef, Prefetch, QuerySet, TextField, Value
from django.db.models.functions import Cast, Concat

from reviews.models import Answer, Comment, Sight, Thread
from reviews.queries.answers import answers_in_order

#: what lists, filters and places need of a thread
_IN_BRIEF = (
    *("document_id", "number", "kind", "audience", "state", "opened_by_id", "assigned_to_id"),
    *("section", "part_kind", "part_id", "field", "place_label"),
    *(f"anchor__{name}" for name in ("version_id", "part_kind", "part_id", "field", "quote", "before", "after")),
    *(f"anchor__{name}" for name in ("start", "end", "state", "live_start", "live_end", "live_quote")),
)
#: who has seen a thread, as one text: id and name
_PERSON = (Cast("user_id", TextField()), Value(" "), "user_label")


class _Stamp(Func):
    """A short sign of several values, made by the database: another one as soon as one of them is another."""

    template = "md5(row(%(expressions)s)::text)"
    output_field = TextField()


def threads_in_brief(threads: QuerySet[Thread], reader: Any, *, with_drafts: bool) -> QuerySet[Thread]:
    """The threads with their passages and what `queries.remarks.Brief` tells of them for a reader (None for nobody).

    Answers that were not sent count only `with_drafts`. Whoever writes a comment, an answer or a decision changes its
    `updated_at`; of the person who resolved a remark their name of today is shown.
    """
    seen = Sight.objects.filter(thread=OuterRef("pk"))
    return (
        threads.select_related("anchor")
        .only(*_IN_BRIEF)
        .annotate(
            stamp=_stamp(with_drafts),
            is_new=_is_new(reader),
            is_answered=Exists(_answers_of_thread(with_drafts)),
            seen_by=ArraySubquery(seen.order_by("user").values(person=Concat(*_PERSON, output_field=TextField()))),
        )
    )


def stamps_of(threads: QuerySet[Thread], *, with_drafts: bool) -> list[tuple[UUID, str]]:
    """The id of each thread and a sign that is another one once anything is said or done about it. One query."""
    return list(threads.order_by("pk").annotate(stamp=_stamp(with_drafts)).values_list("pk", "stamp"))


def threads_whole(threads: QuerySet[Thread], *, with_drafts: bool) -> QuerySet[Thread]:
    """The threads with what their cards show; answers that were not sent only `with_drafts`, for their authors."""
    return (
        threads.select_related("anchor", "resolved_by", "suggestion")
        .prefetch_related(
            Prefetch("comments", queryset=Comment.objects.order_by("created_at"), to_attr="said"),
            Prefetch("answers", queryset=_read(answers_in_order(), with_drafts)),
        )
        .order_by("created_at")
    )


def wholes_of(keys: Iterable[UUID], *, with_drafts: bool) -> dict[UUID, Thread]:
    """Threads that the caller has found visible, whole, by id. Three queries."""
    return {thread.pk: thread for thread in threads_whole(Thread.objects.filter(pk__in=keys), with_drafts=with_drafts)}


def _stamp(with_drafts: bool) -> Func:
    comments = Comment.objects.filter(thread=OuterRef("pk")).order_by("created_at", "pk")
    return _Stamp(
        *("updated_at", "resolved_by__name", "resolved_by__email", "suggestion__updated_at"),
        ArraySubquery(comments.values("updated_at")),
        ArraySubquery(_answers_of_thread(with_drafts).order_by("pk").values("updated_at")),
    )


def _answers_of_thread(with_drafts: bool) -> QuerySet[Answer]:
    return _read(Answer.objects.filter(thread=OuterRef("pk")), with_drafts)


def _is_new(reader: Any) -> Exists | Value:
    """Whether others have written since the reader looked."""
    if reader is None:
        return Value(False, output_field=BooleanField())
    looked = Sight.objects.filter(thread=OuterRef("thread"), user=reader.pk, at__gte=OuterRef("created_at"))
    others = Comment.objects.filter(thread=OuterRef("pk")).exclude(author=reader.pk)
    return Exists(others.filter(~Exists(looked)))


def _read(answers: QuerySet[Answer], with_drafts: bool) -> QuerySet[Answer]:
    return answers if with_drafts else answers.filter(sent_with__isnull=False)
