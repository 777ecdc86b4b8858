"""The dues of a year from assessed to open: by hand, and by sums that are too plain to be wrong."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sambruk_cli.books.vouchers import Posting, Voucher
from sambruk_cli.fiscal import FiscalYear
from sambruk_cli.receivables.dues_payers import DuesPayer, PaidState, dues_payers
from sambruk_cli.receivables.year_dues import (
    MIXED,
    DueDifference,
    DueLine,
    YearDues,
    year_dues,
)
from sambruk_cli.register.read import read_register
from sambruk_cli.session import Session
from sambruk_cli.workspace import Workspace
from tests.conftest import PROJECT, MakeWorkspace
from tests.extent import tried
from tests.ledgers import books_of, load_books
from tests.sessions import TERMS, read_checked
from tests.workspaces import ASSOCIATION, FILES, JOURNAL_2021, write_workspace

ENTRY, FEE = "entry_contribution", "annual_fee"
LAST = date(2021, 12, 31)
CHART = FILES["ledger/chart.beancount"] + (
    "2019-12-31 open Expenses:6351-Förluster SEK\n2019-12-31 open Liabilities:2611-Moms SEK\n"
)
# Lillby is invoiced both on one invoice, in place of having paid the entry contribution at once.
ON_ONE = JOURNAL_2021.replace(
    """  Assets:1930-Bank                500.00 SEK
  Equity:2083-Insatser           -500.00 SEK
    member: "lillby"
  Assets:1510-Kundfordringar      200.00 SEK""",
    """  Equity:2083-Insatser           -500.00 SEK
    member: "lillby"
  Assets:1510-Kundfordringar      700.00 SEK""",
)
LILLBYS = '\n    member: "lillby"\n    invoice: "2021-3"'


def voucher(day: str, *rows: str, meta: str = "") -> str:
    """A voucher; a row is account and amount, and one on 1510 is of Lillby's invoice."""
    text = f'\n2021-{day} * "Händer"\n  ver: "B{day.replace("-", "")}"{meta}\n'
    for row in rows:
        account, amount = row.rsplit(" ", 1)
        text += f"  {account}  {amount} SEK"
        text += LILLBYS if "1510" in account else ""
        text += '\n    member: "lillby"' if account.startswith(("Income:3110", "Equity")) else ""
        text += "\n"
    return text


PAID = ("Assets:1930-Bank {0}", "Assets:1510-Kundfordringar -{0}")


def paid(day: str, amount: str) -> str:
    return voucher(day, *(row.format(amount) for row in PAID))


Told = Callable[..., YearDues]


@pytest.fixture
def told(make_workspace: MakeWorkspace) -> Told:
    def tell(journal: str, day: date = LAST, **files: str) -> YearDues:
        changes: dict[str, str | bytes | None] = {
            "ledger/2021.beancount": journal,
            "ledger/chart.beancount": CHART,
            **{name.replace("__", "/") + ".toml": text for name, text in files.items()},
        }
        return of_folder(make_workspace(changes), day)

    return tell


def of_folder(folder: Path, day: date) -> YearDues:
    workspace = Workspace(folder)
    register, _ = read_register(workspace)
    books, _ = load_books(workspace, register.years)
    session = Session(workspace, register, books, (), register.years, TERMS)
    year = register.year("2021")
    assert year is not None
    return year_dues(session, year, day)


def of(dues: YearDues, member: str, kind: str) -> DueLine:
    (line,) = [each for each in dues.lines if (each.member, each.kind) == (member, kind)]
    check(line)
    return line


def kr(line: DueLine | DuesPayer | YearDues, *names: str) -> tuple[int, ...]:
    return tuple(int(getattr(line, name)) for name in names)


def check(line: DueLine) -> None:
    left = line.invoiced - line.credited - line.paid - line.written_off - line.moved
    assert left - line.undivided == line.open


def state(dues: YearDues, member: str) -> PaidState:
    return next(payer.state for payer in dues_payers(dues) if payer.member == member)


def test_what_is_paid_at_once_is_told_from_the_claim_of_the_same_voucher(told: Told) -> None:
    dues = told(JOURNAL_2021)
    entry, fee = of(dues, "lillby", ENTRY), of(dues, "lillby", FEE)
    assert kr(entry, "assessed", "invoiced", "direct", "open") == (500, 0, 500, 0)
    assert kr(fee, "assessed", "invoiced", "paid", "open") == (200, 200, 0, 200)
    assert entry.last_paid == date(2021, 5, 10)
    assert [dues.why(line) for line in dues.lines] == [DueDifference.NONE] * 4
    assert kr(dues, "receivable", "other_open") == (700, 0)
    assert {p.member: (p.state, int(p.left)) for p in dues_payers(dues)} == {
        "storstad": (PaidState.NOT, 400),
        "forbundet": (PaidState.NOT, 100),
        "lillby": (PaidState.PARTLY, 200),
    }


def test_a_part_paid_of_several_kinds_is_said_of_none_of_them(told: Told) -> None:
    open_ = told(ON_ONE)
    assert [int(of(open_, "lillby", kind).open) for kind in (ENTRY, FEE)] == [500, 200]
    partly = told(ON_ONE + paid("06-10", "300.00"))
    lines = [of(partly, "lillby", kind) for kind in (ENTRY, FEE, MIXED)]
    assert [kr(line, "invoiced", "undivided", "paid", "open") for line in lines] == [
        (500, 500, 0, 0),
        (200, 200, 0, 0),
        (0, -700, 300, 400),
    ]
    assert not any(line.difference for line in lines)
    assert state(partly, "lillby") is PaidState.PARTLY
    whole = told(ON_ONE + paid("06-10", "300.00") + paid("07-10", "400.00"))
    assert [int(of(whole, "lillby", kind).paid) for kind in (ENTRY, FEE)] == [500, 200]
    assert [each.kind for each in whole.lines if each.member == "lillby"] == [ENTRY, FEE]
    assert of(whole, "lillby", FEE).last_paid == date(2021, 7, 10)
    assert state(whole, "lillby") is PaidState.PAID
    too_much = told(ON_ONE + paid("06-10", "800.00"))
    assert [int(of(too_much, "lillby", kind).paid) for kind in (ENTRY, FEE)] == [500, 200]
    assert kr(of(too_much, "lillby", MIXED), "paid", "open") == (100, -100)
    assert state(too_much, "lillby") is PaidState.TOO_MUCH


def test_a_credit_note_says_of_what_it_is(told: Told) -> None:
    credit = voucher(
        "06-20",
        "Equity:2083-Insatser 500.00",
        "Assets:1510-Kundfordringar -500.00",
        meta='\n  credits: "2021-3"',
    )
    dues = told(ON_ONE + credit + paid("07-10", "150.00"))
    entry, fee = of(dues, "lillby", ENTRY), of(dues, "lillby", FEE)
    assert kr(entry, "invoiced", "credited", "paid", "open") == (500, 500, 0, 0)
    assert kr(fee, "invoiced", "credited", "paid", "open") == (200, 0, 150, 50)
    assert dues.why(entry) is DueDifference.CREDITED
    assert entry.difference == -500
    lost = voucher("08-10", "Expenses:6351-Förluster 50.00", "Assets:1510-Kundfordringar -50.00")
    dues = told(ON_ONE + credit + paid("07-10", "150.00") + lost)
    assert of(dues, "lillby", FEE).written_off == 50
    assert of(dues, "lillby", FEE).open == 0
    assert state(dues, "lillby") is PaidState.WRITTEN_OFF


def test_differences_say_why(told: Told) -> None:
    journal = JOURNAL_2021.replace(
        "Income:3110-Årsavgifter        -400", "Income:3190-Övrigt  -400"
    )
    by_hand = """
2021-09-01 * "För hand"
  ver: "A7"
  Assets:1510-Kundfordringar      75.00 SEK
    member: "forbundet"
    invoice: "2021-9"
  Income:3110-Årsavgifter        -25.00 SEK
    member: "forbundet"
  Equity:2083-Insatser           -50.00 SEK
    member: "forbundet"
"""
    dues = told(journal + by_hand)
    assert {(each.member, each.kind): dues.why(each) for each in dues.lines} == {
        ("storstad", FEE): DueDifference.NOT_INVOICED,
        ("lillby", ENTRY): DueDifference.NONE,
        ("lillby", FEE): DueDifference.NONE,
        ("forbundet", ENTRY): DueDifference.BY_HAND,
        ("forbundet", FEE): DueDifference.MORE,
    }
    # Storstad's 400 are invoiced still, as something else.
    assert kr(dues, "receivable", "other_open") == (775, 400)
    before = told(JOURNAL_2021, date(2021, 3, 1))
    assert before.why(of(before, "lillby", ENTRY)) is DueDifference.LATER


def test_dues_are_of_the_year_that_their_row_says(told: Told) -> None:
    """Storstad's fee of 2021 is invoiced in 2020, and one of 2020 in 2021."""
    journal = JOURNAL_2021.replace(
        """  Income:3110-Årsavgifter        -400.00 SEK
    member: "storstad"
""",
        """  Income:3110-Årsavgifter        -400.00 SEK
    member: "storstad"
    dues-year: "2020"
""",
    )
    before = """
2020-12-15 * "Storstads kommun" "Årsavgift 2021"
  ver: "F1"
  Assets:1510-Kundfordringar      390.00 SEK
    member: "storstad"
    invoice: "2020-9"
  Income:3110-Årsavgifter        -390.00 SEK
    member: "storstad"
    dues-year: "2021"
"""
    dues = told(before + journal)
    fee = of(dues, "storstad", FEE)
    assert kr(fee, "assessed", "invoiced", "open", "difference") == (400, 390, 390, -10)
    assert kr(dues, "receivable", "other_open") == (1090, 400)


def test_vat_is_of_the_kinds_that_have_it(told: Told) -> None:
    kind = '\n[[charge_kinds]]\nid = "annual_fee"\nlabel = "avgift"\nvat = 25\n'
    taxed = JOURNAL_2021.replace(
        """  Assets:1510-Kundfordringar      400.00 SEK
    member: "storstad"
    invoice: "2021-1"
""",
        """  Liabilities:2611-Moms  -100.00 SEK
  Assets:1510-Kundfordringar      500.00 SEK
    member: "storstad"
    invoice: "2021-1"
""",
    )
    dues = told(taxed, config__fees=FILES["config/fees.toml"] + kind)
    fee = of(dues, "storstad", FEE)
    assert kr(fee, "assessed", "vat", "invoiced", "difference") == (400, 100, 500, 0)
    assert of(dues, "lillby", FEE).difference == -50  # its VAT is missing


def test_where_dues_count_when_paid_the_rest_is_unpaid(told: Told) -> None:
    journal = """
2021-02-01 * "Storstads kommun" "Årsavgift"
  ver: "A1"
  Assets:1930-Bank                300.00 SEK
  Income:3110-Årsavgifter        -300.00 SEK
    member: "storstad"

2021-02-03 * "Förbundet" "Årsavgift"
  ver: "A2"
  Assets:1930-Bank                150.00 SEK
  Income:3110-Årsavgifter        -150.00 SEK
    member: "forbundet"
"""
    cash = ASSOCIATION.replace(
        "[association.reference]", 'accounting = "cash"\n\n[association.reference]'
    )
    dues = told(journal, config__association=cash)
    assert dues.when_paid
    assert dues.why(of(dues, "storstad", FEE)) is DueDifference.UNPAID
    assert [(p.member, int(p.paid), int(p.left), p.state.value) for p in dues_payers(dues)] == [
        ("lillby", 0, 700, "not"),
        ("storstad", 300, 100, "partly"),
        ("forbundet", 150, -50, "too-much"),
    ]
    assert next(p.last_paid for p in dues_payers(dues) if p.member == "storstad") == date(
        2021, 2, 1
    )


def test_what_is_charged_later_makes_nobody_late(told: Told) -> None:
    in_march = told(JOURNAL_2021, date(2021, 3, 1))
    assert [p.member for p in dues_payers(in_march)] == ["storstad", "forbundet"]
    early = """
2021-02-20 * "Lillby kommun" "I förväg"
  ver: "A3"
  Assets:1930-Bank                500.00 SEK
  Equity:2083-Insatser           -500.00 SEK
    member: "lillby"
"""
    dues = told(JOURNAL_2021[: JOURNAL_2021.index("2021-04-01 *")] + early, date(2021, 3, 1))
    (lillby,) = (p for p in dues_payers(dues) if p.member == "lillby")
    assert (kr(lillby, "assessed", "paid", "left"), lillby.state) == ((0, 500, 0), PaidState.PAID)


# An invoice: what is charged of two kinds and besides, and what is paid and written off of it.
INVOICES = st.lists(
    st.tuples(
        st.sampled_from(["storstad", "lillby", "forbundet"]),
        st.tuples(*(st.integers(0, 3) for _ in range(3))).filter(lambda each: any(each[:2])),
        st.lists(
            st.tuples(st.sampled_from(["1930", "6351", "3110"]), st.integers(1, 4)), max_size=3
        ),
    ),
    max_size=6,
)


@pytest.fixture(scope="module")
def small(tmp_path_factory: pytest.TempPathFactory) -> Session:
    workspace = Workspace(write_workspace(tmp_path_factory.mktemp("dues")))
    register, _ = read_register(workspace)
    books, _ = load_books(workspace, register.years)
    return Session(workspace, register, books, (), register.years, TERMS)


@given(INVOICES)
@tried(200)
def test_every_krona_is_told_once(
    small: Session, invoices: list[tuple[str, tuple[int, ...], list[tuple[str, int]]]]
) -> None:
    names = {a.number: a.name for a in small.books.accounts.values()} | {"6351": "Expenses:6351-F"}
    vouchers: list[Voucher] = []
    owed = {"storstad": 0, "lillby": 0, "forbundet": 0}

    def book(day: date, *rows: tuple[str, int, dict[str, str]]) -> None:
        postings = tuple(
            Posting(names[number], Decimal(amount), "SEK", 1, meta) for number, amount, meta in rows
        )
        vouchers.append(Voucher(day, "A1", "", None, postings, "ledger/a.beancount", 1, {}))

    for index, (member, charged, settled) in enumerate(invoices):
        claim, on = {"member": member, "invoice": str(index)}, {"member": member}
        rows = [("1510", sum(charged), claim)]
        rows += [
            (number, -amount, on if number != "3190" else {})
            for number, amount in zip(("2083", "3110", "3190"), charged, strict=True)
            if amount
        ]
        book(date(2021, 3, 1), *rows)
        owed[member] += sum(charged)
        for number, amount in settled:
            book(date(2021, 4, 1), (number, amount, on), ("1510", -amount, claim))
            owed[member] -= amount
    books = books_of(small.books.accounts, vouchers)
    year = small.register.year("2021")
    assert isinstance(year, FiscalYear)
    dues = year_dues(replace(small, ledger=books), year, LAST)
    for line in dues.lines:
        check(line)
    assert sum(line.undivided for line in dues.lines) == 0
    assert dues.receivable == sum(owed.values())
    kinds = {"entry_contribution": 0, "annual_fee": 1}
    for kind, place in kinds.items():
        by_hand = sum(charged[place] for _, charged, _ in invoices)
        assert sum(line.invoiced for line in dues.lines if line.kind == kind) == by_hand
    for number, name in (("1930", "paid"), ("6351", "written_off")):
        # What is settled of invoices of dues alone is told whole, by kind or as mixed.
        alone = [s for _, charged, s in invoices if not charged[2]]
        told_of = sum(a for s in alone for of_, a in s if of_ == number)
        others = sum(a for _, c, s in invoices if c[2] for of_, a in s if of_ == number)
        total = sum(getattr(line, name) for line in dues.lines)
        assert told_of <= total <= told_of + others


def test_dues_of_the_example_are_those_of_the_published_report() -> None:
    session = read_checked(Workspace(PROJECT), cache=False)
    year = session.register.year("2007")
    assert year is not None
    dues = year_dues(session, year, date(2007, 12, 31))
    # Published: fees 1 272 000, levy 802 500, contributions up by 145 000, receivables 461 214.
    for kind, amount in ((FEE, 1_272_000), ("special_levy", 802_500), (ENTRY, 145_000)):
        lines = [line for line in dues.lines if line.kind == kind]
        assert sum(line.assessed for line in lines) == amount
        assert sum(line.invoiced for line in lines) == amount
    assert dues.receivable == 461_214
    # By hand from the journal: nine levies, and the invoices of six who joined in the autumn.
    assert sum(line.open for line in dues.lines) == 9 * 10_500 + 5 * 36_500 + 20_500
    assert dues.other_open == 80_000 + 83_714
    assert not any(line.difference for line in dues.lines)
