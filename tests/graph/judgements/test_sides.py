"""Naming one side of a judgement: by IRI, short or merged away, and persons by name."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from pyoxigraph import Literal, NamedNode, Quad

from diplograph.graph import iris
from diplograph.graph.errors import UnknownName
from diplograph.graph.judgements.model import Kind
from diplograph.graph.judgements.sides import Side, side
from diplograph.graph.store import Store, open_store
from diplograph.graph.writer import Writer
from diplograph.ontology.namespaces import DCTERMS, DG, RDF, RDFS

BASE = "https://press.example/id/"
TEN = [f"{BASE}person/-/dupont-{number}" for number in range(10)]


@pytest.fixture(scope="module")
def store() -> Iterator[Store]:
    """A few persons and events, as the writer leaves them."""
    with open_store(None, base=BASE) as store:
        Writer(store).load_reference_data()

        def described(iri: str, label: str, *classes: str) -> list[Quad]:
            node = NamedNode(BASE + iri)
            return [
                Quad(node, NamedNode(RDFS.label), Literal(label)),
                *(Quad(node, NamedNode(RDF.type), NamedNode(each)) for each in classes),
            ]

        def replaced(old: str, new: str) -> Quad:
            return Quad(
                NamedNode(BASE + old), NamedNode(DCTERMS.isReplacedBy), NamedNode(BASE + new)
            )

        store.apply(
            add=[
                *described("event/1", "Meeting of two", DG.Meeting, DG.DiplomaticEvent),
                replaced("event/3", "event/1"),
                replaced("event/2", "event/1"),
                *described("person/PER/ana-reyes", "Ana Reyes", DG.Person),
                replaced("person/PER/a-reyes", "person/PER/ana-reyes"),
                *described("person/KOR/park-jin", "Park Jin", DG.Person),
                *described("person/KOR/park-jin-soo", "Park Jin Soo", DG.Person),
                *described("person/GEO/gogi", "Gogi", DG.Person),
                *(
                    quad
                    for iri in TEN
                    for quad in described(iri.removeprefix(BASE), "Jean Dupont", DG.Person)
                ),
                *described("organization/club", "The Club", DG.Organization),
            ]
        )
        yield store


EVENT = Side(
    Kind.EVENT,
    f"{BASE}event/1",
    (f"{BASE}event/1", f"{BASE}event/2", f"{BASE}event/3"),
    "Meeting of two",
)
REYES = Side(
    Kind.PERSON,
    f"{BASE}person/PER/ana-reyes",
    (f"{BASE}person/PER/a-reyes", f"{BASE}person/PER/ana-reyes"),
    "Ana Reyes",
)


@pytest.mark.parametrize(
    "text", [f"{BASE}event/1", f"{BASE}event/3", "dgid:event/1", " dgid:event/2\n"]
)
def test_an_event_by_any_of_its_iris(store: Store, text: str) -> None:
    assert side(store, None, text) == EVENT
    assert side(store, Kind.EVENT, text) == EVENT


@pytest.mark.parametrize(
    "text", ["Ana Reyes", "reyes", "dgid:person/PER/a-reyes", f"{BASE}person/PER/ana-reyes"]
)
def test_a_person_by_name_or_iri(store: Store, text: str) -> None:
    assert side(store, None, text) == REYES
    assert side(store, Kind.PERSON, text) == REYES


def test_one_whom_nothing_replaced_stands_for_itself(store: Store) -> None:
    assert side(store, None, "Gogi").members == (f"{BASE}person/GEO/gogi",)


@pytest.mark.parametrize(
    ("kind", "text", "said"),
    [
        (None, f"{BASE}event/9", "no event or person"),
        (None, "dgid:event/9", f"{BASE}event/9"),
        (None, "Ana Reyez", "did you mean Ana Reyes"),
        (None, "Park", "dgid:person/KOR/park-jin, dgid:person/KOR/park-jin-soo"),
        (None, "Dupont", "10 persons go by 'Dupont'.* and 5 more"),
        (None, iris.polity("GEO"), "neither an event nor a person"),
        (None, "dgid:organization/club", "neither an event nor a person"),
        (None, "Georgia", "names no person"),
        (None, "", "no actor goes by the name ''"),
        (None, "urn:nothing", "no event or person"),
        (None, "https://a.example/ b> <c", "IRI"),
        (Kind.EVENT, "Ana Reyes", "events have no other name"),
        (Kind.EVENT, "dgid:person/PER/a-reyes", "is a person and not an event"),
        (Kind.PERSON, "dgid:event/2", "is an event and not a person"),
    ],
)
def test_what_names_nothing_that_can_be_judged(
    store: Store, kind: Kind | None, text: str, said: str
) -> None:
    with pytest.raises(UnknownName, match=said) as caught:
        side(store, kind, text)
    assert "\n" not in str(caught.value)
