"""Arithmetic of tables: which cells belong together by heads, labels and levels, and, where no word says so, by what nearly all cells keep.

`columns` reads the heads, `rows` the labels and levels, `search` and `quotients` what is found by arithmetic alone; `found` puts them together.
"""

from extractor.audit.tables.columns import formulas
from extractor.audit.tables.found import relations_of_tables

__all__ = ["formulas", "relations_of_tables"]
