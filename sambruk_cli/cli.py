"""The console script. Faults of the user's are findings, faults of ours say so."""

# Before main only what Python has loaded is imported: an interrupt there would be a traceback.

from __future__ import annotations

import os
import sys

INTERRUPTED = 130


def main() -> None:
    """Answer a command, as before where nothing has changed, and leave with its exit code."""
    code: object
    try:
        from sambruk_cli.console.start import answer

        code = answer()
    except KeyboardInterrupt:
        code = INTERRUPTED
    except Exception as error:
        if os.environ.get("SAMBRUK_DEBUG"):
            raise
        code = _failed(error)
    sys.exit(code)  # type: ignore[arg-type]


def _failed(error: Exception) -> int:
    # Imported where something has gone wrong, which is hardly ever.
    from sambruk_cli.console.faults import show_fault

    return show_fault(error)
