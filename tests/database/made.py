"""Documents made by hand for the tests of the database: a text, and records that point at quotes of it."""

from __future__ import annotations

import datetime
import hashlib
from collections.abc import Sequence
from typing import Any

from extractor.document import Block, Document, Page, Sentence, Span
from extractor.pipeline import ExtractedDocument, OrganizationSpan
from extractor.records import (
    Citation,
    DateRecord,
    Evidence,
    Finding,
    Indicator,
    Metadata,
    Record,
    Reference,
    Relation,
    Task,
    record_id,
)

D = datetime.date
PROVINCE = "Bình Định"
COMMITTEE = "Ủy ban nhân dân tỉnh Bình Định"


class Made:
    """Builds one document: each method adds a record whose span is the next place of a quote after the last one asked for."""

    def __init__(self, source: str, text: str, section: Sequence[str] = (), pages: tuple[Page, ...] = ()) -> None:
        sha256 = hashlib.sha256(text.encode()).hexdigest()
        self.document = Document(text=text, source=source, sha256=sha256, pages=pages, properties={"encoding": "utf-8"})
        self.section = tuple(section)
        self.sentences = []
        start = 0
        for line in text.split("\n"):
            if line:
                self.sentences.append(Sentence(line, (Span(start, start + len(line)),), self.section))
            start += len(line) + 1
        self.records: list[Record] = []

    def place(self, quote: str, nth: int = 0) -> dict[str, Any]:
        start = -1
        for _ in range(nth + 1):
            start = self.document.text.index(quote, start + 1)
        end = start + len(quote)
        sentence = next(s for s in self.sentences if s.spans[0].start <= start < s.spans[0].end)
        return {
            "document": self.document.source,
            "start": start,
            "end": end,
            "quote": quote,
            "page": self.document.page_of(start),
            "sentence": sentence.text,
            "section": list(sentence.section),
        }

    def add(self, model: type[Record], quote: str, nth: int = 0, **fields: Any) -> Made:
        place = self.place(quote, nth)
        identifier = record_id(model.model_fields["type"].default, self.document.source, place["start"], place["end"])
        self.records.append(model(id=identifier, **place, **fields))
        return self

    def reference(self, quote: str, nth: int = 0, **fields: Any) -> Made:
        if "issuer" in fields:
            fields.setdefault("issuer_source", "text")
        return self.add(Reference, quote, nth, **fields)

    def citation(self, quote: str) -> Citation:
        place = self.place(quote)
        return Citation(start=place["start"], end=place["end"], quote=quote)

    def metadata(self, **fields: Any) -> Made:
        fields["citations"] = {name: self.citation(quote) for name, quote in fields.get("citations", {}).items()}
        identifier = record_id("metadata", self.document.source)
        self.records.insert(0, Metadata(id=identifier, document=self.document.source, start=None, end=None, quote=None, **fields))
        return self

    def finding(self, quote: str, **fields: Any) -> Made:
        place = self.place(quote)
        evidence = Evidence(
            document=place["document"],
            document_sha256=self.document.sha256,
            start=place["start"],
            end=place["end"],
            quote=quote,
        )
        return self.add(Finding, quote, evidence=[evidence], **fields)

    def done(
        self, organizations: tuple[OrganizationSpan, ...] = (), blocks: tuple[Block, ...] = (), province: str | None = PROVINCE
    ) -> ExtractedDocument:
        return ExtractedDocument(self.document, tuple(self.records), tuple(self.sentences), blocks, organizations, province)


PLAN = """ỦY BAN NHÂN DÂN TỈNH BÌNH ĐỊNH
Số: 812/QĐ-UBND
Bình Định, ngày 14 tháng 3 năm 2031
QUYẾT ĐỊNH Ban hành Kế hoạch số hóa sổ hộ tịch
Căn cứ Nghị định số 47/2029/NĐ-CP ngày 02/5/2029 của Chính phủ;
Đã hoàn thành 17/20 nhiệm vụ, đạt 85%, chi 1.250,5 triệu đồng.
"""

REPORT = """Báo cáo quý I/2031 của Sở Tư pháp tỉnh Bình Định
Thực hiện Quyết định số 812/QĐ-UBND ngày 14/3/2031 của UBND tỉnh và Nghị định 47/2029/NĐ-CP.
Theo Luật Hộ tịch, việc số hóa sổ đăng ký được làm xong trước ngày 31/02/2031.
"""


def plan(source: str = "ke-hoach.txt") -> ExtractedDocument:
    """A decision with every kind of record."""
    made = Made(source, PLAN, ["I. Kết quả"])
    made.metadata(
        doc_type="Quyết định",
        code="812/QĐ-UBND",
        issued_on=D(2031, 3, 14),
        place="Bình Định",
        issuer=COMMITTEE,
        title="Ban hành Kế hoạch số hóa sổ hộ tịch",
        recipients=["Như Điều 3", "Lưu: VT"],
        citations={
            "code": "812/QĐ-UBND",
            "issued_on": "ngày 14 tháng 3 năm 2031",
            "title": "Ban hành Kế hoạch số hóa sổ hộ tịch",
        },
    )
    made.reference(
        "Nghị định số 47/2029/NĐ-CP", doc_type="Nghị định", code="47/2029/NĐ-CP", issued_on=D(2029, 5, 2), issuer="Chính phủ", relation="basis"
    )
    made.add(DateRecord, "02/5/2029", kind="day", from_=D(2029, 5, 2), to=D(2029, 5, 2))
    made.add(
        Task,
        "hoàn thành 17/20 nhiệm vụ",
        form="aggregate",
        status="completed",
        done=17,
        total=20,
        count=17,
        evidence=["812/QĐ-UBND"],
    )
    made.add(Indicator, "17/20", value=17, total=20, unit="nhiệm vụ", label="nhiệm vụ đã hoàn thành", precision=1)
    made.add(Indicator, "85%", value=85, unit="%", label="nhiệm vụ đã hoàn thành", precision="1")
    made.add(Indicator, "1.250,5 triệu", value="1250500000", unit="đồng", label="chi", precision="100000", role="level")
    spans = [(r.start, r.end) for r in made.records if isinstance(r, Indicator)]
    made.add(
        Relation,
        "17/20 nhiệm vụ, đạt 85%",
        kind="ratio",
        parts=spans[:1],
        whole=spans[1],
        expected="85.0",
        actual="85",
        tolerance="0.5",
        holds=True,
        grade="holds",
        computation="17/20 = 85%",
    )
    made.finding("Số: 812/QĐ-UBND", check="example", severity="info", message="Một ví dụ.", message_en="An example.")
    organization = made.place("ỦY BAN NHÂN DÂN TỈNH BÌNH ĐỊNH")
    return made.done(
        organizations=(OrganizationSpan(organization["start"], organization["end"], COMMITTEE, "tỉnh"),),
        blocks=(Block("heading", 0, 30, level=1), Block("note", 31, 40, mark="1")),
    )


def report(source: str = "bao-cao.txt") -> ExtractedDocument:
    """A report that cites the decision, the decree, a law, and an impossible date."""
    made = Made(source, REPORT)
    made.metadata(doc_type="Báo cáo", issuer="Sở Tư pháp tỉnh Bình Định", citations={"doc_type": "Báo cáo"})
    made.reference(
        "Quyết định số 812/QĐ-UBND", doc_type="Quyết định", code="812/QĐ-UBND", issued_on=D(2031, 3, 14), issuer=COMMITTEE
    )
    made.reference(
        "Nghị định 47/2029/NĐ-CP", doc_type="Nghị định", code="47/2029/NĐ-CP", issuer="Chính phủ", issuer_source="symbol"
    )
    made.reference("Luật Hộ tịch", doc_type="Luật", title="Luật Hộ tịch", issuer="Quốc hội", issuer_source="type")
    made.add(DateRecord, "31/02/2031", kind="day", valid=False)
    return made.done()
