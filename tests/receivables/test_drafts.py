"""What is invoiced of a year's dues: by hand, and for any history of fees, members and vouchers."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sambruk_cli.dues.charges import compute_dues
from sambruk_cli.edits.plan import Change, Plan
from sambruk_cli.findings import Stop
from sambruk_cli.opening.planned_books import planned_workspace
from sambruk_cli.receivables.draft import InvoiceDraft
from sambruk_cli.receivables.drafts import DuesAsked, drafts_of
from sambruk_cli.receivables.invoice import Invoice
from sambruk_cli.receivables.items import items_of
from sambruk_cli.receivables.made import InvoiceForms, InvoiceRun, dated_in, made_of
from sambruk_cli.session import Session
from sambruk_cli.workspace import Workspace
from tests.extent import tried
from tests.sessions import read_checked
from tests.workspaces import FEES, FILES, JOURNAL_2021, MEMBERS, write_workspace

JUNE, DECEMBER = date(2021, 6, 1), date(2021, 12, 1)
INVOICING = '[payee]\nbankgiro = "991-2346"\n'
PAYER = """
[[groups]]
id = "kretsen"
name = "Kretsen"
payer = "storstad"
members = [{ id = "storstad" }, { id = "forbundet" }]
"""
COURSE = """
[[charge_kinds]]
id = "course"
label = "kurs"
vat = 25
account = "3190"

[[schedules]]
id = "kurs"
kind = "course"
valid_from = 2021-01-01
charged_on = "03-01"
decision = "Stämman"
amount = 1000
"""
CHART = FILES["ledger/chart.beancount"] + "2019-12-31 open Liabilities:2611-Moms SEK\n"


def render(invoices: Sequence[Invoice]) -> Iterable[InvoiceForms]:
    """Files that are not looked at."""
    return [InvoiceForms(each.number.encode()) for each in invoices]


def opened(folder: Path, **files: str) -> Session:
    """The small workspace, in which no dues of 2021 are booked, with some of its files changed."""
    journal = JOURNAL_2021[: JOURNAL_2021.index("2021-02-01")]
    names = {
        "fees": "config/fees.toml",
        "members": "config/members.toml",
        "invoicing": "config/invoicing.toml",
        "journal": "ledger/2021.beancount",
        "chart": "ledger/chart.beancount",
    }
    given = {"invoicing": INVOICING, "journal": journal, **files}
    write_workspace(folder, {names[key]: text for key, text in given.items()})
    return read_checked(Workspace(folder), cache=False)


def run(session: Session, day: date = DECEMBER, **asked: object) -> InvoiceRun:
    year = session.register.year("2021")
    assert year is not None
    drafts, _ = drafts_of(session, DuesAsked(year, day, **asked))  # type: ignore[arg-type]
    return made_of(session, drafts, day, dated_in(session, day, year), render, dues_year=year)


def after(session: Session, found: InvoiceRun) -> Session:
    assert found.plan is not None
    return planned_workspace(session, found.plan)


def changed(session: Session, path: str, text: str) -> Session:
    before = session.workspace.read_bytes(path)
    return planned_workspace(session, Plan.of([Change(path, before, text.encode())]))


def said(found: InvoiceRun) -> list[tuple[str, str, str, Decimal, list[tuple[str, Decimal]]]]:
    """Number, party, invoice credited, sum with VAT, and lines."""
    return [
        (i.number, i.buyer.id, i.credits, i.total, [(x.text, x.amount) for x in i.lines])
        for i in (each.invoice for each in found.made)
    ]


def drafted(session: Session, **asked: object) -> tuple[InvoiceDraft, ...]:
    year = session.register.year("2021")
    assert year is not None
    return drafts_of(session, DuesAsked(year, DECEMBER, **asked))[0]  # type: ignore[arg-type]


def test_each_payer_gets_an_invoice_with_a_line_for_each_charge(tmp_path: Path) -> None:
    found = run(opened(tmp_path))
    assert said(found) == [
        ("2021-0001", "storstad", "", Decimal(400), [("Årsavgift 2021", Decimal(400))]),
        (
            "2021-0002",
            "lillby",
            "",
            Decimal(700),
            [("Medlemsinsats 2021", Decimal(500)), ("Årsavgift 2021", Decimal(200))],
        ),
        ("2021-0003", "forbundet", "", Decimal(100), [("Årsavgift 2021", Decimal(100))]),
    ]
    assert [each.voucher.ver for each in found.made] == ["F1", "F2", "F3"]
    invoice = found.made[1].invoice
    assert (invoice.ocr, invoice.due) == ("2021000209", date(2021, 12, 31))
    written = found.made[1].voucher.written()
    assert 'charge: "insats"' in written
    assert 'charge: "arsavgift"' in written
    assert "2021-0002.pdf" in written


def test_only_what_is_charged_by_the_day_is_invoiced(tmp_path: Path) -> None:
    session = opened(tmp_path)
    year = session.register.year("2021")
    assert year is not None
    drafts, findings = drafts_of(session, DuesAsked(year, date(2021, 5, 9)))
    assert [draft.party for draft in drafts] == ["storstad", "forbundet"]
    assert [item.code for item in findings] == ["INV636", "INV636"]  # what Lillby pays on joining


def test_a_group_is_invoiced_to_its_payer_with_a_line_for_each_member(tmp_path: Path) -> None:
    session = opened(tmp_path, members=MEMBERS + PAYER)
    found = run(session, kinds=("annual_fee",), members=("storstad",))
    assert said(found)[0][4] == [
        ("Årsavgift 2021", Decimal(400)),
        ("Årsavgift 2021, Förbundet", Decimal(100)),
    ]
    assert 'for-member: "forbundet"' in found.made[0].voucher.written()
    assert run(after(session, found), kinds=("annual_fee",), members=("storstad",)).made == ()


def test_what_has_vat_stands_on_another_invoice_than_what_lies_outside(tmp_path: Path) -> None:
    toml = INVOICING + 'vat_number = "SE802428278501"\n'
    session = opened(tmp_path, fees=COURSE + FEES, invoicing=toml, chart=CHART)
    found = run(session, members=("storstad",))
    assert {(each[3], each[4][0][0]) for each in said(found)} == {
        (Decimal(1250), "Kurs 2021"),
        (Decimal(400), "Årsavgift 2021"),
    }
    taxed = next(each for each in found.made if each.invoice.vat)
    assert "Liabilities:2611-Moms  -250.00 SEK" in taxed.voucher.written()
    assert run(after(session, found), members=("storstad",)).made == ()


def test_what_is_exempt_may_stand_beside_what_has_vat(tmp_path: Path) -> None:
    toml = f'{INVOICING}vat_number = "SE802428278501"\n[invoices]\nvat_exempt_reason = "ML 10:1"\n'
    session = opened(tmp_path, fees=COURSE + FEES, invoicing=toml, chart=CHART)
    (draft,) = drafted(session, members=("storstad",))
    assert {line.vat_rate for line in draft.lines} == {0, 25}


def test_a_lower_assessment_is_credited_and_names_the_invoice(tmp_path: Path) -> None:
    session = opened(tmp_path)
    session = after(session, run(session))
    session = changed(session, "config/fees.toml", FEES.replace("large = 400", "large = 350"))
    found = run(session)
    assert said(found) == [
        ("2021-0004", "storstad", "2021-0001", Decimal(50), [("Årsavgift 2021", Decimal(50))])
    ]
    session = after(session, found)
    assert run(session).made == ()
    item = next(
        item
        for item in items_of(session.books, session.register.invoicing, DECEMBER)
        if item.invoice == "2021-0001"
    )
    assert (item.amount, item.open) == (Decimal(400), Decimal(350))


def test_a_credit_is_split_over_the_last_invoices_of_the_kind(tmp_path: Path) -> None:
    session = opened(tmp_path)
    session = after(session, run(session, members=("storstad",)))
    for amount in (430, 500):  # 30 and 70 more, on invoices of their own
        text = FEES.replace("large = 400", f"large = {amount}")
        session = changed(session, "config/fees.toml", text)
        session = after(session, run(session, members=("storstad",)))
    text = FEES.replace("large = 400", "large = 350")
    session = changed(session, "config/fees.toml", text)
    found = run(session, members=("storstad",))
    assert [(each[2], each[3]) for each in said(found)] == [
        ("2021-0003", Decimal(70)),
        ("2021-0002", Decimal(30)),
        ("2021-0001", Decimal(50)),
    ]
    assert run(after(session, found), members=("storstad",)).made == ()


def test_what_was_booked_by_hand_is_not_invoiced_again(tmp_path: Path) -> None:
    session = opened(tmp_path, journal=JOURNAL_2021)
    assert drafted(session) == ()
    fees = FEES.replace("large = 400", "large = 450")
    found = run(changed(session, "config/fees.toml", fees))
    text = "Årsavgift 2021, utöver det som redan är fakturerat"
    assert said(found) == [("2021-0004", "storstad", "", Decimal(50), [(text, Decimal(50))])]


def test_instalments_stand_on_invoices_of_their_own(tmp_path: Path) -> None:
    parts = (
        'account = "3110"\ninstalments = [{ due = "02-28", part = 0.5 }, '
        '{ due = "08-31", part = 0.5 }]\n'
    )
    session = opened(tmp_path, fees=FEES.replace('account = "3110"\n', parts))
    found = run(session, JUNE, members=("storstad",))
    assert [(each.invoice.due, each.invoice.total) for each in found.made] == [
        (date(2021, 7, 1), Decimal(200)),  # its day has passed: by the terms
        (date(2021, 8, 31), Decimal(200)),
    ]
    assert found.made[1].invoice.lines[0].text == "Årsavgift 2021, del 2 av 2"
    assert run(after(session, found), JUNE, members=("storstad",)).made == ()
    whole = run(session, JUNE, members=("storstad",), due=date(2021, 9, 1))
    assert [(each.invoice.due, each.invoice.total) for each in whole.made] == [
        (date(2021, 9, 1), Decimal(400))
    ]


def test_who_has_left_is_credited_and_is_no_repayment(tmp_path: Path) -> None:
    session = opened(tmp_path)
    session = after(session, run(session))
    left = MEMBERS.replace('tier = "large"\n', 'tier = "large"\nleft = 2021-01-15\n')
    session = changed(session, "config/members.toml", left)
    found = run(session)
    assert [(each[2], each[3]) for each in said(found)] == [("2021-0001", Decimal(400))]
    session = after(session, found)
    assert run(session).made == ()
    assert "DUE401" not in {item.code for item in session.findings}


def test_dues_of_a_closed_year_are_credited_in_the_next_one(tmp_path: Path) -> None:
    session = opened(tmp_path)
    fees = FEES.replace("large = 400", "large = 300")
    session = changed(session, "config/fees.toml", fees)
    year = session.register.year("2020")
    assert year is not None
    with pytest.raises(Stop, match="which is closed"):
        dated_in(session, date(2020, 12, 1), year)
    drafts, _ = drafts_of(session, DuesAsked(year, JUNE))
    (draft,) = drafts
    assert (draft.party, draft.credits) == ("storstad", "2020-1")
    found = made_of(session, drafts, JUNE, dated_in(session, JUNE, year), render, dues_year=year)
    assert 'dues-year: "2020"' in found.made[0].voucher.written()
    later = after(session, found)
    assert drafts_of(later, DuesAsked(year, JUNE))[0] == ()
    differing = {item.message for item in later.findings if item.code == "DUE401"}
    assert not any("Storstads kommun, annual fee 2020" in text for text in differing)


def test_nothing_is_dated_in_a_period_that_is_locked_or_a_year_that_is_sealed(
    tmp_path: Path,
) -> None:
    lock = "\n[[bookkeeping.locks]]\nthrough = 2021-05-31\non = 2021-06-02\n"
    text = FILES["config/association.toml"] + f"\n[bookkeeping]\nfrom = 2021-01-01\n{lock}"
    session = changed(opened(tmp_path), "config/association.toml", text)
    assert dated_in(session, JUNE).label == "2021"
    with pytest.raises(Stop, match="locked, through 2021-05-31"):
        dated_in(session, date(2021, 5, 31))
    sealed = planned_workspace(
        session, Plan.of([Change("ledger/seals/2021.toml", None, b"year = 2021\n")])
    )
    with pytest.raises(Stop, match="2021, which is sealed"):
        dated_in(sealed, JUNE)


def test_an_invoice_says_of_interest_what_the_association_says_that_it_does(
    tmp_path: Path,
) -> None:
    toml = f"{INVOICING}[reminders]\ninterest = true\ninvoice_says_interest = true\n"
    found = run(opened(tmp_path, invoicing=toml), members=("storstad",))
    assert "räntelagen: referensräntan plus 8 % per år" in found.made[0].invoice.text


AMOUNTS = st.integers(0, 6).map(lambda n: n * 100)
STEPS = st.one_of(
    st.tuples(st.just("fees"), AMOUNTS, AMOUNTS),
    st.tuples(st.just("group"), st.booleans(), st.booleans()),
    st.tuples(st.just("left"), st.sampled_from(["storstad", "forbundet"]), st.booleans()),
    st.tuples(st.just("hand"), st.sampled_from(["storstad", "lillby"]), AMOUNTS),
)


def sums(session: Session) -> dict[tuple[str, str], Decimal]:
    """What 2021 charges on the accounts of dues, by member and kind: the fee 3110, entry 2083."""
    found: dict[tuple[str, str], Decimal] = {}
    kinds = {"3110": "annual_fee", "2083": "entry_contribution"}
    for voucher, posting in session.books.postings():
        kind = kinds.get(session.books.number(posting.account))
        if kind is not None and voucher.date.year == 2021:
            key = (posting.meta["member"], kind)
            found[key] = found.get(key, Decimal(0)) - posting.amount
    return {key: amount for key, amount in found.items() if amount}


def assessed(session: Session) -> dict[tuple[str, str], Decimal]:
    year = session.register.year("2021")
    assert year is not None
    found: dict[tuple[str, str], Decimal] = {}
    for charge in compute_dues(session.register, year)[0].charges:
        key = (charge.payer.id, charge.kind)
        found[key] = found.get(key, Decimal(0)) + charge.amount
    return {key: amount for key, amount in found.items() if amount}


@pytest.fixture(scope="module")
def beginning(tmp_path_factory: pytest.TempPathFactory) -> Session:
    return opened(tmp_path_factory.mktemp("w") / "workspace")


@pytest.mark.slow
@tried(60, few=6)
@given(steps=st.lists(STEPS, min_size=1, max_size=4))
def test_what_is_invoiced_and_not_credited_is_what_is_assessed(
    beginning: Session, steps: list[tuple[str, object, object]]
) -> None:
    session, texts = beginning, {"fees": FEES, "members": MEMBERS}
    is_grouped = False
    for number, (what, one, other) in enumerate(steps):
        match what:
            case "fees":
                amounts = f"amounts = {{ organisation = {other}, small = 200, large = {one} }}"
                usual = "amounts = { organisation = 100, small = 200, large = 400 }"
                texts["fees"] = FEES.replace(usual, amounts)
                session = changed(session, "config/fees.toml", texts["fees"])
            case "group" if one is not is_grouped:
                is_grouped = bool(one)
                texts["members"] = (
                    texts["members"] + PAYER if one else texts["members"].replace(PAYER, "")
                )
                session = changed(session, "config/members.toml", texts["members"])
            case "left" if other and "left =" not in texts["members"]:
                name = f'id = "{one}"\n'
                texts["members"] = texts["members"].replace(name, f"{name}left = 2021-01-10\n", 1)
                session = changed(session, "config/members.toml", texts["members"])
            case "hand" if other:
                path = "ledger/2021.beancount"
                text = session.workspace.read_text(path) + (
                    f'\n2021-06-01 * "Någon" "Avgift"\n  ver: "H{number + 1}"\n'
                    f"  Assets:1510-Kundfordringar {other}.00 SEK\n"
                    f'    member: "{one}"\n    invoice: "h{number}"\n'
                    f'  Income:3110-Årsavgifter -{other}.00 SEK\n    member: "{one}"\n'
                )
                session = changed(session, path, text)
            case _:
                continue
        found = run(session)
        session = after(session, found)
        assert sums(session) == assessed(session)
        assert run(session).made == ()
        items = items_of(session.books, session.register.invoicing, DECEMBER)
        claims = sum((item.open for item in items), Decimal(0))
        assert claims == sum(sums(session).values())
        assert all(item.open >= 0 for item in items)
