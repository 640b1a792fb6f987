"""What the audit knows of one figure: the relations that verify or break it, with their ties; or why it stands free.

In: the records of a document and a figure as it is written. Out: lines in a language; nothing is read or written here.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from extractor.audit.ties import tie, ties
from extractor.messages import SAY
from extractor.records import Indicator, Record, Relation


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
        where = f", {indicator.page}" if indicator.page else ""
        yield f"{indicator.quote} [{place[0]}:{place[1]}{where}] {name}: {word(state)}" + ("" if own else f" ({word(why_free(indicator))})")
        for made in own:
            named = tie(made.tie) if made.tie in ties() else None
            words = (named.vi if lang == "vi" else named.en) if named is not None else made.kind
            yield f"    {word('verified' if made.holds else 'broken')}: {made.computation} ({word('tie')}: {words}; {word('sure')} {made.confidence:.2f})"


def why_free(indicator: Indicator) -> str:
    """Why nothing could be checked of a figure, as a key `free.KEY` of the messages."""
    if indicator.value_to is not None or indicator.comparator in ("~", "<", ">"):
        return "vague"
    if indicator.role in ("limit", "target"):
        return "limit"
    return "rate" if indicator.unit == "%" else "alone"
