"""`sambruk sie import` of a whole SIE file beside reading the file alone, as processes in turn.

    python -m benchmarks.sie_import [--vouchers N] [--runs N]

The import reads, plans and writes a new workspace; reading is `sie.read` of the same bytes. The run
fails where the import takes more than two seconds of processor time and more than three times
the reading, starting Python and its modules included in both.
"""

from __future__ import annotations

import argparse
import os
import resource
import statistics
import subprocess
import sys
import tempfile
from collections.abc import Sequence
from pathlib import Path

from benchmarks.sie_reader import write_file

MOST_SECONDS, MOST_TIMES = 2.0, 3.0
_READ = "import sys; from sambruk_cli import sie; sie.read(open(sys.argv[1], 'rb').read())"


def processor_seconds(arguments: Sequence[str]) -> float:
    """What a process takes of the processor, in seconds."""
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    subprocess.run(arguments, check=True, stdout=subprocess.DEVNULL)
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    return after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime


def main() -> None:
    parser = argparse.ArgumentParser(description="Time an import of a SIE file.")
    parser.add_argument("--vouchers", type=int, default=20_000)
    parser.add_argument("--runs", type=int, default=5)
    options = parser.parse_args()
    taken: dict[str, list[float]] = {"reading alone": [], "import": []}
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder) / "bok.se"
        write_file(file, options.vouchers * 4)
        # The readers' file says balances that do not follow from its vouchers.
        rows = file.read_bytes().splitlines(keepends=True)
        file.write_bytes(b"".join(row for row in rows if not row.startswith((b"#UB", b"#RES"))))
        number = ("--organisation-number", "802428-2785")
        for run in range(options.runs + 1):
            into = str(Path(folder) / f"ny{run}")
            program = (sys.executable, "-m", "sambruk_cli", "sie", "import", str(file))
            asked = {
                "reading alone": (sys.executable, "-c", _READ, str(file)),
                "import": (*program, "--into", into, "--write", *number),
            }
            for name, arguments in asked.items():
                seconds = processor_seconds(arguments)
                if run:  # the first warms up
                    taken[name].append(seconds)
    medians = {name: statistics.median(seconds) for name, seconds in taken.items()}
    load = " ".join(f"{value:.2f}" for value in os.getloadavg())
    sys.stdout.write(f"{options.vouchers} vouchers, processor time, medians, load {load}\n\n")
    sys.stdout.write("| | s | times reading |\n|---|---:|---:|\n")
    for name, seconds in medians.items():
        times = seconds / medians["reading alone"]
        sys.stdout.write(f"| {name} | {seconds:.2f} | {times:.2f} |\n")
    kept = medians["import"] <= max(MOST_SECONDS, MOST_TIMES * medians["reading alone"])
    sys.exit(0 if kept else "slower than it may be")


if __name__ == "__main__":
    main()
