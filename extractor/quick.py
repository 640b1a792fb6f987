"""Frozen values that are made quickly: the values of a document are made by the ten thousands.

    @quick
    @dataclass(frozen=True, slots=True)
    class Span: …

A frozen dataclass sets each field by `object.__setattr__`, which looks the field up by its name every time; here the field's own slot is set, and where
a class has none (it keeps what it computes once) its dictionary. The signature, the defaults, `__post_init__` and what the class forbids afterwards stay as they are.
"""

from __future__ import annotations

from dataclasses import MISSING, fields
from typing import Any, TypeVar

T = TypeVar("T")


def quick(cls: type[T]) -> type[T]:
    """The dataclass `cls` with an `__init__` that sets its fields directly."""
    names: dict[str, Any] = {}
    arguments, lines = [], []
    slotted = "__slots__" in vars(cls)
    if not slotted:
        lines.append("    _fields = self.__dict__")
    for field in fields(cls):  # type: ignore[arg-type]
        if not field.init or field.kw_only:
            raise TypeError(f"{cls.__name__}.{field.name}")
        if slotted:
            names[f"_set_{field.name}"] = getattr(cls, field.name).__set__
        names[f"_default_{field.name}"] = field.default
        if field.default_factory is not MISSING:
            names |= {f"_default_{field.name}": MISSING, f"_make_{field.name}": field.default_factory, "_MISSING": MISSING}
            lines.append(f"    if {field.name} is _MISSING: {field.name} = _make_{field.name}()")
        open_ = names[f"_default_{field.name}"] is MISSING and field.default_factory is MISSING
        arguments.append(field.name if open_ else f"{field.name}=_default_{field.name}")
        lines.append(f"    _set_{field.name}(self, {field.name})" if slotted else f"    _fields[{field.name!r}] = {field.name}")
    if hasattr(cls, "__post_init__"):
        lines.append("    self.__post_init__()")
    exec(f"def __init__(self, {', '.join(arguments)}):\n" + "\n".join(lines), names)  # as the standard library makes it, from names of fields alone
    made = names["__init__"]
    made.__qualname__ = f"{cls.__qualname__}.__init__"
    made.__annotations__ = cls.__init__.__annotations__
    made.__module__ = cls.__module__
    type.__setattr__(cls, "__init__", made)
    return cls
