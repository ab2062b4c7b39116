"""Synthetic extractions of a made-up but plausible world, with the truth about them.

The world has the polities of the authority, some busier than others (Zipf), five offices in each
whose holders follow one another over the years, and a constant number of articles a day, so that
more articles mean more time and not more crowded days. An event is told by one to four articles on
the day or the next, with what news leaves out or gets wrong: no city, a month for a day, the day
after, another type of gathering, a surname alone, another spelling. Some events are announced
first, some plans fall through, some articles recall what came before, and some only print the text
of another. No language model is needed: texts and extractions are made together.

Import :func:`news`; the same seed gives the same articles.
"""

from __future__ import annotations

import bisect
import datetime as dt
import itertools
import random
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from typing import TypeVar

from synthetic_words import BEGINNINGS, ENDINGS, FILLERS, GIVEN, SUBJECTS

from diplograph.graph.authority import load_authority
from diplograph.graph.dates import EventTime, PartialDate
from diplograph.graph.iris import Minter
from diplograph.graph.model import (
    Actor,
    ActorKind,
    Article,
    EventClaim,
    EventType,
    Extraction,
    ExtractorInfo,
    Instrument,
    InstrumentKind,
    InstrumentStep,
    Mention,
    MentionKind,
    Office,
    Participant,
    Place,
    Quote,
    Role,
    Status,
)

Choice = TypeVar("Choice")

EXTRACTOR = ExtractorInfo("synthetic", "1")
FIRST_DAY = dt.date(2010, 1, 1)
ARTICLES_A_DAY = 40
MINTER = Minter()

OFFICES = {
    "Foreign Minister": 40,
    "President": 25,
    "Prime Minister": 20,
    "Defence Minister": 8,
    "Trade Minister": 7,
}
# How many articles tell of one event, and of one plan.
REPORTS = {1: 45, 2: 30, 3: 15, 4: 10}
PLAN_REPORTS = {1: 80, 2: 20}
TYPES = {
    EventType.MEETING: 45,
    EventType.VISIT: 20,
    EventType.CALL: 20,
    EventType.SIGNING: 15,
}
# In which form of the name an article has a person.
NAMES = {"full": 60, "middle initial": 12, "initial": 5, "respelled": 8, "surname": 15}

NO_CITY = 0.2
MONTH_ONLY = 0.1
DAY_OFF = 0.03
OTHER_GATHERING = 0.08
NO_OFFICE = 0.15
RECALLED = 0.1
COPIED = 0.03
ANNOUNCED = 0.18
FALLS_THROUGH = 0.12
ELSEWHERE = 0.12
THIRD_SIDE = 0.06

RESPELLINGS = (("ey", "ei"), ("y", "i"), ("sh", "ch"), ("v", "w"), ("k", "q"), ("ss", "s"))
ABROAD = ("CHE Geneva", "AUT Vienna", "USA New York", "QAT Doha", "TUR Istanbul", "FIN Helsinki")
GATHERINGS = (EventType.MEETING, EventType.NEGOTIATION, EventType.SUMMIT)
OUTLETS = tuple(
    f"{place} {kind}"
    for place in ("North", "Harbour", "Capital", "Lake", "Steppe")
    for kind in ("Wire", "Herald", "Post", "Times", "Observer", "Radio")
)


@dataclass(frozen=True, slots=True)
class Figure:
    """A person of the world, in one office for one term."""

    number: int
    given: str
    middle: str
    surname: str
    side: Actor
    office: str


@dataclass(frozen=True, slots=True)
class Happening:
    """An event of the world as it was."""

    number: int
    type: EventType
    day: dt.date
    sides: tuple[Figure, ...]  # the host first
    place: Place | None
    instrument: Instrument | None
    meeting: int | None  # the number of the meeting inside a visit


@dataclass(frozen=True, slots=True)
class Telling:
    """A claim in the making: what of it the article says, and which event it is in truth."""

    truth: int
    sentence: str
    claim: EventClaim
    figures: tuple[int, ...]
    within: int | None = None  # index in the article of the larger event


@dataclass(frozen=True, slots=True)
class Item:
    """An article as extracted, and the truth about it.

    ``events`` gives for each claim the number of the event, ``persons`` for each claim the numbers
    of its participants, in their order. ``copy_of`` is the URL of the article whose text it prints.
    """

    extraction: Extraction
    events: tuple[int, ...]
    persons: tuple[tuple[int, ...], ...]
    copy_of: str | None = None


@dataclass(slots=True)
class _Draft:
    tellings: list[Telling]
    fillers: list[str]
    outlet: str
    opening: str = ""


@dataclass(slots=True)
class _World:
    chance: random.Random
    polities: list[Actor] = field(default_factory=list)
    weights: list[float] = field(default_factory=list)
    terms: dict[tuple[str, str], list[tuple[dt.date, Figure]]] = field(default_factory=dict)
    figures: Iterator[int] = field(default_factory=itertools.count)
    events: Iterator[int] = field(default_factory=itertools.count)
    articles: Iterator[int] = field(default_factory=itertools.count)
    last: dict[frozenset[str], Happening] = field(default_factory=dict)
    lately: dict[tuple[object, ...], dt.date] = field(default_factory=dict)
    cities: dict[str, Place] = field(default_factory=dict)

    def __post_init__(self) -> None:
        authority = load_authority()
        codes = [
            code
            for code, polity in authority.polities.items()
            if polity.status in ("state", "limited-recognition", "de-facto")
            and authority.capital(code) is not None
        ]
        self.chance.shuffle(codes)
        self.polities = [authority.polity(code).actor() for code in codes]
        self.weights = list(itertools.accumulate(1 / rank for rank in range(1, len(codes) + 1)))
        for code in codes:
            self.cities[code] = _place(code, None)
        for each in ABROAD:
            code, name = each.split(" ", 1)
            self.cities[name] = _place(code, name)

    def polity(self) -> Actor:
        at = bisect.bisect(self.weights, self.chance.random() * self.weights[-1])
        return self.polities[at]

    def holder(self, side: Actor, office: str, day: dt.date) -> Figure:
        """Who holds an office on a day; terms of three to six years follow one another."""
        terms = self.terms.setdefault((side.iri, office), [])
        while not terms or terms[-1][0] <= day:
            before = (
                terms[-1][0] if terms else FIRST_DAY - dt.timedelta(self.chance.randrange(1500))
            )
            until = before + dt.timedelta(self.chance.randrange(1100, 2200))
            terms.append((until, self._figure(side, office)))
        return terms[bisect.bisect([until for until, _ in terms], day)][1]

    def _figure(self, side: Actor, office: str) -> Figure:
        chance = self.chance
        surname = chance.choice(BEGINNINGS) + chance.choice(ENDINGS)
        given, middle = chance.choice(GIVEN), chance.choice("ABCDEFGHJKLMNPRSTVWYZ")
        return Figure(next(self.figures), given, middle, surname, side, office)

    def happening(self, day: dt.date) -> Happening | None:
        """A new event of that day, or none when the same persons do the same within three days."""
        chance = self.chance
        kind = _one_of(TYPES, chance)
        host, guest, third = self.polity(), self.polity(), self.polity()
        if len({host, guest, third}) < 3:
            return None
        office = _one_of(OFFICES, chance)
        sides = [self.holder(host, office, day), self.holder(guest, office, day)]
        if kind is EventType.MEETING and chance.random() < THIRD_SIDE:
            sides.append(self.holder(third, office, day))
        key = (kind, *sorted(each.number for each in sides))
        if key in self.lately and day - self.lately[key] <= dt.timedelta(3):
            return None
        self.lately[key] = day
        place: Place | None = self.cities[host.code or ""]
        if kind is EventType.CALL:
            place = None
        elif kind is not EventType.VISIT and chance.random() < ELSEWHERE:
            place = self.cities[chance.choice(ABROAD).split(" ", 1)[1]]
        instrument = None
        if kind is EventType.SIGNING:
            subject = chance.choice(SUBJECTS)
            kinds = (InstrumentKind.AGREEMENT, InstrumentKind.MEMORANDUM, InstrumentKind.PROTOCOL)
            instrument_kind = chance.choice(kinds)
            title = f"{instrument_kind.value} on {subject}"
            codes = tuple(each.side.code or "" for each in sides)
            instrument = Instrument(
                MINTER.instrument(title, codes, day.isoformat()),
                title,
                instrument_kind,
                subject,
                tuple(each.side for each in sides),
            )
        meeting = None
        if kind is EventType.VISIT and chance.random() < 0.6:
            meeting = next(self.events)
        return Happening(next(self.events), kind, day, tuple(sides), place, instrument, meeting)


def news(seed: int = 1) -> Iterator[Item]:
    """Make articles without end, in the order of publication."""
    chance = random.Random(seed)
    world = _World(chance)
    due: defaultdict[dt.date, list[tuple[_Draft, str | None, str]]] = defaultdict(list)
    day = FIRST_DAY
    while True:
        made = sum(len(due[day + dt.timedelta(each)]) for each in range(3))
        while made < ARTICLES_A_DAY * 2:
            event = world.happening(day + dt.timedelta(chance.randrange(2)))
            if event is None:
                continue
            for published, draft in _drafts(world, event):
                url = _url(world, draft)
                due[max(published, day)].append((draft, None, url))
                made += 1
                if chance.random() < COPIED:
                    other = _copied(draft, chance)
                    later = max(published, day) + dt.timedelta(chance.randrange(2))
                    due[later].append((other, url, _url(world, other)))
        today = due.pop(day)
        # what there is more of than on other days comes a day later, as it does in news
        for draft, copy_of, url in today[:ARTICLES_A_DAY]:
            yield _item(draft, day, url, copy_of)
        due[day + dt.timedelta(1)] = today[ARTICLES_A_DAY:] + due[day + dt.timedelta(1)]
        day += dt.timedelta(1)


def _drafts(world: _World, event: Happening) -> Iterator[tuple[dt.date, _Draft]]:
    """The articles about one event: announced, told, or called off."""
    chance = world.chance
    held = True
    if event.type in (EventType.MEETING, EventType.VISIT) and chance.random() < ANNOUNCED:
        held = chance.random() >= FALLS_THROUGH
        planned, cancelled = next(world.events), next(world.events)
        ahead = replace(event, day=event.day + dt.timedelta(chance.randrange(2, 9)))
        announced, event = event.day, ahead
        for _ in range(_one_of(PLAN_REPORTS, chance)):
            yield announced, _draft(world, [_told(world, event, planned, Status.PLANNED)])
        if not held and chance.random() < 0.5:
            called_off = event.day - dt.timedelta(1)
            told = _told(world, event, cancelled, Status.CANCELLED)
            yield called_off, _draft(world, [told])
    if not held:
        return
    pair = frozenset(each.side.iri for each in event.sides[:2])
    before = world.last.get(pair)
    for _ in range(_one_of(REPORTS, chance)):
        tellings = [_told(world, event, event.number, Status.OCCURRED)]
        if event.meeting is not None and chance.random() < 0.8:
            inside = replace(event, type=EventType.MEETING)
            told = _told(world, inside, event.meeting, Status.OCCURRED)
            tellings.append(replace(told, within=0))
        old_enough = before is not None and event.day - before.day > dt.timedelta(40)
        if before is not None and old_enough and chance.random() < RECALLED:
            tellings.append(_told(world, before, before.number, Status.OCCURRED, recalled=True))
        yield event.day + dt.timedelta(chance.random() < 0.4), _draft(world, tellings)
    world.last[pair] = event


def _told(
    world: _World, event: Happening, truth: int, status: Status, *, recalled: bool = False
) -> Telling:
    """One claim about an event, with what gets lost and wrong on the way."""
    chance = world.chance
    kind = event.type
    if kind is EventType.MEETING and chance.random() < OTHER_GATHERING:
        kind = chance.choice(GATHERINGS)
    day = event.day
    if not recalled and chance.random() < DAY_OFF:
        day += dt.timedelta(1)
    month = recalled or chance.random() < MONTH_ONLY
    date = PartialDate(day.year, day.month) if month else PartialDate.of(day)
    words = day.strftime("in %B %Y") if month else day.strftime("on %d %B %Y")
    place = event.place if chance.random() >= NO_CITY else None
    participants, names = [], []
    for position, figure in enumerate(event.sides):
        name = _name(figure, chance)
        office = None if chance.random() < NO_OFFICE else Office(figure.office, figure.side)
        actor = Actor(ActorKind.PERSON, name, MINTER.person(name, figure.side.code))
        role = _role(kind, position)
        participants.append(Participant(actor, (role,), office, (figure.side,)))
        title = f"{figure.office} " if office else ""
        names.append(f"{figure.side.name}'s {title}{name}")
    about = event.instrument if kind is EventType.SIGNING else None
    at = f" in {place.name}" if place else ""
    what = _sentence(kind, status, names, about, chance)
    return Telling(
        truth,
        f"{what}{at} {words}.",
        EventClaim(
            kind,
            status,
            (),
            EventTime.on(date, words),
            (place,) if place else (),
            tuple(participants),
            about,
            confidence=chance.randrange(60, 96) / 100,
            step=InstrumentStep.SIGNED if about else None,
        ),
        tuple(each.number for each in event.sides),
    )


VERBS = {
    EventType.VISIT: ("{b} paid a visit to {a}", "{b} was the guest of {a}", "{a} welcomed {b}"),
    EventType.CALL: (
        "{a} telephoned {b}",
        "{a} and {b} spoke by telephone",
        "{b} took a call of {a}",
    ),
    EventType.SIGNING: ("{a} and {b} signed a {i}", "{b} and {a} put their names to a {i}"),
}
GATHERED = (
    "{a} met {b}",
    "{a} received {b}",
    "{b} held talks with {a}",
    "{a} and {b} sat down to talk",
)
LEAD = {Status.PLANNED: "It is planned that", Status.CANCELLED: "It was called off that"}


def _sentence(
    kind: EventType,
    status: Status,
    names: Sequence[str],
    about: Instrument | None,
    chance: random.Random,
) -> str:
    form = chance.choice(VERBS.get(kind, GATHERED))
    first = " and ".join((names[0], *names[2:]))
    told = form.format(a=first, b=names[1], i=about.title if about else "")
    return f"{LEAD[status]} {told}" if status in LEAD else told


def _role(kind: EventType, position: int) -> Role:
    if kind is EventType.SIGNING:
        return Role.SIGNATORY
    if kind is EventType.CALL:
        return Role.PARTICIPANT if position else Role.CALLER
    if kind is EventType.VISIT:
        return Role.VISITOR if position else Role.HOST
    return Role.PARTICIPANT


def _name(figure: Figure, chance: random.Random) -> str:
    form = _one_of(NAMES, chance)
    given, surname = figure.given, figure.surname
    if form == "surname":
        return surname
    if form == "middle initial":
        return f"{given} {figure.middle}. {surname}"
    if form == "initial":
        return f"{given[0]}. {surname}"
    if form == "respelled":
        for old, new in RESPELLINGS:
            if old in given:
                return f"{given.replace(old, new)} {surname}"
            if old in surname:
                return f"{given} {surname.replace(old, new)}"
    return f"{given} {surname}"


def _draft(world: _World, tellings: list[Telling]) -> _Draft:
    chance = world.chance
    fillers = [
        " ".join(chance.choice(pieces) for pieces in FILLERS) + "."
        for _ in range(chance.randrange(4, 7))
    ]
    return _Draft(tellings, fillers, chance.choice(OUTLETS))


def _copied(draft: _Draft, chance: random.Random) -> _Draft:
    """The same text in another house: with a dateline, a headline, or cut."""
    outlet = chance.choice([each for each in OUTLETS if each != draft.outlet])
    opening = chance.choice(("", f"({draft.outlet}) ", "More talks ahead\n\n"))
    kept = draft.fillers[: len(draft.fillers) - chance.randrange(3)]
    return _Draft(draft.tellings, kept, outlet, opening)


def _url(world: _World, draft: _Draft) -> str:
    return f"https://{draft.outlet.lower().replace(' ', '-')}.example/{next(world.articles)}"


def _item(draft: _Draft, day: dt.date, url: str, copy_of: str | None) -> Item:
    sentences = [each.sentence for each in draft.tellings]
    text = draft.opening + " ".join([*sentences, *draft.fillers])
    claims: list[EventClaim] = []
    mentions: list[Mention] = []
    start = len(draft.opening)
    for telling in draft.tellings:
        end = start + len(telling.sentence)
        quote = Quote(start, end, telling.sentence)
        claims.append(replace(telling.claim, evidence=(quote,), part_of=telling.within))
        mentions += _mentions(text, quote, telling.claim)
        start = end + 1
    title = sentences[0].rsplit(" ", 3)[0]
    article = Article(text, url, title, day, draft.outlet, language="en")
    return Item(
        Extraction(article, EXTRACTOR, tuple(mentions), tuple(claims)),
        tuple(each.truth for each in draft.tellings),
        tuple(each.figures for each in draft.tellings),
        copy_of,
    )


def _mentions(text: str, quote: Quote, claim: EventClaim) -> Iterator[Mention]:
    def found(words: str) -> Quote:
        start = text.index(words, quote.start)
        return Quote(start, start + len(words), words)

    for each in claim.participants:
        side = each.represents[0]
        at = found(f"{side.name}'s ")
        yield Mention(Quote.of(text, at.start, at.end - 3), MentionKind.POLITY, side.name, side)
        start = text.index(each.actor.name, at.end)
        words = Quote(start, start + len(each.actor.name), each.actor.name)
        yield Mention(words, MentionKind.PERSON, each.actor.name, each.actor)
    for place in claim.places:
        at = found(f" in {place.name} ")
        yield Mention(
            Quote.of(text, at.start + 4, at.end), MentionKind.PLACE, place.name, place=place
        )
    start = claim.time.start
    if start is not None and claim.time.words is not None:
        words = claim.time.words
        yield Mention(found(words), MentionKind.DATE, words, date=start.isoformat())


def _place(code: str, name: str | None) -> Place:
    authority = load_authority()
    city = authority.capital(code) if name is None else authority.find_city(name, code)
    assert city is not None, (code, name)
    return Place(city.name, city.iri, city.country, city.latitude, city.longitude)


def _one_of(weights: dict[Choice, int], chance: random.Random) -> Choice:
    return chance.choices(list(weights), list(weights.values()))[0]
