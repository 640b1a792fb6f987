"""What every command has in common before it does anything: exit codes for scripts and the place of the default database.

Other codes are those of the shell: 0 done, 2 wrong usage.
"""

FAILED, UNUSABLE, INTERRUPTED = 1, 3, 130
# The environment variable that names an office's own rules (lexicon/patterns.py reads it; spelled here so that --help loads nothing).
OVERLAY = "TRICHYEU_PATTERNS"
DEFAULT_DB = "output/trichyeu.db"
