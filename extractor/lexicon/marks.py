"""What items are counted with besides numbers: the letters that Vietnamese lists use, and Roman numerals."""

from __future__ import annotations

LETTERS = "abcdđeghiklmnopqrstuvxy"
ROMANS = ("I", "II", "III", "IV", "V", "VI", "VII", "VIII", "IX", "X", "XI", "XII", "XIII", "XIV", "XV", "XVI", "XVII", "XVIII", "XIX", "XX")


def letter_number(letter: str) -> int:
    """Which of its series a letter is: 5 of "đ" and "Đ"; 0 for one that lists do not use."""
    return LETTERS.find(letter.lower()) + 1


def roman_number(numeral: str) -> int:
    """1 of "I" and "i", 20 of "XX"; 0 for what is no numeral up to twenty."""
    return ROMANS.index(numeral.upper()) + 1 if numeral.upper() in ROMANS else 0
