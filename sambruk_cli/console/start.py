"""A run from its beginning to its exit code: the streams made ready, the command answered."""

from __future__ import annotations

import gc
import sys

from sambruk_cli.cache import call_of, replay
from sambruk_cli.console.interrupts import leave_at_once, leave_in_order
from sambruk_cli.console.streams import prepare, silence

_SELDOM = 100_000  # objects made between two looks for garbage; Python's own is 700


def answer() -> object:
    """Answer the command that was typed, as before where nothing has changed.

    Returns:
      Its exit code, as sys.exit takes it.
    Raises:
      KeyboardInterrupt: when the user has broken it off.
      OSError: when the system refuses something that nobody has expected it to.
    """
    leave_at_once()
    prepare()
    call = call_of(sys.argv[1:])
    code = replay(call)
    if code is not None:
        return code
    # Modules are objects that all stay: to look for garbage among them takes a tenth of the start.
    gc.set_threshold(_SELDOM)
    # Typer and what it brings take longer to import than a kept answer takes to print.
    from sambruk_cli.console.app import app

    leave_in_order()
    left: object = None
    try:
        app(obj=call)
    except SystemExit as ended:
        left = ended.code
    finally:
        leave_at_once()
    _flush()
    return left


def _flush() -> None:
    """Let out what is still held back, so that it is known whether it got out."""
    try:
        sys.stdout.flush()
    except BrokenPipeError:
        silence()  # the reader has gone: nothing is wrong
