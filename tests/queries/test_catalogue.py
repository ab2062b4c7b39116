"""Finding a question, binding its parameters, and what is refused."""

from __future__ import annotations

import datetime as dt
from decimal import Decimal
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pyoxigraph import Literal, NamedNode

from diplograph.graph.dates import PartialDate
from diplograph.graph.errors import QueryError, UnknownName
from diplograph.graph.model import EventType, Status
from diplograph.graph.store import Store, open_store
from diplograph.queries.catalogue import Catalogue, parse
from diplograph.queries.parameters import Parameter, ParameterType

CATALOGUE = Catalogue.load()
EMPTY = open_store(None)

HEADER = """\
# title: Events
# description: Which events are there,
#   and what are they called?
# param: status | status | planned | Status of the events
# param: limit | integer | 2 | Most rows to give
# column: event | iri | The event
# example: --status any
# answer: dgid:event/1
"""
BODY = """\
PREFIX dg: <https://w3id.org/diplograph/ontology#>
SELECT ?event WHERE { ?event dg:status $status } # $comment
ORDER BY ?event
"""


def bound(name: str, kind: ParameterType, value: object, store: Store = EMPTY) -> str | None:
    term = Parameter(name, kind, "X").bind(store, value)
    return None if term is None else term.value


def test_a_header_is_read() -> None:
    query = parse(HEADER + BODY, "events", "things")
    assert (query.name, query.topic, query.title) == ("events", "things", "Events")
    assert query.description == "Which events are there, and what are they called?"
    assert query.parameter("status").default == "planned"
    assert query.parameter("limit").type is ParameterType.INTEGER
    assert query.example_parameters() == {"status": "any"}
    assert query.answer == ("dgid:event/1",)
    assert query.sparql == HEADER + BODY


@pytest.mark.parametrize(
    ("old", "new", "message"),
    [
        ("# title: Events\n", "", "no title"),
        ("# answer: dgid:event/1\n", "", "no answer"),
        ("# description: ", "# ", "no description"),
        ("# column: event | iri | The event\n", "", "no column"),
        ("# title: Events\n", "# title: Events\n# title: Again\n", "more than one title"),
        ("# title: Events\n", "# hello\n# title: Events\n", "which is no field"),
        ("| status | planned |", "| planned |", "a param is"),
        ("| status | planned |", "| state | planned |", "the type 'state'"),
        ("# param: limit |", "# param: status |", "declared twice"),
        ("# param: status |", "# param: state |", "$status is not declared"),
        ("# param: limit |", "# param: maximum |", "maximum is not in the query"),
        ("| iri |", "| uri |", "a column is"),
        ("dgid:event/1", "dgid:event/1 | more", "2 cells"),
        ("--status any", "--state any", "no parameter 'state'"),
        ("# param: limit | integer | 2", "# param: day | date | optional", "since, until or on"),
    ],
)
def test_a_header_that_does_not_fit_its_query_is_refused(old: str, new: str, message: str) -> None:
    assert old in HEADER
    with pytest.raises(QueryError, match=r"^things/events\.rq: |^query events ") as caught:
        parse(HEADER.replace(old, new) + BODY, "events", "things")
    assert message in str(caught.value)


def test_a_query_with_placeholders_that_nobody_declared_is_refused() -> None:
    bare = "\n".join(line for line in HEADER.splitlines() if not line.startswith("# param")) + "\n"
    with pytest.raises(QueryError, match=r"\$status is not declared"):
        parse(bare + BODY, "events", "things")


def test_a_dollar_in_a_string_or_comment_is_no_placeholder() -> None:
    body = BODY.replace("}", 'FILTER("$price" != <http://x.example/$iri>) }', 1)
    assert parse(HEADER + body, "events", "things").sparql.count("$") == 4


def test_a_folder_of_ones_own_is_loaded(tmp_path: Path, world: Store) -> None:
    (tmp_path / "things").mkdir()
    (tmp_path / "things" / "events.rq").write_text(HEADER + BODY, encoding="utf-8")
    (tmp_path / "things" / "notes.txt").write_text("no query", encoding="utf-8")
    (tmp_path / "README").write_text("no topic", encoding="utf-8")
    catalogue = Catalogue.load(tmp_path)
    assert catalogue.names() == ["events"]
    # claims have a status too, but in the graphs of their articles
    assert len(catalogue.run(world, "events", limit=100)) == 2


def test_two_queries_of_one_name_are_refused(tmp_path: Path) -> None:
    for topic in ("one", "two"):
        (tmp_path / topic).mkdir()
        (tmp_path / topic / "events.rq").write_text(HEADER + BODY, encoding="utf-8")
    with pytest.raises(QueryError, match="another topic has a query so called"):
        Catalogue.load(tmp_path)


def test_the_bundled_catalogue_is_read_once() -> None:
    assert Catalogue.load() is CATALOGUE


@pytest.mark.parametrize("name", ["meetings-betwen", "Meetings-Between ", "meeting_between"])
def test_an_unknown_query_suggests_what_comes_close(name: str) -> None:
    with pytest.raises(UnknownName, match="did you mean meetings-between"):
        CATALOGUE.get(name)


def test_underscores_may_stand_for_hyphens() -> None:
    assert CATALOGUE.get("meetings_between").name == "meetings-between"


def test_a_parameter_that_is_missing_says_what_it_wants(world: Store) -> None:
    with pytest.raises(QueryError, match="needs the parameter b: the name, code or IRI of a"):
        CATALOGUE.run(world, "meetings-between", a="RUS")
    with pytest.raises(QueryError, match="needs the parameter a"):
        CATALOGUE.run(world, "meetings-between", a=None, b="RUS")


def test_an_unknown_parameter_suggests_one_that_there_is(world: Store) -> None:
    with pytest.raises(QueryError, match=r"it takes actor, since.*did you mean since\?"):
        CATALOGUE.run(world, "meetings-of", actor="RUS", sinse="2017")


@pytest.mark.parametrize(
    ("params", "message"),
    [
        ({"since": "14 November"}, "'14 November' is not a date: YYYY, YYYY-MM or YYYY-MM-DD"),
        ({"until": "2017-02-30"}, "not a date"),
        ({"limit": "many"}, "not a whole number"),
        ({"limit": -1}, "not a whole number"),
        ({"limit": 1.5}, "not a whole number"),
        ({"limit": True}, "not a whole number"),
        ({"limit": ""}, "not a whole number"),
        ({"status": "maybe"}, "one of occurred, planned, cancelled"),
        ({"since": []}, "not a date"),
        ({"since": "2020", "until": "2019"}, "ends .2019-12-31. before it begins .2020-01-01."),
        ({"actor": "Orlov"}, r"'Orlov' can be Paolo Orlov \(dgid:person/CHE/paolo-orlov\), Pavel"),
    ],
)
def test_a_value_that_does_not_fit_is_refused(
    params: dict[str, object], message: str, world: Store
) -> None:
    with pytest.raises(QueryError, match=message):
        CATALOGUE.run(world, "meetings-of", **{"actor": "RUS", **params})


@pytest.mark.parametrize(
    ("query", "params", "message"),
    [
        ("meetings-of", {"actor": "Anatoli Bibilow"}, "did you mean .*Anatoly Bibilov"),
        ("meetings-of", {"actor": "dgid:person/RUS/nobody"}, "nobody"),
        ("events-in", {"place": "Tskhinvall"}, "did you mean .*Tskhinval"),
        ("agreements-by-topic", {"topic": "helth"}, r"no topic is called 'helth'.*health\?"),
        ("events-of-article", {"article": "https://press.example/none"}, "press.example/none"),
        ("evidence-of", {"event": "dgid:event/none"}, "the store has no event dgid:event/none"),
    ],
)
def test_a_name_that_is_not_known_is_told(
    query: str, params: dict[str, object], message: str, world: Store
) -> None:
    with pytest.raises(UnknownName, match=message):
        CATALOGUE.run(world, query, **params)


def test_an_event_must_be_given_by_iri(world: Store) -> None:
    with pytest.raises(QueryError, match="'the summit' is not the IRI of an event"):
        CATALOGUE.run(world, "evidence-of", event="the summit")


def test_python_values_fit_as_well_as_text(world: Store) -> None:
    typed = CATALOGUE.run(
        world,
        "timeline-of",
        actor=NamedNode("https://w3id.org/diplograph/authority/polity/RUS"),
        type=EventType.VISIT,
        status=Status.OCCURRED,
        since=dt.date(2018, 1, 1),
        until=PartialDate(2018, 12),
        limit=5,
    )
    text = CATALOGUE.run(
        world,
        "timeline-of",
        actor="Russia",
        type="visit",
        status="OCCURRED",
        since="2018",
        until="2018",
        limit="5",
    )
    assert typed == text
    assert len(typed) == 1


def test_the_limit_cuts_and_says_so(world: Store) -> None:
    whole = CATALOGUE.run(world, "timeline-of", actor="RUS")
    exact = CATALOGUE.run(world, "timeline-of", actor="RUS", limit=len(whole))
    cut = CATALOGUE.run(world, "timeline-of", actor="RUS", limit=len(whole) - 1)
    assert not whole.truncated
    assert not exact.truncated
    assert cut.truncated
    assert cut.rows == whole.rows[:-1]
    assert CATALOGUE.run(world, "timeline-of", actor="RUS", limit=0).truncated


def test_a_merged_away_actor_is_found_under_the_iri_that_replaced_it(world: Store) -> None:
    old = CATALOGUE.run(world, "visits-by", actor="dgid:person/RUS/v-putin")
    assert old == CATALOGUE.run(world, "visits-by", actor="Vladimir Putin")
    assert len(old) == 1


def test_a_short_iri_stands_for_the_base_of_the_store() -> None:
    with open_store(None, base="https://press.example/id/") as store:
        with pytest.raises(UnknownName, match="event dgid:event/1"):
            CATALOGUE.run(store, "evidence-of", event="dgid:event/1")
        assert bound("x", ParameterType.IRI, "dg:Meeting", store) == (
            "https://w3id.org/diplograph/ontology#Meeting"
        )


@pytest.mark.parametrize("name", ["no-such-thing:x", "relative", "https://a b", "dg"])
def test_an_iri_must_be_absolute_and_whole(name: str) -> None:
    if name == "no-such-thing:x":  # an unknown scheme is a scheme
        assert bound("x", ParameterType.IRI, name) == name
    else:
        with pytest.raises(QueryError, match="not an absolute IRI"):
            bound("x", ParameterType.IRI, name)


def test_any_does_not_restrict() -> None:
    for kind in (ParameterType.STATUS, ParameterType.EVENT_TYPE, ParameterType.TOPIC):
        assert bound("x", kind, "any") is None
        assert bound("x", kind, "Any") is None


@given(st.dates(min_value=dt.date(1, 1, 1)))
def test_a_date_is_bound_as_its_first_or_last_day(day: dt.date) -> None:
    month = PartialDate(day.year, day.month)
    assert bound("since", ParameterType.DATE, month) == month.first_day.isoformat()
    assert bound("until", ParameterType.DATE, month.isoformat()) == month.last_day.isoformat()
    assert bound("since", ParameterType.DATE, day) == bound("until", ParameterType.DATE, day)
    assert bound("since", ParameterType.DATE, f"{day.year:04d}") == f"{day.year:04d}-01-01"
    assert bound("until", ParameterType.DATE, f"{day.year:04d}") == f"{day.year:04d}-12-31"


@given(st.decimals(allow_nan=False, allow_infinity=False, places=4, min_value=-10, max_value=10))
def test_a_decimal_keeps_its_value(number: Decimal) -> None:
    term = Parameter("below", ParameterType.DECIMAL, "X").bind(EMPTY, number)
    assert isinstance(term, Literal)
    assert Decimal(term.value) == number
    assert "E" not in term.value


@pytest.mark.parametrize("text", ["nan", "inf", "1e3", "1,5", "half", "0x10", "1_0"])
def test_what_is_no_decimal_is_refused(text: str) -> None:
    with pytest.raises(QueryError, match=r"is not a number such as 0\.5"):
        bound("below", ParameterType.DECIMAL, text)


@given(st.text(min_size=1).filter(lambda text: text.strip()))
def test_a_string_is_bound_as_it_is(text: str) -> None:
    assert bound("x", ParameterType.STRING, text) == text.strip()
