"""The finders as plain functions: what spaCy's components find, without a Doc."""

from __future__ import annotations

import subprocess
import sys

from extractor.document import Document
from extractor.finders.chain import FINDERS
from extractor.finders.components import REQUIRES
from extractor.language import run
from extractor.layout import analyze
from extractor.pipeline import _setting, find_header, mentions_of, pipeline

TEXT = "Ngày 14/5/2031, UBND tỉnh ban hành Quyết định số 1107/QĐ-UBND; đã tiếp nhận 1.250 hồ sơ, giao Sở Y tế báo cáo trước ngày 30/6/2031."


def test_the_components_find_what_the_finders_find() -> None:
    document = Document(TEXT, "a.txt", "0")
    layout, plain = mentions_of(document)
    doc = run(pipeline(), analyze(document), _setting(layout, find_header(layout), None, None), layout.reading.sentences)
    assert {name: list(found) for name, found in plain.items()} == {name: list(found) for name, found in doc._.mentions.items()}
    assert all(plain.values()) and list(FINDERS) == list(REQUIRES)


def test_extraction_loads_no_spacy() -> None:
    code = "import sys, extractor; extractor.extract_text('Đã trồng 12 ha rừng.'); print('spacy' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True, timeout=120).stdout.strip() == "False"
