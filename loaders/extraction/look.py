"""A first look at the words of a sentence: whether it can hold an event at all.

To parse a sentence takes longer than all the rest of reading it, and most sentences of a mixed
stream of news tell of no event. So only those are parsed that have a word which can be a form of a
verb or noun that tells one, or of an instrument. The look costs a set lookup a word and knows all
forms of a word, so that it loses nothing that a reader would have found.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import dataclass

from diplograph.loaders.extraction.tokens import Token, fold

# Past forms that no rule makes.
_IRREGULAR = {
    "come": ("came",),
    "fly": ("flew", "flown"),
    "go": ("went", "gone"),
    "leave": ("left",),
    "meet": ("met",),
    "pay": ("paid",),
    "ring": ("rang", "rung"),
    "see": ("saw", "seen"),
    "sit": ("sat",),
    "speak": ("spoke", "spoken"),
    "spend": ("spent",),
    "strike": ("struck", "stricken"),
}


def forms(lemma: str) -> frozenset[str]:
    """All words that can be a form of an English verb or noun; some that are none do no harm.

    >>> sorted(forms("confer"))[:4]
    ['confer', 'conferd', 'confered', 'conferes']
    >>> {"conferred", "conferring"} <= forms("confer"), "flies" in forms("fly")
    (True, True)
    """
    found = {lemma, *_IRREGULAR.get(lemma, ())}
    found.update(lemma + ending for ending in ("s", "es", "d", "ed", "ing"))
    found.update(lemma + lemma[-1] + ending for ending in ("ed", "ing"))
    if lemma.endswith("e"):
        found.add(lemma[:-1] + "ing")
    if lemma.endswith("y"):
        found.update(lemma[:-1] + ending for ending in ("ies", "ied"))
    return frozenset(found)


@dataclass(frozen=True, slots=True)
class FirstLook:
    """The words without which a sentence tells of no event and names no instrument.

    >>> from diplograph.loaders.extraction.tokens import tokenize
    >>> look = FirstLook.of(["meet"], ["treaty"])
    >>> [look.sees(tokenize(text)) for text in ("They met.", "Two treaties.", "Fine metres.")]
    [True, True, False]
    """

    triggers: frozenset[str]
    instruments: frozenset[str]

    @classmethod
    def of(cls, triggers: Iterable[str], instruments: Iterable[str]) -> FirstLook:
        """Make the look for the forms of these lemmas."""
        return cls(
            frozenset(form for lemma in triggers for form in forms(fold(lemma))),
            frozenset(form for lemma in instruments for form in forms(fold(lemma))),
        )

    def sees(self, tokens: Iterable[Token], hidden: Collection[int] = ()) -> bool:
        """Whether one of the words can tell an event or name an instrument.

        ``hidden`` are the positions of words that stand in the name or title of an actor, where
        they tell nothing: *the host*, *Peace Talks Commission*.
        """
        for position, token in enumerate(tokens):
            key = token.key
            # the parser takes "US-hosted" for three words
            for part in (key, *key.split("-")) if "-" in key else (key,):
                if part in self.instruments:
                    return True
                if part in self.triggers and position not in hidden:
                    return True
        return False
