"""Words belong to patterns/: regular expressions in code that hold Vietnamese words are counted by room, and the count may only fall.

What is counted: calls that make or use a regular expression (`re`, `regex`, `rule`, `compile_rule`) whose pattern has a letter with a Vietnamese mark
outside character classes. Structure stays in code; a word that somebody else could want to add goes to a pattern file, with examples.
"""

from __future__ import annotations

import ast
import re
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

PACKAGE = Path(__file__).resolve().parent.parent / "extractor"
CALLS = {"compile", "search", "match", "fullmatch", "sub", "split", "finditer", "findall"}
MAKERS = {"rule", "compile_rule", "_compiled", "compiled"}
MARKED = re.compile(r"[àáảãạăằắẳẵặâầấẩẫậđèéẻẽẹêềếểễệìíỉĩịòóỏõọôồốổỗộơờớởỡợùúủũụưừứửữựỳýỷỹỵ]", re.IGNORECASE)
NO_WORDS = re.compile(r"\\[pP]\{\w+\}|\[[^\]]*\]|\(\?P<\w+>|\\.")

# The most that each room may have. What is left in finders/quantities are the numerals of the language (number_words.py): a closed class that reading and
# writing numbers share with their values, to which nobody can add one.
LEFT = {
    "finders/quantities": 2,
}


def patterns(tree: ast.AST) -> Iterator[str]:
    """The constant parts of every regular expression that a module makes or uses."""
    for node in ast.walk(tree):
        if not isinstance(node, ast.Call) or not node.args:
            continue
        called = node.func
        of_module = isinstance(called, ast.Attribute) and isinstance(called.value, ast.Name) and called.value.id in ("re", "regex") and called.attr in CALLS
        if of_module or (isinstance(called, ast.Name) and called.id in MAKERS):
            yield "".join(part.value for part in ast.walk(node.args[0]) if isinstance(part, ast.Constant) and isinstance(part.value, str))


def room(path: Path) -> str:
    """The folder of a module below the package, at most two deep; the module's own name on the ground floor."""
    parts = path.relative_to(PACKAGE).parts
    return "/".join(parts[: min(len(parts) - 1, 2)]) or parts[0]


def test_words_leave_the_code() -> None:
    counts = Counter(
        room(path)
        for path in PACKAGE.rglob("*.py")
        if "_data" not in path.parts
        for pattern in patterns(ast.parse(path.read_text(encoding="utf-8")))
        if MARKED.search(NO_WORDS.sub("", pattern))
    )
    more = {name: (count, LEFT.get(name, 0)) for name, count in sorted(counts.items()) if count > LEFT.get(name, 0)}
    assert not more, f"more regular expressions with Vietnamese words than before; put the words into patterns/: {more}"
