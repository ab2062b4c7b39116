from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from diplograph.loaders.extraction.spelling import name_form, same_name


def same(a: str, b: str) -> bool:
    return same_name(name_form(a), name_form(b))


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Anatoly Bibilov", "Anatoly Biblov"),
        ("Anatoly Bibilov", "Bibilov"),
        ("Anatoly Bibilov", "Biblov"),
        ("Bashar al-Assad", "Assad"),
        ("Bashar al-Assad", "Bashar Al Assad"),
        ("Ursula von der Leyen", "von der Leyen"),
        ("Antony J. Blinken", "Antony Blinken"),
        ("A. Blinken", "Antony Blinken"),
        ("Abiy Ahmed", "Abiy"),
        ("Kim Jong Un", "Kim Jong-un"),
        ("Kim Jong Un", "Kim"),
        ("Xi Jinping", "Xi"),
        ("Tsai Ing-wen", "Tsai"),
        ("Recep Tayyip Erdoğan", "Recep Erdogan"),
        ("Recep Tayyip Erdoğan", "Erdogan"),
        ("Volodymyr Zelenskyy", "Volodymyr Zelensky"),
        ("Muammar Gaddafi", "Moammar Gadhafi"),
        ("Luiz Inácio Lula da Silva", "Lula"),
        ("Nguyễn Phú Trọng", "Nguyen Phu Trong"),
        ("Abdel Fattah el-Sisi", "Abdel Fattah Al Sisi"),
        ("Joseph Biden Jr.", "Joseph Biden"),
        ("Nikos Kotzias", "Kotzias"),
    ],
)
def test_spellings_of_one_person(one, other):
    assert same(one, other)
    assert same(other, one)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Kim Jong Un", "Kim Jong Il"),
        ("George W. Bush", "George Osborne"),
        ("Lech Kaczyński", "Donald Tusk"),
        ("Veronika Skvortsova", "Giorgi Totchiev"),
        ("Sergei Lavrov", "Sergei Shoigu"),
        ("Petro Poroshenko", "Viktor Medvedchuk"),
        ("Abdullah Gül", "Abdullah Abdullah"),
        ("Moon Jae-in", "Park Geun-hye"),
        ("Maas", "Marx"),
        ("Li Keqiang", "Li Zhanshu"),
        ("Raúl Castro", "Fidel Castro"),
        ("Mohammed bin Salman", "Mohammed bin Zayed"),
    ],
)
def test_different_persons(one, other):
    assert not same(one, other)
    assert not same(other, one)


def test_a_name_without_words_is_nobody():
    assert not same_name((), ("xi", "jinping"))
    assert name_form("14") == ()


FORMS = st.lists(st.text(alphabet="abcdefklmnorstu-", min_size=1, max_size=9), max_size=4).map(
    tuple
)


@given(FORMS, FORMS)
def test_the_comparison_is_symmetric(a, b):
    assert same_name(a, b) == same_name(b, a)


@given(FORMS.filter(bool))
def test_every_name_is_itself(form):
    assert same_name(form, form)
