"""A ledger that is plain throughout is read as Beancount reads it, and none else is."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from sambruk_cli.books.directives import plain_directives
from sambruk_cli.books.load import read_vouchers
from sambruk_cli.books.plain import read_plainly
from sambruk_cli.books.with_beancount import read_with_beancount
from sambruk_cli.workspace import Workspace
from tests.books.test_scan import PLAIN, outcome
from tests.imported import modules_of

CHART = """\
2019-12-31 open Assets:1930-Bank SEK
  name: "Bankkonto"
2019-12-31 open Assets:1510-Kundfordringar SEK,EUR ; också i euro
2019-12-31 open Income:3110-Årsavgifter
"""

# Lines as ledgers have them beside vouchers: right, unusual and wrong.
LINES = [
    'option "title" "Föreningen"',
    'option "operating_currency" "SEK"  ; kronor',
    'option "operating_currency" "EUR"',
    'option "name_assets" "Tillgangar"',
    'option "okand" "x"',
    'option "booking_method" "FIFO"',
    'option "title" "med \\"citat\\""',
    '  option "title" "Indragen"',
    'include "b.beancount"',
    'include "b.bean*"',
    'include "saknas.beancount"',
    'include "../utanfor.beancount"',
    'plugin "beancount.plugins.noduplicates"',
    "2019-12-31 open Expenses:5010-Lokalhyra SEK",
    "2019-12-31 open Expenses:5010-Lokalhyra SEK",
    "2020-06-01 open Equity:2069-Årets-resultat  SEK   ; sent",
    "2019-12-31 open Assets:1940-Euro EUR",
    "2019-12-31 open Assets:1950-Euro EUR,USD",
    '2019-12-31 open Assets:1960-Fonder SEK "STRICT"',
    "2019-12-31 open Assets:bank SEK",
    "2019-12-31 open Asset:1930-Bank SEK",
    "2019-12-31 open Assets SEK",
    "2019-12-31 open Assets:Æro SEK",
    "2019-12-31 open Assets:1970-Ümlaut SEK",
    "2019-12-31 open Assets:1970-Bänk_två SEK",
    "2019-12-31 open Assets:-1970 SEK",
    "2019-12-31 open Assets:1970-- SEK",
    "2019-02-30 open Assets:1980-Fel SEK",
    "2019/12/31 open Assets:1980-Snedstreck SEK",
    "2019-12-31 open Assets:1980-Valuta SEKX",
    "2019-12-31 open Assets:1980-Valuta SEK, EUR",
    "2020-12-31 close Expenses:5010-Lokalhyra",
    "2020-12-31 close Expenses:5010-Lokalhyra",
    "2020-01-31 close Assets:1930-Bank",
    "2018-01-31 close Assets:1930-Bank",
    "2020-02-01 close Assets:1999-Okant",
    "2020-01-01 balance Assets:1930-Bank 0 SEK",
    "2020-02-02 balance Assets:1510-Kundfordringar 100.00 SEK",
    "2020-02-02 balance Assets:1510-Kundfordringar 100.00 SEK",
    "2020-02-02 balance Assets:1510-Kundfordringar 250.00 SEK",
    "2020-02-02 balance Income:3110-Årsavgifter -100 SEK ; kreditsaldo",
    "2020-02-02 balance Income:3110-Årsavgifter -0.00 SEK",
    "2018-02-02 balance Assets:1930-Bank 0 SEK",
    "2020-02-02 balance Assets:1930-Bank 0 EUR",
    "2020-02-02 balance Assets:1930-Bank 0 ~ 0.05 SEK",
    "2020-02-02 balance Assets:1930-Bank 1,000 SEK",
    "2020-02-02 balance Assets:1930-Bank 50 * 2 SEK",
    "2020-02-02 balance Assets:1930-Bank",
    "2020-02-02 balance Assets:1999-Okant 0 SEK",
    '  name: "Ett namn"',
    '  name: ""',
    '  name: "Ett namn"',
    '  ort: "Gävle"',
    '  filename: "annan"',
    "  filename: 12",
    '  lineno: "x"',
    "  lineno: 12",
    "  lineno: TRUE",
    "  lineno:",
    '  a: "en bokstav"',
    "0001-01-01 open Assets:1990-Forsta-dagen SEK",
    "0001-01-01 balance Assets:1990-Forsta-dagen 0.00 SEK",
    "9999-12-31 balance Assets:1930-Bank 0.00 SEK",
    "  name: 12",
    "  name: TRUE",
    "  ; indraget",
    "; kommentar",
    "",
    "   ",
    "* rubrik",
    "2020-01-01 commodity SEK",
    '2020-01-01 note Assets:1930-Bank "Öppnat"',
    "2020-01-15 pad Assets:1930-Bank Income:3110-Årsavgifter",
    '2020-01-01 custom "budget" Income:3110-Årsavgifter "yearly" 100.00 SEK',
    "pushtag #x",
    "skräp",
]
RIGHT = [
    *LINES[:2],
    "2019-12-31 open Expenses:5010-Lokalhyra SEK",
    "2020-06-01 open Equity:2069-Årets-resultat  SEK   ; sent",
    "",
    "; kommentar",
    '  name: "Ett namn"',
    "2020-01-01 balance Assets:1930-Bank 0 SEK",
    "2020-02-02 balance Assets:1510-Kundfordringar 100.00 SEK",
]
pieces = st.one_of(st.just(PLAIN), st.sampled_from(RIGHT), st.sampled_from(LINES))
bodies = st.lists(pieces, max_size=6).map("\n".join)


def written(folder: Path, text: str, included: str) -> Workspace:
    (folder / "ledger").mkdir(exist_ok=True)
    (folder / "ledger/main.beancount").write_text(f"{CHART}{text}\n")
    (folder / "ledger/b.beancount").write_text(f"{included}\n")
    return Workspace(folder)


@settings(
    max_examples=400,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)
@given(bodies, bodies)
def test_what_is_read_plainly_is_what_beancount_reads(
    tmp_path: Path, text: str, included: str
) -> None:
    workspace = written(tmp_path, text, included)
    shortest, _ = read_plainly(workspace)
    long = outcome(read_with_beancount(workspace, plainly=False))
    assert shortest is None or outcome(shortest) == long
    assert outcome(read_vouchers(workspace)) == long


@pytest.mark.slow
@pytest.mark.parametrize("line", LINES)
def test_each_line_is_read_as_by_beancount_or_left_to_it(tmp_path: Path, line: str) -> None:
    for text, included in (
        (f"{line}\n{PLAIN}", ""),
        (f"{CHART.splitlines()[0].replace('1930', '1920')}\n{line}", ""),
        (f'{PLAIN}\ninclude "b.beancount"', line),
    ):
        workspace = written(tmp_path, text, included)
        read = outcome(read_vouchers(workspace))
        assert read == outcome(read_with_beancount(workspace, plainly=False))


@pytest.mark.parametrize("line", RIGHT)
def test_an_ordinary_line_needs_no_beancount(line: str) -> None:
    opened = "2019-12-31 open Equity:2091-Resultat SEK\n" if line.startswith("  name") else ""
    assert plain_directives(f"{opened}{line}", "ledger/main.beancount") is not None


@pytest.mark.parametrize(
    "text",
    [
        # Two balances of one day that differ, which Beancount reports.
        "2020-02-02 balance Assets:1930-Bank 0 SEK\n2020-02-02 balance Assets:1930-Bank 1 SEK\n",
        # Before the first day there is none.
        "0001-01-01 open Assets:1990-Forst SEK\n0001-01-01 balance Assets:1990-Forst 0.00 SEK\n",
        # Accounts stand in the order of their days, not of their lines.
        "2020-06-01 open Assets:1991-Sen SEK\n2019-01-01 open Assets:1992-Tidig SEK\n",
    ],
)
def test_lines_that_concern_each_other_are_read_as_by_beancount(tmp_path: Path, text: str) -> None:
    workspace = written(tmp_path, text, "")
    read = outcome(read_vouchers(workspace))
    assert read == outcome(read_with_beancount(workspace, plainly=False))


def test_directives_carry_what_they_say_and_where() -> None:
    text = (
        'option "title" "Föreningen"\n'
        'include "2020.beancount"\n'
        "2019-12-31 open Assets:1930-Bank SEK ; öppnat\n"
        '  name: "Bankkonto"\n'
        "2020-01-01 balance Assets:1930-Bank  -12.50 SEK\n"
        "2020-12-31 close Assets:1930-Bank\n"
    )
    read = plain_directives(text, "ledger/a.beancount")
    assert read is not None
    (account,) = read.accounts
    assert (account.name, account.number, account.label) == (
        "Assets:1930-Bank", "1930", "Bankkonto"
    )  # fmt: skip
    assert (account.opened, account.file, account.line) == (
        date(2019, 12, 31), "ledger/a.beancount", 3
    )  # fmt: skip
    (stated,) = read.assertions
    assert (stated.account, stated.date, stated.line) == ("Assets:1930-Bank", date(2020, 1, 1), 5)
    assert (stated.amount, stated.currency) == (Decimal("-12.50"), "SEK")
    assert read.closed == (("Assets:1930-Bank", date(2020, 12, 31)),)
    assert read.includes == (("2020.beancount", 2),)
    assert (read.has_options, read.are_balances) == (True, False)


def test_balances_alone_leave_a_file_one_that_can_be_taken_up_again() -> None:
    balances = plain_directives("2020-01-01 balance Assets:1930-Bank 0 SEK\n\n; slut", "a")
    assert balances is not None
    assert balances.are_balances


def test_the_example_is_validated_without_importing_beancount() -> None:
    assert modules_of("--no-cache", "validate").of("beancount") == set()
