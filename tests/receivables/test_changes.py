"""Vouchers on what is owed: what each books, by hand, and what stands in the way."""

from __future__ import annotations

import json
from collections.abc import Callable
from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest

from sambruk_cli.findings import Stop
from sambruk_cli.receivables.changes import (
    ChangeAsked,
    ReceivableChange,
    refund,
    settle,
    transfer,
    write_off,
)
from sambruk_cli.receivables.items import Item, ItemMovementKind, items_of
from sambruk_cli.session import Session
from sambruk_cli.workspace import Workspace
from tests.conftest import Changes, MakeWorkspace, RunCommand
from tests.sessions import read_checked
from tests.workspaces import CHART, JOURNAL_2021, MEMBERS, write_workspace

CLAIM, BANK, ADVANCE = (
    "Assets:1510-Kundfordringar",
    "Assets:1930-Bank",
    "Liabilities:2420-Förskott",
)
LOSS, VAT_25, VAT_6 = "Expenses:6351-Förluster", "Liabilities:2611-Moms", "Liabilities:2631-Moms"
INCOME = "Income:3190-Övrigt"
OPENED = "".join(f"2019-12-31 open {name} SEK\n" for name in (ADVANCE, LOSS, VAT_25, VAT_6))
ACCOUNTS = '[accounts]\nadvances = "2420"\nbad_debts = "6351"\n'
DAY = date(2021, 12, 1)
Rows = tuple[tuple[str, str, str, str], ...]  # account, kronor, member, invoice


def voucher(number: int, day: str, rows: Rows, meta: str = "") -> str:
    text = f'\n2021-{day} * "Händer"\n  ver: "B{number}"\n{meta}'
    for account, amount, member, invoice in rows:
        text += f"  {account}  {amount} SEK\n"
        text += f'    member: "{member}"\n' if member else ""
        text += f'    invoice: "{invoice}"\n' if invoice else ""
    return text


# 1 000 and 25 % of VAT on 9; 100 with 25 and 100 with 6 % on 8; 40 too much paid on 2021-2, and
# 300 in advance by storstad, of whose 2021-1 400 is open; 60 credited of 7, which has been paid.
HAPPENS = "".join(
    (
        voucher(
            1,
            "08-01",
            (
                (CLAIM, "1250.00", "lillby", "9"),
                (INCOME, "-1000.00", "lillby", ""),
                (VAT_25, "-250.00", "", ""),
            ),
        ),
        voucher(
            2,
            "08-02",
            (
                (CLAIM, "231.00", "lillby", "8"),
                (INCOME, "-200.00", "lillby", ""),
                (VAT_25, "-25.00", "", ""),
                (VAT_6, "-6.00", "", ""),
            ),
        ),
        voucher(3, "08-03", ((BANK, "140.00", "", ""), (CLAIM, "-140.00", "forbundet", "2021-2"))),
        voucher(4, "08-04", ((BANK, "300.00", "", ""), (ADVANCE, "-300.00", "storstad", ""))),
        voucher(5, "08-05", ((CLAIM, "60.00", "lillby", "7"), (INCOME, "-60.00", "lillby", ""))),
        voucher(6, "08-06", ((BANK, "60.00", "", ""), (CLAIM, "-60.00", "lillby", "7"))),
        voucher(
            7,
            "08-07",
            ((INCOME, "60.00", "lillby", ""), (CLAIM, "-60.00", "lillby", "7")),
            '  credits: "7"\n',
        ),
    )
)


def books(extra: str = "", config: str = ACCOUNTS) -> Changes:
    return {
        "config/invoicing.toml": config,
        "ledger/chart.beancount": CHART + OPENED,
        "ledger/2021.beancount": JOURNAL_2021 + HAPPENS + extra,
    }


def opened(folder: Path) -> Session:
    return read_checked(Workspace(folder), cache=False, today=date(2021, 12, 31))


def asked(amount: str | None = None, **keys: str) -> ChangeAsked:
    made = ChangeAsked(DAY, None if amount is None else Decimal(amount))
    return ChangeAsked(made.day, made.amount, keys.get("member"), keys.get("reason", ""))


CASES: dict[str, tuple[Callable[[Session], ReceivableChange], Rows]] = {
    # 500 of 1 250 is two fifths, and so of the VAT of 250.
    "part of what had VAT": (
        lambda s: write_off(s, "9", asked("500")),
        ((LOSS, "400.00", "", ""), (VAT_25, "100.00", "", ""), (CLAIM, "-500.00", "lillby", "9")),
    ),
    "half of what had two rates": (
        lambda s: write_off(s, "8", asked("115.50")),
        (
            (LOSS, "100.00", "", ""),
            (VAT_25, "12.50", "", ""),
            (VAT_6, "3.00", "", ""),
            (CLAIM, "-115.50", "lillby", "8"),
        ),
    ),
    "all of what had none": (
        lambda s: write_off(s, "2021-1", asked()),
        ((LOSS, "400.00", "", ""), (CLAIM, "-400.00", "storstad", "2021-1")),
    ),
    "too much paid": (
        lambda s: refund(s, "2021-2", asked()),
        ((CLAIM, "40.00", "forbundet", "2021-2"), (BANK, "-40.00", "", "")),
    ),
    "credited when it was paid": (
        lambda s: refund(s, "7", asked("25.50")),
        ((CLAIM, "25.50", "lillby", "7"), (BANK, "-25.50", "", "")),
    ),
    "in advance": (
        lambda s: refund(s, None, asked("100", member="storstad")),
        ((ADVANCE, "100.00", "storstad", ""), (BANK, "-100.00", "", "")),
    ),
    "an advance used": (
        lambda s: settle(s, "2021-1", asked()),
        ((ADVANCE, "300.00", "storstad", ""), (CLAIM, "-300.00", "storstad", "2021-1")),
    ),
    "too much paid is another's": (
        lambda s: transfer(s, "2021-2", "2021-3", asked()),
        ((CLAIM, "40.00", "forbundet", "2021-2"), (CLAIM, "-40.00", "lillby", "2021-3")),
    ),
    "paid on the wrong one": (
        lambda s: transfer(s, "2021-2", "2021-1", asked("140")),
        ((CLAIM, "140.00", "forbundet", "2021-2"), (CLAIM, "-140.00", "storstad", "2021-1")),
    ),
    "too much paid is kept in advance": (
        lambda s: transfer(s, "2021-2", "forbundet", asked()),
        ((CLAIM, "40.00", "forbundet", "2021-2"), (ADVANCE, "-40.00", "forbundet", "")),
    ),
    "an advance is another's": (
        lambda s: transfer(s, "storstad", "lillby", asked("10")),
        ((ADVANCE, "10.00", "storstad", ""), (ADVANCE, "-10.00", "lillby", "")),
    ),
}
KINDS = {
    "part of what had VAT": ItemMovementKind.WRITE_OFF,
    "too much paid": ItemMovementKind.REFUND,
    "an advance used": ItemMovementKind.PAYMENT,
    "paid on the wrong one": ItemMovementKind.TRANSFER,
    "too much paid is kept in advance": ItemMovementKind.TRANSFER,
}


@pytest.fixture(scope="module")
def before(tmp_path_factory: pytest.TempPathFactory) -> Session:
    return opened(write_workspace(tmp_path_factory.mktemp("changes"), books()))


@pytest.mark.parametrize("name", CASES)
def test_a_voucher_books_what_was_worked_out_by_hand(before: Session, name: str) -> None:
    make, rows = CASES[name]
    change = make(before)
    (booked,) = change.vouchers
    found = []
    for row in booked.rows:
        meta = dict(row.meta)
        who, invoice = str(meta.get("member", "")), str(meta.get("invoice", ""))
        found.append((row.account, f"{row.amount:.2f}", who, invoice))
    assert tuple(found) == rows
    assert booked.ver == "A7"


@pytest.mark.parametrize("name", KINDS)
def test_what_is_open_afterwards_is_less_and_the_books_are_clean(
    make_workspace: MakeWorkspace, name: str
) -> None:
    folder = make_workspace(books())
    session = opened(folder)
    make, rows = CASES[name]
    change = make(session)
    assert change.plan is not None
    for made in change.plan.changes:
        assert made.after is not None
        (folder / made.path).write_bytes(made.after)
    after = opened(folder)
    assert {f.code for f in after.findings} <= {f.code for f in session.findings}
    then, now = by_invoice(session), by_invoice(after)
    for account, amount, _, invoice in rows:
        if account == CLAIM:
            assert now[invoice].open - then[invoice].open == Decimal(amount)
            assert now[invoice].movements[-1].kind is KINDS[name]


def by_invoice(session: Session) -> dict[str, Item]:
    items = items_of(session.books, session.register.invoicing, date(2021, 12, 31))
    assert sum(item.open for item in items) == session.books.total(accounts=["1510"], carried=True)
    return {item.invoice: item for item in items}


REFUSED: dict[str, tuple[Callable[[Session], ReceivableChange], str]] = {
    "more than is open": (lambda s: write_off(s, "2021-1", asked("400.01")), "400.00 kr that"),
    "nothing is open": (lambda s: write_off(s, "2020-1", asked()), "nothing is open on 2020-1"),
    "unknown": (lambda s: write_off(s, "2021-11", asked()), "2021-11"),
    "another's": (
        lambda s: write_off(s, "2021-1", asked(member="lillby")),
        "not on lillby, but on storstad",
    ),
    "not too much": (lambda s: refund(s, "2021-1", asked()), "than was owed"),
    "more than too much": (lambda s: refund(s, "2021-2", asked("40.01")), "40.00 kr that"),
    "no advance": (lambda s: settle(s, "2021-3", asked()), "nothing in advance on 2420"),
    "more than the advance": (lambda s: settle(s, "2021-1", asked("301")), "300.00 kr that"),
    "nobody": (lambda s: refund(s, None, asked()), "nobody"),
    "itself": (lambda s: transfer(s, "2021-2", "2021-2", asked()), "to itself"),
    "not said how much": (
        lambda s: transfer(s, "2020-1", "2021-1", asked()),
        "how much is to be moved",
    ),
    "more than was paid": (
        lambda s: transfer(s, "2021-2", "2021-1", asked("140.01")),
        "140.00 kr that",
    ),
    "not paid": (lambda s: transfer(s, "2021-1", "2021-3", asked("1")), "nothing has been paid"),
    "an unknown account": (
        lambda s: refund(s, "2021-2", ChangeAsked(DAY, account="1931")),
        "no account 1931",
    ),
    "a closed year": (
        lambda s: write_off(s, "2021-1", ChangeAsked(date(2020, 6, 1))),
        "which is closed",
    ),
    "no year": (lambda s: write_off(s, "2021-1", ChangeAsked(date(2022, 1, 1))), "no fiscal year"),
    "before the invoice": (
        lambda s: write_off(s, "2021-1", ChangeAsked(date(2021, 1, 31))),
        "is before 2021-02-01",
    ),
}


@pytest.mark.parametrize("name", REFUSED)
def test_what_cannot_be_booked_is_refused(before: Session, name: str) -> None:
    make, said = REFUSED[name]
    with pytest.raises(Stop) as stopped:
        make(before)
    (found,) = stopped.value.findings
    assert found.code == "USE960"
    assert said in found.message
    assert found.hint


def test_a_voucher_names_no_private_member(make_workspace: MakeWorkspace) -> None:
    private = MEMBERS.replace('id = "storstad"\n', 'id = "storstad"\nprivate = true\n')
    session = opened(make_workspace({**books(), "config/members.toml": private}))
    assert write_off(session, "2021-1", asked()).vouchers[0].payee == "storstad"
    assert write_off(session, "2021-3", asked()).vouchers[0].payee == "Lillby kommun"


def test_a_key_that_is_missing_is_named_and_so_is_an_account(
    make_workspace: MakeWorkspace,
) -> None:
    session = opened(make_workspace(books(config='[accounts]\nadvances = "2421"\n')))
    with pytest.raises(Stop, match="no bad_debts"):
        write_off(session, "2021-1", asked())
    with pytest.raises(Stop, match="no account 2421, which advances"):
        settle(session, "2021-1", asked())


def test_vat_of_several_invoices_in_one_voucher_is_not_guessed(
    make_workspace: MakeWorkspace,
) -> None:
    both = voucher(
        8,
        "08-08",
        (
            (CLAIM, "125.00", "lillby", "6"),
            (CLAIM, "100.00", "storstad", "5"),
            (INCOME, "-200.00", "", ""),
            (VAT_25, "-25.00", "", ""),
        ),
    )
    session = opened(make_workspace(books(both)))
    with pytest.raises(Stop, match="VAT of 6 cannot be told"):
        write_off(session, "6", asked())


def test_what_is_shown_is_written(make_workspace: MakeWorkspace, sambruk: RunCommand) -> None:
    folder = make_workspace(books())
    arguments = ("receivables", "write-off", "9", "--reason", "Konkurs", "--on", "2021-12-01")
    before = (folder / "ledger/2021.beancount").read_text()
    shown = sambruk("--root", folder, *arguments, "-f", "json", "--today", "2021-12-31")
    assert shown.returncode == 0, shown.stdout
    data = json.loads(shown.stdout)
    assert (data["change"], data["of"]) == ("write-off", ["9"])
    assert (data["amount"], data["vat"], data["written"]) == ("1250", "250", False)
    assert (folder / "ledger/2021.beancount").read_text() == before
    done = sambruk("--root", folder, *arguments, "--write", "--today", "2021-12-31")
    assert done.returncode == 0, done.stderr
    after = (folder / "ledger/2021.beancount").read_text()
    assert after.startswith(before)
    assert 'reason: "Konkurs"' in after
    assert opened(folder).books.total(invoice="9", accounts=["1510"]) == 0
