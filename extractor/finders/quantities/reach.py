"""How far a rule looks behind a place.

The regular expression engine searches a pattern's fixed letters up to the end of what it may read before it matches anything. Without a bound
that is the end of the document, and the cost of a figure grows with the length of the text.
"""

from __future__ import annotations

REACH = 240
