"""The SIE reader of sambruk beside pysie-accounting, on type 4 files of up to a million rows.

    python -m benchmarks.sie_reader [--rows N ...] [--runs N]

Each reader is a process of its own that reads the file and says how many vouchers and rows it
found, and the sum of each account; all must say the same. pysie-accounting keeps account, objects
and amount of a row as texts and passes over its other fields; sambruk reads all fields, with
amounts as Decimal, and refuses what is malformed. Amounts are summed outside the time taken.
Times are of the whole process from its start, imports included, and of the reading alone.
"""

from __future__ import annotations

import argparse
import json
import os
import random
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

ROWS = (250_000, 500_000, 1_000_000)
ACCOUNTS = range(1000, 9000, 20)
MOST_SECONDS, MOST_MEGABYTES = 15.0, 1500.0  # of a million rows

_SUMS = """
import json, sys, time
from collections import defaultdict
from decimal import Decimal
def say(seconds, vouchers, rows):
    done = time.monotonic()
    with open("/proc/self/status") as status:  # not ru_maxrss, which begins with the parent's
        peak = next(line.split()[1] for line in status if line.startswith("VmHWM"))
    memory = int(peak) * 1024 / 1_000_000
    sums, count = defaultdict(Decimal), 0
    for account, amount in rows:
        sums[account] += Decimal(amount)
        count += 1
    times = [seconds, done - float(sys.argv[2]), memory]
    json.dump([*times, vouchers, count, {a: str(s) for a, s in sums.items()}], sys.stdout)
"""
_SAMBRUK = """
from sambruk_cli import sie
start = time.perf_counter()
with open(sys.argv[1], "rb") as stream:
    file = sie.read(stream.read())
seconds = time.perf_counter() - start
say(seconds, len(file.vouchers), ((r.account, r.amount) for v in file.vouchers for r in v.booked))
"""
_PYSIE = """
import pandas as pd
from pysie_accounting.pysie import PySIE
reader = PySIE()
reader.sie_encoding = "cp437"
reader.dftrans = pd.DataFrame({"SRU": [7281], "Ink2": ["x"]})
start = time.perf_counter()
reader.open(sys.argv[1])
seconds = time.perf_counter() - start
say(seconds, len(reader.verifikat), ((t[0], t[2]) for v in reader.verifikat.values() for t in v[3]))
"""
READERS = {"sambruk": _SAMBRUK, "pysie-accounting": _PYSIE}


@dataclass(frozen=True, slots=True)
class Run:
    """`seconds` from the start of the process until the file is read, `reading` without imports.

    Memory is the most of the process, in megabytes (10^6 bytes).
    """

    seconds: float
    reading: float
    megabytes: float


def write_file(path: Path, rows: int, seed: int = 1) -> None:
    """A file in the form that both read: quoted series and numbers, a code for each account."""
    rng = random.Random(seed)  # noqa: S311
    with path.open("w", encoding="cp437", newline="\n") as out:
        out.write('#FLAGGA 0\n#PROGRAM "bench" "1"\n#FORMAT PC8\n#GEN 20240101\n#SIETYP 4\n')
        out.write('#FNAMN "Prov"\n#RAR 0 20230101 20231231\n#KPTYP EUBAS97\n')
        for account in ACCOUNTS:
            out.write(f'#KONTO {account} "Konto för {account}"\n#SRU {account} 7281\n')
        out.write("#IB 0 1000 0.00\n#UB 0 1000 0.00\n#RES 0 3000 0.00\n")
        for number in range(1, rows // 4 + 1):
            out.write("\n".join(_voucher(rng, number, rows // 4)) + "\n")


def _voucher(rng: random.Random, number: int, count: int) -> Sequence[str]:
    day = f"2023{1 + (number - 1) * 12 // count:02}{1 + number % 28:02}"
    lines = [f'#VER "A" "{number}" {day} "Faktura {number} från någon" 20240101', "{"]
    total = 0
    for at in range(4):
        ore = rng.randrange(-(10**8), 10**8) if at < 3 else -total
        total += ore
        amount = f"{'-' * (ore < 0)}{abs(ore) // 100}.{abs(ore) % 100:02}"
        objects = "{}" if at % 2 else f'{{1 "{rng.randrange(50)}" 6 "P{rng.randrange(200)}"}}'
        end = ' 1 "AB"' if at == 0 else ""
        row = f'{rng.choice(ACCOUNTS)} {objects} {amount} {day} "Rad {at} av faktura {number}"'
        lines.append(f"   #TRANS {row}{end}")
    return (*lines, "}")


def read(reader: str, path: Path) -> tuple[Run, object]:
    """One process; the run, and what it says of the file."""
    done = subprocess.run(
        [sys.executable, "-c", _SUMS + READERS[reader], str(path), str(time.monotonic())],
        capture_output=True,
        text=True,
        check=True,
    )
    reading, seconds, megabytes, *said = json.loads(done.stdout)
    return Run(seconds, reading, megabytes), said


def compare(path: Path, runs: int) -> dict[str, list[Run]]:
    """The readers in turn, `runs` times after one to warm up.

    Raises:
      ValueError: when they do not say the same of the file.
    """
    taken: dict[str, list[Run]] = {reader: [] for reader in READERS}
    for number in range(runs + 1):
        said = {}
        for reader in READERS:
            run, said[reader] = read(reader, path)
            if number:
                taken[reader].append(run)
        if len({json.dumps(one, sort_keys=True) for one in said.values()}) > 1:
            raise ValueError(f"the readers differ on {path.name}")
    return taken


def main() -> None:
    parser = argparse.ArgumentParser(description="Time SIE readers.")
    parser.add_argument("--rows", type=int, nargs="+", default=ROWS)
    parser.add_argument("--runs", type=int, default=5)
    options = parser.parse_args()
    load = " ".join(f"{value:.2f}" for value in os.getloadavg())
    sys.stdout.write(f"SIE type 4, medians of {options.runs} runs in turn, load {load}\n\n")
    sys.stdout.write(
        "| rows | reader | median, s | least-most, s | reading, s | us/row | memory, MB |\n"
    )
    sys.stdout.write("|---:|---|---:|---:|---:|---:|---:|\n")
    kept = True
    with tempfile.TemporaryDirectory() as folder:
        for rows in options.rows:
            path = Path(folder) / f"{rows}.se"
            write_file(path, rows)
            for reader, runs in compare(path, options.runs).items():
                seconds = [run.seconds for run in runs]
                median, memory = statistics.median(seconds), max(run.megabytes for run in runs)
                spread = f"{min(seconds):.2f}-{max(seconds):.2f}"
                reading = statistics.median(run.reading for run in runs)
                figures = f"{median:.2f} | {spread} | {reading:.2f} | {reading / rows * 1e6:.2f}"
                row = f"{rows} | {reader} | {figures} | {memory:.0f}"
                sys.stdout.write(f"| {row} |\n")
                sys.stdout.flush()
                if reader == "sambruk" and rows <= ROWS[-1]:
                    kept = kept and median <= MOST_SECONDS and memory <= MOST_MEGABYTES
    sys.exit(0 if kept else "slower, or larger, than it may be")


if __name__ == "__main__":
    main()
