"""Mentions of official documents: codes, laws by name, lists, and the date and body that belong to each."""
