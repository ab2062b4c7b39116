"""A first look at the words of a sentence: whether it can hold an event at all.

To parse a sentence takes longer than all the rest of reading it, and most sentences of a mixed
stream of news tell of no event. So only those are parsed that have a word which can be a form of a
verb or noun that tells one, or of an instrument. The look costs a set lookup a word and knows all
forms of a word, so that it loses nothing that a reader would have found.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence, Set
from dataclasses import dataclass
from itertools import pairwise

from diplograph.loaders.extraction.tokens import Token, fold

# Past forms that no rule makes.
_IRREGULAR = {
    "bring": ("brought",),
    "get": ("got", "gotten"),
    "bear": ("bore", "born", "borne"),
    "come": ("came",),
    "drive": ("drove", "driven"),
    "fly": ("flew", "flown"),
    "go": ("went", "gone"),
    "lead": ("led",),
    "leave": ("left",),
    "meet": ("met",),
    "pay": ("paid",),
    "ring": ("rang", "rung"),
    "see": ("saw", "seen"),
    "send": ("sent",),
    "sit": ("sat",),
    "speak": ("spoke", "spoken"),
    "spend": ("spent",),
    "strike": ("struck", "stricken"),
    "take": ("took", "taken"),
    "withdraw": ("withdrew", "withdrawn"),
}
# Words between a verb of saying and the clause that has its subject.
_JOINING = frozenset({"and", "but", "also", "who"})


# After these, a verb or noun takes "es" and not "s".
_HISSING = ("s", "x", "z", "ch", "sh", "o")


def forms(lemma: str) -> frozenset[str]:
    """All words that can be a form of an English verb or noun; some that are none do no harm.

    >>> sorted(forms("confer"))[:4]
    ['confer', 'conferd', 'confered', 'confering']
    >>> {"conferred", "conferring"} <= forms("confer"), "flies" in forms("fly")
    (True, True)
    """
    found = {*noun_forms(lemma), *_IRREGULAR.get(lemma, ())}
    found.update(lemma + ending for ending in ("d", "ed", "ing"))
    found.update(lemma + lemma[-1] + ending for ending in ("ed", "ing"))
    if lemma.endswith("e"):
        found.add(lemma[:-1] + "ing")
    if lemma.endswith("y"):
        found.add(lemma[:-1] + "ied")
    return frozenset(found)


def noun_forms(lemma: str) -> frozenset[str]:
    """All words that can be a form of an English noun.

    >>> sorted(noun_forms("accord")), sorted(noun_forms("treaty"))
    (['accord', 'accords'], ['treaties', 'treaty', 'treatys'])
    """
    found = {lemma, lemma + "s"}
    if lemma.endswith(_HISSING):
        found.add(lemma + "es")
    if lemma.endswith("y"):
        found.add(lemma[:-1] + "ies")
    return frozenset(found)


def all_forms(lemmas: Iterable[str]) -> frozenset[str]:
    """The forms of several words, without accents.

    >>> "tete-a-tetes" in all_forms(["tête-à-tête"])
    True
    """
    return frozenset(form for lemma in lemmas for form in forms(fold(lemma)))


def all_noun_forms(lemmas: Iterable[str]) -> frozenset[str]:
    """The forms of several nouns, without accents.

    >>> "according" in all_noun_forms(["accord"])
    False
    """
    return frozenset(form for lemma in lemmas for form in noun_forms(fold(lemma)))


@dataclass(frozen=True, slots=True)
class FirstLook:
    """The words without which a sentence tells of no event and names no instrument.

    ``triggers`` tell an event whatever stands beside them; ``doings`` only where the sentence names
    or means somebody; ``journeys`` only where the sentence or the dateline names a place; of each
    of ``pairs``, a word of the first set only with one of the second; one of ``instruments``
    without any of these names something only when it is capitalised; ``sayings`` are verbs whose
    speaker may stand too far away to be found without a parse; and of ``runs``, two words that
    stand side by side where a place is named.

    >>> from diplograph.loaders.extraction.tokens import tokenize
    >>> treaties = all_forms(["treaty"])
    >>> pairs = ((all_forms(["reach"]), treaties),)
    >>> summits, meets, goes = (all_forms([word]) for word in ("summit", "meet", "go"))
    >>> look = FirstLook(summits, meets, goes, pairs, treaties, frozenset(), {("due", "in")})
    >>> [look.sees(tokenize(text)) for text in ("A summit!", "It reached us.", "Fine metres.")]
    [True, False, False]
    >>> [look.sees(tokenize("Demand met supply."), peopled=peopled) for peopled in (False, True)]
    [False, True]
    >>> [look.sees(tokenize("They went home."), placed=placed) for placed in (False, True)]
    [False, True]
    >>> [look.sees(tokenize(f"It is due {word} Oslo."), placed=True) for word in ("in", "from")]
    [True, False]
    """

    triggers: frozenset[str]
    doings: frozenset[str]
    journeys: frozenset[str]
    pairs: tuple[tuple[frozenset[str], frozenset[str]], ...]
    instruments: frozenset[str]
    sayings: frozenset[str]
    runs: Set[tuple[str, str]]

    def sees(
        self,
        tokens: Iterable[Token],
        hidden: Collection[int] = (),
        placed: bool = False,
        peopled: bool = False,
    ) -> bool:
        """Whether the words of a sentence can tell an event or name an instrument.

        ``hidden`` are the positions of words that stand in the name or title of an actor, where
        they tell nothing (*the host*, *Peace Talks Commission*); ``placed`` says that the sentence
        or the dateline names a place, ``peopled`` that the sentence has somebody, if only *he*.
        """
        telling = (self.triggers, self.doings) if peopled else (self.triggers,)
        others: set[str] = set()
        before = ""
        for position, token in enumerate(tokens):
            key = token.key
            if placed and (before, key) in self.runs:
                return True
            before = key
            # the parser takes "US-hosted" for three words
            for part in (key, *key.split("-")) if "-" in key else (key,):
                if position not in hidden and any(part in words for words in telling):
                    return True
                if part in self.instruments and token.is_capitalised:
                    return True
                others.add(part)
        return (placed and not others.isdisjoint(self.journeys)) or any(
            not others.isdisjoint(one) and not others.isdisjoint(other) for one, other in self.pairs
        )

    def names(self, tokens: Iterable[Token]) -> bool:
        """Whether the words of a sentence can name an instrument."""
        return any(
            token.is_capitalised and not self.instruments.isdisjoint(token.key.split("-"))
            for token in tokens
        )

    def hears(self, tokens: Sequence[Token]) -> bool:
        """Whether a verb of saying is joined to another: ``X cited the treaty and said ...``."""
        return any(
            token.key in self.sayings and before.key in _JOINING
            for before, token in pairwise(tokens)
        )
