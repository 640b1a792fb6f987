"""Modules and functions stay small: 400 lines and 15 branches. What is longer says why in its docstring, or stands in a list that may only shrink."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent
PACKAGE = ROOT / "extractor"
MOST_LINES, MOST_BRANCHES = 400, 15

# To be split: the module, and the most lines that it may have until then.
LONG: dict[str, int] = {}
# To become ordered tables of predicates (as `RULES` of finders/quantities/role_rules.py): the function, and the most branches that it may have.
BRANCHY = {
    # A tokenizer: one branch a kind of token.
    "readers/pdf/content.py: operations": 19,
}


def modules() -> list[Path]:
    return sorted(path for path in PACKAGE.rglob("*.py") if "_data" not in path.parts)


def name(path: Path) -> str:
    return path.relative_to(PACKAGE).as_posix()


def functions(node: ast.AST, prefix: str = "") -> Iterator[tuple[str, ast.AST]]:
    """Every function with its name inside the module, methods with their class."""
    for child in ast.iter_child_nodes(node):
        if isinstance(child, ast.FunctionDef | ast.AsyncFunctionDef | ast.ClassDef):
            if not isinstance(child, ast.ClassDef):
                yield prefix + child.name, child
            yield from functions(child, f"{prefix}{child.name}.")
        else:
            yield from functions(child, prefix)


def branches(function: ast.AST) -> int:
    """The branches of a function's own statements: every `if`, `elif`, loop, `else` of a loop, `except` and `case`; functions inside it count for themselves."""
    count, todo = 0, list(ast.iter_child_nodes(function))
    while todo:
        node = todo.pop()
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef | ast.ClassDef | ast.Lambda):
            continue
        count += isinstance(node, ast.If | ast.For | ast.AsyncFor | ast.While | ast.ExceptHandler | ast.match_case)
        count += isinstance(node, ast.For | ast.While | ast.Try) and bool(node.orelse)
        todo += ast.iter_child_nodes(node)
    return count


@pytest.mark.parametrize("path", modules(), ids=name)
def test_a_module_is_short_or_says_why(path: Path) -> None:
    text = path.read_text(encoding="utf-8")
    lines = text.count("\n")
    if lines > MOST_LINES:
        reason = "Long, because" in (ast.get_docstring(ast.parse(text)) or "")
        assert reason or lines <= LONG.get(name(path), 0), f"{lines} lines: split it, or say in its docstring why it is long"


def test_functions_have_few_branches() -> None:
    over = {
        f"{name(path)}: {function}": count
        for path in modules()
        for function, node in functions(ast.parse(path.read_text(encoding="utf-8")))
        if (count := branches(node)) > MOST_BRANCHES
    }
    assert {one: count for one, count in over.items() if count > BRANCHY.get(one, 0)} == {}, "make it smaller functions, or a table of predicates"
