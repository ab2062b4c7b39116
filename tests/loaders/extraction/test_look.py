from __future__ import annotations

import json
from importlib.resources import files

import pytest

from diplograph.loaders.extraction.frames import load_frames
from diplograph.loaders.extraction.look import FirstLook, all_forms, forms
from diplograph.loaders.extraction.tokens import tokenize


def wanted(document, text):
    """The sentences of a text that are to be parsed."""
    prepared = document(text)
    spans = [prepared.offsets(s.start, s.end) for s in prepared.prepare()]
    return [prepared.text[start:end] for start, end in spans]


@pytest.mark.parametrize(
    "text",
    [
        "The ministers conferred in Oslo.",
        "Talks went on into the night.",
        "A US-hosted dinner followed.",
        "The visit has been put off.",
        "They set their signatures to the accord.",
        "He flew to Oslo on Monday.",
        "President Duda will come before the summer.",
        "Both countries reached an agreement.",
        "The Panmunjom Declaration was mentioned.",
        "Both ministers were present.",
    ],
)
def test_a_sentence_that_can_tell_is_parsed(document, text):
    assert wanted(document, text) == [text]


@pytest.mark.parametrize(
    "text",
    [
        "The government made good sense.",
        "The committee completed the seesaw.",
        "The goods were heavy in Oslo.",
        "He went mad about it.",
        "The firm reached its customers.",
        "It set a date.",
        "The plan was dear.",
    ],
)
def test_words_that_only_look_like_a_trigger_cost_nothing(document, text):
    assert wanted(document, text) == []


def test_a_trigger_in_the_title_of_an_actor_tells_nothing(document):
    assert wanted(document, "The head of the Peace Talks Commission, Anna Berg, was ill.") == []


def test_a_list_of_persons_is_parsed_without_a_trigger(document):
    text = (
        "French President Jacques Chirac, Canada's Paul Martin and Italy's Silvio Berlusconi "
        "completed the circle."
    )
    assert wanted(document, text) == [text]


def test_a_verb_of_saying_far_from_its_speaker_is_parsed(document):
    text = "Erdoğan cited the article and said, “They need to stand by us”."
    assert wanted(document, text) == [text]
    assert wanted(document, "Erdoğan said, “They need to stand by us”.") == []


def test_what_gives_somebody_his_office_is_parsed(document):
    text = "Kim Jong Un became the first North Korean leader in the South."
    assert wanted(document, text) == [text]


def test_without_the_look_everything_but_questions_is_parsed(document):
    prepared = document("Wheat is dear. Is the harbour deep? The sea is cold.")
    texts = [s.masked.text for s in prepared.prepare(first_look=False)]
    assert texts == ["Wheat is dear.", "The sea is cold."]


def test_journeys_need_a_place():
    none: frozenset[str] = frozenset()
    look = FirstLook(none, none, all_forms(["fly"]), (), none, none, frozenset())
    tokens = tokenize("She flew there.")
    assert not look.sees(tokens)
    assert look.sees(tokens, placed=True)


def test_doings_need_somebody(document):
    prepared = document("Demand met supply. They met again. The summit is over.")
    assert [s.masked.text for s in prepared.prepare()] == ["They met again.", "The summit is over."]


def test_every_form_that_the_lemmatizer_knows_is_seen(extractor):
    # the readers ask the model for the lemma of a word: no form of a trigger may escape the look
    look = load_frames().first_look
    known = look.triggers | look.doings | look.journeys
    known |= {form for one, _ in look.pairs for form in one}
    exceptions = extractor.model.nlp.get_pipe("lemmatizer").lookups.get_table("lemma_exc")
    asked = {
        "verb": load_frames().verbs.keys() | load_frames().step_verbs.keys(),
        "noun": load_frames().nouns.keys() | load_frames().step_nouns.keys(),
    }
    # "be" is no trigger by itself
    irregular = {
        form: lemma
        for kind, lemmas in asked.items()
        for form, found in exceptions[kind].items()
        for lemma in set(found) & lemmas - {"be"}
        if form.isalpha()
    }
    assert len(irregular) > 20
    assert {form: lemma for form, lemma in irregular.items() if form not in known} == {}


@pytest.mark.parametrize(
    ("lemma", "form"),
    [("meet", "met"), ("confer", "conferring"), ("fly", "flies"), ("arrive", "arriving")],
)
def test_forms(lemma, form):
    assert form in forms(lemma)


def test_no_word_has_two_frames():
    # of two rows for one word the reader of JSON would silently keep the last
    def once(pairs):
        names = [name for name, _ in pairs]
        assert len(set(names)) == len(names), names
        return dict(pairs)

    data = files("diplograph.loaders.extraction") / "data" / "frames.json"
    assert json.loads(data.read_text(encoding="utf-8"), object_pairs_hook=once)
