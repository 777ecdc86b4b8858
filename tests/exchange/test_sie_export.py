"""Books as SIE files: sums by hand, by another reader, and of generated books."""

from __future__ import annotations

import re
from collections import defaultdict
from datetime import date, timedelta
from decimal import Decimal
from functools import cache
from io import BytesIO
from pathlib import Path
from tempfile import TemporaryDirectory
from types import MappingProxyType

import pytest
from hypothesis import given
from hypothesis import strategies as st
from syrupy.assertion import SnapshotAssertion

from sambruk_cli import sie
from sambruk_cli.books.books import Books
from sambruk_cli.books.vouchers import Posting, Voucher
from sambruk_cli.exchange.sie.export import ExportOrder, export
from sambruk_cli.register.register import Register
from sambruk_cli.register.sie import SieDetails
from sambruk_cli.workspace import Workspace
from tests.commands.test_snapshots import TextFile
from tests.conftest import PROJECT, MakeWorkspace, RunCommand
from tests.exchange.reading import read_all, unchecked
from tests.extent import tried
from tests.ledgers import books_of
from tests.workspaces import edited, write_workspace

AMOUNT = re.compile(r"#(IB|UB|RES) (-?\d+) (\d{4}) (-?[\d.]+)")


@cache
def read(folder: Path) -> tuple[Register, Books]:
    register, books, _ = read_all(Workspace(folder))
    return register, books


def exported(folder: Path, label: str, type_: int, **options: bool) -> bytes:
    register, books = read(folder)
    year = register.year(label)
    assert year is not None
    order = ExportOrder(year, type_, year.end, SieDetails(), **options)
    return sie.write(export(unchecked(register, books), order).file, replace=True)


@pytest.mark.parametrize("type_", [1, 2, 3, 4])
def test_balances_are_those_worked_out_by_hand(make_workspace: MakeWorkspace, type_: int) -> None:
    text = exported(make_workspace({}), "2021", type_).decode("cp437")
    found = {(kind, year, account): value for kind, year, account, value in AMOUNT.findall(text)}
    # See tests/workspaces.py: bank 2300 - 150 + 50 + 500, fees 400 + 100 + 200.
    assert found["IB", "0", "1930"] == "2300.00"
    assert found["UB", "0", "1930"] == "2700.00"
    assert found["UB", "-1", "1930"] == "2300.00"
    assert found["UB", "0", "1510"] == "700.00"
    assert found["IB", "0", "2069"] == "-300.00"
    assert found["UB", "0", "2069"] == "0.00"
    assert found["RES", "0", "3110"] == "-700.00"
    assert found["RES", "-1", "8999"] == "300.00"
    assert ("IB", "0", "3110") not in found


def test_periods_and_objects_are_those_worked_out_by_hand(make_workspace: MakeWorkspace) -> None:
    lines = exported(make_workspace({}), "2021", 3).decode("cp437").splitlines()
    assert "#PSALDO 0 202102 1510 {} 500.00" in lines
    assert "#PSALDO 0 202102 1510 {8 storstad} 400.00" in lines
    assert "#PSALDO 0 202106 4010 {6 bron} 150.00" in lines
    assert "#PSALDO 0 202106 4010 {9 banken} 150.00" in lines
    assert "#OUB 0 1510 {8 lillby} 200.00" in lines
    assert '#OBJEKT 8 lillby "Lillby kommun"' in lines
    assert '#OBJEKT 10 2021-3 "2021-3"' in lines
    assert not [line for line in lines if line.startswith("#OIB 0 1510")]  # all were paid


def test_vouchers_stand_with_number_text_and_objects(make_workspace: MakeWorkspace) -> None:
    text = exported(make_workspace({}), "2021", 4).decode("cp437")
    assert (
        """\
#VER A 4 20210510 "Lillby kommun: Insats och årsavgift"
{
   #TRANS 1930 {} 500.00
   #TRANS 2083 {8 lillby} -500.00
   #TRANS 1510 {8 lillby 10 2021-3} 200.00
   #TRANS 3110 {8 lillby} -200.00
}
"""
        in text
    )
    assert text.count("#VER") == 6


@pytest.mark.longer
@pytest.mark.parametrize("type_", [1, 2, 3, 4])
@pytest.mark.parametrize("label", ["2006", "2007"])
def test_the_example_keeps_to_the_standard(label: str, type_: int) -> None:
    content = exported(PROJECT, label, type_)
    problems = list(sie.check(BytesIO(content)))
    assert [p for p in problems if p.severity == "error"] == []
    assert exported(PROJECT, label, type_) == content


@pytest.mark.parametrize("type_", [1, 2, 3, 4])
def test_the_example_of_2007(type_: int, snapshot: SnapshotAssertion) -> None:
    text = exported(PROJECT, "2007", type_).decode("cp437")
    assert text == snapshot(extension_class=TextFile)


@pytest.mark.longer
def test_periods_sum_to_the_year() -> None:
    file = sie.read(exported(PROJECT, "2007", 3))
    sums: dict[tuple[int, str], Decimal] = defaultdict(Decimal)
    for b in file.balances:
        if b.kind == "PSALDO" and not b.objects:
            sums[b.year, b.account] += b.amount
    for b in file.balances:
        if b.kind == "IB":
            sums[b.year, b.account] += b.amount
    stated = {(b.year, b.account): b.amount for b in file.balances if b.kind in ("UB", "RES")}
    assert {k: v for k, v in sums.items() if v} == {k: v for k, v in stated.items() if v}


def test_the_example_is_written_with_plain_dashes(tmp_path: Path, sambruk: RunCommand) -> None:
    run = sambruk("sie", "export", "2007", "--ksumma", "-o", tmp_path / "ut.se")
    assert (run.returncode, run.stdout) == (0, "")
    (found,) = re.findall(r"^config/projects.toml:(\d+): SIE620 warning", run.stderr, re.MULTILINE)
    lines = (PROJECT / "config" / "projects.toml").read_text().splitlines()
    dashes = [n for n, line in enumerate(lines, 1) if "–" in line]
    assert int(found) == dashes[0]
    assert f'written plain, {len(dashes)} in all: "–" as "-"' in " ".join(run.stderr.split())
    assert sie.read((tmp_path / "ut.se").read_bytes()).problems == ()

    again = sambruk("sie", "export", "2007", "--replace", "--ksumma", "-o", tmp_path / "igen.se")
    assert (again.returncode, again.stdout, again.stderr) == (0, "", "")
    assert (tmp_path / "igen.se").read_bytes() == (tmp_path / "ut.se").read_bytes()


def test_nothing_is_written_of_letters_that_sie_cannot_hold(
    make_workspace: MakeWorkspace, sambruk: RunCommand
) -> None:
    folder = make_workspace(edited("ledger/2021.beancount", ("Insats och", "Łódź – och")))
    run = sambruk("sie", "export", "2021", "-o", "ut.se", cwd=folder)
    assert run.returncode == 2
    said = " ".join(run.stderr.split())
    assert 'SIE cannot hold "Ł" U+0141 LATIN CAPITAL LETTER L WITH STROKE, "ź" U+017A' in said
    assert "written plain" not in said
    assert not (folder / "ut.se").exists()


def test_the_day_is_the_last_vouchers_or_the_one_given(
    make_workspace: MakeWorkspace, sambruk: RunCommand
) -> None:
    folder = make_workspace({"config/sie.toml": 'company_type = "I"\n'})
    arguments = ("sie", "export", "2021", "--type", "1", "-o", "ut.se")
    assert sambruk(*arguments, cwd=folder).returncode == 0
    plain = (folder / "ut.se").read_bytes()
    assert b"#GEN 20210701\n" in plain
    assert b"#FTYP I\n" in plain
    assert sambruk(*arguments, "--date", "2022-02-01", cwd=folder).returncode == 0
    assert b"#GEN 20220201\n" in (folder / "ut.se").read_bytes()


ACCOUNTS = (
    "Assets:1510-Kundfordringar",
    "Assets:1930-Bank",
    "Equity:2083-Insatser",
    "Income:3110-Årsavgifter",
    "Expenses:4010-Kostnader",
)
ORE = st.integers(-(10**9), 10**9).map(lambda n: Decimal(n) / 100)
META = st.dictionaries(
    st.sampled_from(["member", "project", "counterparty", "invoice", "dim-1"]),
    st.sampled_from(["a", "b-1", "2021-7"]),
    max_size=2,
)


@cache
def example() -> tuple[Register, Books]:
    with TemporaryDirectory() as folder:
        return read(write_workspace(Path(folder) / "w", {}))


@st.composite
def generated_books(draw: st.DrawFn) -> Books:
    accounts = example()[1].accounts
    made = []
    days = draw(st.lists(st.integers(0, 730), min_size=1, max_size=8))
    for number, day in enumerate(sorted(days), 1):
        rows = draw(st.lists(st.tuples(st.sampled_from(ACCOUNTS), ORE, META), max_size=4))
        total = sum((amount for _, amount, _ in rows), Decimal(0))
        postings = [Posting(a, amount, "SEK", 1, meta) for a, amount, meta in rows]
        postings.append(Posting(ACCOUNTS[1], -total, "SEK", 1, MappingProxyType({})))
        when = date(2020, 1, 1) + timedelta(days=day)
        text = draw(st.text('abcåäö"\\ {}#', max_size=8)) + "."
        made.append(Voucher(when, f"A{number}", text, None, tuple(postings), "x", number, {}))
    return books_of(accounts, made)


@tried(60)
@given(st.data())
def test_generated_books_keep_their_sums_and_read_back(data: st.DataObject) -> None:
    books = data.draw(generated_books())
    register = example()[0]
    year = register.year("2021")
    assert year is not None
    for type_ in (1, 2, 3, 4):
        order = ExportOrder(year, type_, year.end, SieDetails(), checksum=type_ == 4)
        file = export(unchecked(register, books), order).file
        assert sie.read(sie.write(file)) == file
    moved: dict[str, Decimal] = defaultdict(Decimal)
    for voucher in file.vouchers:
        assert voucher.balance == 0
        for row in voucher.rows:
            moved[row.account] += row.amount
    by_kind = {
        kind: {b.account: b.amount for b in file.balances if b.kind == kind and b.year == 0}
        for kind in ("IB", "UB", "RES")
    }
    for account, closing in by_kind["UB"].items():
        assert closing == by_kind["IB"].get(account, Decimal(0)) + moved[account]
    for account, amount in moved.items():
        if account[0] in "34":
            assert by_kind["RES"][account] == amount
