"""Electronic invoices made and held to the official rules, in a process of its own.

    python -m benchmarks.einvoices [--invoices N] [--runs N]

Each invoice has three lines with different rates. To import the program, to load Saxon and to
compile the rules is part of what is timed. The run fails where 100 invoices take more than
20 seconds (as many more for more invoices).
"""

from __future__ import annotations

import argparse
import os
import sys
from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal

from benchmarks.timing import Command, compare

MOST_SECONDS = 20  # for a hundred


def make(number: int) -> None:
    """Make so many invoices, and stop where one of them is not right."""
    from sambruk_cli.exchange.peppol.electronic import electronic_invoice
    from sambruk_cli.receivables.invoice import Invoice, InvoiceBuyer, InvoiceLine, InvoiceSeller
    from sambruk_cli.receivables.ocr import ocr_reference

    seller = InvoiceSeller(
        "Sjöboföreningen",
        "802000-1015",
        "SE802000101501",
        f_tax=True,
        address=("Storgatan 1",),
        bankgiro="991-2346",
        plusgiro="12 34 56-6",
    )
    buyer = InvoiceBuyer("lillby", "Lillby kommun", "212000-0142", reference="ZZ0101")
    day = date(2025, 3, 1)
    for each in range(1, number + 1):
        name = f"2025-{each:04}"
        lines = tuple(
            InvoiceLine("Kurs", Decimal(each) + Decimal("0.33"), "3110", Decimal(3), "tim", rate)
            for rate in (25, 12, 6)
        )
        member = replace(buyer, id=f"lillby-{each}")
        invoice = Invoice(
            name, day, day + timedelta(30), ocr_reference(name), seller, member, lines
        )
        made = electronic_invoice(invoice)
        if made.findings or not made.xml:
            sys.exit(f"{name}: {made.findings}")


def main() -> None:
    parser = argparse.ArgumentParser(description="Time electronic invoices.")
    parser.add_argument("--invoices", type=int, default=100)
    parser.add_argument("--runs", type=int, default=5)
    options = parser.parse_args()
    commands = [
        Command(
            f"{number} made and held to the rules" if number else "Python and its modules alone",
            [sys.executable, "-c", f"from benchmarks.einvoices import make; make({number})"],
        )
        for number in (0, 1, options.invoices)
    ]
    timed = compare(commands, runs=options.runs)
    load = " ".join(f"{value:.2f}" for value in os.getloadavg())
    sys.stdout.write(f"Medians of {options.runs}, load {load}\n\n")
    sys.stdout.write(
        "| invoices | median, s | least-most, s | memory, MB |\n|---|---:|---:|---:|\n"
    )
    for row in timed:
        sys.stdout.write(f"| {row.name} | {row.median:.2f} | {row.spread} | {row.memory:.0f} |\n")
    most = MOST_SECONDS * max(1, options.invoices / 100)
    sys.exit(0 if timed[-1].median <= most else "slower than it may be")


if __name__ == "__main__":
    main()
