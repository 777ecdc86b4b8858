"""Dues in the books where a family's payer is charged, VAT comes on top, and kinds are declared.

Eva and Fia Ek join on 10 July 2021 as persons. The fee is 400 kr, 100 kr for each further member of
a family; a deposit of 300 kr each is a liability; the hall costs 800 kr each and 25 % of VAT.
"""

from __future__ import annotations

import pytest

from sambruk_cli.findings import Finding
from tests.conftest import Changes, MakeWorkspace, findings_in
from tests.workspaces import FILES, edited

MEMBERS = """
[[kinds]]
id = "municipality"
label = "kommun"

[[kinds]]
id = "organisation"
label = "organisation"

[[kinds]]
id = "person"
label = "person"

[[members]]
id = "m-1"
name = "Eva Ek"
kind = "person"
joined = 2021-07-10

[[members]]
id = "m-2"
name = "Fia Ek"
kind = "person"
joined = 2021-07-10

[[groups]]
id = "ek"
name = "Familjen Ek"
payer = "m-1"
members = [{ id = "m-1" }, { id = "m-2" }]
"""
FEES = """
[[charge_kinds]]
id = "deposit"
label = "nyckeldeposition"
label_en = "key deposit"
charged = "entry"
account = "2890"
treatment = "liability"

[[charge_kinds]]
id = "hall"
label = "hallavgift"
label_en = "hall fee"
account = "3210"
vat = 25

[[schedules]]
id = "medlemsavgift"
kind = "annual_fee"
kinds = ["person"]
valid_from = 2021-01-01
account = "3110"
decision = "Stämman 2020"
amount = 400
group = { pays = "each", further = 100 }

[[schedules]]
id = "deposition"
kind = "deposit"
kinds = ["person"]
valid_from = 2021-01-01
decision = "Stämman 2020"
amount = 300

[[schedules]]
id = "hall"
kind = "hall"
kinds = ["person"]
valid_from = 2021-01-01
charged_on = "08-01"
decision = "Stämman 2020"
amount = 800
"""
CHART = """
2019-12-31 open Liabilities:2611-Utgående-moms SEK
2019-12-31 open Liabilities:2890-Depositioner SEK
2019-12-31 open Income:3210-Hallavgifter SEK
"""
# 400 + 100 of fees and 2 x 300 of deposits; then 2 x 800 and 25 % of that.
FEE = """
2021-07-10 * "Eva Ek" "Medlemsavgift och deposition"
  ver: "A7"
  Assets:1510-Kundfordringar      1100.00 SEK
    member: "m-1"
    invoice: "2021-7"
  Income:3110-Årsavgifter         -500.00 SEK
    member: "m-1"
  Liabilities:2890-Depositioner   -600.00 SEK
    member: "m-1"
"""
HALL = """
2021-08-01 * "Eva Ek" "Hallavgift"
  ver: "A8"
  Assets:1510-Kundfordringar      2000.00 SEK
    member: "m-1"
    invoice: "2021-8"
  Income:3210-Hallavgifter       -1600.00 SEK
    member: "m-1"
  Liabilities:2611-Utgående-moms  -400.00 SEK
"""
ONLY = '\nkinds = ["municipality", "organisation"]\n'


def club(*, fee: str = FEE, hall: str = HALL, fees: str = FEES, members: str = MEMBERS) -> Changes:
    """The workspace with a club of persons in it."""
    others = edited(
        "config/fees.toml",
        ('kind = "entry_contribution"\n', 'kind = "entry_contribution"' + ONLY),
        ('kind = "annual_fee"\n', 'kind = "annual_fee"' + ONLY),
    )["config/fees.toml"]
    assert isinstance(others, str)
    return {
        "config/fees.toml": others + fees,
        "config/members.toml": FILES["config/members.toml"] + members,
        "ledger/chart.beancount": FILES["ledger/chart.beancount"] + CHART,
        "ledger/2021.beancount": FILES["ledger/2021.beancount"] + fee + hall,
    }


def found(make_workspace: MakeWorkspace, changes: Changes) -> list[str]:
    """What is said, by code."""
    return [_said(finding) for finding in findings_in(make_workspace(changes))]


def _said(finding: Finding) -> str:
    return f"{finding.code} {finding.message}"


def test_the_payer_is_charged_for_the_family_and_vat_is_on_an_account_of_its_own(
    make_workspace: MakeWorkspace,
) -> None:
    assert found(make_workspace, club()) == []


def test_each_member_charged_on_its_own_is_another_invoice_than_the_payers(
    make_workspace: MakeWorkspace,
) -> None:
    apart = FEE.replace(
        '  Income:3110-Årsavgifter         -500.00 SEK\n    member: "m-1"\n',
        '  Income:3110-Årsavgifter         -400.00 SEK\n    member: "m-1"\n'
        '  Income:3110-Årsavgifter         -100.00 SEK\n    member: "m-2"\n',
    )
    assert found(make_workspace, club(fee=apart)) == [
        "DUE401 Eva Ek, annual fee 2021: booked 400.00 kr, computed 500.00 kr",
        "DUE401 Fia Ek, annual fee 2021: booked 100.00 kr, computed 0.00 kr",
    ]


def test_vat_among_the_income_is_booked_too_much(make_workspace: MakeWorkspace) -> None:
    with_vat = HALL.replace("-1600.00", "-2000.00").replace(
        "  Liabilities:2611-Utgående-moms  -400.00 SEK\n", ""
    )
    assert found(make_workspace, club(hall=with_vat)) == [
        "DUE401 Eva Ek, hallavgift 2021: booked 2000.00 kr, computed 1600.00 kr",
    ]


def test_a_declared_kind_that_is_left_out_of_the_invoice_is_missing(
    make_workspace: MakeWorkspace,
) -> None:
    fee = FEE.replace("1100.00", " 500.00").replace(
        '  Liabilities:2890-Depositioner   -600.00 SEK\n    member: "m-1"\n', ""
    )
    assert found(make_workspace, club(fee=fee)) == [
        "DUE401 Eva Ek, nyckeldeposition 2021: booked 0.00 kr, computed 600.00 kr",
    ]


OTHER = """
2021-08-01 * "Övrig intäkt"
  ver: "A7"
  Assets:1930-Bank                 50.00 SEK
  Income:3190-Övrigt              -50.00 SEK
"""


def test_what_has_fallen_due_and_nobody_is_invoiced_yet_is_a_reminder_for_each_kind(
    make_workspace: MakeWorkspace,
) -> None:
    said = [
        "annual fee 2021, charged on 2021-07-10: 500.00 kr",
        "nyckeldeposition 2021, charged on 2021-07-10: 600.00 kr",
        "hallavgift 2021, charged on 2021-08-01: 1600.00 kr",
    ]
    assert found(make_workspace, club(fee="", hall=OTHER)) == [
        f"DUE403 {text} computed and not yet booked (members: 2)" for text in said
    ]


def test_what_costs_nothing_is_not_waited_for(make_workspace: MakeWorkspace) -> None:
    free = FEES.replace("amount = 800", "amount = 0")
    later = OTHER.replace("A7", "A8")
    assert found(make_workspace, club(hall=later, fees=free)) == []


@pytest.mark.parametrize(
    ("paid", "wanted"),
    [
        (500, []),
        (400, ["DUE404 annual fee through 2021: 100.00 kr charged and not paid by m-1"]),
        (600, ["DUE404 Eva Ek, annual fee 2021: paid 100.00 kr more than was charged"]),
    ],
)
def test_where_dues_count_when_paid_it_is_the_payer_that_owes(
    make_workspace: MakeWorkspace, paid: int, wanted: list[str]
) -> None:
    cash = edited(
        "config/association.toml",
        ('seat = "Exempelstad"', 'seat = "Exempelstad"\naccounting = "cash"'),
    )
    fee = FEE.replace("1100.00", f"{paid + 600}.00").replace("-500.00", f"-{paid}.00")
    assert found(make_workspace, {**club(fee=fee), **cash}) == wanted


def test_of_many_who_have_not_paid_the_first_are_named(make_workspace: MakeWorkspace) -> None:
    """Eight more join on a day with 400 kr and 300 kr each; 800 kr for the hall on 1 August."""
    cash = edited(
        "config/association.toml",
        ('seat = "Exempelstad"', 'seat = "Exempelstad"\naccounting = "cash"'),
    )
    more = "".join(
        f'\n[[members]]\nid = "n-{n}"\nname = "N {n}"\nkind = "person"\njoined = 2021-07-10\n'
        for n in range(8)
    )
    many = MEMBERS.replace("\n[[groups]]", f"{more}\n[[groups]]")
    ids = "n-0, n-1, n-2, n-3, n-4, n-5"
    assert found(make_workspace, {**club(members=many), **cash}) == [
        f"DUE404 {kind} through 2021: {amount} kr charged and not paid (members: 8); the first "
        f"are {ids}"
        for kind, amount in (
            ("annual fee", "3200.00"),
            ("nyckeldeposition", "2400.00"),
            ("hallavgift", "6400.00"),
        )
    ]


def test_a_deposit_that_is_paid_back_to_one_who_leaves_is_no_charge(
    make_workspace: MakeWorkspace,
) -> None:
    left = MEMBERS.replace("joined = 2021-07-10\n", "joined = 2021-07-10\nleft = 2021-12-01\n")
    back = """
2021-12-01 * "Eva Ek" "Deposition åter"
  ver: "A9"
  Liabilities:2890-Depositioner    600.00 SEK
    member: "m-1"
  Assets:1930-Bank                -600.00 SEK
"""
    assert found(make_workspace, club(hall=HALL + back, members=left)) == []


def test_an_account_is_one_of_dues_while_a_schedule_that_names_it_is_in_force(
    make_workspace: MakeWorkspace,
) -> None:
    # In 2020 the hall was let to others; the schedule of the hall fee begins in 2021.
    let = """
2020-07-01 * "Hyresgästen" "Hyra av hallen"
  ver: "H1"
  Assets:1930-Bank                 10.00 SEK
  Income:3210-Hallavgifter        -10.00 SEK

2020-08-01 * "Hyresgästen" "Hyran åter"
  ver: "H2"
  Income:3210-Hallavgifter         10.00 SEK
  Assets:1930-Bank                -10.00 SEK
"""
    year = {"ledger/2020.beancount": FILES["ledger/2020.beancount"] + let}
    assert found(make_workspace, {**club(), **year}) == []
    hall = 'kind = "hall"\nkinds = ["person"]\nvalid_from = {}-01-01'
    assert hall.format(2021) in FEES
    from_2020 = FEES.replace(hall.format(2021), hall.format(2020))
    assert found(make_workspace, {**club(fees=from_2020), **year}) == [
        "DUE401 10.00 kr of hallavgift on no member",
        "DUE401 -10.00 kr of hallavgift on no member",
    ]
