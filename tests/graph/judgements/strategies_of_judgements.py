"""Hypothesis strategies for judgements."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace

from hypothesis import strategies as st

from diplograph.graph.judgements.model import Judgement, Kind, Verdict, Withdrawal

authors = st.text(st.characters(exclude_categories=("Cs", "Cc")), min_size=1, max_size=12).filter(
    lambda text: bool(text.strip()) and not {"\ufffe", "\uffff"} & set(text)
)
MADE = dt.datetime(2026, 3, 1, 9, 30, tzinfo=dt.timezone.utc)
reasons = st.none() | authors
moments = st.datetimes(
    dt.datetime(2020, 1, 1), dt.datetime(2030, 1, 1), timezones=st.just(dt.timezone.utc)
).map(lambda made: made.replace(microsecond=0))


@st.composite
def judgements(draw: st.DrawFn, things: int = 6, withdrawn: bool = True) -> Judgement:
    """Judgements on a few things, so that they meet; each side may stand for several."""
    kind = draw(st.sampled_from(Kind))
    chosen = draw(st.lists(st.integers(1, things), min_size=2, max_size=4, unique=True))
    iris = [f"https://g.example/{kind.value}/{each}" for each in chosen]
    cut = draw(st.integers(1, len(iris) - 1))
    judgement = Judgement.of(
        kind,
        (iris[0], iris[:cut]),
        (iris[cut], iris[cut:]),
        draw(st.sampled_from(Verdict)),
        draw(authors),
        draw(moments),
        draw(reasons),
    )
    if withdrawn and draw(st.booleans()):
        later = judgement.made + dt.timedelta(seconds=draw(st.integers(0, 10**6)))
        return replace(judgement, withdrawn=Withdrawal(draw(authors), later, draw(reasons)))
    return judgement
