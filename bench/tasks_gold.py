"""How well assigned tasks and the relations of references are found, against gold annotated without sight of the program's output.

    python bench/tasks_gold.py GOLD [--texts FOLDER…] [--split learn|last] [--errors] [--write NAME]

A found task matches a gold one when their runs overlap by at least half of the longer one's length (`--overlap`) and they share an owner; each
matches at most one other, the longest overlap first. "F1 by beginning" counts besides them the acts that begin at the same verb, with their owner, however
far each annotator lets an act go on. Lead, due_on and cooperate are then told of the matched pairs: lead is right when the words of all its members agree (Jaccard of 0.8 and more), due_on when it is the same day or none in both. Gold marked `doubtful` and what lies in a stretch
marked `ignore` count neither as missed nor as false. A gold file without offsets (its text was read by another reader) is placed by its quotes.
Relations: the share of gold references whose relation, or one of `relation_alt`, was given; a reference that was not found counts as wrong.
"""

from __future__ import annotations

import argparse
import json
import re
import sys
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from rapidfuzz import fuzz

from extractor.evaluate import _words as words_of
from extractor.evaluate import plain_code
from extractor.pipeline import extract
from extractor.readers import read
from extractor.records import to_json

SAME_BEGINNING = 12  # code points between two beginnings of one act
ROOT = Path(__file__).resolve().parent.parent
Row = Mapping[str, Any]


@dataclass
class Tally:
    """Counts of one or several documents."""

    counts: Counter[str] = field(default_factory=Counter)
    wrong: list[str] = field(default_factory=list)

    def __add__(self, other: Tally) -> Tally:
        return Tally(self.counts + other.counts, self.wrong + other.wrong)

    def share(self, part: str, whole: str) -> float | None:
        return self.counts[part] / self.counts[whole] if self.counts[whole] else None

    @property
    def f1(self) -> float | None:
        total = self.counts["gold"] + self.counts["found"]
        return 2 * self.counts["matched"] / total if total else None

    @property
    def begun(self) -> float | None:
        """F1 where acts that begin at the same place, with the same owner, count as found."""
        total = self.counts["gold"] + self.counts["found"]
        return 2 * (self.counts["matched"] + self.counts["begun"]) / total if total else None


def lead_words(task: Row) -> set[str]:
    return set(words_of(" ".join(leads_of(task))).replace("ủy ban nhân dân", "ubnd").split())


def leads_of(gold: Row) -> list[str]:
    """The leads of a gold line: `leads`, or `lead` as one name or several."""
    leads = gold.get("leads") or gold.get("lead") or []
    return [leads] if isinstance(leads, str) else list(leads)


def shares_owner(gold: Row, found: Row) -> bool:
    a, b = lead_words(gold), lead_words(found)
    return bool(a and b) and len(a & b) / min(len(a), len(b)) >= 0.5


def placed(gold: list[dict[str, Any]], text: str) -> list[dict[str, Any]]:
    """Gold without offsets at the places of its quotes, in order; what is found nowhere keeps none."""
    if all("start" in g and g["start"] is not None for g in gold):
        return gold
    flat, offsets = [], []
    for match in re.finditer(r"\S+", text):
        for place in range(match.start(), match.end()):
            flat.append(text[place])
            offsets.append(place)
    joined = "".join(flat)
    position = 0
    made = []
    for g in gold:
        if g.get("start") is not None and "quote_from" not in g and "before" not in g:
            made.append(g)
            continue
        first = "".join((g.get("quote_from") or g.get("quote") or "").split())
        last = "".join((g.get("quote_to") or "").split())
        before = "".join((g.get("before") or "").split())
        at = _find(joined, first, before, position)
        if at is None:
            made.append({**g, "start": None, "end": None})
            continue
        end = at + len(first)
        if last:
            stop = joined.find(last, at + 55)  # a quote of over a hundred characters
            if stop < 0:
                near = fuzz.partial_ratio_alignment(last, joined[at : at + 2500], score_cutoff=75)
                stop = at + near.dest_start if near else at + len(first) - len(last)
            end = stop + len(last)
        position = at
        made.append({**g, "start": offsets[at], "end": offsets[min(end, len(offsets)) - 1] + 1})
    return made


def _find(text: str, quote: str, before: str, position: int) -> int | None:
    """Where a quote stands, best behind what stands before it; by likeness where recognition has changed letters."""
    if before and (at := text.find(before + quote)) >= 0:
        return at + len(before)
    for start in (position, 0):
        if (at := text.find(quote, start)) >= 0:
            return at
    found = fuzz.partial_ratio_alignment(before + quote, text, score_cutoff=75)
    return min(found.dest_start + len(before), len(text) - 1) if found else None


def overlap(a: Row, b: Row) -> int:
    return min(a["end"], b["end"]) - max(a["start"], b["start"])


def score_tasks(name: str, gold: Sequence[Row], found: Sequence[Row], least: float) -> Tally:
    """The tally of a document's assigned tasks."""
    tasks = [g for g in gold if g["type"] == "task" and g.get("form", "assigned") == "assigned"]
    ignored = [g for g in gold if g["type"] == "ignore" and g.get("start") is not None]
    made = [f for f in found if f["type"] == "task" and f["form"] == "assigned"]
    pairs = []
    for i, g in enumerate(tasks):
        if g.get("start") is None:
            continue
        for j, f in enumerate(made):
            common = overlap(g, f)
            longer = max(g["end"] - g["start"], f["end"] - f["start"])
            if common > 0 and common / longer >= least and (shares_owner(g, f)):
                pairs.append((common, -abs(g["start"] - f["start"]), i, j))
    taken_gold: dict[int, int] = {}
    taken: set[int] = set()
    for _, _, i, j in sorted(pairs, reverse=True):
        if i not in taken_gold and j not in taken:
            taken_gold[i] = j
            taken.add(j)
    tally = Tally()
    for i, g in enumerate(tasks):
        doubtful = bool(g.get("doubtful"))
        if doubtful:
            continue
        tally.counts["gold"] += 1
        if i not in taken_gold:
            tally.counts["begun"] += any(j not in taken and abs(g["start"] - f["start"]) <= SAME_BEGINNING and shares_owner(g, f) for j, f in enumerate(made) if g.get("start") is not None)
            tally.wrong.append(f"{name} missed {g.get('start')} | {_short(g)} | {leads_of(g)}")
            continue
        f = made[taken_gold[i]]
        tally.counts["matched"] += 1
        a, b = lead_words(g), lead_words(f)
        right = len(a & b) / len(a | b) >= 0.8
        tally.counts["lead"] += right
        if not right:
            tally.wrong.append(f"{name} lead {g['start']} gold {leads_of(g)} found {f['leads']}")
        exact = [words_of(x) for x in leads_of(g)] == [words_of(x) for x in f["leads"]]
        tally.counts["leads"] += exact
        days = {g.get("due_on"), *([g["due_alt"]] if isinstance(g.get("due_alt"), str) else g.get("due_alt") or [])}
        due = f.get("due_on") in days
        tally.counts["due"] += due
        if not due:
            tally.wrong.append(f"{name} due {g['start']} gold {g.get('due_on')} ({g.get('deadline')}) found {f.get('due_on')} ({f.get('deadline')}) | {_short(f)}")
        tally.counts["dated"] += g.get("due_on") is not None
        tally.counts["dated_right"] += g.get("due_on") is not None and due
        mates = {words_of(x) for x in g.get("cooperate") or []} == {words_of(x) for x in f.get("cooperate") or []}
        tally.counts["cooperate"] += mates
        recurs = bool(g.get("recurrence")) == bool(f.get("recurrence"))
        tally.counts["recurrence"] += recurs
    doubtful_gold = [g for g in tasks if g.get("doubtful") and g.get("start") is not None] + ignored
    for j, f in enumerate(made):
        if j in taken and not tasks[next(i for i, k in taken_gold.items() if k == j)].get("doubtful"):
            tally.counts["found"] += 1
        elif j in taken or any(overlap(g, f) * 2 >= f["end"] - f["start"] for g in doubtful_gold):
            continue
        else:
            tally.counts["found"] += 1
            tally.wrong.append(f"{name} false {f['start']} | {_short(f)} | {f['leads']}")
    return tally


def score_relations(name: str, gold: Sequence[Row], found: Sequence[Row]) -> Tally:
    """The tally of a document's relations of references."""
    made = [f for f in found if f["type"] == "reference"]
    tally = Tally()
    for g in gold:
        if g["type"] != "reference" or g.get("doubtful") or g.get("start") is None:
            continue
        tally.counts["references"] += 1
        near = [f for f in made if overlap(g, f) > 0]
        same = [f for f in near if plain_code(f.get("code")) == plain_code(g.get("code"))] or near
        said = same[0].get("relation") if same else None
        tally.counts["relation"] += said == g["relation"]
        allowed = {g["relation"], *(g.get("relation_alt") or [])}
        tally.counts["relation_or_alt"] += said in allowed
        tally.counts[f"gold_{g['relation']}"] += 1
        tally.counts[f"right_{g['relation']}"] += said == g["relation"]
        if said not in allowed:
            words = g.get("relation_words")
            tally.wrong.append(f"{name} relation {g['start']} gold {g['relation']} {g.get('relation_alt') or ''} found {said} | {' '.join(str(g.get('quote') or g.get('quote_from')).split())} | {words}")
    return tally


def _short(row: Row) -> str:
    return " ".join(str(row.get("quote") or row.get("quote_from") or "").split())[:90]


def documents(folder: Path, texts: Sequence[Path], split: str | None) -> Iterator[tuple[Path, Path, bool]]:
    """(gold file, its text, whether only references were annotated) of the documents of a split."""
    known = json.loads((folder / "split.json").read_text(encoding="utf-8")) if (folder / "split.json").exists() else {}
    for gold in sorted(folder.glob("*.jsonl")):
        if split and known and gold.stem not in known.get(split, []):
            continue
        number = gold.stem.split(".")[0]
        for place in texts:
            path = next((p for p in sorted(place.rglob("*")) if p.is_file() and re.match(rf"{re.escape(number)}[_.-]", p.name)), None)
            if path is not None:
                yield gold, path, number in known.get("references_only", []) or gold.stem in known.get("references_only", [])
                break


def measure(folder: Path, texts: Sequence[Path], split: str | None, least: float) -> dict[str, Tally]:
    """The tally of each document."""
    made: dict[str, Tally] = {}
    for path, file, only in documents(folder, texts, split):
        document = read(file)
        records = [json.loads(to_json(r)) for r in extract(document).records]
        gold = placed([json.loads(line) for line in path.read_text(encoding="utf-8").splitlines() if line.strip()], document.text)
        run = re.search(r"\.(\d+)-(\d+)$", path.stem)
        if run:
            records = [r for r in records if r["start"] is not None and int(run[1]) <= r["start"] < int(run[2])]
        tally = score_relations(path.stem, gold, records)
        if not only:
            tally += score_tasks(path.stem, gold, records, least)
        made[path.stem] = tally
    return made


def figure(value: float | None) -> str:
    return "–" if value is None else f"{value:.3f}"


def table(parts: Mapping[str, Tally]) -> list[str]:
    """A Markdown table, one line a document and one of all."""
    lines = [
        "| document | tasks | found | F1 | F1 by beginning | lead | due_on | due_on where dated | cooperate | references | relation | with second readings |",
        "|---|--:|--:|--:|--:|--:|--:|--:|--:|--:|--:|--:|",
    ]
    for name, t in [*parts.items(), ("**all**", sum(parts.values(), Tally()))]:
        shares = [t.share("lead", "matched"), t.share("due", "matched"), t.share("dated_right", "dated"), t.share("cooperate", "matched")]
        relation = [t.share("relation", "references"), t.share("relation_or_alt", "references")]
        lines.append(
            f"| {name} | {t.counts['gold']} | {t.counts['found']} | {figure(t.f1)} | {figure(t.begun)} | {' | '.join(map(figure, shares))} "
            f"| {t.counts['references']} | {' | '.join(map(figure, relation))} |"
        )
    return lines


def main(arguments: Iterable[str] | None = None) -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("gold", type=Path)
    parser.add_argument("--texts", type=Path, action="append", default=[])
    parser.add_argument("--split", default=None)
    parser.add_argument("--overlap", type=float, default=0.5)
    parser.add_argument("--errors", action="store_true")
    parser.add_argument("--write", metavar="NAME", help="write the table into docs/accuracy.md, between the marks of this name")
    asked = parser.parse_args(arguments)
    texts = asked.texts or [ROOT.parent / "shared" / "outside", ROOT.parent / "shared" / "seeds"]
    parts = measure(asked.gold, texts, asked.split, asked.overlap)
    print("\n".join(table(parts)))
    if asked.write:
        sys.path.insert(0, str(ROOT / "docs"))
        from marks import commit, put

        put(ROOT / "docs" / "accuracy.md", asked.write, [f"Commit {commit()}.", "", *table(parts)])
    if asked.errors:
        print("\n".join(line for tally in parts.values() for line in tally.wrong))


if __name__ == "__main__":
    main()
