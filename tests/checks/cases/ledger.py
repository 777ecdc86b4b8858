"""Findings that loading the ledger gives: syntax, accounts, options, includes."""

from __future__ import annotations

from tests.checks.cases.case import (
    CHART_FILE,
    LEDGER,
    MAIN,
    At,
    Case,
    appended,
    both,
    case,
)
from tests.workspaces import FILES, edited

CASES: dict[str, Case] = {
    "BOK201": case(
        edited(LEDGER, ('"Övrig intäkt"', '"Övrig" intäkt')),
        At("BOK201", LEDGER, 42, "Övrig"),
        hints="a voucher is",
    ),
    "BOK201 of a date that no calendar has": case(
        edited(LEDGER, ("2021-07-01", "2021-02-30")), At("BOK201", LEDGER, 42, "2021-02-30")
    ),
    "BOK206": case(
        edited(LEDGER, ("Income:3190-Övrigt", "Income:3191-Övrigt")),
        At("BOK206", LEDGER, 42, "Övrig intäkt"),
        says="Income:3191-Övrigt",
        hints="chart.beancount",
    ),
    "BOK206 of an account that is closed": case(
        appended(CHART_FILE, "2021-06-30 close Income:3190-Övrigt\n"),
        At("BOK206", LEDGER, 42, "Övrig intäkt"),
        hints="closed",
    ),
    "BOK208": case(
        both(
            edited(
                LEDGER,
                (
                    "Assets:1930-Bank                 50.00 SEK",
                    "Assets:1930-Bank                 50.00 EUR",
                ),
                ("-50.00 SEK", "-50.00 EUR"),
            ),
            edited(
                CHART_FILE,
                ("Assets:1930-Bank SEK", "Assets:1930-Bank"),
                ("Income:3190-Övrigt SEK", "Income:3190-Övrigt"),
            ),
        ),
        At("BOK208", LEDGER, 44, "EUR"),
        At("BOK208", LEDGER, 45, "EUR"),
        says="EUR",
    ),
    "BOK208 on accounts that are opened in kronor": case(
        edited(
            LEDGER,
            (
                "Assets:1930-Bank                 50.00 SEK",
                "Assets:1930-Bank                 50.00 EUR",
            ),
            ("-50.00 SEK", "-50.00 EUR"),
        ),
        At("BOK208", LEDGER, 42, "Övrig intäkt"),
        At("BOK208", LEDGER, 42, "Övrig intäkt"),
    ),
    "BOK211": case(
        appended(LEDGER, "\n2021-07-02 balance Assets:1930-Bank 2699.00 SEK\n"),
        At("BOK211", LEDGER, 47, "balance"),
        says="2699",
    ),
    "BOK214": case(appended(MAIN, 'plugin "os"\n'), At("BOK214", MAIN, 6, "plugin"), says='"os"'),
    "BOK214 of a plugin asked for twice": case(
        appended(MAIN, 'plugin "os"\n\nplugin "os"\n'),
        At("BOK214", MAIN, 6, "plugin"),
        At("BOK214", MAIN, 8, "plugin"),
    ),
    "BOK214 of a configuration": case(
        appended(CHART_FILE, 'plugin "beancount.plugins.leafonly" "1 + 1"\n'),
        At("BOK214", CHART_FILE, 11, "leafonly"),
        says="with a configuration",
    ),
    "BOK215": case(
        appended(MAIN, 'option "insert_pythonpath" "TRUE"\n'),
        At("BOK215", MAIN, 6, "insert_pythonpath"),
        says="insert_pythonpath",
    ),
    "BOK216": case({MAIN: 'include "chart.beancount"\n'}, At("BOK216", MAIN), says="no voucher"),
    "BOK218": case(
        appended(CHART_FILE, "2019-12-31 open Assets:Handkassa SEK\n"),
        At("BOK218", CHART_FILE, 11, "Assets:Handkassa"),
        says="no account number",
    ),
    "BOK218 under the wrong root": case(
        appended(CHART_FILE, "2019-12-31 open Expenses:3990-Bidrag SEK\n"),
        At("BOK218", CHART_FILE, 11, "3990"),
        hints="Income",
    ),
    "BOK218 of a liability among equity": case(
        appended(CHART_FILE, "2019-12-31 open Equity:2690-Skuld SEK\n"),
        At("BOK218", CHART_FILE, 11, "2690"),
        hints="under Liabilities",
    ),
    "BOK218 of a number given twice": case(
        appended(CHART_FILE, "2019-12-31 open Assets:1930-Plusgiro SEK\n"),
        At("BOK218", CHART_FILE, 11, "1930"),
        says="Assets:1930-Bank",
    ),
    "BOK220": case(
        appended(CHART_FILE, "2019-12-31 open Assets:1930-Bank SEK\n"),
        At("BOK220", CHART_FILE, 11, "Assets:1930-Bank"),
    ),
    "BOK220 of a key that is Beancount's own": case(
        edited(LEDGER, ('  ver: "A1"\n', '  ver: "A1"\n  filename: "kvitto.pdf"\n')),
        At("BOK220", LEDGER, 5, "filename"),
        says="filename",
        hints="document",
    ),
    "BOK220 of a line given as metadata": case(
        appended(CHART_FILE, '2019-12-31 open Assets:1940-Spar SEK\n  lineno: "x"\n'),
        At("BOK220", CHART_FILE, 12, "lineno"),
    ),
    "BOK221": case(
        appended(MAIN, 'include "2022.beancount"\n'),
        At("BOK221", MAIN, 6, "2022.beancount"),
        says="2022.beancount",
        hints="ledger/",
    ),
    "BOK221 of a file included twice": case(
        appended(CHART_FILE, 'include "2021.beancount"\n'),
        At("BOK221", LEDGER),
        says="more than once",
    ),
    "BOK222": case(
        appended(LEDGER, '2021-01-01 custom "budget" Expenses:4010-Kostnader "hourly" 1 SEK\n'),
        At("BOK222", LEDGER, FILES[LEDGER].count("\n") + 1),
        says="how often",
        hints="weekly, fortnightly",
        code=0,
    ),
    "BOK222 of another currency": case(
        appended(LEDGER, '2021-01-01 custom "budget" Expenses:4010-Kostnader "daily" 1 EUR\n'),
        At("BOK222", LEDGER, FILES[LEDGER].count("\n") + 1),
        code=0,
    ),
    "BOK222 of an account as text": case(
        appended(LEDGER, '2021-01-01 custom "budget" "Expenses:4010-Kostnader" "daily" 1 SEK\n'),
        At("BOK222", LEDGER, FILES[LEDGER].count("\n") + 1),
        code=0,
    ),
    "BOK223": case(
        appended(LEDGER, '2021-01-01 custom "budget" Income:3110-Årsavgifter "daily" 1 SEK\n'),
        At("BOK223", LEDGER, FILES[LEDGER].count("\n") + 1),
        says="as if it were a cost",
        code=0,
    ),
    "BOK251": case(
        {
            "ledger/main.beancount": FILES["ledger/main.beancount"] + 'include "lang.beancount"\n',
            "ledger/lang.beancount": "; line\n; " + "x" * 1_000_000 + "\n",
        },
        At("BOK251", "ledger/lang.beancount", 2),
        says="longer than 1000000 characters",
        hints="divide the line",
    ),
    "BOK250": case(
        {LEDGER: b"\xef\xbb\xbf" + FILES[LEDGER].encode()},
        At("BOK250", LEDGER, 1),
        says="byte order mark",
        hints="without",
        code=0,
    ),
    "BOK250 of a lone carriage return": case(
        edited(LEDGER, ('"Storstads kommun" "Årsavgift"\n', '"Storstads kommun" "Årsavgift"\r')),
        At("BOK250", LEDGER, 3),
        says="carriage return alone",
        hints="LF or CRLF",
    ),
    "BOK250 of a flag before CRLF": case(
        {
            LEDGER: FILES[LEDGER].replace("\n", "\r\n")
            + '2021-08-01 P\r\n  ver: "A7"\r\n  Assets:1930-Bank 0.00 SEK\r\n'
        },
        At("BOK250", LEDGER, FILES[LEDGER].count("\n") + 1),
        At("BOK231", LEDGER, FILES[LEDGER].count("\n") + 1),
        says="does not know the flag",
        hints="write a text after",
        code=0,
    ),
}
