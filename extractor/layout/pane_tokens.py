"""The tokens of pane tables: pipes and cells, and the runs of cells that single pipes join."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from extractor.document import Span
from extractor.layout.lines import Line
from extractor.layout.table_words import ORDINAL_HEAD, Cells, plain, trim
from extractor.lexicon.phrases import LAYOUT

Token = Cells | None  # None is a pipe


@dataclass(frozen=True, slots=True)
class Run:
    """Cells that single pipes join; `gap` pipes stand before it, `used` is the token behind it."""

    gap: int
    cells: tuple[Cells, ...]
    used: int


def tokens_of(text: str, lines: Sequence[Line], first: int) -> tuple[list[Token], list[int], int]:
    """Pipes and cells from line `first` on; for each the line after it; and the line at which reading stopped."""
    tokens: list[Token] = []
    ends: list[int] = []
    cell: list[Span] = []
    index = first
    while index < len(lines):
        line = lines[index]
        raw = text[line.start : line.end]
        stripped = raw.strip()
        if stripped == "|":
            if cell:
                tokens.append(tuple(cell))
                ends.append(index)
                cell = []
            tokens.append(None)
            ends.append(index + 1)
        elif stripped.endswith(" |") or (stripped.endswith("|") and not stripped.startswith("|")):
            cell.extend(trim(text, line.start, line.start + raw.rfind("|")))
            tokens.append(tuple(cell))
            tokens.append(None)
            ends.extend((index, index + 1))
            cell = []
        elif stripped.startswith("| ") and stripped.count("|") == 1:
            if cell:
                tokens.append(tuple(cell))
                ends.append(index)
            tokens.append(None)
            ends.append(index)
            cell = list(trim(text, line.start + raw.find("|") + 1, line.end))
        elif not stripped:
            if not cell and (tokens and tokens[-1] is None) and not _pipe_within(text, lines, index, 4):
                break
        else:
            if not _pipe_within(text, lines, index, 40):
                break
            cell.extend(trim(text, line.start, line.end))
        index += 1
    return tokens, ends, index


def _pipe_within(text: str, lines: Sequence[Line], index: int, count: int) -> bool:
    for line in lines[index : index + count]:
        stripped = text[line.start : line.end].strip()
        if stripped == "|" or stripped.endswith(" |"):
            return True
    return False


def one_table(text: str, tokens: list[Token], ends: list[int]) -> tuple[list[Token], list[int]]:
    """Cuts the tokens where another table opens: a text and its head ("Bảng 2 …", "STT") follow the last pipe without a blank line."""
    cells = 0
    for number, token in enumerate(tokens):
        if token is None:
            continue
        words = plain(text, token)
        if cells and ORDINAL_HEAD.fullmatch(words):
            # The cell before the head is the next table's title, unless it closed a row of its own.
            stop = number - 2 if number >= 2 and tokens[number - 1] is None and tokens[number - 2] is not None else number - 1
            return tokens[:stop], ends[:stop]
        if cells >= 2 and LAYOUT.receivers.match(plain(text, next(t for t in tokens if t is not None))):
            return tokens[:number], ends[:number]
        cells += 1
    return tokens, ends


def runs_of(tokens: Sequence[Token]) -> list[Run]:
    runs: list[Run] = []
    cells: list[Cells] = []
    gap = pipes = used = 0
    for number, token in enumerate(tokens):
        if token is None:
            pipes += 1
            continue
        if cells and pipes != 1:
            runs.append(Run(gap, tuple(cells), used))
            cells, gap = [], pipes
        elif not cells:
            gap = pipes
        cells.append(token)
        pipes, used = 0, number + 1
    if cells:
        runs.append(Run(gap, tuple(cells), used))
    return runs
