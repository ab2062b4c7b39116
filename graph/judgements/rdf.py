"""Judgements as RDF: all in one named graph, which is no article and which nothing derives."""

from __future__ import annotations

from collections.abc import Iterable

from pyoxigraph import NamedNode, Quad

from diplograph.graph.errors import BadJudgement, StoreError
from diplograph.graph.iris import Minter
from diplograph.graph.judgements.model import Judgement, Kind, Verdict, Withdrawal
from diplograph.graph.mapping.terms import (
    Statements,
    Writing,
    concept,
    member,
    moment,
    node,
    read_time_of,
)
from diplograph.graph.store import Store
from diplograph.ontology.namespaces import DG, RDF


def judgement_quads(judgement: Judgement, minter: Minter) -> list[Quad]:
    """Write a judgement into the named graph of judgements.

    Raises :class:`~diplograph.graph.errors.ExtractionError` when a side is no absolute IRI.

    >>> import datetime as dt
    >>> made = dt.datetime(2026, 3, 1, tzinfo=dt.timezone.utc)
    >>> judgement = Judgement(Kind.PERSON, "urn:a", "urn:b", Verdict.SAME, "Ana Reyes", made)
    >>> quads = judgement_quads(judgement, Minter())
    >>> len(quads), quads[0].graph_name.value
    (9, 'https://w3id.org/diplograph/id/judgements')
    """
    writing = Writing(node(minter.judgements))
    iri = judgement.iri(minter)
    writing.types(iri, DG.Judgement)
    writing.put(iri, DG.judgementKind, concept("judgement-kind", judgement.kind.value))
    writing.put(iri, DG.verdict, concept("verdict", judgement.verdict.value))
    writing.iri(iri, DG.leftSide, judgement.left)
    writing.iri(iri, DG.rightSide, judgement.right)
    for each in judgement.left_members:
        writing.iri(iri, DG.leftMember, each)
    for each in judgement.right_members:
        writing.iri(iri, DG.rightMember, each)
    writing.text(iri, DG.judgedBy, judgement.author)
    writing.put(iri, DG.judgedAt, moment(judgement.made))
    writing.text(iri, DG.judgementReason, judgement.reason)
    if judgement.withdrawn is not None:
        writing.text(iri, DG.withdrawnBy, judgement.withdrawn.by)
        writing.put(iri, DG.withdrawnAt, moment(judgement.withdrawn.made))
        writing.text(iri, DG.withdrawalReason, judgement.withdrawn.reason)
    return writing.quads


def read_judgements(store: Store) -> list[Judgement]:
    """All judgements of a store, also the withdrawn ones, by time and then by IRI.

    Raises :class:`~diplograph.graph.errors.StoreError` when the store cannot be read or holds a
    judgement that is damaged.

    >>> import datetime as dt
    >>> from diplograph.graph.store import open_store
    >>> made = dt.datetime(2026, 3, 1, tzinfo=dt.timezone.utc)
    >>> judgement = Judgement(Kind.PERSON, "urn:a", "urn:b", Verdict.SAME, "Ana Reyes", made)
    >>> with open_store(None) as store:
    ...     store.apply(add=judgement_quads(judgement, Minter(store.base)))
    ...     read_judgements(store) == [judgement]
    True
    """
    return judgements_of(store.match(graph=NamedNode(Minter(store.base).judgements)))


def judgements_of(quads: Iterable[Quad]) -> list[Judgement]:
    """Read what :func:`judgement_quads` wrote, by time and then by IRI.

    Raises :class:`~diplograph.graph.errors.StoreError` for a judgement that is damaged.

    >>> judgements_of([])
    []
    """
    statements = Statements.of(quads)
    found = [
        (_read(statements, iri), iri)
        for iri in statements.subjects()
        if DG.Judgement in statements.values(iri, RDF.type)
    ]
    return [judgement for judgement, _ in sorted(found, key=lambda each: (each[0].made, each[1]))]


def _read(statements: Statements, iri: str) -> Judgement:
    try:
        withdrawn = None
        by = statements.value(iri, DG.withdrawnBy)
        if by is not None:
            taken_back = read_time_of(statements.require(iri, DG.withdrawnAt))
            withdrawn = Withdrawal(by, taken_back, statements.value(iri, DG.withdrawalReason))
        return Judgement(
            kind=member(Kind, statements.require(iri, DG.judgementKind)),
            left=statements.require(iri, DG.leftSide),
            right=statements.require(iri, DG.rightSide),
            verdict=member(Verdict, statements.require(iri, DG.verdict)),
            author=statements.require(iri, DG.judgedBy),
            made=read_time_of(statements.require(iri, DG.judgedAt)),
            reason=statements.value(iri, DG.judgementReason),
            left_members=tuple(statements.values(iri, DG.leftMember)),
            right_members=tuple(statements.values(iri, DG.rightMember)),
            withdrawn=withdrawn,
        )
    except (BadJudgement, StoreError, ValueError) as error:
        raise StoreError(f"the judgement <{iri}> is damaged: {error}") from error
