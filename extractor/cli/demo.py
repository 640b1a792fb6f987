"""`trichyeu demo [FOLDER]`: the sample documents that come with the program, read into a database, and what was found in them."""

from pathlib import Path
from typing import Annotated

import typer

from extractor.cli.common import command, shown, stop
from extractor.cli.console import console
from extractor.cli.exits import FAILED
from extractor.messages import Speaker

DEMO = "output/demo"
QUERY = "giải ngân"
HITS = 3


def add(app: typer.Typer, say: Speaker) -> None:
    @command(app, say, "help.demo")
    def demo(folder: Annotated[Path, typer.Argument(help=say("help.demo.folder"), metavar=say("metavar.folder"))] = Path(DEMO)) -> None:
        with shown(say):
            failed = _demo(say, folder)
        if failed:
            raise typer.Exit(failed)


def samples() -> Path:
    """The folder of the sample documents: inside the installed package, beside it in a checkout."""
    here = Path(__file__).parent.parent
    return next((folder for folder in (here / "_data" / "corpus", here.parent / "corpus") if folder.is_dir()), here / "_data" / "corpus")


def _demo(say: Speaker, folder: Path) -> int:
    """Copies the samples, reads them, and shows the counts, one search and the audit's errors. Gives the exit code."""
    from rich.text import Text

    from extractor.cli.audit import findings_table
    from extractor.cli.common import database
    from extractor.cli.ingest import _ingest, _Way
    from extractor.cli.search import search_in
    from extractor.database.audited import audited_documents
    from extractor.readers.options import ReadOptions

    out = console()
    files = _copy(say, folder)
    db = folder / "trichyeu.db"
    out.print(Text(say("demo.reading", n=len(files), folder=folder), style="bold"), soft_wrap=True)
    failed, stopped = _ingest(say, files, db, _Way(False, False, "table"), options=ReadOptions(), follow_links=False, jobs=1)
    if failed or stopped:
        return stopped or FAILED
    out.print()
    search_in(say, QUERY, [db], ["sentence"], HITS, "table")
    with database(db) as opened:
        errors = [finding for finding in audited_documents(opened)[1] if finding.severity == "error"]
    out.print(Text(say("demo.errors", n=len(errors)), style="bold underline"))
    out.print(findings_table(say, errors))
    out.print(Text(say("demo.next", db=f'"{db}"' if " " in str(db) else db), style="dim"), soft_wrap=True)
    return 0


def _copy(say: Speaker, folder: Path) -> list[Path]:
    """The samples in the user's folder; a file of that name that says something else is left as it is, and that is said."""
    made = []
    try:
        folder.mkdir(parents=True, exist_ok=True)
        for sample in sorted(samples().glob("*.txt")):
            target = folder / sample.name
            data = sample.read_bytes()
            if target.exists() and target.read_bytes() != data:
                raise stop(say, "demo.taken", path=target)
            if not target.exists():
                target.write_bytes(data)
            made.append(target)
    except OSError as error:
        raise stop(say, "output.unwritable", path=folder, why=error.strerror or error) from error
    if not made:
        raise stop(say, "demo.missing", path=samples())
    return made
