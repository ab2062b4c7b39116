"""Names by which a text says that a person is called as well: "Mahmoud Abbas, known as Abu Mazen".

What is called so is one person with two names; either stands for him in the rest of the article.
"""

from __future__ import annotations

import re

from diplograph.loaders.extraction.document import Document, Sentence
from diplograph.loaders.extraction.nominals import Name, Nominal
from diplograph.loaders.extraction.reference import Cast, Entity

_KNOWN_AS = re.compile(
    r"^\s*,?\s*(?:who\s+is\s+)?(?:also\s+|better\s+|widely\s+|commonly\s+|popularly\s+|usually\s+)?"
    r"(?:known|called|nicknamed|dubbed)(?:\s+(?:by|to|at|in)\s+\w+(?:\s+\w+)?)?(?:\s+as)?"
    r"\s*[“\"‘]?$",
    re.IGNORECASE,
)
_IS_CALLED = re.compile(
    r"^\s+is\s+(?:\w+\s+){0,2}(?:called|known|nicknamed|dubbed)\b", re.IGNORECASE
)


def learn_nicknames(document: Document, cast: Cast) -> None:
    """Give persons the further names that the text says they have."""
    for sentence in document.sentences:
        for index, nominal in enumerate(sentence.nominals):
            persons = cast.entities_of(nominal)
            if len(persons) != 1:
                continue
            following = sentence.nominals[index + 1 : index + 2]
            for other in following:
                if len(other.names) == 1 and _KNOWN_AS.match(_between(document, nominal, other)):
                    cast.call(persons[0], other)
            _called(document, sentence, nominal, persons[0], cast)


def _between(document: Document, first: Nominal, second: Nominal) -> str:
    tokens = document.tokens
    return document.text[tokens[first.end - 1].end : tokens[second.start].start].rstrip(" ,")


def _called(
    document: Document, sentence: Sentence, nominal: Nominal, person: Entity, cast: Cast
) -> None:
    """``Jokowi, as Mr Widodo is called by all``: what stands before is another name of his."""
    tokens, at = document.tokens, nominal.start
    if at - sentence.start < 3 or tokens[at - 1].key != "as" or tokens[at - 2].text != ",":
        return
    if not _IS_CALLED.match(document.text[tokens[nominal.end - 1].end :][:60]):
        return
    for other in sentence.nominals:
        if other.names and other.names[-1].end == at - 2:
            cast.call(person, other)
            return
    start = at - 2
    while start > sentence.start and tokens[start - 1].is_word and tokens[start - 1].is_capitalised:
        start -= 1
    if start == at - 2:
        return
    name = Name(document.parser.span_text(start, at - 2), start, at - 2)
    added = Nominal("person", start, at - 2, [name], name_codes=[None], text=name.text)
    sentence.nominals.append(added)
    sentence.nominals.sort(key=lambda each: each.start)
    cast.call(person, added)
