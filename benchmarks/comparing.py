"""Comparing two versions of a MID of some 30 pages with tables: processor time, memory, and what the cache saves."""

import copy
import pickle
import random
import statistics
import time
import tracemalloc
from collections.abc import Callable, Iterator
from typing import Any

from django.utils.translation import override

from documents.rendering.comparison import compare_now
from tests.publishing.factories import rich_initiative

TITLE = "Comparing two versions of a MID of 30 pages with tables"
HEADERS = ("what changed", "ms of processor, median", "ms, most", "MB added, peak", "changes", "kB kept")
ROUNDS = 9
ROWS, COLUMNS = 25, 6
WORDS_IN_PARAGRAPH = 80
Mixed = random.Random
Content = dict[str, Any]


def measure() -> Iterator[tuple[str, ...]]:
    """One row per kind of change."""
    with override("pl"):
        for name, change in _CHANGES:
            old = long_initiative()
            new = copy.deepcopy(old)
            change(new, random.Random(7))
            yield name, *_measure(old, new)


def _measure(old: Content, new: Content) -> tuple[str, ...]:
    spent = []
    for _round in range(ROUNDS):
        started = time.process_time()
        found = compare_now(old, new)
        spent.append(time.process_time() - started)
    tracemalloc.start()
    found = compare_now(old, new)
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    return (
        f"{statistics.median(spent) * 1000:.0f}",
        f"{max(spent) * 1000:.0f}",
        f"{peak / 1e6:.1f}",
        str(found.count),
        f"{len(pickle.dumps(found)) / 1000:.0f}",
    )


def long_initiative() -> Content:
    """A plan of some 90,000 letters: six tables and forty paragraphs in the diagnosis, long descriptions of actions."""
    dice = Mixed(1)
    content = rich_initiative()
    chapters = [
        f"<h3>Rozdział {number}</h3>{_paragraphs(dice, 7)}{_table(dice, number)}{_paragraphs(dice, 2)}"
        for number in range(6)
    ]
    _values(content, "diagnosis")["text"] = "".join(chapters)
    for row in content["parts"]["action"]:
        row["values"]["description"] = _paragraphs(dice, 3) + row["values"]["description"]
    return content


def _paragraphs(dice: Mixed, number: int) -> str:
    return "".join(f"<p>{_words(dice, WORDS_IN_PARAGRAPH)}</p>" for _one in range(number))


def _words(dice: Mixed, number: int) -> str:
    """Words as frequent as in a real text: the one of rank k in one place of k times ten."""
    return " ".join(f"wyraz{int(9000 ** dice.random())}" for _one in range(number)) + "."


def _table(dice: Mixed, number: int) -> str:
    head = "".join(f"<th>Kolumna {column}</th>" for column in range(COLUMNS))
    rows = []
    for row in range(ROWS):
        figures = "".join(f"<td>{dice.randrange(1000)}</td>" for _one in range(COLUMNS - 1))
        rows.append(f"<tr><td>Obszar {number}.{row}</td>{figures}</tr>")
    return f"<table><thead><tr>{head}</tr></thead><tbody>{''.join(rows)}</tbody></table>"


def _values(content: Content, kind: str, place: int = 0) -> Content:
    return content["parts"][kind][place]["values"]


def _edit(text: str, dice: Mixed, times: int) -> str:
    """Words replaced here and there, none of them in tags."""
    words = text.split(" ")
    for _time in range(times):
        place = dice.randrange(len(words))
        if words[place].startswith("wyraz") and words[place].isalnum():
            words[place] = f"inny{dice.randrange(9000)}"
    return " ".join(words)


def _a_little(content: Content, dice: Mixed) -> None:
    """What a returned plan usually brings: words in a few paragraphs, a new action, figures."""
    diagnosis = _values(content, "diagnosis")
    diagnosis["text"] = _edit(diagnosis["text"], dice, 40)
    for place in range(3):
        _values(content, "action", place)["cost"] = "1.00"
    content["parts"]["action"].insert(2, {**content["parts"]["action"][0], "id": "new"})


def _much(content: Content, dice: Mixed) -> None:
    """Every fifth word anew, rows and columns of tables, paragraphs moved, every action changed."""
    diagnosis = _values(content, "diagnosis")
    blocks = _edit(diagnosis["text"], dice, 800).replace("<p>", "\n<p>").replace("<table>", "\n<table>").split("\n")
    for _time in range(8):
        blocks.insert(dice.randrange(1, len(blocks)), blocks.pop(dice.randrange(1, len(blocks))))
    diagnosis["text"] = "".join(blocks).replace("<tr><td>Obszar 3.7", "<tr><td>Nowy</td></tr><tr><td>Obszar 3.7")
    diagnosis["text"] = diagnosis["text"].replace("</tr>", "<td>nowa</td></tr>")
    for row in content["parts"]["action"]:
        row["values"]["description"] = _edit(row["values"]["description"], dice, 60)
    content["parts"]["action"].reverse()


def _all(content: Content, dice: Mixed) -> None:
    """Everything written anew."""
    _values(content, "diagnosis")["text"] = "".join(_paragraphs(dice, 9) + _table(dice, number) for number in range(6))
    for row in content["parts"]["action"]:
        row["values"]["description"] = _paragraphs(dice, 5)


_CHANGES: tuple[tuple[str, Callable[[Content, Mixed], None]], ...] = (
    ("a little (40 words, 3 amounts, a new action)", _a_little),
    ("much (800 words, columns, moved blocks, all actions)", _much),
    ("everything written anew", _all),
)
