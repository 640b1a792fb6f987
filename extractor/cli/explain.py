"""`trichyeu explain [CODE]`: what a check of the audit looks for; all checks without a code."""

from typing import Annotated, Any

import typer

from extractor.cli.common import command, shown
from extractor.cli.console import console
from extractor.messages import Speaker


def add(app: typer.Typer, say: Speaker) -> None:
    @command(app, say, "help.explain")
    def explain(
        code: Annotated[str | None, typer.Argument(help=say("help.explain.code"), metavar="CODE")] = None,
    ) -> None:
        with shown(say):
            if code is None:
                _list(say)
            else:
                _one(say, code)


def _one(say: Speaker, code: str) -> None:
    from rich.text import Text

    from extractor.audit import explain

    console().print(Text(explain(code, say.lang)), soft_wrap=True)


def _list(say: Speaker) -> None:
    from rich.text import Text

    from extractor.audit import CHECKS
    from extractor.audit.checks import SEVERITIES
    from extractor.cli import listing

    columns: dict[str, dict[str, Any]] = {"check": {"no_wrap": True, "style": "bold"}, "severity": {"no_wrap": True}, "place": {"no_wrap": True}}
    columns["message"] = {"ratio": 1}
    table = listing.table(say, columns)
    for check in sorted(CHECKS.values(), key=lambda c: (SEVERITIES.index(c.severity), c.where, c.code)):
        words = (check.code, say(f"severity.{check.severity}"), say(f"where.{check.where}"), check.vi if say.lang == "vi" else check.en)
        table.add_row(*map(Text, words))
    console().print(table)
