"""Lists of names run through letterheads and sentences by bench/written_names.py: a sample stays whole."""

import sys
from pathlib import Path

import pytest

sys.path.insert(0, str(Path(__file__).resolve().parents[3] / "bench"))
import written_names


@pytest.mark.parametrize(("names", "every", "heads", "sentences"), [("places", 61, 0.97, 0.97), ("bodies", 11, 0.75, 0.85)])
def test_a_sample_of_names(names: str, every: int, heads: float, sentences: float) -> None:
    counts, wrong = written_names.measure(getattr(written_names, names)()[::every])
    for frame, (good, whole) in counts.items():
        assert good / whole >= (sentences if frame in written_names.SENTENCES else heads), (frame, good, whole, wrong)
