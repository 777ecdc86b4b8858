"""Dues against the books: long years, young schedules, and fees that count when they are paid."""

from __future__ import annotations

from tests.checks.cases.changes import levy_on
from tests.conftest import MakeWorkspace, findings_in
from tests.workspaces import ASSOCIATION, FEES, JOURNAL_2021, STATEMENTS, edited

LEDGER = "ledger/2021.beancount"
FEES_FILE = "config/fees.toml"

# 2021-01-01 to 2022-06-30; fees of 400 + 100 on 2021-02-01, and of 450 + 110 + 220 a year later.
EXTENDED = {
    "config/association.toml": ASSOCIATION.replace("end = 2021-12-31", "end = 2022-06-30")
    .replace("date = 2022-02-01", "date = 2022-08-01")
    .replace("signed_on = 2022-03-01", "signed_on = 2022-09-01"),
    "config/fees.toml": FEES.replace(
        'id = "arsavgift"\nkind = "annual_fee"\ntiers = "storlek"\nvalid_from = 2020-01-01',
        'id = "arsavgift"\nkind = "annual_fee"\ntiers = "storlek"\nvalid_from = 2020-01-01\n'
        "valid_to = 2021-12-31",
    )
    + """
[[schedules]]
id = "arsavgift-2022"
kind = "annual_fee"
tiers = "storlek"
valid_from = 2022-01-01
charged_on = "02-01"
account = "3110"
decision = "Stämman 2021"
amounts = { organisation = 110, small = 220, large = 450 }
""",
}


def invoice(number: int, member: str, kronor: int) -> str:
    return (
        f'\n2022-02-01 * "Årsavgift"\n  ver: "A{number}"\n'
        f'  Assets:1510-Kundfordringar {kronor}.00 SEK\n    member: "{member}"\n'
        f'    invoice: "2022-{number}"\n'
        f'  Income:3110-Årsavgifter -{kronor}.00 SEK\n    member: "{member}"\n'
    )


SECOND = invoice(7, "storstad", 450) + invoice(8, "forbundet", 110) + invoice(9, "lillby", 220)


# The year of the workspace with every krona paid and none invoiced; Lillby has not paid its fee.
PAID = """\
2021-01-01 balance Assets:1930-Bank 2300.00 SEK

2021-02-01 * "Storstads kommun" "Årsavgift"
  ver: "A1"
  Assets:1930-Bank                400.00 SEK
  Income:3110-Årsavgifter        -400.00 SEK
    member: "storstad"

2021-02-01 * "Förbundet" "Årsavgift"
  ver: "A2"
  Assets:1930-Bank                100.00 SEK
  Income:3110-Årsavgifter        -100.00 SEK
    member: "forbundet"

2021-04-01 * "Resultatet 2020 i ny räkning"
  ver: "A3"
  Equity:2069-Årets-resultat      300.00 SEK
  Equity:2067-Balanserat-resultat -300.00 SEK

2021-05-10 * "Lillby kommun" "Insats"
  ver: "A4"
  Assets:1930-Bank                500.00 SEK
  Equity:2083-Insatser           -500.00 SEK
    member: "lillby"
"""


def test_an_extended_year_takes_both_days_of_charge_each_by_its_schedule(
    make_workspace: MakeWorkspace,
) -> None:
    folder = make_workspace(EXTENDED, {LEDGER: JOURNAL_2021 + SECOND})
    assert findings_in(folder) == ()


def test_the_second_day_of_an_extended_year_is_waited_for_like_the_first(
    make_workspace: MakeWorkspace,
) -> None:
    """Of 2022-02-01 nothing is invoiced: 450 + 110 + 220 kr, though the fees of 2021 are."""
    later = (
        '\n2022-03-01 * "Kostnad"\n  ver: "A7"\n  Expenses:4010-Kostnader 1.00 SEK\n'
        "  Assets:1930-Bank\n"
    )
    (item,) = findings_in(make_workspace(EXTENDED, {LEDGER: JOURNAL_2021 + later}))
    assert item.code == "DUE403"
    assert item.is_reminder
    assert dict(item.said.values)["amount"] == 780


def test_one_who_is_left_out_when_others_are_invoiced_is_an_error(
    make_workspace: MakeWorkspace,
) -> None:
    journal = JOURNAL_2021 + invoice(7, "storstad", 450) + invoice(8, "forbundet", 110)
    (item,) = findings_in(make_workspace(EXTENDED, {LEDGER: journal}))
    assert item.code == "DUE401"
    values = dict(item.said.values)
    assert (values["name"], values["booked"], values["computed"]) == ("Lillby kommun", 200, 420)


def test_those_who_wait_while_one_of_three_has_paid_in_advance_are_a_reminder(
    make_workspace: MakeWorkspace,
) -> None:
    """Storstad's 450 kr of 2022-02-01 are taken up; 110 + 220 kr are to be invoiced."""
    folder = make_workspace(EXTENDED, {LEDGER: JOURNAL_2021 + invoice(7, "storstad", 450)})
    (item,) = findings_in(folder)
    assert (item.code, item.is_reminder) == ("DUE403", True)
    values = dict(item.said.values)
    assert (values["amount"], values["number"]) == (330, 2)


def test_while_half_of_those_charged_wait_they_are_a_reminder(
    make_workspace: MakeWorkspace,
) -> None:
    """On 2021-02-01 two are charged, 400 and 100 kr; the invoice of the second is not booked."""
    start, _, rest = JOURNAL_2021.partition('2021-02-01 * "Förbundet"')
    rest = rest[rest.index("2021-04-01") :]
    for number in range(3, 7):
        rest = rest.replace(f'ver: "A{number}"', f'ver: "A{number - 1}"')
    (item,) = findings_in(make_workspace({LEDGER: start + rest}))
    assert (item.code, item.is_reminder) == ("DUE403", True)
    assert dict(item.said.values)["amount"] == 100


def test_a_wrong_amount_is_an_error_while_others_wait(make_workspace: MakeWorkspace) -> None:
    folder = make_workspace(EXTENDED, {LEDGER: JOURNAL_2021 + invoice(7, "storstad", 440)})
    assert {item.code for item in findings_in(folder)} == {"DUE401", "DUE403"}


def test_before_a_schedule_is_in_force_its_account_is_any_account(
    make_workspace: MakeWorkspace,
) -> None:
    """In 2020 no schedule is in force: what is booked on 3110 then needs no member."""
    changes = edited(
        "config/fees.toml",
        (
            "valid_from = 2020-01-01\ncharged_on",
            "valid_from = 2021-01-01\ncharged_on",
        ),
    )
    assert findings_in(make_workspace(changes)) == ()


def test_fees_of_k1_that_nobody_has_invoiced_count_when_they_are_paid(
    make_workspace: MakeWorkspace,
) -> None:
    """As paid: 400 of 400 and 100 of 100 kr, and of Lillby's 200 kr nothing."""
    assert 'framework = "K1"' in STATEMENTS
    (item,) = findings_in(make_workspace({LEDGER: PAID}))
    assert item.code == "DUE404"
    assert item.is_reminder
    values = dict(item.said.values)
    assert (values["amount"], values["ids"]) == (200, ("lillby",))


def test_under_another_rule_the_same_books_lack_an_invoice(make_workspace: MakeWorkspace) -> None:
    changes = edited("config/statements.toml", ('framework = "K1"', 'framework = "K2"'))
    (item,) = findings_in(make_workspace(changes, {LEDGER: PAID}))
    assert (item.code, item.severity) == ("DUE401", "error")


def test_kinds_that_are_charged_on_one_day_may_be_invoiced_one_after_the_other(
    make_workspace: MakeWorkspace,
) -> None:
    """Both members that owe the levy of 1 February have been invoiced the fee of that day alone.

    Lillby, which joined later, does not owe it.
    """
    changes = levy_on("02-01")
    fees = str(changes[FEES_FILE]).replace('account = "3120"', 'account = "3120"\njoiners = "none"')
    folder = make_workspace(changes, {FEES_FILE: fees})
    assert [item.code for item in findings_in(folder)] == ["DUE403"]
