"""Dates of the GUM corpus: how many are normalised as its annotators did.

The corpus comes as tokens in TEI; the text is put together again with the usual spaces. Of its
dates those count whose value is a day, month or year; the day on which the text was written is the
day of publication. A date is right when an expression that overlaps its words has exactly its
value: no range, no other precision. ``normalised`` asks the date finder about every sentence,
``mentioned`` looks at the date mentions of the extraction.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterator
from functools import lru_cache
from pathlib import Path
from xml.etree import ElementTree

from measuring import BUNDLED, SHARED, Measured, extractor_named, of_shares
from scoring import Share

from diplograph.graph.model import Article, Extraction, MentionKind
from diplograph.loaders.extraction.times import Calendar

FOLDER = SHARED / "gum_dates"
_VALUE = re.compile(r"\d{4}(?:-\d\d(?:-\d\d)?)?")
_ATTACHED = re.compile(r"[.,;:!?%)\]}’”]|['’](?:s|re|ve|ll|d|m)|n['’]t", re.IGNORECASE)
_OPENING = frozenset("([{$£€“‘")
_BLOCKS = frozenset(("p", "head", "item", "caption", "sp", "l"))


class Text:
    """The text of a TEI document, with its sentences and dates by offset.

    >>> one = "<text><s><date when='2006-03'>March\\tNP\\n2006\\tCD\\n</date>.\\tSENT\\n</s></text>"
    >>> text = Text(ElementTree.fromstring(one))
    >>> text.text, text.sentences, text.dates
    ('March 2006.', [(0, 11)], [(0, 10, '2006-03')])
    """

    def __init__(self, root: ElementTree.Element) -> None:
        self.text = ""
        self.sentences: list[tuple[int, int]] = []
        self.dates: list[tuple[int, int, str]] = []
        self._space = ""
        self._read(root)

    def _read(self, element: ElementTree.Element) -> None:
        if element.tag in _BLOCKS and self.text:
            self._space = "\n\n"
        before = len(self.text)
        self._add(element.text, element.tag == "w")
        for child in element:
            self._read(child)
            self._add(child.tail, element.tag == "w")
        if element.tag == "w" and self._space != "\n\n":
            self._space = " "
        said = self.text[before:]
        span = before + len(said) - len(said.lstrip()), len(self.text)
        if element.tag == "s":
            self.sentences.append(span)
        elif element.tag == "date" and _VALUE.fullmatch(element.get("when", "")):
            self.dates.append((*span, element.attrib["when"]))

    def _add(self, lines: str | None, is_one_word: bool) -> None:
        """Add the tokens of some lines; those of one word ("face - to - face") without spaces."""
        for line in (lines or "").splitlines():
            token, tab, _ = line.partition("\t")
            if tab:
                space = "" if self._space == " " and _ATTACHED.fullmatch(token) else self._space
                self.text += space + token
                self._space = "" if is_one_word or token in _OPENING else " "


def overlapping(words: tuple[int, int], dates: list[tuple[int, int, str]]) -> list[str]:
    """The values of the dates found that overlap some words."""
    return [value for a, b, value in dates if a < words[1] and words[0] < b]


def _by_calendar(text: Text, written: dt.date) -> Iterator[tuple[int, int, str]]:
    calendar = Calendar(written)
    for start, end in text.sentences:
        for when in calendar.find(text.text, start, end):
            if when.first is not None and when.first == when.last:
                yield when.start, when.end, when.first.isoformat()


def _by_mention(extraction: Extraction) -> Iterator[tuple[int, int, str]]:
    for mention in extraction.mentions:
        if mention.kind is MentionKind.DATE and mention.date is not None:
            yield mention.quote.start, mention.quote.end, mention.date


def _read(path: Path) -> tuple[Text, Article]:
    root = ElementTree.parse(path).getroot()
    text = Text(root)
    written = dt.date.fromisoformat(root.attrib["dateCreated"])
    return text, Article(text.text, root.attrib["sourceURL"], None, written)


@lru_cache(maxsize=4)
def gum_sets(extractor: str = BUNDLED) -> tuple[Measured, ...]:
    """Dates of a day, month or year that are normalised right."""
    read = [_read(path) for path in sorted(FOLDER.glob("*.xml"))]
    shares = {"normalised": Share(), "mentioned": Share()}
    notes: list[str] = []
    extractions = extractor_named(extractor).extract_many([article for _, article in read])
    for (text, article), extraction in zip(read, extractions, strict=True):
        assert article.published_on is not None
        found = list(_by_calendar(text, article.published_on))
        mentioned = list(_by_mention(extraction))
        for start, end, value in text.dates:
            given = overlapping((start, end), found)
            shares["normalised"].add(value in given)
            shares["mentioned"].add(value in overlapping((start, end), mentioned))
            if value not in given:
                around = text.text[max(0, start - 60) : end + 40].replace("\n", " ")
                words = text.text[start:end]
                notes.append(f"WRONG {words!r} is {value}, not {given or 'found'}; written ")
                notes[-1] += f"{article.published_on}\n      | {around}"
    return (of_shares("gum_dates", len(read), shares, notes),)
