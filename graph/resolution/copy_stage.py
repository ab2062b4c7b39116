"""Which articles print one text: brought up to date for articles that are new or have changed."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from diplograph.graph.index.claims import DERIVE, ClaimTable
from diplograph.graph.index.prints import PrintTable, Row
from diplograph.graph.resolution.copies import (
    WINDOW,
    CopyFile,
    Signature,
    bands,
    is_copy,
    original,
)
from diplograph.graph.resolution.keys import hashed


def print_row(file: CopyFile) -> Row:
    """What the index keeps of an article."""
    return (
        file.article,
        file.url,
        file.outlet,
        file.published,
        file.length,
        file.signature.pack(),
    )


_WEEK = 7
assert WINDOW.days < _WEEK, "copies lie in one week or in two beside each other"


def _keys(file: CopyFile, weeks: Sequence[int]) -> set[int]:
    """The lookup keys of an article: of the very same words, and of shared ones by week.

    Texts of one form share words for years, copies are printed within days.
    """
    found = bands(file.signature)
    keys = set(found[:1])
    if file.day is not None:
        this = file.day.toordinal() // _WEEK
        for week in weeks:
            keys.update(hashed(key, this + week) for key in found[1:])
    return keys


@dataclass(slots=True)
class CopyStage:
    """Finds the copies of new texts; ``changed`` holds the articles whose original is another now.

    The value is the IRI of the original, None for an article that is no copy any more.
    """

    claims: ClaimTable
    prints: PrintTable
    changed: dict[str, str | None] = field(default_factory=dict)

    def add(self, file: CopyFile) -> None:
        """Take in an article."""
        self.prints.put(print_row(file), _keys(file, [0]))

    def remove(self, article: str) -> None:
        """Take out an article, if it is there."""
        for file in self._files([article]):
            self.prints.remove(article, _keys(file, [0]))

    def run(self) -> None:
        """Settle all articles that are unsettled."""
        unsettled = self.prints.unsettled()
        for mine in self._files(unsettled):
            near = self.prints.holders(_keys(mine, [-1, 0, 1])) - {mine.article}
            copies = [each.article for each in self._files(near) if is_copy(mine, each)]
            self.prints.pair(mine.article, copies)
        left = set(unsettled)
        while left:
            group = self._group(left.pop())
            left -= group
            files = self._files(group)
            first = original(files).article
            for each in sorted(group):
                source = None if each == first else first
                if self.prints.settle(each, source):
                    self.changed[each] = source
        stale = self.prints.take_stale()
        originals = self.prints.originals(stale)
        self.changed.update((each, originals.get(each)) for each in stale)
        for article in self.changed:
            # what counts as one source counts in every event that the article tells
            self.claims.mark([each.id for each in self.claims.of_article(article)], DERIVE)

    def _files(self, articles: list[str] | set[str]) -> list[CopyFile]:
        return [CopyFile(*row[:5], Signature.unpack(row[5])) for row in self.prints.rows(articles)]

    def _group(self, article: str) -> set[str]:
        group: set[str] = set()
        waiting = {article}
        while waiting:
            group |= waiting
            waiting = {other for each in waiting for other in self.prints.paired(each)} - group
        return group
