"""Lists of office holders in the store: one graph, a function of the lists in it."""

from __future__ import annotations

import random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from office_building import GEORGIA, MINTER, office_terms, term
from pyoxigraph import Literal, NamedNode, Quad

from diplograph.graph.errors import InputError
from diplograph.graph.iris import Minter
from diplograph.graph.officeholders import (
    OfficeTerm,
    import_terms,
    read_lists,
    read_terms,
    term_quads,
)
from diplograph.graph.store import Store, open_store
from diplograph.graph.validation import validate
from diplograph.graph.writer import Writer
from diplograph.ontology.namespaces import DG, ORG, RDF

GRAPH = NamedNode(MINTER.authority)


def graph(store: Store) -> set[Quad]:
    return set(store.match(graph=GRAPH))


@given(st.dictionaries(st.sampled_from("abc"), st.lists(office_terms(), max_size=4, unique=True)))
def test_what_is_imported_is_read_back(lists: dict[str, list[OfficeTerm]]) -> None:
    with open_store(None) as store:
        for name, terms in lists.items():
            import_terms(store, name, terms)
        held = read_lists(store)
        assert {name: set(terms) for name, terms in held.items()} == {
            name: set(terms) for name, terms in lists.items() if terms
        }
        assert {name: {one: one.row for one in terms} for name, terms in held.items()} == {
            name: {one: one.row for one in terms} for name, terms in lists.items() if terms
        }
        assert set(read_terms(store)) == {each for terms in lists.values() for each in terms}
        assert graph(store) == set(term_quads(lists, MINTER))


@settings(max_examples=25)
@given(
    st.lists(
        st.tuples(st.sampled_from("ab"), st.lists(office_terms(), max_size=3)),
        max_size=4,
    ),
    st.randoms(),
)
def test_only_the_last_list_of_a_name_counts_and_no_order(
    imports: list[tuple[str, list[OfficeTerm]]], shuffle: random.Random
) -> None:
    last = list(dict(imports).items())
    shuffle.shuffle(last)
    with open_store(None) as one, open_store(None) as other:
        for name, terms in imports:
            import_terms(one, name, terms)
        for name, terms in last:
            shuffle.shuffle(terms)
            import_terms(other, name, terms)
        assert graph(one) == graph(other)


def test_importing_again_changes_nothing_at_all() -> None:
    with open_store(None) as store:
        first = import_terms(store, "leaders", GEORGIA)
        assert (first.terms, first.added, first.removed, first.persons) == (4, 4, 0, 3)
        assert not first.unchanged
        Writer(store).derive()
        before = set(store.match())
        again = import_terms(store, " leaders ", GEORGIA)
        assert again.unchanged
        assert set(store.match()) == before


def test_a_list_replaces_the_former_one_of_its_name_and_no_other() -> None:
    with open_store(None) as store:
        import_terms(store, "mine", GEORGIA[:1])
        import_terms(store, "leaders", GEORGIA)
        report = import_terms(store, "Leaders", GEORGIA[1:3])
        assert (report.added, report.removed) == (0, 2)
        assert {name: len(terms) for name, terms in read_lists(store).items()} == {
            "mine": 1,
            "Leaders": 2,
        }


def test_taking_a_list_away_leaves_no_trace() -> None:
    with open_store(None) as store:
        import_terms(store, "mine", GEORGIA[:1])
        before = graph(store)
        import_terms(store, "leaders", GEORGIA)
        import_terms(store, "leaders", ())
        assert graph(store) == before


def test_the_next_derivation_takes_a_change_up() -> None:
    with open_store(None) as store:
        Writer(store).derive()
        before = set(store.match())
        import_terms(store, "leaders", GEORGIA)
        Writer(store).derive()
        persons = {each.person(Minter()) for each in GEORGIA}
        described = NamedNode(RDF.type), NamedNode(DG.Person)
        assert {quad.subject.value for quad in store.match(None, *described)} == persons
        import_terms(store, "leaders", [])
        Writer(store).derive()
        assert set(store.match()) == before


def test_the_graph_is_sound_and_counts_as_no_article() -> None:
    with open_store(None) as store:
        river = term("A. Person", "Chair", "UN", "2010", "2012-05", "Another Name")
        import_terms(store, "leaders", [*GEORGIA, river])
        Writer(store).derive()
        report = validate(store)
        assert report.violations == ()
        assert report.articles == 0
        store.apply(
            add=[Quad(NamedNode("urn:x"), NamedNode(RDF.type), NamedNode(DG.OfficeTerm), GRAPH)]
        )
        assert {each.check for each in validate(store).violations} >= {"OfficeTermShape"}


def test_the_union_of_all_graphs_gives_no_more_persons_and_offices() -> None:
    """Nothing in this graph has a class of the default graph."""
    quads = term_quads({"leaders": GEORGIA}, MINTER)
    classes = {quad.object for quad in quads if quad.predicate == NamedNode(RDF.type)}
    assert classes.isdisjoint(
        {NamedNode(each) for each in (DG.Person, DG.Office, DG.Polity, ORG.Membership)}
    )


def test_persons_have_the_iris_that_articles_give() -> None:
    base = "https://press.example/id/"
    with open_store(None, base=base) as store:
        import_terms(store, "leaders", GEORGIA)
        member = Minter(base).person("Bidzina Ivanishvili", "GEO")
        assert any(store.match(None, NamedNode(ORG.member), NamedNode(member)))
        assert set(read_terms(store)) == set(GEORGIA)
        assert list(store.match(graph=GRAPH)) == []


def test_a_person_gets_the_item_of_the_list() -> None:
    merkel = OfficeTerm("Angela Merkel", "Chancellor", GEORGIA[0].of, wikidata="Q567")
    person, item = (
        NamedNode(merkel.person(MINTER)),
        NamedNode("http://www.wikidata.org/entity/Q567"),
    )
    with open_store(None) as store:
        import_terms(store, "leaders", [merkel])
        assert list(store.match(person, NamedNode(DG.wikidata), item, GRAPH))
        import_terms(store, "leaders", GEORGIA)
        assert list(store.match(person)) == []


@pytest.mark.parametrize("name", ["", "  ", "x" * 201, "a\x00b"])
def test_a_name_that_cannot_stand_changes_nothing(name: str) -> None:
    with open_store(None) as store:
        with pytest.raises(InputError):
            import_terms(store, name, GEORGIA)
        assert len(store) == 0


def test_a_name_keeps_its_letters() -> None:
    with open_store(None) as store:
        import_terms(store, 'Список <"1">', GEORGIA)
        assert list(read_lists(store)) == ['Список <"1">']
        labels = {
            quad.object for quad in store.match(NamedNode(MINTER.office_list('Список <"1">')))
        }
        assert Literal('Список <"1">') in labels
