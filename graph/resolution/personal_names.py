"""The words of a personal name, without what only stands around it.

Titles before a name, particles (*von der*, *al-*, *bin*), marks of generation and number (*Jr.*,
*II*) and names in quotation marks are taken off; *Abdel Fattah* and *Abdelfattah* become one word.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache

from anyascii import anyascii

from diplograph.graph.authority import load_authority

# Nobody is called more; what is longer comes from a broken source, or from one that means harm.
_LONGEST = 200
_ASIDE = re.compile(r"\([^)]*\)|[\"“„«][^\"”“»]*[\"”»]")
_QUOTES = str.maketrans("", "", "'’ʼʻ‘`´ʿʾ")
_WORD = re.compile(r"[A-Za-z0-9][A-Za-z0-9-]*")
# A sign of these scripts is a syllable or a word, and transcribed as one.
_SYLLABIC = re.compile(r"[\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af]")

_PARTICLES = frozenset(
    "al el ul as ash an ad ar az at bin ibn ben bint ould uld mint de da do dos das du del della "
    "di la le les van von der den ter zu zum y e of the af av".split()
)
# Given names and family names too, and so kept at the beginning: Ben Wallace, Le Duc Anh, Do Muoi.
_ALSO_FIRST_NAMES = frozenset("ben le do an e y the".split())
_SON_OF = frozenset("bin ibn ben bint ould uld".split())
_ARTICLE = re.compile(r"^(?:al|el|ul|as|ash|an|ad|ar|az|at|ed|es|ud|ur)-(?=.{3})")
_SERVANT = re.compile(r"^abe?d$|^abd(?:[aeou][lrsztdn]|u)$")
_FAITH = re.compile(r"^(?:[aeu][ld])?d[ie]e?ne?$")
_NUMBER = re.compile(r"^[IVX]+$")
_GENERATION = {"jr": "jr", "junior": "jr", "sr": "sr", "senior": "sr"}
_SOVEREIGN = frozenset("king queen pope emperor empress sultan emir amir prince princess".split())
_PILGRIM = frozenset("hadj hajj haj hadji haji".split())
_TITLES = frozenset(
    """
    president premier chancellor minister prime foreign deputy vice acting secretary ambassador
    general gen marshal colonel col major captain admiral senator sen governor commissioner envoy
    former crown grand supreme leader his her majesty highness excellency holiness hon honourable
    honorable rt right justice judge comrade el-hadj alhaji alhaj hadj hojjatoleslam
    hojatoleslam patriarch bishop archbishop cardinal chairman speaker taoiseach
    """.split()
)


@dataclass(frozen=True, slots=True)
class PersonalName:
    """A name taken apart.

    ``words`` are the folded words that distinguish persons, ``sons`` the places of those that name
    a father (*bin Jassim*), ``parts`` the words that a hyphen joins in each. ``number`` is the mark
    of generation or the number of a sovereign, ``sovereign`` tells of a title like *King*.
    """

    words: tuple[str, ...]
    parts: tuple[tuple[str, ...], ...]
    sons: frozenset[int]
    number: str
    sovereign: bool

    @property
    def joined(self) -> str:
        """All words as one."""
        return "".join(self.words)


@lru_cache(maxsize=1)
def _forms_of_address() -> frozenset[str]:
    return frozenset(
        text.lower().rstrip(".") for text in load_authority().honorifics if " " not in text
    )


@lru_cache(maxsize=65536)
def personal_name(text: str) -> PersonalName:
    """Take a name apart.

    >>> personal_name("King Abdullah II").words, personal_name("King Abdullah II").number
    (('abdullah',), 'ii')
    >>> personal_name("Mohammed bin Salman Al Saud").words
    ('mohammed', 'salman', 'saud')
    >>> personal_name("Abdel Fattah el-Sisi").words
    ('abdelfattah', 'sisi')
    """
    text = text[:_LONGEST]
    raw = _raw_words(_ASIDE.sub(" ", text)) or _raw_words(text)
    shouted = all(each.isupper() for each in raw)
    raw, number = _without_number(raw, shouted)
    raw, sovereign = _without_titles(raw)
    words: list[str] = []
    parts: list[tuple[str, ...]] = []
    sons: set[int] = set()
    pending = ""
    is_son = False
    for place, each in enumerate(raw):
        word = each.lower()
        if word in _PARTICLES and place < len(raw) - 1:
            if pending or place or word not in _ALSO_FIRST_NAMES:
                is_son = word in _SON_OF or is_son
                continue
        if not shouted and each.isupper() and 1 < len(each) <= 3 and len(raw) > 1:
            # initials without points: GL Peiris
            for letter in word:
                words.append(letter)
                parts.append((letter,))
            continue
        word = _ARTICLE.sub("", word)
        if _SERVANT.match(word.replace("-", "")) and place < len(raw) - 1:
            pending += word.replace("-", "")
            continue
        pieces = tuple(piece for piece in word.split("-") if piece)
        whole = pending + "".join(pieces)
        if _FAITH.match(whole) and words and len(words[-1]) > 1:
            words[-1] += whole
            parts[-1] = (words[-1],)
            continue
        if is_son:
            sons.add(len(words))
        words.append(whole)
        parts.append(pieces if len(pieces) > 1 and not pending else (whole,))
        pending, is_son = "", False
    if pending:
        words.append(pending)
        parts.append((pending,))
    return PersonalName(tuple(words), tuple(parts), frozenset(sons), number, sovereign)


def _raw_words(text: str) -> list[str]:
    spread = _SYLLABIC.sub(lambda sign: f" {sign.group()} ", text.translate(_QUOTES))
    plain = anyascii(spread).translate(_QUOTES)
    return [each.strip("-") for each in _WORD.findall(plain) if each.strip("-")]


def _without_number(raw: list[str], shouted: bool) -> tuple[list[str], str]:
    if len(raw) > 1:
        last = raw[-1]
        if last.lower() in _GENERATION:
            return raw[:-1], _GENERATION[last.lower()]
        # in capitals, Xi is a family name
        if _NUMBER.match(last) and not (shouted and last == "XI"):
            return raw[:-1], last.lower()
    return raw, ""


def _without_titles(raw: list[str]) -> tuple[list[str], bool]:
    sovereign = False
    while len(raw) > 1:
        word = raw[0].lower()
        if word in ("el", "al") and raw[1].lower() in _PILGRIM and len(raw) > 2:
            raw = raw[1:]
            continue
        if word in _SOVEREIGN and raw[1].lower() in _SON_OF:
            break  # Sultan bin Abdulaziz
        if word in _SOVEREIGN:
            sovereign = True
        elif word.removesuffix("-elect") not in _TITLES and (
            len(word) < 2 or word not in _forms_of_address()
        ):
            break
        raw = raw[1:]
    return raw, sovereign
