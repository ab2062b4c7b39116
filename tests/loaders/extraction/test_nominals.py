from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st


def people(document, text: str) -> list[tuple[str, str, tuple[str, ...]]]:
    """Name, words of the title and owners of every named person."""
    found = []
    for nominal in document(text).nominals:
        for index, name in enumerate(nominal.names):
            codes = nominal.codes
            if len(nominal.names) > 1 and index < len(nominal.name_codes):
                codes = (nominal.name_codes[index],) if nominal.name_codes[index] else ()
            words = nominal.titles[0].words if nominal.titles else ""
            found.append((name.text, words, tuple(codes)))
    return found


@pytest.mark.parametrize(
    ("phrase", "name", "title", "codes"),
    [
        (
            "Russian Healthcare Minister Veronika Skvortsova",
            "Veronika Skvortsova",
            "Healthcare Minister",
            ("RUS",),
        ),
        ("French President Emmanuel Macron", "Emmanuel Macron", "President", ("FRA",)),
        ("Russian President, Vladimir Putin,", "Vladimir Putin", "President", ("RUS",)),
        ("France's President Emmanuel Macron", "Emmanuel Macron", "President", ("FRA",)),
        ("the President of France, Emmanuel Macron,", "Emmanuel Macron", "President", ("FRA",)),
        (
            "President of the Republic of Kenya Uhuru Kenyatta",
            "Uhuru Kenyatta",
            "President",
            ("KEN",),
        ),
        ("Emmanuel Macron, the French president,", "Emmanuel Macron", "president", ("FRA",)),
        (
            "Norway's foreign minister, Ine Eriksen Søreide,",
            "Ine Eriksen Søreide",
            "foreign minister",
            ("NOR",),
        ),
        (
            "U.S. Secretary of State Antony J. Blinken",
            "Antony J. Blinken",
            "Secretary of State",
            ("USA",),
        ),
        ("British Foreign Secretary Dominic Raab", "Dominic Raab", "Foreign Secretary", ("GBR",)),
        ("UN Secretary-General António Guterres", "António Guterres", "Secretary-General", ("UN",)),
        ("South Ossetian leader Anatoly Bibilov", "Anatoly Bibilov", "leader", ("SOS",)),
        (
            "Minister of Foreign Affairs of Algeria Sabri Boukadoum",
            "Sabri Boukadoum",
            "Minister of Foreign Affairs",
            ("DZA",),
        ),
        (
            "Deputy Prime Minister of Georgia Thea Tsulukiani",
            "Thea Tsulukiani",
            "Deputy Prime Minister",
            ("GEO",),
        ),
        (
            "German Defence Minister Annegret Kramp-Karrenbauer",
            "Annegret Kramp-Karrenbauer",
            "Defence Minister",
            ("DEU",),
        ),
        ("Pakistani Prime Minister Imran Khan", "Imran Khan", "Prime Minister", ("PAK",)),
        ("Saudi Crown Prince Mohammed bin Salman", "Mohammed bin Salman", "Crown Prince", ("SAU",)),
    ],
)
def test_a_title_and_its_owner(document, phrase, name, title, codes):
    found = people(document, f"In the morning {phrase} met nobody.")
    assert [(n, w.lower(), c) for n, w, c in found] == [(name, title.lower(), codes)]


@pytest.mark.parametrize(
    ("phrase", "names", "codes"),
    [
        (
            "Presidents Muhammadu Buhari of Nigeria and Patrice Talon of Benin",
            ["Muhammadu Buhari", "Patrice Talon"],
            [("NGA",), ("BEN",)],
        ),
        (
            "the foreign ministers of Chad and Niger, Moussa Faki and Kalla Ankourao,",
            ["Moussa Faki", "Kalla Ankourao"],
            [("TCD",), ("NER",)],
        ),
    ],
)
def test_a_group_shares_its_title_and_divides_the_countries(document, phrase, names, codes):
    found = people(document, f"On Monday {phrase} met.")
    assert [n for n, _, _ in found] == names
    assert [c for _, _, c in found] == codes


@pytest.mark.parametrize(
    ("phrase", "former"),
    [
        ("former Polish President Lech Wałęsa", True),
        ("acting Polish President Bronisław Komorowski", False),
        ("Polish President-elect Andrzej Duda", False),
    ],
)
def test_a_former_office_is_marked(document, phrase, former):
    (nominal,) = (n for n in document(f"In Gdańsk {phrase} spoke.").nominals if n.names)
    assert [t.former for t in nominal.titles] == [former]
    assert nominal.codes == ("POL",)


@pytest.mark.parametrize(
    ("text", "kind", "codes"),
    [
        ("The Turkish leader said no.", "role", ("TUR",)),
        ("The Argentine president smiled.", "role", ("ARG",)),
        ("The two ministers smiled.", "collective", ()),
        ("Both sides smiled.", "collective", ()),
        ("The Kremlin reported it.", "polity", ("RUS",)),
        ("The African Union reported it.", "organization", ("AU",)),
        ("They smiled.", "pronoun", ()),
    ],
)
def test_phrases_without_a_name(document, text, kind, codes):
    (nominal,) = document(text).nominals
    assert (nominal.kind, nominal.codes) == (kind, codes)


def test_a_counterpart_in_quotation_marks_keeps_name_and_side(document):
    text = "Minister Ana Brnabić and her Tskhinvali “counterpart” Giorgi Totchiev signed."
    found = people(document, text)
    assert [n for n, _, _ in found] == ["Ana Brnabić", "Giorgi Totchiev"]
    assert found[1][2] == ("SOS",)


@pytest.mark.parametrize(
    "text",
    [
        "The General Assembly met in Monday's heat.",
        "The Foreign Ministry said nothing.",
    ],
)
def test_an_institution_is_no_person(document, text):
    assert people(document, text) == []


WORDS = st.sampled_from(
    "the President of Georgia and Russian Prime Minister "
    "Foreign Ana Berg , “ ” 's his counterpart "
    "UN Secretary-General former two ministers Kremlin "
    "Paris met signed ( ) - Jr. J. elect . a".split()
)


@settings(max_examples=60, deadline=None)
@given(st.lists(WORDS, min_size=1, max_size=14).map(" ".join))
def test_nominals_are_in_order_and_apart(document, text):
    prepared = document(text)
    for sentence in prepared.sentences:
        at = sentence.start
        for nominal in sentence.nominals:
            assert at <= nominal.start < nominal.end <= sentence.end
            at = nominal.end
            for name in nominal.names:
                assert nominal.start <= name.start < name.end <= nominal.end


@pytest.mark.parametrize(
    ("phrase", "codes"),
    [
        ("The Malian and Togolese governments", ("MLI", "TGO")),
        ("The governments of Mali and Togo", ("MLI", "TGO")),
        ("Officials from Mali and Togo", ("MLI", "TGO")),
        ("A delegation from Mali", ("MLI",)),
        ("North and South Korea", ("PRK", "KOR")),
        ("East and West German officials", ("DDR", "DEU")),
        ("A senior Malian official", ("MLI",)),
        ("UNITA rebels", ("UNITA",)),
    ],
)
def test_those_who_act_for_one_or_several(document, phrase, codes):
    first, *_ = document(f"{phrase} flew home on Monday.").nominals
    assert first.text == phrase
    assert (first.codes or first.titles[0].codes) == codes


def test_officials_of_a_part_are_not_those_of_the_whole(document):
    first, *_ = document("Officials from the ASEAN Secretariat flew home.").nominals
    assert not first.codes


def test_a_surname_with_its_article_begins_no_part_of_a_place(document):
    text = "Fatima Zahra received him at Ain al-Tineh, at Baabda and in al-Tanf."
    assert [n.text for n in document(text).nominals if n.names] == ["Fatima Zahra"]
