"""Do the figures add up? `audit` checks one document, `across` several, `explain` says what a check looks for.

Structure and words say which figures belong together; arithmetic then says whether they agree; how sure a tie is was measured.

    figures ─► offers ─► evidence.weigh ─► selection.select ─► relations ─► mistakes ─► findings
    figures.py   sums, differences, ratios (sentences), tree + outline (items), tables (rows, columns)

A **tie** (ties.py) is a class of structure or words, declared in patterns/audit/ties.yaml with examples; its rate is what bench/hold_rates.py
counted in patterns/audit/rates.yaml. An **offer** is a list of `Candidate`s: the readings of one result, likeliest by structure and words
first; never those that happen to hold. `evidence.weigh` takes an offer and gives the reading that is meant with its `confidence`, or None.

What a maker of offers does (tables.py is one: `relations_of_tables(TableFigures(layout, figures)) -> Iterator[Candidate]`, each an offer of one):

* it reads structure alone: labels, levels, heads, marks, formulas; it may count over a whole table how often a rule agrees, and then sets
  `Candidate.prior` (0 to 1) itself instead of the class's rate: a formula of a spreadsheet is 1, a row whose other columns agree nearly 1;
* it names the class: `Candidate(kind, parts, whole, tie, verdict, form=…, variant=…, table=True)`; kind is sum, difference, complement, ratio,
  product, mean or percent_sum; verdict comes from `grades.grade_sum`, `grade_difference`, `grade_ratio`, `grade_product`, `grade_mean`;
  every class is declared in patterns/audit/ties.yaml with a starting rate, and an example that the tests run;
* alternatives (members by level, or all leaves) are further candidates of the same offer, in the order of likeliness;
* it demands totals of extensive figures only: `Figure.dimension` in count, money, measure; rates, ranks and percentages never add up;
* it is linear in cells.

Rows of a table and items of the text are the same kind of node (tree.Node: its figures, its members, what its words claim of them).
`tree.forest` makes them of the text; a table's rows may be given to `outline.sums_of_outline` the same way.
"""

from importlib import import_module
from pkgutil import iter_modules

from extractor.audit.checks import CHECKS, AuditContext, Check, CheckError, Issue, Settings, explain, known, settings_from
from extractor.audit.coverage import Coverage
from extractor.audit.document import AuditResult, RelationMention, audit

__all__ = [
    "CHECKS",
    "AuditContext",
    "AuditResult",
    "Check",
    "CheckError",
    "Coverage",
    "Issue",
    "RelationMention",
    "Settings",
    "audit",
    "explain",
    "known",
    "settings_from",
]

# Every module of checks registers its own when it is loaded: a new one needs no line here.
for _module in sorted(info.name for info in iter_modules(__path__) if info.name.endswith("_checks")):
    import_module(f"{__name__}.{_module}")
