"""Whether two spellings can be one person's name: variants, initials, transliterations, slips."""

from __future__ import annotations

from functools import lru_cache

from rapidfuzz.distance import OSA, JaroWinkler

from diplograph.loaders.extraction.tokens import tokenize

_PARTICLES = frozenset("al el bin ibn van von der de da dos do du di la le abu ben".split())


_PATRONYMICS = ("ovich", "evich", "ovna", "evna")
_SUFFIXES = frozenset(["jr", "sr", "ii", "iii", "iv", "jr.", "sr."])


@lru_cache(maxsize=4096)
def name_form(text: str) -> tuple[str, ...]:
    """Folded words of a name, particles joined to what they belong to.

    >>> name_form("Bashar al-Assad")
    ('bashar', 'al-assad')
    """
    words: list[str] = []
    pending = ""
    for token in tokenize(text):
        if not token.is_word:
            continue
        key = token.key.rstrip(".")
        if key in _SUFFIXES:
            continue
        if key in _PARTICLES:
            pending += key + "-"
            continue
        words.append(pending + key)
        pending = ""
    return tuple(words)


def _bare(word: str) -> str:
    for particle in ("al-", "el-", "bin-", "van-", "von-", "de-"):
        word = word.removeprefix(particle)
    return word


def similar(a: str, b: str) -> bool:
    """Whether two words can be spellings of one name."""
    a, b = _bare(a), _bare(b)
    if a == b:
        return True
    if min(len(a), len(b)) < 5 or a[0] != b[0]:
        return False
    if len(_skeleton(a)) > 2 and _skeleton(a) == _skeleton(b):
        return True
    # one slip in a shorter name, two in a longer one: Biblov, Khadjimba, Sanakoyev
    distance = OSA.distance(a, b)
    return distance <= (1 if min(len(a), len(b)) < 8 else 2) and (
        JaroWinkler.similarity(a, b) > 0.9
    )


def _skeleton(word: str) -> str:
    """Consonants of a word, doubled ones once: what transliterations agree on."""
    kept = [c for c in word.replace("kh", "k").replace("ph", "f") if c not in "aeiouyhw-'"]
    return "".join(c for i, c in enumerate(kept) if i == 0 or kept[i - 1] != c)


def _initial(a: str, b: str) -> bool:
    return (len(a) == 1 and b.startswith(a)) or (len(b) == 1 and a.startswith(b))


def same_name(a: tuple[str, ...], b: tuple[str, ...]) -> bool:
    """Whether two name forms can belong to one person of one article.

    >>> same_name(("anatoly", "bibilov"), ("anatoly", "biblov"))
    True
    >>> same_name(("kim", "jong", "un"), ("kim", "jong", "il"))
    False
    """
    if not a or not b:
        return False
    if a == b:
        return True
    short, long = (a, b) if len(a) <= len(b) else (b, a)
    if len(short) == 1:
        return any(similar(short[0], word) for word in _name_keys(long))
    if len(short) == len(long):
        if tuple("".join(short)) == tuple("".join(long)):
            return True
        return all(similar(x, y) or _initial(x, y) for x, y in zip(short, long, strict=True))
    # a shorter full name drops middle words, keeps first and last, or splits one in two
    if "".join(short).replace("-", "") == "".join(long).replace("-", ""):
        return True
    if (similar(short[0], long[0]) or _initial(short[0], long[0])) and similar(short[-1], long[-1]):
        return True
    if len(short[0]) == 1 and _initial(short[0], long[0]):
        # "C. Fuentes" of Carlos Fuentes Macías
        return any(similar(short[1], word) for word in long[1:])
    joined = tuple("".join(w.split("-")) for w in short)
    it = iter(long)
    return all(any(similar(w, x) for x in it) for w in joined)


def by_patronymic(form: tuple[str, ...], full: tuple[str, ...]) -> bool:
    """Whether somebody is called by his own and his father's name.

    >>> by_patronymic(("vadim", "nikolaevich"), ("vadim", "krasnoselsky"))
    True
    """
    if len(form) != 2 or len(full) < 2 or not form[1].endswith(_PATRONYMICS):
        return False
    return similar(form[0], full[0]) and not full[-1].endswith(_PATRONYMICS)


def _name_keys(form: tuple[str, ...]) -> tuple[str, ...]:
    """Words by which a full name may be shortened: the last, the first, those between."""
    keys = [form[-1], *form[:-1]]
    parts = [part for word in keys for part in (word, *word.split("-")) if len(part) > 1]
    return tuple(dict.fromkeys(parts))
