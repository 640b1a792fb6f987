"""`/doc/12/record/ind-…/why`: the rule of every field of a record, as a part of its panel."""

from __future__ import annotations

from pathlib import Path

from extractor.web.http import Answer, Desk, Refused
from extractor.web.queries import document


async def show(desk: Desk, number: str, record: str) -> Answer:
    """The rules that made the fields of a record, the words that decided and what was refused."""
    head = await desk.read(document.head, int(number))
    if head is None:
        raise Refused(404, "error.gone")
    path: Path | None = desk.datasette.trichyeu_pictures.usable(head["location"], head["file_sha256"])
    if path is None:
        return await desk.render("why.html", decisions=(), gone=True)
    found = await desk.datasette.trichyeu_reasons.of(path, head["container"] or head["source"], head["source"], head["file_sha256"])
    return await desk.render("why.html", decisions=(found or {}).get(record, ()), gone=found is None)
