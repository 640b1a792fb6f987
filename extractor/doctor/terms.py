"""Words that no rule knows: units right behind numbers, codes that are no reference, symbols of bodies and types of documents, names of bodies.

Each is gathered with its places, and with the line that would add it to the rules. What is asked here is asked of the same tables as the finders ask.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from functools import cache
from typing import Any

import regex

from extractor.doctor.model import Collector, Cover, Example, Item, Lines, words
from extractor.doctor.runs import Runs, around, of_a_form
from extractor.finders.bodies.context import Context
from extractor.finders.bodies.gazetteer import gazetteer
from extractor.finders.bodies.organizations import find_organizations
from extractor.finders.bodies.symbols import code_parts, issuer_by_symbol
from extractor.finders.header.mention import HeaderMention
from extractor.finders.quantities.filter import idle_time, refused
from extractor.finders.references.finder import ReferenceMention
from extractor.layout import Layout
from extractor.layout.normalise import normalise
from extractor.lexicon.document_types import document_type
from extractor.lexicon.patterns import alternatives
from extractor.lexicon.type_nouns import type_of_symbol
from extractor.lexicon.written_units import is_noun, unit_at
from extractor.tables.grid import Grid
from extractor.tables.measures import measure_of

# A number with a symbol in capitals behind it: "45/XYZ", "12-KL/ABC", "7/2031/PT-XYZ".
_CODE = regex.compile(r"(?<![\p{L}\d/.,%-])\d{1,5}\p{Ll}?(?:[ ]?/[ ]?(?:19|20)\d\d)?[ ]?[/-][ ]?(?P<symbol>\p{Lu}[\p{Lu}\d.&]*\p{Ll}{0,2}(?:[-/.]\p{Lu}[\p{L}\d.&]*)*)(?![\p{L}\d])")
# Syllables and nothing else: what can be a unit.
_UNIT = regex.compile(r"\p{L}[\p{L}²³]*(?:[ /]\p{L}+){0,3}")
_NEXT = regex.compile(r"[ ]?(?P<word>\p{L}[\p{L}²³\d]*(?:/\p{L}+)*)")
_NUMBER = regex.compile(r"^\d[\d.]*\p{Ll}?(?:/(?:19|20)\d\d)?[/-]")
_YEAR = regex.compile(r"(?:19|20)\d\d[ ]?/(?![ ]?(?:19|20)\d\d)")  # "KH 2020/ TH 2019" compares two columns
_CAPITALS = 2  # letters in capitals that a symbol has
_NOUN = 4  # syllables of the longest name of a type


Line = tuple[str, Mapping[str, Any]]  # the name of a YAML file, and a part of it


class Terms:
    """Looks through one document."""

    def __init__(self, layout: Layout, grids: Sequence[Grid], context: Context, sections: Mapping[tuple[str, ...], tuple[str, ...]]) -> None:
        """`context`: what the bodies of the document's letterhead say; `sections`: the headings that a reader is shown for those of a segment."""
        self.layout, self.grids, self.context, self.sections = layout, grids, context, sections
        self.text = layout.reading.text

    def place(self, start: int, end: int) -> Example:
        """The place of a run of the reading."""
        span = self.layout.span(start, end)
        segment = self.layout.reading.segment_at(start)
        section = self.sections.get(segment.section, segment.section)
        table = None if segment.table is None else segment.table + 1
        row = None
        if segment.table is not None and segment.row is not None:
            found = self.grids[segment.table].row_at(segment.row)
            row = found.number if found else None
        column = None if segment.column is None else segment.column + 1
        return Example(span.start, around(self.layout.document.text, span.start, span.end), self.layout.document.page_of(span.start), section, table, row, column)

    # -- units ---------------------------------------------------------------------------------------------------------------------------

    def units(self, runs: Runs, doc_type: str | None) -> list[Item]:
        """What stands right behind figures, and in columns of units, that no list of units holds."""
        found: list[tuple[str, Example]] = []
        for number in runs.numbers:
            unit = runs.unit_of(number)
            if (unit is not None and unit.kind != "guess") or refused(self.text, number, unit) or idle_time(self.text, number, doc_type):
                continue
            if unit is not None and _UNIT.fullmatch(unit.text) and (unit.text[0].islower() or " " not in unit.text):
                found.append((unit.text, self.place(number.start, unit.end)))
            elif unit is None:
                behind = _NEXT.match(self.text, number.scale_end, number.scale_end + 30)
                if behind is not None and is_noun(behind["word"]) and unit_at(f" {behind['word']}", 0) is None:
                    found.append((behind["word"], self.place(number.start, behind.end())))
        found += self._unit_columns()
        gathered = Collector("unit")
        for phrase, place in _shortened(found):
            if phrase.lower() not in words().no_units:
                gathered.add(phrase, place)
        return gathered.items({what: ("units", unit_line(what)) for what, _ in gathered.counts})

    def _unit_columns(self) -> list[tuple[str, Example]]:
        found = []
        for number, (table, grid) in enumerate(zip(self.layout.tables, self.grids, strict=True)):
            column = grid.unit_column
            if column is None:
                continue
            cells = {(cell.row, cell.column): cell for cell in table.cells}
            for row in grid.rows:
                written = row.words.get(column, "").strip(" .;:()")
                if len(written) <= 30 and _UNIT.fullmatch(written) and measure_of(written) is None:
                    start = cells[row.grid_row, column].spans[0].start
                    said = " | ".join(row.words[c] for c in sorted(row.words))[:100]
                    place = Example(start, said, self.layout.document.page_of(start), (), number + 1, row.number, column + 1, cells[row.grid_row, column].address)
                    found.append((written[:1].lower() + written[1:] if written[1:2].islower() else written, place))
        return found

    # -- codes, symbols, types -------------------------------------------------------------------------------------------------------------

    def codes(self, taken: Cover) -> list[Item]:
        """Numbers with a symbol in capitals that stand in no record."""
        gathered = Collector("code")
        lines: dict[str, Line] = {}
        for match in _CODE.finditer(self.text):
            symbol = match["symbol"]
            if sum(c.isupper() for c in symbol) < _CAPITALS or _YEAR.match(match[0]) or taken.touches(match.start(), match.end()):
                continue
            if of_a_form(self.text, match.start()):
                continue  # the number of a form cites nothing
            what = "…/" + symbol if "/" in match[0] else "…-" + symbol
            gathered.add(what, self.place(match.start(), match.end()))
            line = self._type_line(match.start(), symbol)
            if line is not None:
                lines.setdefault(what, line)
        return gathered.items(lines)

    def _type_line(self, start: int, symbol: str) -> Line | None:
        """The line for a type of documents that no list holds: its noun stands before the number, its letters open the symbol."""
        letters = regex.split(r"[-/]", symbol)[0]
        before = _type_before().search(self.text, max(0, start - 60), start)
        if before is None or document_type(before["noun"]) is not None or type_of_symbol(letters) is not None:
            return None
        noun = " ".join(before["noun"].split()[:_NOUN])
        return "document_types", {"types": [{"name": noun, "abbreviations": [letters]}]}

    def symbols(self, references: Iterable[ReferenceMention], header: HeaderMention) -> list[Item]:
        """Symbols of codes that say no body, with the body where the text names it."""
        gathered = Collector("symbol")
        named: dict[str, set[str]] = {}
        for m in references:
            symbol = self._unknown_symbol(m.code, m.doc_type)
            if symbol is not None and self._type_of(m) is None:
                gathered.add(symbol, self.place(m.start, m.end))
                if m.issuer and m.issuer_source == "text":
                    named.setdefault(symbol, set()).add(m.issuer)
        own = self._unknown_symbol(header.code, header.doc_type)
        if own is not None and "code" in header.spans:
            gathered.add(own, self.place(*header.spans["code"]))
            if header.issuer:
                named.setdefault(own, set()).add(header.issuer)
        lines: Lines = {
            symbol: ("symbols", {"bodies": [{"symbols": [symbol], "body": min(bodies)}]}) for symbol, bodies in named.items() if len(bodies) == 1
        }
        return gathered.items(lines)

    def _unknown_symbol(self, code: str | None, doc_type: str | None) -> str | None:
        parts = code_parts(code) if code else None
        if parts is None or not parts.organizations or parts.joint or issuer_by_symbol(code or "", self._any(), doc_type):
            return None
        return parts.organizations[0]

    def _any(self) -> Context:
        """A context that completes whatever a symbol leaves open: a symbol is unknown only where no document could give it a body."""
        return Context(province="tỉnh A", district="huyện A")

    def types(self, references: Iterable[ReferenceMention]) -> list[Item]:
        """References that begin with their number, behind a noun that no list of types holds."""
        gathered = Collector("type")
        lines: dict[str, Line] = {}
        for m in references:
            line = self._type_of(m)
            if line is not None:
                name = line[1]["types"][0]["name"]
                gathered.add(name, self.place(m.start, m.end))
                lines.setdefault(name, line)
        return gathered.items(lines)

    def _type_of(self, m: ReferenceMention) -> Line | None:
        """The line for the type of a reference that no list of types holds."""
        symbol = _NUMBER.sub("", m.code) if m.code and self.text[m.start].isdigit() else ""
        return self._type_line(m.start, symbol) if symbol else None

    # -- bodies ----------------------------------------------------------------------------------------------------------------------------

    def bodies(self, organizations: Cover, header: HeaderMention) -> list[Item]:
        """Names of bodies that the gazetteer does not know: behind a noun that opens such names, in the letterhead, among the recipients."""
        gathered = Collector("body")
        lines: dict[str, Line] = {}
        for match in _names().finditer(self.text):
            if organizations.touches(match.start(), match.end()):
                continue
            name, noun = " ".join(match[0].split()), match["noun"]
            gathered.add(name, self.place(match.start(), match.end()))
            entry = {"name": noun, "aliases": [], "level": None, "kind": words().body_nouns[noun], "capital": True}
            lines[name] = ("organizations", {"free_heads": [entry]})
        if header.issuer and "issuer" in header.spans and not self._known(header.issuer):
            gathered.add(header.issuer, self.place(*header.spans["issuer"]))
            lines[header.issuer] = fixed_line(header.issuer)
        for recipient in header.recipients:
            name = recipient.strip(" -–;.,")
            if "recipients" in header.spans and self._is_name(name) and not self._known(name):
                gathered.add(name, self.place(*header.spans["recipients"]))
                lines[name] = fixed_line(name)
        return gathered.items(lines)

    def _known(self, name: str) -> bool:
        return bool(find_organizations(normalise(name), self.context))

    def _is_name(self, name: str) -> bool:
        no_names = tuple(words().no_recipients)
        if gazetteer().plural.search(name) or gazetteer().leaders.match(name, 0) is not None:
            return False
        return 1 < len(name.split()) <= 12 and name[:1].isupper() and not any(name == no or name.startswith((no + " ", no + ":", no + ".")) for no in no_names)


def _shortened(found: Sequence[tuple[str, Example]]) -> list[tuple[str, Example]]:
    """Units of two syllables by their first one, where it stands before several others ("khay trứng", "khay nấm": khay)."""
    seconds: dict[str, set[str]] = {}
    for phrase, _ in found:
        seconds.setdefault(phrase.split()[0], set()).add(phrase)
    return [(phrase if len(seconds[phrase.split()[0]]) == 1 else phrase.split()[0], place) for phrase, place in found]


def unit_line(unit: str) -> Mapping[str, Any]:
    """What adds a unit to units.yaml, with an example that says so."""
    example = {"text": words().unit_example.format(unit=unit), "find": {"value": 12, "unit": unit}}
    return {"nouns": {"words": [unit], "examples": [example]}}


def fixed_line(name: str) -> Line:
    """What adds a body by its whole name to organizations.yaml."""
    return "organizations", {"fixed": [{"name": name, "level": None, "kind": "unit", "aliases": []}]}


@cache
def _names() -> Any:
    """A noun that opens names of bodies, and the words in capitals behind it."""
    nouns = alternatives(list(words().body_nouns))
    return regex.compile(rf"(?<!\w)(?P<noun>{nouns})(?:[ ](?:(?:\p{{Lu}}\p{{L}}*|\d{{1,3}})(?:[ ]?[-–][ ]?(?=\p{{Lu}}))?)){{1,8}}(?!\w)")


@cache
def _type_before() -> Any:
    """The noun right before the word for a number."""
    return regex.compile(rf"(?<!\p{{L}})(?P<noun>\p{{Lu}}\p{{Ll}}+(?:[ ]\p{{Ll}}+){{0,3}})[ ](?:{alternatives(words().number_words)})[ :]*$")


__all__ = ["Terms", "fixed_line", "unit_line"]
