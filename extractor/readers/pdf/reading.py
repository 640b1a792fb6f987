"""The steps of reading a PDF: open, collect, judge the text layer, recognise pages that are pictures, put together."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from extractor.document import Document
from extractor.readers import health
from extractor.readers.limits import limits
from extractor.readers.options import ReadOptions
from extractor.readers.pages.assemble import assemble
from extractor.readers.pages.closing import close_split
from extractor.readers.pages.layout import PageLayout, lay_out
from extractor.readers.pdf.annotations import signatures
from extractor.readers.pdf.collect import all_pages
from extractor.readers.pdf.hyphens import draw_hyphens, name_hyphens
from extractor.readers.pdf.old_fonts import convert_old_fonts
from extractor.readers.pdf.opening import install_bounds, open_pdf
from extractor.readers.pdf.signed_pictures import read_names
from extractor.readers.progress import page_done


@dataclass(slots=True)
class Layer:
    """The text layer of a file: its laid-out pages, what each is worth, and what was noted on the way."""

    pages: list[PageLayout]
    health: list[health.Health]
    properties: dict[str, str] = field(default_factory=dict)


def read_pdf(data: bytes, source: str, sha256: str, options: ReadOptions) -> Document:
    """Reads a PDF. Raises ReadError and, from the parts that are watched, LimitReached."""
    with limits(options.seconds, options.max_memory):
        layer = read_layer(data, source, options)
    recognised = _recognise(data, source, layer, options)
    with limits(options.seconds, options.max_memory):
        return assemble(layer.pages, source, sha256, "pdf", layer.properties, confidence=recognised or "names_in_pictures" in layer.properties)


def read_layer(data: bytes, source: str, options: ReadOptions) -> Layer:
    """The text layer of all pages, judged page by page; lines with letters set apart are closed up."""
    install_bounds(options.max_stream)
    document, pages, rebuilt = open_pdf(data, source, options.password, options.max_pages)
    properties = {"pages": str(len(pages))}
    if rebuilt:
        properties["repaired"] = "cross-references"
    try:
        for number, signature in enumerate(signatures(document), 1):
            for key, value in signature.items():
                properties[f"signature.{number}.{key}"] = value
    except (Exception, RecursionError) as error:  # pdfminer raises anything at all on broken objects
        properties["signatures"] = f"unreadable: {type(error).__name__}"
    contents = all_pages(document, pages)
    properties.update(convert_old_fonts(contents))
    hyphens = name_hyphens(contents) + sum(map(draw_hyphens, contents))
    if hyphens:
        properties["hyphens_read"] = str(hyphens)
    named = read_names(data, contents, options)
    if named:
        properties["names_in_pictures"] = ", ".join(map(str, named))
    layouts = [lay_out(content) for content in contents]
    joined = close_split(layouts)
    if joined:
        properties["joined_syllables"] = str(joined)
    closed = sum(health.close_up(page) for page in layouts)
    if closed:
        properties["closed_up_lines"] = str(closed)
    return Layer(layouts, [health.judge(page) for page in layouts], properties)


def _recognise(data: bytes, source: str, layer: Layer, options: ReadOptions) -> bool:
    """Replaces pages whose layer cannot be believed by what recognition reads. True where any page was. Raises ReadError."""
    from extractor.readers.pdf.sampling import compare
    from extractor.readers.scan_report import numbers, unrecognised

    said = layer.properties
    if options.ocr == "auto":
        compare(data, layer.pages, layer.health, options, said)
    wrong = [index for index, found in enumerate(layer.health) if found.reason is not None]
    if wrong:
        by_reason: dict[str, list[int]] = {}
        for index in wrong:
            by_reason.setdefault(str(layer.health[index].reason), []).append(layer.pages[index].number)
        said["text_layer"] = "; ".join(f"{reason}: {numbers(pages)}" for reason, pages in by_reason.items())
    wanted = list(range(len(layer.pages))) if options.ocr == "always" else wrong
    if not wanted:
        return False
    if options.ocr == "never":
        said["needs_ocr"] = numbers(layer.pages[index].number for index in wrong)
        unrecognised(said["needs_ocr"])
        return False
    from extractor.readers import recognition

    if not recognition.available(options.languages):
        if options.ocr == "always" or not any(found.reason is None and found.characters for found in layer.health):
            raise recognition.missing(source, options.languages)
        said["needs_ocr"] = numbers(layer.pages[index].number for index in wrong)
        unrecognised(said["needs_ocr"])
        said["needs_ocr_advice"] = recognition.missing(source, options.languages).vi
        return False
    return _replace(data, layer, wanted, options)


def _replace(data: bytes, layer: Layer, wanted: Sequence[int], options: ReadOptions) -> bool:
    """Recognises the wanted pages and takes the better reading of each."""
    from extractor.readers import recognition
    from extractor.readers.pdf.rendering import rendered
    from extractor.readers.scan import recognise_all
    from extractor.readers.scan_report import Recognised, numbers, report

    def pictures() -> Iterator[Recognised]:
        with limits(options.seconds + options.seconds_per_scan * len(wanted), options.max_memory):
            yield from recognise_all(rendered(data, wanted, options), options)

    taken: list[Recognised] = []
    kept: list[int] = []
    for done, (index, page) in enumerate(zip(wanted, pictures(), strict=True), 1):
        page_done(done, len(wanted))
        layout = lay_out(page.content)
        before = layer.pages[index].content
        if page.failure is None and (options.ocr == "always" or health.better(health.judge(layout), layer.health[index])):
            layout.content.stamps = before.stamps
            layer.pages[index] = layout
            taken.append(page)
        elif page.failure is None:
            kept.append(before.number)
        else:
            taken.append(page)
    layer.properties.update(report(taken, recognition.name(options.languages)))
    if kept:
        layer.properties["ocr_not_better"] = numbers(kept)
    return bool(taken)
