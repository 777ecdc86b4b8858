"""Where one of sambruk's commands spends its time: two lists of functions.

python -m benchmarks.profiled OUT ARGUMENTS...
"""

from __future__ import annotations

import cProfile
import io
import os
import pstats
import sys
from pathlib import Path

LISTED = 15


def main() -> None:
    """Run the program with the arguments and write the functions it spent most time in."""
    out, arguments = Path(sys.argv[1]), sys.argv[2:]
    sys.argv = ["sambruk", *arguments]
    # A program that ends without unwinding would take its profile with it.
    os._exit = sys.exit  # type: ignore[assignment]
    profile = cProfile.Profile()
    try:
        profile.runcall(_program)
    except SystemExit as stopped:
        if stopped.code:
            raise
    text = io.StringIO()
    stats = pstats.Stats(profile, stream=text).strip_dirs()
    for order in ("cumulative", "tottime"):
        stats.sort_stats(order).print_stats(LISTED)
    out.parent.mkdir(parents=True, exist_ok=True)
    lines = [line.rstrip() for line in text.getvalue().splitlines()]
    out.write_text("\n".join(lines).strip() + "\n", encoding="utf-8")


def _program() -> None:
    from sambruk_cli.cli import main as program

    program()


if __name__ == "__main__":
    main()
