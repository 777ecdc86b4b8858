"""`sambruk dues --paid` and `--reconcile` as they are run: on the small workspace by hand."""

from __future__ import annotations

import json

import pytest

from tests.commands.test_arrears import CHANGED
from tests.conftest import MakeWorkspace, RunCommand


def test_who_has_paid_is_said_of_each_payer(
    make_workspace: MakeWorkspace, sambruk: RunCommand
) -> None:
    root = str(make_workspace(CHANGED))
    found = json.loads(sambruk("--root", root, "dues", "2021", "--paid", "-f", "json").stdout)
    # Lillby has paid its contribution of 500 at once, and 150 of 200.
    assert [
        (m["member"], m["assessed"], m["paid"], m["left"], m["last_paid"], m["state"])
        for m in found["members"]
    ] == [
        ("forbundet", "100.00", "0.00", "100.00", None, "not"),
        ("lillby", "700.00", "650.00", "50.00", "2021-08-01", "partly"),
        ("storstad", "400.00", "450.50", "-50.50", "2021-08-01", "too-much"),
    ]
    assert found["totals"]["states"]["paid"] == 0
    text = sambruk("--root", root, "--lang", "en", "dues", "2021", "--paid").stdout
    assert max(map(len, text.splitlines())) <= 80
    assert text.index("Not paid (1)") < text.index("Partly (1)") < text.index("Too much (1)")


def test_reconciled_dues_tie_to_the_accounts(
    make_workspace: MakeWorkspace, sambruk: RunCommand
) -> None:
    root = str(make_workspace(CHANGED))
    command = ("--root", root, "dues", "2021", "--reconcile", "-f", "json")
    found = json.loads(sambruk(*command).stdout)
    # Of the accounts 25,00 below nought have no invoice: they are of no dues.
    assert found["open"] == {"dues": "99.50", "other": "-25.00", "receivable": "74.50"}
    fee = found["totals"]["annual_fee"]
    assert (fee["assessed"], fee["invoiced"], fee["paid"], fee["open"]) == (
        "700.00",
        "700.00",
        "600.50",
        "99.50",
    )
    assert found["totals"]["entry_contribution"]["without_invoice"] == "500.00"
    one = json.loads(sambruk(*command, "--member", "lillby").stdout)
    assert [(each["kind"], each["open"]) for each in one["lines"]] == [
        ("entry_contribution", "0.00"),
        ("annual_fee", "50.00"),
    ]
    text = sambruk("--root", root, "--lang", "en", "dues", "2021", "--reconcile").stdout
    assert max(map(len, text.splitlines())) <= 80


@pytest.mark.parametrize(
    "options", [("--paid", "--reconcile"), ("--explain", "--paid"), ("--on", "2021-12-31")]
)
def test_ways_that_do_not_go_together_are_refused(
    make_workspace: MakeWorkspace, sambruk: RunCommand, options: tuple[str, ...]
) -> None:
    result = sambruk("--root", str(make_workspace()), "dues", "2021", *options)
    assert result.returncode == 2
    assert "USE905" in result.stderr
