"""How sure a tie is: the prior of its class, then the bits that arithmetic adds.

For readings r1, r2, … of one result, in the order in which the words speak for them, the chance that r_i is meant is its class's rate times
the chance that none before it is. Arithmetic then weighs each: figures that agree to many digits do not do so by chance; a result that one
wrong key explains, or that is nearly right, is more likely of a true tie with an error than of figures that have nothing to do with each
other. What remains for "none of these" keeps its weight.

    agrees:     (1 - WRONG) / chance that unrelated figures agree so
    disagrees:  ASKED × max(KEY / chance that one key explains it, NEAR / chance that it is as near, FAR)

All sizes count in the last place that every figure of the relation writes: 5.000 + 3.000 = 8.000 says as much as 5 + 3 = 8.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace
from decimal import Decimal
from typing import Literal

from extractor.audit.figures import Figure
from extractor.audit.grades import slack_of
from extractor.audit.relations import Candidate, Offer
from extractor.audit.slipped import slipped
from extractor.audit.ties import tie

WRONG = 0.02  # of true ties that do not agree as they are written
ASKED = 0.3  # what a disagreement weighs that says neither for nor against the tie
KEY, NEAR, FAR = 0.7, 0.5, 0.2  # shares of wrong figures that one key explains, that are near, that are neither
BEYOND = 0.02  # a part above its whole that no wrong key explains
# Some parts of a whole are less than it as a rule, and never more: of lists that need not name all.
BELOW, ABOVE = 0.3, 3.0
LESS = 0.2  # further below its whole, a list of some parts says nothing
CLOSE = 0.04  # nearer than this says no more
MOST_CHANCE = 0.5
Severity = Literal["error", "warning", "info"]
CERTAIN = 0.99999
ASKED_AFTER = 0.4  # one that does not agree is asked after, as information, where its words may well tie it
SAID = 0.35  # rates of classes that nothing but places tie: what does not agree there is no error
LIKELY = 0.7  # rates of classes whose words are likely meant so
WORDS = 0.9  # the rate of classes whose words say that the figures belong together
TOLD = 0.5  # a relation that is more likely none is not told
ADDED = ("sum", "difference", "complement", "balance")
RARE = 0.02  # chances of a wrong key that say more than the places of figures
SPELLINGS = 15.0  # writings that one wrong key makes of a digit
FULL = Decimal(100)


def prior_of(made: Candidate) -> float:
    """The rate of its class, or what its structure counted."""
    if made.prior is not None:
        return min(CERTAIN, made.prior)
    return min(0.9995, max(0.0005, tie(made.tie).rate(made.variant)))


def weigh(offer: Offer) -> Candidate | None:
    """The reading that is meant, with its confidence; None where most likely none is.

    Several readings of one class share its rate, the first of them most of it: that there are many figures around says nothing for any.
    """
    left = 1.0
    weights: list[tuple[float, int]] = []
    groups: dict[tuple[str, str], list[int]] = {}
    for position, made in enumerate(offer):
        groups.setdefault((made.tie, made.variant), []).append(position)
    for positions in groups.values():
        shares = [1 / number**2 for number in range(1, len(positions) + 1)]
        meant = left * prior_of(offer[positions[0]])
        weights += [(meant * share / sum(shares) * likelihood(offer[position]), position) for share, position in zip(shares, positions, strict=True)]
        left -= meant
    total = left + sum(w for w, _ in weights)
    if not weights or total <= 0:
        return None
    made = offer[max(weights, key=lambda w: (w[0], -w[1]))[1]]
    confidence = sum(w for w, place in weights if _as_well(made, offer[place])) / total
    least = TOLD if made.verdict.holds or prior_of(made) < LIKELY else ASKED_AFTER
    if confidence < least or (not made.verdict.holds and prior_of(made) < SAID and not _miskeyed(made)):
        return None
    return replace(made, confidence=round(confidence, 4))


def _as_well(made: Candidate, other: Candidate) -> bool:
    """The same figures, or other ones that the same words may mean where neither agree with that whole."""
    of_one = (other.tie, other.variant, other.whole) == (made.tie, made.variant, made.whole)
    return other is made or other.key == made.key or (of_one and not other.verdict.holds and not made.verdict.holds)


def weigh_all(offers: Iterable[Offer]) -> list[Candidate]:
    """What is meant of each offer."""
    return [made for offer in offers if (made := weigh(offer)) is not None]


def likelihood(made: Candidate) -> float:
    """How much more likely the arithmetic is where the tie is true than where the figures have nothing to do with each other."""
    if made.verdict.holds:
        return (1 - WRONG) / chance(made)
    if prior_of(made) < SAID and not _miskeyed(made):
        return ASKED * FAR  # it would not be told
    if tie(made.tie).bound and made.verdict.expected > made.verdict.actual:
        return ASKED * ABOVE
    if made.kind == "sum" and made.whole is not None and any(p.value > made.whole.value for p in made.parts) and not slipped(made):
        return ASKED * BEYOND
    gap = _gap(made)
    below = made.verdict.expected < made.verdict.actual
    if tie(made.tie).open and below and gap > LESS and not slipped(made):
        return ASKED * BEYOND
    side = (ABOVE if made.verdict.expected > made.verdict.actual else BELOW) if tie(made.tie).open else 1.0
    near = NEAR / min(1.0, max(CLOSE, 3 * gap))
    key = KEY / key_chance(made) if slipped(made) else 0.0
    return ASKED * side * max(near if gap < 1 / 3 else 0.0, key, FAR)


def chance(made: Candidate) -> float:
    """The chance that unrelated figures agree as these do."""
    whole = made.whole
    window = 1.0
    verdict = made.verdict
    if made.kind == "percent_sum":
        unit = min(p.precision for p in made.parts)
        window += float(2 * verdict.tolerance / unit) if verdict.grade == "rounding" else 0.0
        return min(MOST_CHANCE, 3 * window * float(unit) / 100)
    assert whole is not None
    if made.kind in ("ratio", "product", "mean"):
        if whole.dimension == "percent" and whole.value in (0, FULL):
            return MOST_CHANCE
        if verdict.grade == "rounding":
            window += float(2 * verdict.tolerance / whole.precision)
        return min(MOST_CHANCE, 3 * window / max(1.0, float(abs(whole.value) / whole.precision)))
    unit = common_unit(made.figures)
    if verdict.grade == "rounding":
        window += float(2 * verdict.tolerance / unit)
    return min(MOST_CHANCE, 3 * window / max(1.0, float(abs(whole.value) / unit)))


def common_unit(figures: Sequence[Figure]) -> Decimal:
    """The largest power of ten (or last written place) that all figures are multiples of."""
    places = [last_place(f.value) for f in figures if f.value]
    if not places:
        return max((f.precision for f in figures), default=Decimal(1))
    # By the places of their digits: a division of 10 billion by the 24th decimal of a stored quotient has more digits than a decimal number holds.
    return max(min(f.precision for f in figures), Decimal(1).scaleb(min(places)))


def last_place(value: Decimal) -> int:
    """The power of ten of the last digit that is not 0: 12.300 → 2, 0,45 → -2."""
    _, digits, exponent = value.as_tuple()
    return int(exponent) + len(digits) - len("".join(map(str, digits)).rstrip("0"))


def key_chance(made: Candidate) -> float:
    """The chance that one wrong key in one of its figures explains a result that has nothing to do with them."""
    unit = common_unit(made.figures) if made.kind not in ("ratio", "product", "mean") else None
    # Grammes to four places beside whole ones: a corrected key agrees with anything half a gramme off.
    window = 1 + 2 * float(slack_of(made.figures) / unit) if unit is not None else 1.0
    found = 0.0
    for figure in made.figures:
        size = max(1.0, float(abs(figure.value) / (unit or figure.precision)))
        found += min(0.5, window * SPELLINGS * len(str(int(size))) / size)
    return min(0.95, found)


def _miskeyed(made: Candidate) -> bool:
    """Figures that nothing but their place ties, so long that one wrong key hardly makes them agree by chance; and one would."""
    return made.kind in ADDED and not made.variant and key_chance(made) < RARE and slipped(made)


def _gap(made: Candidate) -> float:
    scale = max(abs(made.verdict.actual), abs(made.verdict.expected))
    return float(abs(made.verdict.expected - made.verdict.actual) / scale) if scale else 0.0


def severity_of(confidence: float) -> Severity:
    """error where the tie is as good as certain, warning where it is likely, else information."""
    return "error" if confidence >= 0.98 else "warning" if confidence >= 0.9 else "info"


def told(made: Candidate) -> bool:
    """Its structure or words tie it so surely that it is told when it does not agree."""
    return prior_of(made) >= WORDS
