"""Whether the graph of judgements is sound where SHACL cannot see it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator

from pyoxigraph import NamedNode, Quad

from diplograph.graph.errors import StoreError
from diplograph.graph.integrity import Problem
from diplograph.graph.iris import Minter
from diplograph.graph.judgements.checking import check
from diplograph.graph.judgements.model import Judgement
from diplograph.graph.judgements.rdf import judgements_of

_NAME = "judgements"


def is_of_judgements(graph: str) -> bool:
    """Whether a named graph is that of the judgements of a store and no article's.

    >>> is_of_judgements(Minter().judgements), is_of_judgements(Minter().article("x"))
    (True, False)
    """
    return graph.endswith((f"/{_NAME}", f"#{_NAME}"))


def judgement_problems(quads: Iterable[Quad]) -> Iterator[Problem]:
    """What is wrong with the graph of judgements.

    Told are nodes that are no judgements, sides in the wrong order, IRIs that do not fit what the
    judgement says, and judgements in force that contradict each other.

    >>> list(judgement_problems([]))
    []
    """
    said: dict[str, list[Quad]] = defaultdict(list)
    base = ""
    for quad in quads:
        assert isinstance(quad.subject, NamedNode), "the graph has no blank nodes"
        assert isinstance(quad.graph_name, NamedNode), "judgements have a graph of their own"
        said[quad.subject.value].append(quad)
        base = quad.graph_name.value.removesuffix(_NAME)
    minter = Minter(base)
    sound: list[tuple[str, Judgement]] = []
    for iri, statements in said.items():
        try:
            read = judgements_of(statements)
        except StoreError as error:
            yield iri, None, str(error), "judgements"
            continue
        if not read:
            yield iri, None, "the graph of judgements holds what is no judgement", "judgements"
        elif read[0].iri(minter) != iri:
            yield iri, None, "the IRI of the judgement does not fit what it says", "judgements"
        else:
            sound.append((iri, read[0]))
    sound.sort(key=lambda each: (each[1].made, each[0]))
    for problem in check([], [judgement for _, judgement in sound]):
        if not problem.repeated:
            yield sound[problem.number][0], None, problem.message, "judgements"
