"""Who says what, in which words and to whom."""

from __future__ import annotations

import pytest


def statements(told, text, **given):
    return [
        (c.roles, [q.text for q in c.claim.quotations], c.when)
        for c in told(text, only="Statement", **given)
    ]


@pytest.mark.parametrize(
    ("text", "speaker", "words"),
    [
        ("“We shall keep the border with Ukraine open,” Moldovan President Maia Sandu said.",
         "Maia Sandu", ["We shall keep the border with Ukraine open,"]),
        ("“We shall keep the border with Ukraine open,” said Moldovan President Maia Sandu.",
         "Maia Sandu", ["We shall keep the border with Ukraine open,"]),
        ('President Maia Sandu of Moldova said in Kyiv: "The border with Ukraine stays open."',
         "Maia Sandu", ["The border with Ukraine stays open."]),
        ("“It stays open,” Moldovan President Maia Sandu said, “whatever Ukraine may decide.”",
         "Maia Sandu", ["It stays open,", "whatever Ukraine may decide."]),
        ("The Moldovan government said that “the talks with Ukraine will go on as planned”.",
         "MDA", ["the talks with Ukraine will go on as planned"]),
        ("“The road to Ukraine is open. It will stay so,” the Kremlin added.",
         "RUS", ["The road to Ukraine is open. It will stay so,"]),
    ],
)  # fmt: skip
def test_a_quotation_and_its_speaker(told, text, speaker, words):
    ((roles, said, _),) = statements(told, text)
    assert (roles, said) == ({speaker: "speaker"}, words)


def test_a_quotation_that_goes_on_is_one_statement(told):
    text = (
        "“The road to Kyiv is open,” Moldovan President Maia Sandu said. “It will stay so.”\n\n"
        "“Nobody in Moldova asked us about it,” said Ukrainian Foreign Minister Dmytro Kuleba."
    )
    first, second = statements(told, text)
    assert first[1] == ["The road to Kyiv is open,", "It will stay so."]
    assert (second[0], second[1]) == (
        {"Dmytro Kuleba": "speaker"},
        ["Nobody in Moldova asked us about it,"],
    )


@pytest.mark.parametrize(
    ("text", "roles"),
    [
        ("Croatian Prime Minister Andrej Plenković told Slovenian Prime Minister Janez Janša that "
         "the border would stay open.",
         {"Andrej Plenković": "speaker", "Janez Janša": "addressee"}),
        ("Ukraine's foreign minister, Dmytro Kuleba, warned Hungary against issuing passports.",
         {"Dmytro Kuleba": "speaker", "HUN": "addressee"}),
        ("The United States calls on the Nicaraguan government to release the journalists.",
         {"USA": "speaker", "NIC": "addressee"}),
        ("German Foreign Minister Heiko Maas urged Iran’s leaders to return to the talks.",
         {"Heiko Maas": "speaker", "IRN": "addressee"}),
        ("Turkey appealed to Armenia to open the railway.",
         {"TUR": "speaker", "ARM": "addressee"}),
    ],
)  # fmt: skip
def test_reported_speech_to_another_side(told, text, roles):
    ((found, said, _),) = statements(told, text)
    assert (found, said) == (roles, [])


@pytest.mark.parametrize(
    "text",
    [
        # words held at a distance
        "Latvian Foreign Minister Edgars Rinkēvičs met his “counterpart” from Belarus.",
        # to nobody of another side, and without quotation marks
        "Latvian Foreign Minister Edgars Rinkēvičs told reporters that Russia was to blame.",
        "Latvian Foreign Minister Edgars Rinkēvičs said that Russia was to blame.",
        # nobody who speaks for a side
        "“Russia and Latvia play on Sunday, and we are going to win,” said the coach.",
        "“The bread in Riga is better than in Minsk,” officials in Latvia said.",
        # a newspaper is no capital
        "Latvian Foreign Minister Edgars Rinkēvičs told the Washington Post that he was well.",
        # not told as said
        "Latvian Foreign Minister Edgars Rinkēvičs will tell Estonia that the bridge is closed.",
        # a matter of one country alone
        "“Our bread is the best in the whole world,” Latvian President Egils Levits said.",
        # a transcript
        "MR PRICE: President Biden told President Putin that the talks would go on.",
    ],
)
def test_what_is_no_statement(told, text):
    assert statements(told, text) == []


def test_the_day_is_that_of_the_saying(told):
    text = (
        "On Monday, French President Emmanuel Macron told Iran that the talks of 3 May had failed. "
        "Mr Macron added that “nobody in Iran had come to the table”."
    )
    first, second = statements(told, text)
    assert (first[2], second[2]) == ("2021-06-14", "2021-06-14")
    ((_, _, when),) = statements(
        told, "French President Emmanuel Macron told Iran that talks were due on 3 July."
    )
    assert when is None


def test_what_one_tells_another_in_their_meeting_is_part_of_it(told):
    text = (
        "Norwegian Prime Minister Erna Solberg met Finnish Prime Minister Sanna Marin in Oslo on "
        "Monday. Ms Solberg assured Ms Marin that the ferry would run in winter."
    )
    meeting, statement = told(text)
    assert (meeting.type, statement.type) == ("Meeting", "Statement")
    assert statement.claim.part_of == 0
    assert statement.when == "2021-06-14"
    assert statement.claim.topics == ()


def test_she_must_be_known_to_be_meant(told):
    text = (
        "Russian President Vladimir Putin is to visit Belarus. The press secretary denied it. "
        "“Nothing has been agreed with Belarus,” said she."
    )
    assert statements(told, text) == []
