"""Integrity across nodes and graphs: what SHACL, which sees one graph at a time, cannot check."""

from __future__ import annotations

import datetime as dt
import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from functools import cache

from pyoxigraph import DefaultGraph, Literal, NamedNode, Quad

from diplograph.graph.iris import AUTHORITY, ONTOLOGY, VOCABULARY
from diplograph.graph.mapping.terms import read_moment
from diplograph.ontology.namespaces import DG, RDF, XSD
from diplograph.ontology.prefixed import sparql_name
from diplograph.ontology.resources import vocabulary_quads

# Lexical forms of the types of number that the graph uses.
_NUMBERS = {
    XSD.integer: re.compile(r"[+-]?\d+"),
    XSD.decimal: re.compile(r"[+-]?(\d+(\.\d*)?|\.\d+)"),
}

Problem = tuple[str, str | None, str, str]
"""Focus node, path, message, name of the check."""


@cache
def _known_terms() -> frozenset[str]:
    return frozenset(
        quad.subject.value for quad in vocabulary_quads() if isinstance(quad.subject, NamedNode)
    )


def well_formed(quad: Quad) -> bool:
    """Whether the value of a statement can be read as the type that it claims to have.

    Stores take any text for a date, and an engine of shapes stops at one that is none.

    >>> day = Literal("2021-02-30", datatype=NamedNode(XSD.date))
    >>> well_formed(Quad(NamedNode("https://a.example/s"), NamedNode(DG.since), day))
    False
    """
    value = quad.object
    if not isinstance(value, Literal):
        return True
    pattern = _NUMBERS.get(value.datatype.value)
    if pattern is not None:
        return pattern.fullmatch(value.value) is not None
    if value.datatype.value in (XSD.date, XSD.dateTime):
        try:
            moment = read_moment(value.value)
        except ValueError:
            return False
        return isinstance(moment, dt.datetime) == (value.datatype.value == XSD.dateTime)
    return True


class Integrity:
    """Collects, one graph after another, what must agree between graphs.

    Give the default graph first and then each article's graph; :meth:`problems` tells what is
    wrong. Only IRIs and what is wrong are kept, not the articles.

    >>> list(Integrity([]).problems())
    []
    """

    def __init__(self, default: Iterable[Quad], *, references: bool = True) -> None:
        self._problems: list[Problem] = []
        self._described: set[str] = set()
        self._claims: set[str] = set()
        self._claimed: dict[str, str] = {}
        self._articles: set[str] = set()
        self._copies: list[tuple[str, str]] = []
        self._part_of: dict[str, str] = {}
        # One user of each thing pointed at is enough to find the fault.
        self._references: dict[str, tuple[str, str]] = {}
        self._want_references = references
        for quad in default:
            subject, value = _values(quad)
            self._described.add(subject)
            self._see(quad)
            if quad.predicate.value == DG.claim:
                self._claimed[value] = subject
            elif quad.predicate.value == DG.partOf:
                self._part_of[subject] = value
            elif quad.predicate.value == DG.copyOf:
                self._copies.append((subject, value))

    def see_article(self, quads: Sequence[Quad]) -> bool:
        """Take in one article's graph and check its quotes and mentions against its text.

        The graph of imported lists is only looked through for what it names. Return whether the
        graph is that of an article.
        """
        nodes: dict[str, dict[str, str]] = defaultdict(dict)
        articles: list[str] = []
        graph: NamedNode | DefaultGraph = DefaultGraph()
        for quad in quads:
            subject, value = _values(quad)
            predicate = quad.predicate.value
            self._see(quad)
            if predicate == RDF.type and value == DG.Article:
                articles.append(subject)
                assert isinstance(quad.graph_name, NamedNode | DefaultGraph)
                graph = quad.graph_name
            elif predicate == RDF.type and value == DG.EventClaim:
                self._claims.add(subject)
            elif predicate in (DG.start, DG.end, DG.surface, DG.quotation, DG.text):
                nodes[subject][predicate] = value
        if not articles and _holds_lists(quads):
            return False
        if len(articles) != 1:
            name = articles[0] if articles else next((_values(quad)[0] for quad in quads), "?")
            self._add(name, None, f"the graph holds {len(articles)} articles, not one", "graph")
            return True
        (article,) = articles
        self._articles.add(article)
        if graph != NamedNode(article):
            self._add(article, None, f"the graph of the article is named {graph}", "graph")
        text = nodes[article].get(DG.text, "")
        for node, values in nodes.items():
            words = values.get(DG.quotation, values.get(DG.surface))
            if words is not None and not _reads(text, values, words):
                path = "dg:quotation" if DG.quotation in values else "dg:surface"
                self._add(node, path, f"the text does not read {words!r} there", "verbatim")
        return True

    def see_judgements(self, quads: Iterable[Quad]) -> None:
        """Take in the graph of judgements."""
        for quad in quads:
            self._see(quad)

    def problems(self) -> Iterator[Problem]:
        """Everything that is wrong, after all graphs were given."""
        yield from self._problems
        for claim, event in self._claimed.items():
            if claim not in self._claims:
                yield event, "dg:claim", f"no article makes the claim <{claim}>", "claims"
        for copy, original in self._copies:
            for article in {copy, original} - self._articles:
                yield copy, "dg:copyOf", f"the store has no article <{article}>", "copies"
        known = _known_terms()
        for target, (user, path) in self._references.items():
            if target.startswith(AUTHORITY):
                if self._want_references and target not in self._described:
                    yield (
                        user,
                        sparql_name(path),
                        f"the authority does not describe <{target}>",
                        "authority",
                    )
            elif target not in known:
                yield (
                    user,
                    sparql_name(path),
                    f"the ontology does not define <{target}>",
                    "vocabulary",
                )
        yield from self._cycles()

    def _cycles(self) -> Iterator[Problem]:
        for event in self._part_of:
            seen = {event}
            larger: str | None = self._part_of[event]
            while larger is not None and larger not in seen:
                seen.add(larger)
                larger = self._part_of.get(larger)
            if larger == event:
                yield event, "dg:partOf", "the event is part of itself", "parts"

    def _see(self, quad: Quad) -> None:
        subject, value = _values(quad)
        predicate = quad.predicate.value
        if not well_formed(quad):
            message = f"the value {quad.object} is not of the form of its type"
            self._add(subject, sparql_name(predicate), message, "literal")
        if predicate.startswith(ONTOLOGY):
            self._references.setdefault(predicate, (subject, predicate))
        if isinstance(quad.object, NamedNode) and value.startswith(
            (AUTHORITY, VOCABULARY, ONTOLOGY)
        ):
            self._references.setdefault(value, (subject, predicate))

    def _add(self, focus: str, path: str | None, message: str, check: str) -> None:
        self._problems.append((focus, path, message, check))


def _holds_lists(quads: Iterable[Quad]) -> bool:
    """Whether a graph is the one of imported lists of office holders."""
    return any(
        quad.predicate.value == RDF.type and _values(quad)[1] == DG.OfficeList for quad in quads
    )


def _values(quad: Quad) -> tuple[str, str]:
    subject, value = quad.subject, quad.object
    assert isinstance(subject, NamedNode), "the graph has no blank nodes"
    assert isinstance(value, NamedNode | Literal), "the graph has no triple terms"
    return subject.value, value.value


def _reads(text: str, values: dict[str, str], words: str) -> bool:
    try:
        start, end = int(values[DG.start]), int(values[DG.end])
    except (KeyError, ValueError):
        return False
    return 0 <= start <= end and text[start:end] == words
