"""Imports point one way, as DESIGN says: no module of a lower floor imports one of a higher floor, and there are no circles."""

from __future__ import annotations

import ast
from pathlib import Path

import pytest

PACKAGE = Path(__file__).resolve().parent.parent / "extractor"
# From the ground up. A room imports its own inside and rooms of lower floors; two rooms of one floor do not know each other.
FLOORS = [
    {"quick"},
    {"errors", "document", "records", "messages", "evaluate", "temporary", "job_object", "process_table", "why", "version"},
    {"lexicon", "export", "outputs", "word_sheet"},
    {"readers"},
    {"layout", "steps"},
    {"language", "tables"},
    {"finders"},
    {"linking", "doctor"},
    {"audit"},
    {"records_from"},
    {"pipeline"},
    {"database", "worker", "spacy_components", "examples"},
    {"batch"},
    {"api"},
    {"web"},
    {"__init__"},
    {"cli"},
    {"__main__"},
]
FLOOR = {name: number for number, names in enumerate(FLOORS) for name in names}


def modules() -> list[Path]:
    return sorted(p for p in PACKAGE.rglob("*.py") if "_data" not in p.parts)


def name_of(path: Path) -> str:
    parts = path.relative_to(PACKAGE.parent).with_suffix("").parts
    return ".".join(parts[:-1] if parts[-1] == "__init__" else parts)


def imported(path: Path, *, types: bool = False) -> set[str]:
    """The modules of the package that a module imports, when it is loaded or inside its functions; with `types` also those that it only names."""
    found: set[str] = set()
    known = {name_of(p) for p in modules()}
    tree = ast.parse(path.read_text(encoding="utf-8"))
    body = [node for node in tree.body if types or not (isinstance(node, ast.If) and "TYPE_CHECKING" in ast.dump(node.test))]
    for node in (inner for top in body for inner in ast.walk(top)):
        if isinstance(node, ast.ImportFrom) and node.module and node.module.startswith("extractor"):
            # `from package import module` loads the module; `from module import name` the module that holds it.
            found |= {full if (full := f"{node.module}.{alias.name}") in known else node.module for alias in node.names}
        elif isinstance(node, ast.Import):
            found |= {alias.name for alias in node.names if alias.name.startswith("extractor")}
    return {name for name in found if name in known}


def room(name: str) -> str:
    parts = name.split(".")
    return parts[1] if len(parts) > 1 else "__init__"


@pytest.mark.parametrize("path", modules(), ids=name_of)
def test_imports_point_down(path: Path) -> None:
    own = room(name_of(path))
    assert own in FLOOR, f"{own}: give the new room a floor"
    above = {name for name in imported(path) if room(name) != own and FLOOR[room(name)] >= FLOOR[own]}
    assert not above


def folder(name: str, path: Path) -> str:
    parts = name.split(".")
    return ".".join(parts if path.name == "__init__.py" else parts[:-1])


def test_folders_beside_each_other_do_not_use_each_other() -> None:
    # A folder and the one it lies in are one house; folders beside each other have one direction.
    folders = {name_of(path): folder(name_of(path), path) for path in modules()}
    used = {(folders[name_of(path)], folders[name]) for path in modules() for name in imported(path)}
    both = {(a, b) for a, b in used if a < b and (b, a) in used and not b.startswith(f"{a}.")}
    assert not both


def test_there_are_no_circles() -> None:
    # The package's face hands its verbs on when they are first asked for; everything else says at once what it needs.
    graph = {name_of(p): {n for n in imported(p, types=True) if n not in (name_of(p), "extractor")} for p in modules()}
    seen: set[str] = set()

    def visit(name: str, path: tuple[str, ...]) -> None:
        assert name not in path, " → ".join((*path[path.index(name) :], name))
        if name not in seen:
            for target in sorted(graph[name]):
                visit(target, (*path, name))
            seen.add(name)

    for name in sorted(graph):
        visit(name, ())


TESTS = Path(__file__).resolve().parent
WITH_OTHERS = {"messages"}  # tests/test_messages.py holds the catalogues against the whole package


def test_tests_and_patterns_have_the_rooms_of_the_package() -> None:
    rooms = {path.name for path in PACKAGE.iterdir() if path.is_dir() and (path / "__init__.py").exists()}
    finders = {path.name for path in (PACKAGE / "finders").iterdir() if (path / "__init__.py").exists()}
    assert {path.name for path in TESTS.iterdir() if path.is_dir() and any(path.rglob("test_*.py"))} == rooms - WITH_OTHERS
    assert {path.name for path in (TESTS / "finders").iterdir() if path.is_dir() and path.name != "__pycache__"} == finders
    assert {path.name for path in (TESTS.parent / "patterns").iterdir() if path.is_dir()} <= rooms | finders
