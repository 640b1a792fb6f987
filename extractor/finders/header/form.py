"""The head of a form: the body that fills it in beside the form's number ("UBND TỈNH LAI CHÂU   Mẫu số 10/CKNS-NSĐP"), its title in capitals below.

A form in two languages repeats both in the other one; its title is the Vietnamese one.
"""

from __future__ import annotations

from collections.abc import Sequence

from extractor.finders.bodies.context import Context
from extractor.finders.bodies.organizations import organization_at
from extractor.finders.header.draft import Draft
from extractor.finders.header.heading import is_body
from extractor.finders.header.letterhead import Field
from extractor.finders.header.lines import HeadLine
from extractor.lexicon.phrases import HEADER

_FIRST = 6  # lines in which a form says its number
_TITLE = 3  # lines of a title
_WORDS = 3  # a title has so many


def read_form(lines: Sequence[HeadLine], draft: Draft, context: Context) -> bool:
    """Whether the lines begin with the head of a form: sets its title, and the body that fills it in."""
    for index, line in enumerate(lines[:_FIRST]):
        number = HEADER.form_number.search(line.text)
        if number is None:
            continue
        title = _title(lines[index + 1 :])
        if title is None:
            return False
        draft.field("title", title, "the capitals below the number of a form")
        body = organization_at(line.text, len(line.text) - len(line.text.lstrip()), context)
        if body is not None and body.end <= number.start():
            draft.set("issuer", body.name, line.run(body.start, body.end), "beside the number of a form")
        return True
    return False


def behind_form(lines: Sequence[HeadLine]) -> Sequence[HeadLine]:
    """The lines behind the number of a form that they begin with; all of them where they begin with none."""
    at = next((n for n, line in enumerate(lines[:_FIRST]) if HEADER.form_number.search(line.text) is not None), None)
    return lines if at is None or _title(lines[at + 1 :]) is None else [line for line in lines[at + 1 :] if not line.text.isascii() and not names_a_body(line.text.strip())]


def names_a_body(text: str) -> bool:
    """A body, or the territory of one whose name began on the line of the number ("ỦY BAN NHÂN DÂN   Biểu số 58" / "TỈNH BẠC LIÊU")."""
    return is_body(text) or is_body(f"Ủy ban nhân dân {text}")


def _title(lines: Sequence[HeadLine]) -> Field | None:
    first = next((n for n, line in enumerate(lines[:_TITLE]) if line.upper and not line.text.isascii() and not names_a_body(line.text.strip())), None)
    if first is None:
        return None
    parts: list[HeadLine] = []
    for line in lines[first : first + _TITLE]:
        if not line.upper or line.text.isascii() or line.text.lstrip().startswith("(") or line.kind != lines[first].kind:
            break
        parts.append(line)
    words = " ".join(" ".join(line.written.split()) for line in parts)
    if len(words.split()) < _WORDS:
        return None
    return Field(words, (parts[0].run(0, len(parts[0].text))[0], parts[-1].run(0, len(parts[-1].text))[1]))
