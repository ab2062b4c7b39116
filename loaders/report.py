"""What an ingest did: counts, and everything that was set aside with its reason."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from diplograph.loaders.sources.base import Rejection
from diplograph.loaders.usage import Usage


@dataclass(frozen=True, slots=True)
class IngestReport:
    """What one run of :func:`diplograph.loaders.ingest.ingest` did.

    ``read`` articles are ``new``, ``replaced`` (known, but the text or the extractor has changed),
    ``unchanged`` or among the ``rejected``, where also what could not be read as an article is.
    ``claims`` were found in the new and replaced articles of this run; ``events`` are the canonical
    events that the store holds now. ``usage`` is what an extractor that is paid by use has used,
    None for one that is not.

    >>> print(IngestReport(read=2, new=2, claims=3, events=2))
    2 articles read: 2 new, 0 replaced, 0 unchanged
    3 claims found; the store holds 2 events
    """

    read: int = 0
    new: int = 0
    replaced: int = 0
    unchanged: int = 0
    rejected: tuple[Rejection, ...] = ()
    claims: int = 0
    events: int = 0
    usage: Usage | None = None

    def to_dict(self) -> dict[str, Any]:
        """The report as JSON has it, rejections as objects of source, item and reason.

        >>> IngestReport(rejected=(Rejection("a.txt", None, "empty"),)).to_dict()["rejected"]
        [{'source': 'a.txt', 'item': None, 'reason': 'empty'}]
        """
        return {
            "read": self.read,
            "new": self.new,
            "replaced": self.replaced,
            "unchanged": self.unchanged,
            "rejected": [
                {"source": one.source, "item": one.item, "reason": one.reason}
                for one in self.rejected
            ],
            "claims": self.claims,
            "events": self.events,
            "usage": None if self.usage is None else self.usage.to_dict(),
        }

    def __str__(self) -> str:
        lines = [
            f"{_counted(self.read, 'article')} read: {self.new} new,"
            f" {self.replaced} replaced, {self.unchanged} unchanged",
            f"{_counted(self.claims, 'claim')} found;"
            f" the store holds {_counted(self.events, 'event')}",
        ]
        if self.usage is not None:
            lines.append(str(self.usage))
        if self.rejected:
            lines.append(f"{len(self.rejected)} set aside:")
            lines += [f"  {rejection}" for rejection in self.rejected]
        return "\n".join(lines)


def _counted(number: int, noun: str) -> str:
    return f"{number} {noun}" if number == 1 else f"{number} {noun}s"
