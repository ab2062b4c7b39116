"""Writing articles into a store, and keeping the present picture in step with all of them.

The default graph belongs to the writer. It holds exactly three things (own notes belong in a named
graph of one's own):

- reference data: the vocabulary and the authority, the same for everybody;
- the picture derived from the claims of all articles: canonical events and what they name;
- the books of the store itself (see ``docs/graph-model.md``): which reference data it holds, by
  which rules and from which articles the picture was derived, and which were written since.

:meth:`Writer.write` replaces an article's graph and marks it in one atomic write, and takes it into
the index beside the quads (:mod:`.index`). :meth:`Writer.derive` has the resolver say what is now
otherwise (:mod:`.resolution.resolver`) and writes the difference in batches, each of them atomic;
the last takes the marks away. What it costs depends on what the new articles touch, not on how many
there are. A process killed at any moment leaves a whole picture of an earlier batch, with the marks
and the index to go on from; running again ends in the graph of an undisturbed run, and ingesting
the same twice changes nothing.
"""

from __future__ import annotations

import dataclasses
import datetime as dt
import hashlib
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from enum import Enum
from functools import cached_property, lru_cache
from itertools import islice

from pyoxigraph import DefaultGraph, Literal, NamedNode, Quad, QuerySolutions

from diplograph.graph.authority.rdf import authority_quads
from diplograph.graph.held import held_quads
from diplograph.graph.index.database import NO_ARTICLES, Index, share
from diplograph.graph.iris import Minter
from diplograph.graph.judgements.model import Judgement, Kind, Verdict, Withdrawal
from diplograph.graph.judgements.rdf import judgement_quads, read_judgements
from diplograph.graph.mapping import extraction_to_quads
from diplograph.graph.mapping.changes import (
    OWNED_BY_OBJECT,
    changed_things,
    changes_to_quads,
)
from diplograph.graph.mapping.terms import DEFAULT_GRAPH
from diplograph.graph.model import Article, Extraction, ExtractorInfo
from diplograph.graph.officeholders.stored import read_terms
from diplograph.graph.resolution import derive as derivation
from diplograph.graph.resolution.claim_source import ClaimSource
from diplograph.graph.resolution.judged import Ruling
from diplograph.graph.resolution.resolver import Changes, Resolver
from diplograph.graph.resolution.stored import Told, read_texts, read_told, told_by
from diplograph.graph.store import Store
from diplograph.ontology.namespaces import DG, GEO, RDF
from diplograph.ontology.resources import vocabulary_quads

Progress = Callable[[str], None]
"""Told in a few words what is being done now."""


class WriteOutcome(Enum):
    """What writing an article did to the store."""

    NEW = "new"
    REPLACED = "replaced"
    UNCHANGED = "unchanged"


@lru_cache(maxsize=1)
def reference_data() -> tuple[frozenset[Quad], str]:
    """The vocabulary and the authority as quads of the default graph, and a hash of them.

    >>> quads, version = reference_data()
    >>> len(quads) > 1000, len(version)
    (True, 64)
    """
    quads = frozenset((*vocabulary_quads(), *authority_quads()))
    lines = "\n".join(sorted(map(str, quads)))
    return quads, hashlib.sha256(lines.encode()).hexdigest()


@lru_cache(maxsize=1)
def _described_places() -> frozenset[str]:
    """The places that the reference data describe, so that no event describes them again."""
    kind, place = NamedNode(RDF.type), NamedNode(DG.Place)
    return frozenset(
        quad.subject.value
        for quad in reference_data()[0]
        if quad.predicate == kind and quad.object == place and isinstance(quad.subject, NamedNode)
    )


@dataclass(frozen=True, slots=True)
class JudgeReport:
    """What judgements changed.

    ``changed`` are the IRIs of the events and persons that are now described otherwise, ``merged``
    is how many are no longer things of their own, ``split`` how many are now.
    """

    changed: tuple[str, ...] = ()
    merged: int = 0
    split: int = 0


class _Tally:
    """Counts the events and persons that come, go and change."""

    def __init__(self) -> None:
        self.changed: set[str] = set()
        self.come: set[str] = set()
        self.gone: set[str] = set()

    def see(self, held: set[Quad], wanted: set[Quad]) -> None:
        before, after = _judged_things(held), _judged_things(wanted)
        self.come |= after - before
        self.gone |= before - after
        differing = {_text_of(quad.subject) for quad in held ^ wanted}
        self.changed |= after & differing


def _judged_things(quads: Iterable[Quad]) -> set[str]:
    """The events and persons that statements describe."""
    kinds = (NamedNode(DG.DiplomaticEvent), NamedNode(DG.Person))
    rdf_type = NamedNode(RDF.type)
    return {
        _text_of(quad.subject)
        for quad in quads
        if quad.predicate == rdf_type and quad.object in kinds
    }


class Writer:
    """Writes extractions into a store and keeps its default graph in step.

    ``minter`` makes the IRIs; without one they are made under the base of the store.

    >>> from diplograph.graph.store import open_store
    >>> extraction = Extraction(Article("Leaders met."), ExtractorInfo("frames", "1"))
    >>> with open_store(None) as store:
    ...     writer = Writer(store)
    ...     print(writer.write(extraction).value, writer.write(extraction).value, writer.derive())
    new unchanged 0
    """

    def __init__(self, store: Store, minter: Minter | None = None) -> None:
        self.store = store
        self.minter = minter or Minter(store.base)
        self._books = NamedNode(f"{self.minter.base}store")
        self._tally: _Tally | None = None

    # ------------------------------------------------------------------------------ articles

    def is_current(self, article: Article, extractor: ExtractorInfo) -> bool:
        """Whether the store holds what this extractor sees in just this article."""
        iri = self.minter.article(article.key)
        graph = NamedNode(iri)
        content = Literal(article.content_hash)
        signature = Literal(extractor.signature)
        run = NamedNode(f"{iri}/extraction")
        return self._holds(graph, DG.contentHash, content, graph) and self._holds(
            run, DG.extractorSignature, signature, graph
        )

    def _holds(
        self,
        subject: NamedNode,
        predicate: str,
        value: Literal | None,
        graph: NamedNode | DefaultGraph,
    ) -> bool:
        found = self.store.match(subject, NamedNode(predicate), value, graph)
        return next(iter(found), None) is not None

    def write(self, extraction: Extraction) -> WriteOutcome:
        """Write what an article says, replacing what the store had of it, in one atomic write.

        Nothing is written when :meth:`is_current`. Canonical events follow with :meth:`derive`.

        Raises :class:`~diplograph.graph.errors.ExtractionError` when the extraction is not sound,
        :class:`~diplograph.graph.errors.StoreError` when the store cannot be written.
        """
        extraction.check()
        article = extraction.article
        if self.is_current(article, extraction.extractor):
            return WriteOutcome.UNCHANGED
        iri = self.minter.article(article.key)
        graph = NamedNode(iri)
        known = self._holds(graph, DG.contentHash, None, graph)
        resolver = self._resolver
        before = read_told(self.store, [iri]) if known else None
        after = told_by([extraction], self.minter)
        quads = extraction_to_quads(extraction, self.minter)
        self.store.apply(drop=[graph] if known else [], add=[*quads, self._mark(iri)])
        with resolver.index.transaction():
            if before is not None:
                resolver.remove(before, [iri])
            resolver.index.set_article(
                iri, share(iri, article.content_hash, extraction.extractor.signature)
            )
            resolver.add(after)
        return WriteOutcome.REPLACED if known else WriteOutcome.NEW

    # --------------------------------------------------------------------------------- books

    def _mark(self, article: str) -> Quad:
        """Says that an article was written since the picture was derived."""
        pending = NamedNode(DG.derivationPending)
        return Quad(self._books, pending, NamedNode(article), DEFAULT_GRAPH)

    def _marks(self) -> Iterator[Quad]:
        return self.store.match(self._books, NamedNode(DG.derivationPending), None, DEFAULT_GRAPH)

    def _book(self, predicate: str, version: str) -> Quad:
        return Quad(self._books, NamedNode(predicate), Literal(version), DEFAULT_GRAPH)

    def _read_book(self, predicate: str) -> str | None:
        held = self.store.match(self._books, NamedNode(predicate), None, DEFAULT_GRAPH)
        quad = next(iter(held), None)
        return None if quad is None else _text(quad)

    def _renewed_book(self, predicate: str, version: str) -> tuple[list[Quad], list[Quad]]:
        """What to remove and what to add so that a book has a value."""
        held = list(self.store.match(self._books, NamedNode(predicate), None, DEFAULT_GRAPH))
        wanted = self._book(predicate, version)
        return [each for each in held if each != wanted], [wanted] if wanted not in held else []

    # --------------------------------------------------------------------------------- index

    @cached_property
    def _resolver(self) -> Resolver:
        """The resolver over an index that is in step with the store."""
        index = Index(self.store.sidecar())
        source = ClaimSource(lambda articles: read_told(self.store, articles))
        resolver = Resolver(index, source, self.minter)
        if not self._in_step(resolver):
            self._index_anew(resolver)
        return resolver

    def _in_step(self, resolver: Resolver) -> bool:
        """Whether the index knows the articles of the store; new ones that it misses are added."""
        version = self._read_book(DG.derivationVersion)
        if version not in (None, derivation.DERIVATION_VERSION):
            return False
        index = resolver.index
        book = self._read_book(DG.articlesFingerprint)
        if version is None and book is not None:
            return False
        derived_from = book or NO_ARTICLES
        if derived_from not in (index.fingerprint, index.get("derived from") or NO_ARTICLES):
            return False
        for mark in self._marks():
            if isinstance(mark.object, Literal):
                return False  # of an earlier version, which did not say which article it was
            article = _text(mark)
            known, share = index.share_of(article), self._share(article)
            if known is None:
                with index.transaction():
                    index.set_article(article, share)
                    resolver.add(self._told([article]))
            elif known != share:
                return False
        return True

    def _share(self, article: str) -> str:
        """What an article adds to the fingerprint, from what the store holds of it."""
        graph = NamedNode(article)
        run = NamedNode(f"{article}/extraction")
        said = [
            next(iter(self.store.match(subject, NamedNode(predicate), None, graph)), None)
            for subject, predicate in ((graph, DG.contentHash), (run, DG.extractorSignature))
        ]
        return share(article, *("" if each is None else _text(each) for each in said))

    def _index_anew(self, resolver: Resolver) -> None:
        """Make the index from the articles' graphs; everything is then to be derived again."""
        index = resolver.index
        index.clear()
        index.put("anew", "yes")
        for articles in _batches(self._articles(), _INDEX_BATCH):
            told = self._told(articles)
            with index.transaction():
                for iri in articles:
                    index.set_article(iri, self._share(iri))
                resolver.add(told)
        index.put("derived from", self._read_book(DG.articlesFingerprint) or NO_ARTICLES)

    def _told(self, articles: Sequence[str]) -> Told:
        """What articles tell, with their texts."""
        told = read_told(self.store, articles)
        told.texts = read_texts(self.store, articles)
        return told

    def _articles(self) -> list[str]:
        rows = self.store.query(f"SELECT ?g WHERE {{ GRAPH ?g {{ ?g a <{DG.Article}> }} }}")
        assert isinstance(rows, QuerySolutions)
        return sorted(row[0].value for row in rows)

    # --------------------------------------------------------------------------- default graph

    def load_reference_data(self) -> bool:
        """Put the vocabulary and the authority into the default graph, unless it has this version.

        Where it has another version, all events are to be derived again, and then goes what the
        former version had besides. Return whether anything was written.
        """
        quads, version = reference_data()
        held = self._read_book(DG.referenceVersion)
        if held == version:
            return False
        remove, add = self._renewed_book(DG.referenceVersion, version)
        if held is not None:
            # what articles name may be known otherwise; what is out of place goes with deriving
            self._index_anew(self._resolver)
        self.store.apply(remove=remove, add=[*quads, *add])
        return True

    def derive(self, progress: Progress | None = None, *, anew: bool = False) -> int:
        """Bring the canonical events up to date; return how many there are.

        Reference data are loaded or brought up to date as well. Nothing is computed when no article
        was written since and the rules are the same. With ``anew`` everything is derived again from
        the articles, and whatever else is in the default graph is taken away.

        Raises :class:`~diplograph.graph.errors.StoreError` when the store cannot be read or
        written.
        """
        self.load_reference_data()
        resolver = self._resolver
        index = resolver.index
        if anew:
            self._index_anew(resolver)
        with index.transaction():
            resolver.take_terms(read_terms(self.store, self.minter))
            resolver.take_rulings(map(_ruling, _in_force(read_judgements(self.store))))
        self._derive(resolver, progress or _silent)
        return index.event_count

    # ----------------------------------------------------------------------------- judgements

    def judge(self, judgements: Sequence[Judgement]) -> JudgeReport:
        """Keep judgements, and derive anew what depends on them.

        They are written in one atomic write before anything is derived, so that an interrupted run
        is made good by the next derivation. Whether they contradict those that are kept is told by
        :func:`~diplograph.graph.judgements.checking.check`.

        Raises :class:`~diplograph.graph.errors.StoreError` when the store cannot be written.
        """
        return self._rejudge(judgements, ())

    def withdraw(
        self,
        judgements: Sequence[Judgement],
        by: str,
        reason: str | None,
        made: dt.datetime,
    ) -> JudgeReport:
        """Take judgements back, and derive anew what depended on them; they stay as withdrawn.

        Raises :class:`~diplograph.graph.errors.StoreError` when the store cannot be written.
        """
        withdrawal = Withdrawal(by, made, reason)
        later = [dataclasses.replace(each, withdrawn=withdrawal) for each in judgements]
        return self._rejudge(later, judgements)

    def _rejudge(self, come: Sequence[Judgement], gone: Sequence[Judgement]) -> JudgeReport:
        self.derive()
        add = {quad for each in come for quad in judgement_quads(each, self.minter)}
        remove = {quad for each in gone for quad in judgement_quads(each, self.minter)}
        self.store.apply(remove=remove - add, add=add - remove)
        self._tally = tally = _Tally()
        try:
            self.derive()
        finally:
            self._tally = None
        return JudgeReport(
            changed=tuple(sorted(tally.changed)), merged=len(tally.gone), split=len(tally.come)
        )

    def _derive(self, resolver: Resolver, report: Progress) -> None:
        index = resolver.index
        total = resolver.claims.unsettled_count()
        if total:
            report(f"merging {total} claims")
        changes = resolver.changes()
        while True:
            with index.transaction():
                each = next(changes, None)
                left = resolver.claims.unsettled_count() if each is not None else 0
                if each is not None and left:
                    self._apply(each)
                    report(f"merging claims, {left} of {total} left")
                    continue
                self._apply(each or Changes(), last=True)
                index.put("derived from", index.fingerprint)
            break
        if not index.is_whole:
            report("looking for what is out of place")
            strays = self._strays()
            if strays:
                self.store.apply(remove=strays)
            index.remove("anew")
        resolver.source.clear()

    def _apply(self, changes: Changes, *, last: bool = False) -> None:
        """Write what a batch of changes leads to, in one atomic write."""
        wanted = set(changes_to_quads(changes, self.minter, _described_places()))
        held = held_quads(self.store, changed_things(changes, _described_places()))
        if self._tally is not None:
            self._tally.see(held, wanted)
        remove, add = list(held - wanted), list(wanted - held)
        if last:
            remove += self._marks()
            for predicate, value in (
                (DG.derivationVersion, derivation.DERIVATION_VERSION),
                (DG.articlesFingerprint, self._resolver.index.fingerprint),
            ):
                gone, come = self._renewed_book(predicate, value)
                remove += gone
                add += come
        if remove or add:
            self.store.apply(remove=remove, add=add)

    def _strays(self) -> list[Quad]:
        """What the default graph holds of things that are neither reference data nor derived."""
        reference, _ = reference_data()
        known = self._resolver.known_things()
        described = {_text_of(quad.subject) for quad in reference}
        known.add(self._books.value)
        geometries = {
            quad.object.value
            for quad in self.store.match(None, NamedNode(GEO.hasGeometry), None, DEFAULT_GRAPH)
            if isinstance(quad.object, NamedNode) and _text_of(quad.subject) in known
        }
        known |= geometries
        events = f"{self.minter.base}event/"
        strays = []
        for quad in self.store.match(graph=DEFAULT_GRAPH):
            subject = _text_of(quad.subject)
            if subject.startswith(events):
                subject = events + subject[len(events) :].split("/")[0]
            is_known = subject in known and subject not in described
            if quad.predicate.value in OWNED_BY_OBJECT:
                is_known = is_known and _text(quad) in known
            if not is_known and quad not in reference:
                strays.append(quad)
        return strays


def _in_force(judgements: Iterable[Judgement]) -> Iterator[Judgement]:
    """The judgements that events and persons have to obey."""
    for each in judgements:
        if each.in_force and each.verdict is not Verdict.UNSURE:
            yield each


def _ruling(judgement: Judgement) -> Ruling:
    # the canonical IRI first: it is what is tied
    left = (judgement.left, *(each for each in judgement.left_members if each != judgement.left))
    right = (
        judgement.right,
        *(each for each in judgement.right_members if each != judgement.right),
    )
    same = judgement.verdict is Verdict.SAME
    return Ruling(judgement.kind is Kind.PERSON, same, left, right)


# Articles read at once when the index is made anew.
_INDEX_BATCH = 200


def _batches(values: Iterable[str], size: int) -> Iterator[list[str]]:
    iterator = iter(values)
    while batch := list(islice(iterator, size)):
        yield batch


def _text(quad: Quad) -> str:
    assert isinstance(quad.object, NamedNode | Literal)
    return quad.object.value


def _text_of(node: object) -> str:
    assert isinstance(node, NamedNode)
    return node.value


def _silent(_: str) -> None:
    """Report nothing."""
