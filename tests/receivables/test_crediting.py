"""Credit notes by hand: of what, by hand figures, and what is refused."""

from __future__ import annotations

import json
from decimal import Decimal
from pathlib import Path

import pytest

from sambruk_cli.findings import Stop
from sambruk_cli.receivables.crediting import credit_draft
from sambruk_cli.session import Session
from tests.conftest import MakeWorkspace, RunCommand
from tests.receivables.test_changes import (
    ACCOUNTS,
    CLAIM,
    INCOME,
    VAT_25,
    books,
    opened,
    voucher,
)
from tests.workspaces import write_workspace

COSTS = "Expenses:4010-Kostnader"
PAYEE = ACCOUNTS + '\n[payee]\nbankgiro = "991-2346"\nvat_number = "SE802428278501"\n'
# 300 and 100 kr on two accounts, with 25 % of VAT; a batch of two invoices.
MORE = voucher(
    8,
    "09-01",
    (
        (CLAIM, "500.00", "lillby", "11"),
        (INCOME, "-300.00", "lillby", ""),
        (COSTS, "-100.00", "lillby", ""),
        (VAT_25, "-100.00", "", ""),
    ),
) + voucher(
    9,
    "09-02",
    (
        (CLAIM, "10.00", "lillby", "12"),
        (CLAIM, "20.00", "forbundet", "13"),
        (INCOME, "-30.00", "", ""),
    ),
)


@pytest.fixture(scope="module")
def session(tmp_path_factory: pytest.TempPathFactory) -> Session:
    return opened(write_workspace(tmp_path_factory.mktemp("crediting"), books(MORE, PAYEE)))


def lines(session: Session, number: str, amount: str | None = None) -> list[tuple[str, str, int]]:
    wanted = None if amount is None else Decimal(amount)
    draft = credit_draft(session, number, wanted, None, "Avbokad")
    assert (draft.credits, draft.text) == (number, "Avbokad")
    return [(line.account, f"{line.amount:.2f}", line.vat_rate) for line in draft.lines]


def test_each_line_is_credited_in_proportion_with_its_vat(session: Session) -> None:
    assert lines(session, "11") == [("3190", "300.00", 25), ("4010", "100.00", 25)]
    # A fifth: 80 without VAT, of which three quarters and one.
    assert lines(session, "11", "100") == [("3190", "60.00", 25), ("4010", "20.00", 25)]
    # 33.33 with VAT are 26.66 (6.67 of VAT): 20.00 (19.995) and 6.67 (6.665), less the öre over.
    assert lines(session, "11", "33.33") == [("3190", "19.99", 25), ("4010", "6.67", 25)]
    assert lines(session, "9", "12.50") == [("3190", "10.00", 25)]


@pytest.mark.parametrize(
    ("number", "amount", "said"),
    [
        ("2021-1", None, "of dues"),
        ("12", None, "cannot be told from its voucher"),
        ("8", None, "which rate of VAT"),
        ("11", "0.02", "comes to 0.02 kr"),
        ("11", "500.01", "500.00 kr that"),
        ("7", "1", "nothing is open"),
        ("99", None, "is called 99"),
    ],
)
def test_what_cannot_be_credited_is_refused(
    session: Session, number: str, amount: str | None, said: str
) -> None:
    with pytest.raises(Stop, match=said):
        lines(session, number, amount)


def test_a_credit_note_is_kept_and_what_is_open_is_less(
    make_workspace: MakeWorkspace, sambruk: RunCommand
) -> None:
    folder: Path = make_workspace(books(MORE, PAYEE))
    asked = ("receivables", "credit", "11", "--amount", "100", "--reason", "Avbokad kurs")
    on = ("--on", "2021-12-01", "--today", "2021-12-31", "-f", "json")
    run = sambruk("--root", folder, *asked, *on, "--write")
    assert run.returncode == 0, run.stdout
    (note,) = json.loads(run.stdout)["invoices"]
    assert (note["amount"], note["vat"], note["credits"]) == ("-100", "-20", "11")
    assert (folder / note["pdf"]).read_bytes().startswith(b"%PDF")
    after = opened(folder)
    assert after.books.total(accounts=["1510"], invoice="11", carried=True) == 400
    assert not [item for item in after.findings if item.code.startswith("INV")]
