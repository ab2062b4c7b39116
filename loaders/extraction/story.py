"""The story as it is told: an event without a day or a place is of the day and place it is at.

A :class:`Story` walks the drafts of an article in reading order and keeps two things in mind, the
day that the telling has come to and the place where it is. An event that tells its own moves them;
one that does not takes them over, or those of the visit that it is part of.
"""

from __future__ import annotations

import datetime as dt
import re

from diplograph.graph.model import EventType, Role, Status
from diplograph.loaders.extraction.document import Document, Sentence
from diplograph.loaders.extraction.drafts import Draft
from diplograph.loaders.extraction.places import PlaceMention, dateline_place
from diplograph.loaders.extraction.situating import OPENING
from diplograph.loaders.extraction.stays import day_within
from diplograph.loaders.extraction.times import When
from diplograph.loaders.extraction.tokens import fold

# A date further than this from the day of the story is of another story.
_STORY_DAYS = 45
# What the past perfect tells is of the days before.
_RECENT_DAYS = 3

_ARRIVING = re.compile(r"arriv|land|c[ao]m|fl[yeo]|reach|travel|went|gone?\b", re.IGNORECASE)
# Sentences that look back, ahead, or at who speaks tell nothing of where the story is.
_ASIDE = re.compile(
    r"\b(?:had|will|would|is\s+to|was\s+to|says?|said|told|tells?|if)\b",
    re.IGNORECASE,
)
_SAME_PLACE = re.compile(
    r"\b(?:in|at)\s+(?:the|that|this)\s+same\s+(?:city|town|capital|building|hotel|palace|hall|room|"
    r"place|venue|castle|villa|residence)\b",
    re.IGNORECASE,
)
_BEING = re.compile(
    r"\b(?:was|were|is|arrived|landed|flew|went|came|travell?ed|moved)\s+(?:on\s+|back\s+)?"
    r"(?:in|at|to)\s+$",
    re.IGNORECASE,
)


class Story:
    """Gives drafts without a date or place those of the story at that point."""

    def __init__(self, document: Document, drafts: list[Draft]) -> None:
        self.document = document
        self.drafts = drafts
        self.day: When | None = None
        self.place: PlaceMention | None = None
        self._placed_at = -9
        self._entry: When | None = None
        self._item, self._turn, self._told_at, self._at = -1, 0, -9, 0
        self._first_item = next((s.item for s in document.sentences if not s.is_title), 0)
        # without a publication date nothing says which day the story is at
        self._dated = document.calendar.published is not None

    def tell(self) -> None:
        """Walk the drafts and complete them."""
        visits = [d for d in self.drafts if d.group == "Visit"]
        for visit in visits:
            self._settle(visit)
        for draft in self.drafts:
            if draft.item != self._item:
                self._open(draft.item)
            self._hear(self.document.sentences[draft.sentence])
            self._pass_to(draft)
            if _is_dated(draft):
                self._move_day(draft)
            elif draft.date is None:
                self._give_day(draft)
            self._give_place(draft)
            self._move_place(draft)
        for visit in visits:
            self._arrive(visit)

    def _hear(self, sentence: Sentence) -> None:
        """Forget the day when somebody else begins to speak: each tells a story of his own.

        So does each entry of a diary.
        """
        if sentence.turn != self._turn:
            self._turn, self.day = sentence.turn, None
        if sentence.day is not self._entry:
            self._entry = self.day = sentence.day
            self.place = dateline_place(self.document, sentence)

    def _goes_on(self, sentence: int) -> bool:
        """Whether the story is still at its day.

        Who speaks comes from one matter to another, and where nothing says when a text was written
        nothing says which day its story is at: there a day reaches as far as the next sentence.
        """
        told = self._dated and self.document.sentences[sentence].speaker is None
        return told or sentence - self._told_at <= 1

    def _settle(self, visit: Draft) -> None:
        """A visit to a country goes to the one town of it that the article puts the visitor in."""
        if visit.place is None or visit.place.is_city or visit.background:
            return
        towns = {
            d.place.name: d.place
            for d in self.drafts
            if d.explicit_place and d.place is not None and d.place.is_city and _holds(visit, d)
        }
        if not towns and visit.status in {Status.OCCURRED, Status.PLANNED}:
            towns = {
                place.name: place
                for sentence in self.document.sentences
                if sentence.is_title or sentence.index == visit.sentence
                for place in (
                    sentence.places
                    if sentence.is_title
                    else [dateline_place(self.document, sentence)]
                )
                if place is not None and place.is_city and place.preposition in {"in", "to"}
            }
        towns = {name: p for name, p in towns.items() if p.code == visit.destination}
        if len(towns) == 1:
            (visit.place,) = towns.values()

    def _arrive(self, visit: Draft) -> None:
        """Who "had flown in" did so for what he then took part in: on that day."""
        if visit.date is not None or not self._arriving(visit):
            return
        visitors = {e for e, roles in visit.roles.items() if Role.VISITOR in roles}
        days = [
            d.date
            for d in self.drafts
            if d.item == visit.item
            and d.group != "Visit"
            and _is_told(d)
            and _is_day(d.date)
            and visitors & set(d.roles)
            and d.place is not None
            and d.place.code == visit.destination
        ]
        known = [(when.first, when) for when in days if when is not None and when.first]
        if known:
            visit.date = min(known, key=lambda each: each[0].first_day)[1]

    def _arriving(self, visit: Draft) -> bool:
        """Whether a visit is told by its beginning."""
        return _ARRIVING.match(self.document.text, *visit.span) is not None

    def _pass_to(self, draft: Draft) -> None:
        """Let the sentences before a draft that tell no event move day and place."""
        for sentence in self.document.sentences[self._at : draft.sentence]:
            if sentence.item == self._item and not sentence.is_title:
                self._pass(sentence)
        self._at = max(self._at, draft.sentence)

    def _pass(self, sentence: Sentence) -> None:
        start, end = self.document.offsets(sentence.start, sentence.end)
        text = self.document.text[start:end]
        published = self.document.calendar.published
        opening = [
            when
            for when in sentence.dates
            if _is_day(when) and when.edge is None and OPENING.fullmatch(text[: when.start - start])
        ]
        if opening and published is not None and not _ASIDE.search(text):
            (when, *_) = opening
            if when.first is not None and when.first.first_day <= published:
                if self.day is None or _near(when, self.day, _STORY_DAYS):
                    self.day, self._told_at = when, sentence.index
        for place in sentence.places:
            before = text[: self.document.tokens[place.start].start - start]
            if place.is_city and _BEING.search(before) and not _ASIDE.search(before):
                self.place, self._placed_at = place, sentence.index

    def _open(self, item: int) -> None:
        """Begin an item: its first day, the town of its dateline."""
        self._item = item
        self.day = self._first_day(item) if self._dated else None
        opening = (s for s in self.document.sentences if s.item == item and not s.is_title)
        first = next(opening, None)
        self.place = None
        if first is not None:
            self.place = (
                self._place_of_title(first)
                or dateline_place(self.document, first)
                or self._place_of(first)
            )

    def _place_of_title(self, first: Sentence) -> PlaceMention | None:
        """The town of "Talks in Bratislava", where the report was filed somewhere else.

        A headline heads the first item; a dateline of the same polity knows better.
        """
        here = dateline_place(self.document, first)
        if here is None or first.item != self._first_item:
            return None
        towns = [
            place
            for sentence in self.document.sentences
            if sentence.is_title
            for place in sentence.places
            if place.is_city and place.preposition == "in"
        ]
        return towns[0] if len(towns) == 1 and towns[0].code != here.code else None

    def _place_of(self, first: Sentence) -> PlaceMention | None:
        """Without a dateline the one town that headline and opening sentence put something in."""
        titles = [s for s in self.document.sentences if s.is_title]
        towns = {
            place.name: place
            for sentence in [*titles, first]
            for place in sentence.places
            if place.is_city and place.preposition in {"in", "at"}
        }
        return next(iter(towns.values())) if len(towns) == 1 else None

    # -- days ----------------------------------------------------------------------------------

    def _first_day(self, item: int) -> When | None:
        """The day an item opens with, whatever it is said of, else that of its first event."""
        published = self.document.calendar.published
        opening = [s for s in self.document.sentences if s.item == item and not s.is_title][:2]
        if opening and opening[0].day is not None:
            return opening[0].day
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
        beside = self._beside(draft) or self._day_of_place(draft)
        if beside is not None:
            draft.date = self._day_of(beside, draft)
        elif self.day is not None and self._goes_on(draft.sentence):
            draft.date = self._day_of(self.day, draft)

    def _day_of(self, now: When, draft: Draft) -> When | None:
        """An inherited date is one day, or what the days share that it can be one of."""
        if draft.group == "Visit":
            return now
        start, end = self.document.offsets(*self._tokens_of(draft))
        return day_within(now, self.drafts, self.document.text[start:end])

    def _beside(self, draft: Draft) -> When | None:
        """The date of another event of the same sentence, told as of the same time."""
        beside = [
            other
            for other in self.drafts
            if other is not draft
            and other.sentence == draft.sentence
            and not other.background
            and other.status is draft.status
            and _is_day(other.date)
        ]
        # "landed on Sunday, was received on Monday and signed": what is told last before it, but
        # a journey only where nothing else is told
        beside = [other for other in beside if other.group != "Visit"] or [
            other for other in beside if not self._came_before(other)
        ]
        before = [other for other in beside if other.span[0] <= draft.span[0]]
        told = max(before, key=lambda d: d.span[0], default=next(iter(beside), None))
        return told.date if told is not None else None

    def _day_of_place(self, draft: Draft) -> When | None:
        """The one day on which those who take part are told to be in the town of an event."""
        town = draft.place
        if draft.hourly or not draft.explicit_place or town is None or not town.is_city:
            return None
        if self.place is not None and fold(self.place.name) == fold(town.name):
            return None
        days = {
            other.date.first: other.date
            for other in self.drafts
            if other is not draft
            and other.status is Status.OCCURRED
            and other.item == draft.item
            and other.date is not None
            and _is_day(other.date)
            and other.explicit_place
            and other.place is not None
            and fold(other.place.name) == fold(town.name)
            and set(other.roles) & set(draft.roles)
        }
        return next(iter(days.values())) if len(days) == 1 else None

    def _move_day(self, draft: Draft) -> None:
        if not _is_told(draft):
            return
        if draft.group == "Visit":
            if self._came_before(draft):
                return
            # a visit goes on after its first day, an arrival is of its day
            if draft.last is not None or not self._arriving(draft):
                return
        elif draft.subordinate and not self._hangs_on_day(draft):
            return
        # "in August" tells of another time; the story goes on at the day it was at
        if not _is_day(draft.date):
            return
        if self.day is None or not self._dated or _near(draft.date, self.day, _STORY_DAYS):
            self.day, self._told_at = draft.date, draft.sentence

    def _came_before(self, draft: Draft) -> bool:
        """``X, who arrived on Monday, had talks``: the talks are of the day the story is at.

        ``since Monday, when he arrived`` goes on with that day.
        """
        when, now = draft.date, self.day
        if draft.group != "Visit" or not draft.subordinate or when is None or now is None:
            return False
        if when.first is None or now.first is None or when.end <= draft.span[0]:
            return False
        return when.first.first_day < now.first.first_day

    def _hangs_on_day(self, draft: Draft) -> bool:
        """``on Monday, when they held talks``: a clause that goes on with its day."""
        before = draft.date is not None and draft.date.end <= draft.span[0]
        return before and _near(draft.date, self.day, _RECENT_DAYS)

    # -- places --------------------------------------------------------------------------------

    def _give_place(self, draft: Draft) -> None:
        if draft.type is EventType.CALL or draft.group == "Visit":
            return
        if draft.place is not None and draft.place.is_city:
            return
        if draft.background and not _near(draft.date, self.day, _RECENT_DAYS):
            start, end = self.document.offsets(*self._tokens_of(draft))
            if not _SAME_PLACE.search(self.document.text, start, end):
                return
        place = self._place_of_day(draft) or self._hosting(draft) or self._visited(draft)
        elsewhere = self._is_elsewhen(draft) or self._is_away(draft) or not self._is_there(draft)
        if place is None and not elsewhere:
            place = self.place
        if place is not None and (draft.place is None or place.code == draft.place.code):
            if draft.type is not EventType.CREDENTIALS or self._is_home(place, draft):
                draft.place = place

    def _is_there(self, draft: Draft) -> bool:
        """Whether the story is still at its place: who speaks soon speaks of something else.

        What is told of the day on which it is said took place where it is said.
        """
        if self.document.sentences[draft.sentence].speaker is None:
            return True
        first = draft.date.first if draft.date is not None else None
        today = first is not None and first.first_day == self.document.calendar.published
        return today or draft.sentence - self._placed_at <= 1

    def _place_of_day(self, draft: Draft) -> PlaceMention | None:
        """The one town where those who take part are told to be on the day of an event."""
        if not draft.explicit_date or not _is_day(draft.date):
            return None
        towns = {
            fold(other.place.name): other.place
            for other in self.drafts
            if other.explicit_place
            and other.place is not None
            and other.place.is_city
            and other.item == draft.item
            and other.status is draft.status
            and other.date is not None
            and draft.date is not None
            and other.date.first == draft.date.first
            and set(other.roles) & set(draft.roles)
        }
        return next(iter(towns.values())) if len(towns) == 1 else None

    def _hosting(self, draft: Draft) -> PlaceMention | None:
        """``will be hosted by Kenya``: the polity that gives an event has it at home."""
        polities = self.document.lexicon.authority.polities
        hosts = [
            e.codes[0]
            for e, roles in draft.roles.items()
            if Role.HOST in roles and not e.is_person and e.codes and e.codes[0] in polities
        ]
        if len(hosts) != 1 or draft.type is EventType.CREDENTIALS:
            return None
        (code,) = hosts
        here = self.place is not None and self.place.code == code
        if here and _is_told(draft) and not self._is_elsewhen(draft):
            return self.place
        towns = [
            place
            for place in self.document.sentences[draft.sentence].places
            if place.is_city and place.code == code and place.preposition == "in"
        ]
        label = self.document.lexicon.authority.polity(code).label
        home = PlaceMention(0, 0, label, code, None, "in", False)
        return towns[0] if len(towns) == 1 else home

    def _is_away(self, draft: Draft) -> bool:
        """Whether somebody receives a guest, but the report was filed at the guest's home.

        "VIENTIANE -- President X was received by Y": not in Vientiane.
        """
        filed = dateline_place(self.document, self.document.sentences[draft.sentence])
        if filed is None or self.place != filed:
            return False
        hosts = {e for e, roles in draft.roles.items() if Role.HOST in roles and e.is_person}
        home = {c for e in hosts for c in e.codes}
        guests = {c for e in draft.roles if e not in hosts for c in e.codes}
        return bool(home) and filed.code not in home and filed.code in guests

    def _is_home(self, place: PlaceMention, draft: Draft) -> bool:
        """Whether a place can be in the polity of a host, who gets letters of credence at home."""
        polities = self.document.lexicon.authority.polities
        hosts = {c for e, roles in draft.roles.items() if Role.HOST in roles for c in e.codes[:1]}
        return not hosts & set(polities) or place.code in hosts

    def _is_elsewhen(self, draft: Draft) -> bool:
        """Whether a draft has a date that is far from the day of the story."""
        if self.day is None or not _is_dated(draft):
            return False
        return not _near(draft.date, self.day, _STORY_DAYS)

    def _tokens_of(self, draft: Draft) -> tuple[int, int]:
        sentence = self.document.sentences[draft.sentence]
        return sentence.start, sentence.end

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
            self.place, self._placed_at = draft.place, draft.sentence


def _is_told(draft: Draft) -> bool:
    """Whether a draft carries the story on: it happened, and is no look back."""
    return draft.status is Status.OCCURRED and not draft.background


def _is_dated(draft: Draft) -> bool:
    return draft.date is not None and draft.date.first is not None


def _is_day(when: When | None) -> bool:
    return when is not None and when.first is not None and when.first.day is not None


def _near(a: When | None, b: When | None, days: int) -> bool:
    """Whether two dates are known and at most so many days apart."""
    if a is None or b is None or a.first is None or b.first is None:
        return False
    slack = dt.timedelta(days)
    return (
        a.first.first_day - slack <= b.first.last_day
        and b.first.first_day - slack <= a.first.last_day
    )


def _holds(visit: Draft, draft: Draft) -> bool:
    """Whether an event is part of a visit: told with it, at no other time, by those two sides."""
    if visit.item != draft.item or visit.background != draft.background:
        return False
    if visit.status is not draft.status or not _overlap(visit, draft):
        return False
    visitors = {e for e, roles in visit.roles.items() if Role.VISITOR in roles}
    if draft.group == "conclusion":
        # ministers sign while the visitor looks on
        taking_part = {c for e in visitors for c in e.codes} <= draft.codes
        taking_part &= visit.sentence <= draft.sentence
    else:
        named = any(e.is_person for e in visitors)
        taking_part = bool(visitors & set(draft.roles)) and (named or not draft.persons)
    return taking_part and visit.destination in draft.codes


def _overlap(visit: Draft, draft: Draft) -> bool:
    """Whether a visit and an event can be of the same days."""
    x, y = visit.date, draft.date
    if x is None or y is None or x.first is None or y.first is None:
        return True
    end = (visit.last.first if visit.last is not None else None) or x.last or x.first
    slack = dt.timedelta(visit.days or _RECENT_DAYS)
    return x.first.first_day - slack <= y.first.last_day and y.first.first_day <= (
        end.last_day + slack
    )
