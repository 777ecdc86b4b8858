"""sambruk payments --reconcile: the bank account of the books against the bank's own list."""

from __future__ import annotations

import json
from typing import Any

from tests.bank_files import Part, balance, entry, notification, statement
from tests.conftest import Changes, MakeWorkspace, RunCommand
from tests.payments import OCR, with_payments
from tests.workspaces import JOURNAL_2021

# The books of 2021: 2300 in the bank, 500 on 10 May, -150 on 1 June, 50 on 1 July: 2700.
OPENED = "2300.00"


def listed(*entries: str, opening: str = OPENED, closing: str, last: str = "2021-07-01") -> str:
    text = statement(*entries, opening=opening, closing=closing)
    return text.replace(balance("CLBD", closing), balance("CLBD", closing, last))


MAY = entry("500.00", day="2021-05-10", key="B1")
JUNE = entry("150.00", day="2021-06-01", key="B2", way="DBIT")
JULY = entry("50.00", day="2021-07-01", key="B3")


def against(
    make_workspace: MakeWorkspace,
    sambruk: RunCommand,
    files: dict[str, str | bytes | None],
    code: int,
) -> list[dict[str, Any]]:
    folder = make_workspace(files)
    run = sambruk("payments", *files, "--reconcile", "-f", "json", cwd=folder)
    assert run.returncode == code, run.stdout + run.stderr
    found: list[dict[str, Any]] = json.loads(run.stdout)["accounts"]
    return found


def test_books_that_are_the_banks_agree(make_workspace: MakeWorkspace, sambruk: RunCommand) -> None:
    files: Changes = {"a.xml": listed(MAY, JUNE, JULY, closing="2700.00")}
    (found,) = against(make_workspace, sambruk, files, 0)
    assert (found["account"], found["agrees"], found["differences"]) == ("1930", True, [])
    assert (found["first"], found["last"]) == ("2021-05-10", "2021-07-01")
    assert found["opening"] == {"bank": "2300.00", "books": "2300.00"}
    assert found["closing"] == {"bank": "2700.00", "books": "2700.00"}
    assert [(d["date"], d["bank_balance"], d["difference"]) for d in found["days"]] == [
        ("2021-05-10", "2800.00", "0.00"),
        ("2021-06-01", "2650.00", "0.00"),
        ("2021-07-01", "2700.00", "0.00"),
    ]


def test_every_difference_is_named_with_its_side(
    make_workspace: MakeWorkspace, sambruk: RunCommand
) -> None:
    """The bank has 7 that the books have not, and June's on another day; the books July's."""
    june = JUNE.replace("2021-06-01", "2021-06-03")
    extra = entry("7.00", day="2021-06-20", key="B9")
    files: Changes = {"a.xml": listed(MAY, june, extra, closing="2657.00")}
    (found,) = against(make_workspace, sambruk, files, 1)
    assert [
        (d["date"], d["amount"], d["where"], d["voucher"], d["file"]) for d in found["differences"]
    ] == [
        ("2021-06-20", "7.00", "bank", "", "a.xml"),
        ("2021-07-01", "50.00", "books", "A6", "ledger/2021.beancount"),
        ("2021-06-03", "-150.00", "other-day", "A5", "a.xml"),
    ]
    assert found["closing"] == {"bank": "2657.00", "books": "2700.00"}
    assert [(d["date"], d["difference"]) for d in found["days"]] == [
        ("2021-05-10", "0.00"),
        ("2021-06-01", "-150.00"),
        ("2021-06-03", "0.00"),
        ("2021-06-20", "-7.00"),
        ("2021-07-01", "43.00"),
    ]


def test_an_opening_balance_that_differs_is_a_difference(
    make_workspace: MakeWorkspace, sambruk: RunCommand
) -> None:
    text = listed(MAY, opening="2301.00", closing="2801.00", last="2021-05-10")
    (found,) = against(make_workspace, sambruk, {"a.xml": text}, 1)
    assert found["opening"] == {"bank": "2301.00", "books": "2300.00"}
    assert (found["agrees"], found["differences"]) == (False, [])


def test_files_that_follow_on_each_other_are_one_span_and_others_several(
    make_workspace: MakeWorkspace, sambruk: RunCommand
) -> None:
    first = listed(MAY, closing="2800.00", last="2021-05-31")
    second = listed(JUNE, opening="2800.00", closing="2650.00", last="2021-06-30")
    files: Changes = {"a.xml": first, "b.xml": second}
    (found,) = against(make_workspace, sambruk, files, 0)
    assert (found["first"], found["last"]) == ("2021-05-10", "2021-06-30")
    third = listed(JULY, opening="2650.00", closing="2700.00")
    (one, other) = against(make_workspace, sambruk, {"a.xml": first, "c.xml": third}, 0)
    assert (one["last"], other["first"]) == ("2021-05-31", "2021-07-01")


def test_a_deposit_that_the_books_have_payment_by_payment_agrees(
    make_workspace: MakeWorkspace, sambruk: RunCommand
) -> None:
    vouchers = "".join(
        f'\n2021-07-05 * "Inbetalning"\n  ver: "A{at}"\n  Assets:1930-Bank  {amount} SEK\n'
        f"  Income:3190-Övrigt  -{amount} SEK\n"
        for at, amount in ((7, "10.00"), (8, "20.00"))
    )
    parts = [Part("10.00", OCR["2021-1"], "A", "P1"), Part("20.00", OCR["2021-2"], "B", "P2")]
    text = listed(
        entry("30.00", parts, day="2021-07-05", key="B1"),
        opening="2700.00",
        closing="2730.00",
        last="2021-07-05",
    )
    folder = make_workspace(
        with_payments({"ledger/2021.beancount": JOURNAL_2021 + vouchers, "a.xml": text})
    )
    run = sambruk("payments", "a.xml", "--reconcile", "-f", "json", cwd=folder)
    assert run.returncode == 0, run.stdout


def test_it_is_printed_in_both_languages_and_books_nothing(
    make_workspace: MakeWorkspace, sambruk: RunCommand
) -> None:
    folder = make_workspace(
        {"a.xml": listed(MAY, JUNE, closing="2650.00"), "b.xml": notification(MAY)}
    )
    for language, says in (
        ("en", "only in the books"),
        ("sv", "bara i bokföringen"),
    ):
        run = sambruk("--lang", language, "payments", "a.xml", "--reconcile", cwd=folder)
        assert run.returncode == 1
        assert says in " ".join(run.stdout.split())
        assert all(len(line) <= 80 for line in run.stdout.splitlines())
    for arguments in (("a.xml", "--write"), ("b.xml",)):
        assert sambruk("payments", *arguments, "--reconcile", cwd=folder).returncode == 2
