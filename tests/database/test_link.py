"""Linking in the database: the nodes depend on what is there, never on the order in which it came or went."""

from __future__ import annotations

import itertools
from pathlib import Path
from typing import Any

import pytest
from made import COMMITTEE, D, Made, plan, report
from test_write import dump

from extractor.database import read
from extractor.database.connection import open_database
from extractor.database.link import link_pending, relink
from extractor.database.removal import remove
from extractor.database.write import write
from extractor.linking.conflicts import SAME_DAY_TWO_YEARS, TWO_DATES
from extractor.pipeline import ExtractedDocument
from extractor.records import Finding, Reference


def letter(
    source: str, code: str, date: D | None = None, issuer: str | None = COMMITTEE, by: str = "text", text: str = "Theo Báo cáo số"
) -> ExtractedDocument:
    made = Made(source, f"{text} {code} về việc khác.")
    made.reference(code, doc_type="Báo cáo", code=code, issued_on=date, issuer=issuer, issuer_source=by if issuer else None)
    return made.done()


def law(source: str, title: str, code: str | None = None, date: D | None = None) -> ExtractedDocument:
    made = Made(source, f"Căn cứ {title} {code or ''} đã ban hành.")
    made.reference(title, doc_type="Luật", code=code, title=title, issued_on=date, issuer="Quốc hội", issuer_source="type")
    return made.done()


DOCUMENTS = [
    plan(),
    report(),
    letter("a.txt", "15/BC-UBND", D(2031, 5, 1)),
    letter("b.txt", "15/BC-UBND", D(2030, 5, 1)),
    letter("c.txt", "15/bc-ubnd"),
    letter("d.txt", "15/BC-UBND", D(2031, 6, 1), by="symbol"),
    law("e.txt", "Luật Hộ tịch", "60/2014/QH13"),
    law("f.txt", "Luật Hộ tịch", None, D(2014, 11, 20)),
]


def built(path: Path, documents: list[ExtractedDocument]) -> list[str]:
    db = open_database(path, create=True)
    for document in documents:
        write(db, document)
    found = dump(db)
    db.conn.close()
    return found


def test_any_order_gives_the_same_database(tmp_path: Path) -> None:
    orders = [DOCUMENTS, DOCUMENTS[::-1], *(list(o) for o in itertools.islice(itertools.permutations(DOCUMENTS), 0, 40320, 9001))]
    dumps = [built(tmp_path / f"{n}.db", order) for n, order in enumerate(orders)]
    assert len(dumps) >= 6
    assert all(found == dumps[0] for found in dumps)
    assert any(SAME_DAY_TWO_YEARS in line for line in dumps[0]) and any(TWO_DATES in line for line in dumps[0])


def test_linked_at_the_end_is_linked_as_it_goes(tmp_path: Path) -> None:
    db = open_database(tmp_path / "late.db", create=True)
    for document in DOCUMENTS:
        write(db, document, link=False)
    assert db.conn.execute("SELECT count(*) FROM document_references WHERE cited_document_id IS NOT NULL").fetchone()[0] == 0
    link_pending(db)
    late = dump(db)
    db.conn.close()
    assert late == built(tmp_path / "early.db", DOCUMENTS)


@pytest.mark.parametrize("removed", range(len(DOCUMENTS)))
def test_removing_is_as_if_it_had_never_come(tmp_path: Path, removed: int) -> None:
    db = open_database(tmp_path / "with.db", create=True)
    for document in DOCUMENTS:
        write(db, document)
    remove(db, DOCUMENTS[removed].document.source)
    found = dump(db)
    db.conn.close()
    assert found == built(tmp_path / "without.db", DOCUMENTS[:removed] + DOCUMENTS[removed + 1 :])


def test_one_node_and_the_ingested_document_itself(db: Any) -> None:
    write(db, report())
    write(db, plan())
    target = {r.target for r in read.records(db, "bao-cao.txt") if isinstance(r, Reference) and r.code == "812/QĐ-UBND"}
    assert target == {db.conn.execute("SELECT cited_document_id FROM documents WHERE source = 'ke-hoach.txt'").fetchone()[0]}
    row = db.conn.execute("SELECT code, issued_on, title, mentions FROM cited_documents WHERE id = ?", list(target)).fetchone()
    assert row == ("812/QĐ-UBND", "2031-03-14", "Ban hành Kế hoạch số hóa sổ hộ tịch", 1)


def test_a_finding_between_documents_quotes_both(db: Any) -> None:
    write(db, letter("b.txt", "15/BC-UBND", D(2030, 5, 1)))
    write(db, letter("a.txt", "15/BC-UBND", D(2031, 5, 1)))
    (finding,) = (r for r in read.records(db, "a.txt") if isinstance(r, Finding))
    assert [(e.document, e.quote) for e in finding.evidence] == [("a.txt", "15/BC-UBND"), ("b.txt", "15/BC-UBND")]
    assert finding.sentence == "Theo Báo cáo số 15/BC-UBND về việc khác."
    remove(db, "b.txt")
    assert not [r for r in read.records(db, "a.txt") if isinstance(r, Finding)]
    assert db.conn.execute("SELECT count(*) FROM citations WHERE record_type = 'finding'").fetchone()[0] == 0


def test_linking_again_changes_nothing(db: Any, path: Path) -> None:
    for document in DOCUMENTS:
        write(db, document)
    before = dump(db)
    db.conn.execute("INSERT INTO pending_links SELECT DISTINCT code_key FROM document_references WHERE code_key IS NOT NULL")
    relink(db)
    db.conn.commit()
    assert dump(db) == before
