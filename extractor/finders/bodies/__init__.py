"""Bodies and their heads: the gazetteer, territories, canonical names, and the body behind a symbol."""
