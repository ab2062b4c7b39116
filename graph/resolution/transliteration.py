"""Whether two words can be one word of another script, spelled in Latin letters twice.

News spells what it transliterates as its agency does: *Sergei*, *Sergey*, *Serguei*; *Qaddafi*,
*Gaddafi*. What a Latin letter may stand for depends on the script the name comes from, so there is
a :class:`Tradition` for each, and a polity says which of them its names follow. A tradition turns a
word into a row of sounds, each letter standing for one or more; two words are variants when their
rows can be read alike. No likeness is measured here: *Putin* and *Putilin* are not variants.

The rules follow the tables of romanisation in use: for Cyrillic BGN/PCGN, ISO 9, the passports of
the Soviet Union (French) and of Ukraine (resolution 55 of 2010); for Arabic and Persian BGN/PCGN,
the French spelling of the Maghreb and the Egyptian *g*; for Korean McCune-Reischauer, the Revised
Romanisation of 2000 and the spellings of the North; for Chinese Pinyin and Wade-Giles; for Greek
ELOT 743 and the older English spelling; for Latin alphabets what is written without its marks.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache

from diplograph.graph.authority import load_authority

Sounds = tuple[frozenset[str], ...]

_DOUBLED = re.compile(r"(.)\1+")


@dataclass(frozen=True, eq=False)
class Tradition:
    """How names of one script or language are spelled in Latin letters.

    ``rules`` are patterns and what to write for them, applied in order to a folded word; a capital
    letter stands for a sound written by several letters. ``sounds`` says what a letter may stand
    for, where that is not itself; an empty sound says that it may be left out.
    """

    name: str
    rules: tuple[tuple[re.Pattern[str], str], ...]
    sounds: Mapping[str, frozenset[str]]

    def read(self, word: str) -> Sounds:
        """The row of sounds of a folded word."""
        for pattern, written in self.rules:
            word = pattern.sub(written, word)
        word = _DOUBLED.sub(r"\1", word)
        return tuple(self.sounds.get(each, frozenset(each)) for each in word)


def _tradition(name: str, rules: str, sounds: str) -> Tradition:
    """``rules``: ``pattern>written``, ``sounds``: ``letter=sounds``, ``-`` for an empty sound."""
    pairs = (each.split(">") for each in rules.split())
    table = (each.split("=") for each in sounds.split())
    return Tradition(
        name,
        tuple((re.compile(pattern), written) for pattern, written in pairs),
        {
            letter: frozenset("" if each == "-" else each for each in values)
            for letter, values in table
        },
    )


LATIN = _tradition(
    # Diacritics are gone already; these are the letters written in their place where none can be
    # set: ue for ü, aa for å, dj for đ.
    "Latin",
    "ue>U oe>O ae>A aa>A ph>f ij>y dj>D ou>W",
    "U=u O=o A=a D=d W=Wou u=uW o=oW",
)
_CYRILLIC_RULES = """
    shch>Q stch>Q sch>S tch>C ch>C sh>S kh>X dzh>J dj>J zh>J gh(?=[ei])>g gu(?=[eiy])>g
    tz>Z ts>Z ks>x ck>k ph>f oo>u ou>u
    (?<=[aeiou])y(?=e)> (?:iy|y|i|j)a(?!y)>A (?:iy|y|i|j)[uU]>U ^(?:ye|je)>e
    (?<=[^aeiouAU])(?:ye|ie|je)>e
    (?<=[CSJQ])[eo](?=[vf])>e [yi]o>Y j(?=[iy])>J
    o[fw]f?$>ov e[fw]f?$>ev off$>ov eff$>ev
    ([iyj])[iyj]+>i (?<=[^aeiou])y>i ^y(?=[^aeiou])>i (?<=[aeiou])[yj]>i
    enka$>enko nder$>ndr
    """
_CYRILLIC_SOUNDS = (
    # x is ks in Latin spelling, j is zh in French and y in German and Serbian, c is k or ts, ch is
    # sh in French; h and g are one letter of Ukrainian and two of Russian, and so stay apart.
    "X=hX x=xX h=hX q=k c=kZ w=v y=i j=Ji J=Ji C=CS S=S Q=QSC Y=oe"
)
CYRILLIC = _tradition("Cyrillic", _CYRILLIC_RULES, _CYRILLIC_SOUNDS)
# The English j of Japarov and Burjanadze, before it can be read as the German one.
CYRILLIC_J = _tradition(
    "Cyrillic with j", "dzh>J dj>J zh>J j>J " + _CYRILLIC_RULES, _CYRILLIC_SOUNDS
)
# The letter that is h in Ukrainian and Belarusian is g in Russian, by which many are known as well;
# Russian in turn writes g for the h of Heydar.
UKRAINIAN = _tradition("Ukrainian", _CYRILLIC_RULES, _CYRILLIC_SOUNDS + " g=gh h=hXg")
BELARUSIAN = _tradition(
    "Belarusian",
    "[aeo]nk[ao]$>enko (?<=[aeo])u(?=[^aeiouy])>v dz(?=[iy])>d ia(?=[^aeiou])>e " + _CYRILLIC_RULES,
    _CYRILLIC_SOUNDS + " g=gh h=hXg a=ao o=oa",
)
# Uzbek and Tajik o is the a of the Russian form.
UZBEK = _tradition(
    "Uzbek", "dzh>J dj>J zh>J j>J " + _CYRILLIC_RULES, _CYRILLIC_SOUNDS + " a=ao o=oa u=uo"
)
ARMENIAN = _tradition(
    # Western Armenian has k, t, p where Eastern has g, d, b.
    "Armenian",
    "sar[gk]i?s+>sargs " + _CYRILLIC_RULES,
    _CYRILLIC_SOUNDS + " g=gk k=kg d=dt t=td b=bp p=pb",
)
MONGOLIAN = _tradition(
    # The father's name stands in the genitive or not.
    "Mongolian",
    "(?:g?iin|yn|ain|n)$> [aeiou]+$> kh>h ii>i",
    "u=uo o=ou y=i",
)
SOUTH_SLAVIC = _tradition(
    "South Slavic",
    "dzh>J dz>J gj>D dj>D zh>z sh>s tch>c ch>c ts>c kh>h lj>l nj>n (?<=[aeiou])[yj]>i ij>i y>i",
    "D=DdJ d=dD J=JD x=k w=v c=ck j=i q=k",
)
ARABIC = _tradition(
    "Arabic",
    r"""
    ^abed(?=.{3})>abd ^[ae]l(?=[a-z]{4})>
    ^abd[aeiou]?(?:l(?=[^l])|(?:ll)(?=a)|([rsztdn])(?=\1))?>abd
    ^m[aeou]h?[aeou]m+[ae]d$>M ^mehme[td]$>M ^mahamat$>M
    (?<=..)(?:[aeiu]l|[aeiu])?d+[ie]e?ne?$>din
    sh>S sch>S tch>C ch>C kh>X gh>G dh>D th>T ph>f dj>j ck>k
    aou>au awo?u>au awoo>au aoo>au ou(?=[aeio])>w (?<=[aeiou])w(?=[aeiou])>u oo>u ou>u ee>i
    (?<=i)y> (?<=[aeiou])y(?=[aeiou])>i (?:ai|ay|ei|ey)>E (?:au|aw|ow|ao)>O y>i
    (?<=[bcdfgjklmnpqrstvxz])e$> (?<=[a-zA-Z])h$> (?<=[aeiou])h(?=[^aeiouEO])>H
    """,
    # A short vowel is written a or e, e or i, o or u; the Egyptian g is the j of others, the Libyan
    # and Sudanese g their q; dh is d or z, th is t or s, w is v in Persian; ch is sh in French.
    "e=ai o=uo u=uo E=Ei O=Ouo k=kq q=qkg g=gjq G=Ggq X=Xkhq D=Ddz z=zD T=Tts S=S C=CS H=h- "
    "h=h v=vw w=wv c=kjs i=ie",
)
TURKISH = _tradition(
    # The marks of ç, ş, ğ and ı are lost; other agencies write ch, sh, gh, j.
    "Turkish",
    "dzh>j dj>j kh>h sh>S ch>C gh>g oe>o ue>u ae>a iy>i yi>i ii>i",
    "c=cjC s=sS g=g- q=kg k=k j=jc w=v e=ea x=hx ou=u y=yi",
)
GREEK = _tradition(
    "Greek",
    "tz>Z ts>Z ch>X kh>X ph>f th>T dh>d gh>g ou>u ei>i oi>i nt>D mp>B ks>x",
    "c=k k=kc X=Xh h=hX x=xXh D=Dd d=dD B=Bb b=bB y=i T=Tt t=tT v=vb Z=Zz",
)
KOREAN = _tradition(
    # The North and McCune-Reischauer write k, t, p, ch where the South writes g, d, b, j; eo is
    # also o, eu also u. That some write u for eo as well is left out: Jung is a name beside Jong.
    "Korean",
    "eo>O eu>U oo>u ae>E ai>E ck>k ch>J sh>s ee>i ah>a oh>o",
    "O=Oo o=oO U=Uu u=uU g=gk k=gk d=dt t=dt b=bp p=bp j=Jj J=Jj r=rl l=rl E=Ea y=yi",
)
KOREAN_FAMILY_NAMES = {
    spelling: spellings.split()[0]
    for spellings in (
        "kim gim|lee yi ri rhee li rhie|park pak bak bag|choi choe choy|jung jeong chung chong|"
        "kang gang|cho jo|yoon yun|jang chang|lim im rim|han|oh o|seo suh so|shin sin|kwon gwon|"
        "hwang|ahn an|song|ryu yoo yu ryoo you|hong|moon mun|ban pan|noh roh no ro|ko koh go|"
        "bae pae|baek paek paik|nam|sim shim|huh heo hur ho|son sohn|min|byun pyon byeon|woo u|"
        "ku koo gu|jeon jun chon chun|joo ju chu|thae tae|kwak gwak|ji chi"
    ).split("|")
    for spelling in spellings.split()
}
"""Spellings of Korean family names, and for each the first of its row."""

CHINESE = _tradition(
    # Of Wade-Giles only what no other syllable of Pinyin is written like.
    "Chinese",
    "ung$>ong hs>x ts(?=[aeiou])>z",
    "",
)
JAPANESE = _tradition("Japanese", "ou>o oo>o oh>o uu>u", "")

_POLITIES: tuple[tuple[str, tuple[Tradition, ...]], ...] = (
    ("RUS SUN BGR GEO ABK SOS TRN MDA EST LVA LTU", (CYRILLIC, CYRILLIC_J)),
    ("UKR DPR LPR", (CYRILLIC, CYRILLIC_J, UKRAINIAN)),
    ("BLR", (CYRILLIC, BELARUSIAN)),
    ("ARM NKR", (CYRILLIC, CYRILLIC_J, ARMENIAN)),
    ("MNG", (CYRILLIC, MONGOLIAN)),
    ("KAZ KGZ TKM", (CYRILLIC, CYRILLIC_J, ARABIC)),
    ("TJK UZB", (CYRILLIC, UZBEK, ARABIC)),
    ("AZE", (CYRILLIC, CYRILLIC_J, UKRAINIAN, ARABIC, TURKISH)),
    ("TUR NCY", (TURKISH, ARABIC)),
    ("SRB MNE YUG MKD BIH HRV SVN XKX", (SOUTH_SLAVIC,)),
    ("ALB", (SOUTH_SLAVIC, TURKISH)),
    (
        "AFG ARE BGD BHR BRN COM DJI DZA EGY ERI ESH ETH IDN IND IRN IRQ JOR KWT LBN LBY LKA MAR "
        "MDV MLI MRT MYS NER NGA OMN PAK PSE QAT SAU SDN SEN SML SOM SYR TCD TUN YEM GIN GMB TZA",
        (ARABIC,),
    ),
    ("ISR", (ARABIC, CYRILLIC)),
    ("GRC CYP", (GREEK, TURKISH)),
    ("KOR PRK", (KOREAN,)),
    ("CHN TWN HKG MAC SGP", (CHINESE,)),
    ("JPN", (JAPANESE,)),
)
_OF_POLITY = {code: found for codes, found in _POLITIES for code in codes.split()}
EVERY: tuple[Tradition, ...] = (
    LATIN,
    CYRILLIC,
    CYRILLIC_J,
    UKRAINIAN,
    SOUTH_SLAVIC,
    ARABIC,
    TURKISH,
    GREEK,
    JAPANESE,
)
"""What may be behind a name of nobody's side; not Korean and Chinese, whose words are short."""


def is_from_anywhere(codes: frozenset[str]) -> bool:
    """Whether these are not all codes of polities, or none.

    >>> is_from_anywhere(frozenset(["UN"])), is_from_anywhere(frozenset(["FRA"]))
    (True, False)
    """
    return not codes or not codes <= load_authority().polities.keys()


@lru_cache(maxsize=4096)
def traditions_of(codes: frozenset[str]) -> tuple[Tradition, ...]:
    """The traditions that names of persons of these polities may follow.

    Who speaks for an organisation, or for nobody known, may be from anywhere.

    >>> [each.name for each in traditions_of(frozenset(["UKR"]))]
    ['Latin', 'Cyrillic', 'Cyrillic with j', 'Ukrainian']
    """
    if is_from_anywhere(codes):
        return EVERY
    found = dict.fromkeys([LATIN])
    for code in sorted(codes):
        found.update(dict.fromkeys(_OF_POLITY.get(code, ())))
    return tuple(found)


@lru_cache(maxsize=65536)
def spelled_alike(one: str, other: str, traditions: tuple[Tradition, ...]) -> bool:
    """Whether two folded words are spellings of one by the rules of some tradition.

    Those that are have one of :func:`skeletons` in common.

    >>> spelled_alike("serguei", "sergey", (CYRILLIC,)), spelled_alike("putilin", "putin", EVERY)
    (True, False)
    """
    if one == other:
        return True
    if not one or not other or skeletons(one).isdisjoint(skeletons(other)):
        return False
    return any(_fit(_read(each, one), _read(each, other)) for each in traditions)


@lru_cache(maxsize=65536)
def _read(tradition: Tradition, word: str) -> Sounds:
    return tradition.read(word)


def _fit(one: Sounds, other: Sounds) -> bool:
    """Whether two rows can be read alike; what may be silent can be passed over on either side."""
    if abs(len(one) - len(other)) > 3:
        return False
    # the positions in ``other`` that can be reached after each sound of ``one``
    reached = _passed(other, {0})
    for sounds in one:
        following = {at + 1 for at in reached if at < len(other) and sounds & other[at] - {""}}
        if "" in sounds:
            following |= reached
        reached = _passed(other, following)
        if not reached:
            return False
    return len(other) in reached


def _passed(row: Sounds, reached: set[int]) -> set[int]:
    found = set(reached)
    for at in sorted(reached):
        while at < len(row) and "" in row[at]:
            at += 1
            found.add(at)
    return found


_COARSE: tuple[tuple[re.Pattern[str], str], ...] = tuple(
    (re.compile(pattern), written)
    for pattern, written in (
        ("ph", "f"),
        ("zh|sch|ch|sh|ts|tz", "s"),
        ("kh|gh|ck|[kqgx]", "k"),
        ("[aeiouyhw]", ""),
        ("[jczs]", "s"),
        ("[bp]", "p"),
        ("[dt]", "t"),
        ("[vf]", "f"),
        (r"(.)\1+", r"\1"),
    )
)


_SAME_FOR_ALL = re.compile("shch|tsch|tch|dzh")
_OF_FAITH = re.compile("(?<=..)[aeiu]l(?=d[ie]+ne?$)")
_GENITIVE = re.compile("(?<=..)(?:g?iin|yn)$")
_JOINED_ARTICLE = re.compile("^[ae]l(?=[a-z]{4})")
_SERVANT = re.compile(r"^abe?d[aeiou]?(?:l(?=[^l])|ll(?=a)|([rsztdn])(?=\1))?")


@lru_cache(maxsize=65536)
def skeletons(word: str) -> frozenset[str]:
    """Coarse keys of a folded word: variants by any tradition have one in common.

    Only classes of consonants are left, and no more than five. A letter that stands for consonants
    of two classes gives keys of both.

    >>> skeletons("lavrov") == skeletons("lavroff"), skeletons("gamal") & skeletons("jamal")
    (True, frozenset({'sml'}))
    """
    word = _SAME_FOR_ALL.sub("s", re.sub(r"[^a-z]", "", word))
    word = _OF_FAITH.sub("", _SERVANT.sub("abd", word))
    readings = {word, _JOINED_ARTICLE.sub("", word), _GENITIVE.sub("", word)}
    for letters, others in (
        ("dh|th|dj", ("t", "s")),
        ("d", ("t", "")) if word.endswith("nd") else ("dz", ("t", "s")),
        ("g(?!h)", ("k", "s")),
        ("j", ("s", "")),
        ("c(?!h)", ("k", "s")),
        ("x", ("ks", "h")),
        ("kh|h", ("k", "")),
        ("w", ("v", "")),
    ):
        pattern = re.compile(letters)
        if len(readings) > 16:
            break
        readings = {pattern.sub(other, each) for each in readings for other in others}
    found = set()
    for reading in readings:
        for pattern, written in _COARSE:
            reading = pattern.sub(written, reading)
        found.add(reading[:5] or word[:2])
    return frozenset(found)
