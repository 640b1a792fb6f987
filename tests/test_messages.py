"""Every sentence that a user reads stands in messages/, in both languages, is asked for by somebody, and none stands in code."""

from __future__ import annotations

import ast
import re
import string
from collections.abc import Iterator
from pathlib import Path

import pytest

from extractor.audit import CHECKS
from extractor.messages import FOLDER, SAY, Catalogue

PACKAGE = Path(__file__).resolve().parent.parent / "extractor"
NAMES = sorted(path.stem for path in FOLDER.glob("*.yaml"))
MARKED = re.compile(r"[àáảãạăằắẳẵặâầấẩẫậđèéẻẽẹêềếểễệìíỉĩịòóỏõọôồốổỗộơờớởỡợùúủũụưừứửữựỳýỷỹỵ]", re.IGNORECASE)
# What takes the two sentences of an error or a finding.
SPEAK = re.compile(r"\w*Error|UnsupportedFormat|Issue|issue_of|\w*_?finding|Finding|check|Check|Failure|Loss")


def catalogue(name: str) -> Catalogue:
    made = getattr(SAY, name)
    assert isinstance(made, Catalogue)
    return made


def trees() -> Iterator[tuple[Path, ast.AST]]:
    for path in sorted(PACKAGE.rglob("*.py")):
        if "_data" not in path.parts:
            yield path, ast.parse(path.read_text(encoding="utf-8"))


@pytest.mark.parametrize("name", NAMES)
def test_a_text_is_in_both_languages_with_the_same_names(name: str) -> None:
    wrong = []
    for key, (vi, en) in catalogue(name).items():
        parts = [{part for _, part, _, _ in string.Formatter().parse(text) if part} for text in (vi, en)]
        if bool(vi) != bool(en) or parts[0] != parts[1]:
            wrong.append(key)
    assert not wrong


def test_a_key_stands_once() -> None:
    for name in NAMES:
        keys = re.findall(r"^(\"?[a-z][^:\"]*\"?):", (FOLDER / f"{name}.yaml").read_text(encoding="utf-8"), re.MULTILINE)
        assert len(keys) == len(set(keys)) == len(catalogue(name)), name


def test_every_text_that_the_code_asks_for_exists_and_none_is_left_over() -> None:
    asked: set[tuple[str, str]] = set()
    made: set[str] = set()
    constants: set[str] = set()
    for _, tree in trees():
        for node in ast.walk(tree):
            if isinstance(node, ast.Call | ast.Subscript) and (of := _catalogue_of(node.func if isinstance(node, ast.Call) else node.value)):
                key = (node.args[0] if node.args else None) if isinstance(node, ast.Call) else node.slice
                if isinstance(key, ast.Constant):
                    asked.add((of, str(key.value)))
            elif isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id in ("say", "stop", "checked"):
                asked.update(("cli", a.value) for a in node.args if isinstance(a, ast.Constant) and isinstance(a.value, str))
            if isinstance(node, ast.Constant) and isinstance(node.value, str):
                constants.add(node.value)
            elif isinstance(node, ast.JoinedStr) and isinstance(node.values[0], ast.Constant):
                made.add(str(node.values[0].value))
    assert {(name, key) for name, key in asked if key not in catalogue(name)} == set()
    starts = tuple(start for start in made if start.endswith("."))
    checks = {f"{code}{ending}" for code in CHECKS for ending in (".what", ".name")}
    for name in sorted({*NAMES} - {"desk", "tables"}):  # those are asked for by templates and by the tables of the database
        left = {key for key in catalogue(name) if (name, key) not in asked and key not in constants and not key.startswith(starts)}
        assert left - (checks if name == "audit" else set()) == set(), name


def _catalogue_of(node: ast.AST) -> str | None:
    """`SAY.name` → name."""
    return node.attr if isinstance(node, ast.Attribute) and isinstance(node.value, ast.Name) and node.value.id == "SAY" else None


def test_every_check_has_a_name_and_says_what_it_looks_for() -> None:
    for code in CHECKS:
        assert f"{code}.name" in SAY.audit and f"{code}.what" in SAY.audit


def test_no_sentence_stands_in_code() -> None:
    found = []
    for path, tree in trees():
        for node in ast.walk(tree):
            if isinstance(node, ast.Call) and SPEAK.fullmatch(getattr(node.func, "id", getattr(node.func, "attr", ""))):
                said = [*node.args, *(k.value for k in node.keywords if k.arg not in ("finds", "leaves"))]
                found += [f"{path.relative_to(PACKAGE)}:{a.lineno}" for a in said if MARKED.search(_text(a)) and " " in _text(a).strip()]
            elif isinstance(node, ast.Tuple) and len(node.elts) == 2:
                vi, en = (_text(part) for part in node.elts)
                if MARKED.search(vi) and len(vi.split()) > 2 and en.isascii() and len(en.split()) > 2 and "(?" not in vi:
                    found.append(f"{path.relative_to(PACKAGE)}:{node.lineno}")
    assert not found


def _text(node: ast.AST) -> str:
    """The constant parts of a string."""
    if isinstance(node, ast.JoinedStr):
        return "".join(str(part.value) for part in node.values if isinstance(part, ast.Constant))
    return node.value if isinstance(node, ast.Constant) and isinstance(node.value, str) else ""


def test_a_value_may_differ_between_the_languages() -> None:
    assert SAY.audit("reference_malformed", reference="12/QĐ", fault=("thiếu", "missing")) == ("12/QĐ: ký hiệu viết sai thể thức (thiếu).", "12/QĐ: the code is malformed (missing).")
