"""The authority as RDF: parses, conforms, says each fact once and points at nothing undescribed."""

from __future__ import annotations

from functools import cache

import pyoxigraph
import pyshacl
from pyoxigraph import DefaultGraph, Literal, NamedNode, Quad
from rdflib import Graph
from rdflib.namespace import SH

from diplograph.graph import iris
from diplograph.graph.authority import load_authority
from diplograph.graph.authority.rdf import authority_quads
from diplograph.ontology.namespaces import DG, RDF, RDFS
from diplograph.ontology.resources import shape_files, vocabulary_quads


@cache
def quads() -> tuple[Quad, ...]:
    return tuple(authority_quads())


def objects(subject: str, predicate: str) -> set[str]:
    return {
        quad.object.value
        for quad in quads()
        if quad.subject == NamedNode(subject)
        and quad.predicate == NamedNode(predicate)
        and isinstance(quad.object, NamedNode | Literal)
    }


def test_every_fact_is_said_once_in_the_default_graph() -> None:
    assert len(set(quads())) == len(quads())
    assert {quad.graph_name for quad in quads()} == {DefaultGraph()}


def test_the_order_is_always_the_same() -> None:
    assert tuple(authority_quads()) == quads()


def test_it_is_read_back_as_written() -> None:
    text = pyoxigraph.serialize(quads(), format=pyoxigraph.RdfFormat.N_QUADS)
    assert text is not None
    assert set(pyoxigraph.parse(text, format=pyoxigraph.RdfFormat.N_QUADS)) == set(quads())


def test_literals_are_as_a_store_gives_them_back() -> None:
    store = pyoxigraph.Store()
    store.extend(quads())
    assert set(store.quads_for_pattern(None, None, None, None)) == set(quads())


def test_it_conforms_to_the_shapes() -> None:
    triples = [quad.triple for quad in (*quads(), *vocabulary_quads())]
    data = pyoxigraph.serialize(triples, format=pyoxigraph.RdfFormat.N_TRIPLES)
    shapes = Graph()
    for file in shape_files():
        shapes.parse(data=file.read_text(encoding="utf-8"), format="turtle")
    assert data is not None
    _, report, text = pyshacl.validate(Graph().parse(data=data, format="nt"), shacl_graph=shapes)
    assert isinstance(report, Graph)
    assert list(report.objects(None, SH.result)) == [], text


def test_what_it_points_at_in_the_authority_is_described() -> None:
    described = {quad.subject.value for quad in quads() if isinstance(quad.subject, NamedNode)}
    pointed = {
        quad.object.value
        for quad in quads()
        if isinstance(quad.object, NamedNode)
        and quad.object.value.startswith((iris.AUTHORITY, iris.GEONAMES))
    }
    assert pointed - described == set()


def test_terms_of_the_ontology_are_defined() -> None:
    defined = {quad.subject.value for quad in vocabulary_quads()}
    used = {quad.predicate.value for quad in quads()}
    used |= {
        quad.object.value
        for quad in quads()
        if isinstance(quad.object, NamedNode)
        and quad.object.value.startswith((iris.ONTOLOGY, iris.VOCABULARY))
    }
    ours = {term for term in used if term.startswith((iris.ONTOLOGY, iris.VOCABULARY))}
    assert len(ours) > 20
    assert ours - defined == set()


def test_a_de_facto_polity_as_the_graph_tells_it() -> None:
    polity = iris.polity("SOS")
    assert objects(polity, RDFS.label) == {"South Ossetia"}
    assert objects(polity, DG.polityStatus) == {iris.concept("polity-status", "de-facto")}
    (capital,) = objects(polity, DG.capital)
    assert objects(capital, RDFS.label) == {"Tskhinvali"}
    assert objects(capital, DG.locatedIn) == {iris.country("SOS")}
    territory = iris.country("SOS")
    assert objects(territory, DG.administeredBy) == {iris.polity("SOS")}
    assert objects(territory, DG.claimedBy) == {iris.polity("SOS"), iris.polity("GEO")}


def test_a_contested_territory_without_a_polity_is_a_place() -> None:
    crimea = iris.country("crimea")
    assert objects(crimea, RDF.type) == {DG.Place}
    assert objects(crimea, DG.claimedBy) == {iris.polity("RUS"), iris.polity("UKR")}
    city = load_authority().find_city("Simferopol")
    assert city is not None
    assert objects(city.iri, DG.locatedIn) == {crimea}
    assert objects(city.iri, DG.countryCode) == set()


def test_nouns_for_people_are_no_offices() -> None:
    assert objects(f"{iris.AUTHORITY}office/leader", RDF.type) == set()
    assert DG.Office in objects(f"{iris.AUTHORITY}office/foreign-minister", RDF.type)


def test_only_cities_that_are_needed_are_described() -> None:
    places = {quad.subject for quad in quads() if quad.object == NamedNode(DG.Place)}
    assert 600 < len(places) < 1500
