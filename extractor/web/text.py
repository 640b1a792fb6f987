"""A document's text as HTML: paragraphs, headings, lists, notes and tables with the records marked. Everything of the text is escaped.

In: the text, its blocks and marks in a run. Out: markup. A mark is `<mark class="m k-indicator …" data-r="ind-… …">`; where several records
overlap, the piece names all of them, the shortest first. The first piece of a record carries its address (`id="ind-…"`).
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby

from markupsafe import escape

from extractor.web.queries.document import Block, Mark


@dataclass(frozen=True, slots=True)
class _Piece:
    start: int
    end: int
    marks: tuple[Mark, ...]


class Painter:
    """Knows the marks of a run of the text, and paints parts of it."""

    def __init__(self, text: str, marks: Sequence[Mark], ties: Mapping[tuple[int, int], str]) -> None:
        self.text = text
        self.ties = ties
        self.pieces = _pieces(marks)
        self._starts = [piece.start for piece in self.pieces]
        self._named: set[str] = set()

    def paint(self, start: int, end: int) -> str:
        """The run as HTML."""
        out: list[str] = []
        at = start
        position = max(0, bisect_right(self._starts, start) - 1)
        while position < len(self.pieces) and self.pieces[position].start < end:
            piece = self.pieces[position]
            position += 1
            first, last = max(piece.start, at), min(piece.end, end)
            if first >= last:
                continue
            out.append(_plain(self.text[at:first]))
            out.append(self._mark(piece, first, last))
            at = last
        out.append(_plain(self.text[at:end]))
        return "".join(out)

    def _mark(self, piece: _Piece, start: int, end: int) -> str:
        ordered = sorted(piece.marks, key=lambda m: (m.kind == "doubt", m.kind == "finding", m.end - m.start))
        classes = list(dict.fromkeys(f"k-{m.kind}" for m in ordered))
        classes += list(dict.fromkeys(f"s-{m.state}" for m in ordered if m.state))
        tie = next((self.ties[m.start, m.end] for m in ordered if m.kind == "indicator" and (m.start, m.end) in self.ties), None)
        if tie:
            classes.append(f"t-{tie}")
        ids = [m.id for m in ordered if m.id]
        new = [record for record in ids if record not in self._named]
        self._named.update(new)
        before = "".join(f'<a id="{escape(record)}"></a>' for record in new[1:])
        own = f' id="{escape(new[0])}"' if new else ""
        ends = " e" if any(m.end == end for m in ordered) else ""
        starts = " b" if any(m.start == start for m in ordered) else ""
        records = f' data-r="{escape(" ".join(ids))}"' if ids else ""
        return f'{before}<mark{own} class="m {" ".join(classes)}{starts}{ends}"{records}>{_plain(self.text[start:end])}</mark>'


_RAISED = re.compile(r"<sup>([^<>]{1,12})</sup>|</?sup>")


def _plain(text: str) -> str:
    """A run of the text as HTML. A raised footnote mark, which the text writes `<sup>3</sup>`, stands raised; its markup stays where it is, without
    size, so that what a person selects is still what the text says."""
    out: list[str] = []
    at = 0
    for match in _RAISED.finditer(text):
        out.append(str(escape(text[at : match.start()])))
        out += [_hidden(match[0])] if match[1] is None else [_hidden("<sup>"), f"<sup>{escape(match[1])}</sup>", _hidden("</sup>")]
        at = match.end()
    return "".join([*out, str(escape(text[at:]))])


def _hidden(markup: str) -> str:
    return f'<span class="raw" aria-hidden="true">{escape(markup)}</span>'


def _pieces(marks: Sequence[Mark]) -> list[_Piece]:
    """The runs between the borders of marks, each with the marks that cover it."""
    events: dict[int, tuple[list[Mark], list[Mark]]] = {}
    for mark in marks:
        if mark.end > mark.start:
            events.setdefault(mark.start, ([], []))[0].append(mark)
            events.setdefault(mark.end, ([], []))[1].append(mark)
    out: list[_Piece] = []
    active: dict[tuple[int, int, str, str], Mark] = {}
    previous = 0
    for at in sorted(events):
        if active and at > previous:
            out.append(_Piece(previous, at, tuple(active.values())))
        opened, closed = events[at]
        for mark in closed:
            active.pop((mark.start, mark.end, mark.kind, mark.id), None)
        for mark in opened:
            active[mark.start, mark.end, mark.kind, mark.id] = mark
        previous = at
    return out


def runs_of(block: Block, holes: Iterable[Block]) -> list[tuple[int, int]]:
    """The runs of a block without the blocks that stand inside it (notes at the foot of a page, a repeated head)."""
    runs, at = [], block.start
    for hole in holes:
        if hole.start > at:
            runs.append((at, min(hole.start, block.end)))
        at = max(at, hole.end)
    if at < block.end:
        runs.append((at, block.end))
    return runs


def render(text: str, blocks: Sequence[Block], painter: Painter, start: int, end: int, breaks: Sequence[tuple[int, int]] = (), table_url: str = "", words: Mapping[str, str] | None = None) -> str:
    """The run `[start, end)` of a document. `breaks`: (offset, number) of the pages that begin in it; `table_url` leads to a table as a file."""
    said = dict(words or {})
    top, inner = _nested(blocks)
    pending = sorted(breaks)
    out: list[str] = []
    at = start
    groups = [list(group) for _, group in groupby(top, key=lambda b: ("t", b.table, b.start if b.table is None else 0) if b.kind == "cell" else ("b", b.start, b.end))]
    for group in groups:
        first, last = group[0].start, max(block.end for block in group)
        out.append(_furniture(text, painter, at, first))
        while pending and pending[0][0] <= first:
            out.append(_page_break(pending.pop(0)[1], said))
        if group[0].kind == "cell":
            out.append(_table(group, inner, painter, table_url, said))
        else:
            out.append(_block(group[0], inner, painter))
        at = max(at, last)
        for block in group:
            out += [_block(hole, inner, painter) for hole in inner.get(id(block), ()) if hole.kind != "cell"]
    out.append(_furniture(text, painter, at, end))
    out += [_page_break(number, said) for _, number in pending]
    return "".join(out)


def _nested(blocks: Sequence[Block]) -> tuple[list[Block], dict[int, list[Block]]]:
    """The blocks that stand by themselves, and for each those inside it."""
    top: list[Block] = []
    inner: dict[int, list[Block]] = {}
    for block in blocks:
        if top and block.start < top[-1].end and not (block.kind == "cell" and top[-1].kind == "cell"):
            inner.setdefault(id(top[-1]), []).append(block)
        else:
            top.append(block)
    return top, inner


def _page_break(number: int, said: Mapping[str, str]) -> str:
    return f'<div class="page-break" id="page-{number}" data-page="{number}"><span>{escape(said.get("page", "Trang"))} {number}</span></div>'


def _furniture(text: str, painter: Painter, start: int, end: int) -> str:
    """What stands between the blocks: page numbers, repeated heads. Rules and markup without a letter or digit are left out."""
    if end <= start or not any(c.isalnum() for c in text[start:end]):
        return ""
    return f'<p class="furniture">{painter.paint(start, end)}</p>'


def _content(block: Block, inner: Mapping[int, list[Block]], painter: Painter) -> str:
    return " ".join(painter.paint(first, last) for first, last in runs_of(block, inner.get(id(block), ())))


def _block(block: Block, inner: Mapping[int, list[Block]], painter: Painter) -> str:
    content = _content(block, inner, painter)
    place = f'data-s="{block.start}"'
    if block.kind == "heading":
        level = min(6, max(2, block.level + 1)) if block.level else 0
        tag = f"h{level}" if level else "p"
        return f'<{tag} class="b heading l{block.level}" {place}>{content}</{tag}>'
    if block.kind == "note":
        mark = f"<sup>{escape(block.mark)}</sup> " if block.mark else ""
        return f'<p class="b note" {place}>{mark}{content}</p>'
    name = "item" if block.kind == "item" else "para"
    depth = f" l{min(9, block.level)}" if block.kind == "item" else ""
    return f'<p class="b {name}{depth}" {place}>{content}</p>'


def _table(cells: Sequence[Block], inner: Mapping[int, list[Block]], painter: Painter, url: str, said: Mapping[str, str]) -> str:
    number = cells[0].table
    if number is None:
        # Written by an older version, which kept no places of cells.
        return f'<p class="b para" data-s="{cells[0].start}">{" | ".join(_content(c, inner, painter) for c in cells)}</p>'
    rows: dict[int, list[Block]] = {}
    for cell in cells:
        rows.setdefault(cell.row, []).append(cell)
    columns = max(c.column + c.column_span for c in cells)
    taken: set[tuple[int, int]] = set()
    body: list[str] = []
    last = max(rows)
    for row in sorted(rows):
        body.append(_row(row, last, rows[row], columns, taken, inner, painter))
    out = "".join(body)
    tools = ""
    if url:
        name = f"{url}/{number}"
        tools = (
            f'<div class="table-tools"><a href="{escape(name)}.xlsx" download>XLSX</a> <a href="{escape(name)}.csv" download>CSV</a></div>'
        )
    label = escape(said.get("table", "Bảng"))
    return (
        f'<div class="table-box" data-s="{cells[0].start}">{tools}<div class="scroll" tabindex="0" role="region" aria-label="{label} {number + 1}">'
        f"<table><tbody>{out}</tbody></table></div></div>"
    )


def _row(row: int, last: int, cells: Sequence[Block], columns: int, taken: set[tuple[int, int]], inner: Mapping[int, list[Block]], painter: Painter) -> str:
    by_column: dict[int, list[Block]] = {}
    for cell in cells:
        by_column.setdefault(cell.column, []).append(cell)
    out: list[str] = []
    for column in range(columns):
        if (row, column) in taken:
            continue
        here = by_column.get(column)
        if not here:
            out.append("<td></td>")
            continue
        cell = here[0]
        high, wide = min(cell.row_span, last - row + 1), min(cell.column_span, columns - column)
        taken.update((row + r, column + c) for r in range(high) for c in range(wide))
        tag = "th" if cell.head else "td"
        content = " ".join(_content(piece, inner, painter) for piece in here)
        spans = (f' rowspan="{high}"' if high > 1 else "") + (f' colspan="{wide}"' if wide > 1 else "")
        number = ' class="n"' if not cell.head and _is_number(painter.text[cell.start : cell.end]) else ""
        out.append(f'<{tag}{spans}{number} data-s="{cell.start}">{content}</{tag}>')
    return f"<tr>{''.join(out)}</tr>"


def _is_number(text: str) -> bool:
    words = text.strip()
    return bool(words) and words[0] in "0123456789-–(+" and sum(c.isalpha() for c in words) <= 1


def excerpt(text: str, marks: Sequence[tuple[int, int]], limit: int = 400) -> str:
    """A sentence with runs of it marked, a long one cut around the first."""
    first = marks[0][0] if marks else 0
    begin = max(0, min(first - limit // 3, len(text) - limit)) if len(text) > limit else 0
    stop = min(len(text), begin + limit)
    out, at = ["…" if begin else ""], begin
    for start, end in marks:
        if start < at or end > stop:
            continue
        out += [str(escape(text[at:start])), "<mark>", str(escape(text[start:end])), "</mark>"]
        at = end
    out += [str(escape(text[at:stop])), "…" if stop < len(text) else ""]
    return "".join(out)


def grid_of(text: str, cells: Sequence[Block]) -> list[list[str]]:
    """A table as rows of texts, as it is taken out into a sheet; merged cells stand in their first place."""
    if not cells:
        return []
    rows, columns = max(c.row for c in cells) + 1, max(c.column for c in cells) + 1
    grid = [[""] * columns for _ in range(rows)]
    for cell in cells:
        words = " ".join(text[cell.start : cell.end].split())
        grid[cell.row][cell.column] = f"{grid[cell.row][cell.column]} {words}".strip()
    return grid


__all__ = ["Painter", "excerpt", "grid_of", "render", "runs_of"]
