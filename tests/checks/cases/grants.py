"""Findings on grants and gifts with a purpose."""

from __future__ import annotations

from tests.checks.cases.case import LEDGER, At, Case, appended, both, case
from tests.checks.cases.changes import voucher
from tests.conftest import Changes
from tests.workspaces import edited

GRANTS = "config/grants.toml"


def grant(*keys: str) -> Changes:
    """A grant, whose own keys begin on the sixth line."""
    rows = ['id = "ungdom"', 'name = "Unga"', 'funder = "banken"', 'kind = "conditional"', *keys]
    return {GRANTS: "".join(f"{row}\n" for row in ("[[grants]]", *rows))}


def of_grant(received: int, used: int) -> Changes:
    """What was received and used, kronor, on the first of August 2021."""
    return voucher(
        "A7",
        f"Assets:1930-Bank {received - used}.00 SEK",
        f"Income:3190-Övrigt -{received}.00 SEK",
        '  grant: "ungdom"',
        f"Expenses:4010-Kostnader {used}.00 SEK",
        '  grant: "ungdom"',
    )


COST_IN_JUNE = edited(
    LEDGER, ('    project: "bron"\n', '    project: "bron"\n    grant: "ungdom"\n')
)

# Those of codes that other families have.
OF_VOUCHERS: dict[str, Case] = {
    "BOK212 of a grant": case(
        both(grant(), appended(LEDGER, '    grant: "ungdm"\n')),
        At("BOK212", LEDGER, 45, "Income:3190-Övrigt"),
        says='no grant is called "ungdm"',
        hints='did you mean "ungdom"?',
    ),
    "BOK212 of a grant on the voucher": case(
        both(
            grant(),
            appended(
                LEDGER,
                '\n2021-08-01 * "Ett till"\n  ver: "A7"\n  grant: "u"\n'
                "  Assets:1930-Bank 1.00 SEK\n  Income:3190-Övrigt -1.00 SEK\n",
            ),
        ),
        At("BOK212", LEDGER, 47, "Ett till"),
        At("BOK264", LEDGER, 47, "Ett till"),
    ),
}
OF_REGISTER: dict[str, Case] = {
    "REG104 of a project": case(
        grant('project = "bro"'),
        At("REG104", GRANTS, 6, "bro"),
        says='no project is called "bro"',
        hints='did you mean "bron"?',
    ),
    "REG104 of a funder": case(
        {GRANTS: '[[grants]]\nid = "u"\nname = "U"\nfunder = "bankn"\nkind = "purpose"\n'},
        At("REG104", GRANTS, 4, "bankn"),
        hints='did you mean "banken"?',
    ),
    "REG104 of who signs to a funder": case(
        grant('signatories = ["anna-ek",', '"anna-eg"]'),
        At("REG104", GRANTS, 7, "anna-eg"),
    ),
    "REG104 of an account of a grant": case(
        grant('costs = ["4010", "5000-5999",', '"4011"]'),
        At("REG104", GRANTS, 6, "5000-5999"),
        At("REG104", GRANTS, 7, "4011"),
    ),
    "REG131": case(
        grant('income = ["1930"]', 'costs = ["4010"]'),
        At("REG131", GRANTS, 6, "income"),
        says="income of ungdom names 1930 (Bank)",
    ),
    "REG131 of a liability": case(
        grant('liability = ["3190"]'),
        At("REG131", GRANTS, 6, "liability"),
        says="liability of ungdom names 3190",
    ),
    "REG131 of money owed": case(
        grant('receivable = ["1510",', '"1930"]'),
        At("REG131", GRANTS, 7, "1930"),
        says="receivable of ungdom names 1930",
    ),
    "REG131 of costs": case(
        grant('costs = ["3000-3999"]'),
        At("REG131", GRANTS, 6, "costs"),
        says="costs of ungdom names 3000-3999",
    ),
    "REG103 of a grant": case(
        {GRANTS: grant()[GRANTS] * 2},  # type: ignore[operator, dict-item]
        At("REG103", GRANTS, 7, "ungdom"),
    ),
}

CASES: dict[str, Case] = {
    "BOK280": case(
        both(grant(), of_grant(100, 150)),
        At("BOK280", GRANTS, 1, "[[grants]]"),
        says="150.00 kr is booked as use of ungdom, but only 100.00 kr",
    ),
    "BOK280 of more than is to come": case(
        both(grant("amount = 120", "to = 2031-12-31"), of_grant(100, 150)),
        At("BOK280", GRANTS, 1, "[[grants]]"),
    ),
    "BOK280 of a grant that is settled": case(
        both(grant("amount = 150", "to = 2021-12-31"), of_grant(100, 150)),
        At("BOK280", GRANTS, 1, "[[grants]]"),
    ),
    "BOK281": case(
        both(
            grant(
                "from = 2021-07-01",
                "to = 2021-08-31",
                'repays = "unused"',
                "repay_due = 2021-10-31",
            ),
            of_grant(100, 60),
        ),
        At("BOK281", GRANTS, 9, "repay_due"),
        says="40.00 kr of ungdom was to be paid back by 2021-10-31",
    ),
    "BOK281 of what nobody says is to be paid back": case(
        both(grant("repay_due = 2021-10-31"), of_grant(100, 60)),
        At("BOK281", GRANTS, 6, "repay_due"),
        says="40.00 kr of ungdom was not used",
    ),
    "BOK282": case(
        both(grant("from = 2021-07-01"), COST_IN_JUNE),
        At("BOK282", LEDGER, 37, "Expenses:4010-Kostnader"),
        says="2021-06-01",
    ),
    "BOK283": case(
        both(
            grant("from = 2021-07-01", 'repays = "unused"', 'liability = ["2440"]'),
            of_grant(100, 60),
        ),
        At("BOK283", GRANTS, 8, "liability"),
        says="100.00 kr of ungdom was income by the end of 2021, but only 60.00 kr",
        hints="2440",
    ),
    "USE930": case(
        grant(),
        At("USE930", GRANTS),
        says='"ungdm"',
        hints='did you mean "ungdom"?',
        arguments=("grants", "show", "ungdm", "-f", "json"),
    ),
}

# What lies just on the right side of a rule.
FAULTLESS: dict[str, Changes] = {
    "all of a grant used": both(grant("repay_due = 2021-10-31"), of_grant(100, 100)),
    "more used than received, of a grant whose rest is still to come": both(
        grant("amount = 150", "to = 2031-12-31"), of_grant(100, 150)
    ),
    "more used than received, of a grant that nothing says is settled": both(
        grant("amount = 150"), of_grant(100, 150)
    ),
    "a grant left over before it is to be back": both(
        grant('repays = "unused"', "to = 2021-08-31", "repay_due = 2031-10-31"),
        of_grant(100, 60),
    ),
    "a cost on the first day of use": both(
        grant("from = 2021-06-01", "amount = 100000"),
        COST_IN_JUNE,
    ),
    "income of a grant that is used but for the part that was not marked": both(
        grant('repays = "unused"', 'liability = ["2440"]', "partial = true"), of_grant(100, 60)
    ),
    "a grant whose costs are a range with accounts of income in it": both(
        grant('costs = ["3000-4999"]', 'receivable = ["1500-1999"]'), of_grant(100, 100)
    ),
    "a grant on postings where the register has none": COST_IN_JUNE,
}
