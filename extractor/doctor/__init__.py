"""What was not understood of a document: digits in no record, columns without figures, codes, units and bodies that no rule knows, sections
without a record, pages in doubt; what of it more documents share; and the lines that an office may add to its own rules.

`diagnose` looks at one document, in the reading process; `merge` puts the documents of a run together; `engines` looks at the machine.
"""

from extractor.doctor.diagnosis import Diagnosis, Example, Item, diagnose
from extractor.doctor.engines import Engine, engines
from extractor.doctor.report import KINDS, Found, Report, merge

__all__ = ["KINDS", "Diagnosis", "Engine", "Example", "Found", "Item", "Report", "diagnose", "engines", "merge"]
