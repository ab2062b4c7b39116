"""Persons found whole: names, titles and what their offices belong to."""

from __future__ import annotations

import pytest


def persons(document, text: str) -> list[tuple[str, tuple[str, ...]]]:
    """Name and owners of each person whom a text names."""
    return [
        (name.text, tuple(nominal.codes))
        for nominal in document(text).nominals
        if nominal.kind in {"person", "group"}
        for name in nominal.names
    ]


@pytest.mark.parametrize(
    ("phrase", "name", "codes"),
    [
        ("Jógvan á Lakjuni, the Faroese fisheries minister,", "Jógvan á Lakjuni", ("FRO",)),
        ("Vietnamese Health Minister Trần Văn Thể", "Trần Văn Thể", ("VNM",)),
        ("Indian PM Narendra Modi", "Narendra Modi", ("IND",)),
        ("the Prime Minister of Barbados, the Hon. Mia Mottley,", "Mia Mottley", ("BRB",)),
        ("the chairman of Turkmenistan's upper house, Oraz Annayev,", "Oraz Annayev", ("TKM",)),
        ("the “foreign minister” of breakaway Abkhazia, Inal Ardzinba,", "Inal Ardzinba", ("ABK",)),
        ("the Peruvian chairman and host, Luis Quispe,", "Luis Quispe", ("PER",)),
        ("the Malian minister responsible for foreign affairs, Abdou Sow,", "Abdou Sow", ("MLI",)),
        ("the representative of the OSCE chairperson-in-office, Jan Dhont,",
         "Jan Dhont", ("OSCE",)),
        ("Special Representative of the Secretary-General of the United Nations Ana Costa",
         "Ana Costa", ("UN",)),
        ("his colleague from Timor-Leste, Rui Belo,", "Rui Belo", ("TLS",)),
        ("the European Commissioner for fisheries, Pauli Grech,", "Pauli Grech", ("EU",)),
        ("the Ambassador of Iran to our country Reza Amini", "Reza Amini", ("IRN",)),
        ("the Head of the OSCE Mission to Moldova Mark Dunne", "Mark Dunne", ("OSCE",)),
        ("the Emir of Qatar's special adviser, Dr Saad Al-Kuni,", "Saad Al-Kuni", ("QAT",)),
        ("the NATO Secretary-General's envoy for Libya, Ana Costa,", "Ana Costa", ("NATO",)),
        ("the Malawian Minister of Water and Sewers, Mr Moses Banda,", "Moses Banda", ("MWI",)),
        ("the Special Representative of the UN for River Floods, Dr Eva Lind,",
         "Eva Lind", ("UN",)),
        ("the Director of the OSCE Conflict Prevention Centre Jan Novotny",
         "Jan Novotny", ("OSCE",)),
        ("Victoria Hale, the British trade minister,", "Victoria Hale", ("GBR",)),
        ("Rear Admiral Jon Berg of Norway", "Jon Berg", ("NOR",)),
        ("Finnish Special Envoy for Lake Chad Basin Security Affairs Aki Laine",
         "Aki Laine", ("FIN",)),
        ("the Peruvian Director-General for Andean and Amazonian Affairs Luis Quispe",
         "Luis Quispe", ("PER",)),
        ("Latvian Special Representative on Climate Issues Ozols", "Ozols", ("LVA",)),
        ("Kazakh Envoy for Relations with International Organizations Abenov", "Abenov", ("KAZ",)),
        ("Estonian Minister of Digital Transformation Mart Kask", "Mart Kask", ("EST",)),
        ("Iraqi Prime Minister al-Tamimi", "al-Tamimi", ("IRQ",)),
        ("Ambassador of Finland (with residence in Astana) Aki Laine", "Aki Laine", ("FIN",)),
        ("Indian EAM Rao", "Rao", ("IND",)),
        ("the Irish defence minister, Mary Walsh TD,", "Mary Walsh", ("IRL",)),
        ("the special envoy of the Holy Father, Cardinal Paolo Riva,", "Paolo Riva", ("VAT",)),
        ("Lao Party General Secretary Bounmy Sisou", "Bounmy Sisou", ("LAO",)),
        ("Romanian Senate Speaker Ana Popa", "Ana Popa", ("ROU",)),
        ("the Moldovan Head of the Presidential Office Ion Rusu", "Ion Rusu", ("MDA",)),
        ("Tunisian Diplomatic Adviser to Prime Minister Trabelsi, Salma Jebali,",
         "Salma Jebali", ("TUN",)),
        ("the Crown Prince of Abu Dhabi, Sheikh Saif bin Majid bin Sultan Al Nahyan,",
         "Saif bin Majid bin Sultan Al Nahyan", ("ARE",)),
    ],
)  # fmt: skip
def test_a_person_is_found_whole(document, phrase, name, codes):
    assert persons(document, f"Yesterday {phrase} spoke of fish.") == [(name, codes)]


@pytest.mark.parametrize(
    ("phrase", "name"),
    [
        ("the Chief Minister of the colony, Ida Stagno,", "Ida Stagno"),
        ("the head of the Aurora, Yoav Peled,", "Yoav Peled"),
        ("the secretary-general of the organization, Baghdad Omarov,", "Baghdad Omarov"),
        ("the junta leader, Captain Issa Keita,", "Issa Keita"),
    ],
)
def test_what_an_office_belongs_to_is_no_name(document, phrase, name):
    assert [found for found, _ in persons(document, f"Then {phrase} spoke.")] == [name]


def test_a_list_has_as_many_names_as_owners(document):
    found = document(
        "The prime ministers of Norway and Iceland, Jon Berg and Una Helgadóttir, Mark Hale for "
        "the Americans and others met."
    ).nominals
    assert [name.text for name in found[0].names] == ["Jon Berg", "Una Helgadóttir"]
    assert found[1].names[0].text == "Mark Hale"


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("The two put it in writing.", "collective"),
        ("The two agreed on fish.", "collective"),
        ("The pair talked for an hour.", "collective"),
        ("Both were gone by noon.", "collective"),
        ("Neither man smiled.", "collective"),
        ("The French laughed.", "polity"),
        ("The Spaniard laughed.", "role"),
        ("The captain agreed.", "role"),
    ],
)
def test_phrases_for_those_who_were_named(document, text, kind):
    first = document(text).nominals[0]
    assert (first.kind, first.start) == (kind, 0)


@pytest.mark.parametrize("text", ["The two seas met.", "The general election came.", "At 3 pm it."])
def test_other_phrases_are_nobody(document, text):
    assert document(text).nominals == []


@pytest.mark.parametrize("town", ["Dar es Salaam", "New York"])
def test_half_a_town_is_no_name(document, town):
    assert document(f"He was in {town} again.").nominals[1:] == []


def test_the_capital_behind_in_is_where_it_happened(document):
    assert persons(document, "They met in Oslo Danish Trade Minister Per Holm.") == [
        ("Per Holm", ("DNK",))
    ]


def test_of_two_states_of_one_name_each_has_its_own(document):
    (group,) = (
        nominal
        for nominal in document(
            "The prime ministers of the two Koreas, Han Du and Pak Il, met."
        ).nominals
        if nominal.names
    )
    assert group.name_codes == ["KOR", "PRK"]


def test_a_committee_is_no_general(document):
    assert persons(document, "The General Border Committee met in Oslo.") == []


def test_the_field_of_an_envoy_ends_where_another_office_begins(document):
    text = "Special Envoy for Yemen and Finnish Foreign Minister Aki Laine spoke."
    found = persons(document, text)
    assert [name for name, _ in found] == ["Aki Laine"]


def test_words_of_an_office_without_a_name_are_no_person(document):
    nominals = document("The Special Presidential Envoy with a long brief spoke.").nominals
    assert [n.kind for n in nominals] == ["role"]


@pytest.mark.parametrize(
    ("text", "codes"),
    [
        ("Prime ministers Ine Berg and Liv Dahl of Norway and Sweden spoke.", ["NOR", "SWE"]),
        ("Prime ministers Ine Berg of Norway and Liv Dahl of Sweden spoke.", ["NOR", "SWE"]),
    ],
)
def test_as_many_polities_as_names_belong_to_them_in_their_order(document, text, codes):
    (group,) = (n for n in document(text).nominals if n.kind == "group")
    assert group.name_codes == codes
