"""Find what the rules of a pipeline match, remembering it word by word.

spaCy's ``attribute_ruler`` gives words their part of speech by some hundred and eighty rules, and
tries each of them at each word, which takes a third of the time of the whole parse. Nearly all of
these rules look at one word, at nothing but its tag, its dependency and its spelling. So what they
match is computed once for each such combination and then looked up; the few others are tried as
before. The rules, their order and what they do stay those of the model.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import TYPE_CHECKING, Any, Literal, cast

if TYPE_CHECKING:
    from spacy.pipeline import AttributeRuler
    from spacy.tokens import Doc

_Word = tuple[int, ...]
"""Values of ``_ATTRIBUTES`` of one word, as numbers of the string store."""
_Match = tuple[int, int, int]

_Pattern = list[dict[str, Any]]
"""What a rule asks of each of some words."""

_ATTRIBUTES: list[int | str] = ["TAG", "DEP", "IS_SPACE", "LOWER"]


class RuleMatcher:
    """A matcher for the rules of an attribute ruler, to be used in place of its own.

    >>> import spacy
    >>> nlp = spacy.blank("en")
    >>> ruler = nlp.add_pipe("attribute_ruler")
    >>> ruler.add([[{"LOWER": "met"}]], {"POS": "VERB"})
    >>> ruler.matcher = RuleMatcher(ruler)
    >>> [token.pos_ for token in nlp("They met")]
    ['', 'VERB']
    """

    def __init__(self, ruler: AttributeRuler) -> None:
        from spacy.matcher import Matcher

        self._strings = ruler.vocab.strings
        self._others = Matcher(ruler.vocab, validate=False)
        self._tests: list[tuple[int, list[Callable[[_Word], bool]]]] = []
        self._spellings: set[int] = set()
        self._known: dict[_Word, tuple[int, ...]] = {}
        for number, rule in enumerate(ruler.patterns):
            # the ruler calls its rules by their numbers
            name = str(number)
            for pattern in cast("list[_Pattern]", rule["patterns"]):
                tests = self._tests_of(pattern)
                if tests is None:
                    self._others.add(name, [pattern])
                else:
                    self._tests.append((self._strings.add(name), tests))

    def __call__(
        self, doc: Doc, *, allow_missing: bool = False, as_spans: Literal[False] = False
    ) -> list[_Match]:
        """All matches as rule, start and end, as spaCy's own matcher gives them to the ruler."""
        found: list[_Match] = []
        known, spellings = self._known, self._spellings
        for at, (tag, dep, is_space, lower) in enumerate(doc.to_array(_ATTRIBUTES).tolist()):
            # other words are all the same to the rules, so what is remembered stays small
            word = (tag, dep, is_space, lower if lower in spellings else 0)
            rules = known.get(word)
            if rules is None:
                rules = known[word] = tuple(
                    rule for rule, tests in self._tests if all(test(word) for test in tests)
                )
            found += [(rule, at, at + 1) for rule in rules]
        if len(self._others):
            found += self._others(doc, allow_missing=allow_missing, as_spans=as_spans)
        return found

    def _tests_of(self, pattern: _Pattern) -> list[Callable[[_Word], bool]] | None:
        """What a pattern asks of one word; None where it asks for more than is looked at here."""
        if len(pattern) != 1:
            return None
        tests: list[Callable[[_Word], bool]] = []
        spellings: set[int] = set()
        for name, value in pattern[0].items():
            if name not in _ATTRIBUTES:
                return None
            within, words = True, [value]
            if isinstance(value, dict):
                if len(value) != 1 or not set(value) <= {"IN", "NOT_IN"}:
                    return None
                ((kind, words),) = value.items()
                within = kind == "IN"
            numbers = self._numbers(words)
            if name == "LOWER":
                if not within:
                    return None
                spellings |= numbers
            tests.append(_test(_ATTRIBUTES.index(name), numbers, within))
        self._spellings |= spellings
        return tests

    def _numbers(self, words: Iterable[str | bool]) -> frozenset[int]:
        return frozenset(
            self._strings.add(word) if isinstance(word, str) else int(word) for word in words
        )


def _test(attribute: int, numbers: frozenset[int], within: bool) -> Callable[[_Word], bool]:
    return lambda word: (word[attribute] in numbers) is within
