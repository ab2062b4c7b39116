"""Read the Turtle of the ontology into plain records, for the generated files and the tests."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass

from pyoxigraph import Literal, NamedNode

from diplograph.ontology.resources import vocabulary_quads

DG_NAMESPACE = "https://w3id.org/diplograph/ontology#"
VOCAB_NAMESPACE = "https://w3id.org/diplograph/vocab/"

_RDF_TYPE = "http://www.w3.org/1999/02/22-rdf-syntax-ns#type"
_RDFS = "http://www.w3.org/2000/01/rdf-schema#"
_OWL = "http://www.w3.org/2002/07/owl#"
_SKOS = "http://www.w3.org/2004/02/skos/core#"
_XSD = "http://www.w3.org/2001/XMLSchema#"

_KINDS = {
    f"{_OWL}Class": "class",
    f"{_OWL}ObjectProperty": "object",
    f"{_OWL}DatatypeProperty": "datatype",
}


@dataclass(frozen=True, slots=True)
class Term:
    """A class or property of the ontology.

    ``kind`` is ``class``, ``object`` or ``datatype``; ``parents`` are the names of the direct
    superclasses or superproperties; ``domain`` and ``range`` are names within the ontology or
    prefixed names of XML Schema, or whole IRIs.
    """

    name: str
    kind: str
    label: str
    definition: str
    parents: tuple[str, ...] = ()
    domain: str | None = None
    range: str | None = None
    example: str | None = None
    note: str | None = None


@dataclass(frozen=True, slots=True)
class Concept:
    """A concept of a scheme; ``local`` is its IRI without the vocabulary's namespace."""

    local: str
    notation: str
    label: str
    definition: str
    broader: str | None = None
    note: str | None = None
    alternatives: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Scheme:
    """A concept scheme with its concepts in the order of the file."""

    name: str
    definition: str
    concepts: tuple[Concept, ...]


def _local(iri: str) -> str:
    if iri.startswith(DG_NAMESPACE):
        return iri.removeprefix(DG_NAMESPACE)
    return iri.replace(_XSD, "xsd:").replace(_SKOS, "skos:")


def read_ontology() -> tuple[list[Term], list[Scheme]]:
    """Read terms and schemes: terms in the order of ``core.ttl``, schemes in that of the alphabet.

    Raises :class:`ValueError` when a term has no label or definition, naming it.

    >>> terms, schemes = read_ontology()
    >>> next(term for term in terms if term.name == "Summit").parents
    ('Meeting',)
    """
    values: dict[str, dict[str, list[str]]] = defaultdict(lambda: defaultdict(list))
    for quad in vocabulary_quads():
        if isinstance(quad.subject, NamedNode) and isinstance(quad.object, NamedNode | Literal):
            values[quad.subject.value][quad.predicate.value].append(quad.object.value)

    def one(subject: str, predicate: str) -> str | None:
        return next(iter(values[subject].get(predicate, ())), None)

    def needed(subject: str, predicate: str) -> str:
        value = one(subject, predicate)
        if value is None:
            raise ValueError(f"<{subject}> has no <{predicate}>: say it in the Turtle")
        return value

    terms: list[Term] = []
    schemes: list[Scheme] = []
    for subject in list(values):
        types = values[subject].get(_RDF_TYPE, [])
        kind = next((_KINDS[name] for name in types if name in _KINDS), None)
        if kind is not None and subject.startswith(DG_NAMESPACE):
            above = "subClassOf" if kind == "class" else "subPropertyOf"
            domain, range_ = one(subject, f"{_RDFS}domain"), one(subject, f"{_RDFS}range")
            terms.append(
                Term(
                    name=subject.removeprefix(DG_NAMESPACE),
                    kind=kind,
                    label=needed(subject, f"{_RDFS}label"),
                    definition=needed(subject, f"{_SKOS}definition"),
                    parents=tuple(_local(iri) for iri in values[subject].get(_RDFS + above, ())),
                    domain=_local(domain) if domain else None,
                    range=_local(range_) if range_ else None,
                    example=one(subject, f"{_SKOS}example"),
                    note=one(subject, f"{_SKOS}scopeNote"),
                )
            )
        elif f"{_SKOS}ConceptScheme" in types:
            members = [
                concept
                for concept in list(values)
                if subject in values[concept].get(f"{_SKOS}inScheme", ())
            ]
            concepts = tuple(
                Concept(
                    local=concept.removeprefix(VOCAB_NAMESPACE),
                    notation=needed(concept, f"{_SKOS}notation"),
                    label=needed(concept, f"{_SKOS}prefLabel"),
                    definition=needed(concept, f"{_SKOS}definition"),
                    broader=(one(concept, f"{_SKOS}broader") or "").rpartition("/")[2] or None,
                    note=one(concept, f"{_SKOS}scopeNote"),
                    alternatives=tuple(values[concept].get(f"{_SKOS}altLabel", ())),
                )
                for concept in members
            )
            schemes.append(
                Scheme(
                    name=subject.removeprefix(VOCAB_NAMESPACE),
                    definition=needed(subject, f"{_SKOS}definition"),
                    concepts=concepts,
                )
            )
    return terms, sorted(schemes, key=lambda scheme: scheme.name)
