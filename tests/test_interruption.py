"""An interruption that arrives while Python runs a finalizer ends the program all the same."""

from __future__ import annotations

import signal
import subprocess
import sys

import pytest

PROGRAM = """
import time
from extractor.cli.interruption import end_when_asked

end_when_asked()

class Slow:
    def __del__(self):
        print("ready", flush=True)
        time.sleep(30)

try:
    Slow()
    time.sleep(30)
    print("lost")
except KeyboardInterrupt as error:
    print("heard", *error.args)
"""


@pytest.mark.skipif(sys.platform == "win32", reason="signals of POSIX")
@pytest.mark.parametrize(("number", "heard"), [(signal.SIGINT, "heard\n"), (signal.SIGTERM, "heard 143\n")])
def test_an_interruption_of_a_finalizer_is_not_lost(number: int, heard: str) -> None:
    with subprocess.Popen([sys.executable, "-c", PROGRAM], stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True) as process:
        assert process.stdout is not None and process.stdout.readline() == "ready\n"
        process.send_signal(number)
        out, errors = process.communicate(timeout=25)
    assert (out, errors) == (heard, "")


def test_other_faults_of_finalizers_are_told() -> None:
    program = PROGRAM.replace("time.sleep(30)\n\ntry", "raise OSError('đĩa')\n\ntry").replace("time.sleep(30)", "pass")
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, timeout=25, check=True)
    assert "OSError" in done.stderr and done.stdout == "ready\nlost\n"


ENDED = """
import atexit, signal

def last():
    print(*(signal.getsignal(number) == signal.SIG_IGN for number in (signal.SIGINT, signal.SIGTERM)))

atexit.register(last)  # before the program's own: it runs after them
from extractor.cli.interruption import end_when_asked

end_when_asked()
"""


@pytest.mark.skipif(sys.platform == "win32", reason="signals of POSIX")
def test_a_program_that_has_ended_hears_no_signal() -> None:
    """Else the interpreter's last steps, which give signals back to the system, end it by the signal: exit code -2 for work that is done."""
    done = subprocess.run([sys.executable, "-c", ENDED], capture_output=True, text=True, timeout=25, check=True)
    assert (done.stdout, done.stderr) == ("True True\n", "")
