"""Ändamålsbestämda medel in a report by K3, worked by hand.

The faultless workspace opens with 500 kr in Ungdomsfonden, of which 150 kr are used in 2021, and
200 kr are reserved in Lokalfonden. The results are 300 kr and 600 kr; 500 kr of contributions are
paid in in 2021.
"""

from __future__ import annotations

from decimal import Decimal

import pytest

from sambruk_cli.document.model import Table
from sambruk_cli.report.blocks.equity import equity_changes
from sambruk_cli.report.blocks.funds import funds, result_allocation
from sambruk_cli.report.blocks.statements import disposition
from sambruk_cli.report.values import inline_values
from sambruk_cli.report.year import ReportYear, gather
from sambruk_cli.workspace import Workspace
from tests.checks.cases.case import ASSOCIATION, CHART_FILE, LEDGER, LEDGER_2020, STATEMENTS
from tests.conftest import Changes, MakeWorkspace, findings_in
from tests.sessions import read_checked
from tests.workspaces import FILES, edited

D = Decimal
RESERVED = """
2021-12-31 * "Fonder"
  ver: "A7"
  Equity:2071-Ungdomsfonden        150.00 SEK
  Equity:2067-Balanserat-resultat -150.00 SEK

2021-12-31 * "Reservering"
  ver: "A8"
  Equity:2067-Balanserat-resultat  200.00 SEK
  Equity:2072-Lokalfonden         -200.00 SEK
"""


def changes(vouchers: str = RESERVED, transfers: str = "") -> Changes:
    opened = "2019-12-31 open Equity:2083-Insatser SEK\n"
    return {
        STATEMENTS: 'layout = "k3"\n',
        **edited(
            CHART_FILE,
            (
                opened,
                f"{opened}2019-12-31 open Equity:2071-Ungdomsfonden SEK\n"
                "2019-12-31 open Equity:2072-Lokalfonden SEK\n",
            ),
        ),
        **edited(
            LEDGER_2020,
            ("Equity:2067-Balanserat-resultat -500.00", "Equity:2071-Ungdomsfonden -500.00"),
        ),
        LEDGER: str(FILES[LEDGER]) + vouchers,
        ASSOCIATION: str(FILES[ASSOCIATION]) + transfers,
    }


def year_of(make_workspace: MakeWorkspace, changed: Changes) -> ReportYear:
    session = read_checked(Workspace(make_workspace(changed)), cache=False)
    found = gather(session.in_language("sv"), session.register.years[1])
    assert found is not None
    return found


def cells(blocks: list[object]) -> list[tuple[object, ...]]:
    (table,) = blocks
    assert isinstance(table, Table)
    return [tuple(row.cells) for row in table.rows]


@pytest.mark.longer
def test_each_fund_has_a_row(make_workspace: MakeWorkspace) -> None:
    assert cells(list(funds(year_of(make_workspace, changes())))) == [
        ("Ungdomsfonden", D(500), D(0), D(-150), D(350)),
        ("Lokalfonden", D(0), D(200), D(0), D(200)),
        ("Summa", D(500), D(200), D(-150), D(550)),
    ]


@pytest.mark.longer
def test_the_result_is_shown_with_what_funds_gave_and_got(make_workspace: MakeWorkspace) -> None:
    assert cells(list(result_allocation(year_of(make_workspace, changes())))) == [
        ("Årets resultat enligt resultaträkningen", D(600)),
        ("Utnyttjande av ändamålsbestämda medel från tidigare år", D(150)),
        ("Reservering av ändamålsbestämda medel som ej utnyttjats under året", D(-200)),
        ("Kvarstående belopp, förändring balanserat kapital", D(550)),
    ]


def test_moves_to_funds_and_from_them_stand_apart(make_workspace: MakeWorkspace) -> None:
    """Columns: Ändamålsbestämda medel, Balanserat kapital, Årets resultat, sum."""
    assert cells(list(equity_changes(year_of(make_workspace, changes())))) == [
        ("Ingående balans", D(500), D(1500), D(300), D(2300)),
        ("Föregående års resultat", D(0), D(300), D(-300), D(0)),
        ("Reserverat till ändamålsbestämda medel", D(200), D(-200), D(0), D(0)),
        ("Utnyttjat av ändamålsbestämda medel", D(-150), D(150), D(0), D(0)),
        ("Inbetalt och övrigt", D(0), D(500), D(0), D(500)),
        ("Årets resultat", D(0), D(0), D(600), D(600)),
        ("Utgående balans", D(550), D(2250), D(600), D(3400)),
    ]


def test_a_gift_booked_on_a_fund_is_no_part_of_the_result(make_workspace: MakeWorkspace) -> None:
    gift = """
2021-12-31 * "Gåva"
  ver: "A7"
  Assets:1930-Bank                  80.00 SEK
  Equity:2072-Lokalfonden          -80.00 SEK
"""
    year = year_of(make_workspace, changes(gift))
    assert cells(list(result_allocation(year)))[1:] == [
        ("Kvarstående belopp, förändring balanserat kapital", D(600))
    ]
    assert ("Inbetalt och övrigt", D(80), D(500), D(0), D(580)) in cells(list(equity_changes(year)))


def allocated(make_workspace: MakeWorkspace, changed: Changes) -> list[tuple[object, ...]]:
    return cells(list(result_allocation(year_of(make_workspace, changed))))[1:]


def test_a_reservation_in_the_closing_voucher_counts(make_workspace: MakeWorkspace) -> None:
    closing = """
2021-12-31 * "Årets resultat och reservering"
  ver: "A7"
  Expenses:8999-Årets-resultat     600.00 SEK
  Equity:2069-Årets-resultat      -600.00 SEK
  Equity:2067-Balanserat-resultat  200.00 SEK
  Equity:2072-Lokalfonden         -200.00 SEK
"""
    assert allocated(make_workspace, changes(closing)) == [
        ("Reservering av ändamålsbestämda medel som ej utnyttjats under året", D(-200)),
        ("Kvarstående belopp, förändring balanserat kapital", D(400)),
    ]


def test_a_fund_used_in_a_voucher_of_other_things_counts(make_workspace: MakeWorkspace) -> None:
    mixed = """
2021-12-31 * "Läger ur fonden, och en intäkt"
  ver: "A7"
  Equity:2071-Ungdomsfonden        150.00 SEK
  Equity:2067-Balanserat-resultat -150.00 SEK
  Assets:1930-Bank                  10.00 SEK
  Income:3190-Övrigt               -10.00 SEK
"""
    assert allocated(make_workspace, changes(mixed)) == [
        ("Utnyttjande av ändamålsbestämda medel från tidigare år", D(150)),
        ("Kvarstående belopp, förändring balanserat kapital", D(760)),
    ]


def test_what_one_fund_gives_another_is_neither_used_nor_reserved(
    make_workspace: MakeWorkspace,
) -> None:
    between = """
2021-12-31 * "Mellan fonder, och något mer"
  ver: "A7"
  Equity:2071-Ungdomsfonden        300.00 SEK
  Equity:2067-Balanserat-resultat   40.00 SEK
  Equity:2072-Lokalfonden         -340.00 SEK
"""
    assert allocated(make_workspace, changes(between)) == [
        ("Reservering av ändamålsbestämda medel som ej utnyttjats under året", D(-40)),
        ("Kvarstående belopp, förändring balanserat kapital", D(560)),
    ]


TO_FUND = """
2021-05-01 * "Stämman: till fond"
  ver: "A7"
  Equity:2067-Balanserat-resultat  120.00 SEK
  Equity:2071-Ungdomsfonden       -120.00 SEK
"""
# Of the 120 kr 20 are brought back: the fund was to have 100.
CORRECTED = """
2021-06-01 * "Rättelse"
  ver: "A8"
  corrects: "A7"
  Equity:2071-Ungdomsfonden         20.00 SEK
  Equity:2067-Balanserat-resultat  -20.00 SEK
"""


def test_what_the_meeting_did_with_the_result_before_is_not_of_this_one(
    make_workspace: MakeWorkspace,
) -> None:
    """By the voucher that disposes of the result itself, and with its correction."""
    changed = changes(TO_FUND + CORRECTED)
    alone = """
2021-04-01 * "Resultatet 2020 i ny räkning"
  ver: "A3"
  Equity:2069-Årets-resultat      300.00 SEK
  Equity:2067-Balanserat-resultat -300.00 SEK
"""
    assert alone in str(changed[LEDGER])
    at_once = alone.replace("-300.00 SEK", "-180.00 SEK\n  Equity:2071-Ungdomsfonden -120.00 SEK")
    ledger = str(changed[LEDGER]).replace(TO_FUND, "").replace(alone, at_once)
    changed[LEDGER] = ledger.replace('corrects: "A7"', 'corrects: "A3"').replace('"A8"', '"A7"')
    year = year_of(make_workspace, changed)
    assert cells(list(result_allocation(year)))[1:] == [
        ("Kvarstående belopp, förändring balanserat kapital", D(600))
    ]
    assert (
        "Reserverat till ändamålsbestämda medel",
        D(100),
        D(-100),
        D(0),
        D(0),
    ) in cells(list(equity_changes(year)))


@pytest.mark.longer
def test_what_the_board_proposed_a_year_ago_is_not_of_this_result(
    make_workspace: MakeWorkspace,
) -> None:
    proposed = """
[[reports]]
year = "2020"
prepared_by = "bo"
date = 2021-02-01
version = "1.0"
transfers = [{ account = "2071", amount = 120 }]
"""
    rest = ("Kvarstående belopp, förändring balanserat kapital", D(600))
    assert allocated(make_workspace, changes(TO_FUND, proposed)) == [rest]
    assert allocated(make_workspace, changes(TO_FUND)) != [rest]


TRANSFERS = """
[[reports.transfers]]
account = "2072"
amount = 100

[[reports.transfers]]
account = "2071"
amount = -50
"""


def test_what_goes_to_funds_is_not_carried_forward(make_workspace: MakeWorkspace) -> None:
    year = year_of(make_workspace, changes(transfers=TRANSFERS))
    assert cells(list(disposition(year))) == [
        ("Balanserat kapital", D(2250)),
        ("Årets resultat", D(600)),
        ("Till stämmans förfogande", D(2850)),
        ("Till Lokalfonden", D(100)),
        ("Från Ungdomsfonden", D(-50)),
        ("Balanseras i ny räkning", D(2800)),
    ]


@pytest.mark.parametrize(
    ("layout", "rows"),
    [
        ("k1", [("Balanserade över-/underskott", D(2800)), ("Årets över-/underskott", D(600))]),
        *[
            (
                layout,
                [
                    ("Eget kapital vid räkenskapsårets början", D(2300)),
                    (moved, D(500)),
                    ("Årets resultat", D(600)),
                ],
            )
            for layout, moved in (
                ("k2", "Övriga förändringar av eget kapital"),
                ("arsbokslut", "Insättningar eller uttag under året"),
            )
        ],
    ],
)
def test_funds_without_a_row_are_not_at_the_disposal_of_the_meeting(
    make_workspace: MakeWorkspace, layout: str, rows: list[tuple[object, ...]]
) -> None:
    changed = {**changes(transfers=TRANSFERS), STATEMENTS: f'layout = "{layout}"\n'}
    year = year_of(make_workspace, changed)
    assert cells(list(disposition(year))) == [
        *rows,
        ("Avgår ändamålsbestämda medel", D(-550)),
        ("Till stämmans förfogande", D(2850)),
        ("Till Lokalfonden", D(100)),
        ("Från Ungdomsfonden", D(-50)),
        ("Balanseras i ny räkning", D(2800)),
    ]
    assert inline_values(year, None)["disposition.accumulated_profit"] == "2\u00a0850\u00a0kr"


@pytest.mark.parametrize("layout", ["k1", "k2", "k3"])
@pytest.mark.parametrize(("amount", "codes"), [("2850", []), ("2851", ["STM316"])])
def test_no_more_goes_to_funds_than_is_free(
    make_workspace: MakeWorkspace, layout: str, amount: str, codes: list[str]
) -> None:
    transfers = TRANSFERS.replace("= 100", f"= {amount}").replace("= -50", "= 0")
    changed = {**changes(transfers=transfers), STATEMENTS: f'layout = "{layout}"\n'}
    found = findings_in(make_workspace(changed))
    assert [each.code for each in found if each.code == "STM316"] == codes


def test_profit_and_figures_of_the_year_before_are_cited(make_workspace: MakeWorkspace) -> None:
    values = inline_values(year_of(make_workspace, changes()), None)
    assert values["disposition.accumulated_profit"] == "2\u00a0850\u00a0kr"
    assert "disposition.accumulated_loss" not in values
    assert values["statement.net_result.before"] == "300\u00a0kr"
    assert values["statement.membership_fees.before"] == "500\u00a0kr"


@pytest.mark.parametrize("layout", ["k1", "k2"])
def test_funds_are_told_of_where_they_are_no_row(
    make_workspace: MakeWorkspace, layout: str
) -> None:
    changed = {**changes(), STATEMENTS: f'layout = "{layout}"\n'}
    assert cells(list(funds(year_of(make_workspace, changed))))[-1] == (
        "Summa",
        D(500),
        D(200),
        D(-150),
        D(550),
    )


def test_amounts_in_ore_foot_without_a_phantom(make_workspace: MakeWorkspace) -> None:
    odd = RESERVED.replace("150.00", "150.50").replace("200.00", "200.50")
    rows = cells(list(funds(year_of(make_workspace, changes(odd)))))
    for row in rows:
        amounts = [cell for cell in row[1:] if isinstance(cell, Decimal)]
        assert sum(amounts[:3], D(0)) == amounts[3]
    assert rows[1] == ("Lokalfonden", D(0), D(201), D(0), D(201))


def test_a_fund_with_ore_prints_the_same_everywhere(make_workspace: MakeWorkspace) -> None:
    """Lokalfonden gets 200.50 kr: 700.50 kr are in funds, 2099.50 kr in other equity.

    With a result of 600 kr equity is 3400 kr, so one of the two goes down: funds print 700, and
    what was reserved is 200.
    """
    given = """
2021-12-31 * "Reservering"
  ver: "A7"
  Equity:2067-Balanserat-resultat  200.50 SEK
  Equity:2072-Lokalfonden         -200.50 SEK
"""
    year = year_of(make_workspace, changes(given))
    assert year.printed("restricted_funds") == D(700)
    assert cells(list(funds(year)))[-1] == ("Summa", D(500), D(200), D(0), D(700))
    assert cells(list(equity_changes(year)))[2:4] == [
        ("Reserverat till ändamålsbestämda medel", D(200), D(-200), D(0), D(0)),
        ("Inbetalt och övrigt", D(0), D(500), D(0), D(500)),
    ]
    assert cells(list(result_allocation(year)))[1:] == [
        ("Reservering av ändamålsbestämda medel som ej utnyttjats under året", D(-200)),
        ("Kvarstående belopp, förändring balanserat kapital", D(400)),
    ]


def test_the_funds_of_the_workspace_have_no_fault(make_workspace: MakeWorkspace) -> None:
    assert findings_in(make_workspace(changes(transfers=TRANSFERS))) == ()
