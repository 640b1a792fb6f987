"""The job object of Windows: nothing elsewhere, and its calls fit the types of the library that makes them."""

import subprocess
import sys
from pathlib import Path

import pytest

from extractor.job_object import tied

ROOT = Path(__file__).resolve().parent.parent


@pytest.mark.skipif(sys.platform == "win32", reason="other systems have no job objects")
def test_other_systems_have_a_lifeline_instead() -> None:
    assert tied(1, 1 << 30) is None


def test_its_calls_fit_the_types_of_windows(tmp_path: Path) -> None:
    told = subprocess.run(
        [sys.executable, "-m", "mypy", "--platform", "win32", "--strict", "--follow-imports", "silent", "--cache-dir", str(tmp_path), "--config-file", "", "extractor/job_object.py"],
        cwd=ROOT, capture_output=True, text=True, check=False,
    )
    assert told.returncode == 0, told.stdout


if sys.platform == "win32":  # only Windows has job objects

    def test_the_process_ends_with_the_job() -> None:
        process = subprocess.Popen([sys.executable, "-c", "import time; time.sleep(60)"])
        job = tied(process.pid, 1 << 30)
        job.Close()
        assert process.wait(10) != 0
