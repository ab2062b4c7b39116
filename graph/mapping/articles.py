"""An :class:`~diplograph.graph.model.Extraction` as one named graph, and back.

What RDF does not keep is brought into one normal form first, see
:func:`~diplograph.graph.mapping.normal.normal_form`.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable

from pyoxigraph import Quad

from diplograph.graph.errors import ExtractionError
from diplograph.graph.iris import Minter
from diplograph.graph.mapping.actors import authority_actor
from diplograph.graph.mapping.claims import (
    ClaimReader,
    References,
    claim_number,
    read_place,
    read_span,
    write_claim,
    write_instrument,
    write_quote,
)
from diplograph.graph.mapping.normal import ACTOR_MENTIONS, normal_form
from diplograph.graph.mapping.terms import (
    Statements,
    Writing,
    concept,
    integer,
    is_iri,
    member,
    moment,
    node,
    read_moment,
    read_time_of,
    write_coordinates,
)
from diplograph.graph.model import (
    Actor,
    Article,
    Extraction,
    ExtractorInfo,
    Mention,
    MentionKind,
    Place,
)
from diplograph.ontology.namespaces import DCTERMS, DG, PROV, SCHEMA

# ---------------------------------------------------------------------------------- writing


def extraction_to_quads(extraction: Extraction, minter: Minter) -> list[Quad]:
    """Write an extraction as the statements of its article's named graph.

    Raises :class:`~diplograph.graph.errors.ExtractionError` when an IRI in it is none, or when two
    different mentions of one kind share a span.

    >>> from diplograph.graph.model import Article, ExtractorInfo
    >>> extraction = Extraction(Article("Leaders met."), ExtractorInfo("frames", "1"))
    >>> quads = extraction_to_quads(extraction, Minter())
    >>> len({quad.graph_name for quad in quads})
    1
    """
    extraction = normal_form(extraction)
    article_iri = minter.article(extraction.article.key)
    writing = Writing(node(article_iri))
    _write_article(writing, article_iri, extraction.article)
    _write_run(writing, article_iri, extraction.extractor)
    _write_mentions(writing, article_iri, extraction.mentions)
    references = References(writing, article_iri)
    claims = [minter.claim(article_iri, number) for number in range(len(extraction.claims))]
    for iri, claim in zip(claims, extraction.claims, strict=True):
        writing.iri(article_iri, DG.hasClaim, iri)
        write_claim(writing, article_iri, iri, claim, references)
        if claim.part_of is not None:
            writing.iri(iri, DG.claimPartOf, claims[claim.part_of])
        writing.iri(iri, DG.ofEvent, minter.event(iri))
    for number, mention in enumerate(extraction.instruments, 1):
        iri = f"{article_iri}/instrument/{number}"
        writing.iri(article_iri, DG.mentionsInstrument, iri)
        writing.types(iri, DG.InstrumentMention)
        writing.put(iri, DG.position, integer(number))
        write_instrument(writing, iri, mention.instrument, references)
        relation = concept("instrument-relation", mention.relation.value)
        writing.put(iri, DG.instrumentRelation, relation)
        writing.iri(iri, DG.evidence, write_quote(writing, article_iri, mention.quote))
        if mention.claim is not None:
            writing.iri(iri, DG.aboutClaim, claims[mention.claim])
    references.write()
    return writing.quads


def _write_article(writing: Writing, iri: str, article: Article) -> None:
    writing.types(iri, DG.Article, SCHEMA.NewsArticle)
    writing.text(iri, DCTERMS.identifier, article.key)
    if article.url is not None and is_iri(article.url):
        writing.iri(iri, SCHEMA.url, article.url)
    writing.text(iri, DG.url, article.url)
    writing.text(iri, DCTERMS.title, article.title)
    writing.text(iri, DG.text, article.text)
    if article.published is not None:
        writing.put(iri, DCTERMS.issued, moment(article.published))
    writing.text(iri, DG.outlet, article.outlet)
    writing.text(iri, DCTERMS.creator, article.author)
    writing.text(iri, DCTERMS.language, article.language)
    if article.retrieved is not None:
        writing.put(iri, DG.retrieved, moment(article.retrieved))
    writing.text(iri, DG.contentHash, article.content_hash)


def _write_run(writing: Writing, article_iri: str, extractor: ExtractorInfo) -> None:
    iri = f"{article_iri}/extraction"
    writing.iri(article_iri, DG.extraction, iri)
    writing.types(iri, DG.ExtractionRun, PROV.Activity)
    writing.text(iri, DG.extractorName, extractor.name)
    writing.text(iri, DG.extractorVersion, extractor.version)
    writing.text(iri, DG.model, extractor.model or None)
    writing.text(iri, DG.modelVersion, extractor.model_version or None)
    writing.text(iri, DG.modelHash, extractor.model_hash or None)
    writing.text(iri, DG.extractorSignature, extractor.signature)
    writing.iri(iri, PROV.used, article_iri)


def _write_mentions(writing: Writing, article_iri: str, mentions: tuple[Mention, ...]) -> None:
    spans = Counter((each.quote.start, each.quote.end) for each in mentions)
    taken: set[str] = set()
    for mention in mentions:
        span = (mention.quote.start, mention.quote.end)
        iri = f"{article_iri}/mention/{span[0]}-{span[1]}"
        if spans[span] > 1:
            iri += f"-{mention.kind.value}"
        if iri in taken:
            raise ExtractionError(
                f"two different {mention.kind.value} mentions at {span[0]}:{span[1]}"
            )
        taken.add(iri)
        writing.iri(article_iri, DG.mention, iri)
        writing.types(iri, DG.Mention)
        writing.put(iri, DG.start, integer(span[0]))
        writing.put(iri, DG.end, integer(span[1]))
        writing.text(iri, DG.surface, mention.quote.text)
        writing.put(iri, DG.mentionKind, concept("mention-kind", mention.kind.value))
        writing.text(iri, DG.name, mention.name)
        writing.text(iri, DG.dateValue, mention.date)
        if mention.actor is not None:
            writing.iri(iri, DG.refersTo, mention.actor.iri)
            writing.text(iri, DG.actorCode, mention.actor.code)
        if mention.place is not None:
            writing.iri(iri, DG.refersTo, mention.place.iri)
            writing.text(iri, DG.countryCode, mention.place.country)
            write_coordinates(writing, iri, mention.place)


# ---------------------------------------------------------------------------------- reading


def extraction_from_quads(quads: Iterable[Quad], article_iri: str) -> Extraction:
    """Read an extraction back from the statements of its article's named graph.

    Raises :class:`~diplograph.graph.errors.StoreError` when a statement that must be there is not.

    >>> from diplograph.graph.model import Article, ExtractorInfo
    >>> extraction = Extraction(Article("Leaders met."), ExtractorInfo("frames", "1"))
    >>> article_iri = Minter().article(extraction.article.key)
    >>> extraction_from_quads(extraction_to_quads(extraction, Minter()), article_iri) == extraction
    True
    """
    statements = Statements.of(quads)
    reader = ClaimReader(statements, [article_iri])
    claims = sorted(statements.values(article_iri, DG.hasClaim), key=claim_number)
    numbers = {iri: number for number, iri in enumerate(claims)}
    instruments = statements.in_order(statements.values(article_iri, DG.mentionsInstrument))
    return Extraction(
        article=read_article_from(statements, article_iri),
        extractor=_read_run(statements, statements.require(article_iri, DG.extraction)),
        mentions=_read_mentions(statements, article_iri),
        claims=tuple(reader.claim(iri, article_iri, numbers) for iri in claims),
        instruments=tuple(
            reader.instrument_mention(iri, article_iri, numbers) for iri in instruments
        ),
    )


def read_article_from(statements: Statements, iri: str) -> Article:
    """Read an article from the statements about it."""
    issued = statements.value(iri, DCTERMS.issued)
    retrieved = statements.value(iri, DG.retrieved)
    return Article(
        text=statements.require(iri, DG.text),
        url=statements.value(iri, DG.url),
        title=statements.value(iri, DCTERMS.title),
        published=None if issued is None else read_moment(issued),
        outlet=statements.value(iri, DG.outlet),
        author=statements.value(iri, DCTERMS.creator),
        language=statements.value(iri, DCTERMS.language),
        retrieved=None if retrieved is None else read_time_of(retrieved),
    )


def _read_run(statements: Statements, iri: str) -> ExtractorInfo:
    return ExtractorInfo(
        name=statements.require(iri, DG.extractorName),
        version=statements.require(iri, DG.extractorVersion),
        model=statements.value(iri, DG.model) or "",
        model_version=statements.value(iri, DG.modelVersion) or "",
        model_hash=statements.value(iri, DG.modelHash) or "",
    )


def _read_mentions(statements: Statements, article_iri: str) -> tuple[Mention, ...]:
    mentions = []
    for iri in statements.values(article_iri, DG.mention):
        kind = member(MentionKind, statements.require(iri, DG.mentionKind))
        name = statements.require(iri, DG.name)
        target = statements.value(iri, DG.refersTo)
        actor: Actor | None = None
        place: Place | None = None
        if target is not None and kind in ACTOR_MENTIONS:
            code = statements.value(iri, DG.actorCode)
            known = authority_actor(target)
            actor = known or Actor(ACTOR_MENTIONS[kind], name, target, code)
        elif target is not None:
            place = read_place(statements, iri)
        mentions.append(
            Mention(
                quote=read_span(statements, iri, DG.surface),
                kind=kind,
                name=name,
                actor=actor,
                place=place,
                date=statements.value(iri, DG.dateValue),
            )
        )
    mentions.sort(key=lambda each: (each.quote.start, each.quote.end, each.kind.value))
    return tuple(mentions)
