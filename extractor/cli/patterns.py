"""`trichyeu patterns check [NAME]`: the rules' own examples; `trichyeu patterns list`: what rules there are and where they come from."""

from typing import Annotated

import typer

from extractor.cli.common import command, group_class, shown, stop
from extractor.cli.console import console
from extractor.cli.exits import FAILED
from extractor.messages import Speaker


def add(app: typer.Typer, say: Speaker) -> None:
    group = typer.Typer(cls=group_class(say), help=say("help.patterns"), no_args_is_help=True)
    app.add_typer(group, name="patterns")

    @group.callback()
    def patterns() -> None:
        pass

    @command(group, say, "help.patterns.check")
    def check(name: Annotated[str | None, typer.Argument(help=say("help.patterns.name"), metavar="NAME")] = None) -> None:
        with shown(say):
            failed = _check(say, name)
        if failed:
            raise typer.Exit(FAILED)

    @command(group, say, "help.patterns.list")
    def list() -> None:
        with shown(say):
            _list(say)


def _list(say: Speaker) -> None:
    """Prints what rules there are, part by part, and which file each part comes from."""
    from rich.table import Table
    from rich.text import Text

    from extractor.examples import parts
    from extractor.lexicon.patterns import FOLDER

    table = Table()
    for column in ("rules", "part", "entries", "examples", "source"):
        table.add_column(say(f"column.{column}"), overflow="fold", justify="right" if column in ("entries", "examples") else "left")
    for part in parts():
        ours = FOLDER in part.path.parents
        source = f"patterns/{part.path.relative_to(FOLDER).as_posix()}" if ours else str(part.path)
        table.add_row(part.rules, part.part, str(part.entries), str(part.examples), Text(source, style="" if ours else "bold"))
    console().print(table)


def _check(say: Speaker, name: str | None) -> int:
    """Prints the examples that fail and gives their number. A pattern file that cannot be read is one sentence too."""
    from rich.table import Table
    from rich.text import Text

    from extractor.examples import check
    from extractor.lexicon.patterns import PatternError, files

    names = files()
    if name is not None and name not in names:
        raise stop(say, "patterns.none", name=name, names=", ".join(names))
    table = Table(show_lines=True)
    for column in ("place", "example", "message"):
        table.add_column(say(f"column.{column}"), overflow="fold")
    held, broken = 0, []
    for file in [name] if name else names:
        try:
            for outcome in check(file):
                held += outcome.holds
                if not outcome.holds:
                    key = "patterns.expected" if outcome.positive else "patterns.unexpected"
                    table.add_row(Text(outcome.where), Text(outcome.text), Text(say(key, what=dict(outcome.wanted))))
        except PatternError as error:
            broken.append(str(error))
    out = console()
    if table.row_count:
        out.print(table)
    for sentence in broken:
        out.print(Text(sentence, style="red"))
    out.print(Text(say("patterns.checked", n=held, files=1 if name else len(names))))
    failed = table.row_count + len(broken)
    if failed:
        out.print(Text(say("patterns.failed", n=failed), style="red"))
    return failed
