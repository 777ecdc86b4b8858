"""Findings on layouts and statements."""

from __future__ import annotations

from tests.checks.cases.case import (
    ASSETS,
    ASSOCIATION,
    CHART_FILE,
    LEDGER,
    STATEMENTS,
    At,
    Case,
    both,
    case,
)
from tests.checks.cases.changes import (
    ALL_EQUITY,
    OLD_ACCOUNT,
    OVERVIEW_MISSPELT,
    SERVER,
    UNUSED_ACCOUNT,
)
from tests.conftest import Changes
from tests.workspaces import edited

# Layouts hold for years that start up to the end of 2025.
DECLARED_2026 = edited(
    ASSOCIATION,
    (
        "[[reports]]",
        "".join(
            f'[[fiscal_years]]\nlabel = "{y}"\nstart = {y}-01-01\nend = {y}-12-31\n\n'
            for y in range(2022, 2027)
        )
        + "[[reports]]",
    ),
)

# The faultless workspace with a layout that comes with the program, and changes of it.
CHOSEN = """\
[[layouts]]
layout = "k3"
from = 2000-01-01

[[layouts.rows]]
key = "grants"
label = "Föreningsbidrag"

[[layouts.rows]]
key = "member_days"
label = "Medlemsdagar"
accounts = ["3700"]
after = "grants"

[tags]
gifts = ["3190"]
"""


def chosen(*changes: tuple[str, str]) -> Changes:
    """The workspace with that layout, which no note belongs to, changed."""
    text = CHOSEN
    for old, new in changes:
        assert text.count(old) == 1, old
        text = text.replace(old, new)
    return {STATEMENTS: text}


# All accounts but those of receivables.
CASH_FLOW = """\
[[layouts.cash_flow]]
key = "flow"
label = "Årets kassaflöde"
accounts = ["2000-8998"]
"""

CASES: dict[str, Case] = {
    "STM301": case(
        UNUSED_ACCOUNT, At("STM301", CHART_FILE, 11, "1630"), says="balance sheet for 2021"
    ),
    "STM301 in the income statement": case(
        edited(STATEMENTS, ('"4000-8998"', '"4000-4009", "4011-8998"')),
        At("STM301", CHART_FILE, 9, "4010"),
        At("STM301", CHART_FILE, 9, "4010"),  # in 2020 and in 2021
        At("STM307", STATEMENTS, 55, "[[layouts.balance_sheet]]"),
        At("STM307", STATEMENTS, 55, "[[layouts.balance_sheet]]"),
        says="income statement for 2020",
    ),
    "STM302": case(
        both(
            UNUSED_ACCOUNT,
            edited(
                STATEMENTS,
                ('"1500-1599"', '"1500-1599", "1630"'),
                ('"1900-1999"', '"1900-1999", "1600-1699"'),
            ),
        ),
        At("STM302", CHART_FILE, 11, "1630"),
        says="receivables, bank",
    ),
    "STM303": case(
        edited(STATEMENTS, ("result = true\n", "")),
        At("STM303", STATEMENTS, 27, "[[layouts.balance_sheet]]"),
        says="difference 600.00 kr",
    ),
    "STM304": case(
        edited(STATEMENTS, (', "3111-3999"', "")),
        At("STM304", STATEMENTS, 77, "[[layouts.notes]]"),
        says="700.00 kr, its row intäkter is 750.00 kr",
    ),
    "STM305": case(
        edited(STATEMENTS, ('accounts = ["4000-8998"]', 'accounts = ["4000-8998"]\nnote = 3')),
        At("STM305", STATEMENTS, 20, "note = 3"),
        says="note 3",
    ),
    "STM305 of a note that no row refers to": case(
        edited(STATEMENTS, ("note = 2\n", "")),
        At("STM305", STATEMENTS, 77, "number = 2"),
        says="note 2",
    ),
    "STM305 of the note that heads the statements": case(
        edited(STATEMENTS, ("header_note = 1", "header_note = 9")),
        At("STM305", STATEMENTS, 6, "header_note"),
        says="note 9",
    ),
    "STM305 of one of several notes": case(
        edited(STATEMENTS, ('accounts = ["4000-8998"]', 'accounts = ["4000-8998"]\nnote = [1, 3]')),
        At("STM305", STATEMENTS, 20, "note = [1, 3]"),
        says="note 3",
    ),
    "STM305 of a text on a row that does not refer to it": case(
        edited(
            STATEMENTS,
            ('text = "note-1.md"', 'text = "note-1.md"\nrow = "bank"'),
            ("header_note = 1\n", ""),
        ),
        At("STM305", STATEMENTS, 72, "number = 1"),
    ),
    "STM305 of two notes with one number": case(
        edited(STATEMENTS, ("number = 2", "number = 1"), ("\nnote = 2", "\nnote = 1")),
        At("STM305", STATEMENTS, 78, "number = 1"),
        says="two notes 1",
    ),
    "STM306": case(
        edited(STATEMENTS, ("to = 2025-12-31", "to = 2020-12-31")),
        At("STM306", STATEMENTS, 5, "to = 2020-12-31"),
        says="2021",
    ),
    "STM306 of a year without vouchers": case(
        DECLARED_2026,
        At("STM306", STATEMENTS, 5, "to = 2025-12-31"),
        says="2026",
        arguments=("statements", "2026", "-f", "json"),
    ),
    "STM306 of the report of a year without vouchers": case(
        DECLARED_2026,
        At("STM306", STATEMENTS, 5, "to = 2025-12-31"),
        says="2026",
        arguments=("report", "2026", "-f", "json"),
    ),
    "STM306 of the projects of a year without vouchers": case(
        DECLARED_2026,
        At("STM306", STATEMENTS, 5, "to = 2025-12-31"),
        says="2026",
        arguments=("projects", "2026", "-f", "json"),
    ),
    "STM307": case(
        edited(
            LEDGER,
            ("Equity:2069-Årets-resultat      300.00", "Equity:2067-Balanserat-resultat 300"),
        ),
        At("STM307", STATEMENTS, 55, "[[layouts.balance_sheet]]"),
        says="900.00 kr, the income statement 600.00 kr",
    ),
    "STM308": case(
        edited(STATEMENTS, ('disposition = ["retained", "result"]', 'disposition = ["retaned"]')),
        At("STM308", STATEMENTS, 7, "retaned"),
        hints='did you mean "retained"?',
    ),
    "STM308 of a sum of a row that is not there": case(
        edited(
            STATEMENTS,
            ('sum = ["income", "costs"]', 'sum = ["income", "costs", "tax"]'),
        ),
        At("STM308", STATEMENTS, 24, "tax"),
        says='"tax"',
    ),
    "STM308 of a sum of a row below": case(
        edited(
            STATEMENTS,
            ('sum = ["receivables", "bank"]', 'sum = ["receivables", "bank", "liabilities"]'),
            ('"result", "liabilities"]', '"result"]'),
        ),
        At("STM308", STATEMENTS, 42, "liabilities"),
        says='"liabilities"',
    ),
    "STM308 of a sum of itself": case(
        edited(
            STATEMENTS, ('sum = ["receivables", "bank"]', 'sum = ["receivables", "total_assets"]')
        ),
        At("STM308", STATEMENTS, 42, "total_assets"),
        says='"total_assets"',
    ),
    "STM308 of a row summed twice": case(
        edited(
            STATEMENTS,
            (
                'style = "total"\n\n[[layouts.balance_sheet]]\nkey = "retained"',
                'style = "total"\n\n[[layouts.balance_sheet]]\nkey = "more"\nlabel = "M"\n'
                'sum = ["bank"]\n\n[[layouts.balance_sheet]]\nkey = "retained"',
            ),
        ),
        At("STM308", STATEMENTS, 48, "bank"),
        says='"total_assets" and again in "more"',
    ),
    "STM308 of a key given twice": case(
        edited(STATEMENTS, ('key = "liabilities"', 'key = "contributions"')),
        At("STM308", STATEMENTS, 62, "contributions"),
        At("STM308", STATEMENTS, 69, "liabilities"),
        # Neither year's 2083 is counted: only the last of two rows with one key is.
        At("STM303", STATEMENTS, 27, "[[layouts.balance_sheet]]"),
        At("STM303", STATEMENTS, 27, "[[layouts.balance_sheet]]"),
        says='"contributions"',
    ),
    "STM308 of two rows of a note": case(
        edited(STATEMENTS, ('key = "other"', 'key = "fees"')),
        At("STM308", STATEMENTS, 88, "fees"),
        says="note 2",
    ),
    "STM308 of a note for a row that is not there": case(
        edited(STATEMENTS, ('row = "income"', 'row = "incom"')),
        At("STM308", STATEMENTS, 80, "incom"),
        hints='did you mean "income"?',
    ),
    "STM307 of a row that holds all equity": case(
        ALL_EQUITY,
        At("STM307", STATEMENTS, 45, "[[layouts.balance_sheet]]"),
        At("STM307", STATEMENTS, 45, "[[layouts.balance_sheet]]"),
        says="eget kapital 2300.00 kr, the income statement 300.00 kr",
        hints="a row of its own",
    ),
    "STM308 of an overview": case(
        OVERVIEW_MISSPELT,
        At("STM308", STATEMENTS, 7, "incom"),
        says='overview names "incom"',
        hints='did you mean "income"?',
    ),
    "STM308 of equity": case(
        edited(STATEMENTS, ("header_note = 1\n", 'header_note = 1\nequity = "total_equity"\n')),
        At("STM308", STATEMENTS, 7, "total_equity"),
        says='equity names "total_equity"',
    ),
    "STM309": case(
        OLD_ACCOUNT,
        At("STM309", CHART_FILE, 11, "5010"),
        says="of 2020 falls in 0 rows of layout ny, which prints 2020 beside 2021",
    ),
    "STM320": case(
        edited(
            STATEMENTS,
            ("header_note = 1", 'header_note = 1\ncash = "bank"'),
            ("[[layouts.notes]]\nnumber = 1", CASH_FLOW + "\n[[layouts.notes]]\nnumber = 1"),
        ),
        At("STM320", CHART_FILE, 1, "1510"),
        says="counts 0.00 kr of Assets:1510-Kundfordringar, which brought -700.00 kr",
    ),
    "STM310": case(
        chosen(('"k3"', '"k22"')),
        At("STM310", STATEMENTS, 2, "k22"),
        says='there is no layout "k22"',
        hints='did you mean "k2"?',
    ),
    "STM310 of the whole file": case(
        {STATEMENTS: '# En rad.\nlayout = "ideell"\n'},
        At("STM310", STATEMENTS, 2, "ideell"),
        hints="layouts: arsbokslut, bas, k1, k2,",
    ),
    "STM310 of a command that needs the layout": case(
        {STATEMENTS: '# En rad.\nlayout = "ideell"\n'},
        At("STM310", STATEMENTS, 2, "ideell"),
        says='there is no layout "ideell"',
        arguments=("statements", "2021", "-f", "json"),
    ),
    "STM311": case(
        chosen(('"grants"\nlabel', '"grant"\nlabel')),
        At("STM311", STATEMENTS, 6, '"grant"'),
        says='layout "k3" has no row "grant"',
        hints='did you mean "grants"?',
    ),
    "STM311 of the row beside a new one": case(
        chosen(('after = "grants"', 'after = "grnts"')),
        At("STM311", STATEMENTS, 13, '"grnts"'),
        hints='did you mean "grants"?',
    ),
    "STM311 of a sum": case(
        chosen(('accounts = ["3700"]', 'sum = ["grants", "shares"]')),
        At("STM311", STATEMENTS, 12, '"shares"'),
        says='"shares"',
    ),
    "STM311 of a new row whose key there is": case(
        chosen(('"member_days"', '"membership_fees"')),
        At("STM311", STATEMENTS, 10, "membership_fees"),
        says='the layout has a row "membership_fees" already',
    ),
    "STM311 of a row changed twice": case(
        chosen(
            ('"Medlemsdagar"\naccounts = ["3700"]\nafter = "grants"', '"M"'),
            ("member_days", "grants"),
        ),
        At("STM311", STATEMENTS, 10, "grants"),
        says='the row "grants" is changed twice',
    ),
    "STM311 of accounts for a heading": case(
        chosen(
            ('"grants"\nlabel = "Föreningsbidrag"', '"operating_costs"\naccounts = ["4000-4999"]')
        ),
        At("STM311", STATEMENTS, 7, "4000-4999"),
        says='the row "operating_costs" cannot be given accounts',
    ),
    "STM311 of a sum of a row of accounts": case(
        chosen(('label = "Föreningsbidrag"', 'sum = ["membership_fees"]')),
        At("STM311", STATEMENTS, 7, "membership_fees"),
        says='the row "grants" cannot be given sum',
    ),
    "STM311 of accounts of the other statement": case(
        chosen(('["3700"]', '["3700", "2890"]')),
        At("STM311", STATEMENTS, 12, "2890"),
        says='2890 is not of the statement that the row "member_days" stands in',
    ),
    "STM311 of accounts given to two rows": case(
        chosen(('label = "Föreningsbidrag"', 'accounts = ["3690-3709"]')),
        At("STM311", STATEMENTS, 12, "3700"),
        says='3700 is given to "grants" and to "member_days"',
    ),
    "STM312": case(
        chosen(("gifts =", "gift =")),
        At("STM312", STATEMENTS, 16, "gift"),
        says='there is no tag "gift"',
        hints='did you mean "gifts"?',
    ),
    "STM312 on an account of another class": case(
        chosen(('["3190"]', '["3190", "1510"]')),
        At("STM312", STATEMENTS, 16, "1510"),
        says='1510 is tagged with "gifts", which is for accounts that begin with 3',
    ),
    "STM312 on an account of another class that is rightly tagged": case(
        chosen(('["3190"]', '["3190", "4010"]\nactivity_costs = ["4010"]')),
        At("STM312", STATEMENTS, 16, "4010"),
        says='4010 is tagged with "gifts"',
    ),
    "STM312 of two tags on an account": case(
        chosen(('["3190"]', '["3190"]\ngrants = ["3100-3199"]')),
        At("STM312", STATEMENTS, 17, "3100-3199"),
        says='3190 is tagged with "gifts" and with "grants"',
    ),
    "STM313": case(
        both(
            {STATEMENTS: 'layout = "k1"\n'},
            edited(ASSOCIATION, ("seat =", 'legal_form = "economic"\nseat =')),
        ),
        At("STM313", STATEMENTS, 1, "k1"),
        says="2020: an ekonomisk förening makes an annual report",
    ),
    "STM314": case(
        chosen(
            ('"k3"', '"k1"'),
            ('"grants"\nlabel', '"sales"\nlabel'),
            ('after = "grants"', 'after = "sales"'),
        ),
        At("STM314", STATEMENTS, 10, "member_days"),
        says='K1 lets no row be added, as "member_days" is',
    ),
    "STM314 in K2": case(
        chosen(
            ('"k3"', '"k2"'),
            ('"grants"\nlabel', '"goods"\nlabel'),
            ("3700", "4010"),
            ('after = "grants"', 'after = "goods"'),
        ),
        At("STM314", STATEMENTS, 10, "member_days"),
        says="K2 lets no row be added",
    ),
    "STM314 of a heading": case(
        {
            STATEMENTS: CHOSEN.replace('"k3"', '"k1"')
            .replace('"grants"\nlabel', '"costs"\nlabel')
            .partition('\n[[layouts.rows]]\nkey = "member')[0]
        },
        At("STM314", STATEMENTS, 6, "costs"),
        says="K1 lets no heading be renamed",
    ),
    "STM315": case(
        both(
            {STATEMENTS: 'layout = "k1"\n'},
            edited(
                CHART_FILE,
                ("open Income:3190-Övrigt SEK", 'open Income:3190-Övrigt SEK\n  name: "Gåvor"'),
            ),
        ),
        At("STM315", CHART_FILE, 8, "3190"),
        says="3190-Övrigt falls in the row Övriga verksamhetsintäkter; by its name it is of",
    ),
    "STM316": case(
        both(
            {STATEMENTS: 'layout = "k3"\n'},
            edited(
                CHART_FILE,
                (
                    "2019-12-31 open Equity:2083-Insatser SEK\n",
                    "2019-12-31 open Equity:2071-Fonden SEK\n"
                    "2019-12-31 open Equity:2083-Insatser SEK\n",
                ),
            ),
            edited(
                LEDGER,
                (
                    '  ver: "A6"\n',
                    '  ver: "A6"\n  Equity:2071-Fonden 10.00 SEK\n'
                    "  Equity:2067-Balanserat-resultat -10.00 SEK\n",
                ),
            ),
        ),
        At("STM316", CHART_FILE, 5, "2071"),
        says="Equity:2071-Fonden is a fund and holds -10.00 kr at the end of 2021",
    ),
    "STM316 of a transfer of more than there is": case(
        both(
            {STATEMENTS: 'layout = "k3"\n'},
            edited(
                ASSOCIATION,
                (
                    "signed_on = 2022-03-01\n",
                    "signed_on = 2022-03-01\ntransfers = [\n"
                    '  { account = "2083", amount = -2001 },\n'
                    '  { account = "1930", amount = 5 },\n]\n',
                ),
            ),
        ),
        At("STM316", ASSOCIATION, 29, "-2001"),
        At("STM316", ASSOCIATION, 30, "1930"),
        says="holds 2000.00 kr at the end of 2021, and 2001.00 kr is to be taken",
    ),
    "STM317": case(
        both(
            {ASSETS: SERVER},
            edited(
                CHART_FILE,
                (
                    "2019-12-31 open Expenses:4010",
                    "2019-12-31 open Assets:1220-Inventarier SEK\n"
                    "2019-12-31 open Assets:1229-Avskrivningar SEK\n"
                    "2019-12-31 open Expenses:7830-Avskrivning SEK\n"
                    "2019-12-31 open Expenses:4010",
                ),
            ),
        ),
        At("STM317", ASSETS, 1, "[[assets]]"),
        says="account 1220 ends 2020 at 5000.00 kr, in the books at 0.00 kr",
        hints="sambruk assets shows both",
    ),
    "STM316 of a decision": case(
        edited(
            ASSOCIATION,
            (
                "signed_on = 2022-03-01\n",
                'signed_on = 2022-03-01\n[reports.decision]\nmeeting = "stamma-2021"\n'
                'transfers = [{ account = "1930", amount = 5 }]\n',
            ),
        ),
        At("STM316", ASSOCIATION, 30, "1930"),
        says="the decision names 1930, which is no account of equity",
    ),
}
