from __future__ import annotations

import datetime as dt

import pytest

from diplograph.graph.model import Article
from diplograph.loaders.extraction.lexicon import load_lexicon
from diplograph.loaders.extraction.local_day import local_day


def day(published: str, outlet: str | None) -> str | None:
    stamp = dt.datetime.fromisoformat(published)
    found = local_day(Article("They met.", published=stamp, outlet=outlet), load_lexicon())
    return found.isoformat() if found is not None else None


@pytest.mark.parametrize(
    ("published", "outlet", "expected"),
    [
        # after midnight universal time it is still the evening before in Washington
        ("2021-05-27T00:39:49+00:00", "U.S. Department of State", "2021-05-26"),
        ("2021-12-01T04:30:00+00:00", "U.S. Department of State", "2021-11-30"),
        ("2021-06-01T04:30:00+00:00", "U.S. Department of State", "2021-06-01"),
        ("2021-05-26T22:00:00+00:00", "The Japan Herald", "2021-05-27"),
        ("2021-05-26T22:00:00+00:00", "Moscow Evening Post", "2021-05-27"),
        # another offset is that of the outlet
        ("2021-05-26T22:00:00-04:00", "The Japan Herald", "2021-05-26"),
        # a day without an hour
        ("2021-05-27T00:00:00+00:00", "U.S. Department of State", "2021-05-27"),
        ("2021-05-27T00:39:49+00:00", "Harbour Gazette", "2021-05-27"),
        ("2021-05-27T00:39:49+00:00", None, "2021-05-27"),
    ],
)
def test_a_stamp_in_universal_time_is_put_into_the_time_of_the_outlet(published, outlet, expected):
    assert day(published, outlet) == expected


def test_a_day_stays_as_it_is():
    article = Article("They met.", published=dt.date(2021, 5, 27), outlet="The Japan Herald")
    assert local_day(article, load_lexicon()) == dt.date(2021, 5, 27)
    assert local_day(Article("They met."), load_lexicon()) is None


def test_today_is_the_day_of_the_outlet(extractor):
    stamp = dt.datetime(2021, 5, 27, 0, 39, tzinfo=dt.timezone.utc)
    text = "Secretary Blinken met today in Amman with Jordanian King Abdullah II."
    article = Article(text, published=stamp, outlet="U.S. Department of State")
    (claim,) = extractor.extract(article).claims
    assert claim.time.start.isoformat() == "2021-05-26"
