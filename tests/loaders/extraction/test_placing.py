from __future__ import annotations

import pytest

MET = "On 3 May 2021 Polish President Andrzej Duda met Lithuanian President Gitanas Nausėda"


@pytest.mark.parametrize(
    ("where", "place"),
    [
        ("in Vilnius", ("Vilnius", "LTU")),
        ("in the Lithuanian capital", ("Vilnius", "LTU")),
        ("in Brunswick, Georgia", ("Brunswick", "USA")),
        ("in Tbilisi, Georgia", ("Tbilisi", "GEO")),
        ("in Crans-Montana, Switzerland", ("Crans-Montana", "CHE")),
        ("in Singapore", ("Singapore", "SGP")),
        ("in Lithuania", ("Lithuania", "LTU")),
        ("in Washington, D.C.", ("Washington", "USA")),
        ("at the White House", ("Washington", "USA")),
        ("at the Kremlin", ("Moscow", "RUS")),
        ("at UN headquarters in New York", ("New York", "USA")),
        ("near Minsk", ("Minsk", "BLR")),
    ],
)
def test_where_a_meeting_took_place(told, where, place):
    (meeting,) = told(f"{MET} {where}.")
    assert meeting.place is not None
    name, country = meeting.place
    assert (name.split(",")[0], country) == place


def test_a_city_that_is_merely_named_is_not_the_place(told):
    (meeting,) = told(f"{MET} and spoke of the power line between Gdynia and Klaipėda.")
    assert meeting.place is None


def test_the_dateline_gives_the_place_of_what_has_none(told):
    (meeting,) = told(f"VILNIUS, May 4 (Wire) - {MET}.")
    assert meeting.place == ("Vilnius", "LTU")


def test_a_place_of_its_own_beats_the_dateline(told):
    (meeting,) = told(f"VILNIUS, May 4 (Wire) - {MET} in Kaunas.")
    assert meeting.place == ("Kaunas", "LTU")


def test_a_call_has_no_place(told):
    text = (
        "RIGA, May 4 (Wire) - Latvian Foreign Minister Edgars Rinkēvičs spoke by "
        "telephone with his Maltese counterpart Evarist Bartolo on Monday."
    )
    (call,) = told(text)
    assert call.type == "Call"
    assert call.place is None


def test_the_article_keeps_its_own_spelling(told):
    text = (
        "On 3 May 2021 Russian Deputy Foreign Minister Andrei Rudenko met "
        "Abkhazian President Aslan Bzhania in Sokhumi."
    )
    (meeting,) = told(text)
    assert meeting.place == ("Sokhumi", "ABK")


def test_place_and_venue_have_coordinates(read):
    extraction = read(f"{MET} in Vilnius.")
    (place,) = extraction.claims[0].places
    assert place.latitude == pytest.approx(54.7, abs=0.2)
    assert place.longitude == pytest.approx(25.3, abs=0.2)
