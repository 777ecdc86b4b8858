"""Findings on kinds of charge, on schedules of every form, and on agreements."""

from __future__ import annotations

from tests.checks.cases.case import CHART_FILE, FEES, MEMBERS, At, Case, appended, both, case
from tests.checks.cases.changes import STATUS, agreed, camp, next_year
from tests.workspaces import edited

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
    "REG125 of a day of every year for a charge on entry": case(
        appended(
            FEES,
            camp('charged_on = "02-01"\namount = 100', kind_account="3190").replace(
                'label = "Lägeravgift"', 'label = "Lägeravgift"\ncharged = "entry"'
            ),
        ),
        At("REG125", FEES, 50, "charged_on"),
        says='the schedule "lager" charges on entry, and charged_on is of a charge every year',
        hints="remove charged_on",
    ),
    "REG125 of those who join late for a charge on entry": case(
        edited(FEES, ('decision = "Stadgarna"', 'joiners = "months"\ndecision = "Stadgarna"')),
        At("REG125", FEES, 27, "joiners"),
        says='the schedule "insats" charges on entry, and joiners is of a charge every year',
    ),
    "REG125 of an instalment before the charge": case(
        appended(
            FEES,
            next_year(
                'charged_on = "02-28"\namount = 100\n'
                'instalments = [{ due = "01-31", part = 0.5 }, { due = "07-31", part = 0.5 }]'
            ),
        ),
        At("REG125", FEES, 46, "01-31"),
        says='the instalment due on 01-31 comes before the day on which "nasta" charges, 02-28',
    ),
    "REG125 of a rate of what is known of nobody": case(
        both(
            appended(MEMBERS, '\n[[attributes]]\nid = "employees"\nlabel = "anställda"\n'),
            appended(CHART_FILE, "2019-12-31 open Income:3120-Extra SEK\n"),
            appended(
                FEES,
                next_year('rate = { of = ["employees"], per_unit = 2 }')
                .replace("valid_from = 2031-01-01", "valid_from = 2021-12-31")
                .replace("3190", "3120"),
            ),
        ),
        At("REG125", FEES, 44, "employees"),
        says='no member that the schedule "nasta" charges has a known employees',
        hints="name in kinds whom the schedule charges",
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
    "REG126 of what is not charged": case(
        appended(FEES, agreed("2031-01-01", 'kind = "special_levy"')),
        At("REG126", FEES, 46, "special_levy"),
        says="the agreement with Förbundet is on special levy, which no schedule charges",
    ),
    "REG126 of an agreement that ends before it begins": case(
        appended(FEES, agreed("2031-01-02", "to = 2031-01-01")),
        At("REG126", FEES, 46, "2031-01-01"),
        says="the agreement with Förbundet ends on 2031-01-01, before it begins on 2031-01-02",
    ),
    "REG126 of everything that is charged": case(
        appended(FEES, agreed("2031-01-01") + agreed("2030-01-01")),
        At("REG126", FEES, 49, "forbundet"),
        says="Förbundet has two agreements on every charge that hold on 2031-01-01",
    ),
}
