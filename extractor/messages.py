"""What the commands say, in Vietnamese and English, and how the language is chosen.

Every text is a pair (Vietnamese, English) with the same `{names}`; `Speaker` picks one. Help texts are here too, so that `--help` speaks
the user's language.

Long, because it is a catalogue: one entry a sentence, in both languages, and nothing else.
"""

from __future__ import annotations

import locale
import os
import sys
from collections.abc import Mapping, Sequence
from typing import Any

LANGUAGES = ("vi", "en")

TEXTS: dict[str, tuple[str, str]] = {
    # -- help of the program and its commands
    "help": (
        "Đọc văn bản hành chính tiếng Việt thành cơ sở dữ liệu: văn bản được viện dẫn, ngày tháng, nhiệm vụ, số liệu; mỗi dữ kiện trỏ về câu nguồn.\n\n"
        "Ví dụ:\n\n  trichyeu ingest bao-cao/\n\n  trichyeu search \"nghi dinh 30\"\n\n"
        "Mã thoát: 0 xong · 1 có tệp lỗi, có sai khác hoặc không tìm thấy · 2 gõ sai lệnh · 3 lệnh không chạy được.",
        "Reads Vietnamese administrative documents into a database: cited documents, dates, tasks, figures; every fact points at its sentence.\n\n"
        "Examples:\n\n  trichyeu ingest reports/\n\n  trichyeu search \"nghi dinh 30\"\n\n"
        "Exit codes: 0 done · 1 a file failed, something differs, or nothing was found · 2 wrong usage · 3 the command could not run.",
    ),
    "help.lang": ("Ngôn ngữ của thông báo: vi hoặc en (mặc định theo TRICHYEU_LANG, rồi theo máy).", "Language of messages: vi or en (default: TRICHYEU_LANG, then the machine's)."),
    "help.version": ("In phiên bản rồi thoát.", "Print the version and leave."),
    "help.help": ("In hướng dẫn này rồi thoát.", "Show this message and leave."),
    "help.db": ("Tệp cơ sở dữ liệu.", "The database file."),
    "help.limit": ("Số kết quả tối đa mỗi loại.", "The most hits of each kind."),
    "help.output": ("Tệp hoặc thư mục ghi ra (mặc định: màn hình).", "File or folder to write (default: the screen)."),
    "help.type": ("Chỉ loại bản ghi này (lặp lại được): metadata, reference, date, indicator, task, relation, finding.", "Only this record type (repeatable): metadata, reference, date, indicator, task, relation, finding."),
    "help.ocr": ("Nhận dạng chữ trên trang quét: auto, always hoặc never.", "Recognise scanned pages: auto, always or never."),
    "help.time_limit": ("Số giây tối đa để đọc một tệp; quá thì bỏ tệp đó và nêu rõ, các tệp khác vẫn đọc. Bản quét được thêm giờ theo trang.", "Seconds that reading one file may take; then it is given up and said, and the others go on. Scans get more time for their pages."),
    "help.memory_limit": ("Số MB bộ nhớ tối đa để đọc một tệp.", "Megabytes of memory that reading one file may take."),
    "help.max_pages": ("Số trang tối đa của một tệp PDF hoặc ảnh.", "How many pages a PDF or picture file may have."),
    "help.follow_links": ("Theo cả các liên kết dẫn ra ngoài thư mục được nhập.", "Follow links that lead out of the folder, too."),
    "help.failed": ("Chỉ đọc lại các tệp lần trước bị lỗi, đọc thiếu hoặc để lại chưa nhận dạng.", "Read again only what failed, was read in part or was left unrecognised before."),
    "help.defer_ocr": ("Để các bản quét lại cho lần sau (ingest --failed).", "Leave scans for a later run (ingest --failed)."),
    "ingest.what": ("--failed đọc lại các tệp lỗi của cơ sở dữ liệu, không nhận thêm đường dẫn", "--failed reads the failed files of the database again and takes no paths"),
    "ingest.no_failures": ("{db}: không còn tệp nào lỗi hay đọc thiếu", "{db}: no file has failed or was read in part"),
    "help.jobs": ("Số tiến trình đọc song song (0: bằng số nhân của máy).", "Processes that read side by side (0: as many as the machine has cores)."),
    "help.password": ("Mật khẩu của tệp bị khóa.", "The password of encrypted files."),
    "help.ingest": (
        "Nhập tệp và thư mục vào cơ sở dữ liệu. Tệp không đổi thì bỏ qua, tệp đã sửa thì thay bản cũ; tệp lỗi được nêu rõ, các tệp khác vẫn nhập.\n\n"
        "Ví dụ:\n\n  trichyeu ingest hop-thu-den/ --db quy-3.db\n\n  trichyeu ingest bao-cao.txt \"Kế hoạch.html\"",
        "Ingest files and folders into the database. An unchanged file is left alone, a changed one replaces its earlier version; a bad file is reported and the rest goes on.\n\n"
        "Examples:\n\n  trichyeu ingest inbox/ --db quarter-3.db\n\n  trichyeu ingest report.txt plan.html",
    ),
    "help.ingest.paths": ("Tệp hoặc thư mục (đọc cả thư mục con).", "Files or folders (with their subfolders)."),
    "help.ingest.strict": ("Coi định dạng chưa đọc được là lỗi.", "Treat formats that cannot be read as failures."),
    "help.ingest.again": ("Trích xuất lại cả tệp không đổi (sau khi đổi quy tắc).", "Extract unchanged files again (after the rules have changed)."),
    "help.demo": (
        "Đọc các văn bản mẫu có sẵn trong chương trình và cho xem đã tìm được gì: bảng tổng hợp, một lần tìm, các con số không khớp.\n\n"
        "Ví dụ:\n\n  trichyeu demo\n\n  trichyeu demo thu-nghiem/",
        "Read the sample documents that come with the program and show what was found: counts, one search, figures that do not add up.\n\n"
        "Examples:\n\n  trichyeu demo\n\n  trichyeu demo trial/",
    ),
    "help.demo.folder": ("Thư mục để chép văn bản mẫu và ghi cơ sở dữ liệu vào.", "The folder for the samples and their database."),
    "help.extract": (
        "Trích xuất tệp ra màn hình hoặc ra tệp, không dùng cơ sở dữ liệu.\n\n"
        "Ví dụ:\n\n  trichyeu extract bao-cao.txt --format jsonl > bao-cao.jsonl\n\n  trichyeu extract bao-cao.txt --format table --type reference",
        "Extract files to the screen or a file, without a database.\n\n"
        "Examples:\n\n  trichyeu extract report.txt --format jsonl > report.jsonl\n\n  trichyeu extract report.txt --format table --type reference",
    ),
    "help.extract.files": ("Tệp hoặc thư mục.", "Files or folders."),
    "help.extract.format": ("jsonl, csv hoặc table (bảng để đọc).", "jsonl, csv or table (to read)."),
    "help.search": (
        "Tìm văn bản, viện dẫn và câu; gõ có dấu hay không dấu đều được, kết quả đúng dấu đứng trước.\n\n"
        "Ví dụ:\n\n  trichyeu search \"nghị định 30\"\n\n  trichyeu search 812/qd-ubnd --in reference\n\n  trichyeu search \"\\\"cải cách hành chính\\\" 2031\"",
        "Search documents, references and sentences; accents may be left out, hits with the exact accents come first.\n\n"
        "Examples:\n\n  trichyeu search \"nghi dinh 30\"\n\n  trichyeu search 812/qd-ubnd --in reference\n\n  trichyeu search \"\\\"cải cách hành chính\\\" 2031\"",
    ),
    "help.search.query": ("Từ cần tìm; đặt trong ngoặc kép để tìm cả cụm.", "Words to find; put a phrase in double quotes."),
    "help.search.in": ("Chỉ tìm trong: document, reference, sentence (lặp lại được).", "Search only in: document, reference, sentence (repeatable)."),
    "help.search.format": ("table hoặc jsonl.", "table or jsonl."),
    "help.show": (
        "Một văn bản được viện dẫn: là gì, ai ban hành, mọi chỗ nhắc đến kèm câu.\n\nVí dụ:\n\n  trichyeu show 812/QĐ-UBND\n\n  trichyeu show \"Luật Đầu tư\"",
        "One cited document: what it is, who issued it, every mention with its sentence.\n\nExamples:\n\n  trichyeu show 812/QĐ-UBND\n\n  trichyeu show \"Luật Đầu tư\"",
    ),
    "help.show.page": ("Trang cần vẽ của tệp (với --image).", "The page of the file to draw (with --image)."),
    "help.show.image": (
        "Vẽ trang của tệp PDF hoặc bản quét ra ảnh PNG này, đánh dấu các dữ kiện: show TỆP --page 2 --image trang.png",
        "Draw a page of a PDF or scan into this PNG, its facts marked: show FILE --page 2 --image page.png",
    ),
    "show.drawn": ("Đã vẽ trang {page} với {count} dữ kiện vào {image}", "Drew page {page} with {count} facts into {image}"),
    "help.show.code": ("Số, ký hiệu hoặc tên luật.", "A number and symbol, or the name of a law."),
    "help.export": (
        "Xuất toàn bộ bản ghi.\n\nVí dụ:\n\n  trichyeu export --format jsonl > tat-ca.jsonl\n\n  trichyeu export quy-3.db --format csv --type reference --output vien-dan.csv\n\n  trichyeu export --format parquet --output kho/ --partition month,body",
        "Export all records.\n\nExamples:\n\n  trichyeu export --format jsonl > all.jsonl\n\n  trichyeu export quarter-3.db --format csv --type reference --output references.csv\n\n  trichyeu export --format parquet --output lake/ --partition month,body",
    ),
    "help.export.format": ("jsonl, csv hoặc parquet.", "jsonl, csv or parquet."),
    "help.export.partition": (
        "Thư mục parquet chia theo: month (tháng ban hành), body (cơ quan ban hành), month,body hoặc none (mỗi loại một tệp).",
        "What a folder of parquet is parted by: month (of issue), body (the issuer), month,body, or none (one file a type).",
    ),
    "help.verify": (
        "Đối chiếu mọi trích dẫn với văn bản và mọi tệp với mã băm; liệt kê chỗ sai khác.\n\nVí dụ:\n\n  trichyeu verify\n\n  trichyeu verify quy-3.db --root hop-thu-den/",
        "Check every quote against its text and every file against its hash; list what differs.\n\nExamples:\n\n  trichyeu verify\n\n  trichyeu verify quarter-3.db --root inbox/",
    ),
    "help.verify.root": ("Thư mục chứa tệp gốc, nếu đã chuyển chỗ.", "The folder of the files, if they were moved."),
    "help.verify.strict": ("Coi tệp gốc không còn ở chỗ cũ là sai khác.", "Treat a file that is no longer there as a difference."),
    "help.remove": (
        "Lấy tài liệu ra khỏi cơ sở dữ liệu, cùng mọi bản ghi của nó; một thư mục thì lấy ra mọi tài liệu trong đó.\n\nVí dụ:\n\n  trichyeu remove xa-an-lao/bao-cao.txt",
        "Take documents out of the database with all their records; a folder takes out all documents in it.\n\nExample:\n\n  trichyeu remove an-lao/report.txt",
    ),
    "help.remove.paths": ("Đường dẫn như trong cơ sở dữ liệu, hoặc tệp đã nhập.", "The path as the database has it, or the file that was ingested."),
    "help.evaluate": (
        "Chấm kết quả trích xuất theo bản gán nhãn tay: độ chính xác, độ bao phủ, F1 theo loại bản ghi.\n\nVí dụ:\n\n  trichyeu evaluate corpus/gold\n\n  trichyeu evaluate gold/ --texts van-ban/ --errors reference",
        "Score the extraction against gold annotations: precision, recall and F1 of each record type.\n\nExamples:\n\n  trichyeu evaluate corpus/gold\n\n  trichyeu evaluate gold/ --texts texts/ --errors reference",
    ),
    "help.evaluate.gold": ("Thư mục các tệp .jsonl gán nhãn.", "The folder of gold .jsonl files."),
    "help.evaluate.texts": ("Thư mục văn bản (lặp lại được; mặc định: thư mục chứa thư mục gán nhãn).", "Folder of the texts (repeatable; default: the folder around the gold folder)."),
    "help.evaluate.predicted": ("Chấm tệp jsonl đã xuất thay vì trích xuất lại.", "Score an exported jsonl file instead of extracting."),
    "help.evaluate.errors": ("Liệt kê lỗi của loại bản ghi này.", "List the errors of this record type."),
    "help.evaluate.json": ("In kết quả dạng JSON.", "Print the result as JSON."),
    "help.patterns": ("Các quy tắc trong patterns/.\n\nVí dụ:\n\n  trichyeu patterns check", "The rules in patterns/.\n\nExample:\n\n  trichyeu patterns check"),
    "help.patterns.check": (
        "Chạy mọi ví dụ trong patterns/ và nêu ví dụ sai.\n\nVí dụ:\n\n  trichyeu patterns check\n\n  trichyeu patterns check dates",
        "Run every example of patterns/ and name those that fail.\n\nExamples:\n\n  trichyeu patterns check\n\n  trichyeu patterns check dates",
    ),
    "help.patterns.list": (
        "Liệt kê các quy tắc, số mục, số ví dụ và tệp chứa chúng; tệp của cơ quan in đậm.\n\nVí dụ:\n\n  trichyeu --patterns quy-tac/ patterns list",
        "List the rules: entries, examples and the file each comes from; an office's own in bold.\n\nExample:\n\n  trichyeu --patterns rules/ patterns list",
    ),
    "help.overlay": (
        "Thư mục quy tắc của cơ quan, bổ sung cho quy tắc có sẵn (mặc định theo TRICHYEU_PATTERNS).",
        "An office's own folder of rules, added to ours (default: TRICHYEU_PATTERNS).",
    ),
    "help.patterns.name": ("Tên tệp quy tắc, không có .yaml (mặc định: tất cả).", "A pattern file's name without .yaml (default: all)."),
    "help.review": (
        "Ý kiến và sửa đổi của người duyệt: liệt kê, xuất, nhập.\n\nVí dụ:\n\n  trichyeu review\n\n  trichyeu review --format jsonl --output y-kien.jsonl\n\n  trichyeu review --import y-kien.jsonl",
        "Decisions and corrections of reviewers: list, export, import.\n\nExamples:\n\n  trichyeu review\n\n  trichyeu review --format jsonl --output reviews.jsonl\n\n  trichyeu review --import reviews.jsonl",
    ),
    "help.review.format": ("table (để đọc) hoặc jsonl.", "table (to read) or jsonl."),
    "help.review.import": ("Nhập ý kiến từ tệp JSON Lines đã xuất từ cơ sở dữ liệu khác.", "Take over decisions from a JSON Lines file that another database exported."),
    "review.none": ("Chưa có ý kiến nào.", "No decisions yet."),
    "review.imported": ("Đã nhập {new} ý kiến; {known} đã có.", "{new} decisions taken over; {known} known."),
    "review.unreadable": ("{path} không phải tệp JSON Lines đọc được", "{path} is no JSON Lines file that can be read"),
    "review.accepted": ("Đúng là lỗi", "A real error"),
    "review.rejected": ("Bỏ qua", "Dismissed"),
    "review.later": ("Để sau", "Later"),
    "review.corrected": ("Sửa", "Corrected"),
    "review.added": ("Thêm", "Added"),
    "review.removed": ("Gỡ", "Removed"),
    "review.state.moved": ("đã chuyển chỗ cùng câu", "moved with its sentence"),
    "review.state.changed": ("bằng chứng đã đổi", "evidence changed"),
    "review.state.gone": ("bằng chứng không còn", "evidence gone"),
    "help.export.as_extracted": (
        "Như máy trích ra, không áp các chỗ người đã sửa.",
        "As extracted, without the corrections of people.",
    ),
    "help.export.gold": (
        "Ghi các văn bản đã được người duyệt sửa hoặc ký thành chú giải chuẩn, để chạy `trichyeu evaluate THƯMỤC/gold`.",
        "Write the documents that reviewers corrected or signed as gold annotations, for `trichyeu evaluate FOLDER/gold`.",
    ),
    "export.gold": ("Đã ghi {n} văn bản vào {path}", "Wrote {n} documents to {path}"),
    "help.serve.host": (
        "Địa chỉ để nghe (mặc định 127.0.0.1). Địa chỉ khác cần mật khẩu trong TRICHYEU_REVIEWER_PASSWORD hoặc TRICHYEU_READER_PASSWORD.",
        "Address to listen at (default 127.0.0.1). Another one needs a password in TRICHYEU_REVIEWER_PASSWORD or TRICHYEU_READER_PASSWORD.",
    ),
    "help.serve.sql": ("Cho người đọc chạy SQL tùy ý khi có mật khẩu.", "Let readers run any SQL where a password is asked for."),
    "serve.needs_password": (
        "mở ở địa chỉ {host} cần mật khẩu: hãy đặt biến TRICHYEU_REVIEWER_PASSWORD (người duyệt) và TRICHYEU_READER_PASSWORD (người đọc), ít nhất 8 ký tự",
        "listening at {host} needs a password: set TRICHYEU_REVIEWER_PASSWORD (reviewers) and TRICHYEU_READER_PASSWORD (readers), 8 characters or more",
    ),
    "help.serve": (
        "Mở bàn làm việc trong trình duyệt: đọc, tìm, kiểm tra, ghi ý kiến và ký; chỉ trên máy này (127.0.0.1).\n\nVí dụ:\n\n  trichyeu serve --open",
        "Open the desk in the browser: read, search, check, decide and sign; on this machine only (127.0.0.1).\n\nExample:\n\n  trichyeu serve --open",
    ),
    "help.serve.port": ("Cổng (0: chọn cổng trống).", "Port (0: any free one)."),
    "help.serve.open": ("Mở trình duyệt.", "Open the browser."),
    "help.list.document": ("Chỉ văn bản này: đường dẫn, một phần của nó, hoặc số và ký hiệu.", "Only this document: its path, a part of it, or its number and symbol."),
    "help.list.limit": ("Số dòng tối đa của bảng trên màn hình (0: tất cả).", "The most rows of a table on the screen (0: all)."),
    "help.list.format": ("table (để đọc), csv, jsonl hoặc xlsx.", "table (to read), csv, jsonl or xlsx."),
    "help.list.output": ("Tệp ghi ra (mặc định: màn hình; xlsx cần có).", "File to write (default: the screen; xlsx needs one)."),
    "help.indicators": (
        "Liệt kê số liệu trong cơ sở dữ liệu, mỗi số kèm câu nguồn. Gõ có dấu hay không dấu đều được.\n\n"
        "Ví dụ:\n\n  trichyeu indicators --label \"hồ sơ trễ hạn\"\n\n  trichyeu indicators --document 87/BC-UBND --period \"quý II/2031\"\n\n  trichyeu indicators --unit % --format xlsx --output ty-le.xlsx",
        "List the figures of the database, each with its sentence. Accents may be left out.\n\n"
        "Examples:\n\n  trichyeu indicators --label \"ho so tre han\"\n\n  trichyeu indicators --document 87/BC-UBND --period \"quý II/2031\"\n\n  trichyeu indicators --unit % --format xlsx --output shares.xlsx",
    ),
    "help.indicators.body": ("Số liệu của cơ quan, địa bàn này, hoặc trong văn bản do cơ quan này ban hành.", "Figures of this body or place, or of documents that it issued."),
    "help.indicators.period": ("Kỳ, ví dụ “quý II/2031”, “2031”, “tháng 5/2031”: mọi số liệu nằm trong kỳ đó.", "A period, such as “quý II/2031”, “2031”, “tháng 5/2031”: all figures inside it."),
    "help.indicators.unit": ("Đơn vị tính: đồng, %, hồ sơ …", "Unit: đồng, %, hồ sơ …"),
    "help.indicators.role": ("Loại số liệu (lặp lại được): level mức, increase tăng, decrease giảm, rank thứ hạng, target mục tiêu, limit định mức.", "Kind of figure (repeatable)."),
    "help.indicators.label": ("Những chữ phải có trong tên chỉ tiêu.", "Words that the label must have."),
    "help.indicators.table": ("Chỉ số liệu trong bảng, hoặc chỉ trong lời văn (mặc định: cả hai).", "Only figures of tables, or only of running text (default: both)."),
    "help.tasks": (
        "Liệt kê nhiệm vụ: đã giao, đã xong, đang làm, quá hạn; với --plan thì đối chiếu từng nhiệm vụ của một kế hoạch với các báo cáo: "
        "kết quả ra sao, khi nào, văn bản nào, đúng hạn hay không.\n\n"
        "Ví dụ:\n\n  trichyeu tasks --past-due\n\n  trichyeu tasks --plan 812/QĐ-UBND\n\n  trichyeu tasks --body \"Sở Nội vụ\" --due-before 30/6/2031 --format xlsx --output nhiem-vu.xlsx",
        "List tasks: assigned, done, under way, overdue; with --plan, compare each task of a plan with the reports: what became of it, when, "
        "by which document, on time or not.\n\n"
        "Examples:\n\n  trichyeu tasks --past-due\n\n  trichyeu tasks --plan 812/QĐ-UBND\n\n  trichyeu tasks --body \"Sở Nội vụ\" --due-before 2031-06-30 --format xlsx --output tasks.xlsx",
    ),
    "help.tasks.body": ("Nhiệm vụ do cơ quan này chủ trì, hoặc trong văn bản do cơ quan này ban hành.", "Tasks that this body leads, or of documents that it issued."),
    "help.tasks.status": (
        "Tình trạng (lặp lại được): planned được giao, completed xong, completed_late xong trễ, in_progress đang làm, not_started chưa làm, overdue quá hạn, suspended tạm dừng, cancelled hủy.",
        "Status (repeatable).",
    ),
    "help.tasks.form": ("Dạng (lặp lại được): assigned việc được giao trong lời văn, row dòng của bảng, aggregate câu đếm nhiệm vụ, event một việc đã làm.", "Form (repeatable): a task that running text assigns, a row of a table, a sentence that counts tasks, one thing done."),
    "help.tasks.due_before": ("Hạn trước ngày này (30/6/2031 hoặc 2031-06-30).", "Due before this day (30/6/2031 or 2031-06-30)."),
    "help.tasks.past_due": ("Chỉ nhiệm vụ chưa xong mà đã quá hạn.", "Only open tasks whose day is past."),
    "help.tasks.due": ("Đến hạn trong thời gian này: 2024-12, 12/2024, quý IV/2024, 05/12/2024; việc định kỳ theo các ngày tới.", "Due in this period: 2024-12, 12/2024, 05/12/2024; recurring tasks by their next days."),
    "help.tasks.overdue": ("Đã quá hạn mà chưa có báo cáo hoàn thành.", "Past their day without a report that they are done."),
    "help.tasks.as_of": ("Tính đến ngày này (mặc định: hôm nay).", "As of this day (default: today)."),
    "help.tasks.lead": ("Cơ quan chủ trì.", "The body in charge."),
    "help.tasks.assigned_by": ("Cơ quan, người giao việc.", "Who assigned them."),
    "help.tasks.rollup": ("Tổng hợp theo cơ quan chủ trì: được giao, đúng hạn, trễ, đang làm, quá hạn, chưa có báo cáo.", "Roll-up by body in charge: assigned, on time, late, open, past due, no report."),
    "help.tasks.plan": ("Số và ký hiệu của kế hoạch cần đối chiếu với các báo cáo.", "Number and symbol of the plan to compare with the reports."),
    "help.series": (
        "Một chỉ tiêu qua các văn bản và các kỳ, theo thứ tự thời gian, có đánh dấu chỗ tăng, giảm và chỗ hai văn bản ghi khác nhau cho cùng một kỳ.\n\n"
        "Ví dụ:\n\n  trichyeu series \"đơn vị sự nghiệp công lập\"\n\n  trichyeu series \"ty le giai ngan\" --subject \"Sở Y tế\" --unit %",
        "One indicator over documents and periods, in the order of time, with rises and falls marked, and where two documents differ for one period.\n\n"
        "Examples:\n\n  trichyeu series \"đơn vị sự nghiệp công lập\"\n\n  trichyeu series \"ty le giai ngan\" --subject \"Sở Y tế\" --unit %",
    ),
    "help.series.label": ("Những chữ phải có trong tên chỉ tiêu; có dấu hay không dấu đều được.", "Words that the label must have; accents may be left out."),
    "help.series.subject": ("Chỉ của cơ quan, địa bàn này.", "Only of this body or place."),
    "help.audit": (
        "Kiểm tra số liệu có khớp nhau không: tổng và các phần, tỷ lệ, chênh lệch, bảng, ngày tháng, văn bản viện dẫn; nêu rõ đã kiểm tra được bao nhiêu số liệu. "
        "Nhận cơ sở dữ liệu (kiểm tra cả giữa các văn bản) hoặc tệp, thư mục.\n\n"
        "Ví dụ:\n\n  trichyeu audit bao-cao.docx\n\n  trichyeu audit quy-3.db --format docx --output phieu-kiem-tra.docx\n\n  trichyeu audit hop-thu-den/ --fail-on error\n\n"
        "Tệp cấu hình (TOML): \\[audit] off = \\[\"rounding\"] · \\[audit.severity] list_count = \"info\"",
        "Check whether the figures add up: sums and parts, shares, differences, tables, dates, cited documents; and say how many figures could be checked. "
        "Takes a database (and checks between its documents too), or files and folders.\n\n"
        "Examples:\n\n  trichyeu audit report.docx\n\n  trichyeu audit quarter-3.db --format docx --output audit.docx\n\n  trichyeu audit inbox/ --fail-on error\n\n"
        "Configuration (TOML): \\[audit] off = \\[\"rounding\"] · \\[audit.severity] list_count = \"info\"",
    ),
    "help.audit.targets": ("Cơ sở dữ liệu, hoặc các tệp và thư mục (mặc định: cơ sở dữ liệu của --db).", "A database, or files and folders (default: the database of --db)."),
    "help.audit.format": ("table (để đọc), json, html, xlsx hoặc docx (phiếu để in và ký).", "table (to read), json, html, xlsx or docx (a sheet to print and sign)."),
    "help.audit.fail_on": ("Thoát với mã 1 nếu có điểm từ mức này trở lên: error, warning hoặc info.", "Leave with code 1 where there is a finding of this severity or above: error, warning or info."),
    "help.audit.config": ("Tệp cấu hình: tắt phép kiểm tra, đặt lại mức.", "Configuration: switches checks off, sets severities."),
    "help.audit.min_confidence": ("Chỉ nêu điểm có độ tin cậy từ mức này (0 đến 1).", "Only findings at least this sure (0 to 1)."),
    "help.audit.explain": (
        "Nêu mọi chỗ của một con số trong tệp: phép tính nào xác nhận hay bác nó, hoặc vì sao không kiểm tra được.",
        "Every place of a figure in files: which relations verify or break it, or why it cannot be checked.",
    ),
    "audit.explain_files": ("--explain cần tệp hoặc thư mục, không phải cơ sở dữ liệu", "--explain wants files or folders, not a database"),
    "audit.explain_none": ("Không có số nào viết là {figure}.", "No figure is written {figure}."),
    "help.audit.sections": ("Nêu độ bao phủ của từng mục.", "Show the coverage of each section."),
    "help.explain": (
        "Giải thích một phép kiểm tra kèm ví dụ; không nêu mã thì liệt kê tất cả.\n\nVí dụ:\n\n  trichyeu explain\n\n  trichyeu explain sum_mismatch",
        "Explain a check with examples; without a code, list all of them.\n\nExamples:\n\n  trichyeu explain\n\n  trichyeu explain sum_mismatch",
    ),
    "help.explain.code": ("Mã phép kiểm tra.", "The code of a check."),
    "help.why": (
        "Vì sao một dữ kiện có giá trị như vậy: quy tắc của từng trường, những chữ quyết định, những cách hiểu bị loại. Tệp được đọc lại.\n\nVí dụ:\n\n  trichyeu why ref-49247ac110a706b5 --db output/trichyeu.db",
        "Why a record says what it says: the rule of each field, the words that decided, what was refused. The file is read again.\n\nExamples:\n\n  trichyeu why ref-49247ac110a706b5 --db output/trichyeu.db",
    ),
    "help.why.record": ("Mã của dữ kiện (trường id khi xuất).", "The id of a record (the field `id` of an export)."),
    "why.none": ("{db} không có dữ kiện {record}", "{db} has no record {record}"),
    "why.gone": ("không còn tệp {path} để đọc lại", "the file {path} is not there to be read again"),
    "why.changed": ("{path} nay không còn cho dữ kiện này: tệp hoặc quy tắc đã đổi; hãy nhập lại", "{path} no longer gives this record: the file or the rules have changed; ingest it again"),
    "why.refused": ("đã loại", "refused"),
    "help.extract.why": (
        "Giải thích từng dữ kiện: quy tắc, chữ quyết định, cách hiểu bị loại (JSON Lines; với --format table: để đọc).",
        "Explain every record: rules, deciding words, what was refused (JSON Lines; with --format table: for reading).",
    ),
    # -- panels of the help
    "usage.usage": ("Cách dùng: {usage}", "Usage: {usage}"),
    "usage.options": ("[TÙY CHỌN]", "[OPTIONS]"),
    "usage.help": ("Xem hướng dẫn: {command} --help", "For help: {command} --help"),
    "usage.no_option": ("không có tùy chọn {name}.", "there is no option {name}."),
    "usage.missing": ("thiếu {name}.", "{name} is missing."),
    "usage.no_value": ("tùy chọn {name} cần một giá trị.", "the option {name} needs a value."),
    "usage.no_command": ("không có lệnh “{name}”.", "there is no command “{name}”."),
    "usage.extra": ("thừa: {names}.", "too much: {names}."),
    "usage.maybe": ("Có phải: {names}?", "Did you mean: {names}?"),
    "usage.bad_value": ("giá trị của {name} phải là {expected}.", "the value of {name} must be {expected}."),
    "usage.empty_path": ("đường dẫn rỗng; hãy ghi rõ tệp hoặc thư mục.", "an empty path; name the file or folder."),
    "usage.integer": ("một số nguyên", "a whole number"),
    "usage.number": ("một số", "a number"),
    "usage.ocr": ("--ocr không có giá trị “{ocr}”; hãy chọn {choices}", "--ocr has no value “{ocr}”; choose {choices}"),
    "usage.at_least": ("ít nhất {bound}", "at least {bound}"),
    "usage.at_most": ("nhiều nhất {bound}", "at most {bound}"),
    "panel.arguments": ("Đối số", "Arguments"),
    "panel.options": ("Tùy chọn", "Options"),
    "panel.commands": ("Lệnh", "Commands"),
    "panel.errors": ("Lỗi", "Error"),
    "panel.default": ("[mặc định: {}]", "[default: {}]"),
    "panel.required": ("[bắt buộc]", "[required]"),
    # -- ingest and extract
    "demo.reading": ("{n} văn bản mẫu đã chép vào {folder}, đang đọc", "{n} sample documents copied to {folder}, reading them"),
    "demo.errors": ("Các con số không khớp ({n})", "What does not add up ({n})"),
    "demo.next": (
        "Tiếp theo: trichyeu search \"kế hoạch\" --db {db} · trichyeu audit {db} · trichyeu verify {db} · trichyeu ingest THƯ-MỤC-CỦA-BẠN",
        "Next: trichyeu search \"kế hoạch\" --db {db} · trichyeu audit {db} · trichyeu verify {db} · trichyeu ingest YOUR-FOLDER",
    ),
    "demo.taken": (
        "{path} đã có và không phải văn bản mẫu; hãy chọn thư mục khác: trichyeu demo THƯ-MỤC",
        "{path} is there already and is no sample; choose another folder: trichyeu demo FOLDER",
    ),
    "demo.missing": ("không thấy văn bản mẫu ở {path}; hãy cài lại chương trình", "there are no sample documents in {path}; install the program again"),
    "ingest.title": ("Kết quả nhập vào {db}", "Ingested into {db}"),
    "ingest.progress": ("Đang đọc", "Reading"),
    "ingest.nothing": ("không có tệp nào để đọc trong {paths}", "no file to read in {paths}"),
    "ingest.missing": ("không có tệp hay thư mục {paths}; hãy kiểm tra lại đường dẫn", "there is no file or folder {paths}; check the path"),
    "ingest.so_far": ("Đã đọc {done} trong {total} tệp", "{done} of {total} files read"),
    "ingest.recognised": (
        "{n} văn bản được nhận dạng chữ từ bản quét: số và ký hiệu đọc từ ảnh cần đối chiếu với bản gốc.",
        "{n} documents were recognised from scans: compare numbers and codes read from a picture with the original.",
    ),
    "ingest.doubtful": ("{file}: {doubted} trong {words} từ đọc chưa chắc", "{file}: {doubted} of {words} words read with doubt"),
    "ingest.unhealthy": (
        "{file}: trang {pages} có nhiều chữ không đọc ra tiếng Việt (thấp nhất {share} số từ đọc được); hãy đối chiếu với bản gốc",
        "{file}: on page {pages} many words are no Vietnamese ({share} readable at the lowest); compare with the original",
    ),
    "ingest.unhealthy_whole": (
        "{file}: có nhiều chữ không đọc ra tiếng Việt ({share} số từ đọc được); hãy đối chiếu với bản gốc",
        "{file}: many words are no Vietnamese ({share} readable); compare with the original",
    ),
    "ingest.interrupted": ("Đã dừng; các tệp đã đọc xong vẫn được giữ, chạy lại lệnh này để đọc tiếp.", "Stopped; the files that were finished are kept; run the same command again to go on."),
    "ingest.next": ("Xem tiếp: trichyeu search \"…\" · trichyeu show SỐ-KÝ-HIỆU · trichyeu serve", "Go on: trichyeu search \"…\" · trichyeu show CODE · trichyeu serve"),
    "outcome.new": ("mới", "new"),
    "outcome.replaced": ("thay bản cũ", "replaced"),
    "outcome.partly": ("đọc thiếu", "read in part"),
    "outcome.unchanged": ("không đổi", "unchanged"),
    "outcome.failed": ("lỗi", "failed"),
    "outcome.skipped": ("bỏ qua", "skipped"),
    "ingest.records": ("Bản ghi trong cơ sở dữ liệu", "Records in the database"),
    "ingest.failures": ("Tệp không nhập được", "Files that were not ingested"),
    "ingest.seconds": ("{n} tệp trong {seconds} giây", "{n} files in {seconds} s"),
    "ingest.summary": (
        "Mới {new} · thay bản cũ {replaced} · không đổi {unchanged} · lỗi {failed} · bỏ qua {skipped}",
        "New {new} · replaced {replaced} · unchanged {unchanged} · failed {failed} · skipped {skipped}",
    ),
    "ingest.partly": (" · đọc thiếu một phần {n}", " · read in part {n}"),
    "count.documents": ("Văn bản", "Documents"),
    "count.sentences": ("Câu", "Sentences"),
    "count.cited_documents": ("Văn bản được viện dẫn", "Cited documents"),
    "count.document_references": ("Viện dẫn", "References"),
    "count.dates": ("Ngày tháng", "Dates"),
    "count.indicators": ("Số liệu", "Figures"),
    "count.tasks": ("Nhiệm vụ", "Tasks"),
    "count.relations": ("Quan hệ số học", "Relations"),
    "count.findings": ("Điểm cần xem", "Findings"),
    "type.metadata": ("Thông tin văn bản", "Metadata"),
    "type.reference": ("Viện dẫn", "References"),
    "type.date": ("Ngày tháng", "Dates"),
    "type.indicator": ("Số liệu", "Figures"),
    "type.task": ("Nhiệm vụ", "Tasks"),
    "type.relation": ("Quan hệ số học", "Relations"),
    "type.finding": ("Điểm cần xem", "Findings"),
    # -- why a file is not in the database, and what to do
    "cause.internal": (
        "lỗi của chương trình khi đọc tệp này ({error}); xin gửi tệp kèm thông báo này cho người phát triển",
        "the program failed on this file ({error}); please send the file and this message to the developers",
    ),
    "given_up": ("chưa làm được phần {step}: {why}; các phần khác vẫn có", "{step} was given up: {why}; the rest is there"),
    "given_up.too-slow": ("quá giới hạn thời gian", "it took longer than the time limit"),
    "given_up.too-large": ("cần quá nhiều bộ nhớ", "it needs too much memory"),
    "given_up.crashed": ("chương trình dừng đột ngột", "it made the program stop"),
    "given_up.internal": ("lỗi của chương trình ({error})", "a fault of the program ({error})"),
    "loss.depth": ("các phần lồng nhau quá sâu của trang không đọc được", "parts of the page that are nested too deep were not read"),
    "loss.columns": ("{place}: các cột sau cột thứ {most} không được đọc ({cells} ô)", "{place}: the columns after number {most} were not read ({cells} cells)"),
    "loss.cells": ("{place}: chỉ đọc {most} ô đầu", "{place}: only the first {most} cells were read"),
    "loss.cell": ("{place}: ô dài quá {most} ký tự, chỉ đọc phần đầu", "{place}: a cell of over {most} characters, only its beginning was read"),
    "loss.page": ("{place}: không đọc hết được ({why})", "{place}: not all of it could be read ({why})"),
    "loss.pages": ("{place}: chưa nhận dạng chữ nên không có trong văn bản", "{place}: not recognised, so not in the text"),
    "loss.nothing": ("{place}: có hình nhưng không nhận ra chữ nào", "{place}: there is a picture, but no letter was recognised in it"),
    "loss.frames": ("{place}: ảnh hỏng từ đây nên các trang sau không đọc được", "{place}: the file is damaged from here on, so later pages were not read"),
    "loss.part": ("{place}: không đọc được phần này của thư", "{place}: this part of the mail was not read"),
    "step.references": ("tìm viện dẫn", "finding references"),
    "step.dates": ("tìm ngày tháng", "finding dates"),
    "step.organizations": ("tìm cơ quan", "finding organizations"),
    "step.indicators": ("tìm số liệu", "finding figures"),
    "step.tasks": ("tìm nhiệm vụ", "finding tasks"),
    "step.audit": ("kiểm tra số liệu", "auditing the figures"),
    "cause.special": ("không phải tệp thường (ống dẫn, thiết bị), không đọc", "no regular file (a pipe, a device); it is not read"),
    "cause.link": ("liên kết dẫn ra ngoài thư mục được nhập, không theo", "a link that leads out of the folder that was given; it is not followed"),
    "cause.folder": ("không mở được thư mục này nên các tệp trong đó chưa được đọc", "this folder cannot be listed, so its files were not read"),
    "cause.missing": ("không có tệp này", "there is no such file"),
    "advice.missing": ("kiểm tra lại đường dẫn", "check the path"),
    "advice.empty": ("lấy lại bản gốc", "get the original again"),
    "advice.binary": ("kiểm tra định dạng hoặc xuất ra văn bản", "check the format or export it as text"),
    "advice.undecodable": ("lưu lại tệp dưới dạng UTF-8", "save the file as UTF-8"),
    "advice.special": ("bỏ nó ra, hoặc chép nội dung vào một tệp thường", "leave it out, or copy what it holds into a regular file"),
    "advice.link": ("nhập thẳng thư mục mà nó dẫn tới, hoặc thêm --follow-links", "ingest the folder that it leads to, or add --follow-links"),
    "advice.folder": ("kiểm tra quyền của thư mục", "check the rights of the folder"),
    "advice.name-taken": ("đổi tên một trong hai tệp", "rename one of the two files"),
    "advice.unreadable": ("kiểm tra quyền đọc tệp", "check the rights to read the file"),
    "advice.encrypted": ("nhập lại với --password, hoặc lưu một bản không khóa", "ingest it again with --password, or save a copy without one"),
    "advice.damaged": ("lấy lại bản gốc hoặc mở và lưu lại bằng phần mềm soạn thảo", "get the original again, or open and save it in an office program"),
    "advice.unsupported": ("lưu lại dưới dạng .txt hoặc HTML", "save it as .txt or HTML"),
    "advice.archive": ("giải nén rồi nhập thư mục", "unpack it and ingest the folder"),
    "advice.too-large": ("tách tệp thành nhiều tệp nhỏ", "split the file into smaller ones"),
    "advice.too-slow": ("tách tệp thành nhiều tệp nhỏ", "split the file into smaller ones"),
    "advice.hostile": ("không mở tệp này; hỏi lại nơi gửi", "do not open this file; ask who sent it"),
    "advice.missing-program": ("cài chương trình được nêu rồi nhập lại", "install the program that is named and ingest again"),
    "advice.needs-ocr": ("cài tesseract với tiếng Việt rồi nhập lại", "install tesseract with Vietnamese and ingest again"),
    "advice.nothing-recognised": ("xem ảnh; nếu có chữ, hãy quét lại rõ hơn", "look at the picture; if there is text, scan it again more clearly"),
    "advice.presentation": ("lưu lại dưới dạng PDF hoặc DOCX", "save it as PDF or DOCX"),
    "advice.crashed": ("gửi tệp cho người phát triển; các tệp khác không bị ảnh hưởng", "send the file to the developers; other files are not affected"),
    "advice.internal": ("gửi tệp cho người phát triển", "send the file to the developers"),
    "advice.evidence": ("gửi tệp cho người phát triển", "send the file to the developers"),
    # -- columns of tables
    "column.file": ("Tệp", "File"),
    "column.rules": ("Quy tắc", "Rules"),
    "column.part": ("Phần", "Part"),
    "column.entries": ("Số mục", "Entries"),
    "column.examples": ("Số ví dụ", "Examples"),
    "column.source": ("Tệp", "File"),
    "column.page": ("Trang", "Page"),
    "column.section": ("Mục", "Section"),
    "column.sentence": ("Câu", "Sentence"),
    "column.document": ("Văn bản", "Document"),
    "column.cause": ("Nguyên nhân", "Cause"),
    "column.message": ("Chi tiết", "Details"),
    "column.advice": ("Cách xử lý", "What to do"),
    "column.count": ("Số lượng", "Number"),
    "column.kind": ("Loại", "Kind"),
    "column.place": ("Vị trí", "Place"),
    "column.quote": ("Trích dẫn", "Quote"),
    "column.values": ("Giá trị", "Values"),
    "column.example": ("Ví dụ", "Example"),
    "column.label": ("Chỉ tiêu", "Indicator"),
    "column.value": ("Giá trị", "Value"),
    "column.written": ("Viết là", "Written"),
    "column.value_to": ("Đến", "To"),
    "column.total": ("Trên tổng số", "Of"),
    "column.unit": ("Đơn vị", "Unit"),
    "column.period": ("Kỳ", "Period"),
    "column.subject": ("Của", "Of whom"),
    "column.parent": ("Thuộc", "Under"),
    "column.comparator": ("So sánh", "Comparator"),
    "column.role": ("Loại số liệu", "Role"),
    "column.precision": ("Độ chính xác", "Precision"),
    "column.table": ("Bảng", "Table"),
    "column.row": ("Dòng", "Row"),
    "column.column": ("Cột", "Column"),
    "column.start": ("Từ ký tự", "Start"),
    "column.end": ("Đến ký tự", "End"),
    "column.confidence": ("Độ tin cậy", "Confidence"),
    "column.id": ("Mã bản ghi", "Record"),
    "column.ordinal": ("STT", "No."),
    "column.title": ("Nhiệm vụ", "Task"),
    "column.lead": ("Chủ trì", "Lead"),
    "column.deadline": ("Thời hạn", "Deadline"),
    "column.due_on": ("Hạn cuối", "Due on"),
    "column.status": ("Mã tình trạng", "Status code"),
    "column.state": ("Tình trạng", "Status"),
    "column.past_due": ("Quá hạn chưa xong", "Past due"),
    "column.days_late": ("Số ngày trễ", "Days late"),
    "column.status_reason": ("Căn cứ tình trạng", "Reason of status"),
    "column.result": ("Kết quả thực hiện", "Result"),
    "column.product": ("Sản phẩm", "Product"),
    "column.evidence": ("Văn bản kết quả", "Evidence"),
    "column.assignment": ("Phân công", "Assignment"),
    "column.form": ("Dạng", "Form"),
    "column.done": ("Đã xong", "Done"),
    "column.outcome": ("Kết quả", "Outcome"),
    "column.product_result": ("Sản phẩm, kết quả", "Product, result"),
    "column.done_on": ("Ngày xong", "Done on"),
    "column.plan": ("Kế hoạch", "Plan"),
    "column.report": ("Văn bản báo cáo", "Report"),
    "column.report_status": ("Báo cáo ghi", "Reported as"),
    "column.cooperate": ("Phối hợp", "With"),
    "column.assigned_by": ("Người giao", "Assigned by"),
    "column.recurrence": ("Định kỳ", "Recurs"),
    "column.next_on": ("Ngày", "Day"),
    "column.assigned": ("Được giao", "Assigned"),
    "column.on_time": ("Đúng hạn", "On time"),
    "column.late": ("Trễ", "Late"),
    "column.open": ("Đang làm", "Open"),
    "column.overdue": ("Quá hạn", "Past due"),
    "column.unreported": ("Chưa báo cáo", "No report"),
    "column.exempted": ("Không tính", "Exempted"),
    "column.in_time_share": ("% đúng hạn", "% on time"),
    "column.done_unclear": ("Xong, chưa rõ hạn", "Done, unclear"),
    "column.nearest": ("Gần nhất", "Nearest"),
    "column.proof": ("Minh chứng", "Proof"),
    "column.report_sentence": ("Câu trong báo cáo", "Sentence of the report"),
    "column.score": ("Độ khớp", "Score"),
    "column.change": ("Thay đổi", "Change"),
    "column.share": ("Thay đổi (%)", "Change (%)"),
    "column.movement": ("Biến động", "Movement"),
    "column.series": ("Chuỗi", "Series"),
    "column.since": ("Từ ngày", "From"),
    "column.until": ("Đến ngày", "Until"),
    "column.number": ("TT", "No."),
    "column.severity": ("Mức", "Severity"),
    "column.check": ("Phép kiểm tra", "Check"),
    "column.opinion": ("Ý kiến", "Opinion"),
    "column.others": ("Chỗ liên quan", "Beside"),
    "column.figures": ("Số liệu", "Figures"),
    "column.related": ("Đối chiếu được", "Checked"),
    "column.verified": ("Khớp", "Hold"),
    "column.broken": ("Trong phép tính sai", "In a broken relation"),
    "column.reason": ("Lý do", "Reason"),
    "column.free": ("Đứng riêng", "Free"),
    "column.covered": ("Bao phủ (%)", "Coverage (%)"),
    # -- audit
    "severity.error": ("Lỗi", "Error"),
    "severity.warning": ("Cảnh báo", "Warning"),
    "severity.info": ("Thông tin", "Information"),
    "where.document": ("trong văn bản", "in a document"),
    "where.sheet": ("trong bảng tính", "in a spreadsheet"),
    "where.between": ("giữa các văn bản", "between documents"),
    "where.linking": ("khi nối viện dẫn", "while linking"),
    "audit.title": ("Phiếu kiểm tra số liệu", "Audit of figures"),
    "audit.documents": ("Văn bản được kiểm tra", "Documents"),
    "audit.whole": ("Cả văn bản", "Whole document"),
    "audit.others": ("Đối chiếu với", "Compare"),
    "audit.summary": (
        "{documents} văn bản: {error} lỗi · {warning} cảnh báo · {info} thông tin.",
        "{documents} documents: {error} errors · {warning} warnings · {info} for information.",
    ),
    "audit.unread": (
        "CHÚ Ý: {n} tệp không đọc được nên chưa được kiểm tra (xem danh sách).",
        "NOTE: {n} files could not be read and were not checked (see the list).",
    ),
    "audit.unread_title": ("Tệp không đọc được", "Files that could not be read"),
    "audit.coverage": (
        "{related} trong {total} số liệu đối chiếu được với số khác ({share}): {verified} khớp, {broken} nằm trong phép tính sai; {free} đứng riêng, không kiểm tra được.",
        "{related} of {total} figures could be checked against others ({share}): {verified} hold, {broken} are part of a broken relation; {free} stand alone and cannot be checked.",
    ),
    "audit.relations": (
        "{total} quan hệ số học: {holds} khớp, {rounding} chỉ khớp trong phạm vi làm tròn, {broken} sai.",
        "{total} arithmetic relations: {holds} hold, {rounding} only within rounding, {broken} are broken.",
    ),
    "audit.coverage_title": ("Độ bao phủ", "Coverage"),
    "audit.clean": ("Không có điểm nào cần xem.", "There is nothing to look at."),
    "audit.explain": ("Ý nghĩa một phép kiểm tra: trichyeu explain MÃ", "What a check means: trichyeu explain CODE"),
    "audit.opinions": ("Đã có ý kiến {decided} điểm; còn mở {open} điểm.", "{decided} findings decided; {open} open."),
    "audit.corrections": ("Bản ghi do người duyệt sửa", "Records corrected by reviewers"),
    "audit.ticks": ("Số liệu đã đối chiếu khớp", "Figures that hold"),
    "audit.signed": ("Đã ký trên máy: {signer}{title}, {day}", "Signed on this machine: {signer}{title}, {day}"),
    "audit.decision.accepted": ("Đúng là lỗi", "A real error"),
    "audit.decision.rejected": ("Bỏ qua", "Dismissed"),
    "audit.decision.later": ("Để sau", "Later"),
    "audit.correction.corrected": ("{document}: “{quote}”: {values} ({who}, {day})", "{document}: “{quote}”: {values} ({who}, {day})"),
    "audit.correction.added": ("{document}: thêm “{quote}”: {values} ({who}, {day})", "{document}: added “{quote}”: {values} ({who}, {day})"),
    "audit.correction.removed": ("{document}: gỡ “{quote}” {values}({who}, {day})", "{document}: removed “{quote}” {values}({who}, {day})"),
    "column.computation": ("Phép tính", "Computation"),
    "audit.day": ("Ngày kiểm tra: {day}", "Audited on: {day}"),
    "sign.checker": ("Người kiểm tra", "Checked by"),
    "sign.author": ("Người soạn báo cáo", "Author of the report"),
    "sign.hint": ("(ký, ghi rõ họ tên)", "(signature, full name)"),
    "audit.written": ("Đã ghi phiếu kiểm tra vào {path}", "Wrote the audit to {path}"),
    "audit.several": ("hãy kiểm tra cơ sở dữ liệu {path} riêng, không cùng tệp khác", "audit the database {path} alone, without other files"),
    "audit.severity": ("không có mức “{severity}”; hãy chọn {choices}", "there is no severity “{severity}”; choose {choices}"),
    # -- series
    "series.none": ("Không có số liệu nào về “{label}”.", "There is no figure of “{label}”."),
    "series.differs": ("≠ khác số cùng kỳ", "≠ other value, same period"),
    "series.same": ("= không đổi", "= unchanged"),
    "series.undated": ("chưa rõ kỳ", "period unknown"),
    "series.documents": ("{points} số liệu trong {documents} văn bản", "{points} figures in {documents} documents"),
    "series.single": ("Chỉ nêu một lần", "Stated once only"),
    # -- tasks
    "status.planned": ("được giao", "planned"),
    "status.completed": ("hoàn thành", "completed"),
    "status.completed_late": ("hoàn thành trễ", "completed late"),
    "status.in_progress": ("đang thực hiện", "in progress"),
    "status.not_started": ("chưa thực hiện", "not started"),
    "status.overdue": ("quá hạn", "overdue"),
    "status.suspended": ("tạm dừng", "suspended"),
    "status.cancelled": ("không thực hiện", "cancelled"),
    "outcome_of.on_time": ("đúng hạn", "on time"),
    "outcome_of.late": ("trễ hạn", "late"),
    "outcome_of.done": ("hoàn thành, chưa rõ đúng hạn", "done, unclear if in time"),
    "outcome_of.in_progress": ("đang thực hiện", "in progress"),
    "outcome_of.not_started": ("chưa thực hiện", "not started"),
    "outcome_of.overdue": ("quá hạn chưa xong", "overdue"),
    "outcome_of.suspended": ("tạm dừng", "suspended"),
    "outcome_of.cancelled": ("không thực hiện", "cancelled"),
    "outcome_of.possible": ("chưa rõ, có thể được nhắc đến", "unclear, may be told of"),
    "outcome_of.unreported": ("chưa báo cáo nào nhắc đến", "not reported"),
    "tasks.days": ("({n} ngày)", "({n} days)"),
    "tasks.past_due": ("đã qua hạn", "past its day"),
    "tasks.past_due_days": ("đã qua hạn {n} ngày", "{n} days past its day"),
    "tasks.date": ("“{date}” không phải ngày; hãy viết như 30/6/2031", "“{date}” is no day; write it as 2031-06-30"),
    "tasks.plan_alone": ("--plan không dùng cùng các điều kiện lọc khác", "--plan goes with no other filter"),
    "tasks.no_plan": ("Cơ sở dữ liệu không có kế hoạch “{code}” với bảng nhiệm vụ.", "The database has no plan “{code}” with a table of tasks."),
    "tasks.known_plans": ("Các kế hoạch đang có: {plans}", "Plans that it has: {plans}"),
    "tasks.due": ("Không hiểu thời gian: {due}. Ví dụ: 2024-12, 12/2024, quý IV/2024, 05/12/2024, 2024.", "Not a period: {due}. For example: 2024-12, 12/2024, 05/12/2024, 2024."),
    "tasks.past": ("quá hạn {n} ngày", "{n} days past its day"),
    "tasks.followed": ("{n} nhiệm vụ, tính đến {day}.", "{n} tasks, as of {day}."),
    "tasks.none_followed": ("Không có nhiệm vụ nào như vậy.", "No such task."),
    "tasks.follow_alone": (
        "Không dùng --due, --overdue, --lead, --assigned-by, --rollup, ics, docx cùng với --plan hay các lọc khác.",
        "--due, --overdue, --lead, --assigned-by, --rollup, ics and docx do not go with --plan or the other filters.",
    ),
    "rollup.bodies": ("Tổng hợp", "Roll-up"),
    "rollup.title": ("Tình hình thực hiện nhiệm vụ đến ngày {day}", "Tasks as of {day}"),
    "rollup.due": ("hạn {day}", "due {day}"),
    "rollup.past": ("quá hạn", "past its day"),
    "rollup.report": ("Báo cáo: “{sentence}” ({where})", "Report: “{sentence}” ({where})"),
    "tasks.stated": ("Kế hoạch có {stated} nhiệm vụ theo lời văn; ở đây đọc được {read}.", "The plan has {stated} tasks by what is said of it; {read} were read here."),
    "tasks.near": ("có thể: {where} (khớp {n}/100, chung: {words})", "maybe: {where} (match {n}/100, shared: {words})"),
    "tasks.tally": ("{n} nhiệm vụ: {said}", "{n} tasks: {said}"),
    "tasks.counts": ("Báo cáo đếm nhiệm vụ của kế hoạch này:", "Reports that count the tasks of this plan:"),
    "tasks.other_body": ("văn bản của {issuer}, không phải của cơ quan mà kế hoạch nêu", "a document of {issuer}, not of the body that the plan names"),
    "tasks.score": ("độ khớp {n}/100", "match {n}/100"),
    "list.status": ("không có tình trạng “{status}”; hãy chọn {choices}", "there is no status “{status}”; choose {choices}"),
    "list.form": ("không có dạng “{form}”; hãy chọn {choices}", "there is no form “{form}”; choose {choices}"),
    # -- lists of figures and tasks
    "role.level": ("mức", "level"),
    "role.increase": ("tăng", "up"),
    "role.decrease": ("giảm", "down"),
    "role.rank": ("hạng", "rank"),
    "role.target": ("mục tiêu", "target"),
    "role.limit": ("định mức", "limit"),
    "comparator.~": ("khoảng", "about"),
    "comparator.>": ("trên", "over"),
    "comparator.>=": ("từ", "at least"),
    "comparator.<": ("dưới", "under"),
    "comparator.<=": ("tối đa", "at most"),
    "list.role": ("không có loại số liệu “{role}”; hãy chọn {choices}", "there is no role “{role}”; choose {choices}"),
    "list.there_are": ("Trong cơ sở dữ liệu, {what} thường gặp: {values}", "In the database, {what} is most often: {values}"),
    "list.none": ("Không có bản ghi nào như vậy.", "There is no such record."),
    "list.count": ("({n})", "({n})"),
    "list.page": ("trang {n}", "page {n}"),
    "list.all": ("Tổng cộng: {total}.", "Total: {total}."),
    "list.some": ("{shown} dòng đầu trong {total}; thêm --limit 0 để xem hết.", "The first {shown} of {total} rows; add --limit 0 to see all."),
    "list.needs_output": ("định dạng {format} cần --output", "the format {format} needs --output"),
    "list.table_to_screen": ("bảng chỉ in ra màn hình; để ghi tệp hãy chọn --format {choices}", "a table goes to the screen only; to write a file choose --format {choices}"),
    "list.needs_package": ("định dạng xlsx cần gói openpyxl: pip install \"trichyeu[export]\"", "the format xlsx needs openpyxl: pip install \"trichyeu[export]\""),
    # -- search and show
    "search.document": ("Văn bản", "Documents"),
    "search.reference": ("Viện dẫn", "References"),
    "search.sentence": ("Câu", "Sentences"),
    "search.of": ("{title}: {shown} trong {total}", "{title}: {shown} of {total}"),
    "search.none": ("Không tìm thấy “{query}”.", "Nothing found for “{query}”."),
    "search.empty": ("hãy gõ ít nhất một từ hoặc một số để tìm", "type at least one word or number to find"),
    "show.none": ("Không có văn bản nào là “{code}” trong cơ sở dữ liệu.", "The database has no document “{code}”."),
    "show.near": ("Có thể là: {near}", "Perhaps: {near}"),
    "show.issued": ("Ngày ban hành", "Issued on"),
    "show.issuer": ("Cơ quan ban hành", "Issuer"),
    "show.title": ("Trích yếu", "Title"),
    "show.year": ("Năm", "Year"),
    "show.of.basis": ("căn cứ", "based on"),
    "show.by.basis": ("là căn cứ của", "is the basis of"),
    "show.of.implements": ("thực hiện", "implements"),
    "show.by.implements": ("được thực hiện bởi", "implemented by"),
    "show.of.amends": ("sửa đổi, bổ sung", "amends"),
    "show.by.amends": ("được sửa đổi, bổ sung", "amended"),
    "show.of.replaces": ("thay thế", "replaces"),
    "show.by.replaces": ("bị thay thế", "replaced"),
    "show.of.repeals": ("bãi bỏ", "repeals"),
    "show.by.repeals": ("bị bãi bỏ", "repealed"),
    "show.of.guides": ("hướng dẫn", "guides"),
    "show.by.guides": ("được hướng dẫn bởi", "guided by"),
    "show.of.approves": ("phê duyệt", "approves"),
    "show.by.approves": ("được phê duyệt bởi", "approved by"),
    "show.of.answers": ("trả lời", "answers"),
    "show.by.answers": ("được trả lời bởi", "answered by"),
    "show.of.attaches": ("kèm theo", "goes with"),
    "show.by.attaches": ("có văn bản kèm theo", "has attached"),
    "show.since": (" từ {day} bởi", " since {day} by"),
    "show.by_ingested": ("theo văn bản đã nạp: ", "by the documents read here: "),
    "show.ingested": ("Có trong cơ sở dữ liệu", "In the database"),
    "show.mentions": ("Được nhắc {mentions} lần trong {citing} văn bản", "{mentions} mentions in {citing} documents"),
    "show.uncited": ("Chưa văn bản nào trong cơ sở dữ liệu nhắc đến.", "No document of the database cites it."),
    "show.unknown": ("chưa rõ", "unknown"),
    "show.findings": ("Cần xem", "To look at"),
    # -- verify, remove
    "verify.checked": ("Đã đối chiếu {quotes} trích dẫn của {documents} văn bản và {files} tệp.", "Checked {quotes} quotes of {documents} documents, and {files} files."),
    "verify.clean": ("Không có sai khác.", "Nothing differs."),
    "verify.differs": ("{n} chỗ sai khác.", "{n} differences."),
    "verify.quote": ("trích dẫn khác văn bản", "quote differs from text"),
    "verify.file_changed": ("tệp đã đổi", "file changed"),
    "verify.file_missing": ("tệp không còn ở chỗ cũ", "file no longer there"),
    "verify.foreign_key": ("liên kết hỏng", "broken link"),
    "verify.integrity": ("cơ sở dữ liệu hỏng", "damaged database"),
    "remove.done": ("Đã lấy ra: {source}", "Removed: {source}"),
    "remove.cleared": ("Đã xóa khỏi danh sách tệp lỗi: {path}", "Taken off the list of failures: {path}"),
    "remove.none": ("Không có trong cơ sở dữ liệu: {path}", "Not in the database: {path}"),
    # -- export, evaluate, patterns, serve
    "export.format": ("không có định dạng “{format}”; hãy chọn {choices}", "there is no format “{format}”; choose {choices}"),
    "export.type": ("không có loại bản ghi “{type}”; hãy chọn {choices}", "there is no record type “{type}”; choose {choices}"),
    "export.partition": ("không chia được theo “{partition}”; hãy chọn {choices}", "cannot be parted by “{partition}”; choose {choices}"),
    "export.needs_output": ("định dạng parquet cần --output", "the format parquet needs --output"),
    "export.needs_package": ("định dạng parquet cần gói pyarrow: pip install \"trichyeu[parquet]\"", "the format parquet needs pyarrow: pip install \"trichyeu[parquet]\""),
    "export.written": ("Đã ghi {n} bản ghi vào {path}", "Wrote {n} records to {path}"),
    "evaluate.none": ("không có tệp gán nhãn .jsonl trong {folder}", "there is no gold .jsonl in {folder}"),
    "evaluate.no_text": ("không tìm thấy văn bản của {gold}; hãy chỉ thư mục bằng --texts", "the text of {gold} was not found; name its folder with --texts"),
    "patterns.none": ("không có tệp quy tắc {name}; có: {names}", "there is no pattern file {name}; there are: {names}"),
    "patterns.checked": ("{n} ví dụ đúng trong {files} tệp.", "{n} examples hold in {files} files."),
    "patterns.failed": ("{n} ví dụ sai.", "{n} examples fail."),
    "patterns.expected": ("phải tìm thấy {what}", "must find {what}"),
    "patterns.unexpected": ("không được tìm thấy {what}", "must not find {what}"),
    "serve.needs_package": ("lệnh serve cần Datasette: pip install \"trichyeu[serve]\"", "serve needs Datasette: pip install \"trichyeu[serve]\""),
    "serve.at": ("Mở http://127.0.0.1:{port}/ trong trình duyệt; dừng bằng Ctrl+C.", "Open http://127.0.0.1:{port}/ in a browser; stop with Ctrl+C."),
    "serve.port": ("cổng {port} đang bận; hãy chọn cổng khác bằng --port", "port {port} is in use; choose another with --port"),
    "interrupted": ("Đã dừng theo yêu cầu; những gì đã ghi vẫn còn nguyên, chạy lại lệnh này để làm tiếp.", "Stopped as asked; what was written is kept, run the same command again to go on."),
    "state.os": ("{path}: {why}", "{path}: {why}"),
    "state.output": ("không ghi được kết quả ra màn hình hoặc ống dẫn", "the output cannot be written"),
    "fault": (
        "lỗi của chương trình ({error}); xin gửi thông báo này cho người phát triển (TRICHYEU_TRACEBACK=1 cho biết thêm)",
        "a fault of the program ({error}); please send this message to the developers (TRICHYEU_TRACEBACK=1 says more)",
    ),
    "output.unwritable": ("không ghi được {path}: {why}", "{path} cannot be written: {why}"),
}


class Speaker:
    """Speaks one language: `say("search.none", query="…")`."""

    def __init__(self, lang: str) -> None:
        self.lang = lang if lang in LANGUAGES else "en"

    def __call__(self, key: str, **values: Any) -> str:
        text = TEXTS[key][LANGUAGES.index(self.lang)]
        return text.format(**values) if values else text

    def has(self, key: str) -> bool:
        """Whether there is such a text (for keys that are made, such as the advice for a cause)."""
        return key in TEXTS


def choose_language(arguments: Sequence[str], environment: Mapping[str, str] | None = None) -> tuple[str, list[str]]:
    """(language, arguments without --lang): the option at any place, else TRICHYEU_LANG, else Vietnamese on a Vietnamese machine, else English.

    A wrong value stays among the arguments, where the parser reports it.
    """
    environment = os.environ if environment is None else environment
    rest: list[str] = []
    chosen: str | None = None
    position = 0
    while position < len(arguments):
        word = arguments[position]
        if word == "--":
            rest += arguments[position:]
            break
        value = word.removeprefix("--lang=") if word.startswith("--lang=") else None
        if word == "--lang" and position + 1 < len(arguments):
            value = arguments[position + 1]
        if value in LANGUAGES:
            chosen = value
            position += 2 if word == "--lang" else 1
            continue
        rest.append(word)
        position += 1
    if chosen is None and environment.get("TRICHYEU_LANG", "").lower() in LANGUAGES:
        chosen = environment["TRICHYEU_LANG"].lower()
    return chosen or _machine_language(environment), rest


def _machine_language(environment: Mapping[str, str]) -> str:
    for name in ("LC_ALL", "LC_MESSAGES", "LANG"):
        if environment.get(name):
            return "vi" if environment[name].lower().startswith("vi") else "en"
    if sys.platform == "win32":
        import ctypes

        # The low ten bits of a Windows language identifier are the language; 0x2a is Vietnamese.
        return "vi" if ctypes.windll.kernel32.GetUserDefaultUILanguage() & 0x3FF == 0x2A else "en"
    return "vi" if (locale.getlocale()[0] or "").lower().startswith("vi") else "en"
