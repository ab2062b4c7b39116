"""Recognise holders of office whom the article takes for granted: plain "Merkel", "Hugo Chávez".

News rarely says of whom everybody has heard whose president he is. The authority's table of office
holders fills that gap, but never against the text: a side the article gives stands, an office is
added only for the time it was held, and a bare surname counts only where the article speaks of its
polity. What is taken from the table decides who is meant by "the French president" and which side
a person is on; the office that a claim records is still only what the article says.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterable

from diplograph.graph.authority import Authority, OfficeHolder
from diplograph.loaders.extraction.document import Document
from diplograph.loaders.extraction.nominals import Nominal, Title
from diplograph.loaders.extraction.reference import (
    UNIQUE_LEVELS,
    Cast,
    Entity,
    is_foreign_minister,
)

# Offices so well known that newspapers give their holders by surname alone.
_BY_SURNAME = frozenset({"president", "monarch", "premier", "leader", "foreign minister"})
_PORTFOLIOS = {"foreign minister": "foreign", "defence minister": "defence"}
# What stands before a surname that is kept without it: "al-Sisi", "Le Drian", "Di Maio".
_PARTICLES = re.compile(
    r"^(?:(?:al|el|as|ad|an|ar|at|az|ash)[-’' ]|(?:le|la|de|di|du|van|von|der)\s+)+", re.IGNORECASE
)
# Offices that a president holds beside his own, for a year.
_ROTATING = frozenset({"chair", "chairman", "president pro tempore"})
# News of the first and last days of an office calls people by it a little early and late.
_GRACE = dt.timedelta(60)


def recognise(document: Document, cast: Cast) -> None:
    """Turn bare names of office holders into persons, and give them their side and office."""
    seen = _Seen(document, cast.authority)
    for nominal in document.nominals:
        if nominal.kind == "unsure" and seen.is_holder(nominal):
            cast.add_unsure(nominal)
    cast.confirm(document.nominals)
    for person in cast.persons:
        seen.place(person)


class _Seen:
    """What the table says to the names of one article."""

    def __init__(self, document: Document, authority: Authority) -> None:
        self._document = document
        self._authority = authority
        self._day = document.calendar.published

    def is_holder(self, nominal: Nominal) -> bool:
        """Whether a bare name is one of the table."""
        text = nominal.names[0].text
        if " " in text or "-" in text:
            return bool(self._authority.holders_named(text))
        return bool(self._by_surname(text))

    def place(self, person: Entity) -> None:
        """Give a person the side and the offices of the table where the text leaves them open."""
        holders = self._holders(person)
        if not person.codes:
            if any(title.default_code for title in person.titles):
                # a Secretary-General may have governed a country before
                holders = [h for h in holders if h.of in self._authority.organizations]
            held = self._latest(holders)
            if held is None:
                return
            person.codes = (held.of,)
            person.code_votes[held.of] += 1
        for holder in holders:
            if holder.of == person.codes[0] and self._in_office(holder):
                title = _title(holder, person)
                if title.level not in person.levels:
                    person.titles.append(title)

    def _holders(self, person: Entity) -> list[OfficeHolder]:
        found: list[OfficeHolder] = []
        for name in dict.fromkeys((person.name, *(" ".join(form) for form in person.forms))):
            known = self._authority.holders_named(name) if " " in name or "-" in name else ()
            found += [holder for holder in known if holder not in found]
        bare = _PARTICLES.sub("", person.name)
        if not found and " " not in bare:
            found = self._by_surname(bare) or self._by_office(person, bare)
        return found

    def _by_office(self, person: Entity, surname: str) -> list[OfficeHolder]:
        """``President Hollande``: the one of all holders of that office who bears the name."""
        found = [
            holder
            for holder in self._authority.holders_by_surname(surname)
            if holder.office in self._offices(person)
            and (self._day is None or self._in_office(holder))
        ]
        return found if len({holder.name for holder in found}) == 1 else []

    @staticmethod
    def _offices(person: Entity) -> set[str]:
        """The offices of one holder that the text gives a person."""
        foreign = any(is_foreign_minister(title) for title in person.titles)
        return {*(person.levels & UNIQUE_LEVELS), *(["foreign minister"] if foreign else [])}

    def _by_surname(self, word: str) -> list[OfficeHolder]:
        """The one holder of the time whose polity the article speaks of."""
        found = [
            holder
            for holder in self._authority.holders_by_surname(word)
            if holder.office in _BY_SURNAME
            and self._in_office(holder)
            and self._document.speaks_of(holder.of)
        ]
        return found if len({holder.name for holder in found}) == 1 else []

    def _in_office(self, holder: OfficeHolder) -> bool:
        day = self._day
        return day is not None and (holder.held(day - _GRACE) or holder.held(day))

    def _latest(self, holders: Iterable[OfficeHolder]) -> OfficeHolder | None:
        """The office held at the time of the article, else the last one before it.

        A president in the chair of an organisation still speaks for his state first.
        """
        holders = list(holders)
        now = [holder for holder in holders if self._in_office(holder)]
        before = [h for h in holders if self._day is None or h.since.first_day <= self._day]
        pool = now or before or holders
        own = [holder for holder in pool if holder.office not in _ROTATING]
        return max(own or pool, key=lambda h: h.since, default=None)


def _title(holder: OfficeHolder, person: Entity) -> Title:
    """An office of the table as a title; without words, since the text has none."""
    portfolio = _PORTFOLIOS.get(holder.office)
    level = holder.office if holder.office in _BY_SURNAME | {"envoy"} else "official"
    return Title(
        person.first, person.first, holder.office.split()[-1], "minister" if portfolio else level,
        "", (holder.of,), portfolio=frozenset({portfolio} if portfolio else ()),
    )  # fmt: skip
