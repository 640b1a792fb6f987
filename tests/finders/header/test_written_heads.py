"""Ways of heading and signing a document, put together by bench/written_heads.py: what is read stays read, field by field."""

import sys
from pathlib import Path

import pytest

sys.path.insert(0, str(Path(__file__).resolve().parents[3] / "bench"))
import written_heads

# The share of each field that is right. What fails: "TTr" of an inspectorate's letters, headlines that a time below them without a blank line runs into.
LEAST = {"doc_type": 0.98, "code": 0.99, "issued_on": 0.98, "place": 1.0, "issuer": 0.98, "title": 0.96, "signer": 1.0, "signer_title": 1.0, "addressee": 0.98}


@pytest.fixture(scope="module")
def measured() -> dict[str, list[int]]:
    return written_heads.measure(written_heads.made(7, 300))[0]


@pytest.mark.parametrize("field", list(LEAST))
def test_a_field_is_read_in_made_documents(field: str, measured: dict[str, list[int]]) -> None:
    right, whole = measured[field]
    assert whole >= 75 and right / whole >= LEAST[field], f"{field}: {right} of {whole}"
