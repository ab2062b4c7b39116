"""Reading what a web server answers: bounded bodies, ``Retry-After``, what went wrong."""

from __future__ import annotations

import datetime as dt
from email.utils import parsedate_to_datetime

import requests

from diplograph.graph.errors import FetchError

_CHUNK = 64 * 1024


def read_body(response: requests.Response, limit: int, *, cut: bool = False) -> bytes:
    """Read the body as it comes, decoded; beyond ``limit`` bytes it is cut or refused.

    Raises :class:`~diplograph.graph.errors.FetchError` when it is too large and not to be cut.
    """
    too_large = f"larger than {limit / 1024 / 1024:g} MiB"
    declared = response.headers.get("Content-Length", "")
    if declared.isdecimal() and int(declared) > limit and not cut:
        raise FetchError(too_large)
    body = bytearray()
    # read1 gives what has come, at most so much of it decoded: neither a slow server nor a small
    # gzip of many gigabytes holds it up.
    while len(body) <= limit and (chunk := response.raw.read1(_CHUNK, decode_content=True)):
        body += chunk
    if len(body) > limit and not cut:
        raise FetchError(too_large)
    return bytes(body[:limit])


def retry_after(value: str | None) -> float | None:
    """Seconds to wait by a ``Retry-After``: a number or an HTTP date; None when it is neither.

    >>> retry_after("120"), retry_after("soon")
    (120.0, None)
    """
    if not value:
        return None
    if value.strip().isdecimal():
        return float(value)
    try:
        until = parsedate_to_datetime(value)
    except ValueError:
        return None
    if until.tzinfo is None:
        until = until.replace(tzinfo=dt.timezone.utc)
    return max(0.0, (until - dt.datetime.now(dt.timezone.utc)).total_seconds())


def root_cause(error: BaseException) -> str:
    """What the innermost cause says: outer ones repeat it, with addresses of objects."""
    while (inner := error.__cause__ or error.__context__) is not None:
        error = inner
    return str(error) or type(error).__name__
