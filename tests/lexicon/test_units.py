"""One lexicon of units: every unit has a dimension, every spelling one unit, and finders and audit give the same answer."""

from __future__ import annotations

import pytest

from extractor.audit.figures import dimension_of
from extractor.lexicon.units import unit_info, units
from extractor.lexicon.written_units import unit_at


def test_every_unit_of_measure_and_time_has_a_dimension() -> None:
    for group in (*units().measures, *units().times):
        for word in group.words:
            assert unit_info(word).dimension == group.dimension != "count", word


@pytest.mark.parametrize(
    ("one", "other"),
    [("VNĐ", "đồng"), ("héc ta", "ha"), ("cây số", "km"), ("m²", "mét vuông"), ("KWh", "kWh"), ("đô la Mỹ", "USD"), ("euro", "EUR"), ("độ C", "oC")],
)
def test_spellings_of_one_unit(one: str, other: str) -> None:
    assert unit_info(one) == unit_info(other)


@pytest.mark.parametrize(
    ("unit", "kind"),
    [
        ("hồ sơ", "count"), (None, "count"), ("%", "percent"), ("đồng", "money"), ("tỷ lệ lạ", "count"), ("cây số", "measure"), ("kWp", "measure"),
        ("tạ/ha", "rate"), ("đồng/người/tháng", "rate"), ("tin/bài", "count"), ("tuần", "measure"),
    ],
)  # fmt: skip
def test_what_the_audit_sees(unit: str | None, kind: str) -> None:
    assert dimension_of(unit, "level") == kind


def test_what_does_not_add_up() -> None:
    assert all(unit_info(u).intensive for u in ("độ C", "tuổi", "tạ/ha", "người/hộ", "kV"))
    assert not any(unit_info(u).intensive for u in ("ha", "đồng", "hồ sơ", "kWh", None))


@pytest.mark.parametrize("word", sorted({w for g in units().measures for w in g.words if w[0].isalpha()}))
def test_the_finder_reads_every_measure(word: str) -> None:
    found = unit_at(f"12 {word}", 2)
    assert found is not None and found.text == word and found.kind == "measure"
