"""Verdicts become states of rounds, remarks get numbers, plain comments become paragraphs."""

import html
import re

from django.db import migrations

STATES = {"": "submitted", "returned": "returned", "accepted": "accepted", "taken_back": "withdrawn"}


def fill(apps, schema_editor):
    for old, new in STATES.items():
        apps.get_model("reviews", "Round").objects.filter(verdict=old).update(state=new)
    numbers = {}
    for thread in apps.get_model("reviews", "Thread").objects.select_related("round").order_by("created_at", "pk"):
        numbers[thread.document_id] = numbers.get(thread.document_id, 0) + 1
        thread.number = numbers[thread.document_id]
        thread.version_id = thread.round.version_id
        thread.save(update_fields=["number", "version"])
    for comment in apps.get_model("reviews", "Comment").objects.iterator():
        comment.text = as_html(comment.text)
        comment.save(update_fields=["text"])


def as_html(text):
    """Blank lines part paragraphs, other ends of lines stay."""
    blocks = [html.escape(block.strip(), quote=False) for block in re.split(r"\n\s*\n", text) if block.strip()]
    return "".join(f"<p>{block}</p>".replace("\n", "<br>") for block in blocks)


class Migration(migrations.Migration):
    dependencies = [("reviews", "0003_rounds_reviewers_threads_answers")]

    operations = [migrations.RunPython(fill, migrations.RunPython.noop, elidable=True)]
