"""Who signs what is judged: a name that is given, the environment's, or the login name."""

from __future__ import annotations

import getpass
import os

from diplograph.graph.errors import JudgementRefused

AUTHOR_VARIABLE = "DIPLOGRAPH_AUTHOR"
"""The environment variable that names who judges."""


def author_name(given: str | None = None) -> str:
    """Give the name under which a judgement is signed.

    Raises :class:`~diplograph.graph.errors.JudgementRefused` when nobody can be named.

    >>> author_name(" Ada Analyst ")
    'Ada Analyst'
    """
    name = given or os.environ.get(AUTHOR_VARIABLE) or _login_name()
    if not name.strip():
        raise JudgementRefused(f"who judges? name an author, or set ${AUTHOR_VARIABLE}")
    return name.strip()


def _login_name() -> str:
    try:
        return getpass.getuser()
    except (KeyError, OSError):
        return ""
