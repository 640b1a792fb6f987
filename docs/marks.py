"""Puts measured lines into a page of docs/, between two equal marks, and nothing else."""

from __future__ import annotations

import subprocess
from collections.abc import Sequence
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent


def put(page: Path, mark: str, lines: Sequence[str]) -> None:
    """Writes `lines` between the two marks `<!-- mark -->` of the file `page`; SystemExit where the file has no such marks."""
    sign = f"<!-- {mark} -->"
    parts = page.read_text(encoding="utf-8").split(sign)
    if len(parts) != 3:
        raise SystemExit(f"{page}: the mark {sign} must stand in it twice")
    page.write_text(f"{parts[0]}{sign}\n" + "\n".join(lines) + f"\n{sign}{parts[2]}", encoding="utf-8")


def commit() -> str:
    """The short name of the checked-out commit, with "+" where files differ from it."""
    name = subprocess.run(["git", "rev-parse", "--short", "HEAD"], capture_output=True, text=True, cwd=ROOT, check=False).stdout.strip()
    changed = subprocess.run(["git", "status", "--porcelain", "-uno"], capture_output=True, text=True, cwd=ROOT, check=False).stdout
    own = [line for line in changed.splitlines() if not line[3:].startswith("docs/")]
    return name + ("+" if own else "")
