"""Whose a contested place is: what follows from the claims, and that nothing more is said."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator

import pytest
from hypothesis import given
from hypothesis import strategies as st

from diplograph.graph import iris
from diplograph.graph.authority import load_authority
from diplograph.graph.perspectives import (
    Basis,
    Contested,
    Holding,
    Stance,
    Standing,
    View,
    perspective_on,
    read_standing,
)
from diplograph.graph.store import Store, open_store
from diplograph.graph.writer import Writer

AUTHORITY = load_authority()


@pytest.fixture(scope="module")
def store() -> Iterator[Store]:
    with open_store(None) as opened:
        Writer(opened).load_reference_data()
        yield opened


@pytest.fixture(scope="module")
def standing(store: Store) -> Standing:
    return read_standing(store)


def code(polity: str | None) -> str | None:
    return polity.rpartition("/")[2] if polity else None


def day(text: str | None) -> dt.date | None:
    return dt.date.fromisoformat(text) if text else None


@pytest.mark.parametrize(
    ("territory", "of", "on", "answer", "basis"),
    [
        ("SOS", "GEO", None, "GEO", Basis.OWN_CLAIM),
        ("SOS", "SOS", None, "SOS", Basis.OWN_CLAIM),
        ("SOS", "RUS", "2008-08-26", "SOS", Basis.RECOGNIZES),
        ("SOS", "RUS", "2008-08-25", None, Basis.UNKNOWN),
        ("SOS", "FRA", None, "GEO", Basis.DOES_NOT_RECOGNIZE),
        ("SOS", "PER", None, None, Basis.UNKNOWN),
        ("ABK", "TUV", "2012-01-01", "ABK", Basis.RECOGNIZES),
        ("ABK", "TUV", "2015-01-01", "GEO", Basis.DOES_NOT_RECOGNIZE),
        ("XKX", "USA", "2008-02-18", "XKX", Basis.RECOGNIZES),
        ("XKX", "SRB", None, "SRB", Basis.OWN_CLAIM),
        ("XKX", "USA", "2000-01-01", "SRB", Basis.UNCONTESTED),
        ("NCY", "TUR", "1990-01-01", "NCY", Basis.RECOGNIZES),
        ("NCY", "GBR", "1990-01-01", "CYP", Basis.DOES_NOT_RECOGNIZE),
        ("crimea", "UKR", "2015-01-01", "UKR", Basis.OWN_CLAIM),
        ("crimea", "RUS", "2015-01-01", "RUS", Basis.OWN_CLAIM),
        ("crimea", "USA", "2015-01-01", "UKR", Basis.SAYS_SO),
        ("crimea", "RUS", "2010-01-01", "UKR", Basis.UNCONTESTED),
        ("crimea", "CHN", "2015-01-01", None, Basis.UNKNOWN),
        ("golan-heights", "USA", "2019-03-25", "ISR", Basis.SAYS_SO),
        ("golan-heights", "USA", "2019-03-24", None, Basis.UNKNOWN),
        ("golan-heights", "SYR", None, "SYR", Basis.OWN_CLAIM),
        ("ESH", "DZA", "1980-01-01", "ESH", Basis.RECOGNIZES),
        ("ESH", "DEU", None, None, Basis.UNKNOWN),  # not to recognise is no word for Morocco
        ("ESH", "USA", "2021-01-01", "MAR", Basis.SAYS_SO),
        ("TWN", "CHN", None, "CHN", Basis.OWN_CLAIM),
        ("TWN", "TWN", None, "TWN", Basis.OWN_CLAIM),
        ("TWN", "AUS", None, None, Basis.UNKNOWN),
        ("NKR", "ARM", "2019-01-01", "AZE", Basis.DOES_NOT_RECOGNIZE),
        ("NKR", "ARM", None, "AZE", Basis.UNCONTESTED),
        ("kashmir", "IND", None, "IND", Basis.OWN_CLAIM),
        ("kashmir", "FRA", None, None, Basis.UNKNOWN),
        ("senkaku-islands", "JPN", None, "JPN", Basis.OWN_CLAIM),
        ("senkaku-islands", "JPN", "1960-01-01", "JPN", Basis.OWN_CLAIM),
    ],
)
def test_whose_a_place_is_from_a_perspective(
    standing: Standing, territory: str, of: str, on: str | None, answer: str | None, basis: Basis
) -> None:
    view = standing.view(iris.country(territory), iris.polity(of), day(on))
    assert (code(view.answer), view.basis) == (answer, basis)
    if answer is not None:
        assert view.sources


def test_administration_changes_with_time(standing: Standing) -> None:
    def governing(territory: str, on: str | None) -> set[str | None]:
        held = standing.administered_by(iris.country(territory), day(on))
        return {code(each.polity) for each in held}

    assert governing("NKR", "2019-01-01") == {"NKR"}
    assert governing("NKR", "2021-01-01") == {"NKR", "AZE"}
    assert governing("NKR", None) == {"AZE"}
    assert governing("crimea", "2013-01-01") == {"UKR"}
    assert governing("crimea", "2014-03-18") == {"RUS"}
    assert governing("golan-heights", "1960-01-01") == {"SYR"}


def test_a_polity_is_asked_by_its_territory(standing: Standing) -> None:
    place, polity = iris.country("SOS"), iris.polity("SOS")
    for of in ("GEO", "RUS", "FRA", "PER"):
        by_place = standing.view(place, iris.polity(of))
        assert standing.view(polity, iris.polity(of)).answer == by_place.answer


def test_a_city_is_asked_by_the_territory_it_lies_in(store: Store) -> None:
    (city,) = AUTHORITY.cities_named("Tskhinval")[:1]
    view = perspective_on(store, city.iri, of=iris.polity("GEO"))
    assert (view.subject, code(view.answer)) == (city.iri, "GEO")
    (sevastopol,) = AUTHORITY.cities_named("Sevastopol")[:1]
    assert code(perspective_on(store, sevastopol.iri, of=iris.polity("UKR")).answer) == "UKR"


def test_an_uncontested_place_belongs_to_who_administers_it(store: Store) -> None:
    view = perspective_on(store, iris.country("FRA"), of=iris.polity("RUS"))
    assert (code(view.answer), view.basis) == ("FRA", Basis.UNCONTESTED)
    view = perspective_on(store, iris.polity("FRA"), of=iris.polity("RUS"))
    assert code(view.answer) == "FRA"


def test_what_holds_now_is_said_both_with_and_without_time() -> None:
    """The direct properties and the dated claims may not drift apart."""
    for territory in AUTHORITY.territories.values():
        held = [each for each in AUTHORITY.territorial_claims if each.territory == territory.id]
        now = [each for each in held if each.until is None]
        governing = {each.polity for each in now if each.kind == "administration"}
        claiming = {each.polity for each in now if each.belongs_to == each.polity}
        assert governing == set(territory.administered_by), territory.id
        assert claiming == set(territory.claimed_by), territory.id


def test_territorial_claims_are_sourced_and_of_known_polities() -> None:
    names = [each.iri for each in AUTHORITY.territorial_claims]
    assert len(set(names)) == len(names)
    for each in AUTHORITY.territorial_claims:
        assert each.source
        assert each.territory in AUTHORITY.territories
        assert each.polity in AUTHORITY.polities
        assert each.kind in {"administration", "claim"}
        assert (each.belongs_to is None) == (each.kind == "administration")
        assert each.belongs_to is None or each.belongs_to in AUTHORITY.polities
        if each.since and each.until:
            assert each.since <= each.until


POLITIES = st.sampled_from(["urn:a", "urn:b", "urn:c", "urn:own"])
DAYS = st.none() | st.dates(dt.date(1990, 1, 1), dt.date(1990, 1, 20))
STANCES = st.sampled_from(["recognizes", "does-not-recognize", "withdrew"])
HOLDINGS = st.builds(Holding, st.just("urn:t"), POLITIES, st.none(), DAYS, DAYS)
CLAIMS = st.builds(Holding, st.just("urn:t"), POLITIES, POLITIES, DAYS, DAYS)


@st.composite
def standings(draw: st.DrawFn) -> Standing:
    place = Contested("urn:t", "T", draw(st.none() | st.just("urn:own")), draw(POLITIES))
    stances = st.builds(Stance, POLITIES, st.just("urn:own"), STANCES, DAYS, DAYS)
    return Standing(
        [place],
        draw(st.lists(HOLDINGS, max_size=4)),
        draw(st.lists(CLAIMS, max_size=4)),
        draw(st.lists(stances, max_size=4)),
    )


@given(standings(), POLITIES, st.dates(dt.date(1989, 12, 25), dt.date(1990, 1, 25)))
def test_the_segments_tell_the_view_of_every_day(standing: Standing, of: str, on: dt.date) -> None:
    segments = standing.segments("urn:t", of)
    assert segments[0].first == dt.date.min
    assert segments[-1].last == dt.date.max
    (here,) = [each for each in segments if each.first <= on <= each.last]
    view: View = standing.view("urn:t", of, on)
    assert (here.view.answer, here.view.basis) == (view.answer, view.basis)


@given(standings(), POLITIES, DAYS)
def test_who_claims_a_place_for_itself_sees_it_as_its_own(
    standing: Standing, of: str, on: dt.date | None
) -> None:
    claims = {each.polity for each in standing.claimed_by("urn:t", on)}
    answer = standing.view("urn:t", of, on).answer
    assert of not in claims or answer == of
    assert answer != of or of in standing.contenders("urn:t", on)
