"""Where a result is booked, what has been done with it since, and the files that get it."""

from __future__ import annotations

import pytest

from sambruk_cli.books.books import Books
from sambruk_cli.books.vouchers import Posting
from sambruk_cli.closing.result import (
    booked_on,
    carried_account,
    closing_vouchers,
    moved_since,
    result_account,
    usual_series,
)
from sambruk_cli.edits.journals import Journals
from sambruk_cli.findings import Stop
from sambruk_cli.register.layout import Layout
from sambruk_cli.session import Session
from sambruk_cli.workspace import Workspace
from tests.conftest import Changes, MakeWorkspace
from tests.sessions import read_checked
from tests.workspaces import FILES, edited

CHART, MAIN = "ledger/chart.beancount", "ledger/main.beancount"
IN_2020, IN_2021 = "ledger/2020.beancount", "ledger/2021.beancount"
RESULT, OTHER = "Equity:2069-Årets-resultat", "Equity:2099-Årets-resultat"
OPENED = f"2019-12-31 open {RESULT} SEK\n"


def read(make_workspace: MakeWorkspace, *changes: Changes) -> tuple[Session, Books, Layout]:
    session = read_checked(Workspace(make_workspace(*changes)), cache=False)
    layout = session.register.layout_for(session.years[0])
    assert layout is not None
    return session, session.books, layout


def with_account(*lines: str) -> Changes:
    return edited(CHART, (OPENED, "".join([OPENED, *(f"2019-12-31 {x} SEK\n" for x in lines)])))


def closed(ver: str, amount: str, account: str) -> str:
    return (
        f'\n2021-12-31 * "Årets resultat"\n  ver: "{ver}"\n'
        f"  Expenses:8999-Årets-resultat  {amount} SEK\n  {account}  -{amount} SEK\n"
    )


def number_of(
    books: Books, layout: Layout, session: Session, asked: str | None = None
) -> str | None:
    found = result_account(books, layout, session.years, asked)
    return found.number if found else None


def test_the_account_of_the_latest_result_is_taken(make_workspace: MakeWorkspace) -> None:
    later: Changes = {IN_2021: FILES[IN_2021] + closed("A7", "600.00", OTHER)}
    session, books, layout = read(make_workspace, with_account(f"open {OTHER}"), later)
    assert number_of(books, layout, session) == "2099"
    assert result_account(books, layout, session.years[:1], None) == books.accounts[RESULT]
    assert number_of(books, layout, session, "2067") == "2067"
    assert number_of(books, layout, session, "1930") is None
    assert number_of(books, layout, session, "2999") is None


def test_a_result_on_two_accounts_tells_of_neither(make_workspace: MakeWorkspace) -> None:
    one, other = closed("A7", "400.00", RESULT), closed("A8", "200.00", OTHER)
    _, books, layout = read(
        make_workspace, with_account(f"open {OTHER}"), {IN_2021: FILES[IN_2021] + one + other}
    )
    session = read(make_workspace, {})[0]
    assert result_account(books, layout, session.years[1:], None) is None


@pytest.mark.parametrize(
    ("accounts", "row", "expected"),
    [
        ((), '["2069"]', "2069"),
        # Of BAS's and others of the row, BAS's; without it the only one of the row.
        (("open Equity:2065-Resultat",), '["2065", "2069"]', "2069"),
        (("open Equity:2099-Resultat",), '["2069"]', None),
    ],
)
def test_the_only_account_for_results_is_taken(
    accounts: tuple[str, ...], row: str, expected: str | None, make_workspace: MakeWorkspace
) -> None:
    rows = edited(
        "config/statements.toml", ('accounts = ["2069"]\nresult', f"accounts = {row}\nresult")
    )
    _, books, layout = read(make_workspace, with_account(*accounts), rows)
    found = result_account(books, layout, [], None)
    assert (found.number if found else None) == expected


def test_without_an_account_of_bas_it_is_that_of_the_row(make_workspace: MakeWorkspace) -> None:
    def renamed(text: str) -> str:
        return text.replace("2069-Årets", "2065-Årets")

    books: Changes = {name: renamed(FILES[name]) for name in (CHART, IN_2020, IN_2021)}
    rows = edited(
        "config/statements.toml", ('accounts = ["2069"]\nresult', 'accounts = ["2065"]\nresult')
    )
    session, ledger, layout = read(make_workspace, books, rows)
    assert session.exit_code == 0
    found = result_account(ledger, layout, [], None)
    assert found is not None
    assert found.number == "2065"


def test_a_result_is_carried_on_to_equity(make_workspace: MakeWorkspace) -> None:
    _, books, _ = read(make_workspace)
    result = books.accounts[RESULT]
    carried = {
        stated: found.number if (found := carried_account(books, result, stated)) else None
        for stated in (None, "2083", "1930", "2999")
    }
    assert carried == {None: "2067", "2083": "2083", "1930": None, "2999": None}


def test_what_stands_on_equity_alone_is_a_result(make_workspace: MakeWorkspace) -> None:
    session, books, layout = read(make_workspace)
    (closing,) = closing_vouchers(books, layout, session.years[0])
    assert booked_on(books, layout, [closing]) == {RESULT: -300}
    back = Posting(RESULT, -closing.postings[1].amount, "SEK", 1, {})
    turned = closing._replace(postings=(back,))
    assert booked_on(books, layout, [closing, turned]) == {}
    owed = Posting("Liabilities:2069-Skuld", closing.postings[0].amount, "SEK", 1, {})
    assert booked_on(books, layout, [closing._replace(postings=(owed,))]) == {}


def test_a_result_is_moved_by_what_is_neither_an_opening_nor_a_closing(
    make_workspace: MakeWorkspace,
) -> None:
    opening = (
        '\n2021-01-01 * "Ingående balans"\n  opening: TRUE\n'
        f"  {RESULT}  1.00 SEK\n  Equity:2067-Balanserat-resultat  -1.00 SEK\n"
    )
    journal = FILES[IN_2021] + opening + closed("A7", "600.00", RESULT)
    session, books, layout = read(make_workspace, {IN_2021: journal})
    assert [v.ver for v in moved_since(books, layout, session.years[1], RESULT)] == ["A3"]
    assert moved_since(books, layout, session.years[0], RESULT) == []


def test_the_series_is_that_of_the_latest_closing(make_workspace: MakeWorkspace) -> None:
    def series(journal: str) -> str:
        session, books, layout = read(make_workspace, {IN_2021: journal})
        return usual_series(books, layout, session.years)

    text = FILES[IN_2021]
    assert series(text) == "A"
    first, second = closed("B1", "500.00", RESULT), closed("BO1", "100.00", RESULT)
    assert series(text + first + second) == "BO"
    assert series(text + first + second.replace("BO1", "SIE1")) == "B"


def journal_of(session: Session, place: int = 1) -> str:
    return Journals(session).of(session.years[place])


def test_the_journal_of_a_year_is_that_of_its_last_voucher(make_workspace: MakeWorkspace) -> None:
    assert journal_of(read(make_workspace)[0]) == IN_2021
    later = (
        '2021-12-30 * "Sent"\n  ver: "A7"\n  Income:3190-Övrigt  -1.00 SEK\n'
        "  Assets:1930-Bank  1.00 SEK\n"
    )
    for name, journal in (
        ("ledger/2021-b.beancount", "ledger/2021-b.beancount"),
        ("ledger/imported/x.beancount", IN_2021),  # what was imported stays as it is
    ):
        included = f'include "{name.removeprefix("ledger/")}"\n'
        session = read(make_workspace, {name: later, MAIN: FILES[MAIN] + included})[0]
        assert journal_of(session) == journal
    # An opening within the year is no voucher of it.
    opening = (
        '2021-12-31 * "Ingående balans"\n  opening: TRUE\n'
        f"  {RESULT}  1.00 SEK\n  Equity:2067-Balanserat-resultat  -1.00 SEK\n"
    )
    named: Changes = {"ledger/o.beancount": opening, MAIN: FILES[MAIN] + 'include "o.beancount"\n'}
    assert journal_of(read(make_workspace, named)[0]) == IN_2021


BROKEN_YEAR = edited(
    "config/association.toml",
    (
        "\n[[reports]]\n",
        '\n[[fiscal_years]]\nlabel = "2022/23"\nstart = 2022-01-01\nend = 2023-06-30\n'
        "\n[[reports]]\n",
    ),
)


def test_a_year_without_vouchers_gets_a_journal_that_is_included(
    make_workspace: MakeWorkspace,
) -> None:
    session = read(make_workspace, BROKEN_YEAR)[0]
    journals = Journals(session)
    path = journals.of(session.years[2])
    assert path == "ledger/2022-23.beancount"
    assert journals.of(session.years[2]) == path  # asked again before anything is added
    journals.add(path, "one\n")
    assert journals.of(session.years[2]) == path
    journals.add(path, "two\n")
    after = {change.path: (change.after or b"").decode() for change in journals.plan().changes}
    included = f'{FILES[MAIN]}\ninclude "2022-23.beancount"\n'
    assert after == {MAIN: included, path: "one\n\ntwo\n"}


@pytest.mark.parametrize(
    "changes",
    [
        {"ledger/2022-23.beancount": "; there, and not included\n"},
        {MAIN: FILES[MAIN].replace('"2021.beancount"', '"2021*.beancount"')},
    ],
)
def test_a_journal_that_may_be_included_otherwise_is_not_begun(
    changes: Changes, make_workspace: MakeWorkspace
) -> None:
    session = read(make_workspace, {**BROKEN_YEAR, **changes})[0]
    with pytest.raises(Stop) as stopped:
        journal_of(session, 2)
    assert [item.code for item in stopped.value.findings] == ["USE913"]
