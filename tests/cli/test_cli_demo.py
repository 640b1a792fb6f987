"""`trichyeu demo`: the samples that come inside the package, read and shown; nothing of the user's is touched."""

from __future__ import annotations

import os
import subprocess
import sys
import zipfile
from pathlib import Path
from typing import Any

from click.testing import Result
from typer.testing import CliRunner

from extractor.cli import build
from extractor.cli.demo import samples

ROOT = Path(__file__).resolve().parent.parent.parent


def demo(*arguments: Any, lang: str = "vi") -> Result:
    return CliRunner(env={"COLUMNS": "160"}).invoke(build(lang), ["demo", *map(str, arguments)])


def test_demo_shows_what_it_found_and_can_be_run_again(tmp_path: Path) -> None:
    folder = tmp_path / "thử nghiệm"
    first = demo(folder)
    assert first.exit_code == 0, first.output
    made = sorted(p.name for p in folder.glob("*.txt"))
    assert made == sorted(p.name for p in samples().glob("*.txt"))
    assert f"Mới {len(made)} ·" in first.output and "giải ngân" in first.output
    assert "Các con số không khớp (" in first.output and "[sum_mismatch]" in first.output
    assert f'--db "{folder / "trichyeu.db"}"' in first.output
    again = demo(folder, lang="en")
    assert again.exit_code == 0 and f"unchanged {len(made)} ·" in again.output


def test_demo_leaves_a_file_of_the_user_alone(tmp_path: Path) -> None:
    name = min(p.name for p in samples().glob("*.txt"))
    (tmp_path / name).write_text("của tôi", encoding="utf-8")
    result = demo(tmp_path)
    assert result.exit_code == 3
    assert (tmp_path / name).read_text(encoding="utf-8") == "của tôi" and not (tmp_path / "trichyeu.db").exists()


def test_demo_says_where_it_cannot_write(tmp_path: Path) -> None:
    (tmp_path / "tệp").write_text("", encoding="utf-8")
    assert demo(tmp_path / "tệp" / "con").exit_code == 3


def test_the_built_wheel_brings_samples_patterns_and_models(tmp_path: Path) -> None:
    # `hatchling build` takes the checkout as it stands and needs no network; the wheel is then used without the checkout.
    subprocess.run([sys.executable, "-m", "hatchling", "build", "-t", "wheel", "-d", str(tmp_path)], cwd=ROOT, check=True, capture_output=True)
    [wheel] = tmp_path.glob("*.whl")
    unpacked = tmp_path / "gói"
    zipfile.ZipFile(wheel).extractall(unpacked)
    done = subprocess.run(
        [sys.executable, "-m", "extractor", "--lang", "en", "demo"],
        cwd=tmp_path, env={**os.environ, "PYTHONPATH": str(unpacked)}, capture_output=True, text=True, encoding="utf-8", check=False,
    )  # fmt: skip
    assert done.returncode == 0, done.stderr
    assert "[ratio_mismatch]" in done.stdout
    assert (tmp_path / "output" / "demo" / "trichyeu.db").is_file()
