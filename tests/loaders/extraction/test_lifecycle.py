"""What becomes of an instrument after its conclusion, and what it has to do with earlier ones."""

from __future__ import annotations

import pytest

STORY = (
    "Georgia and Armenia initialled a free trade agreement in Tbilisi on 3 May. The agreement was "
    "signed in Yerevan on 8 May by Prime Minister Nikol Pashinyan of Armenia and Prime Minister "
    "Irakli Garibashvili of Georgia. The Armenian parliament ratified it on Thursday. It will "
    "enter into force on 1 July."
)


def test_each_step_is_an_event_of_one_instrument(told):
    steps = told(STORY)
    assert [(c.type, c.claim.step.value, c.status, c.when) for c in steps] == [
        ("Signing", "initialled", "occurred", "2021-05-03"),
        ("Signing", "signed", "occurred", "2021-05-08"),
        ("Ratification", "ratified", "occurred", "2021-06-10"),
        ("EntryIntoForce", "in-force", "planned", "2021-07-01"),
    ]
    assert len({c.claim.instrument.iri for c in steps}) == 1
    assert steps[2].sides == {"ARM": "ARM"}
    assert steps[3].sides == {}


@pytest.mark.parametrize(
    ("text", "type_", "step", "title", "sides"),
    [
        ("Croatia's parliament ratified a border treaty with Slovenia on Friday.",
         "Ratification", "ratified", "border treaty", {"HRV"}),
        ("Gambia acceded to the Convention on Cluster Munitions on 3 May.",
         "Accession", "acceded", "Convention on Cluster Munitions", {"GMB"}),
        ("The ceasefire agreement between Sudan and Chad took effect on Monday.",
         "EntryIntoForce", "in-force", "ceasefire agreement", {"SDN", "TCD"}),
        ("Russia suspended the INF Treaty on 2 March.",
         "Termination", "suspended", "INF Treaty", {"RUS"}),
        ("The United States pulled out of the Paris Agreement in November.",
         "Termination", "withdrawn", "Paris Agreement", {"USA"}),
        ("President Joe Biden said that the United States withdrew from the JCPOA in 2018.",
         "Termination", "withdrawn", "JCPOA", {"USA"}),
        ("Norway has denounced the fisheries agreement with Iceland.",
         "Termination", "withdrawn", "fisheries agreement", {"NOR"}),
        ("The extradition treaty between Spain and Bolivia expired on 1 May.",
         "Termination", "terminated", "extradition treaty", {"ESP", "BOL"}),
    ],
)  # fmt: skip
def test_a_step_with_its_instrument_and_its_sides(told, text, type_, step, title, sides):
    (claim,) = told(text, only=type_)
    assert (claim.claim.step.value, claim.instrument, set(claim.sides)) == (step, title, sides)


def test_both_sides_of_an_exchange_ratify_by_themselves(told):
    text = (
        "Iran and Iraq exchanged the instruments of ratification of the Iran-Iraq extradition "
        "treaty in Baghdad on 8 May."
    )
    claims = told(text, only="Ratification")
    assert [(set(c.sides), c.place, c.when) for c in claims] == [
        ({"IRN"}, ("Baghdad", "IRQ"), "2021-05-08"),
        ({"IRQ"}, ("Baghdad", "IRQ"), "2021-05-08"),
    ]


@pytest.mark.parametrize(
    "text",
    [
        "Mexico did not ratify the fisheries agreement with Cuba.",
        "Canada may withdraw from the Kyoto Protocol.",
        "Poland's parliament has yet to ratify the border treaty with Ukraine.",
        "They will protest every week until Sweden ratifies the Paris Agreement.",
        "This was the first convention on labour ratified by every member of the United Nations.",
        "We have worked with Pakistan on the agreement, and I would leave it at that.",
        "The general ratified the promotion of his officers in Ghana.",
        "Sweden withdrew its ambassador from Iran.",
        "The troops of Chad withdrew from the border with Sudan.",
        "Parliament ratified the agreement.",
        "In 2018 the last administration left the JCPOA.",
    ],
)
def test_what_is_no_step(told, text):
    later = {"Ratification", "Accession", "EntryIntoForce", "Termination"}
    assert [c.type for c in told(text) if c.type in later] == []


def test_who_takes_part_in_what_takes_effect_is_party(told):
    (force,) = told("The customs treaty between Oman and Yemen entered into force on 1 May.")
    assert force.parties == {"OMN", "YEM"}
    (ratification,) = told("Oman ratified the customs treaty with Yemen on 1 May.")
    assert ratification.parties == set()


@pytest.mark.parametrize(
    ("text", "relation", "earlier"),
    [
        ("Norway and Sweden signed a protocol amending the 1994 Convention on fisheries.",
         "amends", "1994 Convention on fisheries"),
        ("Norway and Sweden signed amendments to the Agreement on road transport on Monday.",
         "amends", "Agreement on road transport"),
        ("Kenya and Uganda signed an agreement on the implementation of the Nairobi Treaty.",
         "implements", "Nairobi Treaty"),
        ("Brazil and Paraguay signed an accord, which replaces the Itaipu Treaty, on 2 May.",
         "replaces", "Itaipu Treaty"),
        ("Peru and Chile signed a protocol extending the Lima Treaty on Monday.",
         "extends", "Lima Treaty"),
        ("Peru and Chile signed a treaty on water. The new treaty replaces the 1952 border treaty.",
         "replaces", "1952 border treaty"),
    ],
)  # fmt: skip
def test_what_an_instrument_does_to_an_earlier_one(read, text, relation, earlier):
    extraction = read(text)
    (claim,) = extraction.claims
    mentioned = {m.instrument.iri: m.instrument.title for m in extraction.instruments}
    links = {
        name: getattr(claim.instrument, name)
        for name in ("amends", "extends", "implements", "replaces")
    }
    assert mentioned[links.pop(relation)] == earlier
    assert set(links.values()) == {None}


def test_an_instrument_without_earlier_ones_points_to_none(read):
    (claim,) = read("Kenya and Uganda signed an agreement on fishing on Monday.").claims
    assert (claim.instrument.amends, claim.instrument.replaces) == (None, None)
