"""Lines of text as all readers of structured files write them: NFC, blanks as one, without rules; and the words by which they know what a part is for.

Words: patterns/readers/formats.yaml.
"""

from __future__ import annotations

import unicodedata

import regex

from extractor.lexicon.patterns import Strict, alternatives, compile_rule, load

_DROPPED = dict.fromkeys([0x00AD, 0x200B, 0x200C, 0x200D, 0x2060, 0xFEFF, *range(0x202A, 0x202F), *range(0x2066, 0x206A)], None)
# Bullets of the Symbol and Wingdings fonts live in the private use area; a reader shows a dash.
_DROPPED_BULLETS = {code: "-" for code in (0xF02D, 0xF0B7, 0xF0A7, 0xF0D8, 0xF076, 0xF0FC, 0xF0A8, 0xF06C, 0xF06E, 0xF071)}
_TRANSLATE: dict[int, str | None] = {
    **dict.fromkeys(range(0xF000, 0xF100)),
    **_DROPPED,
    **_DROPPED_BULLETS,
    **{code: None for code in range(32) if code not in (9, 10, 12, 13)},
    **{code: None for code in range(0x7F, 0xA0) if code != 0x85},
}
_BLANKS = regex.compile(r"\s+")
_RULE = regex.compile(r"[\s\-–—_=*~.•]*")


class _Patterns(Strict):
    """patterns/readers/formats.yaml: the words by which a reader knows what a part of a file is for."""

    mottos: list[str]
    number_line: str
    place_line: str
    recipients_line: str
    ordinal_heads: list[str]
    menu_names: list[str]
    menu_roles: list[str]
    portal_leads: list[str]
    foot_marks: list[str]
    note_id: str
    exponent_units: list[str]


PATTERNS = load("formats", _Patterns)
MOTTO = compile_rule(alternatives(PATTERNS.mottos), file="formats", rule="mottos", flags=regex.IGNORECASE)
NUMBER_LINE = compile_rule(PATTERNS.number_line, file="formats", rule="number_line", flags=regex.IGNORECASE)
PLACE_LINE = compile_rule(PATTERNS.place_line, file="formats", rule="place_line", flags=regex.IGNORECASE)
RECIPIENTS = compile_rule(PATTERNS.recipients_line, file="formats", rule="recipients_line", flags=regex.IGNORECASE)
_UNIT_BEFORE = compile_rule(
    r"(?<![\p{L}\p{M}])(?:" + alternatives(PATTERNS.exponent_units) + r")\s*$", file="formats", rule="exponent_units"
)
ORDINAL_HEADS = frozenset(PATTERNS.ordinal_heads)


def clean(text: str) -> str:
    """One line of canonical text: NFC, blanks as one, without invisible characters."""
    if text.isascii() and text.isprintable() and "  " not in text:
        return text.strip()
    joined: str = _BLANKS.sub(" ", unicodedata.normalize("NFC", text.translate(_TRANSLATE)))
    return joined.strip()


def is_exponent(before: str, raised: str) -> bool:
    """Whether a raised 2 or 3 after `before` is the exponent of a unit ("m", "km") and no footnote mark."""
    return raised.strip() in {"2", "3"} and _UNIT_BEFORE.search(before[-12:]) is not None


def is_rule(line: str) -> bool:
    """Whether the line only draws a rule ("-------", "_____"): no text for a reader."""
    return len(line) > 1 and not line[0].isalnum() and _RULE.fullmatch(line) is not None


def split_breaks(text: str) -> list[str]:
    """The lines of a paragraph with forced breaks (`\\n`): a break inside a running sentence is a blank, every other one a line end."""
    if "\n" not in text:
        line = clean(text)
        return [line] if line and not is_rule(line) else []
    lines: list[str] = []
    for piece in text.split("\n"):
        line = clean(piece)
        if not line or is_rule(line):
            continue
        if lines and line[0].islower() and not (len(line) > 1 and line[1] in ").") and lines[-1][-1] not in ".;:!?":
            lines[-1] = f"{lines[-1]} {line}"
        else:
            lines.append(line)
    return lines


def is_letterhead_text(text: str) -> bool:
    """Whether `text` holds the state's or the Party's motto, which only a document's letterhead does."""
    return MOTTO.search(text) is not None


def is_placement_line(text: str) -> bool:
    """Whether a line opens what only a letterhead or a signature holds: the motto, "Nơi nhận:"."""
    return is_letterhead_text(text) or RECIPIENTS.match(text) is not None
