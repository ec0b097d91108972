"""Several tagged PDFs as one: pages, bookmarks, links and one structure tree, so that the whole is PDF/UA-1 again.

WeasyPrint's files are joined as they are, by what their format says: the numbers that lead from pages and links into
the structure tree are moved on, names that could clash are made unique or replaced by what they name.
"""

import io
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pikepdf
from pikepdf import Array, Dictionary, Name, OutlineItem, Pdf, String

from publishing.rendering.bundle import PLACE


@dataclass(frozen=True)
class Member:
    """One document of the whole: `path` of its PDF, `group` is the heading of the bookmarks above it."""

    title: str
    group: str
    path: Path


def join(front: bytes, members: list[Member], target: Path, report: Callable[[int, int], None]) -> int:
    """Write `front` and then the members into `target`; returns the number of pages. Links to PLACE + "1"... are kept.

    Calls `report(done, all)` after each member.
    """
    with ExitStack() as opened, Pdf.open(io.BytesIO(front)) as whole:
        joined = _Joined(whole)
        for number, member in enumerate(members, start=1):
            joined.add(opened.enter_context(Pdf.open(member.path)), member, number)
            report(number, len(members))
        joined.finish()
        whole.save(target, object_stream_mode=pikepdf.ObjectStreamMode.generate, deterministic_id=True)
        return len(whole.pages)


class _Joined:
    """The file that grows. Its structure tree has one Document; each member becomes a Part of it."""

    def __init__(self, whole: Pdf) -> None:
        self.whole = whole
        tree = whole.Root.StructTreeRoot
        self.document = tree.K[0] if isinstance(tree.K, Array) else tree.K
        self.leaves = [_numbers(tree.ParentTree)]
        self.next_number = max(self.leaves[0], default=-1) + 1
        self.outline: list[tuple[str, OutlineItem]] = []
        self.first_pages: list[Any] = []

    def add(self, source: Pdf, member: Member, number: int) -> None:
        start = len(self.whole.pages)
        _free_from_names(source)
        _rename_ids(source, f"d{number}-")
        numbers = _numbers(source.Root.StructTreeRoot.ParentTree)
        _shift(source, self.next_number)
        self.whole.pages.extend(source.pages)
        self._take_tree(source, member, numbers)
        self.first_pages.append(self.whole.pages[start].obj)
        item = OutlineItem(member.title, self._top_of(start))
        item.is_closed = True
        item.children.extend(self._bookmarks(source, start))
        self.outline.append((member.group, item))

    def _take_tree(self, source: Pdf, member: Member, numbers: dict[int, Any]) -> None:
        """Copy the structure tree after the pages, so that its references lead to the copied pages."""
        tree = self.whole.copy_foreign(_indirect(source, source.Root.StructTreeRoot))
        for part in tree.K if isinstance(tree.K, Array) else [tree.K]:
            part.S, part.P, part.T = Name.Part, self.document, String(member.title)
            part.Lang = String(str(source.Root.get("/Lang", "pl")))
            self.document.K.append(part)
        copied = _numbers(tree.ParentTree)
        self.leaves.append({key + self.next_number: value for key, value in copied.items()})
        self.next_number += max(numbers, default=-1) + 1

    def _bookmarks(self, source: Pdf, start: int) -> Iterator[OutlineItem]:
        places = {page.objgen: start + index for index, page in enumerate(source.pages)}
        root = source.Root.get("/Outlines")
        if root is not None and "/First" in root:
            yield from self._items(root.First, places)

    def _items(self, first: Any, places: dict[Any, int]) -> Iterator[OutlineItem]:
        """Bookmarks from `first` on, with those below them, leading into the whole file."""
        entry = first
        while entry is not None:
            page, *where = list(entry.Dest)
            item = OutlineItem(str(entry.Title), Array([self.whole.pages[places[page.objgen]].obj, *where]))
            item.is_closed = True
            if "/First" in entry:
                item.children.extend(self._items(entry.First, places))
            yield item
            entry = entry.get("/Next")

    def _top_of(self, index: int) -> Array:
        return Array([self.whole.pages[index].obj, Name.XYZ, None, None, None])

    def finish(self) -> None:
        """Write the tree of numbers, the bookmarks and the links of the contents."""
        tree = self.whole.Root.StructTreeRoot
        tree.ParentTree = self.whole.make_indirect(
            Dictionary(Kids=Array([self._leaf(one) for one in self.leaves if one]))
        )
        tree.ParentTreeNextKey = self.next_number
        self._link_contents()
        groups: dict[str, OutlineItem] = {}
        with self.whole.open_outline() as outline:
            for group, item in self.outline:
                if group not in groups:
                    groups[group] = OutlineItem(group, item.destination)
                    outline.root.append(groups[group])
                groups[group].children.append(item)

    def _leaf(self, numbers: dict[int, Any]) -> Any:
        keys = sorted(numbers)
        pairs = [entry for key in keys for entry in (key, numbers[key])]
        return self.whole.make_indirect(Dictionary(Limits=Array([keys[0], keys[-1]]), Nums=Array(pairs)))

    def _link_contents(self) -> None:
        for annotation in _annotations(self.whole):
            address = str(annotation.get("/A", {}).get("/URI", "")) if "/A" in annotation else ""
            if address.startswith(PLACE):
                page = self.first_pages[int(address.removeprefix(PLACE)) - 1]
                del annotation.A
                annotation.Dest = Array([page, Name.XYZ, None, None, None])


def _indirect(pdf: Pdf, thing: Any) -> Any:
    return thing if thing.is_indirect else pdf.make_indirect(thing)


def _annotations(pdf: Pdf) -> Iterator[Any]:
    for page in pdf.pages:
        yield from page.get("/Annots", [])


def _numbers(tree: Any) -> dict[int, Any]:
    """The entries of a number tree."""
    found = {}
    for kid in tree.get("/Kids", []):
        found.update(_numbers(kid))
    pairs = list(tree.get("/Nums", []))
    found.update(zip(map(int, pairs[::2]), pairs[1::2], strict=True))
    return found


def _names(tree: Any) -> dict[str, Any]:
    """The entries of a name tree."""
    found = {}
    for kid in tree.get("/Kids", []):
        found.update(_names(kid))
    pairs = list(tree.get("/Names", []))
    found.update(zip(map(str, pairs[::2]), pairs[1::2], strict=True))
    return found


def _free_from_names(pdf: Pdf) -> None:
    """Let links lead to places instead of names: two documents may use the same name."""
    names = _names(pdf.Root.get("/Names", Dictionary()).get("/Dests", Dictionary()))
    for annotation in _annotations(pdf):
        if isinstance(annotation.get("/Dest"), String):
            annotation.Dest = names[str(annotation.Dest)]


def _rename_ids(pdf: Pdf, prefix: str) -> None:
    """Make the ids of header cells, and the cells' references to them, unique in the whole file."""
    for thing in pdf.objects:
        if not isinstance(thing, Dictionary) or thing.get("/Type") != Name.StructElem:
            continue
        if "/ID" in thing:
            thing.ID = String(prefix + str(thing.ID))
        attributes = thing.get("/A")
        if isinstance(attributes, Dictionary) and "/Headers" in attributes:
            attributes.Headers = Array([String(prefix + str(one)) for one in attributes.Headers])


def _shift(pdf: Pdf, by: int) -> None:
    """Move on the numbers that lead from pages and links into the structure tree."""
    for page in pdf.pages:
        if "/StructParents" in page:
            page.obj.StructParents = int(page.obj.StructParents) + by
    for annotation in _annotations(pdf):
        if "/StructParent" in annotation:
            annotation.StructParent = int(annotation.StructParent) + by
