"""What ``kg.resolve`` gives: identities judged from Python.

Thin: every method calls the function behind the command of the same name.
"""

from __future__ import annotations

import datetime as dt
import os
from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

import pandas as pd

from diplograph.authors import author_name
from diplograph.graph.judgements.model import Kind, Verdict
from diplograph.graph.judgements.portraits import labels
from diplograph.graph.judgements.sides import side

if TYPE_CHECKING:
    from diplograph.graph.judgements.recording import Recorded
    from diplograph.graph.resolution.review import Candidate
    from diplograph.graph.store import Store


class Resolving:
    """Reviewing and recording which events and persons are the same; ``kg.resolve``.

    Two things are named by their IRIs (in full, as ``dgid:event/...``, or such as were merged away)
    or, persons, by a name that no other has. Who signs is ``author``, else ``$DIPLOGRAPH_AUTHOR``,
    else the login name.

    >>> import diplograph
    >>> with diplograph.open("memory:") as kg:
    ...     kg.resolve.judgements().empty
    True
    """

    def __init__(self, store: Store) -> None:
        self._store = store

    def candidates(self, kind: Kind | str | None = None, limit: int = 20) -> pd.DataFrame:
        """Pairs worth a look, those first whose judgement would change most.

        One row a pair: ``kind``, ``score``, ``effect``, ``left``, ``left_label``, ``right``,
        ``right_label`` and ``features``, a dictionary from the name of a feature to its value.
        Pairs that somebody has judged are left out.

        >>> import diplograph
        >>> with diplograph.open("memory:") as kg:
        ...     kg.resolve.candidates("person").empty
        True
        """
        from diplograph.graph.resolution.review import candidates

        chosen = None if kind is None else Kind(kind)
        self._up_to_date()
        return self._frame(candidates(self._store, chosen, limit))

    def compare(self, a: str, b: str) -> pd.Series[Any]:
        """How two events or persons compare: a row of :meth:`candidates`.

        Raises :class:`~diplograph.graph.errors.UnknownName` for a side that is not there,
        :class:`~diplograph.graph.errors.JudgementRefused` for an event and a person.
        """
        from diplograph.graph.errors import JudgementRefused
        from diplograph.graph.resolution.review import comparison

        left, right = (side(self._store, None, each) for each in (a, b))
        if left.kind is not right.kind:
            raise JudgementRefused(f"{a} and {b} are an event and a person: compare two of a kind")
        self._up_to_date()
        found = comparison(self._store, left.kind, left.iri, right.iri)
        return self._frame([found]).iloc[0]

    def same(
        self, a: str, b: str, reason: str | None = None, *, author: str | None = None
    ) -> Recorded:
        """Judge that two are one.

        Raises :class:`~diplograph.graph.errors.JudgementRefused` when that cannot be recorded, see
        :func:`diplograph.graph.judgements.recording.record`; nothing is changed then.
        """
        return self._judge(a, b, Verdict.SAME, reason, author)

    def different(
        self, a: str, b: str, reason: str | None = None, *, author: str | None = None
    ) -> Recorded:
        """Judge that two are two; two IRIs that one thing stands for are taken apart.

        Raises as :meth:`same` does.
        """
        return self._judge(a, b, Verdict.DIFFERENT, reason, author)

    def unsure(
        self, a: str, b: str, reason: str | None = None, *, author: str | None = None
    ) -> Recorded:
        """Judge that nobody can tell; the pair is no candidate any more.

        Raises as :meth:`same` does.
        """
        return self._judge(a, b, Verdict.UNSURE, reason, author)

    def undo(
        self,
        judgement: str | None = None,
        *,
        reason: str | None = None,
        author: str | None = None,
    ) -> Recorded:
        """Withdraw a judgement by its IRI; without one, what the author judged last.

        Raises :class:`~diplograph.graph.errors.UnknownName` when there is none,
        :class:`~diplograph.graph.errors.JudgementRefused` when it is withdrawn already.
        """
        from diplograph.graph.judgements.recording import undo

        return undo(self._store, judgement, by=author_name(author), reason=reason)

    def judgements(self, *, all: bool = False) -> pd.DataFrame:
        """The judgements in force, the earliest first; with ``all`` the withdrawn ones too.

        Indexed by IRI: ``kind``, ``left``, ``right``, ``verdict``, ``author``, ``made``,
        ``reason``, ``withdrawn_by``, ``withdrawn`` and ``withdrawn_reason``. Times are in UTC.
        """
        from diplograph.graph.iris import Minter
        from diplograph.graph.judgements.recording import judgements

        minter = Minter(self._store.base)
        found = judgements(self._store, everything=all)
        gone = [each.withdrawn for each in found]
        frame = pd.DataFrame(
            {
                "kind": _texts([each.kind.value for each in found]),
                "left": _texts([each.left for each in found]),
                "right": _texts([each.right for each in found]),
                "verdict": _texts([each.verdict.value for each in found]),
                "author": _texts([each.author for each in found]),
                "made": _times([each.made for each in found]),
                "reason": _texts([each.reason for each in found]),
                "withdrawn_by": _texts([each.by if each else None for each in gone]),
                "withdrawn": _times([each.made if each else None for each in gone]),
                "withdrawn_reason": _texts([each.reason if each else None for each in gone]),
            }
        )
        return frame.set_axis(pd.Index([each.iri(minter) for each in found], name="iri"))

    def apply(
        self,
        path: str | os.PathLike[str],
        *,
        check: bool = False,
        author: str | None = None,
    ) -> Recorded:
        """Record the judgements of a CSV file, all or none; ``check`` writes nothing.

        Raises :class:`~diplograph.graph.judgements.files.BadJudgementFile` for a file that cannot
        be read, :class:`~diplograph.graph.errors.JudgementRefused` for what cannot be recorded,
        both with every problem.
        """
        from diplograph.graph.judgements.recording import read_opinions, record

        opinions = read_opinions(path)
        return record(self._store, opinions, author=author_name(author), dry=check)

    def _judge(
        self, a: str, b: str, verdict: Verdict, reason: str | None, author: str | None
    ) -> Recorded:
        from diplograph.graph.judgements.recording import Opinion, record

        opinion = Opinion(a, b, verdict, reason)
        return record(self._store, [opinion], author=author_name(author))

    def _up_to_date(self) -> None:
        """Finish what an interrupted run left undone, where the store can be written."""
        from diplograph.graph.writer import Writer

        if not self._store.read_only:
            Writer(self._store).derive()

    def _frame(self, found: list[Candidate]) -> pd.DataFrame:
        called = labels(self._store, [iri for each in found for iri in (each.left, each.right)])
        return pd.DataFrame(
            {
                "kind": _texts([each.kind.value for each in found]),
                "score": pd.Series([each.score for each in found], dtype="Float64"),
                "effect": pd.Series([each.effect for each in found], dtype="Float64"),
                "left": _texts([each.left for each in found]),
                "left_label": _texts([called.get(each.left) for each in found]),
                "right": _texts([each.right for each in found]),
                "right_label": _texts([called.get(each.right) for each in found]),
                "features": pd.Series([dict(each.features) for each in found], dtype="object"),
            }
        )


def _texts(values: Sequence[str | None]) -> pd.Series[str]:
    return pd.Series(list(values), dtype="string")


def _times(values: Sequence[dt.datetime | None]) -> pd.Series[pd.Timestamp]:
    """Times in UTC, to the second, as those of other frames are."""
    return pd.Series(list(values), dtype="datetime64[s, UTC]")
