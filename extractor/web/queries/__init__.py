"""What the desk reads from the database. A function takes a connection and gives rows or small values; the pages know no SQL, so that a change
of the schema ends here."""
