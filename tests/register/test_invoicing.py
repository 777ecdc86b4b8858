"""config/invoicing.toml: numbers of accounts, and what the law says of reminder fees."""

from __future__ import annotations

import pytest
from stdnum import iban, luhn

from sambruk_cli.register.fields import Unfit
from sambruk_cli.register.invoicing import iban_number, plusgiro_number, swish_number
from tests.conftest import MakeWorkspace, RunCommand, findings_in


@pytest.mark.parametrize("digits", ["18", "12344", "1234566", "12345674"])
def test_plusgiro_numbers_are_judged_by_their_check_digit(digits: str) -> None:
    assert luhn.is_valid(digits)
    assert plusgiro_number(digits).replace(" ", "").replace("-", "") == digits
    with pytest.raises(Unfit):
        plusgiro_number(digits[:-1] + str((int(digits[-1]) + 1) % 10))


def test_numbers_are_printed_as_banks_print_them() -> None:
    assert plusgiro_number("1234566") == "12 34 56-6"
    assert iban_number("se35 5000 0000 0549 1000 0003") == "SE35 5000 0000 0549 1000 0003"
    assert iban.is_valid("SE3550000000054910000003")
    assert swish_number("1234567890") == "123 456 78 90"


@pytest.mark.parametrize(
    "text", ["SE3550000000054910000004", "SE35", "SE355000000005491000000", ""]
)
def test_what_is_no_iban_is_refused(text: str) -> None:
    with pytest.raises(Unfit):
        iban_number(text)


@pytest.mark.parametrize("text", ["0701234567", "123456789", "12345678901"])
def test_only_numbers_of_associations_are_taken_for_swish(text: str) -> None:
    with pytest.raises(Unfit):
        swish_number(text)


@pytest.mark.parametrize(
    ("text", "said"),
    [
        (
            "[reminders]\nfee_agreed = 'stadgarna'\n[[reminders.levels]]\ndays = 5\nfee = 61\n",
            "60 kr",
        ),
        ("[[reminders.levels]]\ndays = 5\nfee = 60\n", "agreed"),
        ("[[reminders.levels]]\ndays = 5\n[[reminders.levels]]\ndays = 5\n", "rising"),
        ("[[holds]]\nkind = 'disputed'\n", "a member or an invoice"),
        ("[payee]\nbankgiro = '5050-1056'\n", "check digit"),
    ],
)
def test_what_cannot_be_is_found_with_its_line(
    make_workspace: MakeWorkspace, text: str, said: str
) -> None:
    found = findings_in(make_workspace({"config/invoicing.toml": text}))
    assert [item.file for item in found] == ["config/invoicing.toml"]
    assert said in found[0].message


def test_fees_as_the_law_has_them_are_clean(make_workspace: MakeWorkspace) -> None:
    text = (
        "[reminders]\nfee_agreed = 'stadgarna § 4'\nfee_agreed_from = 2020-01-01\n"
        "[[reminders.levels]]\ndays = 5\n"
        "[[reminders.levels]]\ndays = 20\nfee = 60\n"
    )
    assert not findings_in(make_workspace({"config/invoicing.toml": text}))


def test_nothing_is_done_by_a_file_that_cannot_be_read(
    make_workspace: MakeWorkspace, sambruk: RunCommand
) -> None:
    """Its defaults would be taken for what the association says."""
    folder = make_workspace({"config/invoicing.toml": '[invoices]\nseries = "../"\n'})
    for command in (("invoice", "2021"), ("remind",), ("send",), ("arrears",)):
        run = sambruk("--root", folder, *command)
        assert run.returncode == 2, command
        assert "config/invoicing.toml:2: REG102" in run.stderr
