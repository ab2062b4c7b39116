"""Articles that print one text are one witness, and all of them are kept."""

from __future__ import annotations

import dataclasses
import datetime as dt
import json

from building import putin_meets_bibilov
from hypothesis import given
from hypothesis import strategies as st
from pyoxigraph import DefaultGraph, NamedNode, Quad

from diplograph.graph.evidence import folded, independent_sources
from diplograph.graph.model import Evidence, PrintedCopy, Quote
from diplograph.graph.reader import evidence, read_events
from diplograph.graph.records import event_record, event_row
from diplograph.graph.store import Store, open_store
from diplograph.graph.validation import validate
from diplograph.graph.writer import Writer
from diplograph.ontology.namespaces import DG


def told(article: str, published: str | None = None, start: int = 0) -> Evidence:
    return Evidence(f"urn:{article}", f"https://{article}.example/", published, quote(start))


def quote(start: int) -> Quote:
    return Quote(start, start + 9, "They met.")


def copy(article: str, published: str | None = None) -> PrintedCopy:
    return PrintedCopy(f"urn:{article}", f"https://{article}.example/", published)


def test_the_original_gives_the_quotes_and_the_copies_stand_beside_them() -> None:
    given_ = [
        told("late", "2021-05-22"),
        told("wire", "2021-05-20", 30),
        told("wire", "2021-05-20"),
        told("cut", "2021-05-21"),
        told("cut", "2021-05-21", 40),
        told("other", "2021-05-21"),
    ]
    copy_of = {"urn:late": "urn:wire", "urn:cut": "urn:wire"}
    wire, again, other = folded(given_, copy_of)
    assert (wire.quote, again.quote, other.quote) == (quote(0), quote(30), quote(0))
    assert [each.article for each in (wire, again, other)] == ["urn:wire", "urn:wire", "urn:other"]
    assert wire.copies == again.copies == (copy("cut", "2021-05-21"), copy("late", "2021-05-22"))
    assert other.copies == ()
    assert independent_sources(given_, copy_of) == 2


def test_where_the_original_does_not_tell_it_the_first_copy_does() -> None:
    copy_of = {"urn:a": "urn:wire", "urn:b": "urn:wire", "urn:c": "urn:wire"}
    (kept,) = folded([told("a"), told("c", "2021-05-21"), told("b", "2021-05-21")], copy_of)
    assert kept.article == "urn:b"
    assert kept.copies == (copy("c", "2021-05-21"), copy("a"))


items = st.builds(
    told,
    st.sampled_from("abcdef"),
    st.none() | st.sampled_from(["2021-05-20", "2021-05-21"]),
    st.integers(0, 3),
)


@given(
    st.lists(items), st.dictionaries(st.sampled_from("abc"), st.sampled_from("def")), st.randoms()
)
def test_no_article_gets_lost_and_order_does_not_matter(
    evidence_: list[Evidence], originals: dict[str, str], random: object
) -> None:
    copy_of = {f"urn:{one}": f"urn:{other}" for one, other in originals.items()}
    kept = folded(evidence_, copy_of)
    shuffled = list(evidence_)
    random.shuffle(shuffled)  # type: ignore[attr-defined]
    assert folded(shuffled, copy_of) == kept
    named = {each.article for each in kept} | {one.article for each in kept for one in each.copies}
    assert named == {each.article for each in evidence_}
    # folding what the original tells counts each text once
    assert len({copy_of.get(each.article, each.article) for each in kept}) == independent_sources(
        evidence_, copy_of
    )
    assert independent_sources(kept, copy_of) == independent_sources(evidence_, copy_of)


# ------------------------------------------------------------------------------ in a store

WIRE, HERALD, POST = (f"https://{name}.example/1" for name in ("wire", "herald", "post"))


def store_with_copies() -> Store:
    """One meeting told by three articles, of which two print one text."""
    store = open_store(None)
    writer = Writer(store)
    for url, text, day in ((WIRE, 1, 15), (HERALD, 1, 16), (POST, 2, 16)):
        told_by = putin_meets_bibilov(text)
        article = dataclasses.replace(told_by.article, url=url, published=dt.date(2017, 11, day))
        writer.write(dataclasses.replace(told_by, article=article))
    writer.derive()
    return store


def test_events_are_read_with_the_copies_of_their_evidence() -> None:
    with store_with_copies() as store:
        (event,) = read_events(store)
        assert [each.url for each in event.evidence] == [WIRE, POST]
        assert [one.url for one in event.evidence[0].copies] == [HERALD]
        assert evidence(store, event.iri) == list(event.evidence)
        # the claim of the copy is there as ever
        assert len(event.claims) == 3

        record = json.loads(json.dumps(event_record(event)))
        assert [each["copies"] for each in record["evidence"]] == [
            [
                {
                    "article": event.evidence[0].copies[0].article,
                    "url": HERALD,
                    "published": "2017-11-16",
                }
            ],
            [],
        ]
        assert event_row(event)["urls"] == f"{WIRE}; {HERALD}; {POST}"


def test_a_store_with_copies_conforms_and_a_copy_of_nothing_does_not() -> None:
    with store_with_copies() as store:
        assert validate(store).conforms
        lost = NamedNode("https://w3id.org/diplograph/id/article/lost")
        (known,) = store.match(None, NamedNode(DG.copyOf), None, DefaultGraph())
        for subject, value in ((lost, known.object), (known.object, lost)):
            assert isinstance(subject, NamedNode)
            quad = Quad(subject, NamedNode(DG.copyOf), value, DefaultGraph())
            store.apply(add=[quad])
            assert f"the store has no article <{lost.value}>" in {
                each.message for each in validate(store).violations
            }
            store.apply(remove=[quad])
        assert validate(store).conforms
