"""What Datasette shows of the database: titles, descriptions, facets and prepared queries, in Vietnamese or English.

In: the name of the database (its file's stem) and a language. Out: Datasette's metadata as a dictionary.
"""

from __future__ import annotations

from typing import Any, NamedTuple

from extractor.database.compact_schema import RECORDS, SEARCHED, VIEW_NAMES


class Table(NamedTuple):
    """A table: title and description in (Vietnamese, English), facets, the column to sort by, and what its columns hold."""

    title: tuple[str, str]
    about: tuple[str, str]
    facets: tuple[str, ...] = ()
    sort: str | None = None
    label: str | None = None
    columns: dict[str, tuple[str, str]] = {}  # noqa: RUF012  (a tuple's default, never changed)
    hidden: bool = False


_PLACE = {
    "record_id": ("mã bản ghi, như trong tệp xuất", "the record's id, as in the export"),
    "document_id": ("văn bản chứa bản ghi", "the document that holds the record"),
    "sentence_id": ("câu nguồn", "the source sentence"),
    "start": ("vị trí trong toàn văn", "where it stands in the text"),
    "quote": ("đoạn trích nguyên văn", "the quoted span"),
}

TABLES: dict[str, Table] = {
    "documents": Table(
        ("Văn bản đã nhập", "Ingested documents"),
        (
            "Mỗi dòng một tệp: thông tin đầu văn bản và toàn văn.",
            "One row a file: what the document says of itself, and its text.",
        ),
        ("doc_type", "issuer", "province", "format"),
        "source",
        "source",
        {
            "source": ("đường dẫn tính từ nơi nhập", "path relative to what was ingested"),
            "cited_document_id": ("các nơi viện dẫn văn bản này", "where this document is cited"),
            "container": ("tệp nén hoặc thư chứa văn bản", "the archive or mail that holds it"),
            "location": ("nơi tệp nằm khi nhập", "where the file was when ingested"),
        },
    ),
    "document_parts": Table(
        ("Văn bản trong tệp nhiều văn bản", "Documents of files that hold several"),
        (
            "Mỗi dòng một văn bản của tệp chứa nhiều văn bản (tờ trình kèm kế hoạch, nhiều dự thảo): vị trí, trang, thông tin đầu văn bản.",
            "One row a document of a file that holds several: where it stands, its pages, what it says of itself.",
        ),
        ("doc_type", "issuer"),
        None,
        "code",
        {
            "number": ("thứ tự trong tệp, từ 1", "which of the file's documents, from 1"),
            "symbol": ("ký hiệu khi số còn để trống", "the symbol of a code whose number is blank"),
        },
    ),
    "sentences": Table(
        ("Câu", "Sentences"),
        (
            "Câu và dòng bảng theo thứ tự đọc; tìm có dấu hay không dấu đều được.",
            "Sentences and table rows in reading order; search with or without accents.",
        ),
        ("document_id",),
        None,
        "text",
        {
            "section": ("các đề mục bên trên", "the headings above"),
            "start": ("vị trí trong toàn văn", "where it stands in the text"),
        },
    ),
    "cited_documents": Table(
        ("Văn bản được viện dẫn", "Cited documents"),
        (
            "Mỗi dòng một văn bản, dù được viết theo cách nào; mở ra để xem mọi chỗ nhắc đến.",
            "One row a document, however it is written; open it to see every mention.",
        ),
        ("doc_type", "issuer", "year"),
        None,
        "code",
        {
            "mentions": ("số lần được nhắc", "number of mentions"),
            "citing": ("số văn bản nhắc đến", "number of documents that cite it"),
        },
    ),
    "document_references": Table(
        ("Viện dẫn", "References"),
        ("Mỗi dòng một chỗ nhắc đến một văn bản.", "One row a mention of a document."),
        ("doc_type", "issuer", "issuer_source"),
        None,
        "code",
        {
            **_PLACE,
            "issuer_source": ("cơ quan ban hành suy từ: văn bản, ký hiệu hay loại", "what gave the issuer: text, symbol or type"),
            "malformed": ("lỗi trong số, ký hiệu", "what is wrong with the code"),
        },
    ),
    "dates": Table(
        ("Ngày tháng", "Dates"),
        (
            "Mọi mốc và khoảng thời gian; valid = 0 là ngày không có thật.",
            "All points and spans of time; valid = 0 is a date that does not exist.",
        ),
        ("kind", "valid"),
        "from_date",
        None,
        {**_PLACE, "from_date": ("ngày đầu", "first day"), "to_date": ("ngày cuối", "last day")},
    ),
    "indicators": Table(
        ("Số liệu", "Figures"),
        (
            "Số liệu mà văn bản nêu; value là số thập phân chính xác, value_real để sắp xếp.",
            "Figures that the text states; value is the exact decimal, value_real is for sorting.",
        ),
        ("unit", "role"),
        None,
        "label",
        {**_PLACE, "label": ("đo cái gì", "what is measured"), "subject": ("của ai", "whose figure")},
    ),
    "tasks": Table(
        ("Nhiệm vụ", "Tasks"),
        ("Nhiệm vụ và tình trạng thực hiện.", "Tasks and how far they are."),
        ("status", "form"),
        None,
        "title",
        dict(_PLACE),
    ),
    "relations": Table(
        ("Quan hệ số học", "Relations"),
        ("Phép tính mà văn bản ngầm nêu, đã kiểm tra.", "Arithmetic that the text implies, checked."),
        ("grade", "kind"),
        None,
        "computation",
        dict(_PLACE),
    ),
    "findings": Table(
        ("Điểm cần xem", "Findings"),
        ("Chỗ mà người đọc nên xem lại.", "What a person should look at."),
        ("severity", "check_code"),
        None,
        "message",
        dict(_PLACE),
    ),
    "organizations": Table(
        ("Cơ quan, tổ chức", "Organizations"), ("Tên đầy đủ và cấp.", "Full names and levels."), ("level",), "name", "name"
    ),
    "citations": Table(
        ("Đoạn trích", "Citations"),
        ("Mỗi dòng một đoạn nguyên văn mà một bản ghi trỏ tới.", "One row a span of the text that a record points at."),
        ("record_type", "role"),
        None,
        "quote",
    ),
    "pages": Table(("Trang", "Pages"), ("Trang của tệp có phân trang.", "Pages of paged files.")),
    "blocks": Table(("Khối", "Blocks"), ("Đoạn, đề mục, ô bảng, chú thích.", "Paragraphs, headings, cells, notes."), ("kind",)),
    "failures": Table(
        ("Tệp không nhập được", "Files that were not ingested"),
        ("Nguyên nhân và cách xử lý.", "Why, and what to do."),
        ("cause",),
    ),
    "reviews": Table(
        ("Ý kiến duyệt", "Reviews"),
        (
            "Nhật ký: mỗi dòng một việc của người duyệt; current = 1 là ý kiến đang có hiệu lực.",
            "A log: one row an act of a reviewer; current = 1 is what counts.",
        ),
        ("decision", "aspect", "reviewer", "state"),
        None,
        None,
        {
            "step": ("các dòng của một lần bấm", "the rows of one act"),
            "aspect": ("quyết định hay sửa đổi", "a decision or a correction"),
            "state": ("bằng chứng còn nguyên, đã chuyển chỗ, đã đổi hay không còn", "evidence is the same, moved, changed or gone"),
        },
    ),
    "sign_offs": Table(
        ("Ký phiếu kiểm tra", "Signed audit sheets"),
        ("Ai đã ký phiếu kiểm tra của văn bản nào, lúc nào.", "Who signed the audit sheet of which document, and when."),
        ("signer",),
    ),
    "saved_searches": Table(("Tìm kiếm đã lưu", "Saved searches"), ("", "")),
    "document_stats": Table(
        ("Số đếm của văn bản", "Counts of documents"),
        (
            "Mỗi dòng một văn bản: số bản ghi mỗi loại, số liệu đã kiểm tra được.",
            "One row a document: records of each kind, figures that could be checked.",
        ),
    ),
    "doubtful_words": Table(
        ("Chữ nhận dạng chưa chắc", "Doubtful words"),
        ("Từ của bản quét cần đối chiếu với ảnh.", "Words of scans to compare with the picture."),
    ),
    "task_links": Table(
        ("Kế hoạch và báo cáo", "Plans and reports"),
        (
            "Nhiệm vụ của kế hoạch và bản ghi trong văn bản khác báo cáo về nhiệm vụ đó; score từ 0 đến 100.",
            "Tasks of a plan and what other documents report of them; score from 0 to 100.",
        ),
    ),
    "series_counts": Table(
        ("Số điểm của chỉ tiêu", "Points of indicators"),
        ("Mỗi chỉ tiêu có bao nhiêu số liệu, trong bao nhiêu văn bản.", "How many figures an indicator has, in how many documents."),
    ),
    "plan_counts": Table(
        ("Số đếm của kế hoạch", "Counts of plans"),
        ("Câu đếm nhiệm vụ của một kế hoạch trong văn bản khác.", "Sentences of other documents that count the tasks of a plan."),
        ("known_by",),
    ),
    "files": Table(("Tệp đã biết", "Known files"), ("", ""), hidden=True),
    "roots": Table(("Thư mục đã nhập", "Ingested folders"), ("", ""), hidden=True),
    "pending_links": Table(("Chờ nối", "Pending links"), ("", ""), hidden=True),
    "pending_between": Table(("Chờ đối chiếu", "Pending comparison"), ("", ""), hidden=True),
}

# How the rows behind the views are kept; see docs/schema.md.
KEPT: dict[str, tuple[str, str]] = {
    "phrases": ("Chuỗi lặp lại, mỗi chuỗi một dòng", "Strings that come again, one row each"),
    "units": ("Chuỗi nào là đơn vị tính", "Which strings are units"),
    "series": ("Chỉ tiêu: tên, đơn vị, số điểm", "Indicators over time: label, unit, points"),
    "periods": ("Kỳ và các ngày của kỳ", "Periods and their days"),
    "metadata_fields": ("Chỗ đọc từng thông tin đầu văn bản", "Where each field of the metadata stands"),
    "task_fields": ("Chỗ đọc từng trường của nhiệm vụ", "Where each field of a task stands"),
    "finding_evidence": ("Bằng chứng của điểm cần xem", "The evidence of findings"),
    "organization_mentions": ("Chỗ nhắc đến cơ quan", "Where bodies are named"),
} | {
    name if name.endswith("_rows") else f"{name}_rows": (f"Dòng được lưu của {name}", f"The rows behind {name}")
    for name in (*RECORDS, "sentence_rows", "block_rows", "organization_rows", "task_link_rows", "plan_count_rows")
}
TABLES |= {name: Table(about, ("", ""), hidden=True) for name, about in KEPT.items()}

_SEARCH = """SELECT d.source AS document, s.page, s.section, s.text AS sentence, s.id AS sentence_id
FROM sentences_fts JOIN sentences s ON s.id = sentences_fts.rowid JOIN documents d ON d.id = s.document_id
WHERE sentences_fts MATCH trichyeu_match(:q) ORDER BY rank LIMIT 200"""
_MENTIONS = """SELECT n.doc_type, n.code, n.title, n.issuer, n.issued_on, d.source AS document, s.section, s.text AS sentence, s.id AS sentence_id,
    n.id AS cited_document_id FROM document_references_fts
JOIN document_references r ON r.id = document_references_fts.rowid JOIN documents d ON d.id = r.document_id
LEFT JOIN sentences s ON s.id = r.sentence_id LEFT JOIN cited_documents n ON n.id = r.cited_document_id
WHERE document_references_fts MATCH trichyeu_match(:q) ORDER BY d.source, s.number LIMIT 500"""
_MOST_CITED = """SELECT id AS cited_document_id, doc_type, code, title, issuer, issued_on, mentions, citing
FROM cited_documents ORDER BY citing DESC, mentions DESC, id LIMIT 100"""
_NOT_THERE = """SELECT n.id AS cited_document_id, n.doc_type, n.code, n.title, n.issuer, n.issued_on, n.citing FROM cited_documents n
WHERE NOT EXISTS (SELECT 1 FROM documents d WHERE d.cited_document_id = n.id) ORDER BY n.citing DESC, n.mentions DESC, n.id LIMIT 500"""
_FINDINGS = """SELECT f.severity, f.check_code, f.message, d.source AS document, s.text AS sentence, f.sentence_id
FROM findings f JOIN documents d ON d.id = f.document_id LEFT JOIN sentences s ON s.id = f.sentence_id
ORDER BY CASE f.severity WHEN 'error' THEN 0 WHEN 'warning' THEN 1 ELSE 2 END, d.source, s.number LIMIT 1000"""
_ON_A_DAY = """SELECT t.from_date, t.to_date, t.quote, d.source AS document, s.text AS sentence, t.sentence_id
FROM dates t JOIN documents d ON d.id = t.document_id LEFT JOIN sentences s ON s.id = t.sentence_id
WHERE t.from_date <= :to AND t.to_date >= :from AND t.kind IN ('day', 'range', 'month') ORDER BY t.from_date, d.source LIMIT 500"""

QUERIES: dict[str, tuple[tuple[str, str], tuple[str, str], str]] = {
    "tim_cau": (
        ("Tìm câu", "Find sentences"),
        ("Gõ có dấu hay không dấu; đặt cụm từ trong ngoặc kép.", "With or without accents; a phrase in double quotes."),
        _SEARCH,
    ),
    "tim_vien_dan": (
        ("Ai viện dẫn văn bản này?", "Who cites this document?"),
        ("Gõ số, ký hiệu hoặc tên: 812/qd-ubnd, nghi dinh 30.", "Type a code or name: 812/qd-ubnd, nghi dinh 30."),
        _MENTIONS,
    ),
    "vien_dan_nhieu": (("Văn bản được viện dẫn nhiều nhất", "Most cited documents"), ("", ""), _MOST_CITED),
    "chua_co": (
        ("Văn bản được viện dẫn mà chưa có trong cơ sở dữ liệu", "Cited documents that are not in the database"),
        ("Nên tìm và nhập thêm.", "Worth finding and ingesting."),
        _NOT_THERE,
    ),
    "can_xem": (("Điểm cần xem, nặng trước", "Findings, the serious first"), ("", ""), _FINDINGS),
    "trong_khoang": (
        ("Mốc thời gian trong một khoảng", "Dates within a span"),
        ("Ngày dạng 2031-01-31.", "Days as 2031-01-31."),
        _ON_A_DAY,
    ),
}

# Columns of tables and queries that hold the key of another table, which the pages link to.
LINKS = {
    "document_id": "documents",
    "sentence_id": "sentences",
    "cited_document_id": "cited_documents",
}


def metadata(database: str, lang: str) -> dict[str, Any]:
    """Datasette's metadata for the database named `database`."""
    which = 0 if lang == "vi" else 1
    return {
        "title": ("Trích yếu: dữ kiện từ văn bản hành chính", "Trích yếu: facts from administrative documents")[which],
        "description": (
            "Mỗi dữ kiện trỏ về câu nguồn. Chỉ mở trên máy này.",
            "Every fact points at its sentence. Open on this machine only.",
        )[which],
        "databases": {
            database: {
                "tables": {name: _table(name, table, which) for name, table in TABLES.items()},
                "queries": {
                    name: {"title": title[which], "description": about[which], "sql": sql}
                    for name, (title, about, sql) in QUERIES.items()
                },
            }
        },
    }


def _table(name: str, table: Table, which: int) -> dict[str, Any]:
    shown: dict[str, Any] = {"title": table.title[which], "description": table.about[which], "size": 50}
    if table.facets:
        shown["facets"] = list(table.facets)
    if table.sort:
        shown["sort"] = table.sort
    if table.label:
        shown["label_column"] = table.label
    if table.columns:
        shown["columns"] = {name: about[which] for name, about in table.columns.items()}
    if table.hidden:
        shown["hidden"] = True
    if name in SEARCHED and name in VIEW_NAMES:
        shown |= {"fts_table": f"{name}_fts", "fts_pk": "id"}
    return shown
