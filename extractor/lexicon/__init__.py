"""What the rules know: `patterns/` loaded, checked and compiled once, and the vocabulary that every finder shares (names, document types)."""
