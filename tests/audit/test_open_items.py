"""Since when an item that names no invoice is open."""

from __future__ import annotations

from datetime import date

import pytest

from sambruk_cli.audit.receivables import open_items_of
from sambruk_cli.audit.year import gather_audit
from sambruk_cli.workspace import Workspace
from tests.audit.test_documents import JOURNAL
from tests.conftest import MakeWorkspace
from tests.sessions import read_checked
from tests.workspaces import FILES


@pytest.mark.parametrize(
    ("amounts", "since"),
    [
        ((70, -70, 50), date(2021, 11, 3)),  # paid in between: owed since the third
        ((70, 50), date(2021, 11, 1)),
        ((70, 50, -70), None),  # which of the two was paid nobody says
        ((70, -100), date(2021, 11, 2)),  # paid too much: a debt since the second
    ],
)
def test_what_names_no_invoice_is_as_old_as_can_be_told(
    make_workspace: MakeWorkspace, amounts: tuple[int, ...], since: date | None
) -> None:
    vouchers = "".join(
        f"""
2021-11-{day:02} * "Post {day}"
  ver: "D{day}"
  Assets:1510-Kundfordringar   {amount}.00 SEK
    counterparty: "banken"
  Assets:1930-Bank            {-amount}.00 SEK
"""
        for day, amount in enumerate(amounts, 1)
    )
    folder = make_workspace({JOURNAL: FILES[JOURNAL] + vouchers})
    session = read_checked(Workspace(folder), cache=False)
    fiscal = session.register.year("2021")
    assert fiscal is not None
    year = gather_audit(session, session, fiscal)
    (item,) = [item for item in open_items_of(year) if item.party == "banken"]
    assert (item.invoice, int(item.amount), item.since) == ("", sum(amounts), since)
