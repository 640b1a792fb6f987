"""Many files: read → extract in processes of their own → write by one writer, with flat memory; a file that fails is a row of `failures`, not the end.

`find` says which files a list of paths means; `run` ingests them and yields one result a document; `extracted` gives records without a database.
"""

from extractor.batch.files import Found, find, location_of, on_disk, plain
from extractor.batch.ingestion import extracted, extracted_by, failed_files, outdated_files, run
from extractor.batch.outcome import OUTCOMES, Failure, Outcome, Result

__all__ = [
    "OUTCOMES", "Failure", "Found", "Outcome", "Result", "extracted", "extracted_by", "failed_files", "find", "location_of", "on_disk", "outdated_files", "plain", "run",
]  # fmt: skip
