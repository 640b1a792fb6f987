"""The body in charge in a cell that assigns a task: "Sở Y tế chủ trì, phối hợp với Sở Tài chính" → "Sở Y tế".

In: the paragraphs of the cell as runs of the reading. Out: the run of the body alone, or None where the cell names none.
"""

from __future__ import annotations

from collections.abc import Sequence

import regex

from extractor.finders.bodies.organizations import Context, bodies_at
from extractor.finders.tasks.vocabulary import words
from extractor.lexicon.phrases import TASKS

LIST_MARK = regex.compile(r"(?:\s*(?:[-+*•]|\(?[\da-zđ]{1,2}[.)])\s*)?")
GIVEN = regex.compile(r"(?:Giao(?: cho)?|giao(?: cho)?)\s+")
CUT = regex.compile(r"[,;.:]|\s[-–]\s")
WORD = regex.compile(r"\S+")

Span = tuple[int, int]


def lead_of(text: str, paragraphs: Sequence[Span], context: Context, alone: bool = False) -> Span | None:
    """The run of the body in charge, as the text writes it; `alone`: the column names nobody else."""
    if alone and paragraphs:
        start, end = paragraphs[0][0], paragraphs[-1][1]
        if not any(words("assignment", name).search(text, start, end) for name in ("labels", "in_charge", "support")):
            mark = LIST_MARK.match(text, start, end)
            return _trimmed(text, mark.end() if mark else start, end)
    pieces = [piece for start, end in paragraphs for piece in _pieces(text, start, end)]
    for start, end in pieces:
        label = words("assignment", "labels").match(text, start, end)
        if label:
            return _trimmed(text, label.end(), _until(text, label.end(), end))
    for start, end in pieces:
        said = words("assignment", "in_charge").search(text, start, end)
        if said and said.start() > start:
            support = words("assignment", "support").search(text, start, said.start())
            return _trimmed(text, start, support.start() if support and support.start() > start else said.start())
    for start, end in pieces:
        if words("assignment", "support").match(text, start, end):
            continue
        return _first_body(text, start, end, context)
    return None


def _pieces(text: str, start: int, end: int) -> list[Span]:
    """The statements of a paragraph, without list marks and "Giao"."""
    pieces = []
    position = start
    while position < end:
        stop = TASKS.assignment_piece_end.search(text, position, end)
        piece_end = stop.start() if stop else end
        mark = LIST_MARK.match(text, position, piece_end)
        begin = mark.end() if mark else position
        while begin < piece_end and text[begin] == " ":
            begin += 1
        given = GIVEN.match(text, begin, piece_end)
        begin = given.end() if given else begin
        if begin < piece_end:
            pieces.append((begin, piece_end))
        position = stop.end() if stop else end
    return pieces


def _until(text: str, start: int, end: int) -> int:
    """Where the body after a label ends: before what only supports it."""
    support = words("assignment", "support").search(text, start, end)
    return support.start() if support else end


def _first_body(text: str, start: int, end: int, context: Context) -> Span | None:
    """The bodies that a statement begins with: up to its verb, or the whole statement where it has none."""
    bodies = bodies_at(text[start:end], 0, context)
    stop = start + bodies[-1].end if bodies else start
    verbs = words("assignment", "verbs", before=r"(?<=[\s,])").finditer(text, stop, end)
    verb = next((v for v in verbs if text[v.start()].islower()), None)
    if stop > start and (verb is None or not text[stop : verb.start()].strip(" ,")):
        whole = end if verb is None and end - start <= 120 else stop
        return _trimmed(text, start, whole)
    if verb is None:
        return _trimmed(text, start, end) if end - start <= 160 else None
    return _trimmed(text, start, verb.start())


def _trimmed(text: str, start: int, end: int) -> Span | None:
    piece = text[start:end]
    left = len(piece) - len(piece.lstrip(" ,;:-–+"))
    right = len(piece.rstrip(" ,;:.-–"))
    return (start + left, start + right) if right > left else None


def looks_like_assignment(text: str, start: int, end: int, context: Context) -> bool:
    """Whether a cell's words read as an assignment: they begin with a body, or say who is in charge."""
    if words("assignment", "in_charge").search(text, start, end):
        return True
    for begin, _ in _pieces(text, start, end)[:1]:
        return bool(bodies_at(text[begin:end], 0, context)) or words("assignment", "openings").match(text, begin, end) is not None
    return False
