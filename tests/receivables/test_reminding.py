"""Who is reminded, of what, at which level, and what it costs; by hand, and whatever the day."""

from __future__ import annotations

from datetime import date, timedelta
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sambruk_cli.receivables.reminded import ApartReason, Reminding
from sambruk_cli.receivables.reminding import reminding_on
from sambruk_cli.register.reminders import Reminder, RemindersFile
from sambruk_cli.session import Session
from sambruk_cli.workspace import Workspace
from tests.conftest import Changes, MakeWorkspace
from tests.extent import tried
from tests.sessions import read_checked
from tests.workspaces import CHART, JOURNAL_2021, MEMBERS, write_workspace

# Invoices of 1 February fall due on 3 March (30 days): storstad 400, forbundet 100; lillby's of
# 10 May on 9 June: 200.
LEVELS = """
[reminders]
fee_agreed = "Stadgarna § 6"
fee_agreed_from = 2021-01-01
interest = true
due_agreed = "Stadgarna § 6"
under_way = 3

[[reminders.levels]]
days = 5
terms = 10

[[reminders.levels]]
days = 20
fee = 60
terms = 8

[[reminders.levels]]
days = 60
collector = true

[[reference_rates]]
from = 2021-01-01
rate = 0

[[reference_rates]]
from = 2021-07-01
rate = 0.5
"""
CONFIG = 'accounts = { advances = "2420", suspense = "2890" }\n' + LEVELS
OPENED = CHART + (
    "2019-12-31 open Liabilities:2420-Förskott SEK\n"
    "2019-12-31 open Liabilities:2890-Observation SEK\n"
)


def books(config: str = CONFIG, journal: str = "", members: str = MEMBERS) -> Changes:
    return {
        "config/invoicing.toml": config,
        "config/members.toml": members,
        "ledger/chart.beancount": OPENED,
        "ledger/2021.beancount": JOURNAL_2021 + journal,
    }


def opened(folder: Path) -> Session:
    return read_checked(Workspace(folder), cache=False, today=date(2021, 12, 31))


def on(session: Session, day: str, *entries: Reminder, is_booked: bool = True) -> Reminding:
    file = RemindersFile(reminders=entries)
    at = date.fromisoformat(f"2021-{day}")
    return reminding_on(session.books, session.register, file, at, is_booked=is_booked)


def made(member: str, level: int, day: str, *invoices: str, **keys: Any) -> Reminder:
    values: dict[str, Any] = {"amount": Decimal(1), "file": "a.pdf", "sha256": "0" * 64, **keys}
    at = date.fromisoformat(f"2021-{day}")
    return Reminder(member=member, level=level, day=at, invoices=invoices, **values)


def letters(found: Reminding) -> dict[str, int]:
    return {each.party: each.level for each in found.letters}


def reasons(found: Reminding) -> dict[str, str]:
    return {each.party: str(each.reason) for each in found.apart}


@pytest.fixture(scope="module")
def plain(tmp_path_factory: pytest.TempPathFactory) -> Session:
    return opened(write_workspace(tmp_path_factory.mktemp("reminding"), books()))


def test_levels_come_by_their_days_and_each_once(plain: Session) -> None:
    assert letters(on(plain, "03-03")) == {}  # the due day itself
    assert reasons(on(plain, "03-06"))["storstad"] == "under_way"
    waits = on(plain, "03-07")
    assert reasons(waits) == {"storstad": "waits", "forbundet": "waits"}
    assert waits.apart[0].until == date(2021, 3, 8)
    assert letters(on(plain, "03-08")) == {"storstad": 1, "forbundet": 1}
    first = made("storstad", 1, "03-08", "2021-1")
    assert letters(on(plain, "03-22", first)) == {"forbundet": 1}
    assert letters(on(plain, "03-23", first)) == {"storstad": 2, "forbundet": 1}  # 20 days


def test_a_level_waits_for_the_terms_of_the_last_letter(plain: Session) -> None:
    late = made("storstad", 1, "03-30", "2021-1")
    assert reasons(on(plain, "04-09", late))["storstad"] == "waits"  # ten days end on 9 April
    assert letters(on(plain, "04-10", late))["storstad"] == 2


def test_a_fee_interest_and_sum_by_hand(plain: Session) -> None:
    first = made("storstad", 1, "03-08", "2021-1")
    found = next(e for e in on(plain, "03-23", first).letters if e.party == "storstad")
    # 20 days of 400 kr at 8 %: 400 * 8 * 20 / 36 500 = 1.7534...
    assert (found.overdue, found.fee) == (Decimal(400), Decimal(60))
    assert found.interest == Decimal("1.75")
    assert found.total == Decimal("461.75")
    assert found.pay_by == date(2021, 3, 31)
    assert found.invoices[0].days == 20


def test_interest_that_is_booked_is_charged_on_from_its_day(plain: Session) -> None:
    first = made("storstad", 1, "03-08", "2021-1", interest=Decimal("0.44"), charge="P1")
    found = next(e for e in on(plain, "03-23", first).letters if e.party == "storstad")
    assert found.interest == Decimal("1.32")  # 15 days: 1.3150...
    unbooked = made("storstad", 1, "03-08", "2021-1", fee=Decimal(50), interest=Decimal("0.44"))
    found = next(e for e in on(plain, "03-23", unbooked).letters if e.party == "storstad")
    assert (found.interest, found.charged_before) == (Decimal("1.75"), Decimal(50))


def test_one_letter_holds_invoices_of_several_levels(make_workspace: MakeWorkspace) -> None:
    more = (
        '\n2021-03-01 * "Storstad" "Faktura"\n  ver: "B1"\n'
        '  Assets:1510-Kundfordringar  50.00 SEK\n    member: "storstad"\n'
        '    invoice: "2021-8"\n    due: 2021-03-10\n  Income:3190-Övrigt  -50.00 SEK\n'
    )
    session = opened(make_workspace(books(journal=more)))
    first = made("storstad", 1, "03-08", "2021-1")
    found = next(e for e in on(session, "03-23", first).letters if e.party == "storstad")
    assert {level: [i.item.invoice for i in own] for level, own in found.levels.items()} == {
        2: ["2021-1"],
        1: ["2021-8"],
    }
    assert (found.level, found.fee, found.overdue) == (2, Decimal(60), Decimal(450))


def test_what_comes_to_a_collector_is_listed_and_not_reminded_again(plain: Session) -> None:
    two = [made("storstad", level, "03-23", "2021-1") for level in (1, 2)]
    found = on(plain, "05-03", *two)  # 61 days
    assert [(e.party, e.level, e.fee) for e in found.collected] == [("storstad", 3, Decimal(0))]
    assert "storstad" not in letters(found)
    gone = on(plain, "06-30", *two, made("storstad", 3, "05-03", "2021-1"))
    assert reasons(gone)["storstad"] == "collector"


HOLDS = {
    "disputed": '[[holds]]\nkind = "disputed"\ninvoice = "2021-1"\n',
    "agreement": '[[holds]]\nkind = "agreement"\nmember = "storstad"\nuntil = 2021-03-31\n'
    'reason = "Delbetalning"\n',
}
MONEY = (
    '\n2021-03-02 * "Insättning"\n  ver: "B1"\n  Assets:1930-Bank  {amount} SEK\n'
    '  Liabilities:{account}  -{amount} SEK\n    member: "storstad"\n'
)
LEAVES = MEMBERS.replace('id = "storstad"\n', 'id = "storstad"\nleft = 2021-03-15\n')
APART: dict[str, Changes] = {
    "disputed": books(CONFIG + HOLDS["disputed"]),
    "agreement": books(CONFIG + HOLDS["agreement"]),
    "left": books(members=LEAVES),
    "under_way": books(journal=MONEY.format(amount="10.00", account="2890-Observation")),
    "under_way by what the payer said": books(
        journal='\n2021-03-02 * "Insättning"\n  ver: "B1"\n  Assets:1930-Bank  400.00 SEK\n'
        '  Liabilities:2890-Observation  -400.00 SEK\n    bank: "x1"\n'
        '    bank-said: "STORSTADS KOMMUN; avgift"\n'
    ),
    "under_way since it was paid a week later": books(
        journal='\n2021-03-30 * "Insättning"\n  ver: "B1"\n  Assets:1930-Bank  100.00 SEK\n'
        '  Assets:1510-Kundfordringar  -100.00 SEK\n    member: "storstad"\n'
        '    invoice: "2021-1"\n'
    ),
    "credit": books(journal=MONEY.format(amount="400.00", account="2420-Förskott")),
    "least": books(CONFIG.replace("under_way", "least = 400.01\nunder_way")),
}


@pytest.mark.parametrize("reason", APART)
def test_who_is_not_reminded_is_listed_with_the_reason(
    make_workspace: MakeWorkspace, reason: str
) -> None:
    session = opened(make_workspace(APART[reason]))
    found = on(session, "03-23")
    assert reasons(found)["storstad"] == reason.partition(" ")[0]
    assert "storstad" not in letters(found)
    if reason == "agreement":
        kept = next(each for each in found.apart if each.party == "storstad")
        assert (kept.until, kept.said) == (date(2021, 3, 31), "Delbetalning")
        assert letters(on(session, "04-01"))["storstad"] == 1


def test_a_credit_that_does_not_cover_is_taken_off(make_workspace: MakeWorkspace) -> None:
    money = MONEY.format(amount="150.00", account="2420-Förskott")
    session = opened(make_workspace(books(journal=money)))
    found = next(e for e in on(session, "03-23").letters if e.party == "storstad")
    assert (found.overdue, found.credit) == (Decimal(400), Decimal(150))
    assert found.total == Decimal("251.75")  # no fee at the first level


def test_no_fee_without_agreement_before_the_debt_and_no_figure_without_a_rate(
    make_workspace: MakeWorkspace,
) -> None:
    later = CONFIG.replace("fee_agreed_from = 2021-01-01", "fee_agreed_from = 2021-02-02")
    first = made("storstad", 1, "03-08", "2021-1")
    session = opened(make_workspace(books(later.replace("from = 2021-01-01", "from = 2022-01-01"))))
    found = on(session, "03-23", first)
    assert {each.fee for each in found.letters} == {Decimal(0)}
    assert found.missing == (date(2021, 1, 1),)


def test_fees_alone_are_never_reminded_of(make_workspace: MakeWorkspace) -> None:
    paid = (
        '\n2021-03-09 * "Storstad" "Avgift"\n  ver: "B1"\n'
        '  Assets:1510-Kundfordringar  60.00 SEK\n    member: "storstad"\n'
        '    invoice: "P1"\n  Income:3190-Övrigt  -60.00 SEK\n'
        '\n2021-03-10 * "Storstad" "Betalning"\n  ver: "B2"\n  Assets:1930-Bank  400.00 SEK\n'
        '  Assets:1510-Kundfordringar  -400.00 SEK\n    member: "storstad"\n'
        '    invoice: "2021-1"\n'
    )
    session = opened(make_workspace(books(journal=paid)))
    first = made("storstad", 1, "03-08", "2021-1", fee=Decimal(60), charge="P1")
    assert reasons(on(session, "06-01", first))["storstad"] == "charges"


@given(
    st.integers(0, 300),
    st.lists(
        st.tuples(st.integers(1, 3), st.integers(0, 300), st.sampled_from(["2021-1", "2021-2"])),
        max_size=4,
    ),
)
@tried(60)
def test_nothing_is_reminded_of_before_it_is_due_nor_twice_at_a_level(
    plain: Session, offset: int, past: list[tuple[int, int, str]]
) -> None:
    day = date(2021, 2, 1) + timedelta(days=offset)
    owner = {"2021-1": "storstad", "2021-2": "forbundet"}
    entries = [
        made(owner[invoice], level, f"{date(2021, 2, 1) + timedelta(days=at):%m-%d}", invoice)
        for level, at, invoice in past
    ]
    found = on(plain, f"{day:%m-%d}", *entries)
    done = {(e.member, i, e.level) for e in entries for i in e.invoices}
    seen = []
    for each in (*found.letters, *found.collected):
        assert each.fee <= 60
        assert each.interest >= 0
        assert each.total == each.overdue + each.fee + each.interest
        for invoice in each.invoices:
            assert invoice.item.due is not None
            assert invoice.item.due < day
            assert (each.party, invoice.item.invoice, invoice.level) not in done
            for level in range(1, invoice.level):  # none is left out
                assert any(e.level >= level for e in invoice.earlier)
        seen.append(each.party)
    told = [*seen, *(each.party for each in found.apart)]
    overdue = {"storstad", "forbundet"} if day > date(2021, 3, 3) else set()
    assert overdue <= set(told)
    assert len(told) == len(set(told))
    assert all(isinstance(each.reason, ApartReason) for each in found.apart)
