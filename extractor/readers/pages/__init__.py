"""Pages as geometry: from placed runs of characters and drawn rules to lines, tables, columns and a Document.

The PDF reader and the scan reader both hand in `PageContent`; everything after that is the same for both.
"""
