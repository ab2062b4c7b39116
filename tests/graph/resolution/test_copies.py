"""Copies of a text are found, and two texts of one form or of one event are none."""

from __future__ import annotations

import itertools
import subprocess
import sys

import pytest
from hypothesis import given
from hypothesis import strategies as st

from diplograph.graph.errors import StoreError
from diplograph.graph.iris import digest
from diplograph.graph.resolution.copies import (
    COMPARED,
    LEAST,
    CopyFile,
    Signature,
    bands,
    copy_groups,
    is_copy,
    original,
    overlap,
    signature,
    similarity,
)

WIRE = """\
Foreign Minister Lena Aas of Norway received her Kenyan colleague Joseph Mwangi in Bergen on \
Thursday for two hours of talks about fishing rights, the training of coast guards and a loan \
for a port.

Mwangi, who arrived the evening before with a delegation of nine, said after the talks that both \
sides now had a text before them which their lawyers could finish within weeks. Aas called the \
visit overdue.

The two had last seen each other at a conference in Lisbon in spring, when Mwangi had only just \
taken office. Since then Kenyan fishermen have complained twice about trawlers that sail under \
flags of others.

On Friday the guest was to go on to Stavanger, where he will see a shipyard that builds patrol \
boats, and to fly home by way of Copenhagen. The loan will be decided on by parliament after the \
summer recess.

A smaller agreement about scholarships, which had been ready for signature since last autumn, \
was left for a later visit because the rector who was to sign it had fallen ill, people at the \
ministry said."""

OTHER_REPORT = """\
Kenya and Norway are close to an agreement on fishing, the Kenyan minister Joseph Mwangi told \
journalists in Bergen after he had met Lena Aas for talks on Thursday afternoon.

"Our lawyers need some weeks, no more," said Mwangi. He thanked the hosts for help with the \
training of coast guards, which began three years ago in Mombasa with two instructors and a \
borrowed boat.

Norway has offered a loan for the new port as well. The opposition in Oslo wants to know first \
who will run the port, and whether the money would go to a company that belongs to a relative of \
the governor.

Fishing communities on the Kenyan coast say that foreign trawlers come nearer to the shore each \
year. Mwangi promised that patrols would start before the end of the year, with boats made in \
Stavanger."""


def printed(
    text: str,
    outlet: str | None = "Wire",
    published: str | None = "2021-05-20",
    url: str | None = None,
) -> CopyFile:
    article = f"urn:{digest(outlet, published, text, url)}"
    return CopyFile(article, url, outlet, published, len(text), signature(text))


CHANGES = {
    "headline": f"Fish and loans: a visit to Bergen\n\n{WIRE}",
    "dateline and credits": f"BERGEN (Wire) -- {WIRE}\n\n(Written by A. Berg; edited by L. Santos)",
    "byline": f"By our correspondent in Bergen\n{WIRE}",
    "cut below": "\n\n".join(WIRE.split("\n\n")[:3]),
    "first paragraphs only": "\n\n".join(WIRE.split("\n\n")[:2]),
    "local paragraphs": f"{WIRE}\n\n" + "\n\n".join(OTHER_REPORT.split("\n\n")[2:]),
    "marks": WIRE.replace("'", "’").replace("\n\n", "\n").replace(".", " .").upper(),
    "accents": WIRE.replace("Aas", "Áas").replace("Mwangi", "Mwängi"),
    "another spelling": WIRE.replace("colleague", "counterpart").replace("received", "welcomed"),
    "cut, with a dateline": "BERGEN, 20 May (Wire) -- " + "\n\n".join(WIRE.split("\n\n")[:3]),
}


@pytest.mark.parametrize("change", CHANGES)
def test_a_wire_text_printed_by_another_house_is_found(change: str) -> None:
    one, other = printed(WIRE), printed(CHANGES[change], "Herald", "2021-05-21")
    assert is_copy(one, other)
    assert is_copy(other, one)
    assert not set(bands(one.signature)).isdisjoint(bands(other.signature))


def test_an_updated_text_under_another_address_is_found() -> None:
    update = WIRE.replace("On Friday the guest was to go on", "On Friday the guest went on")
    one = printed(WIRE, url="https://wire.example/1")
    other = printed(f"{update}\n\nThe embassy confirmed it.", url="https://wire.example/1-update")
    assert is_copy(one, other)


def test_two_reports_of_one_event_are_no_copies() -> None:
    one, other = printed(WIRE), printed(OTHER_REPORT, "Herald", "2021-05-20")
    assert not is_copy(one, other)
    assert similarity(one.signature, other.signature) < 0.1


def test_two_reports_that_quote_one_statement_are_no_copies() -> None:
    said = (
        "“We have looked at every clause of the draft and found none on which we could not agree; "
        "what is left is for the lawyers, and they have promised to be done before the summer,” "
        "the statement of both ministers says."
    )
    one = printed(f"{WIRE} {said}")
    other = printed(f"{OTHER_REPORT} {said}", "Herald")
    assert overlap(one.signature, other.signature).containment > 0.1
    assert not is_copy(one, other)


READOUT = (
    "The following is attributable to the spokesperson of the ministry, Tom Hale: Minister Reyes "
    "spoke by telephone today with {whom}. The minister and {he} discussed {what}. The minister "
    "underlined the commitment of her government to a strong and lasting partnership between the "
    "two countries. {more}"
)
READOUTS = [
    READOUT.format(
        whom="the Foreign Minister of Chile, Pedro Soto",
        he="the foreign minister",
        what="the summit of the region in June, vaccines, and the release of two journalists",
        more="They agreed to see each other in Lima, where the ministers of trade will meet.",
    ),
    READOUT.format(
        whom="the Prime Minister of Fiji, Mere Tuilagi",
        he="the prime minister",
        what="the cyclone season, a patrol boat that is to be handed over, and sugar",
        more="Both welcomed that flights will begin again after fourteen months without any.",
    ),
]


def test_two_readouts_of_one_form_are_no_copies() -> None:
    one, other = (printed(text) for text in READOUTS)
    assert overlap(one.signature, other.signature).containment > 0.3
    assert not is_copy(one, other)
    # neither when two agencies pass them on
    assert not is_copy(one, printed(READOUTS[1], "Herald"))


def test_two_transcripts_with_one_introduction_are_no_copies() -> None:
    introduction = (
        "Good afternoon, everybody. Thanks for joining us on this background call. As a reminder, "
        "what is said can be attributed to a senior official, and nothing may be published until "
        "the end of the call. We will have time for some questions. I hand over to our speaker. "
    )
    one = printed(introduction + " ".join(WIRE.split("\n\n")))
    other = printed(introduction + " ".join(OTHER_REPORT.split("\n\n")))
    assert not is_copy(one, other)


GREETING = (
    "On behalf of the government and the people of our country, I congratulate the people of Tonga "
    "on their national day. Our two nations are bound by the ocean and by a friendship of many "
    "decades, and we look forward to strengthening it in the year ahead. Happy national day!"
)


def test_a_greeting_of_every_year_is_no_copy() -> None:
    assert not is_copy(printed(GREETING), printed(GREETING, published="2022-05-20"))
    # but the same greeting twice on one day is one
    assert is_copy(printed(GREETING), printed(GREETING, url="https://other.example/2"))


def test_greetings_to_two_countries_are_no_copies() -> None:
    other = GREETING.replace("Tonga", "Norway").replace(
        "bound by the ocean and by a friendship of many decades",
        "allies who stand up for the same rules and trade more with each other than ever",
    )
    assert not is_copy(printed(GREETING), printed(other))


def test_the_window_holds_for_all_but_identical_texts_of_two_houses() -> None:
    for days, copied in {"2021-05-25": True, "2021-05-26": False, None: False}.items():
        assert is_copy(printed(WIRE), printed(CHANGES["cut below"], "Herald", days)) is copied
    for day in ("2021-05-26", "2031-01-01", None):
        assert is_copy(printed(WIRE), printed(CHANGES["marks"], "Herald", day))


def test_houses_are_told_apart_by_outlet_and_host() -> None:
    # half of the text with much around it: enough for two houses and not for one
    changed = "\n\n".join(WIRE.split("\n\n")[:3]) + "\n\n" + OTHER_REPORT.split("\n\n")[2]
    for url, outlet, copied in [
        ("https://herald.example/a", "Herald", True),
        ("https://herald.example/a", None, True),
        ("https://www.wire.example/b", "Herald", False),
        ("https://herald.example/a", "WIRE", False),
        (None, None, False),
        ("http://[", None, False),
    ]:
        one = printed(WIRE, "Wire", url="https://wire.example/a")
        assert is_copy(one, printed(changed, outlet, url=url)) is copied, (url, outlet)


def test_texts_too_short_to_compare_are_copies_only_when_identical() -> None:
    one, longer = (
        "The two ministers met in Oslo on Monday.",
        "The two ministers met in Oslo on Monday. Then",
    )
    assert signature(longer).shingles < COMPARED
    assert is_copy(printed(one), printed(one.upper(), "Herald"))
    assert not is_copy(printed(one), printed(longer, "Herald"))


@pytest.mark.parametrize("text", ["", " \n", "... !?", "—"])
def test_without_words_there_are_no_copies(text: str) -> None:
    assert bands(signature(text)) == []
    assert not is_copy(printed(text, "Wire"), printed(text, "Herald"))


def test_a_sentence_out_of_a_very_long_text_is_no_copy_by_chance() -> None:
    long = " ".join(f"word{number}" for number in range(40_000))
    part = " ".join(f"word{number}" for number in range(100, 150))
    assert overlap(signature(long), signature(part)).compared < COMPARED
    assert not is_copy(printed(long), printed(part, "Herald"))


def test_scripts_without_spaces_are_compared_by_characters() -> None:
    text = (
        "挪威外交部长周四在卑尔根会见了肯尼亚外交部长双方讨论了渔业权利海岸警卫队培训和港口贷款问题"
    )
    cut = text[:35]
    assert overlap(signature(text), signature(cut)).containment == 1.0
    assert is_copy(printed(text), printed(cut, "Herald"))


# ------------------------------------------------------------------------------- signatures

texts = st.lists(st.sampled_from("we met in oslo and they in lima on day two".split()), max_size=60)


PACKED = "010000008fc38614841c874a7c8a6827"


def test_signatures_are_the_same_in_every_process() -> None:
    """Python salts the hashes of strings in each process; the signature must not depend on it."""
    code = (
        "from diplograph.graph.resolution.copies import signature;"
        "print(signature('Die Minister trafen sich in Ålesund und Łódź.').pack().hex())"
    )
    found = {
        subprocess.run(
            [sys.executable, "-c", code],
            env={"PYTHONHASHSEED": seed},
            capture_output=True,
            text=True,
            check=True,
        ).stdout
        for seed in ("1", "2")
    }
    text = "Die Minister trafen sich in Ålesund und Łódź."
    assert found == {signature(text).pack().hex() + "\n"}
    # written down, since stores keep them
    assert signature("the ministers met in oslo").pack().hex() == PACKED


@given(st.text(max_size=200) | texts.map(" ".join))
def test_packing_keeps_signatures(text: str) -> None:
    made = signature(text)
    assert Signature.unpack(made.pack()) == made
    assert all(0 <= key < 2**63 for key in bands(made))


@pytest.mark.parametrize(
    "packed", [b"", b"\0" * 11, b"\0" * 13, b"\0" * 16, b"\2\0\0\0" + b"\1" * 16]
)
def test_damaged_signatures_are_noticed(packed: bytes) -> None:
    with pytest.raises(StoreError, match="signature"):
        Signature.unpack(packed)


def test_a_signature_has_a_bound() -> None:
    made = signature(" ".join(f"word{number}" for number in range(5000)))
    assert made.shingles == 4996
    assert len(made.least) == LEAST
    assert len(made.pack()) == 1036


@given(texts, texts)
def test_similarity_is_that_of_the_sets_of_shingles(one: list[str], other: list[str]) -> None:
    """Texts of up to 260 words are compared exactly."""

    def runs(words: list[str]) -> set[tuple[str, ...]]:
        return {tuple(words[i : i + 5]) for i in range(max(1, len(words) - 4))} if words else set()

    a, b = runs(one), runs(other)
    first, second = signature(" ".join(one)), signature(" ".join(other))
    expected = len(a & b) / len(a | b) if a and b else 0.0
    assert similarity(first, second) == expected == similarity(second, first)


def test_long_texts_are_estimated_well() -> None:
    words = [f"word{number}" for number in range(3000)]
    whole = signature(" ".join(words))
    for kept in (600, 1500, 2400):
        found = overlap(whole, signature(" ".join(words[:kept])))
        assert found.containment == pytest.approx(1.0, abs=0.05)
        assert found.resemblance == pytest.approx(kept / 3000, abs=0.08)


# ----------------------------------------------------------------------------------- groups


def test_groups_hang_together_through_others() -> None:
    paragraphs = WIRE.split("\n\n")
    first, last = "\n\n".join(paragraphs[:3]), "\n\n".join(paragraphs[2:])
    files = [
        printed(first, "A", "2021-05-22"),
        printed(WIRE, "B", "2021-05-21"),
        printed(last, "C", "2021-05-20T23:00:00-05:00"),
        printed(OTHER_REPORT, "D", "2021-05-20"),
    ]
    assert not is_copy(files[0], files[2])
    assert copy_groups(files) == [[files[3]], [files[1], files[2], files[0]]]


bodies = st.sampled_from([WIRE, *CHANGES.values(), OTHER_REPORT, *READOUTS, GREETING, "They met."])
days = st.sampled_from([None, "2021-05-20", "2021-05-20T09:00:00Z", "2021-05-24", "2021-06-01"])
file_lists = st.lists(st.builds(printed, bodies, st.sampled_from("ABC"), days), max_size=9)


@given(file_lists, st.randoms())
def test_groups_do_not_depend_on_the_order(files: list[CopyFile], random: object) -> None:
    groups = copy_groups(files)
    shuffled = list(files)
    random.shuffle(shuffled)  # type: ignore[attr-defined]
    assert copy_groups(shuffled) == groups
    assert sorted(each.article for group in groups for each in group) == sorted(
        {each.article for each in files}
    )
    assert all(original(group) == group[0] for group in groups)


@given(file_lists)
def test_the_keys_miss_no_pair_of_copies(files: list[CopyFile]) -> None:
    group_of = {each: place for place, group in enumerate(copy_groups(files)) for each in group}
    for one, other in itertools.combinations(set(files), 2):
        assert is_copy(one, other) is is_copy(other, one)
        if is_copy(one, other):
            assert group_of[one] == group_of[other]


def test_the_original_is_the_first_then_the_longest_then_the_least() -> None:
    def file(article: str, published: str | None, length: int) -> CopyFile:
        return CopyFile(article, None, None, published, length, signature(WIRE))

    # nine in Nairobi is before seven in London
    nairobi = file("urn:d", "2021-05-20T09:00:00+03:00", 10)
    london = file("urn:c", "2021-05-20T07:00:00Z", 20)
    undated, cut, least = (
        file("urn:0", None, 99),
        file("urn:1", "2021-05-21", 5),
        file("urn:a", "2021-05-21", 9),
    )
    same = file("urn:b", "2021-05-21", 9)
    order = [nairobi, london, least, same, cut, undated]
    for count in range(1, 7):
        for chosen in itertools.permutations(order, count):
            assert original(chosen) == min(chosen, key=order.index)


def test_the_first_and_the_last_day_are_days_too() -> None:
    ends = ["0001-01-01T00:00:00+14:00", "9999-12-31T23:59:59-12:00"]
    files = [printed(WIRE, "Wire", published) for published in ends]
    assert [each.published for each in copy_groups(files)[0]] == ends[:1]
