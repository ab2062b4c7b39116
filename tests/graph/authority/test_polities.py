"""Polities: complete, neutral, and found by exact names only."""

from __future__ import annotations

import re
from collections import defaultdict

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from diplograph.graph.authority import Authority, Polity, load_authority
from diplograph.graph.errors import UnknownName
from diplograph.graph.model import ActorKind

# ISO 3166-1 alpha-3 codes as officially assigned (249 of them, as of 2024).
ISO_3166 = re.findall(
    "[A-Z]{3}",
    """
ABW AFG AGO AIA ALA ALB AND ARE ARG ARM ASM ATA ATF ATG AUS AUT AZE BDI BEL BEN BES BFA BGD BGR
BHR BHS BIH BLM BLR BLZ BMU BOL BRA BRB BRN BTN BVT BWA CAF CAN CCK CHE CHL CHN CIV CMR COD COG
COK COL COM CPV CRI CUB CUW CXR CYM CYP CZE DEU DJI DMA DNK DOM DZA ECU EGY ERI ESH ESP EST ETH
FIN FJI FLK FRA FRO FSM GAB GBR GEO GGY GHA GIB GIN GLP GMB GNB GNQ GRC GRD GRL GTM GUF GUM GUY
HKG HMD HND HRV HTI HUN IDN IMN IND IOT IRL IRN IRQ ISL ISR ITA JAM JEY JOR JPN KAZ KEN KGZ KHM
KIR KNA KOR KWT LAO LBN LBR LBY LCA LIE LKA LSO LTU LUX LVA MAC MAF MAR MCO MDA MDG MDV MEX MHL
MKD MLI MLT MMR MNE MNG MNP MOZ MRT MSR MTQ MUS MWI MYS MYT NAM NCL NER NFK NGA NIC NIU NLD NOR
NPL NRU NZL OMN PAK PAN PCN PER PHL PLW PNG POL PRI PRK PRT PRY PSE PYF QAT REU ROU RUS RWA SAU
SDN SEN SGP SGS SHN SJM SLB SLE SLV SMR SOM SPM SRB SSD STP SUR SVK SVN SWE SWZ SXM SYC SYR TCA
TCD TGO THA TJK TKL TKM TLS TON TTO TUN TUR TUV TWN TZA UGA UKR UMI URY USA UZB VAT VCT VEN VGB
VIR VNM VUT WLF WSM YEM ZAF ZMB ZWE
    """,
)
DE_FACTO = {
    "SOS": "South Ossetia",
    "ABK": "Abkhazia",
    "TRN": "Transnistria",
    "XKX": "Kosovo",
    "NCY": "Northern Cyprus",
    "SML": "Somaliland",
}
STATUSES = {"state", "limited-recognition", "de-facto", "dependent", "other", "historical"}
# Territories without a permanent population have neither people nor a seat of government.
UNINHABITED = {"ATA", "ATF", "BVT", "HMD", "SGS", "UMI"}
WITHOUT_CAPITAL = UNINHABITED | {"HKG", "MAC", "IOT", "NRU"}

AUTHORITY = load_authority()
POLITIES = sorted(AUTHORITY.polities.values(), key=lambda each: each.code)


def surfaces(polity: Polity) -> set[str]:
    return {
        *polity.names,
        *polity.adjectives,
        *polity.demonyms,
        *polity.capitals,
        *polity.metonyms,
    }


def test_every_iso_code_is_there() -> None:
    assert len(ISO_3166) == 249
    assert set(ISO_3166) - set(AUTHORITY.polities) == set()


def test_de_facto_polities_have_neutral_labels() -> None:
    assert {code: AUTHORITY.polity(code).label for code in DE_FACTO} == DE_FACTO
    for code in DE_FACTO:
        assert AUTHORITY.polity(code).status in {"de-facto", "limited-recognition"}


@pytest.mark.parametrize("polity", POLITIES, ids=lambda each: each.code)
def test_a_polity_is_described(polity: Polity) -> None:
    assert re.fullmatch("[A-Z]{3}", polity.code)
    assert polity.label
    assert polity.official_name
    assert polity.status in STATUSES
    assert re.fullmatch(r"Q[1-9]\d*", polity.wikidata or "")
    if polity.code not in UNINHABITED - {"ATA"}:
        assert polity.adjectives or polity.demonyms
    if polity.code in ISO_3166:
        assert re.fullmatch("[A-Z]{2}", polity.alpha2 or "")


def test_wikidata_ids_and_alpha_2_codes_are_each_used_once() -> None:
    ids = [polity.wikidata for polity in POLITIES]
    short = [polity.alpha2 for polity in POLITIES if polity.alpha2]
    assert len(set(ids)) == len(ids)
    assert len(set(short)) == len(short)


def test_no_label_takes_a_side() -> None:
    loaded = re.compile(r"\b(so-called|self-proclaimed|breakaway|occupied|rebel|regime)\b", re.I)
    assert [polity.label for polity in POLITIES if loaded.search(polity.label)] == []


def test_a_surface_form_of_two_polities_is_marked_ambiguous_in_both() -> None:
    owners: defaultdict[str, set[str]] = defaultdict(set)
    for polity in POLITIES:
        for form in surfaces(polity):
            owners[form].add(polity.code)
    shared = {form: codes for form, codes in owners.items() if len(codes) > 1}
    assert {"Congo", "Korean", "Dominican", "Nicosia"} <= set(shared)
    unmarked = {
        form: codes
        for form, codes in shared.items()
        if any(form not in AUTHORITY.polity(code).ambiguous for code in codes)
    }
    assert unmarked == {}


def test_no_surface_form_is_also_an_organisation() -> None:
    organizations = {
        name
        for organization in AUTHORITY.organizations.values()
        for name in (*organization.names, *organization.adjectives)
    }
    assert [
        (polity.code, form) for polity in POLITIES for form in surfaces(polity) & organizations
    ] == []


@pytest.mark.parametrize("polity", POLITIES, ids=lambda each: each.code)
def test_every_capital_lies_in_its_polity(polity: Polity) -> None:
    if polity.status == "historical":
        return
    assert bool(polity.capitals) == (polity.code not in WITHOUT_CAPITAL - {"NRU"})
    for name in polity.capitals:
        city = AUTHORITY.find_city(name, polity.code)
        assert city is not None, name
        assert city.country == polity.code


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("Jordan", "JOR"),
        ("Georgia", "GEO"),
        ("Guinea", "GIN"),
        ("Equatorial Guinea", "GNQ"),
        ("Guinea-Bissau", "GNB"),
        ("Papua New Guinea", "PNG"),
        ("Dominica", "DMA"),
        ("Dominican Republic", "DOM"),
        ("Niger", "NER"),
        ("Nigeria", "NGA"),
        ("DR Congo", "COD"),
        ("Republic of the Congo", "COG"),
        ("Congo-Brazzaville", "COG"),
        ("the Netherlands", "NLD"),
        ("The Gambia", "GMB"),
        ("Ivory Coast", "CIV"),
        ("Côte d’Ivoire", "CIV"),
        ("Cote d'Ivoire", "CIV"),
        ("Czechia", "CZE"),
        ("Burma", "MMR"),
        ("Swaziland", "SWZ"),
        ("UK", "GBR"),
        ("U.K.", "GBR"),
        ("the U.S.", "USA"),
        ("USA", "USA"),
        ("Republic of Korea", "KOR"),
        ("DPRK", "PRK"),
        ("PRC", "CHN"),
        ("Republic of China", "TWN"),
        ("Türkiye", "TUR"),
        ("TURKEY", "TUR"),
        ("Tskhinvali Region", "SOS"),
        ("Kosovo", "XKX"),
        ("Serbia", "SRB"),
        ("Abkhazia", "ABK"),
        ("Palestinian Authority", "PSE"),
        ("Holy See", "VAT"),
        ("Soviet Union", "SUN"),
        ("TRNC", "NCY"),
        ("St. Lucia", "LCA"),
        ("Saint Lucia", "LCA"),
        ("Korea, Republic of", "KOR"),
        ("Korea, North", "PRK"),
        ("Macedonia, Former Yugoslav Republic of", "MKD"),
    ],
)
def test_a_name_finds_its_polity(text: str, code: str) -> None:
    found = AUTHORITY.find_polity(text)
    assert found is not None
    assert found.code == code


@pytest.mark.parametrize(
    "text",
    [
        "",
        "us",
        "uk",
        "Congo",
        "Korea",
        "Kosov",
        "Atlantis",
        "Georgian",
        "Virgin Islands",
        "Korea, ",
    ],
)
def test_no_name_is_guessed(text: str) -> None:
    assert AUTHORITY.find_polity(text) is None


def test_a_shared_name_gives_all_who_bear_it() -> None:
    assert [each.code for each in AUTHORITY.polities_named("Congo")] == ["COD", "COG"]
    assert AUTHORITY.polities_named("Atlantis") == ()


def test_an_unknown_code_is_an_error() -> None:
    with pytest.raises(UnknownName, match="XYZ"):
        AUTHORITY.polity("XYZ")
    with pytest.raises(UnknownName):
        AUTHORITY.country_place("XYZ")


def test_a_polity_is_an_actor_and_its_territory_a_place() -> None:
    polity = AUTHORITY.polity("SOS")
    actor = polity.actor()
    assert (actor.kind, actor.name, actor.code) == (ActorKind.POLITY, "South Ossetia", "SOS")
    assert actor.iri.endswith("/polity/SOS")
    place = AUTHORITY.country_place("SOS")
    assert (place.name, place.country) == ("South Ossetia", "SOS")
    assert place.iri.endswith("/place/SOS")
    assert AUTHORITY.actor_by_code("SOS") == actor
    assert AUTHORITY.actor_by_code("XYZ") is None


def test_former_names_stay_findable() -> None:
    for former, code in [("Zaire", "COD"), ("Macedonia", "MKD"), ("Ceylon", "LKA")]:
        found = AUTHORITY.find_polity(former)
        assert found is not None
        assert (found.code, former in found.former_names) == (code, True)


def test_suggestions_are_near_names_and_never_an_answer() -> None:
    assert "Kyrgyzstan" in AUTHORITY.suggest("Kirgyzstan")
    assert AUTHORITY.suggest("qqqqqq") == []


@given(st.sampled_from(POLITIES), st.booleans(), st.booleans())
@settings(max_examples=150, deadline=None)
def test_case_and_article_do_not_matter(polity: Polity, shout: bool, article: bool) -> None:
    text = polity.label.upper() if shout else polity.label
    text = f"the {text}" if article else text
    assert polity in AUTHORITY.polities_named(text)


def test_the_authority_is_read_once() -> None:
    assert load_authority() is AUTHORITY
    assert isinstance(AUTHORITY, Authority)
