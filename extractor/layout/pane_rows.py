"""Rows of pane tables whose converter wrote every cell: each row opens with a pipe, and each of its cells, filled or empty, closes with one.

The number of columns is told by the row that numbers them or by the commonest length of rows; then the cheapest way to cut the tokens into rows is
looked for: full rows cost nothing, short ones (merged cells were dropped) and cells at a place that is not theirs do. Linear in tokens times columns.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, replace

from extractor.layout.heads import LEVELS, placed_heads
from extractor.layout.pane_tokens import Run, Token
from extractor.layout.table_words import NUMERIC, ORDINAL, Cells, Rows, is_data, is_numbering, plain

MOST_COLUMNS = 40
LONGEST_ORDINAL = 12  # characters
SHORT, EMPTY, STRANGE, LEFT = 3.0, 2.0, 1.5, 1.0  # what a short row, an empty one, a cell out of place and a token behind the table cost
OPENING = 4.0  # what an ordinal and a name cost that do not open a row
LETTERS = 4  # of a name
FULL = 0.85  # share of the rows of a body that must be full
FEWEST = 3  # full rows


@dataclass(frozen=True, slots=True)
class Cut:
    """Tokens cut into rows of at most `columns` cells; `numbering` is the row that numbers the columns; `used` the token behind the last row."""

    rows: Rows
    columns: int
    numbering: int | None
    used: int


def cut_rows(text: str, tokens: Sequence[Token], runs: Sequence[Run]) -> Cut | None:
    """The rows of tokens that keep the grammar, None where they do not."""
    if not tokens or tokens[0] is not None:
        return None
    return _under_three_heads(text, tokens, runs) or _offered(text, tokens, runs)


def _under_three_heads(text: str, tokens: Sequence[Token], runs: Sequence[Run]) -> Cut | None:
    """The rows under three rows of heads whose joined cells left out what they cover: each of these is a run, and they fit over the columns of the body.

    Cut with the rest, two of them would make one row of the right length with an empty cell in it.
    """
    words = [[plain(text, cell) for cell in run.cells] for run in runs[: LEVELS + 2]]
    count = next((n for n, row in enumerate(words) if is_data(row) or is_numbering(row)), 0)
    if count != LEVELS or len(runs) < count + FEWEST:
        return None
    start = runs[count - 1].used + 1
    body = _offered(text, tokens[start:], [replace(run, used=run.used - start) for run in runs[count:]])
    if body is None or not all(1 < len(row) < body.columns for row in words[:count]):
        return None
    levels = [list(run.cells) for run in runs[:count]]
    placed = placed_heads(text, levels, body.columns, body.rows)
    if placed is None or placed.told <= 0:
        return None
    return Cut([*levels, *body.rows], body.columns, None if body.numbering is None else body.numbering + count, body.used + start)


def _offered(text: str, tokens: Sequence[Token], runs: Sequence[Run]) -> Cut | None:
    numbered = next((len(run.cells) for run in runs[:6] if is_numbering([plain(text, cell) for cell in run.cells])), None)
    sizes = Counter(len(run.cells) for run in runs)
    offers = [numbered] if numbered is not None else sorted((n for n, seen in sizes.items() if seen >= 2), reverse=True)[:3]
    for columns in offers:
        if not 2 <= columns <= MOST_COLUMNS:
            continue
        made = _cut(text, tokens, columns, numbered is not None)
        if made is not None:
            return made
    return None


def _cut(text: str, tokens: Sequence[Token], columns: int, numbered: bool) -> Cut | None:
    words = [None if token is None else plain(text, token) for token in tokens]
    opens = [_opens(words, at) for at in range(len(words))]
    best: list[tuple[float, int] | None] = [None] * (len(tokens) + 1)  # cost of the rows up to a token, and where the last of them began
    best[0] = (0.0, -1)
    for start in range(len(tokens)):
        here = best[start]
        if here is None or tokens[start] is not None:
            continue
        at, cost, filled = start + 1, 0.0, False
        for column in range(columns):
            if at < len(tokens) and tokens[at] is not None:
                cost += OPENING if column and opens[at] else _strange(words[at] or "", column)
                filled = filled or bool(words[at])
                at += 1
            if at >= len(tokens) or tokens[at] is not None:
                break
            at += 1
            full = column == columns - 1
            whole = here[0] + cost + (0.0 if full else SHORT) + (0.0 if filled else EMPTY)
            known = best[at]
            if known is None or whole < known[0]:
                best[at] = (whole, start)
    ends = [(found[0] + LEFT * (len(tokens) - at), at) for at, found in enumerate(best) if found is not None and at]
    if not ends:
        return None
    _, used = min(ends)
    places: list[tuple[int, int]] = []
    at = used
    while at > 0:
        found = best[at]
        assert found is not None
        places.append((found[1], at))
        at = found[1]
    rows = [_cells(tokens, words, a, b) for a, b in reversed(places)]
    numbering = next((n for n, row in enumerate(rows[:6]) if is_numbering([plain(text, cell) for cell in row])), None) if numbered else None
    body = rows[(numbering + 1) if numbering is not None else 1 :]
    full_rows = sum(len(row) == columns for row in body)
    if full_rows < FEWEST or full_rows < FULL * len(body) or (numbered and numbering is None):
        return None
    return Cut(rows, columns, numbering, used)


def _cells(tokens: Sequence[Token], words: Sequence[str | None], start: int, end: int) -> list[Cells]:
    """The cells between the pipe at `start` and the one before `end`, empty ones (and those of blanks alone) as none."""
    row: list[Cells] = []
    cell: Cells = ()
    for token, said in zip(tokens[start + 1 : end], words[start + 1 : end], strict=True):
        if token is None:
            row.append(cell)
            cell = ()
        elif said:
            cell = token
    return row


def _opens(words: Sequence[str | None], at: int) -> bool:
    """Whether the cell at a token looks like the first one of a row: an ordinal behind two pipes, and a name behind it."""
    said = words[at]
    if not said or at < 2 or at + 2 >= len(words) or words[at - 1] is not None or words[at - 2] is not None or words[at + 1] is not None:
        return False
    name = words[at + 2]
    return ORDINAL.fullmatch(said) is not None and name is not None and sum(c.isalpha() for c in name) >= LETTERS


def _strange(words: str, column: int) -> float:
    """What a cell costs at the place of an ordinal or of a name."""
    if column == 0 and words and not ORDINAL.fullmatch(words) and len(words) > LONGEST_ORDINAL:
        return STRANGE
    if column == 1 and words and NUMERIC.fullmatch(words):
        return STRANGE
    return 0.0
