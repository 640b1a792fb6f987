"""Wrong usage, said in the user's language: Typer knows its errors in English alone."""

import re
from collections.abc import Callable
from typing import Any

from extractor.messages import Speaker

_COMMAND = re.compile(r"No such command '(?P<name>.*?)'\.")
_EXTRA = re.compile(r"Got unexpected extra argument(?:s|\(s\))? \((?P<names>.*)\)")
_QUOTED = re.compile(r"'([\w-]+)'")
# What Typer says of a value that a type or a bound refuses (the words are pydantic's).
_REFUSED = (
    (re.compile(r"valid integer"), "usage.integer"),
    (re.compile(r"valid (?:number|float|decimal)"), "usage.number"),
    (re.compile(r"greater than or equal to (?P<bound>[\d.]+)"), "usage.at_least"),
    (re.compile(r"less than or equal to (?P<bound>[\d.]+)"), "usage.at_most"),
)


def printer(say: Speaker) -> Callable[[Any], None]:
    """What Typer calls with an error of usage: prints how the command is called and what is wrong with this call."""

    def show(error: Any) -> None:
        from rich.panel import Panel
        from rich.text import Text

        from extractor.cli.console import console

        out = console(error=True)
        context = getattr(error, "ctx", None)
        if type(error).__name__ == "NoArgsIsHelpError":
            print(error.format_message())
            return
        if context is not None:
            out.print(Text(usage_line(context, say)), soft_wrap=True)
            out.print(Text(say("usage.help", command=context.command_path), style="dim"), soft_wrap=True)
        out.print(Panel(Text(message(error, say)), title=say("panel.errors"), title_align="left", border_style="red"))

    return show


def usage_line(context: Any, say: Speaker) -> str:
    """ "Cách dùng: trichyeu search [TÙY CHỌN] {QUERY}…" """
    pieces = " ".join(context.command.collect_usage_pieces(context)).replace("[OPTIONS]", say("usage.options")).replace("COMMAND [ARGS]...", say("usage.command"))
    return say("usage.usage", usage=f"{context.command_path} {pieces}")


def message(error: Any, say: Speaker) -> str:
    """What is wrong, in one sentence."""
    kind = type(error).__name__
    said = error.format_message()
    if kind == "NoSuchOption":
        return say("usage.no_option", name=error.option_name) + _maybe(sorted(error.possibilities or ()), say)
    if kind == "MissingParameter":
        what = getattr(error.param, "help", None)
        return say("usage.missing_what" if what else "usage.missing", name=_name(error), help=what)
    if kind == "BadOptionUsage":
        return say("usage.no_value", name=error.option_name)
    command = _COMMAND.search(said)
    if command:
        return say("usage.no_command", name=command["name"]) + _maybe(_QUOTED.findall(said[command.end() :]), say)
    extra = _EXTRA.search(said)
    if extra:
        return say("usage.extra", names=extra["names"])
    if kind == "BadParameter":
        for pattern, key in _REFUSED:
            refused = pattern.search(error.message)
            if refused:
                return say("usage.bad_value", name=_name(error), expected=say(key, **refused.groupdict()))
        return error.message[:1].upper() + error.message[1:] if error.param is None else f"{_name(error)}: {error.message}"
    return str(said)


def _name(error: Any) -> str:
    """How the user writes the parameter: the option's longest name, or the argument's metavar."""
    parameter = error.param
    if parameter is None:
        return ""
    if parameter.param_type_name == "option":
        return str(max(parameter.opts, key=len))
    return str(parameter.metavar or parameter.name.upper())


def _maybe(names: list[str], say: Speaker) -> str:
    return " " + say("usage.maybe", names=", ".join(names)) if names else ""
