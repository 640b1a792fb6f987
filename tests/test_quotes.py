"""No text of `../shared` stands in the tree: runs where it lies beside the tree (as in CI), else says so. What counts as a quote: tests/quotes.py."""

from __future__ import annotations

from pathlib import Path

import pytest
from quotes import SHARED, Known, known, quotes, real_texts, stock, tree

REAL = """UBND tỉnh đã giao cho 17 phòng họp kín của huyện một chiếc đồng hồ treo tường cũ, kèm Công văn số 731/UBND-XD;
đạt 39/71 chiếc đồng hồ, tức 4.837 phút chạy; Ban Chỉ đạo 5127 họp theo Quyết định số 06/QĐ-TTg."""


@pytest.fixture(scope="module")
def real() -> Known:
    if not (SHARED / "seeds").is_dir():
        pytest.skip("the real texts are not at hand: ../shared does not lie beside the tree")
    return known(real_texts())


def test_the_tree_quotes_no_real_text(real: Known) -> None:
    found = [quote for path in tree() for quote in quotes(path, real)]
    assert not found, "\n".join(f"{q.file}:{q.line}: {q.words} [{', '.join(q.sources)}]" for q in found)


def test_real_texts_were_read(real: Known) -> None:
    assert len(real.runs) > 50_000 and len(real.codes) > 100 and len(real.figures) > 400
    assert len(tree()) > 300


@pytest.mark.parametrize(
    ("line", "words"),
    [
        ("# cho 17 phòng họp kín, của huyện: một chiếc đồng hồ", "cho 17 phòng họp kín của huyện một"),
        ("- Công văn 731/UBND-XD", "731/UBND-XD"),
        ('("có 39/71 chiếc", 39)', "39/71 chiếc"),
        ("4.837 phút", "4.837 phút"),
        ("Ban Chỉ đạo 5127", "Ban Chỉ đạo 5127"),
        ("Quyết định số 06/QĐ-TTg", None),
        ("UBND tỉnh đã giao cho phòng", None),
        ("từ ngày 39/71 chiếc", None),
    ],
)
def test_what_is_a_quote(line: str, words: str | None, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("quotes.ROOT", tmp_path)
    path = tmp_path / "a.py"
    path.write_text(line, encoding="utf-8")
    assert [quote.words for quote in quotes(path, known([("real.txt", REAL)]))] == ([] if words is None else [words])


def test_everything_allowed_has_its_reason() -> None:
    assert all(group["reason"] and group["phrases"] for group in stock()["phrases"])
    assert all(stock()["codes"].values())
