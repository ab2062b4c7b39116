"""Whose a contested place is: who administers it, who claims it, and what a polity says of it.

Nothing here decides. A view is what follows, by the rules of :meth:`Standing.view`, from the claims
and stances that the graph holds with their time and source; where none says anything, the answer is
unknown.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from enum import Enum

from pyoxigraph import Literal, NamedNode, QuerySolutions

from diplograph.graph.errors import UnknownName
from diplograph.graph.iris import concept
from diplograph.graph.store import Store

_PREFIXES = """
PREFIX dcterms: <http://purl.org/dc/terms/>
PREFIX dg: <https://w3id.org/diplograph/ontology#>
PREFIX rdfs: <http://www.w3.org/2000/01/rdf-schema#>
PREFIX skos: <http://www.w3.org/2004/02/skos/core#>
"""


class Basis(str, Enum):
    """What an answer rests on."""

    OWN_CLAIM = "own-claim"
    SAYS_SO = "says-so"
    RECOGNIZES = "recognizes"
    DOES_NOT_RECOGNIZE = "does-not-recognize"
    UNCONTESTED = "uncontested"
    UNKNOWN = "unknown"


@dataclass(frozen=True, slots=True)
class Holding:
    """That a polity administers a territory, or says whose it is; both are IRIs.

    ``belongs_to`` is None for an administration. A bound that is None is not known or, at the end,
    still to come; it excludes no day.
    """

    territory: str
    polity: str
    belongs_to: str | None = None
    since: dt.date | None = None
    until: dt.date | None = None
    source: str = ""

    def on(self, day: dt.date) -> bool:
        """Whether it held on a day.

        >>> Holding("urn:t", "urn:p", since=dt.date(2008, 8, 26)).on(dt.date(2008, 8, 25))
        False
        """
        return _within(day, self.since, self.until)


@dataclass(frozen=True, slots=True)
class Stance:
    """How a polity stands to the recognition of another, as a recognition claim has it."""

    recognizer: str
    recognized: str
    stance: str
    since: dt.date | None = None
    until: dt.date | None = None
    source: str = ""


@dataclass(frozen=True, slots=True)
class Contested:
    """A contested territory; ``polity`` is the polity whose own territory it is, where one is."""

    iri: str
    label: str
    polity: str | None = None
    parent: str | None = None


@dataclass(frozen=True, slots=True)
class View:
    """Whose ``subject`` is from the perspective of ``of``: the IRI of a polity, None when unknown.

    ``sources`` say where it stands; ``on`` is the day asked for, None for the present.
    """

    subject: str
    of: str
    on: dt.date | None
    answer: str | None
    basis: Basis
    sources: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Segment:
    """Days, both included, on which a view stayed the same."""

    first: dt.date
    last: dt.date
    view: View


class Standing:
    """All that a graph says of contested territories and of recognition, in memory."""

    def __init__(
        self,
        territories: Iterable[Contested],
        administrations: Iterable[Holding],
        claims: Iterable[Holding],
        stances: Iterable[Stance],
    ) -> None:
        self.territories: Mapping[str, Contested] = {each.iri: each for each in territories}
        self._own = {each.polity: each for each in self.territories.values() if each.polity}
        self._administrations = _by(administrations, lambda each: each.territory)
        self._claims = _by(claims, lambda each: each.territory)
        self._stances: dict[str, list[Stance]] = {}
        for stance in stances:
            self._stances.setdefault(stance.recognized, []).append(stance)

    def administered_by(self, territory: str, on: dt.date | None = None) -> list[Holding]:
        """Who administers a territory on a day, at present without one."""
        return _holding(self._administrations.get(territory, ()), on)

    def claimed_by(self, territory: str, on: dt.date | None = None) -> list[Holding]:
        """Who claims a territory for itself on a day, at present without one."""
        claims = self._claims.get(territory, ())
        return _holding((each for each in claims if each.belongs_to == each.polity), on)

    def contenders(self, territory: str, on: dt.date | None = None) -> list[str]:
        """The polities that administer or claim a territory on a day, each once, sorted."""
        held = [*self.administered_by(territory, on), *self.claimed_by(territory, on)]
        return sorted({each.polity for each in held})

    def territory_of(self, subject: str) -> str | None:
        """The contested territory that a place or polity is, None when it is none."""
        if subject in self.territories:
            return subject
        own = self._own.get(subject)
        return own.iri if own else None

    def view(self, subject: str, of: str, on: dt.date | None = None) -> View:
        """Whose a contested territory, or the territory of a polity, is from a perspective.

        The first rule that says something answers: the polity's own claim, or that the territory is
        its own; what it says of whose the territory is; whether it recognises the polity whose own
        territory it is, which gives that polity or its parent state; and where one polity alone
        administers or claims it, that polity. Only who contends for the territory on that day can
        be the answer of a stance, and a stance that leaves it open gives unknown.

        >>> stance = Stance("urn:GEO", "urn:SOS", "does-not-recognize", source="a law")
        >>> place = Contested("urn:place", "South Ossetia", "urn:SOS", "urn:GEO")
        >>> held = [Holding("urn:place", "urn:SOS")]
        >>> claimed = [Holding("urn:place", "urn:GEO", "urn:GEO")]
        >>> standing = Standing([place], held, claimed, [stance])
        >>> standing.view("urn:SOS", of="urn:GEO").answer
        'urn:GEO'
        >>> standing.view("urn:SOS", of="urn:FRA").basis.value
        'unknown'
        """
        territory = self.territory_of(subject)
        if territory is None:
            return View(subject, of, on, None, Basis.UNKNOWN)
        answer, basis, sources = self._answer(self.territories[territory], of, on or dt.date.max)
        return View(subject, of, on, answer, basis, tuple(dict.fromkeys(filter(None, sources))))

    def _answer(
        self, territory: Contested, of: str, day: dt.date
    ) -> tuple[str | None, Basis, list[str]]:
        contenders = self.contenders(territory.iri, day)
        own = [each for each in self.claimed_by(territory.iri, day) if each.polity == of]
        if own or (territory.polity == of and of in contenders):
            return of, Basis.OWN_CLAIM, [each.source for each in own]
        if len(contenders) == 1:
            held = self.administered_by(territory.iri, day) + self.claimed_by(territory.iri, day)
            return contenders[0], Basis.UNCONTESTED, [each.source for each in held]
        said = [
            each
            for each in self._claims.get(territory.iri, ())
            if each.polity == of and each.belongs_to != of and each.on(day)
        ]
        if len({each.belongs_to for each in said}) == 1:
            return said[0].belongs_to, Basis.SAYS_SO, [each.source for each in said]
        if territory.polity in contenders:
            stance = self._stance(of, territory.polity, day)
            if stance and stance.stance == "recognizes":
                return territory.polity, Basis.RECOGNIZES, [stance.source]
            if stance and territory.parent in contenders:
                return territory.parent, Basis.DOES_NOT_RECOGNIZE, [stance.source]
            if stance:
                return None, Basis.UNKNOWN, [stance.source]
        return None, Basis.UNKNOWN, []

    def _stance(self, of: str, polity: str, day: dt.date) -> Stance | None:
        """The stance on a day; None without one and where it cannot be told which of two held."""
        held = [
            each
            for each in self._stances.get(polity, ())
            if each.recognizer == of and _within(day, each.since, each.until)
        ]
        kinds = {each.stance: each for each in held}
        withdrew = kinds.get("withdrew")
        if withdrew and (withdrew.since or day == dt.date.max or len(kinds) == 1):
            return withdrew
        return held[0] if len(kinds) == 1 else None

    def segments(self, territory: str, of: str) -> list[Segment]:
        """The views of a polity on a territory over time, without gaps, the earliest first."""
        days = self._turns(territory)
        found: list[Segment] = []
        for first, last in days:
            view = self.view(territory, of, first)
            if found and (found[-1].view.answer, found[-1].view.basis) == (view.answer, view.basis):
                found[-1] = Segment(found[-1].first, last, found[-1].view)
            else:
                found.append(Segment(first, last, view))
        return found

    def disputes(self, territory: str) -> list[tuple[dt.date, dt.date, list[str]]]:
        """The times in which more than one polity contends for a territory, and which."""
        found = []
        for first, last in self._turns(territory):
            contenders = self.contenders(territory, first)
            if len(contenders) > 1:
                found.append((first, last, contenders))
        return found

    def _turns(self, territory: str) -> list[tuple[dt.date, dt.date]]:
        """All days, cut where anything that a view rests on begins or has ended."""
        polity = self.territories[territory].polity
        rest: list[Holding | Stance] = [
            *self._administrations.get(territory, ()),
            *self._claims.get(territory, ()),
            *(self._stances.get(polity, ()) if polity else ()),
        ]
        starts = {dt.date.min}
        for each in rest:
            if each.since:
                starts.add(each.since)
            if each.until and each.until < dt.date.max:
                starts.add(each.until + dt.timedelta(days=1))
        ordered = sorted(starts)
        ends = [day - dt.timedelta(days=1) for day in ordered[1:]] + [dt.date.max]
        return list(zip(ordered, ends, strict=True))


def perspective_on(store: Store, subject: str, *, of: str, on: dt.date | None = None) -> View:
    """Whose a place or polity is from the perspective of a polity, see :meth:`Standing.view`.

    All three are IRIs. A place within a contested territory is asked for by its territory; a place
    that nobody contests belongs to who administers it, whoever is asked.

    >>> from diplograph.graph.iris import country, polity
    >>> from diplograph.graph.store import open_store
    >>> from diplograph.graph.writer import Writer
    >>> with open_store(None) as store:
    ...     loaded = Writer(store).load_reference_data()
    ...     day = dt.date(2008, 8, 26)
    ...     perspective_on(store, country("SOS"), of=polity("RUS"), on=day).basis.value
    'recognizes'
    """
    standing = read_standing(store)
    within = territory_at(store, standing, subject)
    if within is not None:
        found = standing.view(within, of, on)
        return View(subject, of, on, found.answer, found.basis, found.sources)
    rows = _ask(
        store,
        "SELECT DISTINCT ?polity { { $subject dg:locatedIn*/dg:administeredBy ?polity } UNION "
        "{ BIND($subject AS ?polity) ?polity a dg:Polity } }",
        {"subject": NamedNode(subject)},
    )
    answers = [row[0] for row in rows if row[0]]
    if len(answers) == 1:
        return View(subject, of, on, answers[0], Basis.UNCONTESTED)
    return View(subject, of, on, None, Basis.UNKNOWN)


def read_standing(store: Store) -> Standing:
    """Read what a store says of contested territories and of recognition.

    What it says without a time (``dg:administeredBy``, ``dg:claimedBy``) counts as of every day,
    where nothing says the same with its time.

    >>> from diplograph.graph.store import open_store
    >>> len(read_standing(open_store(None)).territories)
    0
    """
    administrations, claims = _holdings(store)
    direct = list(
        _ask(
            store,
            "SELECT DISTINCT ?territory ?kind ?polity { { ?territory dg:claimedBy ?polity . "
            'BIND("claim" AS ?kind) } UNION { ?territory dg:claimedBy ?any ; dg:administeredBy '
            '?polity . BIND("administration" AS ?kind) } }',
        )
    )
    dated = {("administration", each.territory, each.polity) for each in administrations}
    dated |= {("claim", each.territory, each.polity) for each in claims}
    for territory, kind, polity in direct:
        if (kind, territory, polity) not in dated:
            own = kind == "claim"
            (claims if own else administrations).append(
                Holding(territory, polity, polity if own else None)
            )
    wanted = {each.territory for each in (*administrations, *claims)}
    return Standing(_territories(store, wanted), administrations, claims, _stances(store))


def territories_of_places(
    store: Store, standing: Standing, place: str | None = None
) -> dict[str, str]:
    """The contested territory of each place within one, or of one place alone.

    Of several, that which is no polity's own territory: it is the smaller.
    """
    if not standing.territories:
        return {}
    values = " ".join(str(NamedNode(each)) for each in standing.territories)
    bindings = {"place": NamedNode(place)} if place else {}
    found: dict[str, str] = {}
    for each, territory in sorted(
        _ask(
            store,
            f"SELECT DISTINCT ?inside ?territory {{ VALUES ?territory {{ {values} }} "
            "?inside dg:locatedIn* ?territory . FILTER(!BOUND($place) || ?inside = $place) }",
            bindings,
        )
    ):
        known = standing.territories.get(found.get(each, ""))
        if known is None or known.polity:
            found[each] = territory
    return found


def territory_at(store: Store, standing: Standing, subject: str) -> str | None:
    """The contested territory that a place or polity is or lies in; None for any other."""
    found = standing.territory_of(subject)
    return found or territories_of_places(store, standing, subject).get(subject)


def existing_polity(store: Store, iri: str) -> str:
    """Check that an IRI is a polity of the store.

    Raises :class:`~diplograph.graph.errors.UnknownName` when it is none.
    """
    sparql = "SELECT ?code { $polity a dg:Polity ; skos:notation ?code }"
    rows = _ask(store, sparql, {"polity": NamedNode(iri)})
    if next(rows, None) is None:
        raise UnknownName(f"{iri} is no polity: a perspective is that of a polity, such as GEO")
    return iri


def _holdings(store: Store) -> tuple[list[Holding], list[Holding]]:
    administrations: list[Holding] = []
    claims: list[Holding] = []
    for territory, polity, belongs_to, since, until, source in _ask(
        store,
        """SELECT DISTINCT ?territory ?polity ?to ?since ?until ?source {
            { ?node a dg:Administration ; dg:administrator ?polity }
            UNION { ?node a dg:TerritorialClaim ; dg:claimant ?polity ; dg:belongsTo ?to }
            ?node dg:territory ?territory .
            OPTIONAL { ?node dg:since ?since } OPTIONAL { ?node dg:until ?until }
            OPTIONAL { ?node dcterms:source ?source }
        } ORDER BY ?territory ?polity ?since ?source""",
    ):
        each = Holding(territory, polity, belongs_to or None, _day(since), _day(until), source)
        (claims if belongs_to else administrations).append(each)
    return administrations, claims


def _territories(store: Store, wanted: set[str]) -> list[Contested]:
    if not wanted:
        return []
    values = " ".join(str(NamedNode(each)) for each in sorted(wanted))
    return [
        Contested(iri, label, polity or None, parent or None)
        for iri, label, polity, parent in _ask(
            store,
            f"""SELECT DISTINCT ?territory ?label ?polity ?parent {{
                VALUES ?territory {{ {values} }}
                ?territory rdfs:label ?label .
                OPTIONAL {{
                    ?territory dg:countryCode ?code .
                    ?polity a dg:Polity ; skos:notation ?code .
                    OPTIONAL {{ ?polity dg:parentState ?parent }}
                }}
            }}""",
        )
    ]


def _stances(store: Store) -> list[Stance]:
    prefix = concept("stance", "")
    return [
        Stance(who, whom, stance.removeprefix(prefix), _day(since), _day(until), source)
        for who, whom, stance, since, until, source in _ask(
            store,
            """SELECT DISTINCT ?who ?whom ?stance ?since ?until ?source {
                ?claim dg:recognizer ?who ; dg:recognized ?whom ; dg:stance ?stance .
                OPTIONAL { ?claim dg:since ?since } OPTIONAL { ?claim dg:until ?until }
                OPTIONAL { ?claim dcterms:source ?source }
            } ORDER BY ?claim ?source""",
        )
    ]


def _ask(
    store: Store, sparql: str, bindings: Mapping[str, NamedNode | Literal] | None = None
) -> Iterator[tuple[str, ...]]:
    rows = store.query(_PREFIXES + sparql, bindings or {})
    assert isinstance(rows, QuerySolutions)
    for row in rows:
        yield tuple(term.value if term is not None else "" for term in row)


def _day(text: str) -> dt.date | None:
    return dt.date.fromisoformat(text[:10]) if text else None


def _within(day: dt.date, since: dt.date | None, until: dt.date | None) -> bool:
    return (since is None or since <= day) and (until is None or day <= until)


def _holding(holdings: Iterable[Holding], on: dt.date | None) -> list[Holding]:
    return [each for each in holdings if each.on(on or dt.date.max)]


def _by(holdings: Iterable[Holding], key: Callable[[Holding], str]) -> dict[str, list[Holding]]:
    found: dict[str, list[Holding]] = {}
    for each in holdings:
        found.setdefault(key(each), []).append(each)
    return found
