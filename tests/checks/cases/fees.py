"""Findings on kinds of charge, on schedules of every form, and on agreements."""

from __future__ import annotations

from tests.checks.cases.case import CHART_FILE, FEES, MEMBERS, At, Case, appended, both, case
from tests.checks.cases.changes import STATUS, agreed, camp, next_year

CASES: dict[str, Case] = {
    "REG125": case(
        appended(FEES, camp("amount = 100")),
        At("REG125", FEES, 45, 'id = "lager"'),
        says='neither the schedule "lager" nor its kind names an account',
        hints="[[charge_kinds]]",
    ),
    "REG125 of a part on coming back to what is charged each year": case(
        appended(FEES, next_year("amount = 100\non_return = 0.5")),
        At("REG125", FEES, 45, "on_return"),
        says='the schedule "nasta" charges every year',
    ),
    "REG125 of a rate of a text": case(
        both(
            appended(MEMBERS, STATUS),
            appended(FEES, next_year('rate = { of = ["status"], per_unit = 2 }')),
        ),
        At("REG125", FEES, 44, "status"),
        says="status is a text",
    ),
    "REG125 of tiers by a text": case(
        both(
            appended(MEMBERS, STATUS),
            appended(
                FEES,
                """
[[tier_sets]]
id = "efter-status"
attribute = "status"
tiers = [{ id = "alla", label = "Alla", kinds = ["organisation"] }]
""",
            ),
        ),
        At("REG125", FEES, 42, "status"),
        says="status is a text, and an amount cannot be computed from it",
    ),
    "REG125 of a discount by a number": case(
        appended(
            FEES,
            next_year(
                'amount = 100\ndiscounts = [{ attribute = "population", values = ["stor"], '
                "part = 0.5 }]"
            ),
        ),
        At("REG125", FEES, 45, "population"),
        says="population is a number, and a discount goes by a status",
    ),
    "REG125 of income in equity": case(
        appended(FEES, camp('account = "2083"\namount = 100', kind_account="3190")),
        At("REG125", FEES, 49, "2083"),
        At("REG105", FEES, 49, "2083"),
        says="Lägeravgift is booked as income, and the account 2083 is not for that",
        hints="income has an account in class 3",
    ),
    "REG125 of a liability in class 3": case(
        both(
            appended(CHART_FILE, "2019-12-31 open Liabilities:2820-Depositioner SEK\n"),
            appended(
                FEES,
                camp('account = "2820"\namount = 100', kind_account="3190").replace(
                    'account = "3190"', 'account = "3190"\ntreatment = "liability"'
                ),
            ),
        ),
        At("REG125", FEES, 43, "3190"),
        says="Lägeravgift is booked as a liability, and the account 3190 is not for that",
    ),
    "REG126": case(
        appended(
            FEES,
            agreed("2031-01-01", 'to = 2031-12-31\nkind = "annual_fee"') + agreed("2031-12-31"),
        ),
        At("REG126", FEES, 50, "forbundet"),
        says="Förbundet has two agreements on annual fee that hold on 2031-12-31",
        hints="end the earlier one",
    ),
    "REG126 of everything that is charged": case(
        appended(FEES, agreed("2031-01-01") + agreed("2030-01-01")),
        At("REG126", FEES, 49, "forbundet"),
        says="Förbundet has two agreements on every charge that hold on 2031-01-01",
    ),
}
