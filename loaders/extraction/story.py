"""The story as it is told: an event without a day or a place is of the day and place it is at.

A :class:`Story` walks the drafts of an article in reading order and keeps two things in mind, the
day that the telling has come to and the place where it is. An event that tells its own moves them;
one that does not takes them over, or those of the visit that it is part of.
"""

from __future__ import annotations

from dataclasses import replace

from diplograph.graph.model import EventType, Role, Status
from diplograph.loaders.extraction.document import Document
from diplograph.loaders.extraction.drafts import Draft
from diplograph.loaders.extraction.places import PlaceMention
from diplograph.loaders.extraction.situating import dateline_place
from diplograph.loaders.extraction.times import When

# A date further than this from the day of the story is of another story.
_STORY_DAYS = 45
# What the past perfect tells is of the days before.
_RECENT_DAYS = 3


class Story:
    """Gives drafts without a date or place those of the story at that point."""

    def __init__(self, document: Document, drafts: list[Draft]) -> None:
        self.document = document
        self.drafts = drafts
        self.day: When | None = None
        self.place: PlaceMention | None = None
        self._item, self._told_at = -1, -9
        # without a publication date nothing says which day the story is at: a date reaches only as
        # far as the next sentence
        self._dated = document.calendar.published is not None

    def tell(self) -> None:
        """Walk the drafts and complete them."""
        for draft in self.drafts:
            if draft.item != self._item:
                self._open(draft.item)
            if _is_dated(draft):
                self._move_day(draft)
            elif draft.date is None:
                self._give_day(draft)
            self._give_place(draft)
            self._move_place(draft)

    def _open(self, item: int) -> None:
        """Begin an item: its first day, the town of its dateline."""
        self._item = item
        self.day = self._first_day(item) if self._dated else None
        opening = (s for s in self.document.sentences if s.item == item and not s.is_title)
        first = next(opening, None)
        self.place = dateline_place(self.document, first) if first is not None else None

    # -- days ----------------------------------------------------------------------------------

    def _first_day(self, item: int) -> When | None:
        """The day an item opens with, whatever it is said of, else that of its first event."""
        published = self.document.calendar.published
        opening = [s for s in self.document.sentences if s.item == item and not s.is_title][:2]
        for sentence in opening:
            for when in sentence.dates:
                if _is_day(when) and when.first is not None and when.edge is None:
                    if published is None or when.first.first_day <= published:
                        return when
        told = (d for d in self.drafts if d.item == item and _is_told(d))
        return next((d.date for d in told if _is_day(d.date)), None)

    def _give_day(self, draft: Draft) -> None:
        if not _is_told(draft):
            return
        beside = self._beside(draft)
        if beside is not None:
            draft.date = _day_of(beside, draft)
        elif self.day is not None and (self._dated or draft.sentence - self._told_at <= 1):
            draft.date = _day_of(self.day, draft)

    def _beside(self, draft: Draft) -> When | None:
        """The date of another event of the same sentence, told as of the same time."""
        for other in self.drafts:
            if other is draft or other.sentence != draft.sentence or other.background:
                continue
            if other.status is draft.status and _is_day(other.date):
                return other.date
        return None

    def _move_day(self, draft: Draft) -> None:
        if not _is_told(draft) or draft.group == "Visit" or draft.subordinate:
            return
        # "in August" tells of another time; the story goes on at the day it was at
        if not _is_day(draft.date):
            return
        if self.day is None or not self._dated or _near(draft.date, self.day, _STORY_DAYS):
            self.day, self._told_at = draft.date, draft.sentence

    # -- places --------------------------------------------------------------------------------

    def _give_place(self, draft: Draft) -> None:
        if draft.type is EventType.CALL or draft.group == "Visit":
            return
        if draft.place is not None and draft.place.is_city:
            return
        if draft.background and not _near(draft.date, self.day, _RECENT_DAYS):
            return
        place = self._visited(draft) or self.place
        if place is not None and (draft.place is None or place.code == draft.place.code):
            draft.place = place

    def _visited(self, draft: Draft) -> PlaceMention | None:
        """Where the visit goes that a draft is part of, unless the story is there already."""
        visits = (d for d in self.drafts if d.group == "Visit" and _holds(d, draft))
        visit = next(visits, None)
        if visit is None or visit.place is None:
            return None
        there = self.place is not None and self.place.code == visit.destination
        return visit.place if visit.place.is_city or not there else None

    def _move_place(self, draft: Draft) -> None:
        if not draft.explicit_place or draft.place is None or not draft.place.is_city:
            return
        elsewhen = (
            _is_dated(draft)
            and self.day is not None
            and draft.date is not None
            and draft.date.first != self.day.first
        )
        if _is_told(draft) and not elsewhen and not draft.subordinate:
            self.place = draft.place


def _is_told(draft: Draft) -> bool:
    """Whether a draft carries the story on: it happened, and is no look back."""
    return draft.status is Status.OCCURRED and not draft.background


def _is_dated(draft: Draft) -> bool:
    return draft.date is not None and draft.date.first is not None


def _is_day(when: When | None) -> bool:
    return when is not None and when.first is not None and when.first.day is not None


def _day_of(now: When, draft: Draft) -> When:
    """An inherited date is one day: the last of a period for what follows it."""
    if draft.group == "Visit" or now.last is None:
        return now
    return replace(now, last=now.first)


def _near(a: When | None, b: When | None, days: int) -> bool:
    """Whether two dates are known and at most so many days apart."""
    if a is None or b is None or a.first is None or b.first is None:
        return False
    return abs((a.first.first_day - b.first.first_day).days) <= days


def _holds(visit: Draft, draft: Draft) -> bool:
    """Whether an event is part of a visit: visitor and visited polity both take part."""
    visitors = {e for e, roles in visit.roles.items() if Role.VISITOR in roles}
    return (
        visit.item == draft.item
        and visit.status is draft.status
        and visit.background == draft.background
        and bool(visitors & set(draft.roles))
        and (any(e.is_person for e in visitors) or not draft.persons)
        and visit.destination in draft.codes
    )
