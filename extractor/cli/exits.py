"""What every command has in common before it does anything: exit codes for scripts and the place of the default database.

Other codes are those of the shell: 0 done, 2 wrong usage.
"""

FAILED, UNUSABLE, INTERRUPTED = 1, 3, 130
DEFAULT_DB = "output/trichyeu.db"
