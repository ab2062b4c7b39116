"""The Turtle itself: both parsers read it, it is in style, and every term used is defined."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from pyoxigraph import RdfFormat, parse
from rdflib import Graph
from rdflib.compare import isomorphic

from diplograph.graph.validation import shape_violations
from diplograph.ontology import generate
from diplograph.ontology.namespaces import DG, DGV, PREFIXES
from diplograph.ontology.resources import (
    alignment_files,
    alignment_quads,
    competency_files,
    context,
    core_file,
    examples,
    shape_files,
    style_file,
    vocabulary_files,
    vocabulary_quads,
)
from diplograph.ontology.terms import read_ontology

ROOT = Path(generate.__file__).resolve().parent.parent
TURTLE = {
    f"{file.name}": file
    for file in (
        core_file(),
        style_file(),
        *vocabulary_files(),
        *alignment_files(),
        *shape_files(),
        *examples(),
    )
}
TERMS, SCHEMES = read_ontology()
DEFINED = {term.name for term in TERMS}
USED = re.compile(r"(?<![\w:/])dg:([A-Za-z]+)")
NAMED = re.compile(re.escape(PREFIXES["dg"]) + r"([A-Za-z]+)")


def terms_used(text: str) -> set[str]:
    return set(USED.findall(text)) | set(NAMED.findall(text))


@pytest.mark.parametrize("name", TURTLE)
def test_both_parsers_read_the_same(name: str) -> None:
    text = TURTLE[name].read_text(encoding="utf-8")
    base = "https://w3id.org/diplograph/"
    one = Graph().parse(data=text, format="turtle", publicID=base)
    quads = parse(text, format=RdfFormat.TURTLE, base_iri=base)
    lines = "".join(f"{quad.triple} .\n" for quad in quads)
    other = Graph().parse(data=lines, format="nt")
    assert len(one) > 0
    assert isomorphic(one, other)


@pytest.mark.parametrize("name", [*(file.name for file in vocabulary_files()), "core.ttl"])
def test_ontology_is_in_style(name: str) -> None:
    data = Graph().parse(data=TURTLE[name].read_text(encoding="utf-8"), format="turtle")
    style = Graph().parse(data=style_file().read_text(encoding="utf-8"), format="turtle")
    assert [str(violation) for violation in shape_violations(data, style)] == []


def test_generated_files_are_up_to_date(capsys: pytest.CaptureFixture[str]) -> None:
    assert generate.main(["--check"]) == 0, capsys.readouterr().out


def test_check_tells_an_outdated_file(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(generate, "generated_files", lambda: {"docs/ontology.md": "old"})
    assert generate.main(["--check"]) == 1
    assert "docs/ontology.md is out of date" in capsys.readouterr().out


def test_every_term_of_the_graph_model_is_defined() -> None:
    text = (ROOT / "docs" / "graph-model.md").read_text(encoding="utf-8")
    used = terms_used(text)
    assert len(used) > 100
    assert used - DEFINED == set()


def test_every_concept_of_the_graph_model_is_defined() -> None:
    text = (ROOT / "docs" / "graph-model.md").read_text(encoding="utf-8")
    known = {concept.local for scheme in SCHEMES for concept in scheme.concepts}
    used = set(re.findall(r"dgv:([a-z-]+/[A-Za-z-]+)", text))
    assert len(used) > 10
    assert used - known == set()


def test_no_file_uses_an_undefined_term() -> None:
    # The examples of the style shapes define terms of their own.
    files = [file for name, file in TURTLE.items() if "StyleShape." not in name]
    texts = {file.name: file.read_text(encoding="utf-8") for file in (*files, *competency_files())}
    queries = (ROOT / "queries").rglob("*.rq")
    texts |= {str(path): path.read_text(encoding="utf-8") for path in queries}
    undefined = {name: terms_used(text) - DEFINED for name, text in texts.items()}
    assert {name: terms for name, terms in undefined.items() if terms} == {}


def test_nothing_but_an_invalid_example_uses_types_that_engines_compare_differently() -> None:
    bad = re.compile(r"gYear|gMonth|gDay|owl:sameAs|owl#sameAs")
    users = {name for name, file in TURTLE.items() if bad.search(file.read_text(encoding="utf-8"))}
    assert {name for name in users if ".invalid-" not in name} == set()
    assert users, "an invalid example shows a bare year"


def test_prefixes_are_the_same_everywhere() -> None:
    """A prefix that stands for two namespaces misleads whoever copies a query."""
    lines = re.compile(r"(?:@prefix|PREFIX) ([\w-]+): <([^>]+)>", re.IGNORECASE)
    meanings: dict[str, set[str]] = {prefix: {iri} for prefix, iri in PREFIXES.items()}
    for file in (*TURTLE.values(), *competency_files()):
        for prefix, iri in lines.findall(file.read_text(encoding="utf-8")):
            meanings.setdefault(prefix, set()).add(iri)
    assert {prefix: iris for prefix, iris in meanings.items() if len(iris) > 1} == {}


def test_context_covers_every_term() -> None:
    missing = DEFINED - set(context())
    assert missing == set()


def test_context_expands_to_the_terms() -> None:
    """An article told in plain JSON keys is the same graph as in Turtle."""
    document = {
        "@context": context(),
        "id": "https://a.example/1",
        "type": "Article",
        "text": "They met.",
        "hasClaim": "https://a.example/1/claim/1",
        "issued": "2021-05-03",
    }
    import json

    graph = Graph().parse(data=json.dumps(document), format="json-ld")
    predicates = {str(predicate) for predicate in graph.predicates()}
    assert {DG.text, DG.hasClaim, PREFIXES["dcterms"] + "issued"} <= predicates
    assert (None, None, None) in graph
    (claim,) = graph.objects(None, next(p for p in graph.predicates() if str(p) == DG.hasClaim))
    assert str(claim) == "https://a.example/1/claim/1"


def test_constants_are_the_terms() -> None:
    constants = {name for name in vars(DG) if not name.startswith("_")}
    assert constants == DEFINED
    concepts = {value for name, value in vars(DGV).items() if not name.startswith("_")}
    assert concepts == {
        PREFIXES["dgv"] + concept.local
        for scheme in SCHEMES
        for concept in scheme.concepts
        if scheme.name != "topic"
    }


def test_event_types_denote_classes_under_the_event() -> None:
    parents = {term.name: term.parents for term in TERMS if term.kind == "class"}

    def roots(name: str) -> set[str]:
        return {name}.union(*(roots(parent) for parent in parents[name]))

    (scheme,) = (scheme for scheme in SCHEMES if scheme.name == "event-type")
    assert len(scheme.concepts) == 22
    for concept in scheme.concepts:
        assert "DiplomaticEvent" in roots(concept.notation)


def test_concepts_agree_with_the_model() -> None:
    """Every value of the model's enumerations has its concept and the other way round."""
    from diplograph.graph import dates, model

    enumerations = {
        "status": model.Status,
        "role": model.Role,
        "precision": dates.Precision,
        "actor-kind": model.ActorKind,
        "mention-kind": model.MentionKind,
        "instrument-kind": model.InstrumentKind,
        "instrument-relation": model.InstrumentRelation,
    }
    notations = {
        scheme.name: {concept.notation for concept in scheme.concepts} for scheme in SCHEMES
    }
    for scheme, enumeration in enumerations.items():
        assert notations[scheme] == {member.value for member in enumeration}, scheme
    assert {member.value for member in model.EventType} <= notations["event-type"]


def test_topics_have_a_lexicon_that_decides() -> None:
    """A word of two topics would decide nothing; a capital would never match lower-cased text."""
    (topics,) = (scheme for scheme in SCHEMES if scheme.name == "topic")
    assert len(topics.concepts) >= 35
    owners: dict[str, list[str]] = {}
    for concept in topics.concepts:
        assert len(concept.alternatives) >= 5, concept.notation
        for label in (concept.label, *concept.alternatives):
            owners.setdefault(label, []).append(concept.notation)
            assert label == label.lower().strip()
    assert {label: names for label, names in owners.items() if len(names) > 1} == {}


def test_alignments_speak_of_our_terms() -> None:
    ours = (PREFIXES["dg"], PREFIXES["dgv"])
    known = {str(quad.subject) for quad in vocabulary_quads()}
    for quad in alignment_quads():
        assert quad.subject.value.startswith(ours)
        assert str(quad.subject) in known
