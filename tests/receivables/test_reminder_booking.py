"""Reminders kept: letters with their digests, what they charge booked, the register."""

from __future__ import annotations

import tomllib
from datetime import date
from decimal import Decimal
from hashlib import sha256
from pathlib import Path

import pytest

from sambruk_cli.findings import Stop
from sambruk_cli.receivables.reminder_booking import RemindersMade, reminders_made
from sambruk_cli.receivables.reminding import reminding_on
from sambruk_cli.register.reminders import read_reminders
from sambruk_cli.session import Session
from sambruk_cli.views.reminders import collector_table
from tests.conftest import Changes, MakeWorkspace, findings_in
from tests.receivables.test_reminding import CONFIG, OPENED, opened
from tests.workspaces import JOURNAL_2021, edited

CHARGING = CONFIG.replace(
    'suspense = "2890"', 'suspense = "2890", reminder_fees = "3190", interest = "8313"'
)
CHART = OPENED + "2019-12-31 open Income:8313-Räntor SEK\n"
LATER = date(2021, 3, 24)


def books(config: str = CHARGING, **changes: str) -> Changes:
    return {
        "config/invoicing.toml": config,
        "ledger/chart.beancount": CHART,
        "ledger/2021.beancount": JOURNAL_2021,
        **changes,
    }


def run(session: Session, day: date, *, is_booked: bool = True) -> RemindersMade:
    file = read_reminders(session.workspace)[0]
    found = reminding_on(session.books, session.register, file, day, is_booked=is_booked)
    return reminders_made(
        session,
        found,
        lambda letter: f"{letter.path} {letter.charge} {letter.ocr}".encode(),
        lambda collected: ",".join(each.party for each in collected).encode(),
        is_booked=is_booked,
    )


def carried_out(folder: Path, made: RemindersMade) -> None:
    assert made.plan is not None
    for change in made.plan.changes:
        assert change.after is not None
        (folder / change.path).parent.mkdir(parents=True, exist_ok=True)
        (folder / change.path).write_bytes(change.after)


def test_a_year_of_reminders_by_hand(make_workspace: MakeWorkspace) -> None:
    folder = make_workspace(books())
    carried_out(folder, run(opened(folder), date(2021, 3, 8)))
    second = run(opened(folder), LATER)
    voucher = second.vouchers[0]
    assert (voucher.ver, voucher.payee, voucher.day) == ("P3", "Storstads kommun", LATER)
    # 400 kr for 16 days at 8 % since the first letter: 1.4027...; 60 kr at the second level.
    assert [(r.account.partition(":")[2], str(r.amount)) for r in voucher.rows] == [
        ("1510-Kundfordringar", "61.40"),
        ("3190-Övrigt", "-60"),
        ("8313-Räntor", "-1.40"),
    ]
    assert dict(voucher.rows[0].meta) == {
        "member": "storstad",
        "invoice": "P20210324-001",
        "due": date(2021, 4, 1),
        "ocr": "2021032400131",
    }
    path = "reminders/2021/2021-03-24-storstad-2.pdf"
    digest = sha256(second.contents[path]).hexdigest()
    assert dict(voucher.meta) == {"document": f"../{path}", "document-sha256": digest}
    carried_out(folder, second)
    entries = tomllib.loads((folder / "config/reminders.toml").read_text())["reminders"]
    assert [(e["member"], e["level"], e["day"].day) for e in entries] == [
        ("storstad", 1, 8),
        ("forbundet", 1, 8),
        ("storstad", 2, 24),
        ("forbundet", 2, 24),
    ]
    assert entries[2] == {
        "member": "storstad",
        "level": 2,
        "day": LATER,
        "invoices": ["2021-1"],
        "amount": 400,
        "fee": 60,
        "interest": 1.4,
        "says_interest": True,
        "charge": "P20210324-001",
        "file": path,
        "sha256": digest,
    }
    assert not findings_in(folder)
    again = run(opened(folder), LATER)
    assert not again.plan or not again.plan.changes
    third = run(opened(folder), date(2021, 5, 24))
    assert (third.letters, third.vouchers) == ((), ())
    assert third.contents == {"reminders/2021/2021-05-24-inkasso.csv": b"storstad,forbundet"}
    rows = collector_table(
        third.reminding.collected, opened(folder).register, date(2021, 5, 24), "en"
    ).rows
    # 61 days since 24 March: 400 * 8 * 61 / 36 500 = 5.3479...; before: 0.44, 60 and 1.40.
    assert rows[0].cells[0] == "storstad"
    assert rows[0].cells[5:] == (
        *("2021-1", "", date(2021, 2, 1), date(2021, 3, 3), Decimal(400), Decimal(400), LATER),
        *(Decimal("5.35"), Decimal("61.84"), "2021-03-08, 2021-03-24"),
    )


def test_by_the_cash_method_nothing_is_booked(make_workspace: MakeWorkspace) -> None:
    folder = make_workspace(books())
    made = run(opened(folder), LATER, is_booked=False)
    assert made.vouchers == ()
    assert made.plan is not None
    assert [change.path.partition("/")[0] for change in made.plan.changes] == [
        *("reminders", "reminders", "config"),
    ]
    carried_out(folder, made)
    entry = read_reminders(opened(folder).workspace)[0].reminders[0]
    assert (entry.charge, entry.interest) == (None, Decimal("1.84"))  # 21 days: 1.8410...


def test_a_number_and_a_file_that_are_taken_are_not_used(make_workspace: MakeWorkspace) -> None:
    taken = JOURNAL_2021.replace("2021-2", "P20210308-001")
    folder = make_workspace(books(**{"ledger/2021.beancount": taken}))
    made = run(opened(folder), date(2021, 3, 8))
    assert {letter.charge for letter in made.letters} == {"P20210308-002", "P20210308-003"}
    path = folder / "reminders/2021/2021-03-08-storstad-1.pdf"
    path.parent.mkdir(parents=True)
    path.write_bytes(b"other")
    with pytest.raises(Stop, match="is there already"):
        run(opened(folder), date(2021, 3, 8))


@pytest.mark.parametrize(
    ("changes", "day", "said"),
    [
        (books(CONFIG), date(2021, 3, 8), "no interest"),
        (books(CHARGING.replace("8313", "8314")), date(2021, 3, 8), "no account 8314"),
        (books(), date(2022, 1, 1), "no fiscal year"),
    ],
)
def test_what_cannot_be_kept_is_refused(
    make_workspace: MakeWorkspace, changes: Changes, day: date, said: str
) -> None:
    with pytest.raises(Stop, match=said):
        run(opened(make_workspace(changes)), day)


def test_nothing_is_booked_in_a_closed_year_nor_on_a_day_to_come(
    make_workspace: MakeWorkspace,
) -> None:
    closed = edited(
        "config/association.toml", ("end = 2021-12-31\n", "end = 2021-12-31\nclosed = true\n")
    )
    folder = make_workspace({**books(), **closed})
    with pytest.raises(Stop, match="which is closed"):
        run(opened(folder), date(2021, 3, 8))
