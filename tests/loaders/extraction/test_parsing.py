from __future__ import annotations

import re
from itertools import pairwise

from hypothesis import given, settings
from hypothesis import strategies as st

SEED_LIKE = (
    "Estonian Culture Minister Tiit Terik and her Tskhinvali “counterpart” Radion Ikoev, signed "
    "a protocol that opens Estonia’s libraries to readers."
)


def masked_sentences(prepared):
    return [(s, s.masked) for s in prepared.prepare() if s.masked is not None]


def test_every_actor_becomes_one_plain_word(document):
    ((_, masked),) = masked_sentences(document(SEED_LIKE))
    assert re.fullmatch(r"John and Peter, signed a protocol that opens .*", masked.text)


def test_persons_get_different_words(document):
    text = (
        "Polish President Andrzej Duda met Irish President Michael "
        "Higgins and Swiss President Guy Parmelin."
    )
    ((_, masked),) = masked_sentences(document(text))
    assert len(set(re.findall(r"John|Peter|Paul", masked.text))) == 3


def test_the_parse_is_mapped_back(document, extractor):
    prepared = document(SEED_LIKE)
    wanted = prepared.prepare()
    (parsed,) = extractor.model.parse([wanted[0].masked])
    (verb,) = (t for t in parsed.doc if t.lower_ == "signed")
    start, end = parsed.span(verb)
    assert prepared.text[start:end] == "signed"
    subject = next(t for t in verb.children if t.dep_ == "nsubj")
    nominal = parsed.nominal(subject)
    assert nominal is not None
    assert [n.text for n in nominal.names] == ["Tiit Terik"]
    first, last = parsed.source_range(subject, verb)
    assert prepared.text[first:last] == SEED_LIKE[: SEED_LIKE.index(" a protocol")]


def test_a_sentence_without_any_frame_is_not_parsed(document):
    assert document("Wheat is dear. The harbour is deep and the water cold.").prepare() == []


TEXTS = st.lists(
    st.sampled_from(
        [
            "Russian President Vladimir Putin",
            "met",
            "the two ministers",
            "“Treaty of Alliance”",
            "signed",
            "in Moscow",
            "her counterpart",
            "a UN team",
            "the Kremlin",
            "—",
            "’s talks with",
            "Greece",
            "and",
            ",",
            "an agreement",
            "Ana Berg",
            "visited",
            "the delegation headed by",
            "South Ossetia",
            "“",
            "”",
            "she",
            "on 3 May",
            "Chancellor Merkel",
            "the Republic of Korea",
        ]
    ),
    min_size=2,
    max_size=12,
).map(lambda words: " ".join(words) + ".")


@settings(max_examples=80, deadline=None)
@given(TEXTS)
def test_offsets_of_a_mask_lie_in_the_sentence_and_its_pieces_are_verbatim(document, text):
    prepared = document(text)
    for sentence, masked in masked_sentences(prepared):
        begin, stop = prepared.offsets(sentence.start, sentence.end)
        assert masked.pieces[0].start == 0
        assert masked.pieces[-1].end == len(masked.text)
        for piece, following in pairwise(masked.pieces):
            assert piece.end == following.start
            assert piece.source_end == following.source_start
        for piece in masked.pieces:
            assert begin <= piece.source_start <= piece.source_end <= stop
            if piece.verbatim:
                source = prepared.text[piece.source_start : piece.source_end]
                shown = masked.text[piece.start : piece.end]
                assert len(shown) == len(source)
                # only marks that mislead a parser may differ
                assert all(a == b or not b.isalnum() for a, b in zip(shown, source, strict=True))
        for at in range(len(masked.text)):
            assert begin <= masked.source(at) <= masked.source(at + 1, end=True) <= stop


@settings(max_examples=15, deadline=None)
@given(texts=st.lists(TEXTS, min_size=1, max_size=3))
def test_spans_of_parsed_tokens_lie_in_the_sentence(document, extractor, texts):
    prepared = document("\n\n".join(texts))
    wanted = prepared.prepare()
    for sentence, parsed in zip(
        wanted, extractor.model.parse([s.masked for s in wanted]), strict=True
    ):
        begin, stop = prepared.offsets(sentence.start, sentence.end)
        for token in parsed.doc:
            start, end = parsed.span(token)
            assert begin <= start < end <= stop
            nominal = parsed.nominal(token)
            if nominal is not None:
                a, b = prepared.offsets(nominal.start, nominal.end)
                assert a <= start < end <= b


def test_the_model_is_named_for_the_provenance(extractor):
    assert extractor.info.name == "frames"
    assert extractor.info.model == extractor.model.name
    assert re.fullmatch(r"[0-9a-f]{16}", extractor.info.model_hash)
    assert extractor.info.model_version
