"""Writes docs/checks.md: every check of the audit with its explanation in both languages and its examples.

    python docs/checks.py [--check]      (--check: exit 1 where the page differs from what would be written)
"""

from __future__ import annotations

import argparse
import json
import sys
from collections.abc import Sequence
from functools import cache
from pathlib import Path

from extractor.audit import CHECKS, Check
from extractor.audit.checks import Sample
from extractor.audit.cued import cue_counts
from extractor.audit.ties import ties

ROOT = Path(__file__).resolve().parent.parent
PAGE = ROOT / "docs" / "checks.md"
MEASURED = ROOT / "bench" / "measured.json"
PLACES = (
    ("document", "Trong một văn bản / Inside a document"),
    ("sheet", "Trong một bảng tính / Inside a spreadsheet"),
    ("between", "Giữa các văn bản / Between documents"),
    ("linking", "Khi nối văn bản được viện dẫn / While cited documents are linked"),
)
HEAD = """# Các phép kiểm tra / Checks of the audit

Trang này do `python docs/checks.py` viết từ `extractor/audit/`. Mọi ví dụ ở đây đều được `tests/audit/test_checks.py` chạy.

`trichyeu explain CODE` in phần của một phép kiểm tra. Tắt phép kiểm tra hoặc đổi mức trong tệp TOML, dùng với `trichyeu audit --config`:

```toml
[audit]
off = ["reference_malformed"]

[audit.severity]
rounding = "warning"
```

Một số là một khoảng: "99,65%" là [99,645; 99,655], số đếm là một điểm. Bốn kết quả: *khớp* (đúng bằng hoặc làm tròn nửa lên), *làm tròn* (chỉ khớp khi
cắt bỏ, làm tròn hai lần, hoặc trong phạm vi làm tròn của các số hạng), *không khớp*, *không thể có*. Số đọc chưa chắc chắn hạ mức lỗi thành cảnh báo.
"""


@cache
def measured(key: str) -> dict[str, list[int]]:
    """What bench/planted.py counted and kept: by class of ties (found, planted), by check (true, false, without verdict); empty where nothing is kept."""
    known: dict[str, dict[str, list[int]]] = json.loads(MEASURED.read_text(encoding="utf-8")) if MEASURED.is_file() else {}
    return known.get(key, {})


CLAIMS = {"all": "gồm, bao gồm", "open": "trong đó", "some": "trong đó có, chủ yếu", "detail": "cụ thể, theo đó"}
WHERE = {"here": "ngay trước / right before", "above": "mở đầu câu trên / first above", "higher": "hai câu trên / two above"}


def page() -> str:
    """The text of docs/checks.md."""
    parts = [HEAD]
    for where, title in PLACES:
        parts.append(f"## {title}\n")
        parts += [_check(made) for made in sorted(CHECKS.values(), key=lambda c: c.code) if made.where == where]
    return "\n".join([*parts, *_ties()])


def _ties() -> list[str]:
    """A row a class of ties, with what was counted in real documents."""
    lines = [
        "## Liên hệ giữa con số / ties between figures\n",
        "Một phép tính được tin vì cấu trúc và lời văn nối các con số, không vì nó khớp. Mỗi loại liên hệ có tỷ lệ khớp đếm được trong văn bản thật",
        "(`bench/hold_rates.py`; khớp / số trường hợp có số đủ dài để không khớp ngẫu nhiên); tỷ lệ khởi đầu tính như hai mươi trường hợp. Độ tin cậy của",
        "một phép tính là tỷ lệ ấy cộng điều số học nói thêm; lỗi từ 0,98, cảnh báo từ 0,9, còn lại là thông tin. `borne`: ô của bảng mà các ô khác cùng",
        "dòng, cột đã xác nhận, nên độ chắc chắn do chính bảng ấy cho, không do tỷ lệ của loại. Cột cuối: một chữ số bị đổi trong tệp thật, tìm được / đã đổi",
        "(`bench/planted.py`).\n",
        "| loại / class | nghĩa / meaning | đếm được / counted | tỷ lệ / rate | lỗi cài vào / planted |",
        "|---|---|---|---|---|",
    ]
    planted = measured("planted")
    for made in ties().values():
        counted = "; ".join(f"{v + ' ' if v else ''}{c.held}/{c.seen}" for v, c in sorted(made.counts.items())) or "–"
        lines.append(f"| `{made.name}` | {made.vi} · *{made.en}* | {counted} | {made.rate():.1%} | {_share(planted.get(made.name))} |")
    formats = "; ".join(f"{name.upper()} {_share(row)}" for name, row in measured("formats").items())
    lines += ["", *_cues()]
    return [*lines, "", *([f"Theo định dạng / by format: {formats}.", ""] if formats else [])]


def _cues() -> list[str]:
    """How often lists at a cue name all parts of their whole, by the cue and the place of the whole."""
    claims, places = CLAIMS, WHERE
    lines = [
        "Chữ dẫn trong văn xuôi (`cued`): số danh sách kể hết các phần / số danh sách có số đủ dài, đếm trong văn bản thật không có chú giải (`bench/cue_rates.py`). /",
        "How often lists at a cue name all parts of their whole.\n",
        "| chữ dẫn / cue | " + " | ".join(places.values()) + " |",
        "|---" * (len(places) + 1) + "|",
    ]
    for claim, said in claims.items():
        row = [(cue_counts().get(f"{claim}_{place}_alone")) for place in places]
        lines.append(f"| {said} | " + " | ".join(f"{c.held}/{c.seen}" if c is not None else "–" for c in row) + " |")
    return lines


def _share(counted: Sequence[int] | None) -> str:
    return f"{counted[0]}/{counted[1]}" if counted else "–"


def _check(made: Check) -> str:
    lines = [f"### `{made.code}` ({made.severity})\n", f"{made.vi}  ", f"{made.en}\n"]
    if made.code in measured("findings"):
        right, wrong, unsaid = measured("findings")[made.code]
        more = f"; {unsaid} chưa có kết luận / without verdict" if unsaid else ""
        lines.append(f"Đo trên tệp thật / on real files: {right}/{right + wrong} lỗi, cảnh báo là đúng / errors and warnings are true{more}.\n")
    for title, samples in (("Báo khi / found in", made.finds), ("Không báo khi / not found in", made.leaves)):
        if samples:
            lines += [f"{title}:\n", "```text", *(line for sample in samples for line in _shown(sample)), "```\n"]
    return "\n".join(lines)


def _shown(sample: Sample) -> list[str]:
    lead = [f"(văn bản ngày {sample.issued_on:%d/%m/%Y})"] if sample.issued_on else []
    return [*lead, *(line.replace("\t", " | ") for line in sample.text.split("\n"))]


def main() -> int:
    """Writes the page, or compares it."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--check", action="store_true")
    made = page()
    if parser.parse_args().check:
        return 0 if PAGE.exists() and PAGE.read_text(encoding="utf-8") == made else 1
    PAGE.write_text(made, encoding="utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main())
