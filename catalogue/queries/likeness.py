"""What is like what: public MIDs with a like challenge, actions of other cities on a like subject.

Two subjects are as like as the words that they share are rare among the subjects of their kind. A word of a title or
of the challenge itself counts three times, and at least one of those must be shared. The share is that of the asked
subject's own words, from 0 to 1.
"""

from dataclasses import dataclass

from django.db import connection

#: below this share two subjects have only small words in common
LEAST = 0.13
MOST_FOUND = 60

LIKE = r"""
    with subject as (
        select one.id, one.row_id, one.publication_id, one.words
        from catalogue_publishedsubject one
        join catalogue_publication plan on plan.id = one.publication_id and plan.withdrawn_at is null
        where (one.row_id is null) = %(plans)s
    ),
    asked as (
        select own.lexeme, case when 'A' = any(own.weights) then 3.0 else 1.0 end as weight
        from catalogue_publishedsubject one, unnest(one.words) own
        where one.publication_id = %(publication)s and one.row_id is not distinct from %(row)s
    ),
    known as (
        select asked.lexeme, asked.weight, subject.id
        from asked
        join subject on subject.words
            @@ ('''' || replace(replace(asked.lexeme, '\', '\\'), '''', '''''') || '''')::tsquery
    ),
    rare as (
        select lexeme, weight * ln((select count(*) + 1.0 from subject) / count(*)) as worth
        from known group by lexeme, weight
    ),
    own as (select greatest(sum(worth), 0.001) as worth from rare)
    select subject.publication_id, subject.row_id, sum(rare.worth) / (select worth from own) as share,
        (array_agg(rare.lexeme order by rare.worth desc, rare.lexeme))[1:3] as words
    from known
    join rare using (lexeme)
    join subject using (id)
    where subject.publication_id <> %(publication)s
    group by subject.publication_id, subject.row_id
    having sum(rare.worth) / (select worth from own) >= %(least)s and bool_or(known.weight > 1)
    order by share desc, subject.publication_id, subject.row_id
    limit %(most)s
"""


@dataclass(frozen=True)
class Like:
    """A public MID, or one of its actions (`row`, its key), with the share of likeness and the rarest common words."""

    publication: int
    row: int | None
    share: float
    words: tuple[str, ...]


def like(*, publication: int, row: int | None = None) -> list[Like]:
    """What is like a MID, or like one of its actions (`row`), in other publications, the likest first. One query."""
    values = {"row": row, "publication": publication, "plans": row is None, "least": LEAST, "most": MOST_FOUND}
    with connection.cursor() as cursor:
        cursor.execute(LIKE, values)
        return [Like(plan, row, float(share), tuple(words)) for plan, row, share, words in cursor.fetchall()]
