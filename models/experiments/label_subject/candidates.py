"""The features of a candidate phrase: by which ways the text gives it, each with what its figure is like, and what the phrase is like."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from phrases import Scene

from extractor.finders.quantities.items import CHANGES, Item
from extractor.finders.quantities.labels import is_act, is_measure
from extractor.finders.quantities.named import is_body


def _kind(item: Item) -> str:
    if item.percent:
        return "%"
    if item.counted:
        return "n"
    return "-" if item.unit is None else "/" if "/" in item.unit.text else "m"


def contexts(item: Item, index: int, scene: Scene) -> tuple[str, ...]:
    """What the figure is like: each of these goes with every way of a candidate."""
    role = "c" if item.role in CHANGES else (item.role or "level")[0]
    kind = _kind(item)
    phrase = item.phrase
    shape = "0" if not phrase else "b" if is_body(phrase) else "m" if is_measure(phrase) else "v" if is_act(phrase) else "p"
    return (
        "",
        f"k{kind}",
        f"r{role}{kind}",
        f"p{shape}{kind}",
        f"p{shape}{role}",
        f"i{min(index, 2)}{shape}",
        f"a{min(len(item.after.split()), 3)}{kind}",
        f"o{scene.opening is not None}{item.colon}{shape}",
        f"b{item.bracketed}{item.whole is not None}{kind}",
        f"l{scene.listed}{scene.body is not None}{scene.owner is None}",
    )


def _shape(phrase: str, item: Item, rule: str | None, kind: str) -> Iterable[str]:
    """What a candidate is like, whatever way it comes by."""
    words = phrase.lower().split()
    count = len(words)
    yield f"n{min(count, 13)}"
    yield f"n{min(count, 13)}{kind}"
    if not words:
        return
    yield f"f{words[0]}"
    yield f"l{words[-1]}"
    yield f"m{is_measure(phrase)}{kind}"
    yield f"v{is_act(phrase)}{kind}"
    yield f"b{is_body(phrase)}{kind}"
    yield f"d{any(c.isdecimal() for c in phrase)}"
    own = set((rule or "").lower().split())
    shared = len(own & set(words))
    yield f"s{int(5 * shared / count)}{int(5 * shared / max(1, len(own)))}"
    if item.counted and item.unit is not None:
        yield f"u{item.unit.text.lower() in phrase.lower()}"
    yield f"p{bool(item.phrase) and item.phrase in phrase}{kind}"


def features(phrase: str, ways: Sequence[str], item: Item, rule: str | None, around: Sequence[str]) -> list[str]:
    """The features of one candidate."""
    found = [f"{way}|{context}" for way in ways for context in around]
    found.extend(_shape(phrase, item, rule, _kind(item)))
    found.append(f"w{min(len(ways), 4)}")
    return found
