"""Who speaks in a document: what its issuer tells of itself assigns nothing, and only its issuer's "chỉ đạo" assigns.

In: the reading's text, the document's bodies. Out: whether a name is the issuer's, whether its words direct others.
"""

from __future__ import annotations

from extractor.finders.bodies.organizations import Context, canonical_name, organization_at
from extractor.finders.tasks.act_runs import Act, Owned
from extractor.finders.tasks.assigned_words import whole
from extractor.finders.tasks.names import Span
from extractor.lexicon.phrases import TASKS


class Speaker:
    """The issuer of a document, where it is known."""

    def __init__(self, text: str, context: Context) -> None:
        self.text = text
        self.context = context

    def without_own_words(self, acts: list[Act], inherited: Owned | None, cut: bool) -> list[Act]:
        """The acts without what the issuer tells of itself; `inherited` is whose acts stand here in any case, `cut`: no head names the issuer."""
        kept = [act for act in acts if act.owned is inherited or not (self.of_itself(act.start, act.end) and (self.speaks(act.owned) or self.announces(act)))]
        if self.context.issuer is not None or not cut:
            return kept
        return [act for act in kept if TASKS.enacts_itself.match(self.text, act.start, act.end) is None or whole("owners", "many").search(self.text, *act.owned.owner)]

    def speaks(self, owned: Owned, unknown: bool = False) -> bool:
        """Whether the owner is the body that issues the document (`unknown`: or may be): what it says of itself assigns nothing."""
        if self.context.issuer is None:
            return unknown
        name = self.text[slice(*owned.owner)]
        title = whole("giving", "leaders").match(name)
        bodies = {canonical_name(part, self.context) for part in (name, name[title.end() :].strip() if title else name) if part}
        return owned.by is None and (self.context.issuer in bodies or name.casefold() == self.context.issuer.casefold())

    def announces(self, act: Act) -> bool:
        """Whether an act only opens what the document says: "ban hành Kế hoạch …, cụ thể như sau"."""
        return act.owned.by is None and TASKS.list_follows.search(self.text[max(act.start, act.end - 24) : act.end]) is not None

    def asks_above(self, act: Act) -> bool:
        """Whether an act is what a department asks of the body that it belongs to: "Đề nghị UBND tỉnh bố trí kinh phí" in a report of a Sở of that province."""
        issuer = self.context.issuer
        begin, end = act.owned.owner
        if issuer is None or act.owned.by is not None or TASKS.asks_right_before.search(self.text, max(0, begin - 16), begin) is None:
            return False
        name = self.text[begin:end]
        title = whole("giving", "leaders").match(name)
        above = canonical_name(name[title.end() :].strip() if title else name, self.context) or ""
        territory = TASKS.territory_of_committee.fullmatch(above)
        return territory is not None and issuer != above and issuer.endswith(territory["place"])

    def concludes(self, end: int) -> Span | None:
        """Who concluded what a notice tells, by its title: the office that issues it only passes that on."""
        said = TASKS.whose_conclusion.search(self.text, 0, min(len(self.text), end))
        return said.span("by") if said is not None else None

    def met(self, end: int) -> Owned | None:
        """The province, district or commune with whose leaders the meeting was held that a notice concludes."""
        said = TASKS.meeting_with_place.search(self.text, 0, min(len(self.text), end))
        return Owned(said.span("place")) if said is not None else None

    def may_speak(self, name: Span) -> bool:
        return self.speaks(Owned(name), True)

    def directs(self, name: Span) -> bool:
        """Whether "chỉ đạo" behind a name assigns: the issuer's, or its leader's; another body is charged with directing its own."""
        issuer = self.context.issuer
        words = self.text[slice(*name)]
        if whole("owners", "many").search(words):
            return False
        title = whole("giving", "leaders").match(words)
        body = words[title.end() :].strip() if title else words
        if not body or (issuer is not None and canonical_name(body, self.context) == issuer):
            return True
        return organization_at(body, 0, self.context) is None

    def of_itself(self, start: int, end: int) -> bool:
        return whole("giving", "of_itself").match(self.text, start, end) is not None
