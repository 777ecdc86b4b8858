"""Money in another currency: nothing in kronor, in every command, until it is priced."""

from __future__ import annotations

import csv
import io
import re
from pathlib import Path

import pytest
from typer.testing import CliRunner

from sambruk_cli.console.app import app
from tests.commands.every import FORMS, OTHERS, TABLES, missing
from tests.conftest import Changes, MakeWorkspace
from tests.workspaces import CHART, FILES, JOURNAL_2021

# On everything that is summed: the bank, an open item of a member, a fee of a member, what a
# project costs and what a supplier is owed. The digits of 86 421 stand nowhere else.
EURO = """
2021-08-01 * "Banken" "I euro"
  ver: "A7"
  Assets:1930-Bank              86421.00 EUR
  Assets:1510-Kundfordringar    86421.00 EUR
    member: "storstad"
    invoice: "2021-9"
  Expenses:4010-Kostnader       86421.00 EUR
    counterparty: "banken"
    project: "bron"
  Income:3110-Årsavgifter      -86421.00 EUR
    member: "storstad"
  Equity:2083-Insatser         -86421.00 EUR
    member: "lillby"
  Liabilities:2440-Leverantörsskulder -86421.00 EUR
    counterparty: "banken"
"""
PUBLISHED = (
    'source = "tryckt"\n[[figures]]\nitem = "balance_sheet.bank"\nyear = "2021"\nvalue = 2700\n'
)


def with_euro(text: str = EURO) -> Changes:
    return {
        "ledger/2021.beancount": JOURNAL_2021 + text,
        # Accounts that may hold more than kronor, so that Beancount has nothing against it.
        "ledger/chart.beancount": CHART.replace(" SEK", ""),
        "config/published/2021.toml": PUBLISHED,
    }


def test_every_command_is_tried() -> None:
    assert missing() == set()


@pytest.mark.parametrize("command", [*OTHERS, *TABLES], ids=" ".join)
def test_the_digits_of_euro_occur_nowhere(
    command: tuple[str, ...], make_workspace: MakeWorkspace
) -> None:
    folder = make_workspace(with_euro())
    for suffix in FORMS.get(command[0], FORMS[""]):
        file = folder / f"shown{suffix}"
        run = CliRunner().invoke(
            app, ["--root", str(folder), *command, "--no-cache", "-o", str(file)]
        )
        assert run.exit_code == 1, run.output  # BOK208 is an error
        shown = file.read_text("cp437" if suffix == ".se" else "utf-8")
        assert shown.count("\n") > 1
        assert "86421" not in re.sub(r"(?<=\d)[ .,\u00a0\u202f](?=\d)", "", shown)


def asked(folder: Path, *arguments: str) -> str:
    return CliRunner().invoke(app, ["--root", str(folder), *arguments, "--no-cache"]).stdout


def closing(folder: Path) -> dict[str, str]:
    """What each account of 2021 stands at."""
    rows = csv.DictReader(io.StringIO(asked(folder, "balances", "2021", "-f", "csv")))
    return {row["account"]: row["closing"] for row in rows}


def test_every_account_stands_at_what_it_does_without_the_euro(
    make_workspace: MakeWorkspace,
) -> None:
    with_them = closing(make_workspace(with_euro()))
    assert with_them["Assets:1930-Bank"] == "2700.00"  # tests/workspaces.py works it out
    assert with_them["Assets:1510-Kundfordringar"] == "700.00"
    assert with_them["Liabilities:2440-Leverantörsskulder"] == "0.00"
    without = closing(make_workspace({**with_euro(), **dict.fromkeys(FILES)}, FILES))
    assert without == {k: v for k, v in with_them.items() if "2440" not in k}


def test_what_is_priced_counts_as_its_kronor(make_workspace: MakeWorkspace) -> None:
    # 100 euro at 11.50 are 1150 kronor; three euro for 35 kronor together are 35, not 34.99.
    priced = """
2021-08-01 * "Banken" "Växling"
  ver: "A7"
  Assets:1930-Bank            100.00 EUR @ 11.50 SEK
  Assets:1930-Bank              3.00 EUR @@ 35.00 SEK
  Income:3190-Övrigt        -1185.00 SEK
"""
    folder = make_workspace(with_euro(priced))
    stands = closing(folder)
    assert stands["Assets:1930-Bank"] == "3885.00"
    assert stands["Income:3190-Övrigt"] == "-1235.00"
    found = asked(folder, "validate")
    assert found.count("BOK208") == 2
    assert "BOK202" not in found


def test_a_balance_directive_in_euro_is_held_against_the_euro(
    make_workspace: MakeWorkspace,
) -> None:
    folder = make_workspace(with_euro(EURO + "\n2021-09-01 balance Assets:1930-Bank 86420 EUR\n"))
    found = asked(folder, "validate")
    assert "expected 86420, accumulated 86421.00 EUR" in " ".join(found.split())


def test_a_voucher_that_its_prices_balance_is_balanced_after_rounding(
    make_workspace: MakeWorkspace,
) -> None:
    # Each row is worth 16.665 kronor; both are 33.33, of which the larger row takes the odd öre.
    twice = """
2021-08-01 * "Banken" "Växling"
  ver: "A7"
  Assets:1930-Bank              1.50 EUR @ 11.11 SEK
  Assets:1930-Bank              1.50 EUR @ 11.11 SEK
  Income:3190-Övrigt          -33.33 SEK
"""
    folder = make_workspace(with_euro(twice))
    assert closing(folder)["Assets:1930-Bank"] == "2733.33"
    found = asked(folder, "validate")
    assert "BOK202" not in found
    assert "STM303" not in found


def test_a_voucher_that_its_prices_leave_unbalanced_is_not_made_right(
    make_workspace: MakeWorkspace,
) -> None:
    text = """
2021-08-01 * "Banken" "Växling"
  ver: "A7"
  Assets:1930-Bank              1.50 EUR @ 11.11 SEK
  Income:3190-Övrigt          -16.00 SEK
"""
    folder = make_workspace(with_euro(text))
    assert "BOK202" in asked(folder, "validate")
    assert closing(folder)["Assets:1930-Bank"] == "2716.67"


def test_a_row_in_euro_draws_no_invoice_in_kronor(make_workspace: MakeWorkspace) -> None:
    text = """
2021-08-01 * "Storstads kommun" "I euro"
  ver: "A7"
  Assets:1510-Kundfordringar     -5.00 EUR
    member: "storstad"
    invoice: "2021-9"
  Assets:1930-Bank                5.00 EUR

2021-08-02 * "Lillby kommun" "I kronor"
  ver: "A8"
  Assets:1510-Kundfordringar     50.00 SEK
    member: "lillby"
    invoice: "2021-9"
  Income:3190-Övrigt            -50.00 SEK
"""
    found = asked(make_workspace(with_euro(text)), "validate")
    assert "BOK208" in found
    assert "BOK219" not in found
    assert "BOK212" not in found


def test_that_no_euro_is_on_an_account_holds_no_kronor(make_workspace: MakeWorkspace) -> None:
    journal = JOURNAL_2021.replace(
        "2021-01-01 balance Assets:1930-Bank 2300.00 SEK",
        "2021-01-01 balance Assets:1930-Bank 0.00 EUR",
    )
    assert journal != JOURNAL_2021
    folder = make_workspace(
        {"ledger/2021.beancount": journal, "ledger/chart.beancount": CHART.replace(" SEK", "")}
    )
    assert "BOK239" in asked(folder, "validate")
