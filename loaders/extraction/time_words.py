"""Expressions of time as patterns: days, months, ranges, "last week", "the evening before".

Each rule has a name; :mod:`~diplograph.loaders.extraction.times` resolves what it matches.
"""

from __future__ import annotations

import re

MONTHS = {
    name: number
    for number, names in enumerate(
        (
            "january jan", "february feb", "march mar", "april apr", "may", "june jun",
            "july jul", "august aug", "september sept sep", "october oct", "november nov",
            "december dec",
        ),
        start=1,
    )
    for name in names.split()
}  # fmt: skip
WEEKDAYS = {
    name: number
    for number, name in enumerate(
        ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
    )
}
WORD_NUMBERS = {
    "a": 1, "one": 1, "two": 2, "three": 3, "four": 4, "five": 5, "six": 6, "seven": 7,
    "eight": 8, "nine": 9, "ten": 10, "eleven": 11, "twelve": 12, "fifteen": 15, "twenty": 20,
    "thirty": 30, "forty": 40, "fifty": 50,
}  # fmt: skip

_M = (
    r"(?:January|February|March|April|May|June|July|August|September|October|November|December"
    r"|(?:Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sept|Sep|Oct|Nov|Dec)\b\.?)"
)
_MONTH = re.compile(_M, re.IGNORECASE)
_D = r"(?:3[01]|[12]\d|0?[1-9])(?:st|nd|rd|th)?"
YEAR = r"(?:1[6-9]\d\d|20\d\d)"
# "3 May 2019", "3 May last year", "in May of this year"
_OF_YEAR = rf"(?:,?\s+(?:(?P<y>{YEAR})|(?:of\s+)?(?P<ry>this|last|next)\s+year))?"
_W = r"(?:Monday|Tuesday|Wednesday|Thursday|Friday|Saturday|Sunday)"
_TO = r"\s*(?:-|–|—|to|through|until|till|and|/)\s*"
_N = rf"(?:\d{{1,2}}|{'|'.join(WORD_NUMBERS)})"
# What is counted is no year: "2000 soldiers", "2030 GMT".
_COUNTED = (
    r"(?:people|persons|men|women|children|civilians|troops|soldiers|refugees|migrants|workers|"
    r"students|members|delegates|participants|guests|votes|homes|families|k?m|kilomet(?:er|re)s|"
    r"met(?:er|re)s|miles|feet|acres|hectares|tons|tonnes|barrels|percent|per\s+cent|dollars|euros|"
    r"pounds|rubles|roubles|yuan|hours|hrs|GMT|UTC|days|weeks|months|years|times|MW|megawatts|"
    r"metric|square|cubic|million|billion)"
)

# "the day before the talks" counts from the talks, not from the day told last.
_OF_IT = r"\s+(?:the|an?|his|her|their|its|this|that|(?-i:[A-Z]))"

_N_HOURS = rf"(?:(?:an?|half\s+an|{_N}|a\s+few|some|several)\s+)?(?:hours?|minutes?)"
# What is told of the time before these, or shortly before those, is of the day they are of.
_RITE = (
    r"\s+(?:the|that|this|their)\s+(?:ceremony|session|signing|signature|plenary|lunch|luncheon|dinner|"
    r"banquet|supper|(?:press|news)\s+conference)"
)
_OCCASION = r"\s+(?:the|that|this|their)\s+(?:[\w’'-]+\s+){0,2}?(?:talks|meeting|ceremony|session|signing|signature|plenary|lunch|luncheon|dinner|banquet|supper|conference|summit|call|conversation)"

# After "on the 13th": no noun, so that the day of a month is meant.
_GOING_ON = (
    r"\s*(?:[,.;:)]|$)|\s+(?:to|and|or|in|at|with|for|by|he|she|they|it|when|where|but|the|an?|his|her|"
    r"their|put|met|held|saw|went|flew|(?-i:[a-z]+ed))\b"
)

_NTH = r"(?:3[01]|[12]\d|[1-9])(?:st|nd|rd|th)"
# "on the 16th and 17th", "on the 16th-17th Prime Minister X is going to visit Y"
_AND = r"\s*\b(?:and|to)\b\s*(?:the\s+)?"
_DASH = r"\s*[-–—]\s*"

_PATTERNS: tuple[tuple[str, str], ...] = (
    ("named_day", r"(?<![\d/.])9/11(?![\d/])|\bSept(?:ember|\.)?\s+11(?:th)?(?=,?\s+(?:terror(?:ist)?\s+)?attacks?\b)"),
    ("iso", rf"\b(?P<y>{YEAR})-(?P<mo>0[1-9]|1[0-2])-(?P<d>[0-3]\d)\b"),
    ("numeric", rf"\b(?P<d>[0-3]?\d)[./](?P<mo>[01]?\d)[./](?P<y>{YEAR})\b"),
    (
        "range_md_md",
        rf"\b(?P<m1>{_M})\s+(?P<d1>{_D})(?:,?\s+(?P<y1>{YEAR}))?{_TO}(?P<m2>{_M})\s+(?P<d2>{_D})(?:,?\s+(?P<y2>{YEAR}))?\b",
    ),
    (
        "range_dm_dm",
        rf"\b(?P<d1>{_D})\s+(?P<m1>{_M})(?:,?\s+(?P<y1>{YEAR}))?{_TO}(?:the\s+)?(?P<d2>{_D})\s+(?P<m2>{_M})(?:,?\s+(?P<y2>{YEAR}))?\b",
    ),
    ("range_mdd", rf"\b(?P<m1>{_M})\s+(?P<d1>{_D})(?:,\s+{_D})*{_TO}(?P<d2>{_D})(?:,?\s+(?P<y1>{YEAR}))?\b"),
    ("range_ddm", rf"\b(?P<d1>{_D})(?:,\s+{_D})*{_TO}(?:the\s+)?(?P<d2>{_D})\s+(?:of\s+)?(?P<m1>{_M})(?:,?\s+(?P<y1>{YEAR}))?\b"),
    ("md", rf"\b(?:the\s+)?(?P<m>{_M})\s+(?:the\s+)?(?P<d>{_D}){_OF_YEAR}\b"),
    ("dm", rf"\b(?:the\s+)?(?P<d>{_D})\s+(?:of\s+|day\s+of\s+)?(?P<m>{_M}){_OF_YEAR}\b"),
    ("my", rf"\b(?:(?:early|mid|late)[\s-]+)?(?P<m>{_M})(?:,|\s+of)?\s+(?P<y>{YEAR})\b"),
    ("month_of_year", rf"\b(?:(?i:early|mid|late)[\s-]+)?(?P<m>{_M}),?\s+(?:of\s+)?(?P<ry>this|last|next)\s+year\b"),
    ("last_month_name", rf"\b(?P<rel>last|next|this|this\s+past|this\s+coming)\s+(?P<m>{_M})\b"),
    ("anniversary", rf"\b(?P<n>{_N})\s+years\s+(?:ago\s+)?on\s+(?P<w>{_W})(?=,?\s+(?:since|that)\b)"),
    (
        "weekday_range",
        rf"\b(?:(?P<rel>last|next|this)\s+)?(?P<w1>{_W}){_TO}(?P<w2>{_W})\b",
    ),
    ("weekday_told", rf"\b(?:the\s+(?P<rel>following|next|previous)|(?:on\s+)?that\s+same|on\s+(?:that|the)|the\s+same)\s+(?P<w>{_W})(?={_GOING_ON})(?!\s+(?:of|after|before)\b)"),
    ("weekday", rf"\b(?:(?P<rel>last|next|this|this\s+past|this\s+coming|the\s+following|the\s+previous)\s+)?(?P<w>{_W})(?:\s+(?:of\s+)?(?P<week>last|this|next)\s+week|\s+(?P<half>last|next|week))?\b"),
    ("ago", rf"(?:\[|\b)(?<!\bthe )(?P<n>{_N})\]?\s+(?P<unit>day|week|month|year)s?\s+(?P<dir>ago|earlier|later|previously|(?:before|after)(?!{_OF_IT}))\b"),
    ("in_n", rf"\bin\s+(?P<n>{_N})\s+(?P<unit>day|week|month|year)s?['’]?(?:\s+time)?\b"),
    ("within", rf"\bwithin\s+(?:(?:the\s+next|the\s+coming)\s+)?(?P<n>{_N})\s+(?P<unit>day|week|month|year)s?\b"),
    ("same_day", r"\b(?:(?:on\s+)?(?:the|that)\s+same\s+(?:day|evening|afternoon|morning|night)|later\s+(?:in|that)\s+(?:the\s+)?day|later\s+the\s+same\s+day|earlier\s+(?:in|that)\s+(?:the\s+)?day|that\s+(?:day|evening|night|afternoon|morning)|(?:an?|half\s+an|a\s+few|some|several|two|three|four|five|six|twelve)?\s*\b(?:hours?|minutes?)\s+(?:later|earlier|afterwards?))\b"),
    ("hour", rf"\b(?:at\s+(?:dawn|noon|midday|sunrise|sunset|dusk|nightfall|midnight)|(?:at\s+{_N}(?:\s+o['’]?clock)?\s+)?(?:in\s+)?the\s+(?:(?:early|late)\s+)?(?:morning|afternoon|evening)(?!\s+(?:before|after))|(?:in\s+)?(?:the\s+)?second\s+half\s+of\s+the\s+day|{_N_HOURS}\s+(?:before|after)|(?:shortly|just|right|immediately|directly)\s+before{_OCCASION}|before{_RITE})\b"),
    ("day_of_stay", r"\bon\s+the\s+(?:(?P<nth>first|opening|second|third|fourth|fifth|last|final)\s+)?day\s+of\s+(?:his|her|their|the|that)\s+(?:[\w’'-]+\s+){0,2}?(?P<what>visit|trip|tour|stay|journey|arrival)\b"),
    ("two_days", r"\b(?:the\s+)?day\s+(?P<rel>before\s+yesterday|after\s+tomorrow)\b"),
    ("day_after", rf"\b(?:the\s+(?:next|following)\s+(?:day|morning|evening)|a\s+day\s+later|(?:the\s+)?day\s+after(?!{_OF_IT}))\b"),
    ("day_before", rf"\b(?:(?:on\s+)?the\s+(?:previous\s+(?:day|evening)|eve\s+of|evening\s+before|day\s+before(?!{_OF_IT}))|a\s+day\s+earlier)\b"),
    ("today", r"\b(?:today|tonight|this\s+(?:morning|afternoon|evening))\b"),
    ("yesterday", r"\b(?:yesterday|last\s+night)\b"),
    ("tomorrow", r"\btomorrow\b"),
    ("nth", rf"\b(?:on|by|until|from|and|before|after)\s+the\s+(?P<d>{_NTH})(?:(?:(?P<dash>{_DASH})|{_AND})(?P<d2>{_NTH})|(?!(?:{_DASH}|{_AND}){_NTH}))(?:\s+of\s+(?P<rel>this|last|next)\s+month\b|(?={_GOING_ON})|(?(dash)(?=\s+(?-i:[A-ZÀ-Þ]))|(?!)))"),
    ("part_of_month", r"\b(?P<part>earlier|later)\s+(?:in\s+)?(?:this|the)\s+(?P<unit>month|year|week)\b"),
    ("by_end", r"\b(?:by|before|at|until|towards)\s+the\s+(?:end|middle)\s+of\s+(?:the|this)\s+(?P<unit>month|year|week)\b"),
    ("year_out", r"\bbefore\s+the\s+year(?:['’]s\s+end|\s+is\s+out|\s+ended|\s+ends)\b"),
    ("rel_unit_told", r"(?<!\bof )\b(?:the\s+(?P<rel>previous|preceding|following|same)\s+(?P<unit>week|month|year)|that\s+(?:same\s+)?(?P<that>week|month|year)|the\s+(?P<beside>week|month|year)\s+(?P<way>before|after)(?=\s*(?:[,.;:)]|$)|\s+(?:in|at|with|by|and|when|where|for|to)\b))"),
    ("before_last", r"\bthe\s+(?P<unit>week|weekend|month|year)\s+(?P<way>before\s+last|after\s+next)\b"),
    ("rel_unit", r"\b(?P<rel>last|next|this|this\s+past|this\s+coming|the\s+coming|the\s+past)\s+(?P<unit>week|weekend|month|year)\b"),
    ("by_end_month", rf"\b(?P<by>by|before|at|until)\s+the\s+end\s+of\s+(?P<m>{_M})(?:\s+(?P<y>{YEAR}))?\b"),
    ("season", rf"\b(?P<rel>in|this|last|next|by|during)\s+(?:the\s+)?(?:(?:early|late)\s+)?(?P<season>spring|summer|autumn|fall|winter)(?:\s+of)?(?:\s+(?P<y>{YEAR}))?\b"),
    ("quarter", rf"\b(?:first|second|third|fourth|last)\s+(?:quarter|half)(?!\s+of\s+(?:the\s+day\b|{_M}))(?:\s+of)?(?:\s+(?:the|this)\s+year|\s+(?P<y>{YEAR}))?\b"),
    ("days_of_month", rf"\bthe\s+(?P<which>first|last)\s+(?P<n>{_N})\s+days\s+of\s+(?P<m>{_M})(?:,?\s+(?P<y>{YEAR}))?\b"),
    ("month", rf"\b(?i:in|since|from|for|by|until|during|of|before|after|early|mid|late)[\s-]+(?:(?:early|mid|late)[\s-]+)?(?P<m>{_M})\b"),
    ("year", rf"\b(?:in|since|of|from|until|by|during|back\s+in|for)\s+(?:early\s+|late\s+|mid-?)?(?P<y>{YEAR})\b"),
    ("short_year", r"(?:(?<![\w.])['’](?P<y>\d\d)|\b(?:in|since)\s+(?P<spoken>0\d|[4-9]\d)(?=\s*(?:[;:)?!]|[.,](?!\d)|and\b|$)))(?!['’]?\w)"),
    ("named_year", rf"(?<![\w.,:/$€£#’'-])(?P<y>(?:19|20)\d\d)(?![\w%°]|[-–/.,:]\d|(?<=0)['’]s\b|[\s-]+{_COUNTED}\b)"),
)  # fmt: skip
# "May" is a month, "may" is not.
_CASED = frozenset({"md", "dm", "my", "month_of_year", "month"})
RULES = tuple(
    (name, re.compile(pattern, 0 if name in _CASED else re.IGNORECASE))
    for name, pattern in _PATTERNS
)

_FIGURES = frozenset({"iso", "numeric", "year", "named_day", "named_year", "short_year", "nth"})


# No rule matches where none of its letters stand: to look for these first spares most sentences most
# rules, and to find a few letters takes a twentieth of the time of a pattern.
_MONTH_LETTERS = frozenset("jan feb mar apr may jun jul aug sep oct nov dec".split())
_DIGITS = frozenset("0123456789")
_WORDS = frozenset(
    "day dawn noon before sunrise sunset dusk tomorrow night hour minute morning eve week month year"
    " quarter half spring summer autumn fall winter".split()
)


def _letters(name: str, pattern: str) -> frozenset[str]:
    if name in _FIGURES:
        return _DIGITS
    if _M in pattern:
        return _MONTH_LETTERS
    if _W in pattern:
        return frozenset({"day"})
    return frozenset(word for word in _WORDS if word in pattern)


_LETTERS = {name: _letters(name, pattern) for name, pattern in _PATTERNS}
_ALL_LETTERS = tuple(frozenset().union(*_LETTERS.values()))


def rules_for(text: str, start: int, end: int) -> list[tuple[str, re.Pattern[str]]]:
    """The rules that can match in ``text[start:end]``, with their patterns.

    >>> [name for name, _ in rules_for("They met at midnight.", 0, 21)]
    ['same_day', 'hour', 'today', 'yesterday']
    >>> rules_for("They agreed to meet.", 0, 20)
    []
    """
    lowered = text[start:end].lower()
    letters = {each for each in _ALL_LETTERS if each in lowered}
    # "decided", "marched": before the months are tried, one must be there
    if not letters.isdisjoint(_MONTH_LETTERS) and not _MONTH.search(text, start, end):
        letters -= _MONTH_LETTERS
    if not letters:
        return []
    return [rule for rule in RULES if not letters.isdisjoint(_LETTERS[rule[0]])]
