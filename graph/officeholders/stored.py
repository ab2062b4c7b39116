"""Imported lists of terms in the store: one named graph, which holds nothing else.

The graph ``{base}authority`` is a function of the lists in it: importing a list computes the whole
graph anew and applies the difference in one atomic write, so importing a list twice changes
nothing, and a list replaces the former one of its name without a trace of it. Nothing in this graph
has a class that canonical entities have, as in the graphs of articles, so a store whose default
graph is the union of all graphs gives the same answers.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from pyoxigraph import NamedNode, Quad

from diplograph.graph.errors import InputError
from diplograph.graph.iris import Minter
from diplograph.graph.mapping.actors import authority_actor
from diplograph.graph.mapping.terms import Statements, Writing, node
from diplograph.graph.model import Actor, ActorKind
from diplograph.graph.officeholders.model import OfficeTerm
from diplograph.graph.officeholders.rows import LONGEST_TEXT
from diplograph.graph.officeholders.statements import (
    WIKIDATA,
    described,
    read_date,
    term_iri,
    write_term,
)
from diplograph.graph.store import Store
from diplograph.ontology.namespaces import DG, ORG, RDF, RDFS

Lists = Mapping[str, Sequence[OfficeTerm]]
"""Terms by the name of their list."""


@dataclass(frozen=True, slots=True)
class ImportReport:
    """What an import did to the list of that name."""

    name: str
    terms: int
    added: int
    removed: int
    persons: int

    @property
    def unchanged(self) -> bool:
        """Whether the store held just this already."""
        return not self.added and not self.removed

    def summary(self) -> str:
        """One line for people.

        >>> ImportReport("leaders", 3, 3, 0, 2).summary()
        'list leaders: 3 terms of 2 persons, 3 new, 0 gone'
        """
        held = f"list {self.name}: {self.terms} terms of {self.persons} persons"
        return (
            f"{held}, unchanged"
            if self.unchanged
            else (f"{held}, {self.added} new, {self.removed} gone")
        )


def term_quads(lists: Lists, minter: Minter) -> list[Quad]:
    """The statements of the named graph that holds these lists; see ``docs/graph-model.md``.

    A person has a ``dg:wikidata`` where a list gives the item.

    >>> from diplograph.graph.authority import load_authority
    >>> georgia = load_authority().actor_by_code("GEO")
    >>> quads = term_quads({"leaders": [OfficeTerm("A. Person", "President", georgia)]}, Minter())
    >>> {quad.graph_name.value for quad in quads} == {Minter().authority}
    True
    """
    writing = Writing(node(minter.authority))
    for name in sorted(lists):
        if not lists[name]:
            continue
        list_iri = minter.office_list(name)
        writing.types(list_iri, DG.OfficeList)
        writing.text(list_iri, RDFS.label, name)
        for term in lists[name]:
            iri = term_iri(term, minter, list_iri)
            write_term(writing, iri, term, minter)
            writing.iri(iri, DG.inList, list_iri)
            if term.wikidata is not None:
                writing.iri(term.person(minter), DG.wikidata, WIKIDATA + term.wikidata)
            if authority_actor(term.of.iri) is None:
                # as articles refer to an actor that the authority does not have
                reference = f"{minter.authority}/actor/{term.of.iri.rpartition('/')[2]}"
                writing.types(reference, DG.ActorReference)
                writing.iri(reference, DG.refersTo, term.of.iri)
                writing.text(reference, DG.name, described(term.of)[0])
                kind = term.of.kind.value
                writing.iri(reference, DG.actorKind, _ACTOR_KIND + kind)
    return writing.quads


_ACTOR_KIND = "https://w3id.org/diplograph/vocab/actor-kind/"


def read_lists(store: Store, minter: Minter | None = None) -> dict[str, tuple[OfficeTerm, ...]]:
    """Read the imported lists of a store by their names, in one fixed order.

    Raises :class:`~diplograph.graph.errors.StoreError` when the graph is not whole.

    >>> from diplograph.graph.store import open_store
    >>> read_lists(open_store(None))
    {}
    """
    minter = minter or Minter(store.base)
    return _lists(store.match(graph=NamedNode(minter.authority)))


def read_terms(store: Store, minter: Minter | None = None) -> tuple[OfficeTerm, ...]:
    """Read the terms of all imported lists, each once, in one fixed order.

    Raises :class:`~diplograph.graph.errors.StoreError` when the graph is not whole.

    >>> from diplograph.graph.store import open_store
    >>> read_terms(open_store(None))
    ()
    """
    lists = read_lists(store, minter)
    return tuple(dict.fromkeys(term for name in sorted(lists) for term in lists[name]))


def _lists(quads: Iterable[Quad]) -> dict[str, tuple[OfficeTerm, ...]]:
    statements = Statements.of(quads)
    others = {
        statements.require(iri, DG.refersTo): statements.require(iri, DG.name)
        for iri in list(statements.subjects())
        if statements.value(iri, RDF.type) == DG.ActorReference
    }
    found: dict[str, list[OfficeTerm]] = {}
    for iri in sorted(statements.subjects()):
        if statements.value(iri, RDF.type) != DG.OfficeTerm:
            continue
        name = statements.require(statements.require(iri, DG.inList), RDFS.label)
        found.setdefault(name, []).append(_term(statements, iri, others))
    return {
        name: tuple(sorted(terms, key=lambda each: (each.row is None, each.row or 0)))
        for name, terms in found.items()
    }


def _term(statements: Statements, iri: str, others: Mapping[str, str]) -> OfficeTerm:
    of = statements.require(iri, ORG.organization)
    item = statements.value(iri, DG.holderItem)
    line = statements.value(iri, DG.sourceLine)
    return OfficeTerm(
        name=statements.require(iri, DG.name),
        office=statements.require(iri, DG.officeTitle),
        of=authority_actor(of) or Actor(ActorKind.ORGANIZATION, others.get(of, of), of),
        since=read_date(statements.value(iri, DG.since), statements.value(iri, DG.sincePrecision)),
        until=read_date(statements.value(iri, DG.until), statements.value(iri, DG.untilPrecision)),
        aliases=tuple(statements.values(iri, DG.alias)),
        wikidata=None if item is None else item.removeprefix(WIKIDATA),
        row=None if line is None else int(line),
    )


def import_terms(
    store: Store, name: str, terms: Iterable[OfficeTerm], minter: Minter | None = None
) -> ImportReport:
    """Keep terms as the list of that name, in place of the former list of the name.

    One atomic write of the difference; without terms the list is taken away. The next derivation
    takes the list into account.

    Raises :class:`~diplograph.graph.errors.InputError` for a name that cannot stand,
    :class:`~diplograph.graph.errors.StoreError` when the store cannot be read or written.

    >>> from diplograph.graph.store import open_store
    >>> from diplograph.graph.authority import load_authority
    >>> georgia = load_authority().actor_by_code("GEO")
    >>> terms = [OfficeTerm("A. Person", "President", georgia)]
    >>> store = open_store(None)
    >>> [import_terms(store, "leaders", terms).unchanged for _ in range(2)]
    [False, True]
    """
    name = list_name(name)
    minter = minter or Minter(store.base)
    graph = NamedNode(minter.authority)
    held = set(store.match(graph=graph))
    lists: dict[str, Sequence[OfficeTerm]] = dict(_lists(held))
    same = [each for each in lists if minter.office_list(each) == minter.office_list(name)]
    former = {term for each in same for term in lists.pop(each)}
    wanted_terms = tuple(dict.fromkeys(terms))
    lists[name] = wanted_terms
    wanted = set(term_quads(lists, minter))
    remove, add = held - wanted, wanted - held
    if remove or add:
        store.apply(remove=remove, add=add)
    present = set(wanted_terms)
    return ImportReport(
        name=name,
        terms=len(present),
        added=len(present - former),
        removed=len(former - present),
        persons=len({term.person(minter) for term in present}),
    )


def list_name(name: str) -> str:
    """The name of a list as it is kept.

    Raises :class:`~diplograph.graph.errors.InputError` for a name that cannot stand.

    >>> list_name("  heads of state ")
    'heads of state'
    """
    name = " ".join(name.split())
    if not name or len(name) > LONGEST_TEXT or not name.isprintable():
        raise InputError("the name of a list has one to 200 printable characters")
    return name
