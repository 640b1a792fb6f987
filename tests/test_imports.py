"""Imports point one way, as DESIGN says: no module of a lower floor imports one of a higher floor, and there are no circles."""

from __future__ import annotations

import ast
from pathlib import Path

import pytest

PACKAGE = Path(__file__).resolve().parent.parent / "extractor"
# From the ground up. A module may import its own floor and those below it.
FLOORS = [
    {"errors", "document", "records", "lexicon", "messages", "evaluate", "export", "outputs", "temporary", "job_object", "why"},
    {"readers", "layout"},
    {"language", "finders", "tables", "steps"},
    {"linking"},
    {"audit", "doctor"},
    {"records_from"},
    {"pipeline", "__init__", "examples"},
    {"database", "batch", "worker", "spacy_components", "api"},
    {"web"},
    {"cli"},
    {"__main__"},
]
FLOOR = {name: number for number, names in enumerate(FLOORS) for name in names}


def modules() -> list[Path]:
    return sorted(p for p in PACKAGE.rglob("*.py") if "_data" not in p.parts)


def name_of(path: Path) -> str:
    parts = path.relative_to(PACKAGE.parent).with_suffix("").parts
    return ".".join(parts[:-1] if parts[-1] == "__init__" else parts)


def imported(path: Path) -> set[str]:
    """The modules of the package that a module imports, when it is loaded or inside its functions (not for types alone)."""
    found: set[str] = set()
    known = {name_of(p) for p in modules()}
    tree = ast.parse(path.read_text(encoding="utf-8"))
    body = [node for node in tree.body if not (isinstance(node, ast.If) and "TYPE_CHECKING" in ast.dump(node.test))]
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
    above = {name for name in imported(path) if room(name) != "__init__" and FLOOR[room(name)] > FLOOR[own]}
    assert not above


def test_there_are_no_circles() -> None:
    # The package's face hands its verbs on when they are first asked for; everything else says at once what it needs.
    graph = {name_of(p): {n for n in imported(p) if n not in (name_of(p), "extractor")} for p in modules()}
    seen: set[str] = set()

    def visit(name: str, path: tuple[str, ...]) -> None:
        assert name not in path, " → ".join((*path[path.index(name) :], name))
        if name not in seen:
            for target in sorted(graph[name]):
                visit(target, (*path, name))
            seen.add(name)

    for name in sorted(graph):
        visit(name, ())
