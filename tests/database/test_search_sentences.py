"""Which sentences come first, against every expression asked in full; what is more than is counted; records of sentences of which many have none."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from made import Made
from typer.testing import CliRunner

from extractor.cli import build
from extractor.database import search as searching
from extractor.database.asking import ask
from extractor.database.search_records import matching
from extractor.database.search_sentences import best, sentences
from extractor.database.write import write

WORDS = ["hộ", "ho", "nghèo", "ngheo", "số", "sổ", "bàn", "giao"]


def in_full(conn: Any, query: str) -> list[tuple[int, int]]:
    """Every expression of a query asked for all its sentences, one after the other, the newest first."""
    found: dict[int, int] = {}
    for place, tier in enumerate(ask(query).tiers()):
        condition, values = matching("sentences", tier)
        for (number,) in conn.execute(f"SELECT rowid FROM sentences_fts WHERE {condition} ORDER BY rowid DESC", values):
            found.setdefault(number, place)
    return list(found.items())


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(data=st.data())
def test_the_best_first_and_each_once(many: Any, data: st.DataObject) -> None:
    words = data.draw(st.lists(st.sampled_from(WORDS), min_size=1, max_size=3))
    query = data.draw(st.sampled_from([" ".join(words), f'"{" ".join(words)}"', " OR ".join(words), f"{words[0]} -{words[-1]}"]))
    wanted = in_full(many.conn, query)
    asked = ask(query)
    assert list(best(many.conn, asked)) == wanted
    limit = data.draw(st.integers(1, 30))
    found, total = sentences(many.conn, asked, None, limit)
    assert list(found.items()) == wanted[:limit] and total == len(wanted)
    most = data.draw(st.integers(0, 20))
    assert sentences(many.conn, asked, None, limit, most)[1] == min(total, most + 1)


@pytest.fixture(scope="module")
def many(tmp_path_factory: pytest.TempPathFactory) -> Any:
    """Forty documents of three sentences, each of some of the words."""
    from extractor.database.connection import open_database

    db = open_database(tmp_path_factory.mktemp("many") / "a.db", create=True)
    for number in range(40):
        lines = [" ".join(WORDS[(number * 7 + line * 3 + k * (number % 3 + 1)) % len(WORDS)] for k in range(4)).capitalize() + "." for line in range(3)]
        write(db, Made(f"d{number}.txt", "\n".join(lines) + "\n").metadata(citations={}).done())
    return db


def test_more_than_is_counted_is_said(many: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(searching, "COUNTED", 5)
    path = many.conn.execute("PRAGMA database_list").fetchone()[2]
    done = CliRunner().invoke(build("en"), ["search", "hộ", "--db", path, "--in", "sentence", "--limit", "3"])
    assert done.exit_code == 0 and "Sentences: 3 of more than 5" in done.output and "no more than 5 are counted" in done.output
    done = CliRunner().invoke(build("en"), ["search", "hộ", "--db", path, "--in", "sentence", "--limit", "3", "--format", "json"])
    assert '"total": 5' in done.stdout and '"more": true' in done.stdout


def test_the_newest_first_among_those_that_fit_alike(many: Any) -> None:
    hits, _ = searching.search(many, "bàn giao", kind="sentence", limit=50)
    exact = [int(hit.document[1:-4]) for hit in hits if hit.exact and "bàn giao" in (hit.sentence or "").lower()]
    assert exact == sorted(exact, reverse=True) and len(exact) > 2
