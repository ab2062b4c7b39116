"""The page of ``extract --format html``: an article's text with its mentions and claims marked.

One file without scripts or outside resources. Whatever an article says is escaped.
"""

from __future__ import annotations

from collections.abc import Sequence
from html import escape
from itertools import pairwise

from diplograph.graph.model import EventClaim, Extraction, Mention, Participant, Place

_STYLE = """
body { font: 16px/1.6 Georgia, serif; margin: 2rem auto; max-width: 76rem; padding: 0 1rem;
  color: #222; background: #fff }
h1 { font-size: 1.4rem } h2 { font-size: 1.15rem; margin: 0 0 .2rem }
.meta, .legend, dl { font: 13px/1.5 Helvetica, Arial, sans-serif; color: #555 }
section { display: grid; grid-template-columns: minmax(0, 3fr) minmax(0, 2fr); gap: 2rem;
  border-top: 1px solid #ccc; padding-top: 1rem }
.text { white-space: pre-wrap; overflow-wrap: anywhere }
mark { background: none; color: inherit; border-radius: 3px; padding: 0 1px }
.person { background: #fde2c4 } .polity { background: #cfe5f7 }
.organization { background: #dcd6f2 } .place { background: #d4edd4 }
.date { background: #f6e6a8 } .instrument { background: #f6d0d8 }
.claim { border-bottom: 2px solid #7a2e2e }
sup { font: 10px Helvetica, Arial, sans-serif; color: #7a2e2e }
ol { padding-left: 1.4rem } li { margin-bottom: 1rem }
dt { float: left; clear: left; width: 7em; color: #888 } dd { margin: 0 0 0 7.5em }
@media (max-width: 60rem) { section { display: block } }
"""


def page(extractions: Sequence[Extraction]) -> str:
    """Write the page for one or more articles.

    >>> from diplograph.graph.model import Article, Extraction, ExtractorInfo
    >>> html = page([Extraction(Article("A <b> & c."), ExtractorInfo("none", "1"))])
    >>> "A &lt;b&gt; &amp; c." in html
    True
    """
    titles = [extraction.article.title or extraction.article.key for extraction in extractions]
    legend = " ".join(
        f'<mark class="{kind}">{kind}</mark>'
        for kind in ("person", "polity", "organization", "place", "date", "instrument")
    )
    body = "\n".join(
        _article(extraction, title) for extraction, title in zip(extractions, titles, strict=True)
    )
    return (
        '<!DOCTYPE html>\n<html lang="en">\n<head>\n<meta charset="utf-8">\n'
        '<meta http-equiv="Content-Security-Policy"'
        " content=\"default-src 'none'; style-src 'unsafe-inline'\">\n"
        '<meta name="viewport" content="width=device-width">\n'
        f"<title>{escape(titles[0] if len(titles) == 1 else f'{len(titles)} articles')}</title>\n"
        f"<style>{_STYLE}</style>\n</head>\n<body>\n"
        f'<p class="legend">{legend} <mark class="claim">words of a claim<sup>1</sup></mark></p>\n'
        f"{body}\n</body>\n</html>\n"
    )


def _article(extraction: Extraction, title: str) -> str:
    article = extraction.article
    extractor = extraction.extractor
    meta = [
        article.outlet,
        article.author,
        article.published.isoformat() if article.published else "no date of publication",
        article.url,
        f"extractor {extractor.name} {extractor.version} {extractor.model}".strip(),
    ]
    claims = "\n".join(_claim(extraction, number) for number in range(len(extraction.claims)))
    return (
        f'<h1>{escape(title)}</h1>\n<p class="meta">'
        f"{escape(' · '.join(part for part in meta if part))}</p>\n<section>\n"
        f'<div class="text">{_marked(extraction)}</div>\n'
        f"<div><ol>\n{claims}\n</ol>{'' if claims else '<p>No event claims.</p>'}</div>\n</section>"
    )


def _marked(extraction: Extraction) -> str:
    """Cut the text where a mention or a quote begins or ends, and mark each piece."""
    text = extraction.article.text
    quotes = [
        (quote, number + 1)
        for number, claim in enumerate(extraction.claims)
        for quote in claim.evidence
    ]
    cuts = {0, len(text)}
    for quote in [each.quote for each in extraction.mentions] + [quote for quote, _ in quotes]:
        cuts |= {quote.start, quote.end}
    ordered = sorted(cuts)
    pieces = []
    for start, end in pairwise(ordered):
        mention = _innermost(extraction.mentions, start, end)
        claimed = any(quote.start <= start and end <= quote.end for quote, _ in quotes)
        classes = [mention.kind.value] if mention else []
        classes += ["claim"] if claimed else []
        piece = escape(text[start:end])
        if classes:
            hint = f' title="{escape(_describe(mention))}"' if mention else ""
            piece = f'<mark class="{" ".join(classes)}"{hint}>{piece}</mark>'
        ending = sorted({number for quote, number in quotes if quote.end == end})
        if ending:
            piece += f"<sup>{','.join(map(str, ending))}</sup>"
        pieces.append(piece)
    return "".join(pieces)


def _innermost(mentions: Sequence[Mention], start: int, end: int) -> Mention | None:
    covering = [
        mention for mention in mentions if mention.quote.start <= start and end <= mention.quote.end
    ]
    return min(covering, key=lambda m: m.quote.end - m.quote.start, default=None)


def _describe(mention: Mention) -> str:
    parts = [mention.kind.value, mention.name]
    if mention.actor is not None:
        parts += [mention.actor.code or "", mention.actor.iri]
    if mention.place is not None:
        parts += [mention.place.country or "", mention.place.iri]
    parts.append(mention.date or "")
    return " | ".join(part for part in parts if part)


def _claim(extraction: Extraction, number: int) -> str:
    claim = extraction.claims[number]
    rows = [
        ("when", _when(claim)),
        ("where", "; ".join(_where(place) for place in claim.places)),
        *(("who", _who(participant)) for participant in claim.participants),
    ]
    if claim.instrument is not None:
        instrument = claim.instrument
        parties = ", ".join(party.short for party in instrument.parties)
        rows.append(
            (
                "instrument",
                f"{instrument.title} ({instrument.kind.value}"
                f"{f'; parties: {parties}' if parties else ''})",
            )
        )
    rows += [
        ("topics", ", ".join(claim.topics)),
        *(("agreed", quote.text) for quote in claim.commitments),
        ("step", claim.step.value if claim.step is not None else ""),
        *(("said", quote.text) for quote in claim.quotations),
        ("part of", "" if claim.part_of is None else f"claim {claim.part_of + 1}"),
        ("confidence", f"{claim.confidence:.2f}"),
        *(("quote", quote.text) for quote in claim.evidence),
    ]
    details = "".join(
        f"<dt>{escape(name)}</dt><dd>{escape(value)}</dd>" for name, value in rows if value
    )
    heading = claim.type.value
    if claim.status.value != "occurred":
        heading += f" ({claim.status.value})"
    return f"<li><h2>{escape(heading)}</h2><dl>{details}</dl></li>"


def _when(claim: EventClaim) -> str:
    start, end = claim.time.start, claim.time.end
    said = f"“{claim.time.words}”" if claim.time.words else ""
    if start is None:
        return said or "not told"
    span = start.isoformat()
    if end is None:
        span += " and later"
    elif end != start:
        span += f" to {end.isoformat()}"
    return f"{span} {said}".strip()


def _where(place: Place) -> str:
    return f"{place.name} ({place.country})" if place.country else place.name


def _who(participant: Participant) -> str:
    roles = ", ".join(role.value for role in participant.roles)
    represents = ", ".join(actor.short for actor in participant.represents)
    detail = [
        roles,
        participant.office.label if participant.office else "",
        f"for {represents}" if represents else "",
    ]
    return f"{participant.actor.name}: {'; '.join(part for part in detail if part)}"
