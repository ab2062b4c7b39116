"""Lists of instruments in one sentence: ``two texts: a loan agreement and a declaration``."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from diplograph.loaders.extraction.document import Document
from diplograph.loaders.extraction.drafts import InstrumentDraft
from diplograph.loaders.extraction.frames import load_frames
from diplograph.loaders.extraction.instruments import instrument_at
from diplograph.loaders.extraction.parsing import ParsedSentence

if TYPE_CHECKING:
    from spacy.tokens import Token as Parsed

# What opens a list after "two texts", "the following documents".
_OPENING = re.compile(r":|\bto\s+wit\b|\bnamely\b|\s[–—]\s", re.IGNORECASE)
# What stands right before an entry of a list.
_ENTRY = re.compile(
    r"(?:[:;,(•–—]|\band|\bas\s+well\s+as|\bplus|\bnamely|\bto\s+wit|\b\d\)|\b[a-z]\))\s*$",
    re.IGNORECASE,
)
_MATTER = r"(?!\d|January|February|Ma|Ap|Ju|August|\w+day\b)[^,;:.()]{3,80}?"
_ANOTHER_ON = re.compile(r",?\s+and\s+on\s+|,\s+on\s+")
# "agreements there on health and on civil aviation", "two papers, on salt and on tea"
_ON_EACH = re.compile(
    rf"(?:\s+(?:there|here))?,?\s+on\s+(?P<matters>{_MATTER}(?:,\s+on\s+{_MATTER})*"
    rf",?\s+and\s+on\s+{_MATTER})(?=[,;:.]|\s+(?:in|at|during|after|on|by|were|was)\b|$)"
)
_AFTER_SEMICOLON = re.compile(r";\s*(?:and\s+)?$")


@dataclass(slots=True)
class Entry:
    """An instrument of a list with the offsets of what is said of it alone.

    ``apart`` tells that the list is divided by semicolons, so that what an entry says of signers is
    its own.
    """

    instrument: InstrumentDraft
    start: int
    end: int
    apart: bool


def heads_list(noun: Parsed) -> bool:
    """Whether a noun announces several instruments: ``two texts``, ``the first accords``."""
    if noun.lower_ == "following":
        return True
    return noun.tag_ in {"NNS", "NNPS"} and noun.lemma_.lower() in load_frames().instruments


def entries(document: Document, parsed: ParsedSentence, noun: Parsed, end: int) -> list[Entry]:
    """Read the list that a plural noun announces, up to an offset; empty where none follows."""
    if not heads_list(noun):
        return []
    opening = _OPENING.search(document.text, parsed.span(noun)[1], end)
    if opening is None:
        return by_matter(document, parsed, noun, end)
    found: list[InstrumentDraft] = []
    for token in noun.doc[noun.i + 1 :]:
        if parsed.span(token)[0] < opening.start() or token.pos_ == "DET":
            continue
        instrument = instrument_at(document, parsed, token)
        if instrument is None or any(i.end > instrument.start for i in found):
            continue
        if _ENTRY.search(document.text[opening.start() : instrument.start]):
            found.append(instrument)
    return _with_reach(found, end, ";" in document.text[opening.end() : end])


def by_matter(document: Document, parsed: ParsedSentence, noun: Parsed, end: int) -> list[Entry]:
    """Read ``agreements on health and on civil aviation``: as many as have an *on* of their own."""
    head = noun.lemma_.lower()
    if noun.tag_ != "NNS" or head not in load_frames().instruments:
        return []
    told = _ON_EACH.match(document.text, parsed.span(noun)[1], end)
    if told is None:
        return []
    kind = load_frames().instruments[head]
    found, start = [], told.start("matters")
    for words in _ANOTHER_ON.split(told["matters"]):
        at = document.text.index(words, start)
        start = at + len(words)
        matter = " ".join(words.split())
        found.append(InstrumentDraft(at, start, f"{head} on {matter}", kind, head, matter))
    return _with_reach(found, end, False)


def divided(document: Document, parsed: ParsedSentence, noun: Parsed, end: int) -> list[Entry]:
    """Read a list whose first entry a noun is and whose others stand after semicolons."""
    first = instrument_at(document, parsed, noun)
    if first is None or ";" not in document.text[first.end : end]:
        return []
    found = [first]
    for token in noun.doc[noun.i + 1 :]:
        instrument = instrument_at(document, parsed, token)
        if instrument is None or found[-1].end > instrument.start:
            continue
        if _AFTER_SEMICOLON.search(document.text[first.end : instrument.start]):
            found.append(instrument)
    return _with_reach(found, end, True) if len(found) > 1 else []


def _with_reach(found: list[InstrumentDraft], end: int, apart: bool) -> list[Entry]:
    ends = [*(i.start for i in found[1:]), end][: len(found)]
    return [Entry(i, i.start, e, apart) for i, e in zip(found, ends, strict=True)]
