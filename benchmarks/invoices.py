"""A thousand invoices made, held to the official rules and written, as a treasurer does it.

    python -m benchmarks.invoices [--members N] [--runs N]

`sambruk invoice 2025 --write` of a workspace whose members are municipalities: each gets an invoice
as PDF with its XML in it, the XML beside it, and a voucher that names both with their digests. The
run fails where 1 000 take more than 60 seconds (as many more for more), or one has no XML.
"""

from __future__ import annotations

import argparse
import json
import os
import resource
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from stdnum import luhn

from tests.workspaces import FILES, write_workspace

MOST_SECONDS = 60  # for a thousand
TOML = '[payee]\nbankgiro = "991-2346"\naddress = ["Storgatan 1"]\n'
YEAR = '\n[[fiscal_years]]\nlabel = "2025"\nstart = 2025-01-01\nend = 2025-12-31\n'


def members(number: int) -> str:
    """So many municipalities, placeholders all of them, that can take electronic invoices."""
    found = ""
    for each in range(1, number + 1):
        digits = f"212{each:06}"
        whole = digits + luhn.calc_check_digit(digits)
        found += (
            f'[[members]]\nid = "kommun-{each}"\nname = "Kommun {each}"\nkind = "municipality"\n'
            f'tier = "large"\ntier_source = "exempel"\n'
            f'organisation_number = "{whole[:6]}-{whole[6:]}"\nreference = "ZZ{each:04}"\n'
            f'address = ["Torget {each}", "123 45 Storstad"]\n'
        )
    return found


def write(folder: Path, number: int) -> None:
    """A workspace in which nothing of 2025 is invoiced."""
    association = FILES["config/association.toml"]
    head, _, rest = association.partition("\n[[fiscal_years]]")
    del rest
    write_workspace(
        folder,
        {
            "config/association.toml": head + YEAR,
            "config/members.toml": members(number),
            "config/board.toml": None,
            "config/projects.toml": None,
            "config/report/2021/01-verksamheten.md": None,
            "config/invoicing.toml": TOML,
            "config/fees.toml": FILES["config/fees.toml"].replace("2020-01-01", "2025-01-01"),
            "ledger/2020.beancount": None,
            "ledger/2021.beancount": None,
            "ledger/2025.beancount": "",
            "ledger/main.beancount": FILES["ledger/main.beancount"]
            .replace('include "2020.beancount"\n', "")
            .replace("2021", "2025"),
        },
    )


def timed(number: int) -> tuple[float, float]:
    """Seconds for so many invoices, from a workspace of its own, and seconds of processors."""
    with tempfile.TemporaryDirectory() as place:
        folder = Path(place) / "workspace"
        write(folder, number)
        arguments = ("invoice", "2025", "--date", "2025-03-01", "--write", "-f", "json")
        command = [sys.executable, "-m", "sambruk_cli", "--root", str(folder), *arguments]
        start, used = time.perf_counter(), _processors()
        run = subprocess.run(command, capture_output=True, text=True, check=False)
        took = time.perf_counter() - start
        data = json.loads(run.stdout)
        made = data["invoices"]
        if run.returncode or len(made) != number or not all(each["xml"] for each in made):
            sys.exit(f"not made as they should be: {data['findings'][:3]} {data['notes'][:3]}")
        shutil.rmtree(folder)
    return took, _processors() - used


def _processors() -> float:
    """Seconds of processors that processes have used which have ended."""
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    return used.ru_utime + used.ru_stime


def main() -> None:
    parser = argparse.ArgumentParser(description="Time invoices made and written.")
    parser.add_argument("--members", type=int, default=1000)
    parser.add_argument("--runs", type=int, default=3)
    options = parser.parse_args()
    both = [timed(options.members) for _ in range(options.runs)]
    found = [seconds for seconds, _ in both]
    used = statistics.median(seconds for _, seconds in both)
    load = " ".join(f"{value:.2f}" for value in os.getloadavg())
    median = statistics.median(found)
    sys.stdout.write(
        f"{options.members} invoices: median {median:.1f} s of {options.runs} "
        f"({min(found):.1f}-{max(found):.1f}), {used:.1f} s of processors, load {load}\n"
    )
    most = MOST_SECONDS * max(1, options.members / 1000)
    sys.exit(0 if median <= most else "slower than it may be")


if __name__ == "__main__":
    main()
