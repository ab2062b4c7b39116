"""Which town or region a name means, by what stands behind it and what the article speaks of."""

from __future__ import annotations

import pytest

from diplograph.graph.model import Article, MentionKind
from diplograph.loaders.extraction.document import Document
from diplograph.loaders.extraction.lexicon import load_lexicon
from diplograph.loaders.extraction.pipeline import FrameExtractor


def places(text: str) -> list[tuple[str, str | None, str]]:
    """Name, code and kind of the places of a text; a town without coordinates is ``unknown``."""
    document = Document(Article(text), load_lexicon())
    found = []
    for sentence in document.sentences:
        for place in sentence.places:
            kind = "region" if place.is_region else "country"
            if place.is_city:
                kind = "city" if place.city is not None else "unknown"
            found.append((place.name, place.code, kind))
    return found


@pytest.mark.parametrize(
    ("text", "place"),
    [
        ("They met in Birmingham, Alabama.", ("Birmingham", "USA", "city")),
        ("They met in Birmingham.", ("Birmingham", "GBR", "city")),
        ("They met in Cambridge (Ontario).", ("Cambridge", "CAN", "city")),
        ("They met in Newcastle in New South Wales.", ("Newcastle", "AUS", "city")),
        ("They met in London, in the province of Ontario.", ("London", "CAN", "city")),
        ("They met in Warwick, Queensland.", ("Warwick", "AUS", "unknown")),
        ("They met in Athens, Georgia.", ("Athens", "GRC", "city")),
        ("They met in Kutaisi, Georgia.", ("Kutaisi", "GEO", "city")),
        ("They met in Savannah, Georgia.", ("Savannah", "USA", "city")),
        ("They met in Buffalo, New York.", ("Buffalo", "USA", "city")),
        ("They met in Geneva, Russia said.", ("Geneva", "CHE", "city")),
    ],
)
def test_what_stands_behind_a_town_says_which(text, place):
    assert places(text)[0] == place


def latitude(text: str, name: str) -> float | None:
    """The latitude of the last place of a name."""
    document = Document(Article(text), load_lexicon())
    found = [p for s in document.sentences for p in s.places if p.name == name]
    return found[-1].city.latitude if found and found[-1].city else None


def test_what_is_said_of_a_town_once_holds_for_the_article():
    text = "They met in Springfield, Missouri. A week later they came back to Springfield."
    assert latitude(text, "Springfield") == pytest.approx(37.2, abs=0.1)


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("Venezuelan guests came to Valencia.", "VEN"),
        ("Spanish guests came to Valencia.", "ESP"),
        # twenty times as large as its namesakes, and a capital
        ("American guests came to Melbourne.", "AUS"),
        ("Canadian guests came to London.", "GBR"),
    ],
)
def test_a_town_of_a_polity_that_the_article_names_comes_first(text, code):
    assert [c for name, c, _ in places(text) if name in text.split()[-1]] == [code]


def test_of_towns_in_one_polity_the_one_near_another_is_meant():
    assert latitude("They drove from Los Angeles to Glendale.", "Glendale") == pytest.approx(
        34.1, abs=0.1
    )
    assert latitude("They drove from Phoenix to Glendale.", "Glendale") == pytest.approx(
        33.5, abs=0.1
    )


@pytest.mark.parametrize(
    ("text", "place"),
    [
        ("They met in Bavaria.", ("Bavaria", "DEU", "region")),
        ("They met in Ontario.", ("Ontario", "CAN", "region")),
        ("They met in Washington state.", ("Washington state", "USA", "region")),
        ("They met in the state of Georgia.", ("Georgia", "USA", "region")),
        ("They met in Georgia.", ("Georgia", "GEO", "country")),
        ("They met in New Mexico.", ("New Mexico", "USA", "region")),
        ("They met in New York.", ("New York", "USA", "city")),
        ("Australian envoys met in Victoria.", ("Victoria", "AUS", "region")),
        ("Envoys met in Victoria, the capital of Seychelles.", ("Victoria", "SYC", "city")),
        ("They met in Kandahar province.", ("Kandahar province", "AFG", "region")),
    ],
)
def test_regions_are_told_from_towns_and_countries(text, place):
    assert places(text)[0] == place


def test_a_province_around_a_town_is_placed_only_where_the_article_speaks_of_its_polity():
    assert places("They met in Taloqan province.") == []
    assert places("Afghan envoys met in Taloqan province.") == [("Taloqan", "AFG", "city")]


def test_a_list_of_regions_has_regions_only():
    named = places("It spread to Oregon, Washington and Idaho.")
    assert [(name, kind) for name, _, kind in named] == [
        ("Oregon", "region"),
        ("Washington", "region"),
        ("Idaho", "region"),
    ]


def test_an_article_about_states_of_a_federation_means_the_state():
    assert places("It reached Ohio and Utah. Then it came to Georgia.")[-1][1] == "USA"
    told = places("It reached Ohio and Utah. Then a Georgian firm sold it to Georgia.")
    assert told[-1][1] == "GEO"


@pytest.mark.parametrize(
    "text",
    [
        "They crossed South America.",
        "They sailed into Islington Bay.",
        "They drove to Ocna de Jos.",
        "They flew to East Nyanza.",
    ],
)
def test_a_name_within_a_longer_one_is_no_place(text):
    assert places(text) == []


def test_a_city_of_today_is_not_the_colony_of_its_name():
    assert places("They met on the Gold Coast.") == [("Gold Coast", "AUS", "city")]


def test_an_event_in_a_region_is_in_its_country(told):
    (meeting,) = told(
        "On 3 May 2021 Polish President Andrzej Duda met Lithuanian President Gitanas Nausėda "
        "in Bavaria."
    )
    assert meeting.place == ("Bavaria", "DEU")


def mentions(text: str) -> list[tuple[str, str]]:
    found = FrameExtractor().extract(Article(text)).mentions
    return [(each.quote.text, each.kind.value) for each in found]


def test_a_town_and_what_stands_behind_it_are_two_mentions():
    assert mentions("Rain fell in Lyon, France, and in Warwick, Queensland.") == [
        ("France", "polity"),
        ("Lyon", "place"),
        ("Warwick", "place"),
    ]


def test_a_capital_is_a_place_where_something_is_put_there():
    assert mentions("Rain fell in Vienna.") == [("Vienna", "place")]
    assert mentions("Vienna protested.") == [("Vienna", "polity")]
    assert mentions("Rain fell in Panama.") == [("Panama", "polity")]


def test_places_and_dates_are_mentions_where_no_event_is_told_too():
    assert mentions("Rain fell in Lyon on 3 May 2021 and in the 2019 season.") == [
        ("Lyon", "place"),
        ("3 May 2021", "date"),
        ("2019", "date"),
    ]


def test_regions_are_mentions():
    article = Article("Envoys of Chad and Niger met in Bavaria on 3 May 2021.")
    mentions = FrameExtractor().extract(article).mentions
    (place,) = [m for m in mentions if m.kind is MentionKind.PLACE]
    assert (place.name, place.place and place.place.country) == ("Bavaria", "DEU")
