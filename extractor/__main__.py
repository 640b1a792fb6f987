"""Where the command `trichyeu` starts, and `python -m extractor`, which is the same where its folder is not on the search path.

Nothing is imported here at the top, so that Ctrl-C while the program loads ends it with a sentence.
"""


def start() -> None:
    """Runs the command line."""
    import sys

    try:
        from extractor.cli import main

        main()
    except KeyboardInterrupt as error:
        from extractor.messages import SAY

        sys.stderr.write("\n" + " ".join(SAY.cli["stopped"]) + "\n")
        sys.exit(error.args[0] if error.args and isinstance(error.args[0], int) else 130)


if __name__ == "__main__":
    start()
