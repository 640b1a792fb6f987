"""Calendar expressions with their first and last day."""
