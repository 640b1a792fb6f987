"""What `trichyeu ingest --refresh` tells: records gained, lost and changed, a row a document or a line a record."""

from __future__ import annotations

import json
import sys
from collections import Counter
from collections.abc import Sequence
from typing import TYPE_CHECKING

from extractor.batch.changes import KINDS, counts
from extractor.cli.console import console
from extractor.messages import Speaker

if TYPE_CHECKING:
    from extractor.batch import Result


def lines(results: Sequence[Result]) -> None:
    """A line of JSON for every record that changed, in the order of the documents."""
    for result in sorted(results, key=lambda one: one.source):
        for change in result.changes or ():
            sys.stdout.write(json.dumps(change.row, ensure_ascii=False) + "\n")


def table(say: Speaker, results: Sequence[Result]) -> None:
    """A row for every document in which something changed, and the sum."""
    from rich.table import Table
    from rich.text import Text

    again = sorted((result for result in results if result.changes is not None), key=lambda one: one.source)
    total: Counter[str] = Counter()
    shown = Table(title=say("refresh.title"), title_justify="left", title_style="bold")
    shown.add_column(say("column.file"), overflow="fold")
    for kind in KINDS:
        shown.add_column(say(f"column.{kind}"), justify="right")
    for result in again:
        own = counts(result.changes or ())
        total.update(own)
        if any(own.values()):
            shown.add_row(Text(result.source), *(str(own[kind]) for kind in KINDS))
    out = console()
    if shown.row_count:
        out.print(shown)
        out.print(say("refresh.sum", n=len(again), **{kind: total[kind] for kind in KINDS}), markup=False)
    else:
        out.print(say("refresh.none", n=len(again)), markup=False)
