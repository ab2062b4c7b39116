"""Where what can be made again is kept for a user."""

from __future__ import annotations

import os
from pathlib import Path


def user_cache(name: str) -> Path | None:
    """A folder of ours in the user's cache folder, as the XDG base directory specification has it.

    None for a user without a home.
    """
    try:
        base = Path(os.environ.get("XDG_CACHE_HOME") or Path.home() / ".cache")
    except RuntimeError:
        return None
    return base / "diplograph" / name
