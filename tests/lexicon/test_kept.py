"""Compiled rules that one process leaves to the next: the same records with them and without, and a store that is not whole is no store."""

from __future__ import annotations

import os
import pickle
import subprocess
import sys
from pathlib import Path

import pytest
import regex

from extractor.lexicon import kept
from extractor.lexicon.needed import Guarded

ROOT = Path(__file__).resolve().parent.parent.parent
PATTERN = r"(?<!\w)(?P<what>xã|phường)[ ]+(?P<name>\p{Lu}\w*)"
TEXT = "Tại Xã Alpha và phường Beta"

EXTRACTED = """
import sys
from pathlib import Path
import regex
compiled = 0
real = regex.compile
def counted(*given, **named):
    global compiled
    compiled += 1
    return real(*given, **named)
regex.compile = counted
from extractor import extract
print(*(record.model_dump_json() for record in extract(Path(sys.argv[1])).records), sep="\\n")
print(compiled, file=sys.stderr)
"""


def stored(folder: Path) -> Path:
    """A store with one rule in it."""
    path = folder / "rules.bin"
    store = kept.Store(path)
    store.guarded(PATTERN, regex.IGNORECASE)
    store.rule(r"\d+", 0)
    store.keep()
    return path


def test_a_kept_rule_finds_what_the_compiled_one_finds(tmp_path: Path) -> None:
    path = stored(tmp_path)
    again = kept.Store(path).guarded(PATTERN, regex.IGNORECASE)
    plain = regex.compile(PATTERN, regex.IGNORECASE)
    assert isinstance(again, Guarded)
    assert [(m.span(), m.groupdict()) for m in again.finditer(TEXT)] == [(m.span(), m.groupdict()) for m in plain.finditer(TEXT)]
    assert (again.pattern, again.flags, again.groupindex) == (plain.pattern, plain.flags, plain.groupindex)
    assert again.search("không có gì") is None
    assert kept.Store(path).rule(r"\d+", 0).findall("12 xã, 3 phường") == ["12", "3"]


def test_a_rule_that_was_kept_without_its_words_gets_them(tmp_path: Path) -> None:
    path = tmp_path / "rules.bin"
    first = kept.Store(path)
    first.rule(PATTERN, 0)
    first.keep()
    second = kept.Store(path)
    assert isinstance(second.guarded(PATTERN, 0), Guarded)
    second.keep()
    assert kept.read(path)[PATTERN, 0][1:] == (("phường", "xã"), True)


@pytest.mark.parametrize("harm", ["cut", "bit", "empty", "release", "folder"])
def test_a_store_that_is_not_whole_is_no_store(tmp_path: Path, harm: str) -> None:
    path = stored(tmp_path)
    held = path.read_bytes()
    if harm == "folder":
        path.unlink()
        path.mkdir()
    else:
        path.write_bytes({"cut": held[:-9], "bit": held[:-1] + bytes([held[-1] ^ 1]), "empty": b"", "release": bytes([held[0] ^ 1]) + held[1:]}[harm])
    assert kept.read(path) == {}
    store = kept.Store(path)
    assert store.guarded(PATTERN, regex.IGNORECASE).search(TEXT)["name"] == "Alpha"
    store.keep()
    assert (PATTERN, int(regex.IGNORECASE)) in kept.read(path) or harm == "folder"


def test_a_store_builds_nothing_but_rules(tmp_path: Path) -> None:
    path = tmp_path / "rules.bin"
    for rule in (pickle.dumps(Path("x")), pickle.dumps(os.system)):
        assert kept.write(path, {("a", 0): (rule, None, True)})
        with pytest.raises(pickle.UnpicklingError):
            kept.Store(path).rule("a", 0)


def test_processes_that_keep_at_once_lose_nothing(tmp_path: Path) -> None:
    path = stored(tmp_path)
    one, other = kept.Store(path), kept.Store(path)
    one.rule("một", 0)
    other.rule("hai", 0)
    one.keep()
    other.keep()
    assert {pattern for pattern, _ in kept.read(path)} == {PATTERN, r"\d+", "một", "hai"}


def test_the_oldest_rules_go(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(kept, "_MOST", 3)
    path = tmp_path / "rules.bin"
    for number in range(5):
        store = kept.Store(path)
        store.rule(f"rule {number}", 0)
        store.keep()
    assert [pattern for pattern, _ in kept.read(path)] == ["rule 2", "rule 3", "rule 4"]


def test_where_nothing_can_be_written_rules_work_all_the_same(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("no folder", encoding="utf-8")
    store = kept.Store(tmp_path / "file" / "rules.bin")
    assert store.rule(r"\d+", 0).search("12")[0] == "12"
    store.keep()
    store.keep()
    assert sorted(p.name for p in tmp_path.iterdir()) == ["file"]


def test_the_variable_names_the_folder_or_turns_it_off(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(kept.VARIABLE, str(tmp_path))
    assert kept.place() == tmp_path / "rules.bin"
    monkeypatch.setenv(kept.VARIABLE, kept.OFF)
    assert kept.place() is None
    monkeypatch.delenv(kept.VARIABLE)
    there = kept.place()
    assert there is not None and "trichyeu" in there.parts


def test_records_are_the_same_with_kept_rules_and_without(tmp_path: Path) -> None:
    said = []
    for cache in (kept.OFF, str(tmp_path), str(tmp_path)):
        environment = {**os.environ, kept.VARIABLE: cache, "PYTHONPATH": str(ROOT)}
        source = ROOT / "corpus" / "102_bao_cao_quy_iii.txt"
        made = subprocess.run([sys.executable, "-c", EXTRACTED, str(source)], env=environment, capture_output=True, text=True, encoding="utf-8", check=True)
        said.append((made.stdout, int(made.stderr.split()[-1])))
    (off, all_of_them), (first, as_many), (second, few) = said
    assert off == first == second
    assert off.count("\n") > 50
    # What remains are the small expressions of the code itself.
    assert all_of_them >= as_many > 1_000 > few
