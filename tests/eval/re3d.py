"""Who communicates with whom in government releases: the CommWith relations of the re3d corpus.

A relation counts when both its ends are names: the last word of the mention has a capital letter
and is no pronoun ("Minister Ellwood", "the Iraqi Foreign Minister", "the UN", but not "their French
counterparts" or "organisations"). The corpus writes many relations in both directions; two mentions
make one relation.

It is told when an event has both ends as two different participants. A person is found by surname;
a title without a name by the polity that it names, or else by the government whose release it is; a
polity or organisation by its code or name, whether it takes part itself or is represented. Told in
its place is a relation when the event's quotes also touch the words of both ends.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from measuring import BUNDLED, SHARED, Measured, in_words, of_shares, read_lines, records_of
from scoring import Record, Share, fold, surname

from diplograph.graph.authority import Authority, load_authority
from diplograph.graph.model import Article
from diplograph.loaders.extraction.lexicon import EntryKind, load_lexicon, load_titles
from diplograph.loaders.extraction.tokens import tokenize

FOLDER = SHARED / "re3d" / "uk_government"
# Whose releases they are: a title without a polity is one of this.
GOVERNMENT = "GBR"
_PRONOUNS = frozenset("i he she we they you it".split())


@dataclass(frozen=True)
class End:
    """One end of a relation: its words and place, and what a participant must have to be it.

    ``person`` is a surname, None for one who is told by title only and for bodies; ``sides`` are
    codes of polities and organisations, or a folded name where there is no code.
    """

    start: int
    end: int
    words: str
    person: str | None
    sides: frozenset[str]

    def is_one(self, participant: Mapping[str, Any]) -> bool:
        """Whether a participant of an event is this end."""
        if self.person is not None:
            kind, name = participant["kind"], participant["name"]
            return bool(kind == "person" and surname(name) == self.person)
        sides = {*participant["represents"], fold(participant["name"])}
        return not self.sides.isdisjoint(sides)


def is_named(words: str) -> bool:
    """Whether a mention is a name: its last word is capitalised and no pronoun.

    >>> is_named("the Iraqi Foreign Minister"), is_named("their French counterparts")
    (True, False)
    """
    last = words.split()[-1]
    return last != last.lower() and last.lower() not in _PRONOUNS


def end_of(start: int, end: int, words: str, kind: str) -> End:
    """Read a mention; ``kind`` is that of the corpus, such as Person or Organisation.

    >>> end_of(0, 13, "Minister Ruiz", "Person").person
    'ruiz'
    >>> sorted(end_of(0, 19, "the Chilean Premier", "Person").sides)
    ['CHL']
    """
    # "the Secretary of State": what stands before the "of" says whether it is a title
    head = fold(re.split(r",| of | for ", words)[0]).split()[-1]
    sides = _sides_named(words)
    if kind == "Person":
        if head not in load_titles().heads:
            return End(start, end, words, surname(words), frozenset())
        return End(start, end, words, None, sides or frozenset({GOVERNMENT}))
    return End(start, end, words, None, sides or frozenset({fold(_without_article(words))}))


def _without_article(words: str) -> str:
    return re.sub(r"^the\s+", "", words, flags=re.IGNORECASE)


def _sides_named(words: str) -> frozenset[str]:
    """The body that a mention is, by code, else the polities that it names."""
    authority: Authority = load_authority()
    body = authority.find_organization(_without_article(words))
    if body is not None:
        return frozenset({body.code, body.part_of or body.code})
    tokens = tokenize(words)
    kinds = (EntryKind.POLITY, EntryKind.ADJECTIVE, EntryKind.ORGANIZATION)
    found, i = set(), 0
    while i < len(tokens):
        match = load_lexicon().match(tokens, i, len(tokens))
        entry = match.of(*kinds) if match else None
        found |= {entry.code} if entry else set()
        i += match.length if match else 1
    return frozenset(found)


def _relations() -> dict[str, list[tuple[End, End]]]:
    """The relations of each document both of whose ends are named."""
    kinds = {
        (row["documentId"], row["begin"], row["end"]): row["type"]
        for row in read_lines(FOLDER / "entities.json")
    }
    found: dict[str, dict[frozenset[int], tuple[End, End]]] = {}
    for row in read_lines(FOLDER / "relations.json"):
        if row["type"] != "CommWith" or not is_named(row["source"]) or not is_named(row["target"]):
            continue
        document = row["documentId"]
        one, other = (
            end_of(a, b, row[side], kinds.get((document, a, b), ""))
            for side in ("source", "target")
            for a, b in [(row[f"{side}Begin"], row[f"{side}End"])]
        )
        pairs = found.setdefault(document, {})
        pairs.setdefault(frozenset({one.start, other.start}), (one, other))
    return {document: list(pairs.values()) for document, pairs in found.items()}


def tells(record: Record, one: End, other: End) -> bool:
    """Whether an event has both ends among its participants, as two of them."""
    participants: Sequence[Mapping[str, Any]] = record["participants"]
    return any(
        one.is_one(a) and other.is_one(b)
        for i, a in enumerate(participants)
        for j, b in enumerate(participants)
        if i != j
    )


def _is_quoted(record: Record, end: End) -> bool:
    return any(q["start"] < end.end and end.start < q["end"] for q in record["evidence"])


@lru_cache(maxsize=4)
def re3d_sets(extractor: str = BUNDLED) -> tuple[Measured, ...]:
    """The relations with two named ends that events tell, in all and where the text does."""
    documents = {row["_id"]: row for row in read_lines(FOLDER / "documents.json")}
    relations = _relations()
    articles = [
        Article(row["text"], row["sourceUrl"], row["title"], None, row["sourceName"])
        for row in documents.values()
    ]
    shares = {"comm_with": Share(), "comm_with_in_place": Share()}
    notes: list[str] = []
    answers = records_of(articles, extractor)
    for document, records in zip(documents, answers, strict=True):
        for one, other in relations.get(document, []):
            telling = [record for record in records if tells(record, one, other)]
            there = any(_is_quoted(r, one) and _is_quoted(r, other) for r in telling)
            shares["comm_with"].add(bool(telling))
            shares["comm_with_in_place"].add(there)
            if not there:
                text = documents[document]["text"]
                first, last = min(one.start, other.start), max(one.end, other.end)
                what = "ELSEWHERE" if telling else "MISS"
                notes.append(f"{what} {document[:8]} {one.words} - {other.words}")
                notes.append(f"      | {text[max(0, first - 60) : last + 60]}".replace("\n", " "))
                notes += [in_words("  got", document[:8], record) for record in records]
    return (of_shares("re3d", len(documents), shares, notes),)
