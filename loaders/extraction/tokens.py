"""Words and sentences of a text, with code-point offsets.

The tokens serve the lexicon stages, which must see ``U.S.``, ``J.``, ``al-Assad`` and ``'s`` as
units of their own; the statistical parser brings its own tokenizer and is mapped by offsets.
"""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache
from typing import NamedTuple

ABBREVIATIONS = frozenset(
    "mr mrs ms dr prof gen lt col maj capt sgt adm sen rep gov st hon rev jr sr messrs mgr "
    "msgr amb dept vs no art jan feb mar apr jun jul aug sept sep oct nov dec mt ft inc ltd "
    "co corp est approx incl min".split()
)

_WORD = re.compile(
    r"""(?:[^\W\d_]\.){2,}                      # U.S., D.C., H.E.
      | [A-Z]\.(?=[\s-]*[A-Z(])                 # an initial: J. Blinken
      | \d+(?:[.,:]\d+)*(?:st|nd|rd|th)?\b      # 14, 1,500, 14th
      | [^\W_]+(?:[-’'`‑][^\W_]+)*              # words with inner hyphens and apostrophes
      | [^\w\s]|_                               # anything else alone
    """,
    re.VERBOSE,
)
_POSSESSIVE = re.compile(r"[’'`][sS]$")


@lru_cache(maxsize=65536)
def fold(word: str) -> str:
    """Fold case, accents and apostrophes, so that one word has one key.

    >>> fold("Çavuşoğlu")
    'cavusoglu'
    """
    word = word.replace("’", "'").replace("`", "'").replace("‑", "-").replace("ı", "i")
    word = word.replace("ø", "o").replace("Ø", "O").replace("ł", "l").replace("Ł", "L")
    word = word.replace("đ", "d").replace("Đ", "D")
    decomposed = unicodedata.normalize("NFKD", word)
    return "".join(c for c in decomposed if not unicodedata.combining(c)).casefold()


class Token(NamedTuple):
    """A word or punctuation mark; ``start`` and ``end`` count code points of the text.

    ``is_word`` says that it begins with a letter, ``is_capitalised`` with an upper-case letter.
    """

    text: str
    start: int
    end: int
    key: str
    is_word: bool
    is_capitalised: bool

    @classmethod
    def of(cls, text: str, start: int) -> Token:
        """Make the token of a word that stands at an offset."""
        return cls(text, start, start + len(text), fold(text), text[0].isalpha(), text[0].isupper())

    def lowered(self) -> Token:
        """The same word in lower case."""
        return self._replace(text=self.text.lower(), is_capitalised=False)


def tokenize(text: str, start: int = 0, end: int | None = None) -> list[Token]:
    """Cut ``text[start:end]`` into tokens.

    >>> [t.text for t in tokenize("Putin's talks with the U.S. envoy.")]
    ['Putin', "'s", 'talks', 'with', 'the', 'U.S.', 'envoy', '.']
    """
    tokens: list[Token] = []
    end = len(text) if end is None else end
    for match in _WORD.finditer(text, start, end):
        word, at = match.group(), match.start()
        if word[0].isalpha() and len(word) > 2 and _POSSESSIVE.search(word):
            tokens.append(Token.of(word[:-2], at))
            tokens.append(Token.of(word[-2:], at + len(word) - 2))
        elif word == "." and tokens and tokens[-1].end == at and _abbreviated(tokens[-1]):
            last = tokens.pop()
            tokens.append(Token.of(last.text + ".", last.start))
        else:
            tokens.append(Token.of(word, at))
    return tokens


def _abbreviated(token: Token) -> bool:
    return token.key in ABBREVIATIONS and token.text[0].isupper() and token.text != "May"


_ENDERS = frozenset(".?!…")
_CLOSERS = frozenset("\"”’')]»")
_STARTERS = frozenset(
    "the a an he she it they we his her their its this that these those in on at after before "
    "during following earlier later both as while meanwhile according secretary president "
    "minister prime foreign deputy ambassador mr mrs ms i you our there".split()
)


def sentences(text: str, tokens: list[Token]) -> list[tuple[int, int]]:
    """Split tokens into sentences: half-open ranges of token indices.

    A paragraph break always ends a sentence; a full stop does when what follows can begin one.

    >>> text = "He met Mr. Key. They talked."
    >>> sentences(text, tokenize(text))
    [(0, 5), (5, 8)]
    """
    ranges: list[tuple[int, int]] = []
    first = 0
    for i, token in enumerate(tokens):
        if i + 1 == len(tokens):
            break
        following = tokens[i + 1]
        gap = text[token.end : following.start]
        if (
            "\n\n" in gap
            or ("\n" in gap and _line_ends(token, following))
            or (_closes(tokens, first, i) and gap and _opens(token, following, tokens, i + 1))
        ):
            ranges.append((first, i + 1))
            first = i + 1
    if first < len(tokens):
        ranges.append((first, len(tokens)))
    return ranges


def _line_ends(token: Token, following: Token) -> bool:
    # A single newline is a paragraph in some releases and a soft wrap in others: it is a wrap
    # only where the sentence visibly goes on in lower case.
    return not (following.text[0].islower() or token.text in {",", ";", "-", "–"})


def _closes(tokens: list[Token], first: int, i: int) -> bool:
    j = i
    while j > first and tokens[j].text in _CLOSERS:
        j -= 1
    if tokens[j].text in _ENDERS:
        return True
    # "in Washington, D.C. Secretary Blinken ...": a dotted abbreviation may end a sentence too
    return j == i and bool(re.fullmatch(r"(?:[A-Z]\.){2,}|a\.m\.|p\.m\.", tokens[j].text))


def _opens(token: Token, following: Token, tokens: list[Token], j: int) -> bool:
    while following.text in "\"“‘'([«" and j + 1 < len(tokens):
        j += 1
        following = tokens[j]
    if not (following.is_capitalised or following.text[0].isdigit() or following.text in "-–—•*"):
        return False
    if len(token.text) > 1 and token.text.endswith("."):
        if token.text in {"D.C.", "a.m.", "p.m."}:
            return True
        # "U.S. Secretary" goes on; "in the U.S. The ..." ends
        return following.key in _STARTERS and following.key not in {
            "secretary",
            "president",
            "minister",
            "prime",
            "foreign",
            "deputy",
            "ambassador",
        }
    return True
