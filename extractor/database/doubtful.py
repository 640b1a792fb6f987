"""Words of a recognised page that the engine was not sure of."""

from __future__ import annotations

import re
from array import array
from collections.abc import Iterator

# Words of a scan below this confidence are marked for the reader, as extractor.readers.scan counts them.
DOUBTFUL = 70


def doubtful_words(text: str, confidence: array[int] | None) -> Iterator[dict[str, int]]:
    """Start, end and confidence of each word that recognition doubts."""
    if confidence is None:
        return
    for word in re.finditer(r"\S+", text):
        lowest = min(confidence[word.start() : word.end()])
        if lowest < DOUBTFUL:
            yield {"start": word.start(), "end": word.end(), "confidence": lowest}
