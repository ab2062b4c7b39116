"""Who held which office when: lists that a user imports, and what articles themselves tell.

A list of terms of office is read from CSV or RDF (:mod:`.files`, :mod:`.interchange`), kept in one
named graph of the store (:mod:`.stored`), and asked together with what articles observe who held an
office on a day (:mod:`.holders`).
"""

from __future__ import annotations

from diplograph.graph.officeholders.files import read_terms_file, write_terms_file
from diplograph.graph.officeholders.holders import Holder, Observation, holder
from diplograph.graph.officeholders.model import OfficeTerm, RowProblem, TermFile
from diplograph.graph.officeholders.stored import (
    ImportReport,
    import_terms,
    read_lists,
    read_terms,
    term_quads,
)
from diplograph.graph.officeholders.titles import is_unique, office_key

__all__ = [
    "Holder",
    "ImportReport",
    "Observation",
    "OfficeTerm",
    "RowProblem",
    "TermFile",
    "holder",
    "import_terms",
    "is_unique",
    "office_key",
    "read_lists",
    "read_terms",
    "read_terms_file",
    "term_quads",
    "write_terms_file",
]
