"""Every key of a pattern file is read by somebody. An unknown key is refused when the file is loaded (test_overlay.py); here the declared ones that no code reads.

Reading is recorded while the rules are compiled, their examples run and the documents of corpus/ read, in a process of its own, so that nothing
was cached before. What only special input reads (a scan, a mail, an old encoding) counts as read where the code names it: as `parent.key`, as
`words("parent", "key")`, or as `.key` where no other part has a key of this name.
"""

from __future__ import annotations

import ast
import json
import subprocess
import sys
from collections import Counter
from collections.abc import Iterator
from itertools import pairwise
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
# Read by people: what a part is about, why a rule stands, and what it must find.
REMARKS = {"about", "why", "examples", "counter_examples"}
# Parts that hold remarks only: the rule itself is a shape, in code; and the samples of old encodings, which are examples under another name.
SHAPES = {("NumberPatterns", "digits"), ("NumberPatterns", "fractions"), ("Patterns", "samples"), ("Sample", "written"), ("Sample", "text")}
# The names under which modules keep a whole file.
FILES = ("PAGES", "PATTERNS", "_PATTERNS")

RECORD = """
import json, sys
from pathlib import Path
from extractor.lexicon import patterns

read = set()

def look(self, name):
    if not name.startswith("_"):
        read.add((type(self).__module__, type(self).__qualname__, name))
    return object.__getattribute__(self, name)

patterns.Strict.__getattribute__ = look
from extractor.examples import check, compile_all
from extractor.pipeline import extract, extract_text
from extractor.readers import read as read_file

compile_all()
for name in patterns.files():
    for outcome in check(name):
        pass
for path in sorted(Path("corpus").rglob("*.txt")):
    extract(read_file(path))
# What neither has: an officer by the office alone.
extract_text("Thực hiện ý kiến của Thống đốc NHNN tại Công văn số 15/NHNN-TD ngày 03/02/2031.")

def classes(kind):
    for sub in kind.__subclasses__():
        yield sub
        yield from classes(sub)

def mentioned(annotation):
    yield annotation
    for part in getattr(annotation, "__args__", ()):
        yield from mentioned(part)

found = []
every = {c.__module__ + "." + c.__qualname__: c for c in classes(patterns.Strict)}
for kind in every.values():
    heirs = {(k.__module__, k.__qualname__) for k in (kind, *classes(kind))}
    parents = [name for other in every.values() for name, field in other.model_fields.items() if other is not kind and kind in mentioned(field.annotation)]
    for name in kind.__annotations__:
        found.append([kind.__module__, kind.__qualname__, name, any((*heir, name) in read for heir in heirs), sorted(set(parents))])
json.dump(sorted(found), sys.stdout)
"""


def fields() -> list[tuple[str, str, str, bool, list[str]]]:
    """Every declared key: module, class, key, whether it was read, and the keys under which the class stands."""
    done = subprocess.run([sys.executable, "-c", RECORD], cwd=ROOT, capture_output=True, text=True, timeout=600, check=True)
    return [tuple(row) for row in json.loads(done.stdout)]


def named(folder: Path) -> Iterator[tuple[str | None, str]]:
    """The keys that code names: (parent, key) in "parent.key" and in calls with both words, (None, key) where only the key stands."""
    for path in sorted(folder.rglob("*.py")):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Attribute) and isinstance(node.ctx, ast.Load):
                if isinstance(node.value, ast.Attribute | ast.Name):
                    yield (node.value.attr if isinstance(node.value, ast.Attribute) else node.value.id), node.attr
                yield None, node.attr
            elif isinstance(node, ast.Call):
                words = [arg.value for arg in node.args if isinstance(arg, ast.Constant) and isinstance(arg.value, str)]
                yield from pairwise(words)


def test_every_key_of_a_pattern_file_is_read() -> None:
    rows = fields()
    said = set(named(ROOT / "extractor"))
    counts = Counter(row[2] for row in rows)
    dead = [
        f"{module}: {kind}.{key}"
        for module, kind, key, was_read, parents in rows
        if not (was_read or key in REMARKS or key == "model_config" or (kind, key) in SHAPES)
        and not any((parent, key) in said for parent in (parents or FILES))
        and not (counts[key] == 1 and (None, key) in said)
    ]
    assert not dead, dead
    assert len(rows) > 300
