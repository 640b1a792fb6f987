"""The terminal that commands and their usage errors write to."""

from __future__ import annotations

import os
from typing import Any


def console(error: bool = False) -> Any:
    """A rich console; as wide as the terminal, and wide enough for a line to stay whole where the output is piped."""
    from rich.console import Console

    made = Console(stderr=error, highlight=False)
    if not made.is_terminal and "COLUMNS" not in os.environ:
        made.width = 160
    return made
