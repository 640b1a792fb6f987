"""An office's own rules: added to ours without touching the package, checked like ours, and named where they cannot be used."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from extractor.lexicon.patterns import OVERLAY, PatternError, folders, merged

OWN = """measures:
  - about: Đơn vị riêng của ngành thuỷ sản
    dimension: crates
    units: {khay: 1}
    examples:
      - {text: "sản lượng đạt 1.250 khay", find: {value: 1250, unit: khay}}
"""


def trichyeu(*arguments: str, own: Path | None = None) -> subprocess.CompletedProcess[str]:
    environment = os.environ | {"COLUMNS": "200", "TRICHYEU_LANG": "vi"} | ({OVERLAY: str(own)} if own else {})
    return subprocess.run(
        [sys.executable, "-m", "extractor", *arguments], capture_output=True, text=True, encoding="utf-8", env=environment, timeout=120, check=False
    )


def test_a_unit_of_ones_own_is_read_checked_and_listed(tmp_path: Path) -> None:
    (tmp_path / "units.yaml").write_text(OWN, encoding="utf-8")
    (tmp_path / "report.txt").write_text("Năm 2031, sản lượng đạt 1.250 khay.\n", encoding="utf-8")
    plain = trichyeu("extract", str(tmp_path / "report.txt"), "--format", "jsonl")
    own = trichyeu("--patterns", str(tmp_path), "extract", str(tmp_path / "report.txt"), "--format", "jsonl")
    assert own.returncode == 0, own.stderr
    assert '"unit":"khay"' in own.stdout.replace(" ", "") and own.stdout != plain.stdout
    checked = trichyeu("patterns", "check", "units", own=tmp_path)
    assert checked.returncode == 0, checked.stdout
    listed = trichyeu("patterns", "list", own=tmp_path)
    assert str(tmp_path) in listed.stdout.replace("\n", "") and "patterns/quantities/units.yaml" in listed.stdout


@pytest.mark.parametrize(
    ("name", "text", "said"),
    [
        ("units.yaml", "measures:\n  - {about: x, dimention: length, units: {u: 1}}\n", "dimention"),
        ("units.yaml", "measures: [\n", "YAML"),
        ("unit.yaml", "measures: []\n", "unit"),
        ("quantities.yaml", "not_indicators:\n  - {name: mine, before: '(('}\n", "mine"),
    ],
)
def test_what_cannot_be_used_is_one_sentence(tmp_path: Path, name: str, text: str, said: str) -> None:
    (tmp_path / name).write_text(text, encoding="utf-8")
    result = trichyeu("--patterns", str(tmp_path), "extract", str(tmp_path / "none.txt"))
    assert result.returncode == 3 and said in result.stderr and "Traceback" not in result.stderr


def test_a_missing_folder_is_said(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv(OVERLAY, str(tmp_path / "none"))
    with pytest.raises(PatternError, match="none"):
        folders()


def test_merging_adds_and_completes() -> None:
    ours = {"a": [1, 2], "b": {"c": 1}, "list": [{"name": "x", "words": ["p"]}, {"name": "y"}]}
    added = {"a": [2, 3], "b": {"d": 2}, "list": [{"name": "x", "words": ["q"]}, {"name": "z"}]}
    assert merged(ours, added) == {
        "a": [1, 2, 3], "b": {"c": 1, "d": 2}, "list": [{"name": "x", "words": ["p", "q"]}, {"name": "y"}, {"name": "z"}],
    }  # fmt: skip
    assert ours["a"] == [1, 2], "ours is left as it is"
