"""What a start costs and what a process keeps: `--help`, a worker's start, memory over documents. Writes docs/benchmarks.md (`--write`).

    python bench/targets.py [--rounds 20] [--write]

Times are processor seconds of the child, the least of several starts, so that a busy machine does not count; memory is what the system says (Linux).
"""

from __future__ import annotations

import argparse
import os
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT / "docs"))
HELP = "from extractor.__main__ import start; start()"
START = "from extractor.pipeline import extract_text; extract_text('Ngày 14/5/2031, Sở Y tế đã tiếp nhận 12 hồ sơ.')"
# Passes over all texts; after each one line: the memory that the process holds, in MB.
ROUNDS = """
import gc, os, sys
from pathlib import Path
from extractor import extract
texts = sorted(Path(sys.argv[1]).glob('*.txt'))
for _ in range(int(sys.argv[2])):
    for path in texts:
        extract(path)
    gc.collect()
    pages = int(Path('/proc/self/statm').read_text().split()[1])
    print(round(pages * os.sysconf('SC_PAGE_SIZE') / 1e6), flush=True)
"""


def spent(code: str, *arguments: str, runs: int) -> float:
    """The least processor seconds of a fresh interpreter that runs `code`."""
    found = []
    for _ in range(runs):
        process = subprocess.Popen([sys.executable, "-c", code, *arguments], cwd=ROOT, stdout=subprocess.DEVNULL)
        _, status, usage = os.wait4(process.pid, 0)
        process.returncode = os.waitstatus_to_exitcode(status)
        if process.returncode:
            raise SystemExit(f"{code!r} ended with {process.returncode}")
        found.append(usage.ru_utime + usage.ru_stime)
    return min(found)


def held(rounds: int) -> list[int]:
    """The memory of one process after each pass over the texts of corpus/, in MB."""
    made = subprocess.run([sys.executable, "-c", ROUNDS, str(ROOT / "corpus"), str(rounds)], cwd=ROOT, capture_output=True, text=True, check=True)
    return [int(line) for line in made.stdout.split()]


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--rounds", type=int, default=20)
    parser.add_argument("--write", action="store_true")
    asked = parser.parse_args()
    from marks import commit, put

    memory = held(asked.rounds)
    count = len(list((ROOT / "corpus").glob("*.txt")))
    lines = [
        f"Commit {commit()}; processor seconds of a fresh process, the least of five starts.",
        "",
        "| | measured | asked |",
        "|---|---:|---:|",
        f"| `trichyeu --help` | {spent(HELP, '--help', runs=5):.2f} s | < 0.4 s |",
        f"| start of a worker up to its first records | {spent(START, runs=3):.2f} s | < 3 s |",
        f"| memory after {2 * count} documents | {memory[1]} MB | < 400 MB |",
        f"| memory after {len(memory) * count} documents | {memory[-1]} MB | flat |",
    ]
    print("\n".join(lines))
    if asked.write:
        put(ROOT / "docs" / "benchmarks.md", "targets", lines)


if __name__ == "__main__":
    main()
