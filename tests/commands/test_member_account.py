"""What `sambruk members show` says of invoices, payments and reminders, by hand."""

from __future__ import annotations

import json

from tests.commands.test_arrears import CHANGED
from tests.conftest import MakeWorkspace, RunCommand
from tests.workspaces import JOURNAL_2021

REMINDED = {
    "config/reminders.toml": f"""\
[[reminders]]
member = "lillby"
level = 1
day = 2021-06-20
invoices = ["2021-3"]
amount = 200
fee = 60
file = "reminders/1.pdf"
sha256 = "{"0" * 64}"
"""
}


def test_a_member_is_shown_with_what_was_invoiced_paid_and_reminded_of(
    make_workspace: MakeWorkspace, sambruk: RunCommand
) -> None:
    root = str(make_workspace(CHANGED, REMINDED))
    found = json.loads(sambruk("--root", root, "members", "show", "lillby", "-f", "json").stdout)
    (invoice,) = found["invoices"]
    assert {key: invoice[key] for key in ("number", "date", "due", "amount", "paid", "open")} == {
        "number": "2021-3",
        "date": "2021-05-10",
        "due": "2021-06-09",
        "amount": "200.00",
        "paid": "150.00",
        "open": "50.00",
    }
    assert found["payments"] == [
        {"date": "2021-08-01", "number": "2021-3", "ver": "A7", "amount": "150.00"}
    ]
    (reminder,) = found["reminders"]
    assert (reminder["date"], reminder["level"], reminder["charged"]) == ("2021-06-20", 1, "60.00")
    assert (found["balance"], found["advance"]) == ("50.00", "0.00")
    assert found["open_items"] == [{"invoice": "2021-3", "amount": "50.00"}]
    text = sambruk("--root", root, "members", "show", "lillby").stdout
    assert max(map(len, text.splitlines())) <= 80
    order = [text.index(title) for title in ("Avgifter", "Fakturor", "Betalningar", "Påminnelser")]
    assert order == sorted(order)


def test_a_member_that_was_never_invoiced_is_shown_as_before(
    make_workspace: MakeWorkspace, sambruk: RunCommand
) -> None:
    # Lillby has not been invoiced and has not paid.
    start, end = (JOURNAL_2021.index(f"2021-{day} *") for day in ("05-10", "06-01"))
    journal = JOURNAL_2021[:start] + JOURNAL_2021[end:]
    root = str(make_workspace({"ledger/2021.beancount": journal}))
    text = sambruk("--root", root, "members", "show", "lillby").stdout
    assert "Fakturor" not in text
    assert "Ingen faktura är obetald." in text
