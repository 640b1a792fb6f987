"""Figures: numbers, units, and what each figure says of whom, when and in which role."""
