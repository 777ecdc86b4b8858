"""Import, export, import: the same books, with the year before."""

from __future__ import annotations

from decimal import Decimal
from pathlib import Path

import pytest

from sambruk_cli import sie
from sambruk_cli.books.balances import trial_balance
from sambruk_cli.edits.new_folder import write_folder
from sambruk_cli.exchange.sie.export import ExportOrder, export
from sambruk_cli.exchange.sie.into.import_file import ImportFile
from sambruk_cli.exchange.sie.into.new_workspace import Choices, into_workspace
from sambruk_cli.fiscal import FiscalYear
from sambruk_cli.register.sie import read_sie_details
from sambruk_cli.workspace import Workspace
from tests.exchange.reading import read_all, unchecked
from tests.exchange.test_sie_import import GOOD, NUMBERED
from tests.exchange.test_sie_years import END_2022, OPEN_2022, RENT, RESULT, SALE, Y2022, Y2023, se
from tests.extent import sample
from tests.sie.samples import FOLDER

Books = dict[tuple[str, str], tuple[Decimal, Decimal]]


def brought(content: bytes, folder: Path, number: str = "") -> Workspace:
    """A workspace of the file."""
    source = ImportFile(sie.read(content), "bok.se")
    plan = into_workspace([source], Choices(number or None))
    assert plan.findings == ()
    assert plan.plan is not None
    write_folder(folder, plan.plan)
    return Workspace(folder)


def exported(workspace: Workspace, year: FiscalYear) -> bytes:
    register, books, _ = read_all(workspace)
    order = ExportOrder(year, 4, year.end, read_sie_details(workspace)[0])
    return sie.write(export(unchecked(register, books), order).file, replace=True)


def balances(workspace: Workspace) -> tuple[Books, list[tuple[object, ...]]]:
    """Balances by year and account, and vouchers but for those of a year of balances alone."""
    register, books, reading = read_all(workspace)
    assert reading == ()
    found = {
        (year.label, books.number(b.account)): (b.opening, b.change)
        for year in register.years
        for b in trial_balance(books, year)
        if b.opening or b.change
    }
    last = register.years[-1]
    vouchers = [
        (
            v.date,
            v.ver,
            v.text.replace("\ufffd", "?"),
            tuple((books.number(p.account), p.amount) for p in v.postings),
        )
        for v in books.in_year(last)
    ]
    return found, sorted(vouchers, key=str)


@pytest.mark.slow
@pytest.mark.parametrize("name", sample(GOOD, GOOD[1::5]))
def test_what_was_imported_and_exported_is_imported_the_same(name: str, tmp_path: Path) -> None:
    number = NUMBERED.get(name, "")
    first = brought((FOLDER / name).read_bytes(), tmp_path / "a", number)
    register, _, _ = read_all(first)
    content = exported(first, register.years[-1])
    second = brought(content, tmp_path / "b")
    assert balances(second) == balances(first)
    assert exported(second, read_all(second)[0].years[-1]) == content


UNBOOKED = {"1930": "5600.00", "2091": "-5000.00"}
LIKE_THE_YEARS = {
    "a year": Y2022,
    "a year with the one before": Y2023,
    "a result that nobody booked": se(
        2023, UNBOOKED, [SALE], before=(OPEN_2022, UNBOOKED, {"3001": "-1000.00", "5010": "400.00"})
    ),
    "an opening that lacks something": se(2023, UNBOOKED, [SALE, RENT]),
    "an opening that lacks an öre": se(2023, {"1930": "5000.01", "2091": "-5000.00"}, [SALE]),
    "equity that moved": se(
        2023,
        {"1930": "5600.00", "2091": "-5600.00"},
        [SALE],
        before=(OPEN_2022, END_2022, RESULT),
    ),
    "numbers that stand twice": se(2023, OPEN_2022, [SALE, ("A 1", "0301", RENT[2])]),
    "a voucher of another year": se(
        2023, OPEN_2022, [SALE], extra='#VER A 2 20221231 "Borta"\n{\n#BTRANS 1930 {} 5\n}'
    ),
}


@pytest.mark.longer
@pytest.mark.parametrize("name", LIKE_THE_YEARS)
def test_what_an_import_books_comes_back_as_it_was(name: str, tmp_path: Path) -> None:
    first = brought(LIKE_THE_YEARS[name].encode("cp437"), tmp_path / "a")
    content = exported(first, read_all(first)[0].years[-1])
    second = brought(content, tmp_path / "b")
    assert balances(second) == balances(first)
    assert exported(second, read_all(second)[0].years[-1]) == content
