"""The pages of the desk: what was asked → queries → a template. A module a room."""
