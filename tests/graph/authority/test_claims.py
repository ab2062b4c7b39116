"""Who recognises whom, and whose a contested territory is: dated, sourced, and without a side."""

from __future__ import annotations

import datetime as dt

import pytest

from diplograph.graph.authority import RecognitionClaim, load_authority

AUTHORITY = load_authority()
CONTESTED = {"ABK", "SOS", "XKX", "TRN", "NCY", "SML", "TWN", "PSE", "ESH"}


def stances(recognized: str) -> dict[str, set[str]]:
    found: dict[str, set[str]] = {}
    for claim in AUTHORITY.recognition:
        if claim.recognized == recognized:
            found.setdefault(claim.recognizer, set()).add(claim.stance)
    return found


def test_claims_are_sourced_and_of_known_polities() -> None:
    for claim in AUTHORITY.recognition:
        assert claim.source
        assert claim.recognizer in AUTHORITY.polities
        assert claim.recognized in AUTHORITY.polities
        assert claim.recognizer != claim.recognized
        assert claim.stance in {"recognizes", "does-not-recognize", "withdrew"}
        if claim.since and claim.until:
            assert claim.since <= claim.until


def test_no_claim_is_made_twice() -> None:
    iris = [claim.iri for claim in AUTHORITY.recognition]
    assert len(set(iris)) == len(iris)


@pytest.mark.parametrize("code", sorted(CONTESTED))
def test_a_contested_polity_has_claims(code: str) -> None:
    assert stances(code)


def test_claims_of_one_pair_agree() -> None:
    for code in CONTESTED:
        for recognizer, held in stances(code).items():
            assert "does-not-recognize" not in held or held == {"does-not-recognize"}, recognizer


def test_known_recognitions() -> None:
    by_iri = {claim.iri.rsplit("/", 1)[1]: claim for claim in AUTHORITY.recognition}
    russia = by_iri["SOS-RUS"]
    assert (russia.stance, russia.since) == ("recognizes", dt.date(2008, 8, 26))
    tuvalu = by_iri["ABK-TUV"]
    assert (tuvalu.stance, tuvalu.until) == ("recognizes", dt.date(2014, 3, 31))
    assert by_iri["ABK-TUV-withdrew"].stance == "withdrew"
    assert by_iri["SOS-GEO"].stance == "does-not-recognize"
    assert by_iri["NCY-TUR"].since == dt.date(1983, 11, 15)
    assert stances("XKX")["SRB"] == {"does-not-recognize"}


def test_a_withdrawal_has_an_iri_of_its_own() -> None:
    assert RecognitionClaim("TUV", "ABK", "recognizes").iri.endswith("/recognition/ABK-TUV")
    assert RecognitionClaim("TUV", "ABK", "withdrew").iri.endswith("/ABK-TUV-withdrew")


def test_territories_are_of_known_polities_and_sourced() -> None:
    for territory in AUTHORITY.territories.values():
        assert territory.source
        for code in (*territory.administered_by, *territory.claimed_by):
            assert code in AUTHORITY.polities
        assert territory.claimed_by
        assert territory.polity is None or territory.polity in AUTHORITY.polities


@pytest.mark.parametrize(
    ("identifier", "administered", "claimed"),
    [
        ("crimea", {"RUS"}, {"UKR", "RUS"}),
        ("golan-heights", {"ISR"}, {"SYR", "ISR"}),
        ("kashmir", {"IND", "PAK", "CHN"}, {"IND", "PAK", "CHN"}),
        ("south-ossetia", {"SOS"}, {"SOS", "GEO"}),
        ("abkhazia", {"ABK"}, {"ABK", "GEO"}),
        ("falkland-islands", {"GBR"}, {"GBR", "ARG"}),
        ("western-sahara", {"MAR", "ESH"}, {"MAR", "ESH"}),
        ("senkaku-islands", {"JPN"}, {"JPN", "CHN", "TWN"}),
        ("southern-kurils", {"RUS"}, {"RUS", "JPN"}),
    ],
)
def test_administration_and_claim_are_told_apart(
    identifier: str, administered: set[str], claimed: set[str]
) -> None:
    territory = AUTHORITY.territories[identifier]
    assert set(territory.administered_by) == administered
    assert set(territory.claimed_by) == claimed
    place = AUTHORITY.territories["south-ossetia"].iri
    assert place.endswith("/place/SOS")
