"""Which errors a command about one year counts."""

from __future__ import annotations

from pathlib import Path

import pytest

from sambruk_cli.session import Session
from sambruk_cli.workspace import Workspace
from tests.conftest import Changes, MakeWorkspace, RunCommand
from tests.sessions import read_checked
from tests.workspaces import JOURNAL_2020, JOURNAL_2021, edited

IN_2020, IN_2021 = "ledger/2020.beancount", "ledger/2021.beancount"


def warned_of(folder: Path, label: str) -> bool:
    session: Session = read_checked(Workspace(folder), cache=False)
    assert session.exit_code or "published" in str(session.findings)
    about = session.on(session.year(label))
    assert bool(about.warning) == bool(about.exit_code)
    return bool(about.warning)


def replaced(name: str, text: str, old: str, new: str) -> Changes:
    assert text.count(old) == 1
    return {name: text.replace(old, new)}


@pytest.mark.longer
@pytest.mark.parametrize(
    ("changes", "in_2020", "in_2021"),
    [
        pytest.param(
            replaced(
                IN_2021,
                JOURNAL_2021,
                "  Assets:1930-Bank                 50.00",
                "  Assets:1930-Bank                 51.00",
            ),
            False,
            True,
            id="a voucher of 2021 that does not balance",
        ),
        pytest.param(
            replaced(
                IN_2020,
                JOURNAL_2020,
                "Expenses:4010-Kostnader         200.00",
                "Expenses:4010-Kostnader         200.001",
            ),
            True,
            True,
            id="an amount of 2020 that the books carry over",
        ),
        pytest.param(
            replaced(IN_2020, JOURNAL_2020, 'ver: "A5"', 'ver: "A6"'),
            True,
            False,
            id="a number that is missing in 2020",
        ),
        pytest.param(
            {IN_2021: f"{JOURNAL_2021}\n2021-01-01 balance Assets:1510-Kundfordringar 1.00 SEK\n"},
            True,
            True,
            id="a balance of the first day of 2021, which 2020 ends with",
        ),
        pytest.param(
            {IN_2021: f"{JOURNAL_2021}\n2022-01-01 balance Assets:1930-Bank 1.00 SEK\n"},
            False,
            True,
            id="a balance of the day after 2021, in no year",
        ),
        pytest.param(
            {IN_2021: f"{JOURNAL_2021}\n2022-01-02 balance Assets:1930-Bank 1.00 SEK\n"},
            False,
            False,
            id="a balance of a later day",
        ),
        pytest.param(
            edited("config/fees.toml", ("small = 200", "small = 201")),
            False,
            True,
            id="dues of 2021 that differ",
        ),
        pytest.param(
            edited("ledger/chart.beancount", ("Assets:1930-Bank SEK", "Assets:2930-Bank SEK")),
            True,
            True,
            id="an account that is not in the chart",
        ),
        pytest.param(
            {
                "config/published/2021.toml": 'source = "tryckt"\n[[figures]]\n'
                'item = "income_statement.nothing"\nyear = "2021"\nvalue = 1\n'
            },
            False,
            False,
            id="a published figure that nothing is computed for",
        ),
    ],
)
def test_a_year_is_warned_of_by_its_own_errors_and_what_it_rests_on(
    make_workspace: MakeWorkspace, changes: Changes, *, in_2020: bool, in_2021: bool
) -> None:
    folder = make_workspace(changes)
    assert (warned_of(folder, "2020"), warned_of(folder, "2021")) == (in_2020, in_2021)


def test_a_tie_out_counts_what_it_could_not_compute(
    make_workspace: MakeWorkspace, sambruk: RunCommand
) -> None:
    figures = 'source = "tryckt"\n' + "".join(
        f'[[figures]]\nitem = "income_statement.{item}"\nyear = "2021"\nvalue = {value}\n'
        for item, value in (("income", 750), ("costs", -150), ("nothing", 1))
    )
    folder = make_workspace({"config/published/2021.toml": figures})
    tied = sambruk("--root", folder, "--lang", "en", "tieout", "2021")
    assert "2 of 3 published figures agree; 0 differ." in tied.stdout
    assert "Not computed: income_statement.nothing 2021." in tied.stdout
    assert tied.returncode == 1
    assert sambruk("--root", folder, "statements", "2021").returncode == 0
