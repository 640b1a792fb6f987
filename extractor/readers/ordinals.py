"""List numbers as they are written: letters, Roman numerals."""

from __future__ import annotations

from collections.abc import Callable


def ordinal(number: int, kind: str) -> str:
    """The list number as a browser writes it: `kind` is HTML's type (1, a, A, i, I)."""
    writers: dict[str, Callable[[int], str]] = {
        "a": letters,
        "A": lambda n: letters(n).upper(),
        "i": lambda n: roman(n).lower(),
        "I": roman,
    }
    return writers[kind](number) if kind in writers and 0 < number < 4000 else str(number)


def letters(number: int) -> str:
    """1 → a, 26 → z, 27 → aa."""
    text = ""
    while number > 0:
        number, rest = divmod(number - 1, 26)
        text = chr(97 + rest) + text
    return text


def roman(number: int) -> str:
    """1 → I, 4 → IV, 1990 → MCMXC."""
    text = ""
    for value, sign in (
        (1000, "M"),
        (900, "CM"),
        (500, "D"),
        (400, "CD"),
        (100, "C"),
        (90, "XC"),
        (50, "L"),
        (40, "XL"),
        (10, "X"),
        (9, "IX"),
        (5, "V"),
        (4, "IV"),
        (1, "I"),
    ):
        count, number = divmod(number, value)
        text += sign * count
    return text
