"""Where the command `trichyeu` starts, and `python -m extractor`, which is the same where its folder is not on the search path.

Nothing is imported here at the top, so that Ctrl-C while the program loads ends it with a sentence.
"""


def start() -> None:
    """Runs the command line. Ctrl-C and SIGTERM wait until the program is loaded: a module that is half imported could not say anything."""
    stopped, noted = "", []
    try:
        import signal

        answers = {number: signal.signal(number, lambda which, _: noted.append(which)) for number in (signal.SIGINT, signal.SIGTERM)}
        from extractor.cli import main
        from extractor.messages import SAY

        stopped = " ".join(SAY.cli["stopped"])
        for number, answer in answers.items():
            signal.signal(number, answer)
        if noted:
            raise KeyboardInterrupt(128 + noted[0])
        main()
    except KeyboardInterrupt as error:
        import sys

        sys.stderr.write(f"\n{stopped}\n")
        sys.exit(error.args[0] if error.args and isinstance(error.args[0], int) else 130)


if __name__ == "__main__":
    start()
