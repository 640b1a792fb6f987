"""All relations between the figures of one document: running text first, then its tables.

Structure and words make offers (which figures belong together), `evidence` weighs them by what arithmetic says, `selection` keeps of
readings that contradict each other the surer. Sums and differences are settled before ratios, so that a share knows the whole its part
belongs to, and ratios before the sums of shares.
"""

from __future__ import annotations

from collections.abc import Sequence
from operator import itemgetter

from extractor.audit.accounts import balances_of_accounts, balances_of_sectors
from extractor.audit.based_on import shares_of_entries
from extractor.audit.both_ways import without_both_ways
from extractor.audit.cases import cases_of
from extractor.audit.cases_of_items import rests_of_items, rests_of_sentences
from extractor.audit.classes import fractions_in, fractions_of_items
from extractor.audit.columns_of_list import columns_in, pairs_in
from extractor.audit.common_whole import shares_of_common_whole
from extractor.audit.compared import differences_compared, rates_compared
from extractor.audit.compared_once import net_changes
from extractor.audit.contrary_sentences import contraries_told_on
from extractor.audit.contributions import contributions_in
from extractor.audit.counted import counted_lists, counts_of_lists
from extractor.audit.cued import sums_at_cues
from extractor.audit.cuts import cuts_in, cuts_told
from extractor.audit.differences import differences_in
from extractor.audit.divided import sums_of_divisions
from extractor.audit.each import means_of_each, means_of_years
from extractor.audit.entries import breakdowns_in, rates_of_lines
from extractor.audit.evidence import weigh_all
from extractor.audit.expressions import expressions_in
from extractor.audit.figures import Figure
from extractor.audit.footed import sums_counted_in, sums_of_feet, sums_of_lines
from extractor.audit.formed import formed_units
from extractor.audit.gaps_named import gaps_named
from extractor.audit.kinds import outputs_of, sums_of_kinds
from extractor.audit.led_to import changes_led_to
from extractor.audit.long_figures import long_sums
from extractor.audit.matrices import matrices_in
from extractor.audit.members import Members
from extractor.audit.named_parts import rates_of_named_parts
from extractor.audit.notes import sums_of_notes
from extractor.audit.other_places import without_other_places
from extractor.audit.outcomes import outcomes_in, totals_repeated
from extractor.audit.outline import sums_of_outline, totals_of_runs
from extractor.audit.parallel import (
    companions_of,
    statements_beside,
    sums_by_name,
    sums_of_sentences,
    sums_of_statements,
    sums_told_on,
)
from extractor.audit.passages import passages_of
from extractor.audit.percent_lists import parts_of_percentages
from extractor.audit.percent_parts import percent_sums, percents_of_list
from extractor.audit.plans import names_of
from extractor.audit.prices import prices_in
from extractor.audit.products import priced_above, priced_below, products_in
from extractor.audit.quarters import periods_of_items, sums_of_periods, sums_of_periods_over
from extractor.audit.ratios import means_in, ratios_in, series_in
from extractor.audit.relations import Candidate, Offer
from extractor.audit.remarks import remarks_in
from extractor.audit.scored import sums_of_scores
from extractor.audit.selection import place_of, select, wholes_of, within_bounds, without_strange_shares
from extractor.audit.series import changes_of_fractions, changes_of_series, changes_told, fractions_of_changes
from extractor.audit.shared_out import Lists, lists_of, shares_of_lists, sums_of_listed_shares, sums_shared_out
from extractor.audit.sums import sums_in
from extractor.audit.tables import relations_of_tables
from extractor.audit.tables.shared import TableFigures
from extractor.audit.terms import terms_cut
from extractor.audit.then_and_now import changes_then_and_now
from extractor.audit.times_over import times_in
from extractor.audit.told_over import sums_told_over
from extractor.audit.trade import sums_of_trade
from extractor.audit.tree import TextFigures
from extractor.audit.turnover import turnovers_in
from extractor.audit.written_sums import written_sums
from extractor.audit.yields import yields_of
from extractor.layout.model import Layout, Reading

ABOVE = 3  # segments above a figure in which its operands may stand
SERIES_REACH = 700  # code points between a sum and the shares told of its parts


def find_relations(
    layout: Layout, figures: Sequence[Figure], shared: TableFigures | None = None, lists: Sequence[tuple[Figure, Members]] | None = None
) -> list[Candidate]:
    """The relations of a document, in order of their place; each set of figures once. `shared` and `lists` are what was read of its tables and of its
    counted lists already."""
    if lists is None:
        lists = tuple(counted_lists(TextFigures(layout.reading, figures)))
    tables = weigh_all([made] for made in relations_of_tables(shared or TableFigures(layout, figures)))
    told = {f.start for made in tables for f in made.parts}
    text = relations_of_text(layout.reading, [f for f in figures if f.start not in told or not _in_table(layout, f)])
    text = without_both_ways(layout.reading, without_other_places(layout.reading.text, text, lists))
    found = {made.key: made for made in (*counts_of_lists(lists), *text, *tables)}
    return sorted(found.values(), key=place_of)


def _in_table(layout: Layout, figure: Figure) -> bool:
    return layout.reading.segments[figure.segment].table is not None


def relations_of_text(reading: Reading, figures: Sequence[Figure], seen: list[Offer] | None = None) -> list[Candidate]:
    """The relations of running text. `seen` takes all offers that were weighed (for bench/hold_rates.py)."""
    passages = passages_of(reading, figures)

    def weighed(offers: Sequence[Offer]) -> list[Candidate]:
        if seen is not None:
            seen.extend(offers)
        return weigh_all(offers)

    cases, shared, outlined = list(cases_of(passages)), lists_of(passages), TextFigures(reading, figures, passages)
    rests = [offer for offer in cases if offer[0].kind == "complement"]
    settled = select(weighed([*additive_offers(outlined, shared), *rests]))
    yields = list(yields_of(passages))
    outputs = {made.parts[0].start: made.whole for made in map(itemgetter(0), yields) if made.whole is not None}
    settled = select([*settled, *weighed([*companions_of(passages, settled), *statements_beside(passages, settled), *outputs_of(settled, outputs)])])
    wholes = wholes_of(settled)
    names = names_of(passages)
    offers: list[Offer] = [offer for offer in cases if offer[0].kind == "ratio"]
    for position, passage in enumerate(passages):
        offers += ratios_in(passage, passages[max(0, position - ABOVE) : position][::-1], wholes, names)
        offers += rates_compared(passage)
        offers += means_in(passage)
        offers += means_of_years(passage)
        offers += products_in(passage)
        offers += expressions_in(passage)
        offers += changes_led_to(passage)
        offers += priced_below(passage)
        offers += times_in(passage, passages[max(0, position - ABOVE) : position][::-1])
    offers += yields
    offers += priced_above(passages)
    offers += prices_in(passages)
    offers += means_of_each(passages)
    offers += shares_of_entries(passages)
    offers += shares_of_common_whole(passages)
    offers += shares_of_lists(shared)
    offers += remarks_in(passages, outlined.nodes)
    series = [offer for p in passages for offer in series_in(p, settled, SERIES_REACH)]
    offers += rates_of_named_parts(passages, settled)
    shares = select(without_strange_shares(weighed([*offers, *(s for s in series if s[0].kind == "ratio")])))  # and products
    totals = weighed([*percent_sums(shares, settled), *(s for s in series if s[0].kind == "percent_sum")])
    found = select([*settled, *shares, *totals])
    found = select([*found, *weigh_all(long_sums(passages, found))])
    return [made for made in select([*found, *sums_at_cues(passages, found)]) if not within_bounds(made)]


def additive_offers(text: TextFigures, shared: Lists) -> list[Offer]:
    """Sums and differences of sentences, and sums over the outline. `shared` are the lists of running text whose members tell their shares."""
    offers: list[Offer] = []
    passages = text.passages
    for position, passage in enumerate(passages):
        offers += sums_in(passage, passages[position - 1] if position else None)
        offers += outcomes_in(passage)
        offers += sums_counted_in(passage, passages[position - 1] if position else None)
        offers += columns_in(passage)
        offers += pairs_in(passage)
        offers += matrices_in(passage, passages[max(0, position - ABOVE) : position][::-1])
        offers += fractions_in(passage)
        offers += totals_repeated(passage)
        offers += fractions_of_changes(passage)
        offers += changes_of_fractions(passage)
        offers += changes_told(passage)
        offers += changes_then_and_now(passage)
        offers += net_changes(passage)
        offers += differences_in(passage, passages[max(0, position - ABOVE) : position][::-1])
        offers += differences_compared(passage)
        offers += cuts_in(passage)
        offers += gaps_named(passage, passages[max(0, position - 2) : position][::-1])
        offers += percents_of_list(passage, passages[max(0, position - ABOVE) : position])
        offers += parts_of_percentages(passage)
        offers += written_sums(passage)
        offers += sums_of_periods(passage)
        offers += balances_of_accounts(passage, passages[max(0, position - 1) : position])
        offers += balances_of_sectors(passage)
        offers += turnovers_in(passage)
        offers += breakdowns_in(passage)
        offers += contributions_in(passage, passages[max(0, position - ABOVE) : position][::-1])
    offers += changes_of_series(passages)
    offers += sums_of_sentences(passages)
    offers += sums_of_trade(passages)
    offers += sums_told_on(passages)
    offers += sums_told_over(passages)
    offers += sums_of_periods_over(passages)
    offers += contraries_told_on(passages)
    offers += sums_of_feet(passages)
    offers += sums_of_divisions(passages)
    offers += sums_of_scores(passages)
    offers += sums_of_listed_shares(shared)
    offers += sums_shared_out(shared)
    offers += sums_of_notes(text.reading, {p.index: p for p in passages})
    nodes = text.nodes
    offers += sums_of_outline(nodes)
    offers += rests_of_items(nodes)
    offers += rests_of_sentences(passages)
    offers += fractions_of_items(nodes)
    offers += totals_of_runs(nodes)
    offers += sums_of_kinds(nodes)
    offers += sums_of_lines(nodes)
    offers += periods_of_items(nodes)
    offers += sums_of_statements(nodes)
    offers += sums_by_name(nodes)
    offers += rates_of_lines(nodes)
    offers += formed_units(passages)
    offers += cuts_told(passages)
    offers += terms_cut(passages)
    return offers
