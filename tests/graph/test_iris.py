from __future__ import annotations

import re
import subprocess
import sys

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pyoxigraph import NamedNode

from diplograph.graph import iris
from diplograph.graph.iris import Minter, digest, slug

texts = st.text(st.characters(exclude_categories=("Cs",)), max_size=30)
some_texts = st.text(st.characters(exclude_categories=("Cs",)), min_size=1, max_size=30)


@given(texts)
def test_a_slug_is_lower_case_words_joined_by_hyphens(text: str) -> None:
    folded = slug(text)
    assert re.fullmatch(r"([a-z0-9]+(-[a-z0-9]+)*)?", folded)
    assert slug(folded) == folded


@pytest.mark.parametrize(
    ("text", "folded"),
    [
        ("Vladimir Putin", "vladimir-putin"),
        ("  Jean-Claude   Juncker ", "jean-claude-juncker"),
        ("Mevlüt Çavuşoğlu", "mevlut-cavusoglu"),
        ("O'Brien & Söhne, Ltd.", "o-brien-sohne-ltd"),
        ("Анатолий Бибилов", "anatoliy-bibilov"),
        ("习近平", "xijinping"),
        ("***", ""),
        ("", ""),
    ],
)
def test_known_slugs(text: str, folded: str) -> None:
    assert slug(text) == folded


@given(st.lists(st.none() | texts, max_size=4), st.lists(st.none() | texts, max_size=4))
def test_a_digest_tells_its_parts_apart(a: list[str | None], b: list[str | None]) -> None:
    # the separator itself and the sign for None are control characters that no name holds
    controls = ("\x1f", "\x00")
    if any(part and any(c in part for c in controls) for part in a + b):
        return
    same = a == b or {tuple(a), tuple(b)} == {(), ("",)}
    assert (digest(*a) == digest(*b)) is same
    assert re.fullmatch("[0-9a-f]{16}", digest(*a))


def test_digests_never_change() -> None:
    # stored graphs depend on them
    assert digest("https://press.example/1") == "ad50da86b81932d3"
    assert digest("a", None) == "cdc3c56327260687"


def valid(iri: str) -> None:
    assert NamedNode(iri).value == iri


@given(some_texts, st.none() | some_texts)
def test_every_iri_is_valid_and_made_again_the_same(name: str, code: str | None) -> None:
    minter = Minter()
    for _ in range(2):
        made = [
            minter.article(name),
            minter.claim(minter.article(name), 0),
            minter.event(minter.claim(minter.article(name), 0)),
            minter.person(name, code),
            minter.organization(name),
            minter.place(name, code),
            minter.instrument(name, (code or "", "FRA"), name),
            iris.polity(name),
            iris.organization(name),
            iris.country(name),
            iris.concept("topic", name),
        ]
        for iri in made:
            valid(iri)
        assert len(set(made)) == len(made)


@pytest.mark.parametrize("iri", [iris.geonames(524901), iris.ONTOLOGY, iris.DEFAULT_BASE])
def test_fixed_iris_are_valid(iri: str) -> None:
    valid(iri)


@pytest.mark.parametrize(
    ("base", "kept"),
    [
        ("https://press.example/id/", "https://press.example/id/"),
        ("https://press.example/id", "https://press.example/id/"),
        ("https://press.example/id#", "https://press.example/id#"),
    ],
)
def test_the_base_ends_in_a_separator(base: str, kept: str) -> None:
    assert Minter(base).base == kept
    assert Minter(base).article("x").startswith(f"{kept}article/")


def test_a_name_of_no_letters_still_has_its_own_iri() -> None:
    minter = Minter()
    assert minter.person("***", "RUS") != minter.person("???", "RUS")
    assert minter.organization("***") != minter.organization("???")
    assert minter.place("***", None) != minter.place("???", None)


def test_who_is_represented_tells_namesakes_apart() -> None:
    minter = Minter()
    assert minter.person("Ivan Ivanov", "RUS") != minter.person("Ivan Ivanov", "BGR")
    assert minter.person("Ivan Ivanov", None) != minter.person("Ivan Ivanov", "RUS")


def test_the_order_of_parties_does_not_matter() -> None:
    minter = Minter()
    one = minter.instrument("Treaty", ("RUS", "SOS"), "2017")
    assert one == minter.instrument("treaty", ("SOS", "RUS"), "2017")
    assert one != minter.instrument("treaty", ("SOS", "RUS"), None)


def test_claims_are_counted_from_one() -> None:
    minter = Minter()
    assert minter.claim("https://press.example/a", 0) == "https://press.example/a/claim/1"


def test_iris_do_not_depend_on_the_process() -> None:
    # Python's own hash() differs from process to process; none may enter an IRI
    code = "from diplograph.graph.iris import Minter; print(Minter().article('x'))"
    told = {
        subprocess.run(
            [sys.executable, "-c", code],
            env={"PYTHONHASHSEED": seed},
            capture_output=True,
            text=True,
            check=True,
        ).stdout.strip()
        for seed in ("1", "2")
    }
    assert told == {Minter().article("x")}
