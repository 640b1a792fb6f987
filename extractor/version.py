"""The version of the program, on the ground floor: what writes it into files and databases must not load the package's face."""

__version__ = "0.1.0"
