"""One grid of a table for everybody: heads, levels of rows, totals, ordinals."""
