"""On a terminal sambruk payments --write asks of each proposal; in a pipe nobody is asked."""

from __future__ import annotations

import os
import pty
import select
import sys
from pathlib import Path

from tests.bank_files import Part, entry, notification
from tests.conftest import PROJECT, MakeWorkspace
from tests.payments import receivable, sums, with_payments

FILE = notification(
    entry("400.00", [Part("400.00", "x", "Storstads kommun", "P1")], day="2021-06-02", key="B1"),
    entry("100.00", [Part("100.00", "y", "Förbundet", "P2")], day="2021-06-02", key="B2"),
)
COMMAND = ("-m", "sambruk_cli", "--no-cache", "payments", "a.xml", "--write")


def answering(folder: Path, *answers: str) -> str:
    """What the command prints on a terminal where somebody answers its questions."""
    child, terminal = pty.fork()
    if child == 0:
        os.chdir(folder)
        os.environ.update(PYTHONPATH=str(PROJECT), SAMBRUK_LANG="en", TERM="dumb")
        os.execv(sys.executable, [sys.executable, *COMMAND, "--today", "2021-06-10"])
    printed, left = b"", list(answers)
    while select.select([terminal], [], [], 60)[0]:
        try:
            read = os.read(terminal, 4096)
        except OSError:  # the terminal is closed
            break
        printed += read
        if left and printed.endswith(b"[y/N]: "):
            os.write(terminal, f"{left.pop(0)}\n".encode())
    _, status = os.waitpid(child, 0)
    assert os.waitstatus_to_exitcode(status) == 0, printed.decode()
    return " ".join(printed.decode().split())


def test_what_is_answered_with_yes_is_booked_on_what_it_pays(
    make_workspace: MakeWorkspace,
) -> None:
    folder = make_workspace(with_payments({"a.xml": FILE}))
    printed = answering(folder, "n", "y")
    assert "Payment 1 of 2021-06-02, 100.00, Förbundet: book it on 2021-2 (name)?" in printed
    assert "Payment 2 of 2021-06-02, 400.00, Storstads kommun: book it on 2021-1 (name)?" in printed
    assert receivable(folder) == {"2021-2": 100, "2021-3": 200}
    assert sums(folder)["2999", "", ""] == -100
