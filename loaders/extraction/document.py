"""One article prepared for reading: tokens, sentences, nominals, places and dates, all by offset.

Title and text are read as one: the title comes first unless the text repeats it, so that it helps
with names; offsets of the text are those of the article shifted by ``shift``.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field

from diplograph.graph.model import Article
from diplograph.loaders.extraction.finder import Finder
from diplograph.loaders.extraction.frames import load_frames
from diplograph.loaders.extraction.lexicon import EntryKind, Lexicon
from diplograph.loaders.extraction.local_day import local_day
from diplograph.loaders.extraction.nominals import Nominal
from diplograph.loaders.extraction.parsing import Masked, ParsedSentence, mask
from diplograph.loaders.extraction.places import PlaceMention, find_places
from diplograph.loaders.extraction.segment import Dateline, segment
from diplograph.loaders.extraction.short_forms import find_short_forms
from diplograph.loaders.extraction.times import Calendar, When
from diplograph.loaders.extraction.tokens import Token, sentences, tokenize
from diplograph.loaders.extraction.told_before import complete
from diplograph.loaders.extraction.toponyms import Surroundings


@dataclass(slots=True)
class Sentence:
    """A sentence of the body: token range, what was found in it, and where it stands.

    ``dates`` say when something is; ``named_dates`` only name something ("the 2015 accord").
    In a transcript ``speaker`` is who says it, and ``turn`` counts the times that somebody begins.
    In a diary ``day`` is the one that it stands under.
    """

    index: int
    start: int
    end: int
    item: int
    dateline: Dateline | None
    is_title: bool
    speaker: str | None = None
    turn: int = 0
    day: When | None = None
    nominals: list[Nominal] = field(default_factory=list)
    places: list[PlaceMention] = field(default_factory=list)
    dates: list[When] = field(default_factory=list)
    named_dates: list[When] = field(default_factory=list)
    masked: Masked | None = None
    parsed: ParsedSentence | None = None

    @property
    def hidden(self) -> frozenset[int]:
        """Positions in the sentence of words that belong to the name or title of an actor."""
        return frozenset(
            i - self.start
            for nominal in self.nominals
            if nominal.kind != "instrument"
            for i in range(nominal.start, nominal.end)
        )

    @property
    def lists_names(self) -> bool:
        """Whether it names several persons: they may have come to what another sentence tells."""
        return sum(len(n.names) for n in self.nominals if n.kind != "unsure") >= _SEVERAL

    def gives_office(self, tokens: Sequence[Token]) -> bool:
        """Whether it may say who somebody is: ``X, aged 40, became the first president``.

        ``tokens`` are those of the article. A verb of being stands a few words before an office
        without a name, and a name before that.
        """
        named = [n.end for n in self.nominals if n.names]
        return bool(named) and any(
            tokens[i].key in _BEING and named[0] <= i
            for n in self.nominals
            if n.kind == "role"
            for i in range(max(self.start, n.start - _BETWEEN), n.start)
        )


# Who comes to a gathering of many is told in lists of three and more.
_SEVERAL = 3
_SHORTEST = 3
# "became at last, and to nobody's surprise, the president"
_BETWEEN = 8
_BEING = frozenset("be is are was were been become becomes became remain remains remained".split())


class Document:
    """A prepared article."""

    def __init__(self, article: Article, lexicon: Lexicon) -> None:
        self.article = article
        self.lexicon = lexicon
        title = (article.title or "").strip()
        repeats = not title or article.text.lstrip().startswith(title)
        self.shift = 0 if repeats else len(title) + 2
        self.text = article.text if repeats else f"{title}\n\n{article.text}"
        self.title_end = len(title) if title else 0
        if repeats and title:
            self.title_end += len(article.text) - len(article.text.lstrip())
        self.calendar = Calendar(local_day(article, lexicon))
        self.tokens: list[Token] = []
        self.sentences: list[Sentence] = []
        self.datelines: list[Dateline] = []
        self.dates_apart: list[When] = []
        """Dates that stand apart from what is told: in datelines, or when the article appeared."""
        self._polities: set[str] | None = None
        self._build()

    def _build(self) -> None:
        segments, apart = segment(self.text, self.is_place)
        for start, end in apart:
            self.dates_apart += self.calendar.find(self.text, start, end)
        ranges: list[tuple[int, int, int, Dateline | None, bool, str | None, int]] = []
        item = 0
        speaker, turn = None, 0
        for piece in segments:
            if piece.opens_item:
                item += 1
                if piece.dateline is not None:
                    self.datelines.append(piece.dateline)
            is_title = piece.end <= self.title_end
            start = piece.start
            label = _SPEAKER.match(self.text, piece.start, piece.end)
            if label is not None:
                # in a transcript the name before a colon only says who is speaking
                name, start = label["name"].strip(), label.end()
                speaker = None if self.is_place(name.title()) else name
                turn += 1
            tokens = tokenize(self.text, start, piece.end)
            if is_title:
                tokens = _sentence_case(tokens)
            offset = len(self.tokens)
            self.tokens += tokens
            for a, b in sentences(self.text, tokens):
                ranges.append(
                    (offset + a, offset + b, item, piece.dateline, is_title, speaker, turn)
                )
        finder = Finder(self.tokens, self.lexicon)
        self.surroundings = Surroundings(self.tokens, self.lexicon)
        for a, b, number, dateline, is_title, told_by, said in ranges:
            sentence = Sentence(
                len(self.sentences), a, b, number, dateline, is_title, told_by, said
            )
            sentence.nominals = finder.sentence(a, b)
            begin, stop = self.tokens[a].start, self.tokens[b - 1].end
            sentence.places = find_places(
                self.text, self.tokens, a, b, finder.parser, self.surroundings
            )
            quoted = [
                self.offsets(n.start, n.end) for n in sentence.nominals if n.kind == "instrument"
            ]
            dates = [
                when
                for when in self.calendar.find(self.text, begin, stop)
                if not any(x <= when.start < y for x, y in quoted)
            ]
            sentence.dates = [when for when in dates if not when.is_naming]
            sentence.named_dates = [when for when in dates if when.is_naming]
            self.sentences.append(sentence)
        told = complete(
            self.text, [s.dates for s in self.sentences], self.calendar.published is not None
        )
        for sentence, dates in zip(self.sentences, told, strict=True):
            sentence.dates = dates
        self.parser = finder.parser
        find_short_forms(
            self.tokens,
            ((s.start, s.end, s.nominals) for s in self.sentences),
            self.lexicon.authority,
        )

    @property
    def nominals(self) -> list[Nominal]:
        """All nominals in text order."""
        return [nominal for sentence in self.sentences for nominal in sentence.nominals]

    def speaks_of(self, code: str) -> bool:
        """Whether the article names a polity or its people, not only a town of it."""
        if self._polities is None:
            self._polities = set()
            for i in range(len(self.tokens)):
                match = self.parser.match(i, min(len(self.tokens), i + 6))
                entry = match.of(EntryKind.POLITY, EntryKind.ADJECTIVE) if match else None
                if entry is not None:
                    self._polities.add(entry.code)
        return code in self._polities

    def is_place(self, name: str) -> bool:
        """Whether words name something of the lexicon, such as the town of a dateline."""
        tokens = tokenize(name)
        if not tokens:
            return False
        match = self.lexicon.match(tokens, 0, len(tokens))
        places = (EntryKind.CITY, EntryKind.POLITY, EntryKind.VENUE)
        return match is not None and match.length == len(tokens) and match.of(*places) is not None

    def prepare(self, first_look: bool = True, has_sides: bool = True) -> list[Sentence]:
        """Mask the sentences that are to be parsed: after a first look, those that can tell.

        Where an article does not speak of two sides, its sentences can only name an instrument.
        """
        may_tell = self._may_tell if has_sides else self._may_name
        wanted = []
        for sentence in self.sentences:
            asked = self.tokens[sentence.end - 1].text == "?" or sentence.speaker in {
                "QUESTION",
                "Q",
            }
            if asked:
                # a question asserts nothing
                continue
            if sentence.end - sentence.start < _SHORTEST:
                continue
            if not first_look or may_tell(sentence):
                sentence.masked = mask(
                    self.text, self.tokens, sentence.start, sentence.end, sentence.nominals
                )
                wanted.append(sentence)
        return wanted

    def _may_tell(self, sentence: Sentence) -> bool:
        """Whether a sentence can tell an event, or who somebody in an event is."""
        tokens = self.tokens[sentence.start : sentence.end]
        look = load_frames().first_look
        placed = bool(sentence.places) or sentence.dateline is not None
        return (
            look.sees(tokens, sentence.hidden, placed, bool(sentence.nominals))
            or sentence.lists_names
            or (bool(sentence.nominals) and look.hears(tokens))
            or sentence.gives_office(self.tokens)
        )

    def _may_name(self, sentence: Sentence) -> bool:
        """Whether a sentence can name an instrument."""
        return load_frames().first_look.names(self.tokens[sentence.start : sentence.end])

    def offsets(self, start: int, end: int) -> tuple[int, int]:
        """Offsets of the text analysed for a token range."""
        return self.tokens[start].start, self.tokens[end - 1].end


_SPEAKER = re.compile(
    r"\s*(?P<name>(?:[A-ZÀ-Þ][A-ZÀ-Þ.’'-]+)(?:\s+[A-ZÀ-Þ][A-ZÀ-Þ.’'-]*){0,6}|Q|A)\s*:\s+(?=\S)"
)
_SMALL = frozenset("a an the of in on at to for and or with by from as its his her".split())
_HEADLINE = re.compile(
    r"hosts?|meets?|receives?|visits?|signs?|arrives?|holds?|talks?|calls?|speaks?|travels?|"
    r"wraps?|ends?|begins?|agrees?|welcomes?|leaders?|ministers?|presidents?|heads?|counterparts?|"
    r"envoys?|ambassadors?|delegations?|says?|vows?|urges?|seeks?|eyes?|backs?|hails?|foreign|"
    r"prime|trip|visit|summit|meeting|deal|agreement|treaty|ink|inks|discuss(?:es)?|conclude[sd]?"
)


def _sentence_case(tokens: list[Token]) -> list[Token]:
    """Lower the words of a title-cased headline that are not names."""
    words = [t for t in tokens if t.is_word and t.key not in _SMALL]
    capitals = sum(t.is_capitalised for t in words)
    if not words or capitals < 0.7 * len(words):
        return tokens
    return [t.lowered() if t.is_word and _HEADLINE.fullmatch(t.key) else t for t in tokens]
