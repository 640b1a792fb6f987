"""`trichyeu show CODE`: one cited document, what it is and every mention with its sentence; `show FILE --page N --image out.png`: a page."""

from collections.abc import Sequence
from itertools import groupby
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from extractor.cli.common import check_output, command, database, print_hit, replaced, shown
from extractor.cli.console import console
from extractor.cli.exits import DEFAULT_DB, FAILED
from extractor.cli.listing import marked_quotes
from extractor.messages import Speaker

WIDTH = 400  # code points of a sentence that is shown

if TYPE_CHECKING:
    from extractor.database.show import Shown
    from extractor.database.validity import Said


def add(app: typer.Typer, say: Speaker) -> None:
    @command(app, say, "help.show")
    def show(
        code: Annotated[list[str], typer.Argument(help=say("help.show.code"), metavar=say("metavar.code"))],
        db: Annotated[Path, typer.Option(help=say("help.db"))] = Path(DEFAULT_DB),
        page: Annotated[int | None, typer.Option(help=say("help.show.page"), min=1)] = None,
        image: Annotated[Path | None, typer.Option(help=say("help.show.image"), dir_okay=False)] = None,
    ) -> None:
        with shown(say):
            if image is not None:
                _page(say, Path(" ".join(code)), page or 1, image)
                return
            found = _show(say, " ".join(code), db)
        if not found:
            raise typer.Exit(FAILED)


def _page(say: Speaker, file: Path, page: int, image: Path) -> None:
    """Draws a page of a PDF or scan with the boxes of its references, dates, figures and tasks."""
    from extractor.document import Span
    from extractor.pipeline import extract
    from extractor.readers import read
    from extractor.readers.draw import draw

    check_output(image, [file])
    document = read(file)
    records = [r for r in extract(document).records if r.type in {"reference", "date", "indicator", "task"} and r.page == page]
    spans = [Span(r.start, r.end) for r in records if r.start is not None and r.end is not None]
    with replaced(say, image) as made:
        made.write_bytes(draw(file, page, spans, document=document))
    console().print(say("show.drawn", page=page, image=image, count=len(spans)), highlight=False)


def _show(say: Speaker, name: str, path: Path) -> bool:
    from rich.text import Text

    from extractor.database.search import search
    from extractor.database.show import show as find

    with database(path) as db:
        found = find(db, name, say.lang)
        near = list(dict.fromkeys(hit.label for hit in search(db, name, kind="reference", limit=5 if not found else 50)[0])) if not found or name.isdigit() else []
    if found:  # a number alone may be the number of others as well
        shown_names = {" ".join(p for p in (one.doc_type, one.code) if p) for one in found}
        near = [label for label in near if f" {name}/" in label or f" {name}-" in label if label.partition(" · ")[0] not in shown_names][:10]
    for one in found:
        _document(say, one)
    errors = console(error=True)
    if not found:
        errors.print(Text(say("show.none", code=name)))
    if near:
        errors.print(Text(say("show.also" if found else "show.near", near="; ".join(near))))
    return bool(found)


def _said(say: Speaker, one: "Said", own: Sequence[str]) -> str:
    """One word of the ingested documents on another, indented by how many steps away it is; its file where it is not the shown document's own."""
    from extractor.database.search import day

    way = "by" if one.incoming else "of"
    words = say(f"show.{way}.{one.relation}")
    since = say("show.since", day=day(one.since.isoformat())) if one.since else ""
    page = say("list.page", n=one.page) if one.page else ""
    where = page if one.document in own else say("show.by_ingested") + " · ".join(p for p in (one.document, page) if p)
    return f"{'  ' * one.step}{words}{since} {one.name}" + (f" ({where})" if where else "")


def _document(say: Speaker, document: "Shown") -> None:
    from rich.panel import Panel
    from rich.text import Text

    from extractor.database.search import day

    name = " ".join(p for p in (document.doc_type, document.code) if p) if document.code else document.title or ""
    lines: list[Any] = []

    def line(label: str, value: str | None) -> None:
        if value:
            lines.append(Text.assemble((f"{label}: ", "bold"), value))

    if document.title != name:
        line(say("show.title"), document.title)
    line(say("show.issuer"), document.issuer or say("show.unknown"))
    line(say("show.issued"), day(document.issued_on) or (None if document.year else say("show.unknown")))
    if document.issued_on is None and document.year:
        line(say("show.year"), str(document.year))
    inside = [f"{source} ({say('show.part', n=number)}{', ' + say('list.page', n=page) if page else ''})" for source, number, page in document.parts]
    line(say("show.ingested"), ", ".join([*document.ingested, *inside]))
    if document.id:
        lines.append(Text(say("show.mentions", mentions=len(document.mentions), citing=document.citing)))
    else:
        lines.append(Text(say("show.uncited")))
    for message in document.findings:
        line(say("show.findings"), message)
    lines += [Text(_said(say, one, document.ingested), style="red" if one.incoming and one.relation in ("repeals", "replaces") else "") for one in document.relations]
    out = console()
    out.print(
        Panel(
            Text("\n").join(lines),
            title=Text(name, style="bold"),
            title_align="left",
            subtitle=document.id,
            subtitle_align="right",
        )
    )
    # A sentence that names the document twice is shown once, with both places marked.
    by_sentence = [list(group) for _, group in groupby(document.mentions, lambda mention: (mention.document, mention.sentence or mention.start))]
    for number, mentions in enumerate(by_sentence, 1):
        first = mentions[0]
        sentence = marked_quotes(first.sentence or first.quote, [mention.quote for mention in mentions], WIDTH)
        print_hit(say, number, first.document, first.page, first.section, "", sentence)
