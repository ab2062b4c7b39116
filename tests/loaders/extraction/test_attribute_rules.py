from __future__ import annotations

import spacy
from hypothesis import given, settings
from hypothesis import strategies as st

from diplograph.loaders.extraction.attribute_rules import RuleMatcher

TEXTS = [
    "Let's say that he didn't get what you'd gotten, y'all.",
    "John and Peter are gonna meet in Berlin; nothin' else has been agreed upon.",
    "There is a treaty which Mary had signed before the others did, and that is it.",
    "I gotta go, c'm on,  said the one who has it.\nDo they?",
    "The ministers will be received by France, whose leaders have had talks to prepare this.",
]


def described(doc):
    return [(t.text, t.pos_, t.tag_, t.lemma_, str(t.morph), t.dep_) for t in doc]


def test_words_get_what_the_rules_of_the_model_give_them(extractor):
    plain = spacy.load(extractor.model.name)
    ruler = extractor.model.nlp.get_pipe("attribute_ruler")
    assert isinstance(ruler.matcher, RuleMatcher), "the rules are looked up"
    for text in TEXTS:
        assert described(extractor.model.nlp(text)) == described(plain(text))


@settings(deadline=None, max_examples=60)
@given(st.lists(st.sampled_from("let 's got ta gon na he It is THAT , did nothin' \n".split(" "))))
def test_matches_are_those_of_the_matcher(words):
    nlp = spacy.blank("en")
    ruler = nlp.add_pipe("attribute_ruler")
    ruler.add([[{"LOWER": "got"}, {"LOWER": "ta"}]], {"LEMMA": "to"}, index=1)
    ruler.add([[{"LOWER": {"IN": ["he", "it"]}}]], {"POS": "PRON"})
    ruler.add([[{"LOWER": {"REGEX": "^n[ou]thin'$"}}]], {"LEMMA": "nothing"})
    ruler.add([[{"TAG": {"NOT_IN": ["DT", ""]}, "LOWER": "that"}]], {"POS": "DET"})
    ruler.add([[{"IS_SPACE": True}], [{"LOWER": ","}]], {"POS": "PUNCT"})
    ruler.add([[{"ORTH": "THAT"}]], {"POS": "PROPN"})
    doc = spacy.tokens.Doc(nlp.vocab, [w for w in words if w])
    for number, token in enumerate(doc):
        token.tag_ = ("DT", "IN", "VB")[number % 3]
    plain = ruler.match(doc)
    ruler.matcher = RuleMatcher(ruler)
    assert sorted(set(ruler.match(doc))) == sorted(set(plain))
