"""Exceptions named by their condition, all under one root.

Every message says what is wrong, where, and what to do about it: the command line prints it as it
is, in one line, and exits with status 1.
"""

from __future__ import annotations

from collections.abc import Iterable


class DiplographError(Exception):
    """Root of every error that diplograph raises on purpose."""


class InputError(DiplographError):
    """An input cannot be read: missing, empty, binary, of an unknown format or malformed."""


class OutputError(DiplographError):
    """A result cannot be written to the file that was named."""


class FetchError(InputError):
    """A URL cannot be fetched: refused, too large, timed out or answered with an error."""


class InvalidDate(DiplographError, ValueError):
    """A date is not in a form that diplograph reads."""


class StoreError(DiplographError):
    """A store cannot be opened, read or written."""


class NotAStore(StoreError):
    """The path exists but does not hold a diplograph store."""


class StoreLocked(StoreError):
    """Another process has the store open for writing."""


class UnknownName(DiplographError, LookupError):
    """No actor, place, query or event goes by that name."""


class JudgementRefused(DiplographError):
    """Judgements cannot be recorded or undone as they are; nothing was changed.

    ``problems`` are pairs of where (``"line 3"``, or empty) and what is wrong.
    """

    def __init__(self, message: str, problems: Iterable[tuple[str, str]] = ()) -> None:
        super().__init__(message)
        self.problems = tuple(problems) or (("", message),)

    @classmethod
    def of(cls, problems: Iterable[tuple[str, str]]) -> JudgementRefused:
        """Make one error of one or more problems.

        >>> print(JudgementRefused.of([("line 2", "no such event"), ("line 7", "no such person")]))
        line 2: no such event; line 7: no such person
        """
        found = tuple(problems)
        told = (f"{where}: {message}" if where else message for where, message in found)
        return cls("; ".join(told), found)


class QueryError(DiplographError):
    """A SPARQL query is malformed, or a parameter does not fit its type."""


class BadJudgement(DiplographError, ValueError):
    """A judgement that makes no sense: of one thing, without an author, or with a wrong time."""


class ExtractionError(DiplographError):
    """An extractor broke its contract, for example by quoting words the text does not have."""


class WrongSetting(DiplographError):
    """A setting of the environment is missing or wrong, so that no article can be read by it."""
