"""Instruments: the noun phrases for treaties, agreements, memorandums and their like."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from diplograph.graph.model import InstrumentKind, InstrumentRelation
from diplograph.loaders.extraction import clauses
from diplograph.loaders.extraction.document import Document, Sentence
from diplograph.loaders.extraction.drafts import InstrumentDraft
from diplograph.loaders.extraction.frames import load_frames
from diplograph.loaders.extraction.parsing import ParsedSentence

if TYPE_CHECKING:
    from spacy.tokens import Token as Parsed

_SUBJECT = re.compile(
    r"\b(?:on|of|for|concerning|regarding|about|abolishing|establishing|providing\s+for|to|"
    r"that\s+brings|under\s+which|fixing|which\s+brings)\s+(?P<subject>.+)$",
    re.IGNORECASE | re.DOTALL,
)
_LEADING = re.compile(
    r"^(?:(?:a|an|the|this|that|these|those|another|its|their|his|her|also|new|separate)\s+)+",
    re.IGNORECASE,
)
_UNCOUNTED = frozenset(
    "number hundred dozen series range set package several many some few more further additional "
    "such various other".split()
)
_COUNTS = frozenset("two three four five six seven eight nine ten dozen".split())
_BREAKS = frozenset({"relcl", "conj", "cc", "appos", "advcl", "parataxis"})
_IMPLEMENTING = frozenset("implement implementation execution fulfilment fulfillment realise "
                          "realisation realization realize apply application carry".split())  # fmt: skip
_DISCUSSING = frozenset("discuss negotiate review consider draft talk debate raise".split())
_PROMISING = frozenset("prepare promise plan propose intend ready".split())


def find_instruments(
    document: Document, parsed: ParsedSentence, targets: list[Parsed]
) -> list[InstrumentDraft]:
    """Instruments named by noun phrases and their conjuncts, each one by itself."""
    found: list[InstrumentDraft] = []
    for target in targets:
        for noun in clauses.with_conjuncts(target):
            instrument = instrument_at(document, parsed, noun)
            if instrument is None and noun.lemma_ in {"ceremony", "signing", "text", "draft", "lunch"}:
                for inner in clauses.prepositions(noun, "of", "for"):
                    found += find_instruments(document, parsed, [inner])
                continue
            if instrument is not None and all(i.start != instrument.start for i in found):
                found.append(instrument)
    return found


def instrument_at(
    document: Document, parsed: ParsedSentence, noun: Parsed
) -> InstrumentDraft | None:
    """The instrument that a noun heads, None for other nouns and for uncounted many."""
    frames = load_frames()
    head = noun.lemma_.lower()
    if noun.lower_ == "another" or noun.lower_ == "one":
        return _ellipsis(document, parsed, noun)
    if head not in frames.instruments or parsed.nominal(noun) is not None:
        return None
    children = list(noun.children)
    modifiers = {c.lower_ for c in children if c.dep_ in {"amod", "nummod", "det", "quantmod"}}
    if noun.tag_ in {"NNS", "NNPS"} and not noun.is_title:
        numbers = {c.lower_ for c in children if c.dep_ == "nummod"}
        specific = any(c.dep_ == "prep" and c.lower_ in {"on", "for"} for c in children)
        if not specific and not modifiers & {"the", "these", "both"}:
            return None
        if modifiers & _UNCOUNTED or (numbers and not numbers & _COUNTS):
            return None
    if modifiers & {"no", "any"}:
        return None
    if any(c.lower_ in {"joint"} for c in children) or head not in {"statement"}:
        start, end = _phrase(document, parsed, noun)
    else:
        return None
    words = document.text[start:end]
    title = _LEADING.sub("", " ".join(words.split())).strip(" ,“”\"‘’")
    if not title:
        return None
    kind = frames.instruments[head]
    if "memorandum" in title.lower():
        kind = InstrumentKind.MEMORANDUM
    if head == "declaration" and re.search(r"\bjoint\b", title, re.IGNORECASE):
        kind = InstrumentKind.JOINT_STATEMENT
    subject = _SUBJECT.search(title)
    named = _is_named(title)
    definite = bool(modifiers & {"the", "this", "that"}) and not named and subject is None
    return InstrumentDraft(
        start, end, title, kind, head, subject["subject"].strip() if subject else None,
        definite and head in frames.anaphoric_instruments, named,
    )  # fmt: skip


def _ellipsis(document: Document, parsed: ParsedSentence, noun: Parsed) -> InstrumentDraft | None:
    """``a protocol on X and another on Y``: the second is of the first one's kind."""
    head = noun.head
    if noun.dep_ != "conj" or head.lemma_.lower() not in load_frames().instruments:
        return None
    start, end = _phrase(document, parsed, noun)
    words = " ".join(document.text[start:end].split())
    rest = re.sub(r"^(?:another|one)\b", "", words).strip()
    kind = load_frames().instruments[head.lemma_.lower()]
    subject = _SUBJECT.search(rest)
    return InstrumentDraft(
        start, end, f"{head.lemma_.lower()} {rest}".strip(), kind, head.lemma_.lower(),
        subject["subject"].strip() if subject else None,
    )  # fmt: skip


def _is_named(title: str) -> bool:
    """Whether the phrase is a proper name: ``Treaty of Alliance``, ``Panmunjom Declaration``."""
    words = [w for w in re.findall(r"[^\W\d_][\w’'-]*", title)]
    capitals = [w for w in words if w[0].isupper()]
    instruments = load_frames().instruments
    return any(w.lower() in instruments for w in capitals) and len(capitals) >= 2


def _phrase(document: Document, parsed: ParsedSentence, noun: Parsed) -> tuple[int, int]:
    """Offsets of a noun phrase, cut where a clause, a conjunct or a circumstance begins."""
    left = noun.left_edge
    while left.i < noun.i and left.is_punct:
        left = left.nbor(1)
    right = noun
    for child in sorted(noun.rights, key=lambda c: c.i):
        if child.dep_ in _BREAKS or (child.is_punct and child.text not in {"-", "'", "’"}):
            break
        if child.dep_ == "prep" and child.lower_ in {"in", "at", "during", "after", "before", "by",
                                                     "from", "under", "as", "through", "with", "between"}:  # fmt: skip
            break
        if child.dep_ == "acl" and child.tag_ not in {"VBG"}:
            break
        right = _trimmed_edge(child)
    start, end = parsed.source_range(left, right)
    return start, end


def _trimmed_edge(child: Parsed) -> Parsed:
    """The last token of a modifier, before any relative clause or circumstance inside it."""
    last = child
    for token in sorted(child.subtree, key=lambda t: t.i):
        if token.i < child.i:
            continue
        if token.dep_ in {"relcl", "advcl", "cc"} and token.i > child.i + 1:
            left = token.left_edge.i
            if token.dep_ == "cc" and not _coordinates_event(token):
                last = token
                continue
            return child.doc[max(child.i, left - 1)] if left > child.i else last
        if token.lower_ in {"who", "which", "that", "where", "under"} and token.i > child.i:
            return last
        if token.is_punct and token.text in {",", ";", ".", "(", ":"}:
            return last
        last = token
    return last


def _coordinates_event(token: Parsed) -> bool:
    """Whether a conjunction inside a phrase goes on with another instrument or clause."""
    frames = load_frames()
    for conjunct in token.head.children:
        if conjunct.dep_ == "conj" and conjunct.i > token.i:
            if conjunct.lemma_.lower() in frames.instruments or conjunct.pos_ in {"VERB", "AUX"}:
                return True
    return False


def relation_of(noun: Parsed) -> InstrumentRelation:
    """What the clause around an instrument says of it: discussed, implemented, promised."""
    current = noun
    for _ in range(6):
        lemma = current.lemma_.lower()
        if lemma in _IMPLEMENTING or (lemma == "entry" and current.pos_ == "NOUN"):
            return InstrumentRelation.IMPLEMENTED
        if lemma in _PROMISING and current.pos_ in {"VERB", "ADJ"}:
            return InstrumentRelation.PROMISED
        if lemma in _DISCUSSING:
            return InstrumentRelation.DISCUSSED
        if current.head == current:
            break
        current = current.head
    return InstrumentRelation.MENTIONED


def named_instruments(document: Document, sentence: Sentence) -> list[tuple[InstrumentDraft, InstrumentRelation]]:
    """Instruments with a proper name in a sentence, with what is said of them."""
    assert sentence.parsed is not None
    found = []
    for token in sentence.parsed.doc:
        if token.pos_ in {"NOUN", "PROPN"}:
            instrument = instrument_at(document, sentence.parsed, token)
            if instrument is not None and instrument.named and instrument.kind is not InstrumentKind.OTHER:
                found.append((instrument, relation_of(token)))
    return found
