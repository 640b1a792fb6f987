"""DOC, RTF, ODT, ODP and other files that only an office program reads: LibreOffice turns them into DOCX, XLSX or PPTX, without a screen.

It runs with a profile of its own in a temporary folder, so that neither the user's settings nor an open window are touched; macros, links and
the network are off in it; it is killed with all its children when the time is up.
"""

from __future__ import annotations

import atexit
import os
import shutil
import tempfile
import threading
from dataclasses import replace
from importlib import import_module
from pathlib import Path

from extractor.document import Document
from extractor.errors import ReadError
from extractor.readers.detect import ole_kind, xml_kind, zip_kind
from extractor.readers.kept_fields import as_written
from extractor.readers.locked import is_locked, is_locked_doc, opened
from extractor.readers.options import DEFAULT, ReadOptions
from extractor.readers.programs import run
from extractor.readers.refusal import refusal
from extractor.readers.zipped import Package, damaged, encrypted

SECONDS = 120.0
"""What LibreOffice may compute for one file."""
BUSY = 3
"""How much longer than it computes it may take on a busy machine."""
_FILTERS = {"docx": "docx:MS Word 2007 XML", "xlsx": "xlsx:Calc MS Excel 2007 XML", "pptx": "pptx:Impress MS PowerPoint 2007 XML"}
_READERS = {"docx": "docx", "xlsx": "sheet", "pptx": "pptx"}
_SHEETS = {"xls", "xlsb", "fods", "excel-xml"}
_SLIDES = {"odp"}
# The filter is named: left to choose, LibreOffice opens a damaged file as a text of its bytes.
_INPUT = {
    "doc": ("MS Word 97", "MS Word 95", "MS WinWord 6.0"),
    "rtf": ("Rich Text Format",),
    "odt": ("writer8",),
    "xls": ("MS Excel 97",),
    "xlsb": ("Calc MS Excel 2007 Binary",),
    "fodt": ("OpenDocument Text Flat XML",),
    "fods": ("OpenDocument Spreadsheet Flat XML",),
    "word-xml": ("MS Word 2003 XML", "MS Word 2007 XML"),
    "excel-xml": ("MS Excel 2003 XML",),
    "odp": ("impress8",),
}
_SUFFIX = {"word-xml": "xml", "excel-xml": "xml"}
_PLACES = (
    "/usr/bin/soffice",
    "/usr/lib/libreoffice/program/soffice",
    "/opt/libreoffice/program/soffice",
    "/Applications/LibreOffice.app/Contents/MacOS/soffice",
    r"C:\Program Files\LibreOffice\program\soffice.exe",
    r"C:\Program Files (x86)\LibreOffice\program\soffice.exe",
)
# Settings of the temporary profile: no macros, no active content, no links brought up to date, a proxy that leads nowhere.
_SETTINGS = (
    ("/org.openoffice.Office.Common/Security/Scripting", "DisableMacrosExecution", "true"),
    ("/org.openoffice.Office.Common/Security/Scripting", "MacroSecurityLevel", "3"),
    ("/org.openoffice.Office.Common/Security/Scripting", "DisableActiveContent", "true"),
    ("/org.openoffice.Office.Common/Security/Scripting", "BlockUntrustedRefererLinks", "true"),
    ("/org.openoffice.Office.Writer/Content/Update", "Link", "0"),
    ("/org.openoffice.Office.Calc/Content/Update", "Link", "2"),
    ("/org.openoffice.Inet/Settings", "ooInetProxyType", "1"),
    ("/org.openoffice.Inet/Settings", "ooInetHTTPProxyName", "127.0.0.1"),
    ("/org.openoffice.Inet/Settings", "ooInetHTTPProxyPort", "9"),
    ("/org.openoffice.Inet/Settings", "ooInetHTTPSProxyName", "127.0.0.1"),
    ("/org.openoffice.Inet/Settings", "ooInetHTTPSProxyPort", "9"),
)

_lock = threading.Lock()
_profiles: dict[int, Path] = {}


def read_bytes(data: bytes, source: str, sha256: str, options: ReadOptions = DEFAULT) -> Document:
    """Reads a file by way of LibreOffice. Raises ReadError: missing-program | too-slow | damaged | encrypted."""
    if ole_kind(data) == "damaged":
        raise damaged(source, "OLE")
    kind = "rtf" if data.startswith(b"{\\rtf") else ole_kind(data) or zip_kind(data) or xml_kind(data) or "doc"
    if kind in {"odt", "odp"} and is_locked(Package(data, source)):
        raise encrypted(source)
    locked = kind == "doc" and is_locked_doc(data)
    if locked:
        data = opened(data, source, options.password)
    data = as_written(data, kind, source)
    target = "xlsx" if kind in _SHEETS else "pptx" if kind in _SLIDES else "docx"
    converted = convert(data, kind, target, source, min(SECONDS, options.seconds))
    reader = import_module(f"extractor.readers.{_READERS[target]}")
    document: Document = reader.read_bytes(converted, source, sha256, options)
    properties = {**document.properties, "converted_by": "LibreOffice", **({"unlocked": "yes"} if locked else {})}
    return replace(document, format=kind, properties=properties)


def program() -> str | None:
    """Where LibreOffice is: TRICHYEU_SOFFICE, the search path, the usual places; None where it is not installed."""
    named = os.environ.get("TRICHYEU_SOFFICE")
    if named:
        return named if Path(named).is_file() else None
    return shutil.which("soffice") or shutil.which("libreoffice") or next((p for p in _PLACES if Path(p).is_file()), None)


def convert(data: bytes, kind: str, target: str, source: str, seconds: float = SECONDS) -> bytes:
    """`data`, a file of that kind, as a DOCX, XLSX or PPTX file (`target`). Raises ReadError."""
    soffice = program()
    if soffice is None:
        raise _missing(kind, target, source)
    with tempfile.TemporaryDirectory(prefix="trichyeu-") as folder, _lock:
        work = Path(folder)
        original = work / f"original.{_SUFFIX.get(kind, kind)}"
        original.write_bytes(data)
        made = work / "out" / f"original.{target}"
        for filter_ in _INPUT[kind]:
            command = [
                soffice, f"-env:UserInstallation={_profile().as_uri()}", "--headless", "--norestore", "--nolockcheck", "--nodefault",
                "--nofirststartwizard", f"--infilter={filter_}", "--convert-to", _FILTERS[target], "--outdir", str(made.parent), str(original),
            ]  # fmt: skip
            _run(command, work, seconds, source)
            if made.is_file():
                return made.read_bytes()
    if kind in _SLIDES and _without_impress(soffice):
        raise _missing(kind, target, source)
    raise refusal(source, "damaged", "office.damaged")


def _missing(kind: str, target: str, source: str) -> ReadError:
    packages = "libreoffice-impress-nogui" if kind in _SLIDES else "libreoffice-writer-nogui libreoffice-calc-nogui"
    name = "LibreOffice Impress" if kind in _SLIDES else "LibreOffice"
    return refusal(source, "missing-program", "office.missing", kind=kind.upper(), name=name, packages=packages, target=target.upper())


def _without_impress(soffice: str) -> bool:
    """Whether this LibreOffice was installed without its program for slides, as Linux packages part it."""
    registry = Path(soffice).resolve().parent.parent / "share" / "registry"
    return (registry / "main.xcd").is_file() and not (registry / "impress.xcd").is_file()


def _run(command: list[str], folder: Path, seconds: float, source: str) -> None:
    if run(command, folder, seconds, BUSY, {"SAL_USE_VCLPLUGIN": "svp"}) is None:
        _drop_profile()
        raise refusal(source, "too-slow", "office.slow", seconds=seconds)


def _profile() -> Path:
    """The profile folder of this process, made once; LibreOffice starts three times as fast in one that it knows."""
    pid = os.getpid()
    if pid not in _profiles:
        folder = Path(tempfile.mkdtemp(prefix="trichyeu-profile-"))
        user = folder / "user"
        user.mkdir()
        items = "".join(
            f'<item oor:path="{path}"><prop oor:name="{name}" oor:op="fuse"><value>{text}</value></prop></item>'
            for path, name, text in _SETTINGS
        )
        (user / "registrymodifications.xcu").write_text(
            '<?xml version="1.0" encoding="UTF-8"?><oor:items xmlns:oor="http://openoffice.org/2001/registry" '
            f'xmlns:xs="http://www.w3.org/2001/XMLSchema" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance">{items}</oor:items>',
            encoding="utf-8",
        )
        _profiles[pid] = folder
        atexit.register(_drop_profile)
    return _profiles[pid]


def _drop_profile() -> None:
    folder = _profiles.pop(os.getpid(), None)
    if folder is not None:
        shutil.rmtree(folder, ignore_errors=True)
