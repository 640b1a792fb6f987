"""Findings of arithmetic: relations that do not hold, told with their computation."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from decimal import Decimal

import regex

from extractor.audit.checks import Issue, Seen, Severity, check
from extractor.audit.evidence import severity_of
from extractor.audit.figures import Figure
from extractor.audit.intervals import cut, rounded
from extractor.audit.mended import needed
from extractor.audit.relations import Candidate
from extractor.audit.ties import tie
from extractor.audit.told_twice import facts_of
from extractor.audit.vocabulary import vocabulary
from extractor.audit.wording import computation, difference, falls_below, in_writing, number
from extractor.lexicon.phrases import AUDIT
from extractor.messages import SAY

ENOUGH = 5  # instances of a class of ties that say how often such ties agree
LEGIBLE = 70  # of a hundred: how surely a figure is read on a picture that is not taken for another
FEW = 3  # figures that are named where one of several may be wrong
ABOUT, FAR_MORE = Decimal("1.5"), 100  # points that a round percentage may be off; per cent from which "hơn 500%" leaves a tenth open
DOUBT = 0.8  # figures read with less confidence lower the severity
PRODUCTS = {"yielded": "output", "yielded_lines": "output", "mean_each": "each", "density": "each", "expression": "formula", "mean_growth": "growth"}  # what is said of a product of these classes
CHANGES = ("growth", "reduction", "of_rise", "of_fall", "level_after_rise", "level_after_fall")
OF_BOTH = ("share_with_missing", "share_of_two")
MEAN = 30  # code points before a percentage that say that it is a mean


def _of_change(made: Candidate) -> bool:
    """A growth or fall, or what is left behind one; of two counts that make up a whole a share."""
    return made.form in CHANGES and made.tie not in OF_BOTH


def issue_of(seen: Seen, made: Candidate, code: str, severity: Severity, lead: str, lead_en: str) -> Issue:
    """The issue of a broken relation: its computation in words, the written result first in the evidence.

    Its severity follows from how sure the tie is; figures that were read with doubt are asked after, not called wrong; and where another value of
    one that was read with doubt on a picture would mend it, that one is rather misread.
    """
    figures = made.figures
    doubtful = any(f.confidence < DOUBT for f in figures)
    mistake = next((m for m in seen.mistakes if m.relations[0] is made), None)
    sure = max(r.confidence for r in (mistake.relations if mistake is not None else (made,)))
    if severity != "info":
        severity = severity_of(sure) if not _roundly(made) else "info"
    if severity == "error" and doubtful:
        severity = "warning"
    if severity == "warning" and any(needed(f, made) is not None for f in figures if _misread(seen, f)):
        severity = "info"
    told = list(dict.fromkeys(computation(r) + difference(r) for r in (mistake.relations if mistake is not None else (made,))))
    words = "; ".join(told), _english("; ".join(told))
    evidence = list(dict.fromkeys((f.start, f.end) for r in (mistake.relations if mistake is not None else (made,)) for f in r.figures))
    suggested = None
    if mistake is not None and mistake.suspect is not None and mistake.value is not None:
        suspect = mistake.suspect
        suggested = mistake.value
        would = _would_hold([(suspect, suggested)], len(mistake.relations))
        suggested = -suggested if falls_below(suspect, suggested) else suggested
        evidence = list(dict.fromkeys([(suspect.start, suspect.end), *evidence]))
    else:
        would = _would_hold(mistake.rather) if mistake is not None else ("", "")
    named = tie(made.tie)
    count = named.counts.get(made.variant) if made.prior is None else None
    held = SAY.audit("relation.held", held=count.held, seen=count.seen) if count is not None and count.seen >= ENOUGH else ("", "")
    note = SAY.audit("relation.doubtful") if doubtful else ("", "")
    said = SAY.audit("relation", lead=(lead, lead_en), words=(words[0] + would[0], words[1] + would[1]), note=note, tie=(named.vi, named.en), held=held)
    return Issue(code, severity, *said, tuple(evidence), sure, suggested, facts_of(made))


def _roundly(made: Candidate) -> bool:
    """ "giảm 80%" where it is 78,6%, "tăng hơn 500%" where it is 530%: a round number of tens that only says about how much."""
    whole = made.whole
    if whole is None or made.kind != "ratio" or whole.dimension != "percent" or whole.precision != 1 or whole.value % 10:
        return False
    off = made.verdict.expected - made.verdict.actual
    return abs(off) <= ABOUT or (whole.comparator == ">" and made.verdict.actual >= FAR_MORE and 0 < off <= made.verdict.actual / 10)


def _misread(seen: Seen, figure: Figure) -> bool:
    """It stands on a picture, and was read with doubt."""
    sure, raw = seen.layout.document.confidence, seen.layout.reading.raw
    return sure is not None and min((sure[place] for place in raw[figure.start : figure.end]), default=LEGIBLE) < LEGIBLE


def _would_hold(changes: Sequence[tuple[Figure, Decimal]], agree: int = 1) -> tuple[str, str]:
    """Which figure would have to be another for all to agree; of several as likely ones the first few."""
    if not changes:
        return "", ""
    named = list(dict.fromkeys(SAY.audit("would_hold.change", written=f.written, wanted=in_writing(value, f)) for f, value in changes))
    told = named[:FEW]
    if len(named) > FEW:
        told[-1] = SAY.audit("would_hold.another")
    joint = SAY.audit("would_hold.or")
    vi, en = (joint[i].join(change[i] for change in told) for i in (0, 1))
    return SAY.audit(f"would_hold.{'one' if agree == 1 else 'many'}", changes=(vi, en), agree=agree)


def _english(words: str) -> str:
    for key in ("written", "off", "rather"):
        words = words.replace(*SAY.audit(f"computation.{key}"))
    return words


def _broken(seen: Seen, *kinds: str, table: bool = False) -> Iterator[Candidate]:
    """The broken relations of these kinds that lead a mistake: others of the same mistake are told with it."""
    return (m.relations[0] for m in seen.mistakes if m.relations[0].kind in kinds and m.relations[0].table is table)


@check(
    "sum_mismatch",
    "error",
    finds=["Đã kiểm tra 49 cơ sở, gồm 31 cơ sở sản xuất và 16 cơ sở kinh doanh."],
    leaves=["Đã kiểm tra 47 cơ sở, gồm 31 cơ sở sản xuất và 16 cơ sở kinh doanh.", "Toàn huyện có 49 chợ, trong đó có 03 chợ hạng 1, 12 chợ hạng 2."],
)
def sum_mismatch(seen: Seen) -> Iterator[Issue]:
    for made in _broken(seen, "sum"):
        if made.verdict.grade != "impossible":
            yield issue_of(seen, made, "sum_mismatch", "error", *SAY.audit("sum_mismatch"))


@check(
    "part_exceeds_whole",
    "error",
    finds=["Trong tổng số 36 nhiệm vụ được giao, đã hoàn thành 52 nhiệm vụ, còn 4 nhiệm vụ đang thực hiện.", "Đã hoàn thành 27/24 nhiệm vụ được giao."],
    leaves=["Đã hoàn thành 22/24 nhiệm vụ được giao."],
)
def part_exceeds_whole(seen: Seen) -> Iterator[Issue]:
    for made in (*_broken(seen, "sum", "complement"), *_broken(seen, "ratio")):
        if made.verdict.grade == "impossible":
            yield issue_of(seen, made, "part_exceeds_whole", "error", *SAY.audit("part_exceeds_whole"))
    for figure in seen.figures:
        if figure.total is not None and figure.value > figure.total and _out_of(seen, figure):
            yield Issue(
                "part_exceeds_whole",
                "warning",
                *SAY.audit("part_exceeds_whole.done", figure=" ".join(filter(None, (figure.written, figure.unit)))),
                ((figure.start, figure.end),),
            )


def _out_of(seen: Seen, figure: Figure) -> bool:
    """X of Y things that there are; a result over a plan may be above it."""
    if figure.dimension != "count" or not figure.unit or vocabulary().out_of.match(figure.unit.casefold()) is None:
        return False
    segment = seen.layout.reading.segments[figure.segment]
    before = seen.layout.reading.text[max(segment.start, figure.start - 60) : figure.start]
    # "3.100/2.900 hồ sơ, tăng 200 so với cùng kỳ": two times, and no part of a whole.
    behind = seen.layout.reading.text[figure.end : min(segment.end, figure.end + 60)]
    return vocabulary().plan.search(before) is None and vocabulary().against.search(behind) is None and segment.kind != "cell"


@check(
    "ratio_mismatch",
    "error",
    finds=["Đã cấp 318/402 giấy phép, đạt 71,9%.", "Giải ngân 45,6 tỷ đồng, đạt 80,2% kế hoạch (62,5 tỷ đồng)."],
    leaves=["Đã cấp 318/402 giấy phép, đạt 79,1%.", "Giải ngân 45,6 tỷ đồng, bằng 80,2% so với cùng kỳ."],
)
def ratio_mismatch(seen: Seen) -> Iterator[Issue]:
    for made in _broken(seen, "ratio"):
        if not _of_change(made) and made.verdict.grade != "impossible":
            yield issue_of(seen, made, "ratio_mismatch", "error", *SAY.audit("ratio_mismatch"))


@check(
    "growth_mismatch",
    "error",
    finds=["Sản lượng đạt 12.600 tấn, tăng 9,5% so với cùng kỳ năm trước (12.000 tấn)."],
    leaves=["Sản lượng đạt 12.600 tấn, tăng 5% so với cùng kỳ năm trước (12.000 tấn)."],
)
def growth_mismatch(seen: Seen) -> Iterator[Issue]:
    for made in _broken(seen, "ratio"):
        if _of_change(made) and made.verdict.grade != "impossible":
            yield issue_of(seen, made, "growth_mismatch", "error", *SAY.audit("growth_mismatch"))


@check(
    "difference_mismatch",
    "error",
    finds=["Đã hoàn thành 31/58 nhiệm vụ; 25 nhiệm vụ còn lại đang triển khai.", "Sắp xếp 84 khu phố thành 52 khu phố, giảm 42 khu phố."],
    leaves=["Đã hoàn thành 31/58 nhiệm vụ; 27 nhiệm vụ còn lại đang triển khai."],
)
def difference_mismatch(seen: Seen) -> Iterator[Issue]:
    for made in (*_broken(seen, "difference", "complement", "balance"), *_broken(seen, "balance", table=True)):
        if made.verdict.grade != "impossible" or made.kind == "difference":
            yield issue_of(seen, made, "difference_mismatch", "error", *SAY.audit("difference_mismatch"))


@check(
    "product_mismatch",
    "error",
    finds=["Hỗ trợ tiền ăn: 14 hộ x 2.500.000 đồng = 38.500.000 đồng."],
    leaves=["Hỗ trợ tiền ăn: 14 hộ x 2.500.000 đồng = 35.000.000 đồng."],
)
def product_mismatch(seen: Seen) -> Iterator[Issue]:
    for table in (False, True):
        for made in _broken(seen, "product", "mean", table=table):
            name = _row_name(made) if table else ""
            if made.kind == "mean":
                yield issue_of(seen, made, "product_mismatch", "error", *SAY.audit("product_mismatch.mean", row=name))
            else:
                what = _what_of(made)
                yield issue_of(seen, made, "product_mismatch", "error", *SAY.audit(f"product_mismatch.{what}", row=name))


def _what_of(made: Candidate) -> str:
    """What a product is called: an output, an amount of money, or neither."""
    whole = made.whole
    if made.tie in PRODUCTS or whole is None:
        return PRODUCTS.get(made.tie, "product")
    if whole.dimension == "money":
        return "amount"
    names = (whole.label, whole.subject)
    farmed = any(name and vocabulary().table_output.search(name) for name in names) or any(p.dimension == "rate" and whole.dimension == "measure" for p in made.parts)
    return "output" if farmed else "amount" if any(name and vocabulary().table_amount.search(name) for name in names) else "product"


@check(
    "percent_sum_mismatch",
    "error",
    finds=["Kết quả xếp loại: giỏi 22,4%, khá 67,5%, trung bình 27,0%, yếu 3,1%."],
    leaves=["Đã trả 2.480 hồ sơ, trong đó đúng hạn 2.418 hồ sơ (97,5%), trễ hạn 62 hồ sơ (2,5%)."],
)
def percent_sum_mismatch(seen: Seen) -> Iterator[Issue]:
    for made in (*_broken(seen, "percent_sum"), *_broken(seen, "percent_sum", table=True)):
        yield issue_of(seen, made, "percent_sum_mismatch", "error", *SAY.audit("percent_sum_mismatch"))


@check(
    "table_row_mismatch",
    "error",
    finds=[
        "STT\tĐơn vị\tTổng số\tĐúng hạn\tTrễ hạn\n1\tXã Đông\t152\t140\t12\n2\tXã Tây\t231\t220\t11\n3\tXã Nam\t187\t180\t7\n"
        "4\tXã Bắc\t305\t290\t25\n5\tXã Trung\t118\t110\t8\n6\tXã Thượng\t264\t251\t13"
    ],
    leaves=[
        "STT\tĐơn vị\tTổng số\tĐúng hạn\tTrễ hạn\n1\tXã Đông\t152\t140\t12\n2\tXã Tây\t231\t220\t11\n3\tXã Nam\t187\t180\t7\n"
        "4\tXã Bắc\t305\t290\t15\n5\tXã Trung\t118\t110\t8\n6\tXã Thượng\t264\t251\t13"
    ],
)
def table_row_mismatch(seen: Seen) -> Iterator[Issue]:
    for made in _broken(seen, "sum", "ratio", table=True):
        if _in_one_row(seen, made):
            yield issue_of(seen, made, "table_row_mismatch", "error", *SAY.audit("table_row_mismatch", row=_row_name(made)))


@check(
    "table_total_mismatch",
    "error",
    finds=[
        "STT\tĐơn vị\tTiếp nhận\tĐã trả\tTrễ hạn\n1\tXã Đông\t152\t140\t12\n2\tXã Tây\t231\t220\t11\n3\tXã Nam\t187\t180\t7\n\tTổng số\t570\t540\t36"
    ],
    leaves=[
        "STT\tĐơn vị\tTiếp nhận\tĐã trả\tTrễ hạn\n1\tXã Đông\t152\t140\t12\n2\tXã Tây\t231\t220\t11\n3\tXã Nam\t187\t180\t7\n\tTổng số\t570\t540\t30"
    ],
)
def table_total_mismatch(seen: Seen) -> Iterator[Issue]:
    for made in _broken(seen, "sum", "ratio", table=True):
        if not _in_one_row(seen, made):
            yield issue_of(seen, made, "table_total_mismatch", "error", *SAY.audit("table_total_mismatch.ratio" if made.kind == "ratio" else "table_total_mismatch", row=_row_name(made)))


def _in_one_row(seen: Seen, made: Candidate) -> bool:
    segments = seen.layout.reading.segments
    figures = [*made.parts, *([made.whole] if made.whole is not None else [])]
    return len({(segments[f.segment].table, segments[f.segment].row) for f in figures}) == 1


def _row_name(made: Candidate) -> str:
    whole = made.whole
    names = list(dict.fromkeys(n for n in ((whole.subject, whole.label) if whole is not None else ()) if n))
    return f"{' - '.join(names)}: " if names else ""


@check(
    "percent_of_count_impossible",
    "warning",
    finds=["Có 45,3% trong tổng số 12 trạm đã được sửa chữa."],
    leaves=["Có 41,7% trong tổng số 12 trạm đã được sửa chữa.", "Có 45,3% trong tổng số 12.350 hộ đã được cấp nước sạch.", "So với mức bình quân 45,3% của 12 trạm."],
)
def percent_of_count_impossible(seen: Seen) -> Iterator[Issue]:
    text = seen.layout.reading.text
    for percent, base in zip(seen.figures, seen.figures[1:], strict=False):
        if percent.dimension != "percent" or percent.change or percent.vague or percent.role in ("target", "limit"):
            continue
        gap = text[percent.end : base.start]
        if AUDIT.mean_of_several.search(text, max(0, percent.start - MEAN), percent.start) is not None:
            continue  # "mức bình quân 0,7% của 14 ngân hàng"
        if base.dimension != "count" or base.vague or base.total is not None or "\n" in gap or not vocabulary().of_count.fullmatch(gap):
            continue
        if not _some_whole_number(percent, base.value):
            nearest = rounded(percent.value * base.value / 100, Decimal(1))
            share = number(rounded(nearest * 100 / base.value, min(percent.precision, Decimal("0.01")))) if base.value else "0"
            yield Issue(
                "percent_of_count_impossible",
                "warning",
                *SAY.audit("percent_of_count_impossible", percent=percent.written, base=base.written, nearest=number(nearest), share=share),
                ((percent.start, percent.end), (base.start, base.end)),
            )


def _some_whole_number(percent: Figure, base: Decimal) -> bool:
    if base <= 0 or base > 5000:
        return True
    start = int(percent.value * base / 100)
    for count in range(max(0, start - 1), start + 3):
        share = Decimal(count) * 100 / base
        if percent.value in (rounded(share, percent.precision), cut(share, percent.precision)):
            return True
    return False


@check(
    "number_malformed",
    "warning",
    finds=["Bộ phận Một cửa đã trả kết quả 178.30 hồ sơ.", "Thu ngân sách đạt .945,6 tỷ đồng."],
    leaves=[
        "Bộ phận Một cửa đã trả kết quả 178.930 hồ sơ.",
        "Tỷ lệ đúng hạn đạt 99.4%, diện tích 12,5 ha.",
        "Ông giữ chức Trưởng phòng từ 7.2019 đến 8.2022, tỷ giá tham chiếu USD=1.1055, hệ số 0.4957.",
        "Vốn của huyện 14,500.25 triệu đồng, của xã 950.05 triệu đồng.",
        "Vốn của huyện 354.15 tỷ đồng, của xã 230.35 tỷ đồng, của dân 94.25 tỷ đồng, khác 12.05 tỷ đồng.",
    ],
)
def number_malformed(seen: Seen) -> Iterator[Issue]:
    text = seen.layout.reading.text
    found = [(f.start, f.end) for f in seen.figures if f.dimension in ("count", "money") and f.unit and sum(map(str.isdigit, f.written)) >= 4 and BAD_GROUPS.fullmatch(f.written)]
    found = [(a, b) for a, b in found if not MONTH.fullmatch(text, a, b) and not PART_OF_NAME.search(text[max(0, a - 1) : a]) and not text.startswith("/", b) and AUDIT.name_before.search(text, max(0, a - 40), a) is None and AUDIT.degrees_behind.match(text, b) is None]
    found = [(a, b) for a, b in found if not (STOPPED_FRACTION.search(text) and STOPPED.fullmatch(text, a, b) and AUDIT.scale_behind.match(text, b))]
    if len(found) >= HABIT or (found and (STOPPED_DECIMALS.search(text) or sum(STOPPED.fullmatch(f.written) is not None for f in seen.figures) >= HABIT + 1)):
        found = []  # who writes so throughout, or parts thousands by commas, writes decimals behind a stop
    found += [(m.start(), m.end()) for m in LOST_DIGITS.finditer(text)]
    for start, end in sorted(found):
        written = text[start:end]
        yield Issue("number_malformed", "warning", *SAY.audit("number_malformed", written=written), ((start, end),))


# Groups of one, two or more than three digits behind a stop, where figures are counts or money; "0.4957" and seven digits and more, which a sheet computed,
# can only be decimals.
HABIT = 4
STOPPED_DECIMALS = regex.compile(r"(?<![\d.,])\d{1,3}(?:,\d{3})+\.\d{1,2}(?![\d.,]\d)")
STOPPED_FRACTION = regex.compile(r"(?<![\d.,/])\d{1,2}\.\d(?= \p{Ll})")  # "7.4 lần": decimals behind a stop
STOPPED = regex.compile(r"-?\d{1,3}\.\d{1,2}%?")
MONTH = regex.compile(r"(?:0?[1-9]|1[0-2])\.(?:19|20)\d\d")
PART_OF_NAME = regex.compile(r"[:=/]")
BAD_GROUPS = regex.compile(r"(?!0\.)\d{1,3}(?:\.\d{3})*\.(?:\d{1,2}|\d{4,6})(?:,\d+)?|\d{4,}(?:\.\d{3})+")
LOST_DIGITS = regex.compile(r"(?:(?<=[\p{Ll}] )|(?<=\n)|(?<=[(]))(?:\.\d{3}(?:\.\d{3})*(?:,\d+)?|,\d{1,2})(?=%?(?: \p{L}|\n|[),;]|$))")


@check(
    "rounding",
    "info",
    finds=["Tiếp nhận 51.267 hồ sơ trực tuyến trên tổng số 70.144 hồ sơ, đạt tỷ lệ 73,08%."],
    leaves=["Tiếp nhận 51.267 hồ sơ trực tuyến trên tổng số 70.144 hồ sơ, đạt tỷ lệ 73,09%."],
)
def rounding(seen: Seen) -> Iterator[Issue]:
    for made in seen.relations:
        if made.verdict.grade == "rounding" and made.kind != "percent_sum":
            yield issue_of(seen, made, "rounding", "info", *SAY.audit("rounding"))
