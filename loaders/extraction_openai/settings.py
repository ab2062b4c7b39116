"""What the environment says: which endpoint to ask, for which model, with which key."""

from __future__ import annotations

import ipaddress
import json
import math
import os
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from diplograph.graph.errors import WrongSetting
from diplograph.graph.user_cache import user_cache

PREFIX = "DIPLOGRAPH_OPENAI_"

VARIABLES: Mapping[str, str] = {
    f"{PREFIX}URL": "base URL of the endpoint, as in http://localhost:11434/v1",
    f"{PREFIX}MODEL": "name of the model",
    f"{PREFIX}KEY": "key, where the endpoint wants one",
    f"{PREFIX}OPTIONS": "JSON object of further fields of each request; null takes one out",
    f"{PREFIX}TIMEOUT": "seconds that one answer may take; 120 by default",
    f"{PREFIX}RETRIES": "how often to ask again after a passing failure; 4 by default",
    f"{PREFIX}PRICE_INPUT": "price of a million tokens sent",
    f"{PREFIX}PRICE_OUTPUT": "price of a million tokens answered",
    f"{PREFIX}CACHE": "folder of the answers, or off",
}
"""Every variable that is read, and what it sets."""

# Greedy and bounded, so that the same article gives the same answer and none runs on for ever.
_OPTIONS: Mapping[str, Any] = {"temperature": 0, "max_tokens": 8192}
# What the extractor itself says in a request.
_OURS = frozenset(("model", "messages", "stream", "n", "tools"))
_PATH = "/chat/completions"


@dataclass(frozen=True, slots=True)
class Settings:
    """Where and how to ask; times in seconds, prices for a million tokens.

    ``url`` is the address that requests go to, ``cache`` the folder of answers, None for none. The
    key is in no representation of the settings.

    >>> Settings("https://models.example/v1/chat/completions", "small", key="secret")
    Settings(url='https://models.example/v1/chat/completions', model='small', ...)
    """

    url: str
    model: str
    key: str | None = field(default=None, repr=False)
    options: Mapping[str, Any] = field(default_factory=lambda: dict(_OPTIONS))
    timeout: float = 120.0
    retries: int = 4
    input_price: float | None = None
    output_price: float | None = None
    cache: Path | None = None

    @classmethod
    def from_environment(cls, environ: Mapping[str, str] = os.environ) -> Settings:
        """Read the :data:`VARIABLES`.

        Raises :class:`~diplograph.graph.errors.WrongSetting` naming the first that is missing or
        wrong; no message holds the key.

        >>> Settings.from_environment({})
        Traceback (most recent call last):
        diplograph.graph.errors.WrongSetting: DIPLOGRAPH_OPENAI_URL is not set: base URL of ...
        """
        said = {name: environ.get(name, "").strip() for name in VARIABLES}
        for name in (f"{PREFIX}URL", f"{PREFIX}MODEL"):
            if not said[name]:
                raise WrongSetting(f"{name} is not set: {VARIABLES[name]}")
        url = _url(said[f"{PREFIX}URL"])
        key = said[f"{PREFIX}KEY"] or None
        if key is not None:
            _check_key(key, url)
        return cls(
            url=url,
            model=said[f"{PREFIX}MODEL"],
            key=key,
            options=_options(said[f"{PREFIX}OPTIONS"]),
            timeout=_number(said, "TIMEOUT", 120.0, least=0.1),
            retries=int(_number(said, "RETRIES", 4, least=0, whole=True)),
            input_price=_price(said, "PRICE_INPUT"),
            output_price=_price(said, "PRICE_OUTPUT"),
            cache=_folder(said[f"{PREFIX}CACHE"]),
        )

    def cost(self, input_tokens: int, output_tokens: int) -> float | None:
        """The price of so many tokens, None without prices.

        >>> Settings("https://models.example", "m", input_price=2, output_price=8).cost(1000, 500)
        0.006
        """
        if self.input_price is None and self.output_price is None:
            return None
        paid = input_tokens * (self.input_price or 0.0) + output_tokens * (self.output_price or 0.0)
        return paid / 1_000_000


def _url(text: str) -> str:
    name = f"{PREFIX}URL"
    try:
        parts = urlsplit(text)
        parts.port  # noqa: B018 - reading it checks it
    except ValueError as error:
        raise WrongSetting(f"{name} is not a URL: {error}") from error
    if parts.scheme not in ("http", "https") or not parts.hostname:
        raise WrongSetting(f"{name} is not an http or https URL")
    if parts.username is not None or parts.password is not None or parts.query or parts.fragment:
        # Addresses are in messages and in the logs of servers, where no secret may be.
        raise WrongSetting(
            f"{name} holds more than host and path: give the key in {PREFIX}KEY and further fields"
            f" in {PREFIX}OPTIONS"
        )
    path = parts.path.rstrip("/")
    path = path if path.endswith(_PATH) else path + _PATH
    return f"{parts.scheme}://{parts.netloc}{path}"


def _check_key(key: str, url: str) -> None:
    if not key.isascii() or not key.isprintable() or " " in key:
        raise WrongSetting(f"{PREFIX}KEY holds characters that no key has (it is not shown here)")
    parts = urlsplit(url)
    if parts.scheme == "http" and not _is_this_machine(parts.hostname or ""):
        raise WrongSetting(
            f"{PREFIX}URL is not https, so {PREFIX}KEY would be readable on its way: use https, or"
            " leave the key out"
        )


def _is_this_machine(host: str) -> bool:
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return host == "localhost"


def _options(text: str) -> dict[str, Any]:
    name = f"{PREFIX}OPTIONS"
    try:
        given = json.loads(text or "{}")
    except (ValueError, RecursionError) as error:
        raise WrongSetting(f"{name} is not JSON: {error}") from error
    if not isinstance(given, dict):
        raise WrongSetting(f"{name} is not a JSON object")
    if ours := sorted(_OURS.intersection(given)):
        raise WrongSetting(f"{name} cannot set {', '.join(ours)}")
    return {**_OPTIONS, **given}


def _number(
    said: Mapping[str, str], short: str, default: float, *, least: float, whole: bool = False
) -> float:
    text = said[PREFIX + short]
    if not text:
        return default
    try:
        value = float(int(text) if whole else text)
    except ValueError:
        value = math.nan
    if not (least <= value < math.inf):
        kind = "whole number" if whole else "number"
        raise WrongSetting(f"{PREFIX}{short} is not a {kind} of at least {least:g}: {text!r}")
    return value


def _price(said: Mapping[str, str], short: str) -> float | None:
    return _number(said, short, 0.0, least=0.0) if said[PREFIX + short] else None


def _folder(text: str) -> Path | None:
    if text == "off":
        return None
    return Path(text).expanduser() if text else user_cache("openai")
