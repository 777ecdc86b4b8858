"""The books in the pack: their sums by other programs and by hand."""

from __future__ import annotations

from collections import defaultdict
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from beancount import loader
from beancount.core.data import Transaction

from tests.audit.packs import made, sheet
from tests.conftest import PROJECT, MakeWorkspace, RunCommand
from tests.workspaces import ASSOCIATION, FILES

KEEP = ("Assets", "Liabilities", "Equity")


@pytest.fixture(scope="module")
def booked() -> list[Transaction]:
    """The transactions of the example, by Beancount's own loader."""
    entries, errors, _ = loader.load_file(str(PROJECT / "ledger" / "main.beancount"))
    assert not errors
    return [entry for entry in entries if isinstance(entry, Transaction)]


def sums(booked: list[Transaction], year: int, accounts: tuple[str, ...]) -> dict[str, Decimal]:
    """What accounts stand at when a year ends; those of the result from its first day."""
    found: dict[str, Decimal] = defaultdict(Decimal)
    counted = [
        entry
        for entry in booked
        if entry.date.year == year or (entry.date.year < year and accounts == KEEP)
    ]
    for entry in counted:
        for posting in entry.postings:
            if posting.account.startswith(accounts):
                assert posting.units is not None
                found[posting.account] += posting.units.number or 0
    return dict(found)


@pytest.fixture
def pack(tmp_path: Path, sambruk: RunCommand) -> Path:
    target = tmp_path / "pack"
    run = sambruk("audit", "2007", "-o", target, cwd=PROJECT)
    assert run.returncode == 0, run.stderr
    return target


def number(account: str) -> str:
    return account.partition(":")[2][:4] if ":" in account else account[:4]


def test_the_ledger_of_the_example_closes_as_beancount_sums_it(
    pack: Path, booked: list[Transaction]
) -> None:
    closing = {
        number(row["Konto"]): Decimal(str(row["Saldo"]))
        for row in sheet(pack, "Huvudbok")
        if row["Text"] == "Utgående"
    }
    wanted = sums(booked, 2007, KEEP) | sums(booked, 2007, ("Income", "Expenses"))
    assert closing == {number(account): amount for account, amount in wanted.items()}


def test_what_the_published_report_says_otherwise_is_among_the_findings(pack: Path) -> None:
    """As `sambruk validate 2007` counts: notes and disposition of config/published/2007.toml."""
    rows = [(row["Kod"], row["Grad"]) for row in sheet(pack, "Anmärkningar")]
    assert rows.count(("RPT501", "varning")) == 3
    # Reading the books with Beancount leaves a cache in the folder, of which WSP007 warns.
    assert {code for code, _ in rows} <= {"RPT501", "WSP007"}
    index = (pack / "00-index.txt").read_text()
    assert f"0 fel, {len(rows)} varningar\n" in index
    assert f"- Kontrollerna hittar: 0 fel, {len(rows)} varningar.\n" in index


def test_the_journal_of_the_example_holds_every_posting(
    pack: Path, booked: list[Transaction]
) -> None:
    rows = sheet(pack, "Grundbok")
    of_year = [entry for entry in booked if entry.date.year == 2007]
    assert len(rows) == sum(len(entry.postings) for entry in of_year)
    assert {row["Ver"] for row in rows} == {entry.meta["ver"] for entry in of_year}
    debit, credit = (
        sum(Decimal(str(row[side] or 0)) for row in rows) for side in ("Debet", "Kredit")
    )
    posted = [p.units.number for e in of_year for p in e.postings if p.units and p.units.number]
    assert debit == credit == sum(amount for amount in posted if amount > 0)


def test_the_open_items_of_the_example_sum_to_its_receivables(
    pack: Path, booked: list[Transaction]
) -> None:
    items = [row for row in sheet(pack, "Öppna poster") if row["Faktura"]]
    # 461 214 is what the published balance sheet of 2007 has as Kundfordringar.
    assert sum(Decimal(str(row["Belopp"])) for row in items) == Decimal("461214")
    by_invoice: dict[str, Decimal] = defaultdict(Decimal)
    for entry in booked:
        for posting in entry.postings:
            if entry.date.year <= 2007 and posting.account.startswith("Assets:1510"):
                assert posting.units is not None
                assert posting.meta is not None
                by_invoice[posting.meta.get("invoice", "")] += posting.units.number or 0
    assert {row["Faktura"]: Decimal(str(row["Belopp"])) for row in items} == {
        invoice: amount for invoice, amount in by_invoice.items() if amount
    }


ENTERED = """
2021-03-01 * "Köp av papper"
  ver: "A9"
  registered: 2021-03-20
  Expenses:4010-Kostnader   10.00 SEK
  Assets:1930-Bank               -10.00 SEK

2021-03-10 * "=HYPERLINK(\\"http://x\\")"
  ver: "A10"
  registered: 2021-03-12
  Expenses:4010-Kostnader    5.00 SEK
  Assets:1930-Bank                -5.00 SEK
"""


def test_vouchers_stand_in_the_order_that_they_were_entered(
    make_workspace: MakeWorkspace, sambruk: RunCommand
) -> None:
    journal = FILES["ledger/2021.beancount"] + ENTERED
    folder = make_workspace({"ledger/2021.beancount": journal})
    run = sambruk("--root", folder, "validate", "-f", "json")
    pack = made(sambruk, folder, "2021", code=run.returncode)
    vers = list(dict.fromkeys(row["Ver"] for row in sheet(pack, "Grundbok")))
    assert vers.index("A10") < vers.index("A9")


def test_a_text_of_the_books_is_no_formula(
    make_workspace: MakeWorkspace, sambruk: RunCommand
) -> None:
    journal = FILES["ledger/2021.beancount"] + ENTERED
    folder = make_workspace({"ledger/2021.beancount": journal})
    run = sambruk("--root", folder, "validate", "-f", "json")
    pack = made(sambruk, folder, "2021", code=run.returncode)
    rows: list[dict[str, Any]] = sheet(pack, "Grundbok")
    assert '=HYPERLINK("http://x")' in {row["Text"] for row in rows}
    assert b"<f>=HYPERLINK" not in (pack / "tabeller.xlsx").read_bytes()


def test_a_year_without_vouchers_has_what_there_is(
    make_workspace: MakeWorkspace, sambruk: RunCommand
) -> None:
    begun = ASSOCIATION.replace(
        "\n[[reports]]",
        '\n[[fiscal_years]]\nlabel = "2022"\nstart = 2022-01-01\nend = 2022-12-31\n\n[[reports]]',
    )
    folder = make_workspace({"config/association.toml": begun})
    pack = made(sambruk, folder, "2022", "--today", "2022-03-01")
    index = (pack / "00-index.txt").read_text()
    assert "inte slut; siffrorna är de som är bokförda hittills" in " ".join(index.split())
    assert "Grundbok: Inga verifikationer dessa dagar." in index
    assert not list(pack.glob("*-grundbok.pdf"))
