"""Frozen values that are made quickly: as a frozen dataclass makes them, with slots and without."""

from __future__ import annotations

from dataclasses import FrozenInstanceError, dataclass, field, replace
from functools import cached_property

import pytest

from extractor.quick import quick


@quick
@dataclass(frozen=True, slots=True)
class Slotted:
    start: int
    name: str = "x"


@quick
@dataclass(frozen=True)
class Kept:
    start: int
    name: str = "x"
    seen: dict[int, str] = field(default_factory=dict)

    @cached_property
    def twice(self) -> int:
        return 2 * self.start


@pytest.mark.parametrize("kind", [Slotted, Kept])
def test_a_quick_value_is_frozen_and_equal(kind: type[Slotted] | type[Kept]) -> None:
    made = kind(3, name="y")
    assert made == kind(3, "y") and made != kind(3) and replace(made, start=4) == kind(4, "y")
    with pytest.raises(FrozenInstanceError):
        made.start = 5  # type: ignore[misc]
    with pytest.raises(TypeError):
        kind()  # type: ignore[call-arg]


def test_each_value_has_what_its_factory_makes() -> None:
    one, other = Kept(1), Kept(2, seen={7: "z"})
    one.seen[5] = "w"
    assert Kept(3).seen == {} and other.seen == {7: "z"} and one.twice == 2
