"""Every check finds what its examples show and leaves what they leave; codes, settings and the page are in order."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from extractor.audit import CHECKS, Check, CheckError, Settings, explain, known, settings_from
from extractor.audit.checks import Issue, Sample, check
from extractor.audit.samples import audit_sample

ROOT = Path(__file__).resolve().parent.parent.parent
FINDS = [(c, s) for c in CHECKS.values() for s in c.finds]
LEAVES = [(c, s) for c in CHECKS.values() for s in c.leaves]


def name(value: object) -> str:
    return value.code if isinstance(value, Check) else ""


@pytest.mark.parametrize(("made", "sample"), FINDS, ids=name)
def test_a_check_finds(made: Check, sample: Sample) -> None:
    layout, result = audit_sample(sample)
    found = [i for i in result.findings if i.check == made.code]
    assert found
    for issue in found:
        assert issue.evidence and issue.message.endswith(".") and issue.message_en
        assert all(layout.reading.text[a:b].strip() for a, b in issue.evidence)


@pytest.mark.parametrize(("made", "sample"), LEAVES, ids=name)
def test_a_check_leaves(made: Check, sample: Sample) -> None:
    _, result = audit_sample(sample)
    assert made.code not in {i.check for i in result.findings}


def test_every_check_of_a_document_has_both_kinds_of_examples() -> None:
    assert [c.code for c in CHECKS.values() if c.where == "document" and not (c.finds and c.leaves and c.run)] == []
    assert all(c.vi.endswith(".") and c.en.endswith(".") for c in CHECKS.values())


def test_a_code_is_registered_once() -> None:
    with pytest.raises(ValueError, match="twice"):
        check("sum_mismatch", "error")(lambda seen: iter(()))


@pytest.mark.parametrize("lang", ["vi", "en"])
@pytest.mark.parametrize("code", sorted(CHECKS))
def test_every_check_can_be_explained(code: str, lang: str) -> None:
    said = explain(code, lang)
    assert said.startswith(code)
    assert (CHECKS[code].vi if lang == "vi" else CHECKS[code].en) in said


def test_an_unknown_code_names_those_there_are() -> None:
    with pytest.raises(CheckError, match="sum_mismatch") as raised:
        known("nothing")
    assert "nothing" in raised.value.text("vi") and "nothing" in raised.value.text("en")


def test_settings_are_read_and_applied(tmp_path: Path) -> None:
    path = tmp_path / "audit.toml"
    path.write_text('[audit]\noff = ["rounding"]\n[audit.severity]\nsum_mismatch = "warning"\n', encoding="utf-8")
    settings = settings_from(path)
    issue = Issue("sum_mismatch", "error", "a.", "a.", ())
    applied = settings.apply(issue)
    assert applied is not None and applied.severity == "warning"
    assert settings.apply(Issue("rounding", "info", "a.", "a.", ())) is None
    assert Settings().apply(issue) == issue


@pytest.mark.parametrize(
    "content",
    ['[audit]\noff = ["no_such_check"]', '[audit.severity]\nrounding = "loud"', "[audit]\noff = 3", "[audit", None],
)
def test_a_broken_configuration_is_refused(tmp_path: Path, content: str | None) -> None:
    path = tmp_path / "audit.toml"
    if content is not None:
        path.write_text(content, encoding="utf-8")
    with pytest.raises(CheckError):
        settings_from(path)


def test_the_page_of_checks_is_what_the_script_writes() -> None:
    done = subprocess.run([sys.executable, "docs/checks.py", "--check"], cwd=ROOT, check=False)
    assert done.returncode == 0, "run `python docs/checks.py`"
