"""Judgements written to and read from a store of each kind, beside what articles say."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable

from building import everything, putin_meets_bibilov

from diplograph.graph.iris import Minter
from diplograph.graph.judgements.model import Judgement, Verdict, Withdrawal
from diplograph.graph.judgements.rdf import judgement_quads, read_judgements
from diplograph.graph.judgements.sides import side
from diplograph.graph.reader import EventFilter, read_events
from diplograph.graph.store import Store
from diplograph.graph.validation import validate
from diplograph.graph.writer import Writer

MADE = dt.datetime(2026, 3, 1, 9, 30, tzinfo=dt.timezone.utc)
REASON = 'One "lunch" \\ two\r\nlines, \u202e\U0001f37d and \u00e9'


def test_what_is_judged_of_the_things_of_a_store_reads_back(
    reopen: Callable[..., Store],
) -> None:
    with reopen() as store:
        writer = Writer(store)
        for article in (everything(1), putin_meets_bibilov(2), putin_meets_bibilov(3)):
            writer.write(article)
        writer.derive()
        (merged,) = read_events(store, EventFilter(actor="Bibilov", place="Moscow"))
        others = [event for event in read_events(store) if event.iri != merged.iri]
        left, right = side(store, None, merged.iri), side(store, None, others[0].iri)
        assert set(left.members) == {merged.iri, *merged.replaces}
        assert len(left.members) == 2
        for old in merged.replaces:
            assert side(store, None, old) == left
        judgement = Judgement.of(
            left.kind,
            (left.iri, left.members),
            (right.iri, right.members),
            Verdict.DIFFERENT,
            "Ana Reyes",
            MADE,
            REASON,
        )
        minter = Minter(store.base)
        store.apply(add=judgement_quads(judgement, minter))
        assert read_judgements(store) == [judgement]
        withdrawn = judgement.withdraw(Withdrawal("Tom Hale", MADE, REASON))
        store.apply(add=judgement_quads(withdrawn, minter))
        assert read_judgements(store) == [withdrawn]
        assert validate(store).conforms
        assert (validate(store).articles, validate(store).judgements) == (3, 1)
