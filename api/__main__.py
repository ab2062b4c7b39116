"""``python -m diplograph`` is the command ``diplograph``."""

from __future__ import annotations

import sys

from diplograph.cli import main

if __name__ == "__main__":
    sys.exit(main())
