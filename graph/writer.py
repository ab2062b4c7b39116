"""Writing articles into a store, and deriving the present picture from all of them.

The default graph belongs to the writer. It holds exactly three things, and whatever else is found
there goes with the next derivation (own notes belong in a named graph of one's own):

- reference data: the vocabulary and the authority, the same for everybody;
- the picture derived from the claims of all articles: canonical events and what they name;
- three books of the store itself (see ``docs/graph-model.md``): which reference data it holds, by
  which rules the picture was derived, and whether an article was written since.

So what is derived needs no mark of its own: it is the default graph without reference data and
books. :meth:`Writer.derive` computes the whole default graph anew, compares, and applies the
difference in one atomic write that also takes the pending mark away. :meth:`Writer.write` replaces
an article's graph and sets the mark in one atomic write. A process killed at any moment therefore
leaves either the old or the new state, with the mark if the picture is behind; running again ends
in the graph of an undisturbed run, and ingesting the same twice changes nothing.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable
from enum import Enum
from functools import lru_cache

from pyoxigraph import DefaultGraph, Literal, NamedNode, Quad

from diplograph.graph.authority.rdf import authority_quads
from diplograph.graph.iris import Minter
from diplograph.graph.mapping import extraction_to_quads, picture_to_quads
from diplograph.graph.mapping.terms import DEFAULT_GRAPH
from diplograph.graph.model import Article, Extraction, ExtractorInfo
from diplograph.graph.resolution import derive as derivation
from diplograph.graph.resolution.stored import read_told
from diplograph.graph.store import Store
from diplograph.ontology.namespaces import DG, RDF, XSD
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
        graph = NamedNode(self.minter.article(article.key))
        known = self._holds(graph, DG.contentHash, None, graph)
        quads = extraction_to_quads(extraction, self.minter)
        self.store.apply(drop=[graph] if known else [], add=[*quads, self._pending])
        return WriteOutcome.REPLACED if known else WriteOutcome.NEW

    @property
    def _pending(self) -> Quad:
        true = Literal("true", datatype=NamedNode(XSD.boolean))
        return Quad(self._books, NamedNode(DG.derivationPending), true, DEFAULT_GRAPH)

    def _book(self, predicate: str, version: str) -> Quad:
        return Quad(self._books, NamedNode(predicate), Literal(version), DEFAULT_GRAPH)

    def load_reference_data(self) -> bool:
        """Put the vocabulary and the authority into the default graph, unless it has this version.

        Where it has another version the whole default graph is brought up to date in one atomic
        write. Return whether anything was written.
        """
        quads, version = reference_data()
        if self._holds(self._books, DG.referenceVersion, Literal(version), DEFAULT_GRAPH):
            return False
        if self._holds(self._books, DG.referenceVersion, None, DEFAULT_GRAPH):
            self._renew(None)
        else:
            self.store.apply(add=[*quads, self._book(DG.referenceVersion, version)])
        return True

    def derive(self, progress: Progress | None = None) -> int:
        """Derive the canonical events from the claims of all articles; return how many there are.

        Reference data are loaded or brought up to date as well. Nothing is computed when no article
        was written since and the rules are the same.

        Raises :class:`~diplograph.graph.errors.StoreError` when the store cannot be read or
        written.
        """
        self.load_reference_data()
        version = Literal(derivation.DERIVATION_VERSION)
        pending = self._holds(self._books, DG.derivationPending, None, DEFAULT_GRAPH)
        if pending or not self._holds(self._books, DG.derivationVersion, version, DEFAULT_GRAPH):
            return self._renew(progress)
        events = self.store.match(
            None, NamedNode(RDF.type), NamedNode(DG.DiplomaticEvent), DEFAULT_GRAPH
        )
        return sum(1 for _ in events)

    def _renew(self, progress: Progress | None) -> int:
        """Make the default graph what it should be, in one atomic write of the difference."""
        report = progress or _silent
        report("reading claims")
        told = read_told(self.store)
        report(f"merging {len(told.claims)} claims")
        picture = derivation.derive(told)
        report(f"writing {len(picture.events)} events")
        reference, version = reference_data()
        wanted = set(picture_to_quads(picture, self.minter, _described_places())) | reference
        wanted.add(self._book(DG.referenceVersion, version))
        wanted.add(self._book(DG.derivationVersion, derivation.DERIVATION_VERSION))
        held = set(self.store.match(graph=DEFAULT_GRAPH))
        remove, add = held - wanted, wanted - held
        if remove or add:
            self.store.apply(remove=remove, add=add)
        return len(picture.events)


def _silent(_: str) -> None:
    """Report nothing."""
