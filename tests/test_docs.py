"""The documentation says what the program does: pages written by scripts are up to date, and the README's example gives what it prints."""

from __future__ import annotations

import re
import subprocess
import sys
import tomllib
from pathlib import Path

import extractor

ROOT = Path(__file__).resolve().parent.parent


def test_the_schema_page_is_what_the_script_writes() -> None:
    done = subprocess.run([sys.executable, "docs/schema.py", "--check"], cwd=ROOT, check=False)
    assert done.returncode == 0, "run `python docs/schema.py`"


def test_the_python_example_of_the_readme_gives_its_output(capsys) -> None:
    readme = (ROOT / "README.md").read_text(encoding="utf-8")
    example = re.search(r"```python\n(.*?)```\s*```text\n(.*?)```", readme, re.DOTALL)
    assert example is not None
    exec(example[1], {})
    assert capsys.readouterr().out == example[2]


def test_every_command_of_the_readme_exists() -> None:
    readme = (ROOT / "README.md").read_text(encoding="utf-8")
    named = set(re.findall(r"^trichyeu (\w+)", readme, re.MULTILINE))
    assert len(named) >= 8
    for command in sorted(named):
        done = subprocess.run([sys.executable, "-m", "extractor", command, "--help"], cwd=ROOT, capture_output=True, check=False)
        assert done.returncode == 0, command


def test_changelog_and_package_agree_on_the_version() -> None:
    version = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]["version"]
    assert version == extractor.__version__
    assert f"## {version}" in (ROOT / "CHANGELOG.md").read_text(encoding="utf-8")


def test_every_pattern_file_is_explained() -> None:
    page = (ROOT / "docs" / "patterns.md").read_text(encoding="utf-8")
    missing = [path.stem for path in (ROOT / "patterns").glob("*.yaml") if f"`{path.stem}`" not in page]
    assert not missing
