"""Changes to the faultless workspace that several cases make."""

from __future__ import annotations

from tests.checks.cases.case import (
    ASSOCIATION,
    BOARD,
    CHAPTER,
    CHART_FILE,
    FEES,
    LEDGER,
    LEDGER_2020,
    PUBLISHED,
    STATEMENTS,
    appended,
    both,
)
from tests.conftest import Changes
from tests.workspaces import FILES, edited


def published(*figures: str) -> Changes:
    """Published figures of 2021; a figure's own keys begin on the third line."""
    return {PUBLISHED: 'source = "tryckt"\n' + "".join(f"[[figures]]\n{f}" for f in figures)}


def voucher(number: str, *postings: str) -> Changes:
    """One more voucher of 2021, on the first of August."""
    rows = "".join(f"  {posting}\n" for posting in postings)
    return appended(LEDGER, f'\n2021-08-01 * "Ett till"\n  ver: "{number}"\n{rows}')


# An account that no row holds, used and emptied by one voucher.
UNUSED_ACCOUNT = both(
    appended(CHART_FILE, "2019-12-31 open Assets:1630-Skattekonto SEK\n"),
    appended(
        LEDGER,
        '\n2021-08-01 * "Insättning och uttag"\n'
        '  ver: "A7"\n'
        "  Assets:1630-Skattekonto 10.00 SEK\n"
        "  Assets:1630-Skattekonto -10.00 SEK\n",
    ),
)


NEW_MEMBER = """
[[members]]
id = "nyby"
name = "Nyby"
kind = "organisation"
"""


# A status that members may have; what `status` states of the last member comes before it.
STATUS = """
[[attributes]]
id = "status"
label = "status"
type = "text"
"""


def status(day: str, value: str) -> str:
    """A status of the last member, whose day stands on its third line."""
    return f"""
[[members.attributes]]
name = "status"
date = {day}
value = "{value}"
source = "exempel"
"""


# A discount for students, on one line.
STUDENTS = 'discounts = [{ attribute = "status", values = ["student"], part = 0.5 }]'


def group(name: str, payer: str, *members: tuple[str, str]) -> str:
    """A group that is one from 2031; its payer is on its fifth line, its members from the seventh.

    Each member is an id and what else is said of it.
    """
    rows = "".join(f'  {{ id = "{who}", from = 2031-01-01{more} }},\n' for who, more in members)
    return f"""
[[groups]]
id = "{name}"
name = "{name.capitalize()}"
payer = "{payer}"
members = [
{rows}]
"""


def next_year(amount: str) -> str:
    """A schedule of the levy that is not yet in force; the amount is on line 44 of the file."""
    return f"""
[[schedules]]
id = "nasta"
kind = "special_levy"
valid_from = 2031-01-01
{amount}
account = "3190"
decision = "Stämman 2021"
"""


def camp(amount: str, kind_account: str = "") -> str:
    """A kind of charge of the association's own, and a schedule of it that is not yet in force."""
    account = f'account = "{kind_account}"\n' if kind_account else ""
    return f"""
[[charge_kinds]]
id = "lager"
label = "Lägeravgift"
{account}
[[schedules]]
id = "lager"
kind = "lager"
valid_from = 2031-01-01
{amount}
decision = "Stämman 2021"
"""


def agreed(day: str, more: str = "") -> str:
    """An agreement with Förbundet from a day on, of no year that has come."""
    return f"""
[[agreements]]
member = "forbundet"
from = {day}
part = 0.5
reason = "Svår ekonomi"
decision = "Styrelsen 2021-05-05"
{more}
"""


# A deputy of the board, and a person who is nothing in it.
DEPUTY = appended(
    BOARD,
    """
[[people]]
id = "eva-po"
name = "Eva Po"

[[people]]
id = "cia-by"
name = "Cia By"

[[mandates]]
person = "eva-po"
role = "deputy"
elected_at = "stamma-2021"
""",
)


PNG_HEAD = b"\x89PNG\r\n\x1a\n"


# A chapter with the overview of several years; the income of 2021 is half again that of 2020.
# An overview of several years is of an annual report: K2 wants it (BFNAR 2016:10 p. 5.5).
OVERVIEW = both(
    edited(
        STATEMENTS,
        ('framework = "K1"', 'framework = "K2"'),
        (
            "header_note = 1",
            'header_note = 1\noverview = { turnover = "income", result = "net_result", '
            'equity = "retained", total = "total_assets" }',
        ),
    ),
    appended(CHAPTER, "\n{{ block.multi_year }}\n"),
)


NEXT_MEETING = """
[[meetings]]
id = "stamma-2022"
kind = "annual"
date = {day}
title = "Årsstämma 2022"
"""


def levy_on(day: str) -> Changes:
    """A levy of 2021, charged on a day of the calendar."""
    return both(
        appended(CHART_FILE, "2019-12-31 open Income:3120-Extra SEK\n"),
        appended(
            FEES,
            f"""
[[schedules]]
id = "extra"
kind = "special_levy"
tiers = "storlek"
valid_from = 2021-01-01
charged_on = "{day}"
account = "3120"
decision = "Stämman 2021"
amounts = {{ organisation = 10, small = 20, large = 30 }}
""",
        ),
    )


# A levy on the account of the annual fee, but not in these years.
NEVER_LEVIED = """\
[[schedules]]
id = "extra"
kind = "special_levy"
tiers = "storlek"
valid_from = 2031-01-01
account = "3110"
decision = "Stämman 2021"
amounts = { organisation = 10, small = 20, large = 30 }

[[schedules]]
id = "arsavgift\""""


def ended(day: str) -> str:
    """The schedules, with the annual fee's in force through a day."""
    start = "valid_from = 2020-01-01\ncharged_on"
    text = edited(FEES, (start, f"valid_from = 2020-01-01\nvalid_to = {day}\ncharged_on"))[FEES]
    assert isinstance(text, str)
    return text


def second_fee(day: str) -> str:
    """A schedule of the same fee, in force from a day."""
    return f"""
[[schedules]]
id = "arsavgift-2"
kind = "annual_fee"
tiers = "storlek"
valid_from = {day}
charged_on = "02-01"
account = "3110"
decision = "Stämman 2021"
amounts = {{ organisation = 100, small = 200, large = 400 }}
"""


OVERVIEW_MISSPELT = edited(
    STATEMENTS,
    (
        "header_note = 1\n",
        'header_note = 1\noverview = { turnover = "incom", result = "net_result", '
        'equity = "retained", total = "total_assets" }\n',
    ),
)

# One row of equity, as a layout of K1 might have it, marked as the row of the result.
_FIRST = FILES[STATEMENTS].index('[[layouts.balance_sheet]]\nkey = "retained"')
_NEXT = FILES[STATEMENTS].index('[[layouts.balance_sheet]]\nkey = "liabilities"')
ALL_EQUITY: Changes = {
    STATEMENTS: (
        FILES[STATEMENTS][:_FIRST]
        + '[[layouts.balance_sheet]]\nkey = "result"\nlabel = "Eget kapital"\n'
        'accounts = ["2000-2099"]\nresult = true\n\n' + FILES[STATEMENTS][_NEXT:]
    )
    .replace('["retained", "contributions", "result", ', '["result", ')
    .replace('disposition = ["retained", "result"]', 'disposition = ["result"]')
}

# Two layouts: the one of 2021 on holds no account of the fifties.
TWO_LAYOUTS: Changes = {
    STATEMENTS: FILES[STATEMENTS].replace("to = 2025-12-31", "to = 2020-12-31")
    + FILES[STATEMENTS]
    .replace('id = "enkel"', 'id = "ny"')
    .replace("from = 2000-01-01", 'from = 2021-01-01\nequity = "retained"')
    .replace('"4000-8998"', '"4000-4999", "6000-8998"')
}

# The cost of 2020 on an account that the layout of 2021 does not hold.
OLD_ACCOUNT = both(
    TWO_LAYOUTS,
    appended(CHART_FILE, "2019-12-31 open Expenses:5010-Lokal SEK\n"),
    edited(LEDGER_2020, ("Expenses:4010-Kostnader         200.00", "Expenses:5010-Lokal 200.00")),
)

# Another year before, with such a cost and as much income, and a chart that reaches back to it.
OLD_YEAR = both(
    TWO_LAYOUTS,
    {
        CHART_FILE: FILES[CHART_FILE].replace("2019-12-31", "2018-12-31")
        + "2018-12-31 open Expenses:5010-Lokal SEK\n",
        LEDGER_2020: FILES[LEDGER_2020].replace("2019-12-31", "2018-12-31")
        + '\n2019-06-01 * "Lokal"\n  ver: "A1"\n  Expenses:5010-Lokal 10.00 SEK\n'
        "  Income:3190-Övrigt -10.00 SEK\n"
        "\n2020-01-01 balance Assets:1930-Bank 2000.00 SEK\n",
        CHAPTER: FILES[CHAPTER] + "\n{{ block.chart.equity }}\n",
    },
    edited(
        ASSOCIATION,
        (
            '[[fiscal_years]]\nlabel = "2020"',
            '[[fiscal_years]]\nlabel = "2019"\nstart = 2019-01-01\nend = 2019-12-31\n'
            "closed = true\n\n"
            '[[fiscal_years]]\nlabel = "2020"',
        ),
    ),
)

KEY_FIGURES = appended(
    ASSOCIATION,
    '\n[[key_figures]]\nyear = "2020"\nsource = "Årsredovisning 2020"\nturnover = 500\n',
)
# Acquired at the end of 2020, for use from 2021.
SERVER = """\
[[assets]]
id = "server"
name = "Server"
account = "1220"
accumulated = "1229"
expense = "7830"
acquired = 2020-12-30
from = 2021-01-01
value = 5000
months = 60
"""
