"""A place of a knowledge graph, to ask whose it is."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from typing import TYPE_CHECKING

from typing_extensions import Self

from diplograph.graph.dates import PartialDate
from diplograph.graph.perspectives import View, perspective_on
from diplograph.graph.store import Store
from diplograph.queries.parameters import Parameter, ParameterType
from diplograph.queries.perspectives import PERSPECTIVE

if TYPE_CHECKING:
    import pandas as pd

_PLACE = Parameter("place", ParameterType.PLACE, "Place")
_PERSPECTIVE = Parameter(PERSPECTIVE, ParameterType.PERSPECTIVE, "Polity")


@dataclass(frozen=True, slots=True)
class PlaceInGraph:
    """A place that was found in a store; made by :meth:`.KnowledgeGraph.place`."""

    store: Store
    iri: str
    name: str

    @classmethod
    def find(cls, store: Store, name: str) -> Self:
        """Find a place by its name, country code or IRI; errors as of a parameter."""
        term = _PLACE.bind(store, name)
        assert term is not None  # a name that fits no place is an error
        return cls(store, term.value, name)

    def status(
        self, *, on: str | dt.date | PartialDate | None = None, perspective: str | None = None
    ) -> pd.DataFrame:
        """Who administers the place, who claims it and what others say, as a frame.

        The rows are those of the question ``place-status``; nothing for a place that nobody
        contests. ``on`` is a day, month or year; without it, of every time.

        >>> import diplograph
        >>> with diplograph.open("memory:") as kg:
        ...     loaded = kg.ingest([])
        ...     rows = kg.place("Abkhazia").status(on="2009", perspective="RUS")
        >>> rows[rows["according_to"] == "Russia"][["polity_name", "basis"]].values.tolist()
        [['Abkhazia', 'recognizes']]
        """
        from diplograph.queries.catalogue import Catalogue
        from diplograph.queries.frames import to_frame

        answer = Catalogue.load().run(
            self.store, "place-status", place=self.iri, on=on, perspective=perspective
        )
        return to_frame(answer)

    def belongs_to(self, perspective: str, *, on: dt.date | str | None = None) -> View:
        """Whose the place is from the perspective of a polity, with what the answer rests on.

        ``on`` is a calendar day, or None for the present. Raises
        :class:`~diplograph.graph.errors.UnknownName` for a perspective that is no polity.

        >>> import diplograph
        >>> with diplograph.open("memory:") as kg:
        ...     loaded = kg.ingest([])
        ...     kg.place("Abkhazia").belongs_to("GEO").basis.value
        'own-claim'
        """
        of = _PERSPECTIVE.bind(self.store, perspective)
        assert of is not None  # a name that fits no polity is an error
        day = PartialDate.parse(on).last_day if isinstance(on, str) else on
        return perspective_on(self.store, self.iri, of=of.value, on=day)
