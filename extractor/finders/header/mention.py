"""What the header finder gives: a document's metadata, each field with the run of the reading that it was read from."""

from __future__ import annotations

from pydantic import Field

from extractor.finders.bodies.context import Context
from extractor.finders.header.letterhead import Run
from extractor.records import Received


class HeaderMention(Received):
    """The metadata of a document with the run of the reading that each value was read from.

    `spans` maps a field's name to its run; `own_number_spans` are runs of the document's own number in its heading; `context` is what the
    bodies of the letterhead say of the territory.
    """

    spans: dict[str, Run] = Field(default_factory=dict)
    own_number_spans: tuple[Run, ...] = ()
    context: Context = Field(default_factory=Context)
