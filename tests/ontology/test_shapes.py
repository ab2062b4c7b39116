"""Every shape has examples for and against it, and they come out as they say."""

from __future__ import annotations

import re
from functools import cache

import pytest
from rdflib import Graph, URIRef
from rdflib.collection import Collection
from rdflib.namespace import RDF, SH

from diplograph.graph.validation import Violation, all_shapes, shape_violations
from diplograph.ontology.namespaces import PREFIXES
from diplograph.ontology.resources import (
    examples,
    shape_files,
    style_file,
    vocabulary_quads,
)

NAME = re.compile(r"(?P<shape>[A-Za-z]+)\.(?P<verdict>valid|invalid-[a-z-]+)\.ttl")
EXAMPLES = {file.name: file for file in examples()}


@cache
def shapes_with_style() -> Graph:
    graph = Graph()
    graph += all_shapes()
    graph.parse(data=style_file().read_text(encoding="utf-8"), format="turtle")
    return graph


def declared_shapes() -> set[str]:
    return {
        str(shape).removeprefix(PREFIXES["dgs"])
        for shape in shapes_with_style().subjects(RDF.type, SH.NodeShape)
    }


def example_violations(name: str) -> list[Violation]:
    data = Graph().parse(data=EXAMPLES[name].read_text(encoding="utf-8"), format="turtle")
    return list(shape_violations(data, shapes_with_style()))


def test_every_file_of_shapes_declares_some() -> None:
    for file in (*shape_files(), style_file()):
        graph = Graph().parse(data=file.read_text(encoding="utf-8"), format="turtle")
        assert set(graph.subjects(RDF.type, SH.NodeShape)), file.name


def test_examples_are_named_after_shapes() -> None:
    matches = {name: NAME.fullmatch(name) for name in EXAMPLES}
    assert [name for name, match in matches.items() if match is None] == []
    assert {match["shape"] for match in matches.values() if match} <= declared_shapes()


@pytest.mark.parametrize("verdict", ["valid", "invalid"])
def test_every_shape_has_an_example(verdict: str) -> None:
    found = {name.split(".")[0] for name in EXAMPLES if name.split(".")[1].startswith(verdict)}
    assert declared_shapes() - found == set()


@pytest.mark.parametrize("name", [name for name in EXAMPLES if ".valid." in name])
def test_valid_example_conforms_to_every_shape(name: str) -> None:
    assert [str(violation) for violation in example_violations(name)] == []


@pytest.mark.parametrize("name", [name for name in EXAMPLES if ".invalid-" in name])
def test_invalid_example_is_reported_by_its_shape(name: str) -> None:
    assert name.split(".")[0] in {violation.check for violation in example_violations(name)}


@pytest.mark.parametrize("name", [name for name in EXAMPLES if ".valid." in name])
def test_valid_example_is_about_its_shape(name: str) -> None:
    """Without a node that the shape looks at, an example conforms whatever the shape says."""
    data = Graph().parse(data=EXAMPLES[name].read_text(encoding="utf-8"), format="turtle")
    shape = URIRef(PREFIXES["dgs"] + name.split(".")[0])
    shapes = shapes_with_style()
    by_class = {
        node
        for target in shapes.objects(shape, SH.targetClass)
        for node in data.subjects(RDF.type, target)
    }
    by_property = {
        node
        for target in shapes.objects(shape, SH.targetSubjectsOf)
        for node in data.subjects(URIRef(str(target)), None)
    }
    assert by_class | by_property


def test_lists_of_concepts_are_those_of_the_schemes() -> None:
    """A shape that lists a whole scheme must follow it when the scheme grows."""
    vocabulary = PREFIXES["dgv"]
    schemes: dict[str, set[str]] = {}
    for quad in vocabulary_quads():
        if quad.predicate.value == PREFIXES["skos"] + "inScheme":
            schemes.setdefault(quad.object.value, set()).add(quad.subject.value)
    lists = [
        {str(item) for item in Collection(all_shapes(), head)}
        for head in all_shapes().objects(None, SH["in"])
    ]
    concepts = [items for items in lists if any(item.startswith(vocabulary) for item in items)]
    assert concepts
    for items in concepts:
        (scheme,) = {item.rpartition("/")[0] for item in items}
        assert items <= schemes[scheme]
    whole = {scheme for scheme, members in schemes.items() if members in concepts}
    assert set(schemes) - whole == {vocabulary + "topic"}
