from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from diplograph.graph.authority import load_authority
from diplograph.graph.resolution.name_matching import Way, compare_names


@pytest.mark.parametrize(
    ("one", "other", "code", "ways"),
    [
        ("Sergei Lavrov", "Serguei Lavrov", "RUS", "spelling"),
        ("Sergei Lavrov", "Сергей Лавров", "RUS", "spelling"),
        ("Sergey V. Lavrov", "Sergei Lavrov", "RUS", "spelling, middle"),
        ("Aleksandr Lukashenko", "Alyaksandr Lukashenka", "BLR", "form, spelling"),
        ("Volodymyr Zelenskyy", "Vladimir Zelensky", "UKR", "form, spelling"),
        ("Kassym-Jomart Tokayev", "Qasym-Zhomart Toqaev", "KAZ", "spelling"),
        ("Abdel Fattah el-Sisi", "Abdelfattah Elsisi", "EGY", "spelling"),
        ("Hossein Amir-Abdollahian", "Hossein Amirabdollahian", "IRN", ""),
        ("Mevlüt Çavuşoğlu", "Mevlut Cavusoglu", "TUR", ""),
        ("Kim Jong Un", "Kim Jong-un", "PRK", "spelling"),
        ("Kim Jong Un", "Kim Jongun", "PRK", "spelling"),
        ("Moon Jae-in", "Jae-in Moon", "KOR", "order"),
        ("Park Geun-hye", "Pak Kun-hye", "KOR", "spelling"),
        ("Lee Myung-bak", "Yi Myung-bak", "KOR", "spelling"),
        ("Xi Jinping", "Jinping Xi", "CHN", "order"),
        ("Viktor Orbán", "Orbán Viktor", "HUN", "order"),
        ("Zhao Houlin", "Houlin Zhao", "ITU", "order"),
        ("Xi", "Xi Jinping", "CHN", "one word"),
        ("Antony Blinken", "A. Blinken", "USA", "initial"),
        ("Tony Blinken", "Antony J. Blinken", "USA", "form, middle"),
        ("Bill Clinton", "William Clinton", "USA", "form"),
        ("George Bush", "George W. Bush", "USA", "middle"),
        ("George H. W. Bush", "George Herbert Walker Bush", "USA", "initial"),
        ("Nicolás Maduro", "Nicolas Maduro Moros", "VEN", "second surname"),
        ("Andrés Manuel López Obrador", "Lopez Obrador", "MEX", "middle"),
        ("Elías Antonio Saca", "Elías Saca González", "SLV", "middle, last name"),
        ("Mohammed bin Salman", "Mohammed bin Salman Al Saud", "SAU", "second surname"),
        ("bin Salman", "Mohammed bin Salman", "SAU", "one word"),
        ("Le Drian", "Jean-Yves Le Drian", "FRA", "one word"),
        ("Abiy", "Abiy Ahmed", "ETH", "one word"),
        ("Ban", "Ban Ki-moon", "UN", "one word"),
        ("Ahmadinejad", "Mahmoud Ahmadi Nejad", "IRN", "one word"),
        ("Le Duc Anh", "Lê Đức Anh", "VNM", ""),
        ("Ben Ali", "Zine El Abidine Ben Ali", "TUN", "one word"),
        ("Javad Zarif", "Mohammad Javad Zarif", "IRN", "middle"),
        ("Nasser al-Sabah", "Nasser Al-Mohammed al-Sabah", "KWT", "house"),
        ("Nasser al-Sabah", "Ahmad Nasser al-Sabah", "KWT", "first name"),
        ("Ferdinand Marcos", "Ferdinand Marcos Jr.", "PHL", "number"),
        ("King Abdullah II", "King Abdullah", "JOR", "number"),
        ("Mohamed VI", "Mohammed VI", "MAR", "spelling"),
        ("Laurent-Désiré Kabila", "Laurent Kabila", "COD", "middle"),
        ("Félix Antoine Tshisekedi Tshilombo", "Félix Tshisekedi", "COD", "middle, last name"),
        ("Anatoly Bibilov", "Anatoly Biblov", "SOS", "slip"),
        ("Emomali Rahmon", "Emomali Rakhmonov", "TJK", "ending"),
        ("Amata Kabua", "Imata Kabua", "MHL", "near"),
        ("Sergey", "Sergei", "RUS", "one word, spelling"),
        ("Lavrov", "Lavrov", "RUS", ""),
    ],
)
def test_ways_in_which_names_of_one_person_differ(
    one: str, other: str, code: str, ways: str
) -> None:
    found = compare_names(one, other, frozenset([code]))
    assert {way.value for way in found.ways} == set(filter(None, ways.split(", ")))
    assert compare_names(other, one, frozenset([code])) == found


@pytest.mark.parametrize(
    ("one", "other", "code"),
    [
        ("Vladimir Putin", "Vladimir Putilin", "RUS"),
        ("Park Geun-hye", "Park Young-soo", "KOR"),
        ("Kim Jong Un", "Kim Jong Il", "PRK"),
        ("Kim Sung-hwan", "Kim Sung-han", "KOR"),
        ("Wang Yi", "Wang Li", "CHN"),
        ("George W. Bush", "George H. W. Bush", "USA"),
        ("Heydar Aliyev", "Ilham Aliyev", "AZE"),
        ("Ferdinand Marcos Sr.", "Ferdinand Marcos Jr.", "PHL"),
        ("Elizabeth I", "Elizabeth II", "GBR"),
        ("Hassan Rouhani", "Hossein Rouhani", "IRN"),
        ("Ahmad Nasser al-Sabah", "Ahmad Nawaf al-Sabah", "KWT"),
        ("Salman", "Mohammed bin Salman", "SAU"),
        ("Salman bin Abdulaziz Al Saud", "Mohammed bin Salman bin Abdulaziz Al Saud", "SAU"),
        ("Fahd bin Abdulaziz", "Sultan bin Abdulaziz", "SAU"),
        ("Antony", "Antony Blinken", "USA"),
        ("Alan Carter", "Albert Carter", "USA"),
        ("Terence Carter", "Theresa Carter", "USA"),
        ("Volodymyr Putin", "Vladimir Putin", "USA"),
        ("", "Sergei Lavrov", "RUS"),
    ],
)
def test_names_of_different_persons(one: str, other: str, code: str) -> None:
    assert compare_names(one, other, frozenset([code])).is_other
    assert compare_names(other, one, frozenset([code])).is_other


def test_who_is_from_one_polity_is_not_spelled_by_the_rules_of_another() -> None:
    assert compare_names("Jomart Toqaev", "Zhomart Tokayev", frozenset(["KAZ"])).likeness > 0.9
    assert Way.NEAR in compare_names("Jomart Toqaev", "Zhomart Tokayev", frozenset(["USA"])).ways


names = st.one_of(
    st.text(max_size=25),
    st.sampled_from([holder.name for holder in load_authority().office_holders]),
)
codes = st.frozensets(st.sampled_from(["RUS", "KOR", "EGY", "ESP", "USA", "UN", "TJK"]), max_size=2)


@given(names, names, codes)
def test_comparing_names_goes_both_ways(one: str, other: str, codes: frozenset[str]) -> None:
    found = compare_names(one, other, codes)
    assert found == compare_names(other, one, codes)
    assert 0 <= found.likeness <= 1
    assert found.is_other == (found.likeness == 0)


@given(st.sampled_from([holder.name for holder in load_authority().office_holders]), codes)
def test_a_name_is_like_itself(name: str, codes: frozenset[str]) -> None:
    assert compare_names(name, name.upper(), codes).likeness > 0.9 or len(name.split()) == 1
    assert compare_names(name, name, codes).ways == frozenset()
    assert Way.OTHER not in compare_names(name, name, codes).ways
