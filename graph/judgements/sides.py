"""What somebody means who names one side of a judgement: an event or a person of the store."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from dataclasses import dataclass

from pyoxigraph import NamedNode

from diplograph.graph.errors import UnknownName
from diplograph.graph.judgements.model import Kind
from diplograph.graph.mapping.terms import DEFAULT_GRAPH, is_iri
from diplograph.graph.names import find_actor, successor
from diplograph.graph.store import Store
from diplograph.ontology.namespaces import DCTERMS, DG, RDF, RDFS
from diplograph.ontology.prefixed import expand, shorten

# Persons of one name that a message lists.
_LISTED = 5


@dataclass(frozen=True, slots=True)
class Side:
    """An event or person as it is now: its canonical IRI, all IRIs it stands for, its label."""

    kind: Kind
    iri: str
    members: tuple[str, ...]
    label: str


def side(store: Store, kind: Kind | None, text: str) -> Side:
    """Find the event or person that a text names.

    The text is an IRI, in full or as ``dgid:...``, also one that was merged away since, or the name
    of a person if only one goes by it. With ``kind`` nothing else will do.

    Raises :class:`~diplograph.graph.errors.UnknownName` when there is none, when several persons go
    by the name, or when it is of another kind.

    >>> from pyoxigraph import Literal, Quad
    >>> from diplograph.graph.store import open_store
    >>> with open_store(None) as store:
    ...     person = NamedNode(store.base + "person/PER/ana-reyes")
    ...     a, label = NamedNode(RDF.type), NamedNode(RDFS.label)
    ...     described = [
    ...         Quad(person, a, NamedNode(DG.Person)),
    ...         Quad(person, label, Literal("Ana Reyes")),
    ...     ]
    ...     store.apply(add=described)
    ...     side(store, None, "Reyes") == side(store, Kind.PERSON, "dgid:person/PER/ana-reyes")
    True
    """
    text = text.strip()
    iri = expand(text, store.base)
    # No name of a person is an IRI: it would have no space and a colon.
    iri = _described(store, iri) if is_iri(iri) else _named(store, kind, text)
    found = _kind(store, iri)
    if found is None:
        raise UnknownName(
            f"{shorten(iri)} is neither an event nor a person: these alone are judged"
        )
    if kind is not None and found is not kind:
        raise UnknownName(f"{shorten(iri)} is {_A[found]} and not {_A[kind]}")
    label = next(_values(store, iri, RDFS.label), iri)
    return Side(found, iri, _members(store, iri), label)


_A = {Kind.EVENT: "an event", Kind.PERSON: "a person"}


def _described(store: Store, iri: str) -> str:
    """The IRI under which the graph describes now what an IRI stood for."""
    now = successor(store, iri)
    if next(_values(store, now, RDF.type), None) is None:
        raise UnknownName(
            f"no event or person in {store.location} has the IRI {iri}:"
            " `diplograph events` lists those of events"
        )
    return now


def _named(store: Store, kind: Kind | None, name: str) -> str:
    """The one person of a name."""
    if kind is Kind.EVENT:
        raise UnknownName(f"{name!r} is no IRI, and events have no other name to judge them by")
    persons = [iri for iri in find_actor(store, name) if _kind(store, iri) is Kind.PERSON]
    if not persons:
        raise UnknownName(f"{name!r} names no person: give a person's name, or an IRI")
    if len(persons) > 1:
        listed = ", ".join(shorten_to_store(store, iri) for iri in persons[:_LISTED])
        more = f" and {len(persons) - _LISTED} more" if len(persons) > _LISTED else ""
        raise UnknownName(f"{len(persons)} persons go by {name!r}; give one of {listed}{more}")
    return persons[0]


def shorten_to_store(store: Store, iri: str) -> str:
    """Write an IRI as ``dgid:...`` where it is under the base of the store.

    >>> from diplograph.graph.store import open_store
    >>> shorten_to_store(open_store(None, base="https://a.example/"), "https://a.example/event/1")
    'dgid:event/1'
    """
    return f"dgid:{iri[len(store.base) :]}" if iri.startswith(store.base) else shorten(iri)


def _kind(store: Store, iri: str) -> Kind | None:
    classes: Collection[str] = set(_values(store, iri, RDF.type))
    if DG.DiplomaticEvent in classes:
        return Kind.EVENT
    return Kind.PERSON if DG.Person in classes else None


def _members(store: Store, iri: str) -> tuple[str, ...]:
    """All IRIs that a canonical one stands for."""
    replaced = NamedNode(DCTERMS.isReplacedBy)
    members, todo = {iri}, [iri]
    while todo:
        for quad in store.match(None, replaced, NamedNode(todo.pop()), DEFAULT_GRAPH):
            assert isinstance(quad.subject, NamedNode), "the graph has no blank nodes"
            if quad.subject.value not in members:
                members.add(quad.subject.value)
                todo.append(quad.subject.value)
    return tuple(sorted(members))


def _values(store: Store, subject: str, predicate: str) -> Iterator[str]:
    for quad in store.match(NamedNode(subject), NamedNode(predicate), None, DEFAULT_GRAPH):
        yield quad.object.value  # type: ignore[union-attr]  # IRIs and literals alone
