"""The competency questions: each has an answer in a graph made from articles.

Header of a question: ``question``; ``expects``, the rows that a careful reading of a few articles
must give; ``answer``, words that one of these rows holds; ``examples``, present where the bundled
articles as the extractor reads them need not give a row, and why.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

import pytest

from diplograph.graph.store import Store
from diplograph.graph.validation import validate
from diplograph.ontology.resources import competency_files

HEADER = re.compile(r"# (?P<key>\w+): (?P<value>.*(?:\n#   .*)*)")


@dataclass(frozen=True)
class Competency:
    name: str
    question: str
    at_least: int
    answers: tuple[str, ...]
    may_be_empty: bool
    query: str


def read(name: str, text: str) -> Competency:
    fields: dict[str, list[str]] = {}
    for match in HEADER.finditer(text):
        fields.setdefault(match["key"], []).append(re.sub(r"\n#\s+", " ", match["value"]))
    (question,) = fields["question"]
    (expects,) = fields["expects"]
    count = re.fullmatch(r"at-least (\d+)", expects)
    assert count is not None, f"{name}: {expects}"
    answers = tuple(fields.get("answer", ()))
    return Competency(name, question, int(count[1]), answers, "examples" in fields, text)


QUESTIONS = [read(file.name, file.read_text(encoding="utf-8")) for file in competency_files()]
NAMES = [each.name for each in QUESTIONS]


def rows(store: Store, query: str) -> list[str]:
    """Each row as one line of text."""
    return [" | ".join(str(term) for term in solution) for solution in store.query(query)]


def test_there_are_enough_questions_and_none_twice() -> None:
    assert len(QUESTIONS) >= 25
    assert len({each.question for each in QUESTIONS}) == len(QUESTIONS)
    assert all(each.question.endswith((".", "?", ")")) for each in QUESTIONS)
    assert all(each.at_least >= 1 for each in QUESTIONS)


def test_what_the_careful_reader_took_conforms(reading_store: Store) -> None:
    report = validate(reading_store)
    assert (report.articles, report.judgements) == (11, 2)
    assert [str(violation) for violation in report.violations] == []


@pytest.mark.parametrize("competency", QUESTIONS, ids=NAMES)
def test_careful_reading_answers(competency: Competency, reading_store: Store) -> None:
    answer = rows(reading_store, competency.query)
    assert len(answer) >= competency.at_least
    for wanted in competency.answers:
        assert any(wanted in row for row in answer), f"no row has {wanted!r}: {answer}"


@pytest.mark.parametrize("competency", QUESTIONS, ids=NAMES)
def test_example_articles_answer(competency: Competency, demo_store: Store) -> None:
    assert rows(demo_store, competency.query) or competency.may_be_empty


def test_example_articles_answer_most_questions(demo_store: Store) -> None:
    assert sum(bool(rows(demo_store, each.query)) for each in QUESTIONS) >= 30


def test_graph_of_the_example_articles_conforms(demo_store: Store) -> None:
    assert [str(violation) for violation in validate(demo_store).violations] == []
