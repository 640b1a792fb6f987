"""Ways in which tables become plain text, put together from parts: is each figure under its heads and in its row?

    python bench/written_tables.py [--each 6] [--seed 1] [--show KEY] [--write]

Heads of one to three levels, bodies (ordinals, sections, totals, names over two lines, gaps) and forms (tabs, bars, panes, one cell a line, columns set
out by blanks; with the cells that a joined head covers left empty, filled again or left out) are combined; no table that anybody has seen stands behind
them. A figure is right where the grid that the layout makes has it in the row of that name, under that path of heads. For each part: the share of figures
that are right. `--show KEY` prints what fails of the parts whose name holds KEY; `--write` puts the table into docs/accuracy.md.
"""

from __future__ import annotations

import argparse
import itertools
import random
import sys
from collections import defaultdict
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import NamedTuple

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))

Path_ = tuple[str, ...]
Word = tuple[str, int, int]  # a head, over how many columns and rows it reaches

HEADS: dict[str, list[Path_]] = {
    "one level": [("Kế hoạch (ha)",), ("Thực hiện (ha)",), ("Tỷ lệ (%)",)],
    "one level, years": [("Năm 2029",), ("Năm 2030",), ("Năm 2031",)],
    "one level, five": [("Tổng số hộ",), ("Hộ nghèo",), ("Hộ cận nghèo",), ("Tỷ lệ nghèo (%)",), ("Tỷ lệ cận nghèo (%)",)],
    "two levels, the same below": [("Kế hoạch", "Lúa"), ("Kế hoạch", "Ngô"), ("Thực hiện", "Lúa"), ("Thực hiện", "Ngô")],
    "two levels, others below": [("Đường bộ", "Số vụ"), ("Đường bộ", "Số người chết"), ("Đường thủy", "Phương tiện"), ("Đường thủy", "Thiệt hại")],
    "two levels, years": [("Năm 2030", "Kế hoạch"), ("Năm 2030", "Thực hiện"), ("Năm 2031", "Kế hoạch"), ("Năm 2031", "Thực hiện")],
    "two levels, single behind": [("Năm 2030", "Thu"), ("Năm 2030", "Chi"), ("Năm 2031", "Thu"), ("Năm 2031", "Chi"), ("So sánh (%)",)],
    "two levels, single before": [("Tổng số",), ("Trong đó", "Nam"), ("Trong đó", "Nữ")],
    "two levels, single before and behind": [("Tổng số hộ",), ("Trong đó", "Hộ nghèo"), ("Trong đó", "Hộ cận nghèo"), ("Tỷ lệ (%)",)],
    "two levels, uneven": [("Học sinh", "Tổng số"), ("Học sinh", "Nữ"), ("Giáo viên", "Tổng số"), ("Giáo viên", "Nữ"), ("Giáo viên", "Đảng viên")],
    "two levels, one over all": [("Kết quả thực hiện", "Quý I"), ("Kết quả thực hiện", "Quý II"), ("Kết quả thực hiện", "Quý III")],
    "three levels, the same below": [
        (year, *below) for year in ("Năm 2030", "Năm 2031") for below in (("Tổng số",), ("Trong đó", "Nam"), ("Trong đó", "Nữ"))
    ],
    "three levels, full": [
        (over, kind, leaf) for over in ("Kế hoạch", "Thực hiện") for kind in ("Vốn trung ương", "Vốn địa phương") for leaf in ("Đầu tư", "Sự nghiệp")
    ],
    "three levels, single behind": [("Kế hoạch", "Tổng số"), ("Kế hoạch", "Trong đó", "Lúa"), ("Kế hoạch", "Trong đó", "Ngô"), ("Thực hiện", "Tổng số"), ("Thực hiện", "Trong đó", "Lúa"), ("Thực hiện", "Trong đó", "Ngô"), ("So sánh (%)",)],
}  # fmt: skip
NAMES = ["Xã Bảo Thuận", "Xã Cam Hòa", "Xã Gia Phú Đông", "Phường Nậm Lạnh", "Xã Tả Sín", "Xã Hòa Thủy", "Phường An Sơn", "Xã Kỳ Lâm"]
LONG = ["Trạm bơm xã Bảo Thuận và\ncác công trình phụ trợ", "Tuyến đường từ thôn Nậm Lạnh\nđến trung tâm xã", "Trường mầm non Tả Sín\n(điểm trường chính)"]
BEFORE, AFTER = "Kết quả thực hiện của các đơn vị như sau:", "Các đơn vị còn lại báo cáo bổ sung trong tháng sau."


class Body(NamedTuple):
    """Rows: ordinal (None in tables without), name (with a line end where it is broken), figures by column (None: no figure; "" an empty cell)."""

    ordinals: bool
    rows: list[tuple[str, str, list[str]]]


class Case(NamedTuple):
    """A text, the parts it is made of, and each figure with the name of its row and the path of its heads."""

    parts: tuple[str, ...]
    text: str
    wanted: dict[str, tuple[str, Path_]]


def levels_of(paths: list[Path_], lead: list[str]) -> list[list[tuple[int, Word]]]:
    """The rows of heads: (column, head) of each; what stands alone reaches down to the last row."""
    depth = max(map(len, paths))
    columns: list[Path_] = [*((name,) for name in lead), *paths]
    rows: list[list[tuple[int, Word]]] = []
    for level in range(depth):
        row: list[tuple[int, Word]] = []
        for c, path in enumerate(columns):
            if level >= len(path) or (c and level < len(columns[c - 1]) and columns[c - 1][: level + 1] == path[: level + 1]):
                continue
            wide = 1
            while c + wide < len(columns) and columns[c + wide][: level + 1] == path[: level + 1]:
                wide += 1
            row.append((c, (path[level], wide, depth - level if level == len(path) - 1 else 1)))
        rows.append(row)
    return rows


def body_of(rng: random.Random, columns: int, kind: str) -> Body:
    """The rows of a table; no figure comes twice."""
    pool = rng.sample(range(103, 995), 90)

    def figures() -> list[str]:
        made = []
        for _ in range(columns):
            number = pool.pop()
            made.append(rng.choice((str(number), str(number), f"{number // 10},{number % 10}", f"{number % 90 + 1}.{number}")))
        return made

    names = rng.sample(NAMES, 5)
    rows = [(str(n), name, figures()) for n, name in enumerate(names, 1)]
    if kind == "sections":
        rows = [("I", "Vùng thấp", []), *rows[:2], ("II", "Vùng cao", []), *((str(n), name, f) for n, (_, name, f) in enumerate(rows[2:], 1))]
    elif kind == "total first":
        rows = [("", "Tổng cộng", figures()), *rows]
    elif kind == "total last":
        rows = [*rows, ("", "Tổng số", figures())]
    elif kind == "names over two lines":
        rows = [(n, LONG[k // 2] if k % 2 == 0 else name, f) for k, (n, name, f) in enumerate(rows)]
    elif kind == "dashes":
        rows[1][2][0] = "-"
    return Body(kind != "no ordinals", rows)


BODIES = ("plain", "no ordinals", "sections", "total first", "total last", "names over two lines", "dashes")
Grid = list[list[str]]


def grids(paths: list[Path_], body: Body, numbered: bool, covered: str) -> tuple[Grid, Grid]:
    """The rows of heads and of the body; what a joined head covers is "empty", "filled" with it again, or "left out"."""
    lead = ["STT", "Đơn vị"] if body.ordinals else ["Đơn vị"]
    width = len(lead) + len(paths)
    heads: Grid = []
    for row in levels_of(paths, lead):
        cells = [""] * width
        for column, (word, wide, _) in row:
            cells[column : column + (wide if covered == "filled" else 1)] = [word] * (wide if covered == "filled" else 1)
        heads.append([word for _, (word, _, _) in row] if covered == "left out" else cells)
    if covered == "filled":
        for above, below in itertools.pairwise(heads):
            below[:] = [word or over for word, over in zip(below, above, strict=True)]
    if numbered:
        heads.append([*"AB"[: len(lead)], *map(str, range(1, len(paths) + 1))])
    rows = [[*([mark] if body.ordinals else []), name, *(figures or [""] * len(paths))] for mark, name, figures in body.rows]
    return heads, rows


def joined(grid: Grid, cell: str, before: str = "", after: str = "") -> str:
    return "\n".join(before + cell.join(" ".join(word.split()) for word in row) + after for row in grid)


def by_tabs(heads: Grid, rows: Grid) -> str:
    return joined([*heads, *rows], "\t")


def by_pipes(heads: Grid, rows: Grid) -> str:
    wide = max(len(row) for row in [*heads, *rows])
    return "\n".join([joined(heads[:1], " | ", "| ", " |"), "|" + "---|" * wide, joined([*heads[1:], *rows], " | ", "| ", " |")])


def by_bars(heads: Grid, rows: Grid) -> str:
    return joined([*heads, *rows], " | ")


def by_panes(heads: Grid, rows: Grid) -> str:
    return "\n".join("|\n" + "\n|\n".join(" ".join(w.split()) for w in row) + "\n|" for row in [*heads, *rows])


def one_a_line(heads: Grid, rows: Grid) -> str:
    return "\n".join(word for row in [*heads, *rows] for word in row if word)


def one_a_line_apart(heads: Grid, rows: Grid) -> str:
    return "\n\n".join(" ".join(word.split()) for row in [*heads, *rows] for word in row if word)


def heads_broken(heads: Grid, rows: Grid) -> str:
    """One cell a line, heads of two words and more over two lines."""
    return one_a_line([[word.replace(" (", "\n(") for word in row] for row in heads], rows)


def covered(heads: Grid, row: list[str], column: int, over: int) -> bool:
    """Whether a head reaches over the column `over` places further: heads stand below both, and no other above."""
    below = heads[heads.index(row) + 1 :]
    above = heads[: heads.index(row)]
    return any(low[column] and low[column + over] for low in below if not low[column].isdigit()) and not any(up[column + over] for up in above)


def set_out(heads: Grid, rows: Grid) -> str:
    """Columns set out by blanks, as a page of a PDF is kept: names left, figures right, joined heads over the middle of what they cover."""
    broken = [[part for part in zip(*(word.split("\n") + [""] * (2 - len(word.split("\n"))) for word in row), strict=True)] for row in rows]
    lines = [list(line) for pair in broken for line in pair if any(line)]
    wide = [max(len(row[c]) for row in [*heads, *lines]) + 3 for c in range(len(rows[0]))]
    out = []
    lead = 2 if heads[0][0] == "STT" else 1
    for row in heads:
        text, c = "", 0
        while c < len(row):
            over = 1
            while c + over < len(row) and row[c] and not row[c + over] and c >= lead and covered(heads, row, c, over):
                over += 1
            text += row[c].center(sum(wide[c : c + over]))
            c += over
        out.append(text.rstrip())
    for line in lines:
        out.append("".join((word.ljust(w) if c < lead else word.rjust(w - 3) + "   ") for c, (word, w) in enumerate(zip(line, wide, strict=True))).rstrip())
    return "\n".join(out)


# The form, what becomes of the cells that a joined head covers, and how it is written.
FORMS: dict[str, tuple[str, Callable[[Grid, Grid], str]]] = {
    "tabs": ("empty", by_tabs),
    "tabs, heads filled again": ("filled", by_tabs),
    "tabs, covered cells left out": ("left out", by_tabs),
    "pipes": ("empty", by_pipes),
    "pipes, heads filled again": ("filled", by_pipes),
    "pipes, covered cells left out": ("left out", by_pipes),
    "bars": ("empty", by_bars),
    "bars, covered cells left out": ("left out", by_bars),
    "panes, covered cells left out": ("left out", by_panes),
    "one cell a line": ("left out", one_a_line),
    "one cell a line, blank lines": ("left out", one_a_line_apart),
    "one cell a line, heads broken": ("left out", heads_broken),
    "set out by blanks": ("empty", set_out),
}


def cases(rng: random.Random, each: int) -> Iterator[Case]:
    """`each` tables of every form and heads."""
    for form, (covered, write) in FORMS.items():
        for shape, paths in HEADS.items():
            for _ in range(each):
                kind = rng.choice(BODIES)
                numbered = rng.random() < 0.25
                body = body_of(rng, len(paths), kind)
                heads, rows = grids(paths, body, numbered, covered)
                text = f"{BEFORE}\n\n{write(heads, rows)}\n\n{AFTER}\n"
                wanted = {figure: (" ".join(name.split()), path) for _, name, figures in body.rows for figure, path in zip(figures, paths, strict=bool(figures)) if figure not in ("", "-")}
                yield Case((f"form: {form}", f"heads: {shape}", f"body: {kind}", f"numbered: {numbered}", f"{form} × {shape}"), text, wanted)


def found_in(text: str) -> dict[str, tuple[str, Path_]]:
    """Each figure of the tables that the layout finds, with the name of its row and the path of its heads."""
    from extractor.document import Document
    from extractor.layout import analyze
    from extractor.tables.grid import grid_of

    found: dict[str, tuple[str, Path_]] = {}
    for table in analyze(Document(text, "made.txt", "")).tables:
        grid = grid_of(text, table)
        for row in grid.rows:
            for column, word in row.words.items():
                if column not in (grid.ordinal_column, grid.label_column) and column < len(grid.heads):
                    found[word] = (row.label or "", grid.heads[column])
    return found


Count = dict[str, list[int]]


def measure(made: Iterator[Case]) -> tuple[Count, list[tuple[Case, dict[str, tuple[str, Path_] | None]]]]:
    """Right and all by part, and the tables of which something fails."""
    parts: Count = defaultdict(lambda: [0, 0])
    failed = []
    for case in made:
        found = found_in(case.text)
        wrong = {figure: found.get(figure) for figure, told in case.wanted.items() if found.get(figure) != told}
        for part in case.parts:
            parts[part][0] += len(case.wanted) - len(wrong)
            parts[part][1] += len(case.wanted)
        if wrong:
            failed.append((case, wrong))
    return parts, failed


def write(parts: Count) -> None:
    """Writes the forms into docs/accuracy.md."""
    from docs.marks import put

    rows = [f"| {name.removeprefix('form: ').removeprefix('heads: ')} | {good} | {whole} | {good / whole:.3f} |" for name, (good, whole) in parts.items() if name.startswith(("form: ", "heads: "))]
    put(ROOT / "docs" / "accuracy.md", "written-tables", ["| form, then heads | right | figures | share |", "|---|---:|---:|---:|", *rows])


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--each", type=int, default=6)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--show")
    parser.add_argument("--most", type=int, default=8)
    parser.add_argument("--write", action="store_true")
    asked = parser.parse_args()
    parts, failed = measure(cases(random.Random(asked.seed), asked.each))
    if asked.write:
        write(parts)
    for name, (good, whole) in sorted(parts.items(), key=lambda item: item[1][0] / item[1][1]):
        if " × " not in name or good < whole:
            print(f"{good / whole:.3f}  {good:>5}/{whole:<5} {name}")
    if asked.show is not None:
        for case, wrong in [(c, w) for c, w in failed if any(asked.show in part for part in c.parts)][: asked.most]:
            print("-" * 100, f"\n{case.parts}\n{case.text}")
            for figure, told in list(wrong.items())[:3]:
                print(f"{figure}: wanted {case.wanted[figure]}, found {told}")


if __name__ == "__main__":
    main()
