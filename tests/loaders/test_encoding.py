from __future__ import annotations

import codecs

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from diplograph.graph.errors import InputError
from diplograph.loaders.encoding import clean, declared_encoding, decode, unify_newlines

ENGLISH = (
    "The Minister said “we met” in Tbilisi – talks with his counterpart, Mr Muñoz, went on"
    " until the evening, and both sides said that they would meet again before the summer."
)
RUSSIAN = "Президент встретился с министром иностранных дел в Москве и обсудил торговлю. " * 3
READABLE = st.text(st.characters(exclude_categories=("Cs", "Cc"), exclude_characters="\ufeff"))


@settings(max_examples=80)
@given(READABLE.filter(bool))
def test_utf_8_is_read_back_exactly(text):
    if text.encode().startswith((b"%PDF-", b"PK", b"GIF8", b"{\\rtf")):
        return
    assert decode(text.encode()) == text


@pytest.mark.parametrize("codec", ["utf-8", "utf-16-le", "utf-16-be", "utf-32-le", "utf-32-be"])
def test_a_byte_order_mark_decides_and_is_removed(codec):
    mark = "\ufeff".encode(codec)
    assert decode(mark + RUSSIAN.encode(codec), charset="latin-1") == RUSSIAN


def test_utf_16_with_a_label_needs_no_mark():
    assert decode(ENGLISH.encode("utf-16-le"), charset="utf-16le") == ENGLISH


@pytest.mark.parametrize("codec", ["koi8-r", "cp1251", "iso8859-5"])
def test_what_the_server_says_is_believed(codec):
    assert decode(RUSSIAN.encode(codec), charset=codec) == RUSSIAN


def test_what_the_document_declares_comes_after_the_server():
    data = RUSSIAN.encode("koi8-r")
    assert decode(data, declared="koi8-r") == RUSSIAN
    assert decode(data, charset="koi8-r", declared="cp1251") == RUSSIAN


@pytest.mark.parametrize("label", ["utf-8", "ascii", "x-unknown", "rot13", "hex", "", "utf-7"])
def test_a_wrong_label_is_found_out(label):
    assert decode(ENGLISH.encode("cp1252"), charset=label) == ENGLISH


@pytest.mark.parametrize("label", ["iso-8859-1", "windows-1252", "cp1251"])
def test_utf_8_under_the_label_of_a_single_byte_encoding_is_utf_8(label):
    assert decode(RUSSIAN.encode(), charset=label, declared="utf-8") == RUSSIAN


def test_latin_1_is_windows_1252_as_in_browsers():
    assert decode("“met”".encode("cp1252"), charset="iso-8859-1") == "“met”"


def test_a_multi_byte_encoding_is_tried_before_utf_8():
    text = "日本の外務大臣が会談した"
    assert decode(text.encode("iso2022_jp"), charset="iso-2022-jp") == text


@pytest.mark.parametrize("codec", ["cp1251", "koi8-r"])
def test_without_any_label_the_language_tells(codec):
    assert decode(RUSSIAN.encode(codec)) == RUSSIAN


@pytest.mark.parametrize(
    ("data", "reason"),
    [
        (b"", "empty"),
        (b"They\x00met", "NUL"),
        (b"%PDF-1.7 ...", "PDF"),
        (b"PK\x03\x04....", "ZIP"),
        (b"\x89PNG\r\n", "PNG"),
        (bytes(range(1, 32)) * 20, "control characters"),
        (codecs.BOM_UTF8 + b"\xff\xff", "broken UTF-8"),
    ],
)
def test_what_is_no_text_says_why(data, reason):
    with pytest.raises(InputError, match=reason):
        decode(data)


@settings(max_examples=80)
@given(st.text(st.characters()))
def test_cleaning_keeps_the_length_and_leaves_what_can_be_stored(text):
    cleaned = clean(text)
    assert len(cleaned) == len(text)
    assert "\x00" not in cleaned
    cleaned.encode()
    assert all(a == b for a, b in zip(text, cleaned, strict=True) if b != "�")


def test_newlines_become_one_kind():
    assert unify_newlines("a\r\n\r\nb\rc\n") == "a\n\nb\nc\n"


@pytest.mark.parametrize(
    ("head", "expected"),
    [
        (b'<?xml version="1.0" encoding="koi8-r"?>', "koi8-r"),
        (b"<meta charset=utf-8>", "utf-8"),
        (
            b'<META http-equiv="Content-Type" content="text/html; charset=windows-1251">',
            "windows-1251",
        ),
        (b"<p>charset=nothing</p>", None),
    ],
)
def test_declarations_are_found(head, expected):
    assert declared_encoding(head) == expected
