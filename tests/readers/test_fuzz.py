"""A fast part of bench/fuzz_readers.py: broken files of each format that is parsed here end in a Document or a ReadError."""

from __future__ import annotations

import importlib.util
import sys
import time
from pathlib import Path
from types import ModuleType

import pytest

from extractor.document import Document
from extractor.errors import ReadError
from extractor.readers import office, read_all_bytes


def bench() -> ModuleType:
    path = Path(__file__).parents[2] / "bench" / "fuzz_readers.py"
    spec = importlib.util.spec_from_file_location("fuzz_readers", path)
    assert spec and spec.loader
    module = importlib.util.module_from_spec(spec)
    sys.modules["fuzz_readers"] = module
    spec.loader.exec_module(module)
    return module


FUZZ = bench()
KINDS = [kind for kind in FUZZ.SAMPLES if kind not in FUZZ.THROUGH_OFFICE]
OLD = {"ods", "xls"}


@pytest.mark.parametrize("kind", KINDS)
def test_broken_files_end_in_rows(kind: str) -> None:
    if kind in OLD and office.program() is None:
        pytest.skip("LibreOffice, which makes the sample, is not installed")
    data = FUZZ.SAMPLES[kind]()
    assert all(isinstance(item, Document) for item in read_all_bytes(data, f"x.{kind}"))
    begun = time.process_time()
    for name, broken in FUZZ.mutations(data, 30, 11):
        for item in read_all_bytes(broken, f"x.{kind}"):
            assert isinstance(item, (Document, ReadError)), name
            if isinstance(item, ReadError):
                assert item.cause != "internal", f"{name}: {item.en}"
                assert item.vi and item.en
            else:
                for table in item.tables:
                    assert 0 <= table.start <= table.end <= len(item.text), name
                for block in item.blocks:
                    assert 0 <= block.start <= block.end <= len(item.text), name
    assert time.process_time() - begun < 60
