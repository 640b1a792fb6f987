"""The metadata of a document while it is being read: the first value of a field stays, and says where it was read."""

from __future__ import annotations

from dataclasses import dataclass

from extractor.finders.header.letterhead import Field, Run
from extractor.why import asked, decided


@dataclass
class Draft:
    """What has been found so far."""

    values: dict[str, object]
    spans: dict[str, Run]
    text: str = ""  # of the reading

    def set(self, name: str, value: object, run: Run | None, rule: str = "letterhead") -> None:
        """The first value of a field stays; `rule` says where it was read."""
        if value is None or run is None:
            return
        if name not in self.values:
            self.values[name] = value
            self.spans[name] = run
            decided("metadata", None, name, f"header: {rule}", self.text[slice(*run)])
        elif asked() and value != self.values[name]:
            decided("metadata", None, name, f"header: {rule}", self.text[slice(*self.spans[name])], (f"{value}: header, {rule}",))

    def field(self, name: str, value: Field | None, rule: str = "letterhead") -> None:
        if value is not None:
            self.set(name, value.value, value.run, rule)

    def said(self, name: str) -> str | None:
        value = self.values.get(name)
        return value if isinstance(value, str) else None
