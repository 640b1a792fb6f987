"""Label and subject chosen by trees: the same in every order and process, told by `why`, in the package, and never left out in silence."""

from __future__ import annotations

import json
import socket
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from extractor.document import Document
from extractor.finders.quantities import candidates, chooser
from extractor.finders.quantities.candidate_features import WAYS, names
from extractor.lexicon.patterns import MODELS
from extractor.pipeline import extract
from extractor.records import to_json

TEXT = """UBND TỈNH HÒA BÌNH
Số: 614/BC-UBND
Hòa Bình, ngày 12 tháng 5 năm 2024
BÁO CÁO
Kết quả sản xuất vụ xuân

1. Chăn nuôi
Tổng đàn bò đạt 45.200 con, tăng 2,4% so với cùng kỳ năm 2023; sản lượng thịt hơi xuất chuồng đạt 1.250 tấn. Huyện Mai Châu đã cấp 312 giấy chứng nhận, trong đó
95 giấy cho hợp tác xã.
"""


def records(text: str = TEXT, **known: Any) -> list[dict[str, Any]]:
    return [json.loads(to_json(r)) for r in extract(Document(text, "a.txt", "0" * 64), **known).records if r.type == "indicator"]


def asked(text: str, monkeypatch: pytest.MonkeyPatch) -> list[chooser.Question]:
    """The questions that a text asks."""
    seen: list[chooser.Question] = []

    def noted(mentions: Any, scenes: Any) -> Any:
        seen.extend(chooser.questions(mentions, scenes, chooser.QUESTIONS))
        return mentions

    monkeypatch.setattr(chooser, "choose", noted)
    records(text)
    return seen


def test_the_same_text_gives_the_same_records_without_a_network(monkeypatch: pytest.MonkeyPatch) -> None:
    def refused(*_: Any, **__: Any) -> None:
        raise AssertionError("a connection")

    monkeypatch.setattr(socket.socket, "connect", refused)
    first = records()
    chooser.trees.cache_clear()
    assert first == records() and len(first) == 5


def test_every_label_and_subject_is_a_candidate(monkeypatch: pytest.MonkeyPatch) -> None:
    given = {(r["quote"], field): r[field] or "" for r in records() for field in chooser.ASKED}
    questions = asked(TEXT, monkeypatch)
    assert {q.field for q in questions} == set(chooser.QUESTIONS)
    for question in [q for q in questions if q.field in chooser.ASKED]:
        quote = next(quote for quote, field in given if TEXT.startswith(quote, TEXT.find(quote)) and float(question.mention.value) == _number(quote))
        assert given[quote, question.field] in question.candidates


def _number(quote: str) -> float:
    return float(quote.rstrip("%").replace(".", "").replace(",", "."))


def test_the_rules_answer_is_a_candidate_and_rows_have_all_columns(monkeypatch: pytest.MonkeyPatch) -> None:
    for question in asked(TEXT, monkeypatch):
        assert (getattr(question.mention, question.field) or "") in question.candidates
        assert len(question.rows) == len(question.candidates) and {len(row) for row in question.rows} == {len(names(question.field))}
        assert all(ways for ways in question.candidates.values())


def test_candidates_come_from_the_text_in_one_order(monkeypatch: pytest.MonkeyPatch) -> None:
    one = [(q.field, list(q.candidates.items())) for q in asked(TEXT, monkeypatch)]
    monkeypatch.undo()
    for cached in (candidates.heading_words, candidates.names_in, candidates.proper_in):
        cached.cache_clear()
    assert one == [(q.field, list(q.candidates.items())) for q in asked(TEXT, monkeypatch)]


def test_the_trees_fit_this_version_and_hold_no_words() -> None:
    path = MODELS / chooser.FILE
    data = json.loads(path.read_text(encoding="utf-8"))
    assert set(data) == {"about", "seed", "rounds", "questions"}
    for question, made in data["questions"].items():
        assert tuple(made.pop("columns")) == names(question) and len(names(question)) > len(WAYS[question])
        assert all(isinstance(number, int | float) for name, numbers in made.items() if name != "depth" for number in numbers)
        assert all(isinstance(value, int) for value in made["value"])


def test_trees_sum_their_leaves_whatever_is_weighed_beside() -> None:
    # One tree: a row of at most 1 in column 0 is worth 5, else by column 1.
    trees = chooser.trees_of({
        "roots": [0], "column": [0, 0, 1, 0, 0], "threshold": [1.0, 0, 0.5, 0, 0], "left": [1, 1, 3, 3, 4], "right": [2, 1, 4, 3, 4], "value": [0, 5, 0, 7, 9], "depth": 2,
    })  # fmt: skip
    rows = [[1.0, 0.0], [2.0, 0.5], [2.0, 0.75]]
    assert trees.worth(rows) == [5, 7, 9] and trees.worth(rows[2:]) == [9]
    assert trees.worth(rows * chooser.AT_ONCE) == [5, 7, 9] * chooser.AT_ONCE
    assert np.asarray(trees.value).dtype == np.int64


def test_a_missing_or_strange_file_is_an_error_and_not_the_rules(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(chooser, "MODELS", tmp_path)
    chooser.trees.cache_clear()
    try:
        with pytest.raises(chooser.ModelError) as missing:
            records()
        assert "trees.json" in missing.value.vi and "trees.json" in missing.value.en
        file = tmp_path / chooser.FILE
        file.parent.mkdir()
        file.write_text(json.dumps({"questions": {q: {"columns": ["x"]} for q in chooser.ASKED}}), encoding="utf-8")
        with pytest.raises(chooser.ModelError, match="does not fit"):
            records()
    finally:
        chooser.trees.cache_clear()


def test_why_names_the_choice_and_what_was_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    # Trees that like the longest phrase: the rules' shorter answers are refused.
    column = names("label").index("words: words")
    value = {"roots": [0], "column": [column, 0, 0], "threshold": [7.0, 0, 0], "left": [1, 1, 2], "right": [2, 1, 2], "value": [0, 0, 2 * chooser.MARGIN], "depth": 1}
    monkeypatch.setattr(chooser, "trees", lambda: {"label": chooser.trees_of(value)})
    made = extract(Document(TEXT, "a.txt", "0" * 64), why=True)
    told = [one for r in made.records if r.type == "indicator" for one in made.why[r.id] if one.field == "label"]
    chosen = [one for one in told if one.rule.startswith("models: label_subject · ")]
    assert chosen and all(one.words and any(said.endswith(": the rules") for said in one.refused) for one in chosen)
    kept = [one for r in made.records if r.type == "indicator" for one in made.why[r.id] if one.field == "subject"]
    assert kept and all(one.rule.startswith("quantities: ") for one in kept)


def test_cells_of_tables_keep_what_the_rules_say(monkeypatch: pytest.MonkeyPatch) -> None:
    text = "| Chỉ tiêu | Năm 2024 |\n|---|---|\n| Đàn bò (con) | 45.200 |\n| Đàn lợn (con) | 310.500 |\n"
    assert asked(text, monkeypatch) == []
