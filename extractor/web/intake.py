"""Reads uploaded files into the database, in a process of its own, and tells on its output what it does: one JSON object a line.

    python -m extractor.web.intake DB < list      the list: one JSON object a line, {"path": …, "source": …}

Lines: {"event": "page", "source": …, "page": 3, "pages": 12} while a file with many pages is read, {"event": "file", "source": …, "outcome": …, "failure": …} for each document, {"event": "end", …} at the end.
"""

from __future__ import annotations

import json
import sys
import threading
from contextlib import closing
from pathlib import Path


def main() -> None:
    """Ingests what the list names."""
    from extractor.batch import Found, run
    from extractor.database.connection import open_database

    given = [json.loads(line) for line in sys.stdin if line.strip()]
    db = open_database(Path(sys.argv[1]), create=True)
    counts: dict[str, int] = {}
    files = [Found(Path(item["path"]), item["source"]) for item in given]
    with closing(run(db, files, again=False, on_page=_page)) as results:
        for result in results:
            counts[result.outcome] = counts.get(result.outcome, 0) + 1
            said = {"vi": result.failure.vi, "en": result.failure.en, "cause": result.failure.cause} if result.failure else None
            _say({"event": "file", "source": result.source, "file": result.found.source, "outcome": result.outcome, "failure": said})
        _say({"event": "linking"})
    _say({"event": "end", "counts": counts})


def _page(source: str, done: int, total: int) -> None:
    _say({"event": "page", "source": source, "page": done, "pages": total})


_SAYING = threading.Lock()


def _say(value: object) -> None:
    with _SAYING:
        print(json.dumps(value, ensure_ascii=False), flush=True)


if __name__ == "__main__":
    main()
