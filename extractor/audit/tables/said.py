"""The members that a row says it is the sum of: "TỔNG SỐ (A+B+C)", "THU NỘI ĐỊA (I+II)", "Tổng thu (A+…+H)", "TỔNG SỐ: A+B"."""

from __future__ import annotations

from collections.abc import Sequence

import regex

from extractor.lexicon.phrases import TABLES
from extractor.tables.grid import Row

TERM = regex.compile(r"[IVXLC]+|[A-ZĐ]\d*|\d{1,2}(?:\.\d{1,2})*|[a-zđ]")
SIGNED = regex.compile(r"([-–+])?\s*([\p{L}\d.]+)")
NESTED = regex.compile(r"(?P<above>\d{1,2}(?:\.\d{1,2})*)(?P<own>[a-zđ]\d*)")
MINUS = "-"
LEADING = regex.compile(r"(?P<mark>[IVXLC]+|[A-ZĐ]|\d{1,2}(?:\.\d{1,2})*|[a-zđ])(?:[.)/]|\s?-\s?(?=\p{Lu}))")


def said_members(rows: Sequence[Row], index: int) -> list[int]:
    """The rows behind row `index` that the formula in its name adds up; nothing where it has none or not all of them are there."""
    label = rows[index].label or ""
    found = TABLES.sum_of_rows.search(label)
    if found is None:
        return []
    terms = TERM.findall(found[0])
    open_ended = "…" in found[0] or ".." in found[0]
    if len(terms) < 2:
        return []
    chosen: list[int] = []
    for i in range(index + 1, len(rows)):
        mark = mark_of(rows[i])
        if not chosen:
            chosen = [i] if mark == terms[0] else []
            continue
        first = rows[chosen[0]]
        if rows[i].level < first.level or (rows[i].level == first.level and mark == terms[0]):
            break
        if rows[i].level != first.level or not mark:
            continue
        if open_ended or mark == terms[len(chosen)]:
            chosen.append(i)
        if mark == terms[-1] and (open_ended or len(chosen) == len(terms)):
            return chosen
    return []


def said_formula(rows: Sequence[Row], index: int) -> list[tuple[int, int]] | None:
    """The rows of the formula in the name of row `index`, each with its sign: "(I+2b-2b1+II)", where 2b is b of 2; empty where not all of them are there, None where
    it has no such formula, or a plain sum of its rows (`said_members`)."""
    found = TABLES.formula_of_rows.search(rows[index].label or "")
    if found is None:
        return None
    terms = SIGNED.findall(found["formula"].replace("–", MINUS))
    if all(sign != MINUS and NESTED.fullmatch(term) is None for sign, term in terms):
        return None
    end = next((i for i in range(index + 1, len(rows)) if rows[i].level <= rows[index].level), len(rows))
    chosen = [(_named(rows, range(index + 1, end), term), -1 if sign == MINUS else 1) for sign, term in terms]
    return [(i, sign) for i, sign in chosen if i is not None] if all(i is not None for i, _ in chosen) else []


def _named(rows: Sequence[Row], within: range, term: str) -> int | None:
    """The first row with this mark, or, of "2b1", the row "b1" behind the row "2"."""
    at = next((i for i in within if mark_of(rows[i]) == term), None)
    nested = NESTED.fullmatch(term)
    if at is not None or nested is None:
        return at
    above = _named(rows, within, nested["above"])
    return _named(rows, range(above + 1, within.stop), nested["own"]) if above is not None else None


def said_section(rows: Sequence[Row], index: int) -> bool:
    """Row `index` names the section right below it as all that it is ("TỔNG THU NGÂN SÁCH ĐỊA PHƯƠNG (A)"): it adds up no other rows."""
    found = TABLES.one_section.search(rows[index].label or "")
    return found is not None and index + 1 < len(rows) and mark_of(rows[index + 1]) == found["mark"]


def mark_of(row: Row) -> str:
    """The ordinal of a row, or the mark that its name begins with."""
    if row.ordinal:
        return row.ordinal.strip(" .)(*/-")
    found = LEADING.match(row.label or "")
    return found["mark"] if found else ""
