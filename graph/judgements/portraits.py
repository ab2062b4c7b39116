"""What an event or a person looks like to somebody who has to judge: facts and sentences.

A portrait is read from what the articles say, so that it tells which sentence stands behind which
of the IRIs that a thing stands for.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from pyoxigraph import Literal, NamedNode, QuerySolutions

from diplograph.graph.dates import Precision
from diplograph.graph.judgements.model import Kind
from diplograph.graph.judgements.sides import Side
from diplograph.graph.mapping.terms import DEFAULT_GRAPH, node
from diplograph.graph.model import Event, Participant
from diplograph.graph.reader import read_event
from diplograph.graph.store import Store
from diplograph.ontology.namespaces import DCTERMS, DG, RDFS, SEM, SKOS

SENTENCES = 5
"""How many sentences a portrait has unless more are asked for."""

# Places and companions beyond these tell no person from another.
_COMMONEST = 6


@dataclass(frozen=True, slots=True)
class Sentence:
    """A verbatim sentence and the article it stands in; ``of`` is the IRI that it told first of.

    That IRI is what the thing was before anything was merged into it.
    """

    of: str
    words: str
    article: str
    url: str | None = None
    published: str | None = None


@dataclass(frozen=True, slots=True)
class Portrait:
    """One side of a comparison.

    ``members`` are all IRIs that it stands for, itself included; ``facts`` pairs of a name
    (``date``, ``office`` ...) and a value, in the order to show them; ``articles`` how many
    articles tell of it; ``sentences`` some of what they say, the earliest first.
    """

    kind: Kind
    iri: str
    label: str
    members: tuple[str, ...]
    facts: tuple[tuple[str, str], ...] = ()
    articles: int = 0
    sentences: tuple[Sentence, ...] = ()


def portrait(store: Store, seen: Side, sentences: int = SENTENCES) -> Portrait:
    """Describe an event or a person, with at most so many sentences.

    >>> from diplograph.graph.store import open_store
    >>> nobody = Side(Kind.PERSON, "urn:p", ("urn:p",), "Nobody")
    >>> portrait(open_store(None), nobody).articles
    0
    """
    if seen.kind is Kind.EVENT:
        event = read_event(store, seen.iri)
        told = _told_of_event(store, seen.members)
        return Portrait(
            seen.kind,
            seen.iri,
            event.label,
            seen.members,
            tuple(_event_facts(event)),
            len({each.article for each in told}),
            _chosen(told, [each.article for each in told], sentences),
        )
    appearances = _appearances(store, seen.members)
    told = [each.sentence for each in appearances]
    return Portrait(
        seen.kind,
        seen.iri,
        seen.label,
        seen.members,
        tuple(_person_facts(store, seen, appearances)),
        len({each.article for each in told}),
        _chosen(told, [(each.name, each.office) for each in appearances], sentences),
    )


def labels(store: Store, iris: Iterable[str]) -> dict[str, str]:
    """The labels of events and persons by IRI; what has none is left out.

    >>> from diplograph.graph.store import open_store
    >>> labels(open_store(None), ["urn:nobody"])
    {}
    """
    found: dict[str, str] = {}
    for iri in set(iris):
        label = store.match(NamedNode(iri), NamedNode(RDFS.label), None, DEFAULT_GRAPH)
        quad = next(iter(label), None)
        if quad is not None and isinstance(quad.object, Literal):
            found[iri] = quad.object.value
    return found


# ------------------------------------------------------------------------------------ events


def _event_facts(event: Event) -> list[tuple[str, str]]:
    time = event.time
    span = [each.isoformat() for each in (time.start, time.end) if each is not None]
    facts = [
        ("type", event.type.value),
        ("status", event.status.value),
        ("date", " to ".join(dict.fromkeys(span)) or "unknown"),
        ("date", f"in the words “{time.words}”" if time.words else ""),
        *(
            ("place", f"{place.name} ({place.country})" if place.country else place.name)
            for place in event.places
        ),
        *(("participant", _participant(each)) for each in event.participants),
        ("instrument", event.instrument.title if event.instrument else ""),
        ("topics", ", ".join(event.topics)),
        *(
            (
                "told otherwise",
                f"{told.about.value} {told.place.name if told.place else told.value}",
            )
            for told in event.disagreements
            if not told.stands
        ),
        ("part of", event.part_of or ""),
    ]
    return [(name, value) for name, value in facts if value]


def _participant(participant: Participant) -> str:
    sides = ", ".join(each.short for each in participant.represents)
    office = participant.office.label if participant.office else ""
    details = [
        office,
        f"for {sides}" if sides and not office else "",
        ", ".join(role.value for role in participant.roles if role.value != "participant"),
        "inferred" if participant.inferred else "",
    ]
    told = "; ".join(each for each in details if each)
    return f"{participant.actor.name} ({told})" if told else participant.actor.name


def _told_of_event(store: Store, members: Sequence[str]) -> list[Sentence]:
    rows = _rows(
        store,
        f"""SELECT ?member ?article ?url ?issued ?words ?start WHERE {{
            {_values(members)}
            GRAPH ?article {{
                ?claim <{DG.ofEvent}> ?member ; <{DG.evidence}> ?quote .
                ?quote <{DG.quotation}> ?words ; <{DG.start}> ?start .
                OPTIONAL {{ ?article <{DG.url}> ?url }}
                OPTIONAL {{ ?article <{DCTERMS.issued}> ?issued }}
            }}
        }}""",
    )
    ordered = sorted(rows, key=lambda row: (row[3] or "~", row[1] or "", int(row[5] or 0)))
    return [Sentence(row[0] or "", row[4] or "", row[1] or "", row[2], row[3]) for row in ordered]


# ----------------------------------------------------------------------------------- persons


@dataclass(frozen=True, slots=True)
class _Appearance:
    """A person in a claim: under which name, in which office, when, in which words.

    ``day`` is as exact as the text is: a day, a month or a year.
    """

    name: str
    office: str | None
    day: str | None
    sentence: Sentence


def _appearances(store: Store, members: Sequence[str]) -> list[_Appearance]:
    rows = _rows(
        store,
        f"""SELECT ?member ?article ?url ?issued ?words ?start ?name ?office ?day ?unit WHERE {{
            {_values(members)}
            GRAPH ?article {{
                ?part <{DG.claimedActor}> ?member ; <{DG.name}> ?name .
                ?claim <{DG.claimedParticipation}> ?part ; <{DG.evidence}> ?quote .
                ?quote <{DG.quotation}> ?words ; <{DG.start}> ?start .
                OPTIONAL {{ ?part <{DG.officeLabel}> ?office }}
                OPTIONAL {{ ?claim <{SEM.hasEarliestBeginTimeStamp}> ?day }}
                OPTIONAL {{ ?claim <{DG.beginPrecision}> ?unit }}
                OPTIONAL {{ ?article <{DG.url}> ?url }}
                OPTIONAL {{ ?article <{DCTERMS.issued}> ?issued }}
            }}
        }}""",
    )
    ordered = sorted(
        rows, key=lambda row: (row[8] or row[3] or "~", row[1] or "", int(row[5] or 0))
    )
    return [
        _Appearance(
            row[6] or "",
            row[7],
            _as_told(row[8], row[9]),
            Sentence(row[0] or "", row[4] or "", row[1] or "", row[2], row[3]),
        )
        for row in ordered
    ]


def _as_told(day: str | None, unit: str | None) -> str | None:
    """A first day no more exact than the text, which may fix a month or a year alone."""
    return day[: _LENGTHS.get((unit or "").rpartition("/")[2], len(day))] if day else None


_LENGTHS = {Precision.MONTH.value: len("2017-11"), Precision.YEAR.value: len("2017")}


def _person_facts(
    store: Store, seen: Side, appearances: Sequence[_Appearance]
) -> list[tuple[str, str]]:
    names = dict.fromkeys([seen.label, *(each.name for each in appearances)])
    person = NamedNode(seen.iri)
    for quad in store.match(person, NamedNode(SKOS.altLabel), None, DEFAULT_GRAPH):
        assert isinstance(quad.object, Literal)
        names.setdefault(quad.object.value)
    sides = [
        quad.object.value
        for quad in store.match(person, NamedNode(DG.represents), None, DEFAULT_GRAPH)
        if isinstance(quad.object, NamedNode)
    ]
    called = labels(store, sides)
    offices: dict[str, list[str]] = {}
    for each in appearances:
        if each.office is not None:
            offices.setdefault(each.office, []).extend([each.day] if each.day else [])
    days = [each.day for each in appearances if each.day]
    facts = [
        *(("name", name) for name in names if name),
        *(("represents", called.get(iri, iri)) for iri in sorted(sides)),
        *(("office", f"{office}{_span(told)}") for office, told in offices.items()),
        ("seen", _span(days).lstrip(", ")),
        ("places", _commonest(store, seen.iri, _PLACES)),
        ("seen with", _commonest(store, seen.iri, _COMPANIONS)),
    ]
    return [(name, value) for name, value in facts if value]


def _span(days: Sequence[str]) -> str:
    if not days:
        return ""
    first, last = min(days), max(days)
    return f", {first}" if first == last else f", {first} to {last}"


_PLACES = f"""
    ?event <{DG.participant}> ?person ; <{DG.eventPlace}> ?at . ?at <{DG.name}> ?called"""
_COMPANIONS = f"""
    ?event <{DG.participant}> ?person , ?other . ?other a <{DG.Person}> ; <{RDFS.label}> ?called
    FILTER(?other != ?person)"""


def _commonest(store: Store, person: str, pattern: str) -> str:
    """What a person's events have in common, the commonest first, each with its number."""
    rows = store.query(
        f"""SELECT ?called (COUNT(DISTINCT ?event) AS ?often) WHERE {{ {pattern} }}
            GROUP BY ?called ORDER BY DESC(?often) ?called LIMIT {_COMMONEST}""",
        {"person": NamedNode(person)},
    )
    assert isinstance(rows, QuerySolutions)
    return ", ".join(f"{row[0].value} ({row[1].value})" for row in rows)


# ------------------------------------------------------------------------------------ common


def _values(members: Sequence[str]) -> str:
    return f"VALUES ?member {{ {' '.join(str(node(each)) for each in members)} }}"


def _rows(store: Store, query: str) -> list[list[str | None]]:
    rows = store.query(query)
    assert isinstance(rows, QuerySolutions)
    return [[None if term is None else term.value for term in row] for row in rows]


def _chosen(
    told: Sequence[Sentence], differing: Sequence[object], most: int
) -> tuple[Sentence, ...]:
    """Some sentences: first those that differ in something (articles, names), then the rest."""
    first: dict[object, Sentence] = {}
    for sentence, key in zip(told, differing, strict=True):
        first.setdefault(key, sentence)
    kept = set(list(dict.fromkeys([*first.values(), *told]))[:most])
    return tuple(each for each in dict.fromkeys(told) if each in kept)
