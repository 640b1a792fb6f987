"""The finders as spaCy components: each reads what earlier ones left in `doc._.mentions` and writes a named span group.

`requires` names the groups that must stand before; `language.run` gives the layout and the context. `displacy` and `DocBin` work on the
groups; the exact offsets and values are in the mentions. The extraction itself asks the finders without any Doc (`chain`).
"""

from __future__ import annotations

from collections.abc import Callable

from spacy.language import Language
from spacy.tokens import Doc

from extractor.finders.chain import FINDERS, Work
from extractor.language import add_group

# Name of the group → the groups that its finder reads.
REQUIRES: dict[str, tuple[str, ...]] = {
    "references": (),
    "dates": ("references",),
    "organizations": (),
    "indicators": ("references", "dates"),
    "tasks": ("references", "dates"),
}


def _component(group: str) -> Callable[[Doc], Doc]:
    """The component that writes `doc.spans[group]`."""

    def component(doc: Doc) -> Doc:
        for needed in REQUIRES[group]:
            if needed not in doc._.mentions:
                raise ValueError(f"component {group!r} needs {needed!r} before it")
        mentions = FINDERS[group](Work(doc._.layout, doc._.context, doc._.sentences, doc._.mentions))
        doc._.mentions[group] = mentions
        add_group(doc, group, ((m.start, m.end) for m in mentions), group)
        return doc

    return component


for _group in REQUIRES:
    Language.component(_group, func=_component(_group))
