"""The confidence: its weights are for the features there are, and doubt lowers it."""

from __future__ import annotations

import json
from importlib import resources

from diplograph.graph.model import EventType, Status
from diplograph.loaders.extraction.confidence import confidence, features
from diplograph.loaders.extraction.drafts import Draft
from diplograph.loaders.extraction.reference import Entity

DATA = json.loads(
    resources.files("diplograph.loaders.extraction.data")
    .joinpath("confidence.json")
    .read_text(encoding="utf-8")
)


def draft() -> Draft:
    return Draft(EventType.MEETING, Status.OCCURRED, 0, (0, 1))


def test_every_feature_has_its_weight():
    assert set(features(draft())) == set(DATA["weights"]) - {"intercept"}


def test_the_weights_tell_what_they_were_made_of():
    assert DATA["events"] > DATA["right"] > 0
    assert DATA["fitted on"]
    assert not set(DATA["fitted on"]) & set(DATA["level of"])


def test_polities_alone_are_less_sure_than_persons():
    named, unnamed = draft(), draft()
    for code in ("NOR", "LVA"):
        unnamed.roles[Entity("polity", code, (code,))] = set()
        named.roles[Entity("person", f"A {code}", (code,))] = set()
    assert confidence(unnamed) < confidence(named)


def test_it_stays_within_its_scale():
    assert 0.05 <= confidence(draft()) <= 0.98


def test_articles_tell_surely_and_unsurely(told):
    sure = told("Norwegian Foreign Minister Ine Eriksen Søreide met Latvian Foreign Minister "
                "Edgars Rinkēvičs in Riga on 3 May 2021.")  # fmt: skip
    unsure = told("Norway and Latvia will hold talks.")
    assert sure[0].claim.confidence > unsure[0].claim.confidence
