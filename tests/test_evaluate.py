"""Scoring: hand-made cases with known figures, and the same figures as an independent scorer where one is at hand."""

from __future__ import annotations

import json
import random
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from extractor.evaluate import (
    MEASURES,
    Gold,
    Score,
    gold_files,
    one_in_other,
    read_jsonl,
    same_number,
    same_unit,
    score,
    shared_words,
    text_of,
)

SCORER = Path(__file__).resolve().parent.parent.parent / "shared" / "eval" / "score.py"
GOLD = Path(__file__).resolve().parent.parent / "corpus" / "gold"


def reference(start: int, code: str | None = "1/A", **more: Any) -> dict[str, Any]:
    return {
        "type": "reference",
        "start": start,
        "end": start + 10,
        "quote": "q",
        "doc_type": "Kế hoạch",
        "code": code,
        "issued_on": None,
        "issuer": None,
        **more,
    }


def figures(gold: list[dict[str, Any]], found: list[dict[str, Any]]) -> dict[str, Any]:
    return score(gold, found).figures()


def test_a_perfect_score() -> None:
    records = [reference(0), reference(20, "2/B")]
    shown = figures(records, records)["reference"]
    assert (shown["precision"], shown["recall"], shown["f1"], shown["full_f1"], shown["span_exact"]) == (1, 1, 1, 1, 1)
    assert shown["attributes"] == {"doc_type": 1, "issued_on": 1, "issuer": 1}


def test_missed_spurious_and_wrong() -> None:
    gold = [reference(0), reference(20, "2/B"), reference(40, "3/C", issuer="Bộ Y tế")]
    found = [reference(1), reference(40, "3/C", issuer="Bộ Nội vụ"), reference(60, "4/D"), reference(20, "2/X")]
    shown = figures(gold, found)["reference"]
    assert (shown["precision"], shown["recall"]) == (2 / 4, 2 / 3)
    assert shown["span_exact"] == 0.5 and shown["attributes"]["issuer"] == 0.5
    assert shown["full_f1"] == pytest.approx(2 * (1 / 4) * (1 / 3) / (1 / 4 + 1 / 3))
    errors = [(kind, record["code"]) for kind, record, _ in score(gold, found).types["reference"].errors]
    assert errors == [("wrong", "3/C"), ("missed", "2/B"), ("spurious", "4/D"), ("spurious", "2/X")]


def test_the_longest_overlap_is_the_match() -> None:
    gold = [reference(0)]
    found = [reference(8), reference(1)]
    tally = score(gold, found).types["reference"]
    assert tally.matched == 1 and [r["start"] for kind, r, _ in tally.errors if kind == "spurious"] == [8]


def test_only_records_inside_the_run_count() -> None:
    records = [reference(0), reference(50)]
    assert score(records, records, 40, 60).types["reference"].gold == 1


def test_phrases_and_numbers() -> None:
    assert one_in_other("sở Nội vụ", "Giám đốc Sở Nội vụ") and not one_in_other("sở", "sởn") and not one_in_other("", "a")
    assert same_number(None, None) and not same_number(None, 0) and same_number(0.1 + 0.2, 0.3)
    assert same_unit("hồ sơ", "hồ sơ TTHC") and not same_unit("%", "% hồ sơ") and same_unit("% / năm", "%/năm")
    assert shared_words("a b", "b c") == 0.5 and shared_words("", "a") == 0


def test_relations_match_by_their_numbers() -> None:
    gold = [{"type": "relation", "kind": "sum", "parts": [[0, 2], [4, 6]], "whole": [8, 10], "holds": True}]
    found = [
        {"type": "relation", "kind": "total", "parts": [[8, 10], [4, 6]], "whole": [0, 2], "holds": True, "grade": "rounding"}
    ]
    shown = figures(gold, found)["relation"]
    assert (shown["recall"], shown["precision"], shown["verdict"], shown["grade"]) == (1, 1, 1, 0)


def test_metadata_names_what_is_wrong() -> None:
    gold = [{"type": "metadata", "code": "1/A", "title": "Kế hoạch năm", "signer": "Lê A", "place": None}]
    found = [{"type": "metadata", "code": "1/A", "title": "Ban hành Kế hoạch năm 2031", "signer": "Lê B"}]
    assert figures(gold, found)["metadata"] == {"fields": 3, "right": 2, "wrong": ["signer"]}


def test_metadata_without_a_field_is_compared_all_the_same() -> None:
    empty = {"type": "metadata", "doc_type": None, "code": None}
    assert figures([empty], [empty])["metadata"] == {"fields": 0, "right": 0, "wrong": []}
    assert "metadata" not in figures([empty], [])


def test_documents_are_pooled_by_adding() -> None:
    one = score([reference(0)], [reference(0)])
    other = score([reference(0), reference(20)], [])
    assert (one + other).figures()["reference"]["recall"] == pytest.approx(1 / 3)
    assert sum([one, other], Score()).figures() == (one + other).figures()


def test_gold_files_and_their_texts(tmp_path: Path) -> None:
    for name in ("001.jsonl", "004.100-200.jsonl", "notes.txt"):
        (tmp_path / name).write_text("")
    for name in ("001_a.txt", "0010_b.txt", "004.txt"):
        (tmp_path / name).write_text("x")
    files = gold_files(tmp_path)
    assert [(g.number, g.first, g.last) for g in files] == [("001", 0, 10**9), ("004", 100, 200)]
    assert [text_of(g, [tmp_path / "none", tmp_path]) for g in files] == [tmp_path / "001_a.txt", tmp_path / "004.txt"]
    assert text_of(Gold(tmp_path / "x", "9"), [tmp_path]) is None


def spoiled(gold: list[dict[str, Any]], seed: int) -> list[dict[str, Any]]:
    """Gold records with errors of all kinds, as an extraction would make them."""
    chance = random.Random(seed)
    found = []
    for record in gold:
        draw = chance.random()
        made = {**record, "document": "x.txt"}
        if draw < 0.1:
            continue
        if draw < 0.2 and made.get("start") is not None:
            made["start"] += chance.choice([-2, 1, 3])
            made["end"] = max(made["end"], made["start"] + 1)
        elif draw < 0.4:
            for key in chance.sample(sorted(made), 3):
                if key not in ("type", "start", "end", "quote", "parts", "whole", "form", "document", "value", "status"):
                    made[key] = None
        elif draw < 0.5 and made.get("quote"):
            found.append(dict(made))
        found.append(made)
    chance.shuffle(found)
    return found


def flat(row: dict[str, Any]) -> dict[str, float]:
    return {**{k: v for k, v in row.items() if k != "attributes"}, **{f"attributes.{k}": v for k, v in row.get("attributes", {}).items()}}


@pytest.mark.skipif(not SCORER.is_file(), reason="the independent scorer is not at hand")
@pytest.mark.parametrize("seed", range(3))
@pytest.mark.parametrize(
    "path", sorted(GOLD.glob("*.jsonl")) + sorted((SCORER.parent / "gold").glob("*.jsonl")), ids=lambda p: p.stem
)
def test_figures_are_those_of_the_independent_scorer(path: Path, seed: int, tmp_path: Path) -> None:
    gold = list(read_jsonl(path))
    found = spoiled([r for r in gold if r["type"] in {*MEASURES, "relation", "metadata"}], seed)
    predicted = tmp_path / "predicted.jsonl"
    predicted.write_text("".join(json.dumps(r, ensure_ascii=False) + "\n" for r in found), encoding="utf-8")
    said = subprocess.run(
        [sys.executable, str(SCORER), str(path), str(predicted), "--json"], capture_output=True, text=True, check=True
    )
    run = next(g for g in gold_files(path.parent) if g.path == path)
    ours = score(gold, found, run.first, run.last).figures()
    theirs = json.loads(said.stdout)
    assert set(ours) == set(theirs)
    # The times of figures are measured here beyond what that scorer reads.
    assert 0 <= ours.get("indicator", {}).pop("period_token_f1", 0) <= 1
    for kind, row in theirs.items():
        assert flat(ours[kind]) == pytest.approx(flat(row)) if kind != "metadata" else ours[kind] == row, kind
