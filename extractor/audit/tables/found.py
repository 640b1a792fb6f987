"""All relations of a document's tables: told ones first, then those that are found by arithmetic alone and that no told one contradicts."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace

import numpy as np

from extractor.audit.figures import Figure, of_one_kind
from extractor.audit.grades import RatioForm, grade_cells, grade_mean, grade_ratio
from extractor.audit.relations import Candidate
from extractor.audit.tables.cell_formulas import TIE, formula_relations
from extractor.audit.tables.chained import chained
from extractor.audit.tables.columns import ColumnRule, column_rules, formulas, told_columns
from extractor.audit.tables.compared import compared_relations, of_rows_alike
from extractor.audit.tables.downward import settled_down
from extractor.audit.tables.hundred import hundred_relations
from extractor.audit.tables.items import item_relations
from extractor.audit.tables.lines import Lines
from extractor.audit.tables.named import named_rules
from extractor.audit.tables.once import told_once
from extractor.audit.tables.patterns import Kind, Pattern
from extractor.audit.tables.products import product_relations
from extractor.audit.tables.quotients import quotients
from extractor.audit.tables.rated import rated_relations
from extractor.audit.tables.roundings import rounded_off
from extractor.audit.tables.rows import Outline, row_sums
from extractor.audit.tables.search import means, sums
from extractor.audit.tables.shared import TableFigures
from extractor.audit.tables.shares import share_relations
from extractor.audit.tables.sheet import Matrix, Sheet, sheet_of
from extractor.audit.tables.turnovers import turnovers_of
from extractor.audit.tables.widened import widened
from extractor.audit.tables.yearly import parted, yearly_relations
from extractor.lexicon.phrases import TABLES

FORMS: dict[Kind, RatioForm] = {"share": "share", "per": "mean", "growth": "growth", "change": "change"}
MANY_ROWS = 80  # ratios between rows are only looked for in tables with fewer
MANY, FEW, KEPT = 8, 0.1, 0.9975
ASIDE = 0.93  # how sure a tie is of a cell that a formula ties otherwise
MOSTLY = 0.9  # share of a line that formulas compute
FAILS = 4  # sums that break in a column that does not add up, for each that holds there
FEWEST = 4  # rows that a rate must follow in
NEAREST = 12  # columns of amounts that a rate may be of
QUOTIENT = 0.8  # share of a column's figures that must be quotients


def relations_of_tables(tables: TableFigures) -> Iterator[Candidate]:
    """All relations of the document's tables: those that hold and those that do not."""
    layout, places, grids = tables.layout, tables.places, tables.grids
    computed: dict[int, list[Candidate]] = {}
    for number, made in formula_relations(tables.books):
        computed.setdefault(number, []).append(made)
    for number, table in enumerate(layout.tables):
        if number in grids:
            by_formula = computed.get(number, [])
            grid, blocks = parted(grids[number])
            yearly = yearly_relations(grid, blocks, places[number])
            sheet = sheet_of(grid, places[number])
            if sheet is None:
                yield from (*by_formula, *yearly)
            else:
                told = [*by_formula, *(_told(sheet, formulas(layout.document.text, table)) if sheet.values else rated_relations(sheet)), *yearly]
                found = found_in(sheet, frozenset(made.whole.start for made in by_formula if made.whole is not None))
                yield from settled_down(sheet, list(chained(sheet, settled(told, found))))


def _told(sheet: Sheet, written: Sequence[ColumnRule]) -> Iterator[Candidate]:
    """What heads, labels and levels tie. A table of nothing but percentages has only what its figures say."""
    rules = [widened(sheet, rule) for rule in column_rules(sheet, (*written, *named_rules(sheet)))]
    yield from turnovers_of(sheet)
    yield from item_relations(sheet)
    yield from hundred_relations(sheet, Outline(sheet))
    yield from told_columns(sheet, rules)
    yield from row_sums(_amounts(sheet, rules))
    yield from product_relations(sheet)
    yield from share_relations(sheet)
    yield from rated_relations(sheet)


def _amounts(sheet: Sheet, rules: Sequence[ColumnRule]) -> Sheet:
    """The sheet without the columns that are rates of others, told ("4=3/2") or by their figures: rates do not add up."""
    told = {rule.total for rule in rules if rule.kind != "sum"}
    rates = told | {column for column in sheet.values if _is_quotient(sheet, column)}
    return replace(sheet, values=tuple(column for column in sheet.values if column not in rates) or sheet.values) if rates else sheet


def _is_quotient(sheet: Sheet, column: int) -> bool:
    """Whether nearly all figures of a column are one other column in per cent of another, in whatever unit the table gave them."""
    figures = [(row[column], row) for row in sheet.cells]
    rows = [(figure, row) for figure, row in figures if figure is not None and figure.value]
    others = [c for c in sheet.values if c != column][:NEAREST]
    if len(rows) < FEWEST or len(others) < 2:
        return False
    target = np.array([[float(figure.value)] for figure, _ in rows])
    slack = np.array([[0.55 * float(figure.precision)] for figure, _ in rows])
    amounts = np.array([[float(cell.value) if (cell := row[c]) is not None else np.nan for c in others] for _, row in rows])
    with np.errstate(divide="ignore", invalid="ignore"):
        for place in range(len(others)):
            shares = 100 * amounts[:, [place]] / amounts
            # A column in per cent of itself says nothing, nor does one over a number that never changes.
            known = np.isfinite(shares) & (shares != 100) & (shares != 0)
            for base in np.flatnonzero(known.sum(axis=0) >= FEWEST):
                here = known[:, base]
                scale = 10.0 ** np.round(np.log10(np.median(np.abs(target[here, 0] / shares[here, base]))))
                agree = here & (np.abs(shares[:, base] * scale - target[:, 0]) <= slack[:, 0])
                if agree.sum() >= max(FEWEST, QUOTIENT * here.sum()) and len(set(amounts[agree, base])) > 2 and len(set(shares[agree, base])) > 2:
                    return True
    return False


def _closed(matrix: Matrix, computed: frozenset[int]) -> frozenset[int]:
    """Lines whose cells are computed by formulas that are read: nothing is left to be found of them."""
    if not computed:
        return frozenset()
    closed = set()
    for c in range(len(matrix[0]) if matrix else 0):
        figures = [f for row in matrix if (f := row[c]) is not None and f.value]
        if figures and sum(f.start in computed for f in figures) >= MOSTLY * len(figures):
            closed.add(c)
    return frozenset(closed)


def found_in(sheet: Sheet, computed: frozenset[int] = frozenset()) -> Iterator[list[Candidate]]:
    """The relations of each pattern that columns or rows keep. `computed` are the figures that formulas give, by their start."""
    lines = replace(lines_of(sheet.cells, sheet.zero), closed=_closed(sheet.cells, computed))
    patterns = [*sums(lines), *means(lines), *(_turned_round(sheet, made) for made in quotients(_signed(lines, sheet.cells)))]
    for pattern in patterns:
        rated = sheet.rated if pattern.kind == "sum" else frozenset()
        yield from _told_of([of_rows_alike(sheet.cells, _group(sheet.cells, sheet.zero, pattern, "column_found", rated))])
    yield from compared_relations(sheet)
    made = frozenset(p.whole for p in patterns if not p.broken)
    # Over the rows quotients of columns make nothing; what is made of rates and products of rows holds of amounts alone.
    added = [c for c in range(sheet.grid.columns) if sheet.adds(c)]
    matrix, zero = _turned(sheet, added)
    lines = replace(lines_of(matrix, zero, frozenset(n for n, c in enumerate(added) if c in made)), closed=_closed(matrix, computed))
    patterns = [*sums(lines), *means(lines)]
    yield from _told_of(_adding([_meant(sheet, pattern, _group(matrix, zero, pattern, "row_found")) for pattern in patterns]))
    if lines.count >= MANY_ROWS:
        return
    levels = [c for c in added if sheet.level(c)]
    amounts, empty = _turned(sheet, levels)
    of_levels = replace(lines_of(amounts, empty, frozenset(n for n, c in enumerate(levels) if c in made)), closed=lines.closed)
    yield from _told_of([_group(amounts, empty, pattern, "row_found") for pattern in quotients(_signed(of_levels, amounts))])
    if not computed:
        yield from told_once(lines, matrix, zero, patterns)


def _turned_round(sheet: Sheet, made: Pattern) -> Pattern:
    """c = 100 × a : b where b holds percentages and c does not: b is what c has of a."""
    part, base = made.parts[0], made.parts[-1]
    if made.kind == "share" and sheet.of_percent(base) and not sheet.of_percent(made.whole) and not sheet.of_percent(part):
        return replace(made, whole=base, parts=(part, made.whole))
    return made


def _turned(sheet: Sheet, columns: Sequence[int]) -> tuple[Matrix, list[list[bool]]]:
    """The cells of columns, and which of them are zero, column by column."""
    return [[cells[c] for cells in sheet.cells] for c in columns], [[zero[c] for zero in sheet.zero] for c in columns]


# The relations that a pattern ties, with the number of the line of each.
Group = list[tuple[int, Candidate]]


def _group(matrix: Matrix, zero: Sequence[Sequence[bool]], pattern: Pattern, tie: str, rated: frozenset[int] = frozenset()) -> Group:
    """The relations of all cells that a pattern ties; none that breaks it in the lines `rated`."""
    found = ((i, _relation(matrix[i], zero[i], pattern, tie)) for i in range(len(matrix)))
    return [(i, made) for i, made in found if made is not None and (made.verdict.holds or i not in rated)]


def _meant(sheet: Sheet, pattern: Pattern, group: Group) -> Group:
    """A row in the middle of prices is nearly their mean by chance: what misses it by a last digit or two is asked after only where the row calls itself one."""
    if pattern.kind != "mean" or TABLES.mean_name.search(sheet.grid.rows[pattern.whole].label or ""):
        return group
    return [(i, made) for i, made in group if made.verdict.holds or made.whole is None or abs(made.verdict.expected - made.verdict.actual) > 2 * made.whole.precision]


def _adding(groups: Sequence[Group]) -> list[Group]:
    """The groups without what breaks in columns in which nearly all of it does: these do not add up (rates, means, prices)."""
    held, broken = (Counter(i for group in groups for i, made in group if made.verdict.holds is holds) for holds in (True, False))
    return [[(i, made) for i, made in group if made.verdict.holds or broken[i] < FAILS or held[i] * FAILS >= broken[i]] for group in groups]


def _told_of(groups: Iterable[Group]) -> Iterator[list[Candidate]]:
    return (rounded_off([made for _, made in group]) for group in groups if group)


def lines_of(matrix: Matrix, zero: Sequence[Sequence[bool]], made: frozenset[int] = frozenset()) -> Lines:
    """The figures as numbers, "-" as zero; X/Y and ranges are none."""
    shape = (len(matrix), len(matrix[0]) if matrix else 0)
    values, units = np.full(shape, np.nan), np.ones(shape)
    for i, row in enumerate(matrix):
        for c, figure in enumerate(row):
            if figure is not None and figure.total is None:
                values[i, c], units[i, c] = float(figure.value), float(figure.precision)
            elif zero[i][c]:
                values[i, c] = 0.0
    return Lines(values, units, made)


def _signed(lines: Lines, matrix: Matrix) -> Lines:
    """The lines with falls below zero: a column of rises and falls ("-31,2", "70,3") is one of changes."""
    falls = [(i, c) for i, row in enumerate(matrix) for c, figure in enumerate(row) if figure is not None and _falls(figure)]
    if not falls:
        return lines
    values = lines.values.copy()
    for i, c in falls:
        values[i, c] = -values[i, c]
    return replace(lines, values=values)


def _falls(figure: Figure) -> bool:
    return figure.change and figure.role == "decrease" and figure.total is None and figure.value > 0


def _relation(cells: Sequence[Figure | None], zero: Sequence[bool], pattern: Pattern, tie: str) -> Candidate | None:
    """The relation of one row (or column) that a pattern ties; None where a cell of it is empty."""
    whole = cells[pattern.whole]
    parts = [cells[p] for p in pattern.parts]
    if (
        whole is None
        or whole.total is not None
        or any(p is None and not zero[c] for p, c in zip(parts, pattern.parts, strict=True))
    ):
        return None
    known = tuple(p for p in parts if p is not None and p.total is None)
    if pattern.kind != "per" and not of_one_kind((*known, whole) if pattern.kind in ("sum", "mean") else known):
        return None
    prior = sure(pattern)
    if pattern.kind in ("sum", "mean"):
        if not known or (pattern.kind == "mean" and len(known) < len(parts)):
            return None
        verdict = grade_cells(known, whole) if pattern.kind == "sum" else grade_mean(known, whole)
        if (len(known) < 2 and verdict.holds) or (not verdict.holds and not whole.value and pattern.held < FEWEST):
            return None  # a nought that nobody filled in
        return Candidate(pattern.kind, known, whole, tie, verdict, table=True, prior=prior)
    form = FORMS[pattern.kind]
    if _falls(whole):
        if form != "growth":
            return None
        form = "reduction"
    made = grade_ratio(form, known[0], known[1], whole) if len(known) == 2 else None
    if made is not None and not made.holds and not all(p.value for p in known):
        return None  # a nought that nobody filled in says nothing of the rate beside it
    return Candidate("ratio", known, whole, tie, made, form=form, table=True, prior=prior) if made is not None else None


def sure(pattern: Pattern) -> float:
    """How sure a pattern is: what its cells leave to chance, and the share of them that keep it."""
    chance = 2.0 ** -min(40.0, max(0.0, pattern.bits) + 3)
    rate = (pattern.held + 0.5) / (pattern.held + pattern.broken + 0.51)
    if pattern.held >= MANY and pattern.broken <= FEW * pattern.held:
        # So many cells keep it that one which does not is asked after whatever its figure.
        rate = max(rate, KEPT)
    return float((1 - chance) * rate)


def settled(told: Sequence[Candidate], found: Iterable[list[Candidate]]) -> Iterator[Candidate]:
    """The told relations, and those of found patterns that say something of other figures, or of the same ones better."""
    by_whole: dict[int, list[Candidate]] = {}
    computed = {made.whole.start for made in told if made.tie == TIE and made.whole is not None}
    first: dict[frozenset[tuple[int, int]], Candidate] = {}
    for made in told:
        otherwise = made.whole is not None and made.whole.start in computed and made.tie != TIE
        if otherwise and (made.prior is None or made.prior > ASIDE):
            made = replace(made, prior=ASIDE)  # its author computed it otherwise
        if first.setdefault(made.key, made) is made and made.whole is not None:
            by_whole.setdefault(made.whole.start, []).append(made)
    told = [made for made in first.values() if not _explained(made, by_whole)]
    keys = {made.key for made in told}
    dropped: set[int] = set()
    kept: list[Candidate] = []
    for group in found:
        new = [made for made in group if made.key not in keys and not (made.whole is not None and made.whole.start in computed)]  # a quotient of a told product is the same tie
        rivals = [rival for made in new for rival in _rivals(made, by_whole)]
        if rivals and sum(r.verdict.holds for r in rivals) >= sum(made.verdict.holds for made in new):
            new = [made for made in new if not _rivals(made, by_whole)]
        else:
            dropped.update(id(r) for r in rivals)
        keys.update(made.key for made in new)
        kept += new
    yield from (made for made in told if id(made) not in dropped)
    yield from kept


def _explained(made: Candidate, by_whole: dict[int, list[Candidate]]) -> bool:
    """It does not agree, while another reading of its whole does that takes in all its parts and more."""
    if made.verdict.holds or made.kind != "sum" or made.whole is None:
        return False
    parts = {p.start for p in made.parts}
    return any(other.verdict.holds and other.kind == "sum" and parts < {p.start for p in other.parts} for other in by_whole.get(made.whole.start, ()))


def _rivals(made: Candidate, by_whole: dict[int, list[Candidate]]) -> list[Candidate]:
    """Told relations of the same result that read its parts otherwise."""
    assert made.whole is not None
    parts = {p.start for p in made.parts}
    return [
        other
        for other in by_whole.get(made.whole.start, ())
        if other.kind == made.kind and parts & {p.start for p in other.parts}
    ]
