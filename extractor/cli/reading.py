"""Files read side by side for a command that shows them itself: with a bar on a terminal, a line now and then elsewhere."""

import os
from collections.abc import Iterator, Sequence
from contextlib import closing
from time import perf_counter
from typing import TYPE_CHECKING

from extractor.cli.console import console
from extractor.messages import Speaker

if TYPE_CHECKING:
    from extractor.batch import Failure, Found
    from extractor.pipeline import ExtractedDocument
    from extractor.readers.options import ReadOptions

SECONDS_OF_SILENCE = 10  # a line of progress where there is no terminal to draw a bar on


def read_side_by_side(
    say: Speaker, files: "Sequence[Found]", options: "ReadOptions", jobs: int, doing: str
) -> "Iterator[tuple[Found, str, ExtractedDocument | Failure]]":
    """(file, source, what was extracted or why not) of each document, in whatever order they are done.

    `jobs`: processes, 0 for as many as the machine has cores. `doing`: what the command does, for the bar.
    """
    from rich.progress import BarColumn, MofNCompleteColumn, Progress, SpinnerColumn, TextColumn

    from extractor.batch import extracted_by

    errors = console(error=True)
    columns = (SpinnerColumn(), TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn(), TextColumn("{task.fields[file]}"))
    told, done = perf_counter(), 0
    with Progress(*columns, console=errors, transient=True, disable=not errors.is_terminal) as progress:
        bar = progress.add_task(doing, total=len(files), file=files[0].source if len(files) == 1 else "")
        with closing(extracted_by(files, options, min(jobs or os.cpu_count() or 1, max(1, len(files))))) as found:
            for file, source, result in found:
                if result is not None:
                    yield file, source, result
                    continue
                done += 1
                progress.update(bar, advance=1, file=file.source)
                if not errors.is_terminal and perf_counter() - told >= SECONDS_OF_SILENCE:
                    told = perf_counter()
                    errors.print(say("ingest.so_far", done=done, total=len(files)), soft_wrap=True)
