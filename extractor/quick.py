"""Frozen values that are made quickly: the values of a document are made by the ten thousands.

    @quick
    @dataclass(frozen=True, slots=True)
    class Span: …

A frozen dataclass sets each field by `object.__setattr__`, which looks the field up by its name every time; here the field's own slot is set. The
signature, the defaults, `__post_init__` and what the class forbids afterwards stay as they are.
"""

from __future__ import annotations

from dataclasses import MISSING, fields
from typing import Any, TypeVar

T = TypeVar("T")


def quick(cls: type[T]) -> type[T]:
    """The dataclass with slots `cls`, with an `__init__` that sets its slots directly. A field that a factory fills is not for this."""
    names: dict[str, Any] = {}
    arguments, lines = [], []
    for field in fields(cls):  # type: ignore[arg-type]
        if not field.init or field.kw_only or field.default_factory is not MISSING:
            raise TypeError(f"{cls.__name__}.{field.name}")
        names[f"_set_{field.name}"] = getattr(cls, field.name).__set__
        names[f"_default_{field.name}"] = field.default
        arguments.append(field.name if field.default is MISSING else f"{field.name}=_default_{field.name}")
        lines.append(f"    _set_{field.name}(self, {field.name})")
    if hasattr(cls, "__post_init__"):
        lines.append("    self.__post_init__()")
    exec(f"def __init__(self, {', '.join(arguments)}):\n" + "\n".join(lines), names)  # as the standard library makes it, from names of fields alone
    made = names["__init__"]
    made.__qualname__ = f"{cls.__qualname__}.__init__"
    made.__annotations__ = cls.__init__.__annotations__
    made.__module__ = cls.__module__
    type.__setattr__(cls, "__init__", made)
    return cls
