"""What the rules of one state of the project say of every figure of a folder of texts: label and subject, as `train.py --answers` reads them.

    git worktree add --detach /tmp/then COMMIT
    PYTHONPATH=/tmp/then python models/label_subject/answers.py TEXTS… > FILE

Rules that were mended on a set are right there more often than on texts that nobody has seen. Trees that learnt from such answers would trust the rules
too much: a set is learnt with the answers of the state before it was opened. The file quotes the texts: it stays outside of the tree.
"""

from __future__ import annotations

import json
import sys
from pathlib import Path

from extractor.pipeline import extract
from extractor.readers import read


def main() -> None:
    made: dict[str, dict[str, list[str | None]]] = {}
    for path in sorted(p for folder in sys.argv[1:] for p in Path(folder).iterdir() if p.is_file()):
        found = [r for r in extract(read(path)).records if r.type == "indicator"]
        made[path.name] = {f"{r.start}-{r.end}": [r.label, r.subject] for r in found}
    json.dump(made, sys.stdout, ensure_ascii=False)


if __name__ == "__main__":
    main()
