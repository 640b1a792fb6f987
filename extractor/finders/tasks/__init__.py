"""Tasks: rows of task tables, counts by state, and acts told as done."""
