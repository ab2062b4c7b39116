"""Segment an article: what is told, and what merely stands around it.

Datelines, bylines, photo credits, wire signatures, crumbs that link to other articles and the
attribution lines of press offices are told apart from the body, because a name or a place in them
is nobody's and nowhere's; a dateline gives the default place of local events.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

# Lines that are about the article, not about the world.
_FURNITURE = re.compile(
    r"""^\W*(?:
        (?:photo|picture|image|video|source|caption)s?(?:\s+(?:source|credit|by|courtesy))?\s*[:©]
      | photo(?:graph)?s?\s+by\b | by\s+[A-Z][^.!?]{2,60}$ | \(?(?:reporting|writing|editing|
        additional\s+reporting|compiled|translated)\s+by\b
      | (?:read|see|watch)\s+(?:also|more|next)\b | also\s+(?:in|on|read)\b | related\b.{0,20}:
      | more\s+(?:on|from)\b.{0,60}$ | tags?\s*: | share\s+this\b | follow\s+us\b | contact\s*:
      | enditem\b | ends?\s*/?$ | \#\#+ | copyright\b | ©
      | the\s+(?:below|following|text\s+below)\b.{0,60}\b(?:is\s+attributable|was\s+released|
        was\s+issued|is\s+the\s+text)
      | office\s+of\s+the\s+spokesperson\W*$ | for\s+immediate\s+release | media\s+note\W*$
      | begin\s+text\W*$ | end\s+text\W*$
    )""",
    re.IGNORECASE | re.VERBOSE,
)
_INITIAL_BYLINE = re.compile(r"^\W*(?:[A-Z]\.\s?){1,2}[A-Z][\w’'-]+[.,]?\s*(?:photo\b.*)?$", re.I)
_BY_NAME = re.compile(r"^\W*By\s+[A-Z]")

_MONTH = (
    r"(?:Jan(?:uary)?|Feb(?:ruary)?|Mar(?:ch)?|Apr(?:il)?|May|June?|July?|Aug(?:ust)?|"
    r"Sept?(?:ember)?|Oct(?:ober)?|Nov(?:ember)?|Dec(?:ember)?)\.?"
)
_FILED = (
    rf"(?i:\d{{1,2}}(?:st|nd|rd|th)?\s+{_MONTH}|{_MONTH}\s+\d{{1,2}}"
    r"|(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day)"
)
_DATELINE = re.compile(
    rf"""^\W{{0,2}}
      (?!(?i:(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day)\b)
      (?P<city>[A-ZÀ-Þ][\w.’'À-ÿ-]*(?:[ ](?:[A-ZÀ-Þ][\w.’'À-ÿ-]*|de|del|la|do|da|of|the|am|al))*
        (?:/[A-ZÀ-Þ][\w.’'À-ÿ -]*)?)
      (?:,\s*(?P<region>(?!{_FILED})[A-ZÀ-Þ][\w.’'À-ÿ-]*(?:[ ][A-ZÀ-Þ][\w.’'À-ÿ-]*)*?)\.?)?
      (?:[,.]?\s+(?P<date>{_FILED})(?:,?\s+(?P<year>\d{{4}}))?(?:,\s+[A-Z]{{2,9}})?)?
      (?P<tail>\s*(?:\([^()]{{2,40}}\)|/[A-Z][^/]{{1,30}}/))?
      \s*(?P<mark>--?|[–—]|:|\.\s*[–—-]|\.)\s+
    """,
    re.VERBOSE,
)

_PLACE_AND_DATE = re.compile(
    rf"(?P<city>[A-ZÀ-Þ][\w.’'À-ÿ -]+?),?\s+"
    rf"(?:\d{{1,2}}(?:st|nd|rd|th)?\s+{_MONTH}|{_MONTH}\s+\d{{1,2}})"
    rf"(?:,?\s+\d{{4}})?(?:[,.]?\s+[A-Z][\w ]{{1,30}})?[.:]?"
)


# "Wednesday, 4 March 2020" on a line of its own is when the article appeared.
_DATE_ALONE = re.compile(
    rf"(?:\w+day,?\s+)?(?:\d{{1,2}}\s+{_MONTH},?|{_MONTH}\s+\d{{1,2}},?)\s+\d{{4}}\W*",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Dateline:
    """Where a report was filed: city as spelled, region or country if given, offsets."""

    start: int
    end: int
    city: str
    region: str | None


@dataclass(frozen=True, slots=True)
class Segment:
    """A paragraph of the body, without its dateline; ``dateline`` is the one in force."""

    start: int
    end: int
    dateline: Dateline | None
    opens_item: bool


def _dateline(text: str, start: int, end: int) -> Dateline | None:
    match = _DATELINE.match(text[start : min(end, start + 160)])
    if match is None:
        return None
    city, mark = match["city"], match["mark"]
    spelled_out = match["date"] is not None or match["tail"] is not None
    shouted = city.isupper() and len(city) > 2
    # "Helsinki – Foreign Minister ..." is a dateline, "Putin: ..." and "Asked. Then" are not
    dashed = mark[-1] in "-–—" and len(city.split()) <= 3
    # "GENEVA. After three days ..." is one, "Geneva. After three days" is not
    full_stop = shouted and mark == "."
    if not (spelled_out or shouted or dashed):
        return None
    if mark in {":", "."} and not (spelled_out or full_stop):
        return None
    spelled = city.split("/")[0].strip(" ,.")
    if shouted:
        spelled = spelled.title()
    return Dateline(start, start + match.end(), spelled, match["region"])


def segment(text: str, is_place: object = None) -> tuple[list[Segment], list[tuple[int, int]]]:
    """Cut a text into body segments and furniture, both as offsets.

    ``is_place`` (a callable from a name to bool) confirms datelines that only a dash marks.

    >>> body, furniture = segment("Helsinki – He will travel.\\n\\nPhoto: archive", lambda n: True)
    >>> body[0].dateline.city, furniture
    ('Helsinki', [(0, 11), (28, 42)])
    """
    segments: list[Segment] = []
    furniture: list[tuple[int, int]] = []
    current: Dateline | None = None
    for match in re.finditer(r"[^\n]+", text):
        start, end = match.span()
        line = match.group()
        if not line.strip():
            continue
        if _is_furniture(line):
            furniture.append((start, end))
            continue
        found = _dateline(text, start, end)
        if found is not None and not _confirmed(found, text, is_place):
            found = None
        alone = _PLACE_AND_DATE.fullmatch(line.strip())
        if (
            found is None
            and alone is not None
            and (not callable(is_place) or is_place(alone["city"]))
        ):
            # "Baku, 3 April, ANA" on a line of its own
            current = Dateline(start, end, alone["city"], None)
            furniture.append((start, end))
            continue
        if found is not None:
            current = found
            furniture.append((found.start, found.end))
            segments.append(Segment(found.end, end, found, True))
        else:
            segments.append(Segment(start, end, current, False))
    return segments, furniture


def _confirmed(found: Dateline, text: str, is_place: object) -> bool:
    """Whether the opening of a line really is a dateline and no label of a speaker."""
    if not callable(is_place):
        return True
    if is_place(found.city) or (found.region is not None and is_place(found.region)):
        return True
    words = text[found.start : found.end].rstrip()
    # a town that no gazetteer has is believed in capitals before a dash: "PSARADES - "
    return words.split()[0].isupper() and words[-1] in "-–—"


def _is_furniture(line: str) -> bool:
    stripped = line.strip()
    if _DATE_ALONE.fullmatch(stripped):
        return True
    if _FURNITURE.match(stripped):
        # "By mutual consent the visit was called off." is a sentence, "By Máté Földi" is not
        if stripped.lower().startswith("by ") and not (
            _BY_NAME.match(stripped) and len(stripped.split()) <= 8
        ):
            return False
        return True
    return len(stripped.split()) <= 6 and bool(_INITIAL_BYLINE.match(stripped))
