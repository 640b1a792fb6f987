"""Columns of a table that are sums, differences or shares of others, where the heads say so ("Tổng", "4=3/1").

A rule is believed when nearly all rows confirm it; the rows that break it are the findings. What no head says is `search`'s work.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from functools import reduce

import regex

from extractor.audit.figures import Figure
from extractor.audit.grades import RatioForm, Verdict, grade_cells, grade_ratio, slip_explains_sum
from extractor.audit.intervals import EXACT, ZERO
from extractor.audit.relations import Candidate
from extractor.audit.tables.roundings import rounded_off
from extractor.audit.tables.sheet import DIGITS, Sheet
from extractor.audit.vocabulary import vocabulary
from extractor.document import Table
from extractor.layout.table_words import plain
from extractor.lexicon.phrases import LAYOUT, TABLES

MOST = 0.9  # share of the rows that confirm a rule of columns
MANY, SOME = 6, 3  # rows that keep what the head says, and so many times those that break it: more than chance makes
LOOK = 24  # rows of a first look
FALLS = "-−–"
OPEN = 0.5  # how sure a sum is of which the heads name some parts
REST, SOME_LEFT = 3, 0.36  # rows that have more than those parts, and how sure it is then that one of them should not
BLANKS = 3  # rows with an empty part that say that it is zero


@dataclass(frozen=True, slots=True)
class ColumnRule:
    """`total` is the sum of `parts` (kind "sum"), or the share of parts[0] in the sum of the others ("ratio", "growth")."""

    kind: str
    total: int
    parts: tuple[int, ...]
    told: bool  # the heads say so
    written: bool = False  # as a formula
    by_name: bool = False  # by the names of both columns ("TH/KH")
    changes: bool = False  # its last part is a change: a fall counts against the others
    some: bool = False  # the heads name its parts behind "Trong đó": there may be others


def told_columns(sheet: Sheet, rules: Sequence[ColumnRule]) -> Iterator[Candidate]:
    """The relations of all rules of the heads (`column_rules`), those that hold and those that do not."""
    for rule in rules:
        blank = _blank_is_zero(sheet, rule) if rule.kind == "sum" else 0
        applied = rounded_off([made for row in range(len(sheet.grid.rows)) if (made := _apply(sheet, rule, row, blank)) is not None])
        held = sum(made.verdict.holds for made in applied)
        often = (held + 0.5) / (len(applied) + 0.5)
        rest = _remainders(sheet, rule) if rule.some else 0
        open_ended = rule.some and not (rest <= 1 and held >= MANY)
        for made in applied:
            others = held - made.verdict.holds
            sure = 1 - 0.2 * 0.3**others
            if open_ended and made.verdict.expected < made.verdict.actual:
                sure = min(sure, OPEN if rest < REST else SOME_LEFT)
            # Of many rows those that break it are asked after, more softly the more there are.
            yield replace(made, prior=sure if len(applied) - held <= max(1, (1 - MOST) * len(applied)) else min(sure, 1 - 0.4 * (1 - often)))


def column_rules(sheet: Sheet, told: Sequence[ColumnRule] = ()) -> list[ColumnRule]:
    """The rules that the rows confirm: one for each column that is a result, the one that fewest rows break; told ones first."""
    best: dict[int, tuple[tuple[int, int, int, int], ColumnRule]] = {}
    for order, rule in enumerate((*told, *_told(sheet))):
        evidence = _confirmed(sheet, rule)
        if evidence is None:
            continue
        held, broken = evidence
        rank = (broken, not rule.told, -held, order)
        if rule.total not in best or rank < best[rule.total][0]:
            best[rule.total] = (rank, rule)
    accepted: list[ColumnRule] = []
    used: list[frozenset[int]] = []
    for _, rule in sorted(best.values(), key=lambda b: b[0]):
        columns = frozenset((rule.total, *rule.parts))
        # c = a + b and a = c - b are one rule.
        if columns not in used:
            accepted.append(rule)
            used.append(columns)
    return sorted(accepted, key=lambda r: r.total)


def formulas(text: str, table: Table) -> list[ColumnRule]:
    """The rules of the row that numbers the columns: "4=3/1", "(5) = (3)+(4)", "6=5/4*100"."""
    rules: list[ColumnRule] = []
    for head in range(table.header_rows):
        words = {cell.column: plain(text, cell.spans) for cell in table.cells if cell.row == head}
        names = {
            m[1]: column for column, w in words.items() if (m := regex.match(r"\(?\s*(\d{1,2}|[A-Za-z])\s*\)?\s*(?:=|$)", w))
        }
        for column, w in words.items():
            left, _, right = w.partition("=")
            terms = [
                names.get(t)
                for t in regex.findall(r"(?<![\d%])\d{1,2}(?!\d)|[A-Za-z]", regex.sub(r"[*x×]\s*100\s*%?|%", "", right))
            ]
            known = tuple(t for t in terms if t is not None)
            signs = regex.sub(r"[^-+/:]", "", regex.sub(r"[*x×]\s*100\s*%?", "", right))
            if len(known) != len(terms) or len(known) < 2 or not left:
                continue
            if set(signs) == {"+"}:
                rules.append(ColumnRule("sum", column, known, True, True))
            elif signs == "-" and len(known) == 2:
                rules.append(ColumnRule("sum", known[0], (column, known[1]), True, True))
            elif signs and signs[0] in "/:" and set(signs[1:]) <= {"+"}:
                rules.append(ColumnRule("ratio", column, known, True, True))
    return rules


def _told(sheet: Sheet) -> Iterator[ColumnRule]:
    """Rules of the heads: a "Tổng" column over its group, a rate column over the two columns that its group or name leads to."""
    heads = sheet.grid.heads
    total = vocabulary().table_total
    for column in sheet.values:
        path = heads[column] if column < len(heads) else ()
        if len(path) > 1 and total.search(path[0]):
            # "Toàn huyện | KH 2020" over the same column of every commune.
            same = [c for c in sheet.values if c < len(heads) and c != column and _plain(heads[c][1:]) == _plain(path[1:])]
            if len(same) >= 2 and not any(total.search(heads[c][0]) for c in same):
                yield ColumnRule("sum", column, tuple(same), True)
        if not path or not total.search(path[-1]):
            continue
        group = path[:-1]
        others = [c for c in sorted((*sheet.values, *sheet.sparse)) if c != column and (heads[c][: len(group)] == group if group else True)]
        others = _beside_their_own(sheet, _outermost(sheet, others, len(group)))
        after = [c for c in others if c > column]
        for parts in (others, after, *(after[:n] for n in range(2, 7)), _up_to_next(sheet, column, after), _without_some(sheet, after)):
            if len(parts) >= 2:
                yield ColumnRule("sum", column, tuple(parts), True, some=all(_named_as_some(heads[c]) for c in parts))


def _named_as_some(path: Sequence[str]) -> bool:
    """A column under "Trong đó"."""
    return any(TABLES.leads_some.search(head) for head in path)


def _remainders(sheet: Sheet, rule: ColumnRule) -> int:
    """Rows that have more than the parts behind "Trong đó" come to: where several do, these are not all parts."""
    verdicts = [made for row in range(len(sheet.grid.rows)) if (made := _verdict(sheet, rule, row)) is not None]
    return sum(not made.holds and made.expected < made.actual for made in verdicts)


def _beside_their_own(sheet: Sheet, columns: Sequence[int]) -> list[int]:
    """The columns without those that a "Trong đó" of their own names as parts of the column before it ("Kinh tế | Trong đó: Giao thông, Nông nghiệp | Xã hội")."""
    heads = sheet.grid.heads
    inner: set[int] = set()
    for column in columns:
        for depth, head in enumerate(heads[column]):
            group = heads[column][: depth + 1]
            before = next((c for c in range(column - 1, -1, -1) if heads[c][: depth + 1] != group), None)
            if before is not None and before in columns and TABLES.leads_some.match(head) and heads[before][:depth] == group[:depth]:
                inner.add(column)
    return [c for c in columns if c not in inner]


def _up_to_next(sheet: Sheet, column: int, after: Sequence[int]) -> list[int]:
    """The columns before the next one of the same name ("Tổng số | … | Tổng số | …" with no head over either)."""
    heads = sheet.grid.heads
    following = next((c for c in after if heads[c] and heads[c][-1] == heads[column][-1]), None)
    return [c for c in after if c < following] if following is not None else []


def _without_some(sheet: Sheet, columns: Sequence[int]) -> list[int]:
    """The columns without those below a "Trong đó" behind another column of their group, itself broken down or not."""
    heads = sheet.grid.heads
    kept: list[int] = []
    for column in columns:
        depths = [depth for depth, head in enumerate(heads[column]) if depth and TABLES.leads_some.search(head)]
        if not any(heads[c][:depth] == heads[column][:depth] for depth in depths for c in kept):
            kept.append(column)
    return kept


def _outermost(sheet: Sheet, columns: Sequence[int], depth: int) -> list[int]:
    """The columns without those below a deeper head that has a total of its own ("Chi chương trình | Tổng số | Đầu tư | Thường xuyên")."""
    heads = sheet.grid.heads
    totals = {c for c in columns if heads[c] and vocabulary().table_total.search(heads[c][-1])}
    own = {heads[c][:-1] for c in totals if len(heads[c]) > depth + 1}
    return [c for c in columns if not any(heads[c][: len(above)] == above for above in own if not (c in totals and heads[c][:-1] == above))]


def _plain(path: Sequence[str]) -> tuple[str, ...]:
    """Heads without blanks: "TH 2019" and "TH2019" are one."""
    return tuple("".join(p.split()).casefold() for p in path)


def _confirmed(sheet: Sheet, rule: ColumnRule) -> tuple[int, int] | None:
    """How many rows hold and how many break the rule, where nearly all hold and they say enough; else None."""
    if not _glance(sheet, rule):
        return None
    held = broken = digits = against = 0
    for row in range(len(sheet.grid.rows)):
        amounts = [sheet.amount(row, c) for c in rule.parts]
        whole = sheet.cells[row][rule.total]
        if whole is None or (rule.kind == "sum" and row in sheet.rated):
            continue
        verdict = _verdict(sheet, rule, row)
        if sum(1 for a in amounts if a) < 2:
            # One part says nothing for a rule; where it is not all of the total, that speaks for a rule with more parts.
            against += rule.kind == "sum" and None not in amounts and bool(whole.value) and (verdict is None or not verdict.holds)
            continue
        if verdict is None or (not verdict.holds and any(a is None for a in amounts)):
            continue
        if verdict.holds:
            held += 1
            digits += whole.digits if rule.kind == "sum" else min(4, max(1, len(str(int(whole.value / whole.precision)))))
        else:
            broken += 1
    # One row that breaks what the head says is what is looked for; a formula needs one row beside it that keeps it.
    exact = rule.written or rule.by_name
    one = broken == 1 and held >= (1 if exact else 2 if rule.told else 4)
    many = rule.told and ((rule.kind == "sum" and held >= MANY and held >= SOME * broken) or (rule.by_name and held >= SOME and held > broken))
    if held + broken < (1 if exact else 2) or (held < MOST * (held + broken) and not one and not many):
        return None
    if digits < (1 if exact else DIGITS // 2):
        return None
    return held, broken + against


def _blank_is_zero(sheet: Sheet, rule: ColumnRule) -> int:
    """Rows with an empty part agree as if it were zero: 2 where several do and nearly all, 1 where some do."""
    held = broken = 0
    for row in range(len(sheet.grid.rows)):
        amounts = [sheet.amount(row, c) for c in rule.parts]
        if sheet.cells[row][rule.total] is None or None not in amounts or not any(amounts):
            continue
        verdict = _verdict(sheet, rule, row)
        if verdict is not None:
            held, broken = held + verdict.holds, broken + (not verdict.holds)
    return 2 if held >= BLANKS and held >= SOME * broken else int(held > 0 and held >= broken)


def _glance(sheet: Sheet, rule: ColumnRule) -> bool:
    """A first look at a few rows in floating point, which refuses most rules that cannot be; exact arithmetic decides the rest."""
    if rule.changes:
        return True
    seen = wrong = 0
    columns, total = rule.parts, rule.total
    for amounts, units in zip(sheet.rough, sheet.last, strict=True):
        whole = amounts[total]
        parts = [amounts[c] for c in columns]
        solid = [p for p in parts if p]
        if whole is None or len(solid) < 2:
            continue
        first, rest = parts[0] or 0.0, sum(p or 0.0 for p in parts[1:])
        if rule.kind == "sum":
            expected = first + rest
            slack = units[total] + sum(units[c] for c in columns)
        elif not rest:
            continue
        else:
            expected = 100 * first / rest - (100 if rule.kind == "growth" else 0)
            if rule.kind == "growth" and whole > 0:
                expected = abs(expected)  # the sign of a fall may stand before the figure that was read
            slack = units[total] + 0.02 * abs(expected)
        agrees = abs(expected - whole) <= slack + 1e-9 * abs(whole)
        if agrees or None not in parts:
            seen += 1
            wrong += not agrees
        if seen >= LOOK:
            break
    return seen >= 2 and wrong * 2 <= seen + 1


def _parts(sheet: Sheet, rule: ColumnRule, row: int) -> list[Figure | None]:
    """The cells of the parts; of a rule of changes a fall below zero."""
    parts = [sheet.cells[row][c] for c in rule.parts]
    last = parts[-1]
    if rule.changes and last is not None and last.value > 0 and (last.role == "decrease" or last.written[:1] in FALLS):
        parts[-1] = replace(last, value=-last.value, written="-" + last.written.lstrip(FALLS))
    return parts


def _verdict(sheet: Sheet, rule: ColumnRule, row: int) -> Verdict | None:
    whole = sheet.cells[row][rule.total]
    parts = _parts(sheet, rule, row)
    if whole is None:
        return None
    if rule.kind == "sum":
        real = [p for p in parts if p is not None]
        return grade_cells(real, whole) if real else None
    form: RatioForm = "share" if rule.kind == "ratio" else "growth"
    first, rest = parts[0], [p for p in parts[1:] if p is not None]
    if first is None or not rest:
        return None
    base = rest[0] if len(rest) == 1 else rest[0].with_value(reduce(EXACT.add, (p.value for p in rest), ZERO))
    return grade_ratio(_falling(form, first, base, whole), first, base, whole)


def _falling(form: RatioForm, level: Figure, base: Figure, whole: Figure) -> RatioForm:
    """A growth without its sign where the level fell."""
    return "reduction" if form == "growth" and whole.value > 0 and level.value < base.value else form


def _apply(sheet: Sheet, rule: ColumnRule, row: int, blank: int) -> Candidate | None:
    whole = sheet.cells[row][rule.total]
    if whole is None or any(not sheet.known[row][c] for c in rule.parts):
        return None
    empty = any(sheet.amount(row, c) is None for c in rule.parts)
    parts = tuple(p for p in _parts(sheet, rule, row) if p is not None)
    verdict = _verdict(sheet, rule, row)
    if verdict is None or not parts or (rule.kind == "sum" and len(parts) < 2 and verdict.holds):
        return None
    if empty and (rule.kind != "sum" or not (verdict.holds or blank > 1 or (blank and slip_explains_sum(parts, whole) is not None))):
        return None  # the figure of an empty cell may stand in another column
    if empty and not verdict.holds and (parts[-1] is not _parts(sheet, rule, row)[-1] if rule.changes else _left_out(sheet, rule, row)):
        return None
    if rule.kind == "sum":
        return None if row in sheet.rated and not verdict.holds else Candidate("sum", parts, whole, _tie(rule), verdict, table=True)
    form: RatioForm = "share" if rule.kind == "ratio" else "growth" if len(parts) != 2 else _falling("growth", *parts, whole)
    return Candidate("ratio", parts, whole, _tie(rule), verdict, form=form, table=True)


def _left_out(sheet: Sheet, rule: ColumnRule, row: int) -> bool:
    """A row of totals without one in a column that has figures above or below: nobody added them up there."""
    label = sheet.grid.rows[row].label
    if not label or not LAYOUT.total_row.match(label):
        return False
    return any(sheet.amount(row, c) is None and sum(bool((figure := cells[c]) and figure.value) for cells in sheet.cells) > 1 for c in rule.parts)


def _tie(rule: ColumnRule) -> str:
    if rule.written:
        return "column_formula"
    if rule.by_name and rule.kind != "sum":
        return "column_named"
    return "column_told" if rule.told else "column_found"
