"""The browser libraries of the desk: fetched from the npm registry into extractor/web/static/vendor, with version, licence and hash.

    python tools/vendor.py            fetch what vendor.json names (needs npm)
    python tools/vendor.py --check    exit 1 where a file differs from its hash, a licence is missing, or a file is not listed

vendor.json is the list: package, version, licence, the file inside the package and its SHA-256. To update a library, change its version there and
run the script without --check.
"""

from __future__ import annotations

import argparse
import hashlib
import json
import subprocess
import sys
import tempfile
from pathlib import Path
from typing import Any

FOLDER = Path(__file__).resolve().parent.parent / "extractor" / "web" / "static" / "vendor"
LIST = FOLDER / "vendor.json"
ALLOWED = {"0BSD", "BSD-0-Clause", "ISC", "MIT", "BSD-3-Clause", "Apache-2.0"}


def check() -> list[str]:
    """What is wrong with the folder, one sentence each."""
    wrong: list[str] = []
    listed = {LIST.name}
    for entry in json.loads(LIST.read_text(encoding="utf-8")):
        name = entry["file"]
        licence = f"{name}.LICENSE.txt"
        listed |= {name, licence}
        if entry["licence"] not in ALLOWED:
            wrong.append(f"{name}: licence {entry['licence']} is not allowed")
        for file, key in ((name, "sha256"), (licence, "licence_sha256")):
            path = FOLDER / file
            if not path.is_file():
                wrong.append(f"{file}: missing")
            elif hashlib.sha256(path.read_bytes()).hexdigest() != entry.get(key):
                wrong.append(f"{file}: differs from its hash in {LIST.name}")
    wrong += [f"{path.name}: not listed in {LIST.name}" for path in sorted(FOLDER.iterdir()) if path.name not in listed]
    return wrong


def fetch() -> None:
    """Fetches every library and writes the hashes of what came."""
    entries: list[dict[str, Any]] = json.loads(LIST.read_text(encoding="utf-8"))
    with tempfile.TemporaryDirectory() as folder:
        named = [f"{e['package']}@{e['version']}" for e in entries]
        subprocess.run(["npm", "install", "--no-audit", "--no-fund", "--ignore-scripts", "--prefix", folder, *named], check=True)
        for entry in entries:
            package = Path(folder, "node_modules", entry["package"])
            about = json.loads((package / "package.json").read_text(encoding="utf-8"))
            if about["version"] != entry["version"] or about["license"] != entry["licence"]:
                sys.exit(f"{entry['package']}: {about['version']} under {about['license']} came")
            data = (package / entry["path"]).read_bytes()
            licence = next(p for p in sorted(package.iterdir()) if p.name.upper().startswith("LICEN")).read_bytes()
            (FOLDER / entry["file"]).write_bytes(data)
            (FOLDER / f"{entry['file']}.LICENSE.txt").write_bytes(licence)
            entry["sha256"] = hashlib.sha256(data).hexdigest()
            entry["licence_sha256"] = hashlib.sha256(licence).hexdigest()
    LIST.write_text(json.dumps(entries, indent=2) + "\n", encoding="utf-8")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--check", action="store_true")
    if not parser.parse_args().check:
        fetch()
    wrong = check()
    print("\n".join(wrong) or "vendor: all files as listed")
    sys.exit(1 if wrong else 0)


if __name__ == "__main__":
    main()
