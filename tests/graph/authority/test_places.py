"""Cities, venues, regions, and whose they are."""

from __future__ import annotations

import pytest

from diplograph.graph.authority import City, load_authority

AUTHORITY = load_authority()


@pytest.mark.parametrize(
    ("name", "country"),
    [
        ("Tskhinvali", "SOS"),
        ("Tskhinval", "SOS"),
        ("Sukhum", "ABK"),
        ("Sokhumi", "ABK"),
        ("Gagra", "ABK"),
        ("Pitsunda", "ABK"),
        ("Tiraspol", "TRN"),
        ("Pristina", "XKX"),
        ("North Nicosia", "NCY"),
        ("Hargeisa", "SML"),
        ("Laayoune", "ESH"),
        ("Ramallah", "PSE"),
        ("Taipei", "TWN"),
        ("Vatican City", "VAT"),
        ("Stepanakert", "AZE"),
        ("Kyiv", "UKR"),
        ("Kiev", "UKR"),
        ("Odessa", "UKR"),
        ("Tripoli", "LBY"),
        ("Georgetown", "GUY"),
        ("Alexandria", "EGY"),
        ("St. Petersburg", "RUS"),
        ("The Hague", "NLD"),
        ("Davos", "CHE"),
        ("Sharm el-Sheikh", "EGY"),
        ("Bombay", "IND"),
        ("Saigon", "VNM"),
        ("Camp David", "USA"),
        ("Panmunjom", "KOR"),
        ("Bethlehem", "PSE"),
        ("Plymouth", "GBR"),
        ("Frankfurt", "DEU"),
        ("Bocharov Ruchey", "RUS"),
    ],
)
def test_a_name_finds_its_city(name: str, country: str) -> None:
    city = AUTHORITY.find_city(name)
    assert city is not None
    assert city.country == country


def test_a_country_restricts() -> None:
    texan = AUTHORITY.find_city("Odessa", "USA")
    assert texan is not None
    assert texan.country == "USA"
    assert AUTHORITY.find_city("Tskhinvali", "GEO") is None


def test_unknown_places_are_none() -> None:
    assert AUTHORITY.find_city("Tskhinvaly-on-Sea") is None
    assert AUTHORITY.cities_named("") == ()
    assert AUTHORITY.find_venue("No such palace") is None
    assert AUTHORITY.find_region("Moscow") is None


@pytest.mark.parametrize("name", ["Simferopol", "Sevastopol", "East Jerusalem"])
def test_a_disputed_town_without_a_polity_of_its_own_has_no_country(name: str) -> None:
    city = AUTHORITY.find_city(name)
    assert city is not None
    assert city.country is None
    assert city.territory in AUTHORITY.territories
    assert city.place().country is None


def test_cities_are_somewhere_and_somebodys() -> None:
    assert len(AUTHORITY.cities) > 15_000
    for city in AUTHORITY.cities:
        assert city.name
        assert -90 <= city.latitude <= 90
        assert -180 <= city.longitude <= 180
        assert city.feature in {"capital", "city", "venue"}
        assert city.country is None or city.country in AUTHORITY.polities
        assert city.territory is None or city.territory in AUTHORITY.territories
        assert city.country is not None or city.territory is not None


def test_every_city_has_one_iri() -> None:
    iris = [city.iri for city in AUTHORITY.cities]
    assert len(set(iris)) == len(iris)


def test_a_place_is_named_as_the_article_spells_it() -> None:
    city = City("Kyiv", "UKR", 50.45, 30.52, geonames_id=703448)
    place = city.place("Kiev")
    assert (place.name, place.iri) == ("Kiev", "https://sws.geonames.org/703448/")
    assert (place.country, place.latitude, place.longitude) == ("UKR", 50.45, 30.52)


def test_the_likeliest_comes_first() -> None:
    found = AUTHORITY.cities_named("Victoria")
    assert found[0].country == "SYC"
    assert len(found) > 2
    assert found[0].feature == "capital"


def test_every_venue_lies_in_a_known_city() -> None:
    for venue in AUTHORITY.venues:
        assert AUTHORITY.find_city(venue.city, venue.country) is not None, venue.name


@pytest.mark.parametrize(
    ("name", "city"),
    [
        ("Great Hall of the People", "Beijing"),
        ("the Élysée Palace", "Paris"),
        ("Elysee Palace", "Paris"),
        ("Palais des Nations", "Geneva"),
        ("UN headquarters", "New York"),
        ("the Kremlin", "Moscow"),
        ("Blair House", "Washington"),
        ("Dolmabahçe Palace", "Istanbul"),
    ],
)
def test_a_venue_gives_its_city(name: str, city: str) -> None:
    venue = AUTHORITY.find_venue(name)
    assert venue is not None
    assert venue.city == city


def test_regions_belong_to_a_polity_and_are_none() -> None:
    for region in AUTHORITY.regions:
        assert region.country in AUTHORITY.polities
        for name in region.names:
            assert AUTHORITY.polities_named(name) == (), name
    scotland = AUTHORITY.find_region("Scotland")
    assert scotland is not None
    assert scotland.country == "GBR"


def test_towns_that_are_words_or_names_are_marked() -> None:
    for name in ("Reading", "Nice", "Sherman", "Austin", "Nursultan"):
        assert AUTHORITY.is_ambiguous_place(name)
    for name in ("Moscow", "Tskhinvali", "Geneva"):
        assert not AUTHORITY.is_ambiguous_place(name)
