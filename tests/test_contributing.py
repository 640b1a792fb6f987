"""CONTRIBUTING.md is followed to the letter, on a copy of the package: every recipe is added as it stands there, and what it promises is run."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
from dataclasses import dataclass, field
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent
PAGE = (ROOT / "CONTRIBUTING.md").read_text(encoding="utf-8")
FENCE = re.compile(r"^```(?P<language>\w+)(?P<place>[^\n]*)\n(?P<body>.*?)^```$", re.MULTILINE | re.DOTALL)
PLACE = re.compile(r"file=(?P<file>\S+)(?:\s+(?P<where>below|above|replace)=(?P<quote>[\"'])(?P<line>.*)(?P=quote))?")
MOST_FILES = 4


@dataclass
class Recipe:
    """One section of the page: its edits (file, where, beginning of the line there, lines), its commands, and the code that must run then."""

    title: str
    edits: list[tuple[str, str | None, str, str]] = field(default_factory=list)
    commands: list[str] = field(default_factory=list)
    trials: list[str] = field(default_factory=list)


def recipes() -> list[Recipe]:
    found = []
    for section in re.split(r"^## ", PAGE, flags=re.MULTILINE)[1:]:
        recipe = Recipe(section.split("\n", 1)[0])
        for fence in FENCE.finditer(section):
            place = PLACE.search(fence["place"])
            if place is not None:
                recipe.edits.append((place["file"], place["where"], place["line"] or "", fence["body"]))
            elif fence["language"] == "sh":
                recipe.commands += fence["body"].strip().splitlines()
            else:
                recipe.trials.append(fence["body"])
        found.append(recipe)
    return found


RECIPES = recipes()


def follow(root: Path, edit: tuple[str, str | None, str, str]) -> None:
    """Makes one edit in the copy: a new file, or lines below, above or in place of the first line that begins so."""
    name, where, beginning, body = edit
    path = root / name
    if where is None:
        assert not path.exists(), f"{name} is there already"
        path.write_text(body, encoding="utf-8")
        return
    lines = path.read_text(encoding="utf-8").splitlines(keepends=True)
    at = next((number for number, line in enumerate(lines) if line.startswith(beginning)), None)
    assert at is not None, f"{name} has no line that begins {beginning!r}"
    if where == "replace":
        lines[at] = body.removesuffix("\n") + lines[at][len(beginning) :]
    else:
        lines.insert(at + (where == "below"), body)
    path.write_text("".join(lines), encoding="utf-8")


def run(root: Path, *arguments: str) -> str:
    environment = os.environ | {"PYTHONPATH": str(root), "TRICHYEU_LANG": "en"}
    environment.pop("TRICHYEU_PATTERNS", None)
    done = subprocess.run([sys.executable, *arguments], cwd=root, env=environment, capture_output=True, text=True, timeout=300, check=False)
    assert done.returncode == 0, done.stdout[-2000:] + done.stderr[-2000:]
    return done.stdout


@pytest.fixture(scope="module")
def copy(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The package as it is, with its rules, as a newcomer has it; every recipe is followed in it, one after the other."""
    root = tmp_path_factory.mktemp("copy")
    for name in ("extractor", "patterns", "models"):
        shutil.copytree(ROOT / name, root / name, ignore=shutil.ignore_patterns("__pycache__", "_data", "static"))
    (root / "docs").mkdir()
    shutil.copy(ROOT / "docs" / "checks.py", root / "docs")
    for recipe in RECIPES:
        for edit in recipe.edits:
            follow(root, edit)
    return root


def test_the_page_has_its_five_recipes() -> None:
    assert [re.sub(r"^\d\. ", "", recipe.title) for recipe in RECIPES] == ["A document type", "A unit", "A date form", "A check of the audit", "A reader"]
    assert all(recipe.edits and recipe.trials for recipe in RECIPES)


@pytest.mark.parametrize("recipe", RECIPES, ids=lambda recipe: recipe.title)
def test_a_recipe_touches_few_files_and_names_them(recipe: Recipe) -> None:
    files = {name for name, *_ in recipe.edits}
    assert len(files) <= MOST_FILES
    assert all(f"`{name}`" in PAGE for name in files)


@pytest.mark.parametrize("recipe", RECIPES, ids=lambda recipe: recipe.title)
def test_a_recipe_works(copy: Path, recipe: Recipe) -> None:
    for command in recipe.commands:
        program, *arguments = command.split()
        assert program == "trichyeu"
        run(copy, "-m", "extractor", *arguments)
    for trial in recipe.trials:
        run(copy, "-c", trial)


def test_the_page_of_checks_is_written_by_its_script(copy: Path) -> None:
    run(copy, "docs/checks.py")
    assert "issued_on_holiday" in (copy / "docs" / "checks.md").read_text(encoding="utf-8")


def test_what_the_page_adds_is_not_there_before() -> None:
    for word in ("BĐTh", "vỉ:", "gallon", "chặng đường", "2: [trung tuần]"):
        assert not any(word in path.read_text(encoding="utf-8") for path in (ROOT / "patterns").rglob("*.yaml"))
