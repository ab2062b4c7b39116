"""Instruments: the noun phrases for treaties, agreements, memorandums and their like."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from diplograph.graph.model import InstrumentKind, InstrumentRelation
from diplograph.loaders.extraction import clauses
from diplograph.loaders.extraction.document import Document, Sentence
from diplograph.loaders.extraction.drafts import InstrumentDraft
from diplograph.loaders.extraction.frames import load_frames
from diplograph.loaders.extraction.nominals import Nominal
from diplograph.loaders.extraction.parsing import ParsedSentence
from diplograph.loaders.extraction.tokens import fold

if TYPE_CHECKING:
    from spacy.tokens import Doc
    from spacy.tokens import Token as Parsed

_SUBJECT = re.compile(
    r"\b(?:on|of|for|concerning|regarding|about|abolishing|establishing|providing\s+for|to|"
    r"that\s+brings|under\s+which|fixing|which\s+brings)\s+(?P<subject>.+)$",
    re.IGNORECASE | re.DOTALL,
)
_OF_UNDERSTANDING = re.compile(r"\bof\s+understanding\b", re.IGNORECASE)
_LEADING = re.compile(
    r"^(?:(?:a|an|the|this|that|these|those|another|its|their|his|her|also|new|separate|"
    r"so-called)\s+)+",
    re.IGNORECASE,
)
_UNCOUNTED = frozenset(
    "number hundred dozen series range set package several many some few more further "
    "additional such various other".split()
)
_COUNTS = frozenset("two three four five six seven eight nine ten dozen".split())
_GENERIC_WORDS = frozenset({"document", "paper", "text", "instrument"})
_OF_A_LIST = frozenset({"conj", "dobj"})
_IMPLEMENTING = frozenset(
    "implement implementation execution fulfilment fulfillment realise realisation "
    "realization realize apply application carry".split()
)
_DISCUSSING = frozenset("discuss negotiate review consider draft talk debate raise".split())
_PROMISING = frozenset(["prepare", "promise", "plan", "propose", "intend", "ready"])


def find_instruments(
    document: Document, parsed: ParsedSentence, targets: list[Parsed]
) -> list[InstrumentDraft]:
    """Instruments named by noun phrases and their conjuncts, each one by itself."""
    found: list[InstrumentDraft] = []
    for target in targets:
        for noun in clauses.with_conjuncts(target):
            instrument = instrument_at(document, parsed, noun)
            if instrument is None and noun.dep_ == "pobj" and noun.head.lower_ in {"of", "on"}:
                # "the declaration of principles which they signed": a parse may take the last noun
                instrument = instrument_at(document, parsed, noun.head.head)
            if instrument is None and noun.lemma_ in {
                "ceremony",
                "signing",
                "text",
                "draft",
                "lunch",
            }:
                for inner in clauses.prepositions(noun, "of", "for"):
                    found += find_instruments(document, parsed, [inner])
                continue
            if instrument is not None and all(i.start != instrument.start for i in found):
                if not (found and is_restated(noun)):
                    found.append(instrument)
    return found


def each_or_none(instruments: list[InstrumentDraft]) -> list[InstrumentDraft | None]:
    """Each instrument, or one None: a signing of something told elsewhere."""
    return [*instruments] or [None]


def is_restated(noun: Parsed) -> bool:
    """``the declaration, a paper which everybody quotes``: what was named, in another word."""
    first = noun.left_edge.i
    apart = first > 0 and noun.doc[first - 1].text == ","
    return apart and noun.dep_ not in _OF_A_LIST and noun.lemma_.lower() in _GENERIC_WORDS


def instrument_at(
    document: Document, parsed: ParsedSentence, noun: Parsed
) -> InstrumentDraft | None:
    """The instrument that a noun heads, None for other nouns and for uncounted many."""
    frames = load_frames()
    head = noun.lemma_.lower()
    if head == "map" and noun.i > 0 and noun.nbor(-1).lower_ == "road":
        head = "roadmap"
    quoted = parsed.nominal(noun)
    if quoted is not None and quoted.kind == "unsure":
        start, end = document.offsets(quoted.start, quoted.end)
        acronym = document.text[start:end]
        if acronym in frames.acronyms:
            kind = frames.acronyms[acronym]
            return InstrumentDraft(start, end, acronym, kind, acronym.lower(), named=True)
    if quoted is not None and quoted.kind == "instrument":
        return quoted_instrument(document, quoted) if noun.pos_ != "DET" else None
    if is_ellipsis(noun):
        return _ellipsis(document, parsed, noun)
    if head not in frames.instruments or parsed.nominal(noun) is not None:
        return None
    children = list(noun.children)
    modifiers = {c.lower_ for c in children if c.dep_ in {"amod", "nummod", "det", "quantmod"}}
    if noun.tag_ in {"NNS", "NNPS"} and not noun.is_title:
        numbers = {c.lower_ for c in children if c.dep_ == "nummod"}
        about = {"on", "for", "to"} if head in frames.additions else {"on", "for"}
        specific = any(c.dep_ == "prep" and c.lower_ in about for c in children)
        # "signed amendments to the treaty": the parser may hang the rest on the verb
        specific |= (
            head in frames.additions
            and noun.i + 1 < len(noun.doc)
            and (noun.nbor(1).lower_ == "to")
        )
        # "signed agreements with A and B", "the signing of accords between A and B"
        specific |= any(c.dep_ == "prep" and c.lower_ in {"with", "between"} for c in children)
        if not specific and not modifiers & {"the", "these", "both"}:
            return None
        if modifiers & _UNCOUNTED or (numbers and not numbers & _COUNTS):
            return None
    if modifiers & {"no", "any"} or (head == "deal" and modifiers & {"good", "great"}):
        return None
    if any(
        c.lower_ in {"joint", "trilateral", "bilateral", "common"} for c in children
    ) or head not in {"statement"}:
        start, end = _phrase(parsed, noun)
    else:
        return None
    words = document.text[start:end]
    title = _LEADING.sub("", " ".join(words.split())).strip(' ,“”"‘’')
    if not title:
        return None
    kind = frames.instruments[head]
    if "memorandum" in title.lower():
        kind = InstrumentKind.MEMORANDUM
    if head == "declaration" and re.search(r"\bjoint\b", title, re.IGNORECASE):
        kind = InstrumentKind.JOINT_STATEMENT
    found = _SUBJECT.search(_OF_UNDERSTANDING.sub("", title))
    subject = found["subject"].strip() if found else None
    named = _is_named(title)
    qualified = any(c.dep_ in {"acl", "relcl"} for c in children)
    if subject is None:
        subject = _told_subject(document, parsed, noun)
    definite = (
        bool(modifiers & {"the", "this", "that"})
        and not named
        and subject is None
        and not qualified
    )
    return InstrumentDraft(
        start,
        end,
        title,
        kind,
        head,
        subject,
        definite and head in frames.anaphoric_instruments,
        named,
    )


def quoted_instrument(document: Document, nominal: Nominal) -> InstrumentDraft:
    """The instrument whose title stands in quotation marks."""
    start, end = document.offsets(nominal.start, nominal.end)
    title = " ".join(document.text[start:end].split()).strip('“”"«»„ ,.;')
    frames = load_frames()
    words = [w.lower() for w in re.findall(r"[^\W\d_]+", title)]
    head = next(w for w in words if w in frames.instruments)
    subject = _SUBJECT.search(title)
    return InstrumentDraft(
        start, end, title, frames.instruments[head], head,
        subject["subject"].strip() if subject else None, False, True,
    )  # fmt: skip


def _told_subject(document: Document, parsed: ParsedSentence, noun: Parsed) -> str | None:
    """``an agreement that brings insurance to ...``: the clause tells what it is about."""
    for child in noun.children:
        if child.dep_ == "relcl" and child.i > noun.i and child.tag_ in {"VBZ", "VBP", "VBD", "MD"}:
            pronouns = [
                t for t in child.children if t.lower_ in {"that", "which"} and t.dep_ == "nsubj"
            ]
            if pronouns and child.lemma_ not in {"be", "have"}:
                last = max(child.subtree, key=lambda t: t.i)
                while last.is_punct:
                    last = last.nbor(-1)
                told = next((c for c in child.children if c.dep_ == "dobj"), None)
                if told is None:
                    return None
                start, end = parsed.source_range(told.left_edge, last)
                return f"{_gerund(child.lemma_)} " + " ".join(document.text[start:end].split())
    return None


def _gerund(verb: str) -> str:
    """``bringing`` for ``bring``, as a subject is worded.

    >>> _gerund("bring"), _gerund("abolish"), _gerund("provide"), _gerund("set")
    ('bringing', 'abolishing', 'providing', 'setting')
    """
    if verb in {"set", "put", "cut", "let", "get", "ban", "stop", "begin", "permit", "commit"}:
        return f"{verb}{verb[-1]}ing"
    if verb.endswith("e") and not verb.endswith(("ee", "oe", "ye")):
        return f"{verb[:-1]}ing"
    return f"{verb}ing"


_ORDINALS = frozenset("other second third fourth fifth sixth".split())


def is_ellipsis(noun: Parsed) -> bool:
    """``another on Y``, ``one on X``, ``a third on Z``: one more of what was named before."""
    if noun.lower_ not in {"another", "one"} and (
        noun.lower_ not in _ORDINALS or noun.i == 0 or noun.nbor(-1).lower_ not in {"a", "the"}
    ):
        return False
    if noun.i + 1 >= len(noun.doc):
        return False
    return noun.nbor(1).lower_ in {"on", "for", "about", "concerning", "regarding", "covering"}


def _ellipsis(document: Document, parsed: ParsedSentence, noun: Parsed) -> InstrumentDraft | None:
    """``a protocol on X and another on Y``: the second is of the first one's kind."""
    frames = load_frames()
    named = [t for t in noun.doc[: noun.i] if t.lemma_.lower() in frames.instruments
             and parsed.nominal(t) is None and t.pos_ in {"NOUN", "PROPN"}]  # fmt: skip
    if not named:
        return None
    head = named[-1].lemma_.lower()
    start, end = _phrase(parsed, noun)
    words = " ".join(document.text[start:end].split())
    rest = re.sub(r"^(?:(?:a|the)\s+)?(?:another|one|\w+)\b", "", words).strip()
    subject = _SUBJECT.search(rest)
    return InstrumentDraft(
        start, end, f"{head} {rest}".strip(), frames.instruments[head], head,
        subject["subject"].strip() if subject else None,
    )  # fmt: skip


def _is_named(title: str) -> bool:
    """Whether the phrase is a proper name: ``Treaty of Alliance``, ``Panmunjom Declaration``."""
    words = re.findall(r"[^\W\d_][\w’'-]*", title)
    capitals = [w for w in words if w[0].isupper()]
    instruments = load_frames().instruments
    return any(w.lower() in instruments for w in capitals) and len(capitals) >= 2


_CIRCUMSTANCES = frozenset(
    "in at during after before by from under as through with between following within upon "
    "without despite amid while when since until via here there together today yesterday".split()
)
_FIELDS = frozenset({"field", "area", "sphere", "fields", "areas", "spheres", "sector"})


def _phrase(parsed: ParsedSentence, noun: Parsed) -> tuple[int, int]:
    """Offsets of an instrument's noun phrase, read along the words.

    The tree of a small parser is least sure about what long noun phrases end with, so the phrase is
    cut where a clause, another instrument, a comma or a circumstance visibly begins.
    """
    doc = noun.doc
    first = noun.i
    while first > 0 and _qualifies(doc[first - 1], parsed):
        first -= 1
        if doc[first].pos_ == "DET":
            break
    last = noun.i
    i = noun.i + 1
    while i < len(doc):
        token = doc[i]
        dash = token.text == "-" and token.whitespace_ and token.nbor(-1).whitespace_
        if dash or (token.is_punct and token.text not in {"-", "'", "&", "/"}):
            break
        if (
            token.tag_ in {"WDT", "WP", "WRB", "VBD", "VBZ", "VBP", "MD"}
            and token.dep_ != "compound"
        ):
            break
        if token.tag_ == "VBN" and i == noun.i + 1:
            break
        if token.dep_ == "cc" and _new_conjunct(doc, i):
            break
        if token.lower_ in _CIRCUMSTANCES and token.pos_ in {"ADP", "SCONJ", "ADV", "NOUN"}:
            if not (token.lower_ == "in" and any(t.lower_ in _FIELDS for t in doc[i : i + 4])):
                break
        if doc[i - 1].lower_ == "on" and parsed.entity_type(token) == "DATE":
            last -= 1
            break
        last = i
        i += 1
    while last > noun.i and (
        doc[last].pos_ in {"ADP", "DET", "CCONJ", "PART"} or doc[last].is_punct
    ):
        last -= 1
    return parsed.source_range(doc[first], doc[last])


def _qualifies(token: Parsed, parsed: ParsedSentence) -> bool:
    """Whether a word before the noun belongs to its phrase."""
    if token.pos_ in {"DET", "ADJ", "NOUN", "PROPN", "NUM"} or (
        token.tag_ == "PRP$" or (token.tag_ == "VBN" and token.dep_ == "amod")
    ):
        nominal = parsed.nominal(token)
        return nominal is None or (
            nominal.kind in {"polity", "organization"} and token.dep_ == "compound"
        )
    return token.text in {"-"} and token.i > 0


def _new_conjunct(doc: Doc, i: int) -> bool:
    """Whether another instrument or a clause begins after a conjunction."""
    frames = load_frames()
    for token in doc[i + 1 : i + 8]:
        if token.pos_ in {"VERB", "AUX"} and token.tag_ != "VBG":
            return True
        if token.is_punct:
            return False
        if token.lemma_.lower() in frames.instruments or token.lower_ in {"another"}:
            return True
        if is_ellipsis(token):
            return True
    return False


def instruments_after(
    document: Document, parsed: ParsedSentence, verb: Parsed
) -> list[InstrumentDraft]:
    """Instruments that stand after a verb, up to the next verb, whatever the parse says."""
    found: list[InstrumentDraft] = []
    for token in verb.doc[verb.i + 1 :]:
        if (
            token.tag_ in {"VBD", "VBZ", "VBP", "MD"}
            and token.dep_ not in {"relcl"}
            and found == []
        ):
            break
        if token.tag_ in {"VBD", "VBZ", "VBP", "MD", "WDT"}:
            break
        instrument = None
        before = token.nbor(-1)
        if before.pos_ in {"DET", "ADJ", "NOUN", "PROPN", "NUM"} or is_ellipsis(token):
            instrument = instrument_at(document, parsed, token)
        if instrument is not None and all(i.end <= instrument.start for i in found):
            if not (found and is_restated(token)):
                found.append(instrument)
    return found


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


def named_instruments(
    document: Document, sentence: Sentence
) -> list[tuple[InstrumentDraft, InstrumentRelation]]:
    """Instruments with a proper name in a sentence, with what is said of them."""
    assert sentence.parsed is not None
    found = []
    for token in sentence.parsed.doc:
        if token.pos_ in {"NOUN", "PROPN"}:
            instrument = instrument_at(document, sentence.parsed, token)
            if (
                instrument is not None
                and instrument.named
                and instrument.kind is not InstrumentKind.OTHER
            ):
                found.append((instrument, relation_of(token)))
    return found


def instruments_agree(x: InstrumentDraft | None, y: InstrumentDraft | None) -> bool:
    """Whether two phrases of one article, the first one first, can stand for one instrument."""
    if x is None or y is None:
        return True
    if y.definite or x.definite:
        generic = _GENERIC_WORDS
        return y.head in generic or x.head in generic or y.head == x.head or x.kind == y.kind
    words_x, words_y = telling_words(x.title), telling_words(y.title)
    if not words_x or not words_y:
        return x.kind == y.kind or x.head == y.head
    shared = len(words_x & words_y)
    if x.kind != y.kind and not (x.named and y.named):
        return False
    return shared >= 0.5 * min(len(words_x), len(words_y))


_GENERIC = frozenset(
    "of on the a an for and to in agreement treaty memorandum protocol accord understanding deal "
    "pact worth document statement joint communique declaration".split()
)


def telling_words(title: str) -> set[str]:
    """The words of a title that tell an instrument from others.

    >>> sorted(telling_words("the Treaty of Alliance"))
    ['alliance']
    """
    return {fold(w) for w in title.replace("-", " ").split()} - _GENERIC
