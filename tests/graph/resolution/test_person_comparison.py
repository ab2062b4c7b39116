from __future__ import annotations

import random
from itertools import combinations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from diplograph.graph.authority import load_authority
from diplograph.graph.iris import Minter, organization, polity
from diplograph.graph.resolution.persons import (
    PersonFile,
    Verdict,
    block_keys,
    compare,
    same_persons,
)


def iri_of(code: str) -> str:
    return polity(code) if code in load_authority().polities else organization(code)


def file(
    name: str,
    code: str | None,
    months: str = "2015-05",
    office: str | None = None,
    company: str | None = None,
) -> PersonFile:
    """The file of a person told of once in each of some months."""
    return PersonFile.from_counts(
        Minter().person(name, code),
        {
            "names": {name: len(months.split())},
            "sides": {(iri_of(code), code): 1} if code else {},
            "months": dict.fromkeys(months.split(), 1),
            "offices": (
                {(office, iri_of(code), month): 1 for month in months.split()}
                if office and code
                else {}
            ),
            "company": {(company, month): 1 for month in months.split()} if company else {},
        },
    )


def verdict(one: PersonFile, other: PersonFile) -> str:
    found = compare(one, other)
    assert compare(other, one) == found
    if found.verdict is not Verdict.DIFFERENT:
        assert block_keys(one) & block_keys(other)
    return found.verdict.value


@pytest.mark.parametrize(
    ("one", "other", "expected"),
    [
        # spellings
        (("Lavrov", "RUS"), ("Sergey V. Lavrov", "RUS"), "same"),
        (("Serguei Lavrov", "RUS"), ("Sergey V. Lavrov", "RUS"), "same"),
        (("Sergei Lavrov", "RUS", "1995-01"), ("Serguei Lavrov", "RUS", "2020-01"), "same"),
        (("Tony Blinken", "USA"), ("Antony Blinken", "USA"), "same"),
        (("Anatoly Bibilov", "SOS"), ("Anatoly Biblov", "SOS"), "same"),
        (("Anatoly Bibilov", "SOS"), ("Anatoly Biblov", "SOS", "2018-05"), "unsure"),
        # surnames alone
        (("Sergey", "RUS"), ("Sergei", "RUS"), "unsure"),
        (("Park", "KOR"), ("Park Jin", "KOR"), "same"),
        (("Park", "KOR", "2013-05"), ("Park Jin", "KOR", "2022-05"), "unsure"),
        # names left out, years apart
        (("George Bush", "USA", "1990-01"), ("George H. W. Bush", "USA", "1991-01"), "same"),
        (("George Bush", "USA", "1992-12"), ("George W. Bush", "USA", "2001-02"), "unsure"),
        (("Ferdinand Marcos", "PHL", "1985-01"), ("Ferdinand Marcos Jr.", "PHL"), "unsure"),
        (("Talal al-Sabah", "KWT"), ("Talal Al-Mohammed al-Sabah", "KWT"), "unsure"),
        # different persons
        (("Vladimir Putin", "RUS"), ("Vladimir Putilin", "RUS"), "different"),
        (("Kim Jong Un", "PRK"), ("Kim Jong Il", "PRK"), "different"),
        (("Heydar Aliyev", "AZE"), ("Ilham Aliyev", "AZE"), "different"),
        # sides
        (("Martin Kobler", "UN"), ("Martin Kobler", "DEU"), "same"),
        (("Martin Kobler", "UN"), ("Martin Kobler", None), "same"),
        (("Jens Stoltenberg", "NOR", "2013-09"), ("Jens Stoltenberg", "NATO", "2014-10"), "same"),
        (("António Guterres", "PRT", "2001-05"), ("Antonio Guterres", "UN", "2018-05"), "same"),
        (("Vuk Drašković", "SCG"), ("Vuk Drašković", "SRB", "2006-09"), "same"),
        (("John Smith", "UN"), ("John Smith", "GBR"), "unsure"),
        (("Antony Blinken", "USA"), ("Antony Blinken", "GBR"), "unsure"),
        (("Mohamed Abdelaziz", "ESH"), ("Mohamed Abdelaziz", "LBY"), "unsure"),
        (("Lavrov", "UN"), ("Sergei Lavrov", "RUS"), "different"),
    ],
)  # fmt: skip
def test_verdicts_by_name_side_and_time(
    one: tuple[str, ...], other: tuple[str, ...], expected: str
) -> None:
    assert verdict(file(*one), file(*other)) == expected


@pytest.mark.parametrize(
    ("one", "other", "expected"),
    [
        # an office makes sure what the name leaves open
        (("Talal al-Sabah", "KWT", "2008-01", "Prime Minister"),
         ("Talal Al-Mohammed al-Sabah", "KWT", "2008-02", "Prime Minister"), "same"),
        (("Karim Nazarov", "TJK", "2006-05", "Health Minister"),
         ("Karim Nazar", "TJK", "2009-05", "Minister of Health"), "same"),
        (("Karim Nazarov", "TJK", "2006-05"), ("Karim Nazar", "TJK", "2009-05"), "unsure"),
        (("Luis Inácio Lula da Silva", "BRA", "2008-01", "President"),
         ("Luiz Inacio Lula da Silva", "BRA", "2008-01", "President"), "same"),
        (("Lavrov", "RUS", "2015-05", "Foreign Minister"),
         ("Lavroff", "RUS", "2015-07", "Minister of Foreign Affairs"), "same"),
        # and parts those whom the name would make one
        (("Park", "KOR", "2015-05", "Unification Minister"),
         ("Park Jin", "KOR", "2015-05", "Foreign Minister"), "unsure"),
        (("Jim Baker", "USA", "2015-05", "Defense Minister"),
         ("James Baker", "USA", "2015-05", "Foreign Minister"), "unsure"),
        # offices held one after the other are no contradiction
        (("Sergei Bagapsh", "ABK", "1998-05", "Prime Minister"),
         ("Sergey Bagapsh", "ABK", "2006-05", "President"), "same"),
        # a likeness of surnames is never enough
        (("Filip Ivanović", "MNE", "2015-05", "President"),
         ("Filip Vujanović", "MNE", "2015-05", "President"), "unsure"),
    ],
)  # fmt: skip
def test_verdicts_by_office(one: tuple[str, ...], other: tuple[str, ...], expected: str) -> None:
    assert verdict(file(*one), file(*other)) == expected


@pytest.mark.parametrize(
    ("one", "other", "expected"),
    [
        # other names of the authority
        (("Abu Mazen", "PSE"), ("Mahmoud Abbas", "PSE"), "same"),
        (("Xanana Gusmão", "TLS"), ("José Alexandre Gusmão", "TLS"), "same"),
        # a surname alone, years away, by office and term
        (("Putin", "RUS", "2019-05", "President"), ("Vladimir Putin", "RUS"), "same"),
        (("Putin", "RUS", "2019-05"), ("Vladimir Putin", "RUS"), "unsure"),
        (("Putin", "RUS", "1995-05", "President"), ("Vladimir Putin", "RUS"), "unsure"),
        (("Aliyev", "AZE", "2002-05", "President"), ("Ilham Aliyev", "AZE", "2003-05"), "unsure"),
        (("Aliyev", "AZE", "2002-05", "President"), ("Heydar Aliyev", "AZE", "1995-05"), "same"),
        (("Kim", "KOR", "2000-05", "President"), ("Kim Dae-jung", "KOR", "1998-05"), "same"),
        (("Kim", "KOR", "2000-05", "President"), ("Kim Young-sam", "KOR", "1999-05"), "unsure"),
        # names of several holders
        (("George Bush", "USA", "1990-05", "President"),
         ("George H. W. Bush", "USA", "1975-05"), "same"),
        (("George Bush", "USA", "2003-05", "President"),
         ("George H. W. Bush", "USA", "2002-05"), "unsure"),
        # the authority does not say that these are one
        (("Mohamed Abdelaziz", "ESH"), ("Mohamed Abdelaziz", "LBY"), "unsure"),
    ],
)  # fmt: skip
def test_verdicts_on_holders_of_office_whom_the_authority_knows(
    one: tuple[str, ...], other: tuple[str, ...], expected: str
) -> None:
    assert verdict(file(*one), file(*other)) == expected


def test_company_makes_sure_but_not_of_fathers_and_sons() -> None:
    abe = Minter().person("Shinzo Abe", "JPN")
    one = file("Imran Khan Niazi", "PAK", company=abe)
    assert verdict(one, file("Imran Khan", "PAK", company=abe)) == "same"
    assert verdict(one, file("Imran Khan", "PAK")) == "unsure"
    father = file("Nasser al-Sabah", "KWT", company=abe)
    assert verdict(father, file("Ahmad Nasser al-Sabah", "KWT", company=abe)) == "unsure"


def test_two_side_by_side_in_one_event_stay_apart() -> None:
    one = file("George Bush", "USA", company=Minter().person("George W. Bush", "USA"))
    assert verdict(one, file("George W. Bush", "USA")) == "unsure"
    # of five reports one overlooked who he is
    often = file("George Bush", "USA", "2015-01 2015-02 2015-03 2015-04 2015-05 2015-06")
    often.company[Minter().person("George W. Bush", "USA"), "2015-01"] += 1
    many = file("George W. Bush", "USA", "2015-01 2015-02 2015-03 2015-04 2015-05 2015-06")
    assert verdict(often, many) == "same"


def test_features_are_named() -> None:
    found = compare(
        file("Lavrov", "RUS", "2015-05", "Foreign Minister"),
        file("Serguei Lavrov", "RUS", "2016-05", "Foreign Minister"),
    )
    assert found.features == {
        "name": 0.75,
        "given name": 0.5,
        "surname": 1.0,
        "side": 1.0,
        "office": 0.9,
        "time": 0.967,
        "company": 0.5,
        "known holder": 0.5,
    }
    assert 0 < found.score < 1


def grouped(
    files: list[PersonFile],
    same: list[tuple[str, str]] | None = None,
    different: list[tuple[str, str]] | None = None,
) -> set[frozenset[str]]:
    groups = same_persons(files, same or [], different or [])
    assert sorted(each.iri for group in groups for each in group) == sorted(
        each.iri for each in files
    )
    return {frozenset(each.name for each in group) for group in groups}


def groups(*names: str) -> set[frozenset[str]]:
    return {frozenset(each.split(", ")) for each in names}


def test_lavrov_is_one_and_two_ministers_named_park_are_two() -> None:
    files = [
        file("Lavrov", "RUS"),
        file("Sergey V. Lavrov", "RUS"),
        file("Serguei Lavrov", "RUS"),
        file("Park Jin", "KOR", "2015-05", "Foreign Minister"),
        file("Park Sang-ki", "KOR", "2015-05", "Justice Minister"),
        file("Park", "KOR", "2015-05", "Justice Minister"),
    ]
    assert grouped(files) == groups(
        "Lavrov, Sergey V. Lavrov, Serguei Lavrov", "Park Jin", "Park, Park Sang-ki"
    )


def test_a_name_that_fits_two_goes_with_the_office_or_stays_by_itself() -> None:
    elder = file("George H. W. Bush", "USA", "1990-01", "President")
    younger = file("George W. Bush", "USA", "2003-01", "President")
    assert grouped([elder, younger, file("Bush", "USA", "2003-02", "President")]) == groups(
        "George H. W. Bush", "George W. Bush, Bush"
    )
    both = file("George Bush", "USA", "1990-01 2003-01", "President")
    assert len(grouped([elder, younger, both])) == 3


def test_judgements_go_before_comparisons() -> None:
    kim = file("Kim Jong Un", "PRK")
    heir = file("Kim Jong Il", "PRK")
    short = file("Kim Jongun", "PRK")
    files = [kim, heir, short]
    assert grouped(files) == groups("Kim Jong Un, Kim Jongun", "Kim Jong Il")
    assert grouped(files, different=[(short.iri, kim.iri)]) == groups(
        "Kim Jong Un", "Kim Jongun", "Kim Jong Il"
    )
    assert grouped(files, same=[(kim.iri, heir.iri)]) == groups(
        "Kim Jong Un, Kim Jong Il, Kim Jongun"
    )


def judged() -> list[PersonFile]:
    return [
        file("Sergei Lavrov", "RUS"),
        file("Serguei Lavrov", "RUS"),
        file("Maria Zakharova", "RUS"),
        file("Ivan Petrov", "RUS"),
    ]


def test_whoever_is_judged_the_same_is_one_with_all_who_are_him() -> None:
    first, second, third, fourth = judged()
    assert grouped(judged(), same=[(second.iri, third.iri)]) == groups(
        "Sergei Lavrov, Serguei Lavrov, Maria Zakharova", "Ivan Petrov"
    )
    chain = [(third.iri, fourth.iri), (first.iri, fourth.iri)]
    assert len(grouped(judged(), same=chain)) == 1


def test_whoever_is_judged_different_is_apart() -> None:
    first, second, *_ = judged()
    assert grouped(judged(), different=[(second.iri, first.iri)]) == groups(
        "Sergei Lavrov", "Serguei Lavrov", "Maria Zakharova", "Ivan Petrov"
    )


def test_judgements_that_contradict_each_other_join_nobody() -> None:
    first, _, third, fourth = judged()
    found = grouped(
        judged(),
        same=[(first.iri, third.iri), (third.iri, fourth.iri)],
        different=[(first.iri, fourth.iri)],
    )
    assert groups("Sergei Lavrov, Serguei Lavrov", "Maria Zakharova", "Ivan Petrov") == found


def test_judgements_of_unknown_persons_change_nothing() -> None:
    assert grouped(judged(), same=[("p:1", judged()[0].iri)]) == grouped(judged())
    assert grouped(judged(), different=[("p:1", judged()[0].iri)]) == grouped(judged())


NAMES = (
    "Lavrov|Sergei Lavrov|Serguei Lavrov|S. Lavrov|Sergey V. Lavrov|Sergei A. Lavrov|Bush|"
    "George Bush|George W. Bush|George H. W. Bush|Jim Baker|James Baker|Baker|John Baker|"
    "Kim Jong Un|Kim Jong-un|Kim Jong Il|Kim|Mohammed bin Salman|Salman|Mohammad bin Salman Al Saud"
).split("|")
files = st.builds(
    file,
    st.sampled_from(NAMES),
    st.sampled_from(["RUS", "USA", "UN", None]),
    st.sampled_from(["1991-01", "2003-01 2003-02", "2003-11", "2015-01"]),
    st.sampled_from([None, "President", "Foreign Minister"]),
    st.sampled_from([None, "p:1", "p:2"]),
)
pools = st.lists(files, max_size=9, unique_by=lambda each: each.iri)


@settings(deadline=None)
@given(pools, st.randoms(), st.data())
def test_groups_do_not_depend_on_the_order(
    pool: list[PersonFile], shuffler: random.Random, data: st.DataObject
) -> None:
    pair = st.sampled_from([(a.iri, b.iri) for a, b in combinations(pool, 2)] or [("p:1", "p:2")])
    same = data.draw(st.lists(pair, max_size=2))
    different = data.draw(st.lists(pair, max_size=2))
    expected = [[each.iri for each in group] for group in same_persons(pool, same, different)]
    for each in (pool, same, different):
        shuffler.shuffle(each)  # type: ignore[arg-type]
    found = same_persons(pool, [(b, a) for a, b in same], different)
    assert [[each.iri for each in group] for group in found] == expected
    apart = {frozenset(each) for each in different}
    together = {frozenset(each) for each in same}
    for group in found:
        for one, other in combinations(group, 2):
            assert frozenset((one.iri, other.iri)) not in apart
            if not together:
                assert compare(one, other).verdict is not Verdict.DIFFERENT


@settings(deadline=None)
@given(pools)
def test_groups_of_one_component_do_not_depend_on_the_others(pool: list[PersonFile]) -> None:
    linked = {
        frozenset((one.iri, other.iri))
        for one, other in combinations(pool, 2)
        if compare(one, other).verdict is Verdict.SAME
    }
    whole = {frozenset(each.iri for each in group) for group in same_persons(pool)}
    left = list(pool)
    apart: set[frozenset[str]] = set()
    while left:
        component = [left.pop()]
        for member in component:
            near = [each for each in left if frozenset((each.iri, member.iri)) in linked]
            component += near
            left = [each for each in left if each not in near]
        apart |= {frozenset(each.iri for each in group) for group in same_persons(component)}
    assert apart == whole


@given(files, files)
def test_only_who_shares_a_key_can_be_one(one: PersonFile, other: PersonFile) -> None:
    if one.iri != other.iri and compare(one, other).verdict is Verdict.SAME:
        assert block_keys(one) & block_keys(other)


def test_a_side_alone_is_no_key() -> None:
    assert not block_keys(file("Sergei Lavrov", "RUS")) & block_keys(file("Boris Yeltsin", "RUS"))
    assert not block_keys(PersonFile("p:1"))
