"""Check a graph: SHACL for the form of every node, and integrity across nodes and graphs.

The shapes see one graph at a time: the default graph, that of the judgements, and the graphs of
articles some at a time, so the cost grows with the number of articles and memory does not. What
SHACL cannot see (that a quote reads as the text does at its offsets, that what is pointed at exists
in another graph, that no judgement contradicts another) is checked on the statements themselves.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache
from itertools import islice

import pyshacl
from pyoxigraph import DefaultGraph, Literal, NamedNode, Quad
from rdflib import BNode, Graph, URIRef
from rdflib import Literal as RdfLiteral
from rdflib.collection import Collection
from rdflib.namespace import RDF as RDF_NS
from rdflib.namespace import SH
from rdflib.term import IdentifiedNode, Node

from diplograph.graph.integrity import Integrity, well_formed
from diplograph.graph.judgements.integrity import is_of_judgements, judgement_problems
from diplograph.graph.store.base import Store
from diplograph.graph.writer import reference_data
from diplograph.ontology.namespaces import DG, RDF, XSD
from diplograph.ontology.prefixed import sparql_name
from diplograph.ontology.resources import shape_files

# Articles validated in one run of pyshacl: its start costs about as much as one article does, and
# beyond this many the saving is lost in the noise while memory grows.
_CHUNK = 25


@dataclass(frozen=True, slots=True)
class Violation:
    """One thing that is wrong: at which node, along which path, by which shape or check.

    ``path`` is a SPARQL property path in prefixed names, None where the node as a whole is wrong;
    ``check`` is the name of the shape or of the integrity check; ``value`` the offending value.
    """

    focus: str
    path: str | None
    message: str
    check: str
    value: str | None = None

    def __str__(self) -> str:
        along = f" {self.path}" if self.path else ""
        value = f" (found {self.value})" if self.value else ""
        return f"{self.focus}{along}: {self.message}{value} [{self.check}]"


@dataclass(frozen=True, slots=True)
class ValidationReport:
    """What a validation found.

    ``articles``, ``statements`` and ``judgements`` say how much was looked at.
    """

    violations: tuple[Violation, ...] = ()
    articles: int = 0
    statements: int = 0
    judgements: int = 0

    @property
    def conforms(self) -> bool:
        """Whether nothing is wrong."""
        return not self.violations

    def summary(self) -> str:
        """One line for people.

        >>> ValidationReport(articles=2, statements=600).summary()
        'conforms: 600 statements of 2 articles and the default graph'
        """
        judged = f", {self.judgements} judgements" if self.judgements else ""
        looked = (
            f"{self.statements} statements of {self.articles} articles{judged}"
            " and the default graph"
        )
        if self.conforms:
            return f"conforms: {looked}"
        return f"{len(self.violations)} violations in {looked}"


def validate(store: Store, *, references: bool = True) -> ValidationReport:
    """Check a whole store.

    ``references`` also demands that every authority IRI pointed at is described. Raises
    :class:`~diplograph.graph.errors.StoreError` when the store cannot be read.

    >>> from diplograph.graph.store import open_store
    >>> with open_store(None) as store:
    ...     validate(store).conforms
    True
    """
    default = list(store.match(graph=DefaultGraph()))
    named = (list(store.match(graph=name)) for name in store.graphs())
    return _validate(default, named, references)


def validate_quads(quads: Iterable[Quad], *, references: bool = True) -> ValidationReport:
    """Check quads: those of the default graph and those of each named graph.

    ``references=False`` leaves out what needs the reference data, for the graph of an article on
    its own.

    >>> from diplograph.graph.iris import Minter
    >>> from diplograph.graph.mapping import extraction_to_quads
    >>> from diplograph.graph.model import Article, Extraction, ExtractorInfo
    >>> extraction = Extraction(Article("They met."), ExtractorInfo("frames", "1"))
    >>> validate_quads(extraction_to_quads(extraction, Minter())).conforms
    True
    """
    graphs: dict[NamedNode | DefaultGraph, list[Quad]] = defaultdict(list)
    for quad in quads:
        assert isinstance(quad.graph_name, NamedNode | DefaultGraph), "no blank graph names"
        graphs[quad.graph_name].append(quad)
    default = graphs.pop(DefaultGraph(), [])
    return _validate(default, iter(graphs.values()), references)


def _validate(
    default: list[Quad], named: Iterator[list[Quad]], references: bool
) -> ValidationReport:
    integrity = Integrity(default, references=references)
    # What is no date or number is reported by the integrity check; pyshacl would stop at it.
    worth = filter(well_formed, _worth_shapes(default))
    violations = list(shape_violations(to_rdflib(worth)))
    articles, judgements, statements = 0, 0, len(default)
    while chunk := list(islice(named, _CHUNK)):
        together: list[Quad] = []
        for quads in chunk:
            statements += len(quads)
            if is_of_judgements(_graph_name(quads)):
                integrity.see_judgements(quads)
                judgements += sum(map(_is_judgement, quads))
                violations += _judgement_violations(quads)
            else:
                articles += integrity.see_article(quads)
                together += filter(well_formed, quads)
        if together:
            violations += shape_violations(to_rdflib(together))
    violations += (Violation(*problem) for problem in integrity.problems())
    return ValidationReport(tuple(violations), articles, statements, judgements)


def _graph_name(quads: list[Quad]) -> str:
    name = quads[0].graph_name if quads else None
    return name.value if isinstance(name, NamedNode) else ""


def _is_judgement(quad: Quad) -> bool:
    return quad.predicate.value == RDF.type and quad.object == NamedNode(DG.Judgement)


def _judgement_violations(quads: list[Quad]) -> list[Violation]:
    """What is wrong with the form of judgements, and where that is sound with what they say."""
    sound = list(filter(well_formed, quads))
    violations = list(shape_violations(to_rdflib(sound)))
    if not violations and len(sound) == len(quads):
        violations += (Violation(*problem) for problem in judgement_problems(quads))
    return violations


def _worth_shapes(default: list[Quad]) -> Iterator[Quad]:
    """Everything but what the store was given as reference data and nothing else names.

    The reference data are checked in the tests of the project. Where a store holds just what this
    version brings of a node, the shapes need to see it only as far as the store's own nodes lead
    to it, which saves most of the time for a store of few articles.
    """
    given = _reference_by_subject()
    held: dict[str, set[Quad]] = defaultdict(set)
    for quad in default:
        assert isinstance(quad.subject, NamedNode), "the graph has no blank nodes"
        held[quad.subject.value].add(quad)
    todo = [subject for subject, quads in held.items() if quads != given.get(subject)]
    seen = set(todo)
    while todo:
        for quad in held[todo.pop()]:
            yield quad
            target = quad.object
            if isinstance(target, NamedNode) and target.value in held and target.value not in seen:
                seen.add(target.value)
                todo.append(target.value)


@cache
def _reference_by_subject() -> dict[str, set[Quad]]:
    given: dict[str, set[Quad]] = defaultdict(set)
    for quad in reference_data()[0]:
        assert isinstance(quad.subject, NamedNode), "the reference data have no blank nodes"
        given[quad.subject.value].add(quad)
    return dict(given)


def to_rdflib(quads: Iterable[Quad]) -> Graph:
    """Put statements into one rdflib graph, whatever graph they come from.

    >>> term = NamedNode("https://a.example/x")
    >>> len(to_rdflib([Quad(term, term, Literal("x"))]))
    1
    """
    graph = Graph()
    for quad in quads:
        subject, value = quad.subject, quad.object
        assert isinstance(subject, NamedNode), "the graph has no blank nodes"
        assert isinstance(value, NamedNode | Literal), "the graph has no triple terms"
        graph.add((URIRef(subject.value), URIRef(quad.predicate.value), _term(value)))
    return graph


def _term(value: NamedNode | Literal) -> IdentifiedNode | RdfLiteral:
    if isinstance(value, NamedNode):
        return URIRef(value.value)
    if value.language is not None:
        return RdfLiteral(value.value, lang=value.language)
    if value.datatype.value == XSD.string:
        return RdfLiteral(value.value)
    return RdfLiteral(value.value, datatype=URIRef(value.datatype.value), normalize=False)


def shape_violations(data: Graph, shapes: Graph | None = None) -> Iterator[Violation]:
    """Run the shapes, by default all that are for a graph of events, over one rdflib graph.

    >>> list(shape_violations(Graph()))
    []
    """
    shapes = shapes if shapes is not None else all_shapes()
    _, report, _ = pyshacl.validate(data, shacl_graph=shapes, inplace=True)
    assert isinstance(report, Graph)
    owners = _owners(shapes)
    for result in report.objects(None, SH.result):
        source = report.value(result, SH.sourceShape)
        shape = owners.get(source, source)
        value = report.value(result, SH.value)
        path = report.value(result, SH.resultPath)
        yield Violation(
            focus=str(report.value(result, SH.focusNode)),
            path=None if path is None else _path(report, path),
            message="; ".join(sorted(map(str, report.objects(result, SH.resultMessage)))),
            check=str(shape).rpartition("#")[2],
            value=None if value is None or isinstance(value, BNode) else str(value),
        )


@cache
def all_shapes() -> Graph:
    """All shapes that a graph of events must conform to, as one rdflib graph.

    >>> len(all_shapes()) > 500
    True
    """
    shapes = Graph()
    for file in shape_files():
        shapes.parse(data=file.read_text(encoding="utf-8"), format="turtle")
    return shapes


def _owners(shapes: Graph) -> dict[Node | None, Node]:
    """The named shape of each property shape, which is a blank node."""
    return {
        each: shape
        for shape in shapes.subjects(RDF_NS.type, SH.NodeShape)
        for each in shapes.objects(shape, SH.property)
    }


def _path(graph: Graph, path: Node) -> str:
    if isinstance(path, URIRef):
        return sparql_name(path)
    inverse = graph.value(path, SH.inversePath)
    if inverse is not None:
        return f"^{_path(graph, inverse)}"
    alternatives = graph.value(path, SH.alternativePath)
    steps = Collection(graph, alternatives if alternatives is not None else path)
    return ("/" if alternatives is None else "|").join(_path(graph, step) for step in steps)
