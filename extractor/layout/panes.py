"""Tables in panes: one cell between lines that hold only `|`, as converters of legal databases write them.

A row opens and closes with a pipe, so one pipe parts two cells, and two pipes are a row's end or an empty cell. What they are is told by the
number of columns and by the ordinals in front: tokens → runs (cells that single pipes join) → groups (the runs under one ordinal) → rows.
A converter drops the cells that a merged cell covers: short rows are set right, and heads of two levels get their spans back.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from extractor.document import Cell, Table
from extractor.layout.heads import FIGURES, cells_of_heads, short_heads
from extractor.layout.lines import Line
from extractor.layout.pane_rows import Cut, cut_rows
from extractor.layout.pane_tokens import Run, one_table, runs_of, tokens_of
from extractor.layout.table_words import NUMERIC, ORDINAL, ORDINAL_HEAD, Cells, Region, Rows, header_rows, is_numbering, plain
from extractor.lexicon.phrases import LAYOUT


def panes(text: str, lines: Sequence[Line], first: int) -> Region | None:
    """The table that opens at line `first`, None where it is none."""
    tokens, ends, index = tokens_of(text, lines, first)
    tokens, ends = one_table(text, tokens, ends)
    # A table ends with a pipe: what was read after the last one is text.
    while tokens and tokens[-1] is not None:
        tokens.pop()
        ends.pop()
    runs = runs_of(tokens)
    if not runs:
        return None
    start = lines[first].start
    head_cells: list[list[Cell]] = []
    heads: int | None = None
    cut = cut_rows(text, tokens, runs)
    starts = _starts(text, runs) if cut is None and ORDINAL_HEAD.fullmatch(plain(text, runs[0].cells[0])) else []
    if cut is not None:
        rows, heads, head_cells, used = _written_out(text, cut)
    elif starts:
        rows, heads, head_cells, used = _ordered(text, runs, starts)
    else:
        rows, used = _loose(runs)
    while used < len(tokens) and tokens[used] is None:
        used += 1
    last = ends[used - 1] if used else index
    if not rows or last <= first:
        return None
    end = lines[last - 1].end
    words = [plain(text, spans) for row in rows for spans in row]
    letterhead = (len(rows) <= 4 and any(LAYOUT.state_lines.search(word) for word in words)) or max(len(row) for row in rows) < 2
    if heads is None:
        heads = header_rows(text, rows)
        head_cells = (short_heads(text, rows, heads) if heads > 1 else None) or []
    columns = max(len(row) for row in rows)
    cells = [Cell(r, c, spans) for r, row in enumerate(rows) for c, spans in enumerate(row) if r >= len(head_cells)]
    cells = [*(cell for level in head_cells for cell in level), *cells]
    return Region(first, last, Table(start, end, tuple(cells), len(rows), columns, heads), letterhead)


def _written_out(text: str, cut: Cut) -> tuple[Rows, int, list[list[Cell]], int]:
    """Rows, number of head rows, the cells of the head with their spans, and the token behind a table whose cells are all written."""
    count = cut.numbering if cut.numbering is not None else header_rows(text, cut.rows)
    levels, body = cut.rows[:count], cut.rows[count + (cut.numbering is not None) :]
    if cut.numbering is None and count > 1:
        # A section of the body right below the heads: a row of its own, or what stands behind the empty cell that its short row left.
        filled = [spans for spans in levels[-1] if spans]
        if len(filled) == 1:
            levels, body = levels[:-1], [levels[-1], *body]
        elif len(levels[-1]) < cut.columns and not levels[-1][-2]:
            levels, body = [*levels[:-1], levels[-1][:-2]], [[levels[-1][-1]], *body]
    rows = [_total(text, _placed(text, _spread(text, row, cut.columns), cut.columns, last=False), body) for row in body]
    if len(levels) > 1 and all(len(level) == cut.columns for level in levels):
        head_cells = [[Cell(r, c, spans) for c, spans in enumerate(level)] for r, level in enumerate(levels)]
    else:
        head_cells = cells_of_heads(text, levels, cut.columns, rows)
    if cut.numbering is not None:
        head_cells.append([Cell(len(head_cells), c, spans) for c, spans in enumerate(cut.rows[count])])
    filler: Rows = [[() for _ in range(cut.columns)] for _ in head_cells]
    return [*filler, *rows], len(head_cells), head_cells, cut.used


# -- rows under ordinals -------------------------------------------------------------------------------------------------------------


class Ordinals:
    """Tells ordinals from figures and words: each must go on from those before it, or begin again."""

    def __init__(self) -> None:
        self.last: dict[object, tuple[int, ...]] = {}

    def take(self, words: str) -> bool:
        """Whether `words` is the next ordinal; remembers it if so."""
        mark = words.strip(" .)(*")
        if words.strip() in ("-", "–", "+", "•"):
            return bool(self.last)
        if not mark or not ORDINAL.fullmatch(words):
            return False
        parts = mark.split(".")
        if all(part.isdecimal() for part in parts):
            return self._numbers(tuple(map(int, parts)))
        if len(parts) > 1:
            return bool(self.last)
        roman = _roman(mark)
        if roman is not None and self._goes_on("roman", roman):
            return True
        return len(mark) == 1 and self._goes_on(
            "upper" if mark.isupper() else "lower", "aăâbcdđeêghiklmnoôơpqrstuưvxy".find(mark.lower()) + 1
        )

    def _goes_on(self, kind: str, value: int) -> bool:
        before = self.last.get(kind, (0,))[0]
        if value != 1 and not before < value <= before + 3:
            return False
        self.last[kind] = (value,)
        return True

    def _numbers(self, numbers: tuple[int, ...]) -> bool:
        before = self.last.get(len(numbers))
        follows = before is not None and numbers[:-1] == before[:-1] and before[-1] < numbers[-1] <= before[-1] + 2
        above = self.last.get(len(numbers) - 1)
        begins = numbers[-1] == 1 or (numbers[-1] == 2 and (before is None or above == numbers[:-1]) and len(numbers) > 1)
        if not follows and not begins:
            return False
        self.last[len(numbers)] = numbers
        return True


def _roman(mark: str) -> int | None:
    values = [{"I": 1, "V": 5, "X": 10, "L": 50, "C": 100}.get(c) for c in mark]
    if not values or None in values:
        return None
    total = 0
    for value, following in zip(values, [*values[1:], 0], strict=True):
        assert value is not None and following is not None
        total += -value if value < following else value
    return total


def _starts(text: str, runs: Sequence[Run]) -> list[int]:
    """The runs that open a row with an ordinal, and a lone text right above the first of them: a section of the body."""
    ordinals = Ordinals()
    starts = [n for n, run in enumerate(runs) if n and _opens(text, run, ordinals)]
    if starts and starts[0] > 1 and len(runs[starts[0] - 1].cells) == 1:
        return [starts[0] - 1, *starts]
    return starts


def _ordered(text: str, runs: Sequence[Run], starts: Sequence[int]) -> tuple[Rows, int, list[list[Cell]], int]:
    """Rows, number of head rows, the cells of the head with their spans, and the token behind the table."""
    heads = list(runs[: starts[0]])
    numbering = next((len(run.cells) for run in heads if is_numbering([plain(text, c) for c in run.cells])), None)
    levels = [run for run in heads if not is_numbering([plain(text, c) for c in run.cells])]
    most = numbering or sum(len(run.cells) for run in levels) - (len(levels) - 1)
    groups = [runs[a:b] for a, b in zip(starts, [*starts[1:], len(runs)], strict=True)]
    columns = numbering or (most if len(levels) == 1 else _columns(groups, most))
    rows: Rows = []
    used = heads[-1].used if heads else 0
    for position, group in enumerate(groups):
        closing = groups[position + 1][0].gap if position + 1 < len(groups) else 2
        made, used, stop = _group_rows(text, group, closing, columns, last=position + 1 == len(groups))
        rows.extend(made)
        if stop:
            break
    rows = [_total(text, row, rows) for row in rows]
    head_cells = cells_of_heads(text, [run.cells for run in levels], columns, rows)
    filler: Rows = [[() for _ in range(columns)] for _ in head_cells]
    return [*filler, *rows], len(head_cells), head_cells, used


def _opens(text: str, run: Run, ordinals: Ordinals) -> bool:
    if run.gap < 2:
        return False
    words = plain(text, run.cells[0])
    if words in ("-", "–", "+") and (len(run.cells) < 2 or NUMERIC.fullmatch(plain(text, run.cells[1]))):
        return False
    if is_numbering([plain(text, cell) for cell in run.cells]) and len(run.cells) > 3:
        return False
    return ordinals.take(words)


def _columns(groups: Sequence[Sequence[Run]], most: int) -> int:
    """How many columns the rows have: the commonest size of a group that is no more than the head allows, else that of first runs."""
    totals: Counter[int] = Counter()
    firsts: Counter[int] = Counter()
    for position, group in enumerate(groups):
        closing = groups[position + 1][0].gap if position + 1 < len(groups) else 2
        total = sum(len(run.cells) for run in group) + sum(run.gap - 1 for run in group[1:]) + max(0, closing - 2)
        totals[total] += 1
        firsts[len(group[0].cells) + (max(0, closing - 2) if len(group) == 1 else 0)] += 1
    for counts in (totals, firsts):
        fitting = {size: seen for size, seen in counts.items() if 2 <= size <= most}
        if fitting and sum(fitting.values()) * 2 >= sum(counts.values()):
            often = [size for size, seen in fitting.items() if seen >= max(2, 0.15 * sum(fitting.values()))]
            return max(often) if often else max(fitting, key=lambda size: (fitting[size], size))
    fitting = {size: seen for size, seen in [*totals.items(), *firsts.items()] if 2 <= size <= most}
    return max(fitting, key=lambda size: (fitting[size], size)) if fitting else max(2, most)


def _group_rows(text: str, group: Sequence[Run], closing: int, columns: int, *, last: bool) -> tuple[Rows, int, bool]:
    """The rows of one group; `closing` pipes stand behind it. The third value is true where the table ended inside the group."""
    total = sum(len(run.cells) for run in group) + sum(run.gap - 1 for run in group[1:]) + max(0, closing - 2)
    rows: Rows = []
    row: list[Cells] = []
    used = group[0].used
    for position, run in enumerate(group):
        following = group[position + 1].gap if position + 1 < len(group) else closing
        if position:
            length = len(row)
            full = total > columns and length + run.gap - 2 >= columns
            if full or LAYOUT.total_row.match(plain(text, run.cells[0])):
                row.extend(() for _ in range(run.gap - 2))
                rows.append(_placed(text, row, columns, last=False))
                own = len(run.cells) + max(0, following - 2)
                single = len(run.cells) == 1 and not NUMERIC.fullmatch(plain(text, run.cells[0]))
                offset = columns - own if not single and 0 < columns - own <= 4 else 0
                row = [() for _ in range(offset)]
            else:
                row.extend(() for _ in range(run.gap - 1))
        if last and len(row) + len(run.cells) > columns:
            # A full row closed with one pipe: what follows is text below the table.
            keep = max(1, columns - len(row))
            row.extend(run.cells[:keep])
            used = run.used - 2 * (len(run.cells) - keep)
            rows.append(_placed(text, row, columns, last=True))
            return rows, used, True
        row.extend(run.cells)
        used = run.used
    row.extend(() for _ in range(max(0, min(closing - 2, columns - len(row)))))
    rows.append(_placed(text, row, columns, last=last))
    return rows, used, False


def _placed(text: str, row: list[Cells], columns: int, *, last: bool) -> list[Cells]:
    """A row at its full width: a short one with figures lost cells to a merged one before them, so its end stands at the right."""
    missing = columns - len(row)
    if missing <= 0:
        return row
    figures = [n for n, spans in enumerate(row) if n >= 2 and NUMERIC.fullmatch(plain(text, spans))]
    if figures and len(row) >= 3 and not last and missing >= 2:
        return [*row[:2], *(() for _ in range(missing)), *row[2:]]
    return [*row, *(() for _ in range(missing))]


def _spread(text: str, row: list[Cells], columns: int) -> list[Cells]:
    """A short row that opens with words and goes on with figures ("Tổng số | 1.204 | 86"): its name reaches over the cells that are missing."""
    if not 2 <= len(row) < columns:
        return row
    name, figure = plain(text, row[0]), plain(text, row[1])
    if not name or ORDINAL.fullmatch(name) or not NUMERIC.fullmatch(figure):
        return row
    return [row[0], *(() for _ in range(columns - len(row))), *row[1:]]


def _total(text: str, row: list[Cells], rows: Rows) -> list[Cells]:
    """A closing row ("Tổng cộng" and its sums) whose merged cells were dropped: its figures stand under the last columns of figures."""
    filled = [spans for spans in row if spans]
    if len(filled) < 2 or len(filled) * 2 > len(row) or not LAYOUT.total_row.match(plain(text, filled[0])):
        return row
    columns = [
        c
        for c in range(1, len(row))
        if sum(c < len(r) and bool(FIGURES.fullmatch(plain(text, r[c]))) for r in rows) * 2 > len(rows) / 2
    ]
    sums = filled[1:]
    if len(columns) < len(sums) or not all(FIGURES.fullmatch(plain(text, spans)) for spans in sums):
        return row
    placed: list[Cells] = [filled[0], *(() for _ in range(len(row) - 1))]
    for column, spans in zip(columns[-len(sums) :], sums, strict=True):
        placed[column] = spans
    return placed


# -- rows without ordinals -----------------------------------------------------------------------------------------------------------


def _loose(runs: Sequence[Run]) -> tuple[Rows, int]:
    """Every run is a row, with its empty cells at the end; what follows a full row behind a single pipe is text."""
    rows: Rows = []
    used = 0
    width = len(runs[0].cells)
    sizes = Counter(len(run.cells) for run in runs)
    columns = max([width, *(size for size, seen in sizes.items() if seen >= 2)])
    for position, run in enumerate(runs):
        if position and run.gap == 0:
            break
        if (
            position
            and run.gap >= 2
            and len(rows[-1]) + run.gap - 2 < columns
            and len(rows[-1]) + run.gap - 1 + len(run.cells) <= columns
        ):
            rows[-1].extend(() for _ in range(run.gap - 1))
            rows[-1].extend(run.cells)
        else:
            if position:
                rows[-1].extend(() for _ in range(min(run.gap - 2, max(0, columns - len(rows[-1])))))
            if len(run.cells) > columns:
                rows.append(list(run.cells[:columns]))
                used = run.used - 2 * (len(run.cells) - columns)
                break
            rows.append(list(run.cells))
        used = run.used
    return rows, used
