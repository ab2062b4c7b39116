"""What an instrument has to do with earlier ones: amends, extends, implements, replaces them."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from diplograph.loaders.extraction import clauses
from diplograph.loaders.extraction.document import Document
from diplograph.loaders.extraction.drafts import InstrumentDraft
from diplograph.loaders.extraction.frames import load_frames
from diplograph.loaders.extraction.instruments import find_instruments, telling_words
from diplograph.loaders.extraction.parsing import ParsedSentence

if TYPE_CHECKING:
    from spacy.tokens import Token as Parsed

_TITLED = re.compile(
    r"\b(?P<word>[a-z]+)\s+(?:to|of|in)\s+the\s+(?P<other>[^,;“”\"]+)$", re.IGNORECASE
)
# Clauses that hang on a new instrument end the search: what they tell is of themselves.
_CLAUSES = frozenset({"acl", "relcl", "advcl"})


def relate(document: Document, parsed: ParsedSentence, instrument: InstrumentDraft) -> None:
    """Note the earlier instruments that the words around an instrument name.

    Read are its own phrase and clauses (``a protocol amending the treaty``, ``amendments to the
    treaty``, ``an agreement on the implementation of the treaty``, ``an accord, which replaces that
    of 1995``); an earlier instrument without a word that tells it from others is nothing to point
    to.
    """
    frames = load_frames()
    head = _head(parsed, instrument)
    if head is None:
        # a title in quotation marks is one word of the parse
        _in_title(instrument)
        return
    if head.lemma_.lower() in frames.additions:
        _note(document, parsed, instrument, "amends", _added_to(head))
    for token in _around(head):
        lemma = token.lemma_.lower()
        if token.pos_ == "VERB" and lemma in frames.relating and token.dep_ in _CLAUSES:
            _note(document, parsed, instrument, frames.relating[lemma], clauses.objects(token))
        elif token.pos_ == "NOUN" and lemma in frames.relating:
            of = clauses.prepositions(token, "of", "to")
            _note(document, parsed, instrument, frames.relating[lemma], of)


def _in_title(instrument: InstrumentDraft) -> None:
    """``“Protocol on amendments to the Agreement on road transport”``."""
    found = _TITLED.search(instrument.title)
    if found is None:
        return
    frames = load_frames()
    word = found["word"].lower()
    relation = next((frames.relating[w] for w in (word, word[:-1]) if w in frames.relating), None)
    title = found["other"].strip(" ,.;")
    heads = [w.lower() for w in re.findall(r"[^\W\d_]+", title)]
    head = next((w for w in heads if w in frames.instruments), None)
    if relation is not None and head is not None:
        start = instrument.start + max(0, instrument.title.find(title))
        other = InstrumentDraft(
            start, start + len(title), title, frames.instruments[head], head, named=True
        )
        instrument.earlier.setdefault(relation, other)


def _head(parsed: ParsedSentence, instrument: InstrumentDraft) -> Parsed | None:
    """The noun of an instrument's phrase."""
    for token in parsed.doc:
        start, end = parsed.span(token)
        if instrument.start <= start < instrument.end and end <= instrument.end:
            if token.lemma_.lower() == instrument.head:
                return token
    return None


def _added_to(head: Parsed) -> list[Parsed]:
    """What an amendment or annex is ``to``, also where the parser hangs it on the verb."""
    told = clauses.prepositions(head, "to", "of")
    if not told and head.i + 1 < len(head.doc) and head.nbor(1).lower_ == "to":
        told = [c for c in head.nbor(1).children if c.dep_ == "pobj"]
    return told


def _around(head: Parsed) -> list[Parsed]:
    """The words under a noun, and the clause that the parser hung on the verb of its sentence."""
    found = [t for t in head.subtree if t is not head]
    verb = clauses.governing_verb(head)
    if verb is not None:
        # "signed a protocol, amending the treaty"
        found += [
            c for c in verb.children if c.dep_ == "advcl" and c.tag_ == "VBG" and c.i > head.i
        ]
    return found


def _note(
    document: Document,
    parsed: ParsedSentence,
    instrument: InstrumentDraft,
    relation: str,
    targets: list[Parsed],
) -> None:
    for other in find_instruments(document, parsed, targets):
        weak = other.head in load_frames().weak_instruments
        tells = other.named or (not weak and telling_words(other.title) - {other.head})
        if tells and other.title != instrument.title:
            instrument.earlier.setdefault(relation, other)
