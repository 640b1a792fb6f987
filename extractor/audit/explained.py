"""What the audit knows of one figure: the relations that verify or break it, with their ties; or why it stands free.

In: the records of a document and a figure as it is written. Out: lines in a language; nothing is read or written here.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from extractor.audit.figures import OPEN_ENDS
from extractor.audit.ties import tie, ties
from extractor.messages import SAY
from extractor.records import Indicator, Record, Relation

AROUND = 60  # code points on each side of a figure that are shown


def explained(records: Iterable[Record], figure: str, lang: str = "vi") -> Iterator[str]:
    """A few lines for every place where the figure is written so."""
    found = list(records)
    relations = [r for r in found if isinstance(r, Relation)]

    def word(key: str) -> str:
        return SAY.audit(f"free.{key}")[0 if lang == "vi" else 1]

    for indicator in found:
        if not isinstance(indicator, Indicator) or indicator.start is None or indicator.end is None or (indicator.quote or "").strip() != figure.strip():
            continue
        place = (indicator.start, indicator.end)
        own = [r for r in relations if place in {tuple(p) for p in (*r.parts, *([r.whole] if r.whole else []))}]
        state = "free" if not own else "broken" if any(not r.holds for r in own) else "verified"
        name = " – ".join(n for n in (indicator.subject, indicator.label) if n)
        page = SAY.audit("free.page", page=indicator.page)[0 if lang == "vi" else 1] if indicator.page else ""
        head = ", ".join(part for part in (indicator.quote or "", page) if part)
        yield f"{head} – {name or '…'}: {word(state)}" + ("" if own else f" ({word(why_free(indicator))})")
        if told := _around(indicator):
            yield f"    “{told}”"
        for made in own:
            named = tie(made.tie) if made.tie in ties() else None
            words = (named.vi if lang == "vi" else named.en) if named is not None else made.kind
            yield f"    {word('verified' if made.holds else 'broken')}: {made.computation} ({word('tie')}: {words}; {word('sure')} {_share(made.confidence, lang)})"


def _share(value: float, lang: str) -> str:
    """A number from 0 to 1 as the language writes it."""
    written = f"{value:.2f}"
    return written.replace(".", ",") if lang == "vi" else written


def _around(indicator: Indicator) -> str:
    """The words of its sentence around a figure, so that a reader finds the place."""
    sentence, quote = " ".join((indicator.sentence or "").split()), " ".join((indicator.quote or "").split())
    at = sentence.find(quote) if quote else -1
    if at < 0:
        return ""
    start, end = max(0, at - AROUND), min(len(sentence), at + len(quote) + AROUND)
    start = sentence.find(" ", start, at) + 1 if start else 0
    end = max(sentence.rfind(" ", at + len(quote), end), at + len(quote)) if end < len(sentence) else end
    return ("…" if start else "") + sentence[start:end] + ("…" if end < len(sentence) else "")


def why_free(indicator: Indicator) -> str:
    """Why nothing could be checked of a figure, as a key `free.KEY` of the messages."""
    if indicator.value_to is not None or indicator.comparator in OPEN_ENDS:
        return "vague"
    if indicator.role in ("limit", "target"):
        return "limit"
    return "rate" if indicator.unit == "%" else "alone"
