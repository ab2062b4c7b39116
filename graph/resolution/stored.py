"""The claims of all articles, as event merging takes them in."""

from __future__ import annotations

import dataclasses
from collections.abc import Collection, Iterable
from dataclasses import dataclass, field

from pyoxigraph import QuerySolutions

from diplograph.graph.iris import Minter, slug
from diplograph.graph.mapping.claims import ClaimReader, claim_number
from diplograph.graph.mapping.normal import normal_form
from diplograph.graph.mapping.terms import Statements, moment, node
from diplograph.graph.model import (
    Actor,
    ActorKind,
    EventClaim,
    Extraction,
    InstrumentMention,
)
from diplograph.graph.resolution.copies import CopyFile, signature
from diplograph.graph.store import Store
from diplograph.ontology.namespaces import DCTERMS, DG


@dataclass(frozen=True, slots=True)
class StoredClaim:
    """A claim with its place in the graph.

    ``event`` is the IRI of the event that the claim alone would make, ``part_of`` the IRI of the
    claim of the larger event, ``published`` the article's date or time as the graph has it.
    """

    iri: str
    article: str
    event: str
    claim: EventClaim
    url: str | None = None
    published: str | None = None
    part_of: str | None = None

    def by_year(self) -> StoredClaim:
        """The claim with persons of one word told apart by the year.

        The IRI that an extractor gives to a person is of the name and the side, and a surname alone
        is the name of many: the Prime Minister Sharif of 2015 is not that of 2022. So the person of
        a year gets an IRI of its own, and which years are of one person is found as with names.
        """
        participants = self.claim.participants
        if not any(_is_of_one_word(each.actor) for each in participants):
            return self
        start = self.claim.time.start
        year = str(start.year) if start is not None else (self.published or "")[:4]
        if not year:
            return self
        named = tuple(
            dataclasses.replace(
                each, actor=dataclasses.replace(each.actor, iri=f"{each.actor.iri}/{year}")
            )
            if _is_of_one_word(each.actor)
            else each
            for each in participants
        )
        return dataclasses.replace(self, claim=dataclasses.replace(self.claim, participants=named))


def _is_of_one_word(actor: Actor) -> bool:
    return actor.kind is ActorKind.PERSON and "-" not in slug(actor.name)


@dataclass(frozen=True, slots=True)
class StoredInstrument:
    """An instrument mentioned without its conclusion; ``about`` is the IRI of a claim."""

    iri: str
    mention: InstrumentMention
    about: str | None = None


@dataclass(slots=True)
class Told:
    """What articles tell: claims of events, and instruments mentioned without one.

    ``texts`` is what is kept of the articles' texts to find copies; it may be left out.
    """

    claims: list[StoredClaim] = field(default_factory=list)
    instruments: list[StoredInstrument] = field(default_factory=list)
    texts: list[CopyFile] = field(default_factory=list)


def told_by(extractions: Iterable[Extraction], minter: Minter) -> Told:
    """Give what extractions tell, as it would be read back from a store.

    >>> from diplograph.graph.model import Article, ExtractorInfo
    >>> extraction = Extraction(Article("Leaders met."), ExtractorInfo("frames", "1"))
    >>> told = told_by([extraction], Minter())
    >>> len(told.claims), len(told.texts)
    (0, 1)
    """
    told = Told()
    for extraction in map(normal_form, extractions):
        article = extraction.article
        article_iri = minter.article(article.key)
        published = moment(article.published).value if article.published else None
        told.texts.append(
            CopyFile(
                article_iri,
                article.url,
                article.outlet,
                published,
                len(article.text),
                signature(article.text),
            )
        )
        claims = [minter.claim(article_iri, number) for number in range(len(extraction.claims))]
        for iri, claim in zip(claims, extraction.claims, strict=True):
            told.claims.append(
                StoredClaim(
                    iri=iri,
                    article=article_iri,
                    event=minter.event(iri),
                    claim=claim,
                    url=article.url,
                    published=published,
                    part_of=None if claim.part_of is None else claims[claim.part_of],
                ).by_year()
            )
        for number, mention in enumerate(extraction.instruments, 1):
            about = None if mention.claim is None else claims[mention.claim]
            iri = f"{article_iri}/instrument/{number}"
            told.instruments.append(StoredInstrument(iri, mention, about))
    return told


_CLASSES = (
    DG.EventClaim,
    DG.PlaceReference,
    DG.ClaimedParticipation,
    DG.ClaimedInstrument,
    DG.InstrumentMention,
    DG.ActorReference,
    DG.Quote,
)

_ARTICLE_PROPERTIES = (
    DG.url,
    DCTERMS.issued,
    DG.hasClaim,
    DG.mentionsInstrument,
    DG.actorReference,
)


def read_told(store: Store, articles: Collection[str]) -> Told:
    """Read what some articles of a store tell, by their IRIs, in a few queries for all of them.

    Raises :class:`~diplograph.graph.errors.StoreError` when a graph is not whole.
    """
    graphs = " ".join(str(node(iri)) for iri in sorted(articles))
    statements = Statements()
    for each in _CLASSES:
        query = f"""SELECT ?s ?p ?o WHERE {{
            VALUES ?g {{ {graphs} }} GRAPH ?g {{ ?s a <{each}> . ?s ?p ?o }}
        }}"""
        statements.add_rows(store.query(query))
    wanted = ", ".join(f"<{each}>" for each in _ARTICLE_PROPERTIES)
    query = f"""SELECT ?g ?p ?o WHERE {{
        VALUES ?g {{ {graphs} }} GRAPH ?g {{ ?g ?p ?o }} FILTER(?p IN ({wanted}))
    }}"""
    described = Statements()
    described.add_rows(store.query(query))
    statements.update(described)
    reader = ClaimReader(statements, described.subjects())
    told = Told()
    for article in sorted(described.subjects()):
        claims = sorted(statements.values(article, DG.hasClaim), key=claim_number)
        numbers = {iri: number for number, iri in enumerate(claims)}
        for iri in claims:
            told.claims.append(
                StoredClaim(
                    iri=iri,
                    article=article,
                    event=statements.require(iri, DG.ofEvent),
                    claim=reader.claim(iri, article, numbers),
                    url=statements.value(article, DG.url),
                    published=statements.value(article, DCTERMS.issued),
                    part_of=statements.value(iri, DG.claimPartOf),
                ).by_year()
            )
        mentions = statements.values(article, DG.mentionsInstrument)
        for iri in statements.in_order(mentions):
            about = statements.value(iri, DG.aboutClaim)
            mention = reader.instrument_mention(iri, article, numbers)
            told.instruments.append(StoredInstrument(iri, mention, about))
    return told


def read_texts(store: Store, articles: Collection[str]) -> list[CopyFile]:
    """Read what is kept of the texts of some articles to find their copies."""
    graphs = " ".join(str(node(iri)) for iri in sorted(articles))
    rows = store.query(f"""SELECT ?g ?text ?url ?outlet ?issued WHERE {{
        VALUES ?g {{ {graphs} }} GRAPH ?g {{ ?g <{DG.text}> ?text .
            OPTIONAL {{ ?g <{DG.url}> ?url }}
            OPTIONAL {{ ?g <{DG.outlet}> ?outlet }}
            OPTIONAL {{ ?g <{DCTERMS.issued}> ?issued }}
        }}
    }}""")
    assert isinstance(rows, QuerySolutions)
    return [
        CopyFile(
            article.value,
            url.value if url else None,
            outlet.value if outlet else None,
            issued.value if issued else None,
            len(text.value),
            signature(text.value),
        )
        for article, text, url, outlet, issued in rows
    ]
