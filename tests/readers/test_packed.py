"""TAR, GZIP, and RAR and 7-Zip by a program of the machine: members as documents, what is missing or broken said."""

from __future__ import annotations

import gzip
import io
import stat
import tarfile
from pathlib import Path

import pytest

from extractor.document import Document
from extractor.errors import ReadError
from extractor.readers import packed, read_all_bytes

TEXT = "Toàn xã có 1.204 hộ, trong đó 96 hộ nghèo."
RAR = b"Rar!\x1a\x07\x01\x00 nothing"


def outcomes(data: bytes, source: str) -> dict[str, str]:
    return {item.source: (item.text if isinstance(item, Document) else item.cause) for item in read_all_bytes(data, source)}


def tarred(*names: str) -> bytes:
    out = io.BytesIO()
    with tarfile.open(fileobj=out, mode="w") as archive:
        for name in names:
            member = tarfile.TarInfo(name)
            member.size = len(TEXT.encode())
            archive.addfile(member, io.BytesIO(TEXT.encode()))
        link = tarfile.TarInfo("link.txt")
        link.type, link.linkname = tarfile.SYMTYPE, "/etc/passwd"
        archive.addfile(link)
    return out.getvalue()


def test_tar_and_gzip() -> None:
    data = tarred("báo cáo/quý 1.txt", "../ngoài.txt")
    wanted = {"báo cáo/quý 1.txt": TEXT, "ngoài.txt": TEXT}
    assert outcomes(data, "q.tar") == {f"q.tar/{name}": text for name, text in wanted.items()}
    assert outcomes(gzip.compress(data), "q.tgz") == {f"q.tgz/{name}": text for name, text in wanted.items()}
    assert outcomes(gzip.compress(TEXT.encode()), "a.txt.gz") == {"a.txt.gz/a.txt": TEXT}
    assert outcomes(gzip.compress(data)[:-30], "q.tgz") == {"q.tgz": "damaged"}


def program(folder: Path, script: str, monkeypatch: pytest.MonkeyPatch) -> None:
    made = folder / "7zz"
    made.write_text(f"#!/bin/sh\n{script}\n")
    made.chmod(made.stat().st_mode | stat.S_IXUSR)
    monkeypatch.setenv("PATH", f"{folder}:/usr/bin:/bin")


def test_a_program_unpacks(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(packed, "PROGRAMS", packed.PROGRAMS[:1])
    program(tmp_path, f'for a; do case "$a" in -o*) out="${{a#-o}}";; esac; done\nmkdir "$out/b"; echo "{TEXT}" > "$out/b/a.txt"; ln -s /etc/passwd "$out/link.txt"', monkeypatch)
    assert outcomes(RAR, "q.rar") == {"q.rar/b/a.txt": f"{TEXT}\n"}
    program(tmp_path, "echo 'ERROR: Wrong password : a.txt'; exit 2", monkeypatch)
    assert outcomes(RAR, "q.rar") == {"q.rar": "encrypted"}
    program(tmp_path, "exit 2", monkeypatch)
    assert outcomes(RAR, "q.rar") == {"q.rar": "damaged"}


def test_a_bomb_is_stopped(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    program(tmp_path, 'for a; do case "$a" in -o*) out="${a#-o}";; esac; done\nhead -c 3000000 /dev/zero > "$out/a.txt"; sleep 60', monkeypatch)
    found = list(packed.read_all(RAR, "q.rar", "", budget=packed.Budget(bytes=1_000_000)))
    assert [item.cause for item in found if isinstance(item, ReadError)] == ["too-large"]


def test_without_a_program_the_error_says_what_to_do(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PATH", str(tmp_path))
    monkeypatch.setattr(packed, "PROGRAMS", tuple(program._replace(place="") for program in packed.PROGRAMS))
    (error,) = read_all_bytes(RAR, "q.rar")
    assert isinstance(error, ReadError) and error.cause == "missing-program" and "7zz" in error.vi and "RAR" in error.vi
