"""The console script. Faults of the user's are findings, faults of ours say so."""

from __future__ import annotations

import gc
import os
import sys

from sambruk_cli.cache import Call, call_of, replay

INTERNAL = 3
INTERRUPTED = 130
_SELDOM = 100_000  # objects made between two looks for garbage; Python's own is 700


def main() -> None:
    """Answer a command, as before where nothing has changed, and leave with its exit code."""
    try:
        call = call_of(sys.argv[1:])
        code = replay(call)
        if code is None:
            _run(call)
        sys.exit(code)
    except KeyboardInterrupt:
        sys.exit(INTERRUPTED)
    except Exception as error:
        if os.environ.get("SAMBRUK_DEBUG"):
            raise
        sys.stderr.write(_fault(error))
        sys.exit(INTERNAL)


def _run(call: Call | None) -> None:
    # Modules are objects that all stay: to look for garbage among them takes a tenth of the start.
    gc.set_threshold(_SELDOM)
    # Typer and what it brings take longer to import than a kept answer takes to print.
    from sambruk_cli.console.app import app

    app(obj=call)


def _fault(error: Exception) -> str:
    # Imported where something has gone wrong, which is hardly ever.
    from sambruk_cli.console.languages import spoken
    from sambruk_cli.messages import say

    return say(
        spoken(sys.argv[1:]),
        "sambruk: internal error: {kind}: {error}\n"
        "This is a fault in sambruk, not in your files. Run the same command with\n"
        "SAMBRUK_DEBUG=1 and report what it prints.\n",
        kind=type(error).__name__,
        error=error,
    )
