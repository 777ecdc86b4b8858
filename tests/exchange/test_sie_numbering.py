"""The numbers that vouchers of a SIE file get, and which years files have, worked out by hand."""

from __future__ import annotations

from datetime import date

import pytest

from sambruk_cli.exchange.sie.into.import_file import ImportFile
from sambruk_cli.exchange.sie.into.numbering import (
    Numbering,
    lacking,
    last_numbers,
    missing_numbers,
    next_numbers,
    numbered,
)
from sambruk_cli.exchange.sie.into.source_years import check_years, source_years, without_first
from sambruk_cli.findings import Finding, finding
from sambruk_cli.fiscal import FiscalYear
from tests.exchange.test_sie_years import (
    CLOSED,
    END_2022,
    OPEN_2022,
    RENT,
    RESULT,
    SALE,
    se,
    source,
)

ROWS = {"1930": "1.00", "3001": "-1.00"}


def file_with(*numbers: str) -> ImportFile:
    """A file of vouchers with these series and numbers, one a day."""
    return source(se(2022, {}, [(n, f"01{i:02}", ROWS) for i, n in enumerate(numbers, 1)]), "a.se")


def books_have(*taken: tuple[str, int]) -> dict[tuple[str, int], str]:
    return {key: f"ledger/2022.beancount:{line}" for line, key in enumerate(taken, 1)}


def numbers_of(*numbers: str, taken: tuple[tuple[str, int], ...] = ()) -> Numbering:
    return numbered(file_with(*numbers), {"A": "A", "B": "BO"}, books_have(*taken))


def test_a_voucher_without_a_number_gets_the_next_of_its_series() -> None:
    # The highest of the books is A9, of the file A7, wherever they stand.
    found = numbers_of("A 7", 'A ""', "A 2", 'B ""', taken=(("A", 9), ("A", 3), ("C", 20)))
    assert found.numbers == ("A7", "A10", "A2", "BO1")
    assert (found.renumbered, found.notes, found.findings) == (frozenset(), (), ())
    assert numbers_of("A 7", "A 2", 'A ""').numbers == ("A7", "A2", "A8")
    none = numbers_of('A ""', taken=(("A", 0),))
    assert (none.numbers, none.findings) == (("A1",), ())


def test_the_second_of_a_number_gets_the_next_and_is_told() -> None:
    found = numbers_of("A 1", "A 1", "A 2", "A x")
    assert found.numbers == ("A1", "A3", "A2", "A4")
    assert found.renumbered == {1, 3}
    (note,) = found.notes
    assert dict(note.said.values) == {"count": 2, "called": "A 1", "number": "A3"}
    (alone,) = numbers_of("A 1", "A 1").notes
    assert dict(alone.said.values) == {"called": "A 1", "number": "A2"}


def test_a_number_that_the_books_have_is_a_finding_with_its_place() -> None:
    found = numbers_of("A 1", "A 3", taken=(("A", 3),))
    (item,) = found.findings
    assert item.code == "SIE624"
    assert dict(item.said.values) == {"number": "A3", "place": "ledger/2022.beancount:1"}


@pytest.mark.parametrize(
    ("number", "kept"),
    [("A 999999999", "A999999999"), ("A 1000000000", "A1"), ("A 0000000007", "A7")],
)
def test_a_number_of_up_to_nine_digits_is_kept(number: str, kept: str) -> None:
    assert numbers_of(number).numbers == (kept,)


def test_numbers_that_are_missing_are_told_by_spans() -> None:
    used = ("A2", "A4", "A8", "A9", "B1")
    assert missing_numbers(used) == ("A1", "A3", "A5-A7")
    assert last_numbers(used) == ("A9", "B1")
    assert missing_numbers(("B2", "A1", "A4", "x")) == ("A2-A3", "B1")


def test_what_a_file_lacks_is_told_at_the_voucher_after_the_first_gap() -> None:
    file = file_with("B 1", "A 5", "A 3", "A 1")
    (item,) = lacking(file, ("B1", "A5", "A3", "A1"))
    assert dict(item.said.values)["numbers"] == ("A2", "A4")
    assert item.line == file.file.vouchers[2].line  # A3
    assert lacking(file, ("B1", "A1", "A2", "A3")) == ()
    many = tuple(
        f"A{2 * n}" for n in range(1, 12)
    )  # eleven are missing: ten, and that there are more
    (told,) = lacking(file_with(*(f"A {2 * n}" for n in range(1, 12))), many)
    listed = dict(told.said.values)["numbers"]
    assert listed == (*(f"A{2 * n - 1}" for n in range(1, 11)), "...")
    (ten,) = lacking(file_with(*(f"A {2 * n}" for n in range(1, 11))), many[:10])
    assert dict(ten.said.values)["numbers"] == tuple(f"A{2 * n - 1}" for n in range(1, 11))


def test_a_series_that_is_chosen_goes_on_from_the_books() -> None:
    found = next_numbers(file_with("A 7", "A 9"), "BO", books_have(("BO", 4), ("A", 9)))
    assert (found.numbers, found.renumbered) == (("BO5", "BO6"), frozenset({0, 1}))


WITH_BEFORE = se(
    2023, END_2022, [SALE], before=(OPEN_2022, END_2022, RESULT)
)  # balances of 2022, vouchers of 2023
OF_2022 = se(2022, OPEN_2022, [SALE, RENT, CLOSED])


def test_the_file_with_the_vouchers_of_a_year_says_most_of_it() -> None:
    for texts in ((WITH_BEFORE, OF_2022), (OF_2022, WITH_BEFORE)):
        files = [source(text, f"{2 - at}.se") for at, text in enumerate(texts)]
        found = source_years(files, comparatives=True)
        assert [year.year.label for year in found] == ["2022", "2023"]
        assert found[0].balances.by_vouchers
        assert [other.balances.number for other in found[0].beside] == [-1]
        assert found[1].beside == ()
    alone = se(2022, OPEN_2022, closing=END_2022, result=RESULT).replace("#SIETYP 4", "#SIETYP 1")
    (year,) = source_years([source(alone, "a.se"), source(OF_2022, "b.se")], comparatives=True)
    assert (year.source.name, [other.source.name for other in year.beside]) == ("b.se", ["a.se"])


def test_a_year_before_comes_along_where_it_is_asked_for_and_has_balances() -> None:
    one = source(WITH_BEFORE, "a.se")
    assert [y.year.label for y in source_years([one], comparatives=False)] == ["2023"]
    closes = source(se(2023, END_2022, [SALE], before=({}, END_2022, {})), "a.se")
    years = source_years([closes], comparatives=True)
    assert [y.year.label for y in years] == ["2022", "2023"]
    bare = source(se(2023, END_2022, [SALE]), "a.se")
    assert [y.year.label for y in source_years([bare], comparatives=True)] == ["2023"]
    named = FiscalYear("2022/23", date(2023, 1, 1), date(2023, 12, 31))
    (found,) = source_years([bare], comparatives=True, known=[named])
    assert found.year.label == "2022/23"


def test_years_that_do_not_follow_each_other_are_told() -> None:
    def told(*days: tuple[date, date]) -> list[tuple[int, str]]:
        years = source_years([source(OF_2022, "a.se")], comparatives=False)
        known = [FiscalYear(str(at), *each) for at, each in enumerate(days)]
        return [(place, item.said.template) for place, item in check_years(years, known)]

    assert told((date(2021, 1, 1), date(2021, 12, 31))) == []
    gap = finding("SIE623.gap", start=date.min, end=date.min).said.template
    overlap = finding("SIE623.overlap", start=date.min, end=date.min).said.template
    assert told((date(2021, 1, 1), date(2021, 12, 30))) == [(0, gap)]
    assert told((date(2021, 1, 1), date(2022, 1, 1))) == [(0, overlap)]
    assert told((date(2023, 1, 2), date(2023, 12, 31))) == [(0, gap)]


def test_a_first_year_of_balances_is_left_out_where_it_alone_is_wrong() -> None:
    years = source_years([source(WITH_BEFORE, "a.se")], comparatives=True)
    fault = finding("SIE605.footing", year=-1, opening=1, closing=1, result=1, left=1)

    def left(*faults: tuple[int, Finding]) -> int | None:
        found = without_first(years, faults)
        return None if found is None else len(found)

    assert left((0, fault)) == 1
    assert left() is None
    assert left((0, fault), (1, fault)) is None
    assert without_first(years[1:], [(0, fault)]) is None
    own = source_years([source(OF_2022, "a.se"), source(WITH_BEFORE, "b.se")], comparatives=True)
    assert without_first(own, [(0, fault)]) is None  # it has vouchers
    assert without_first(years[:1], [(0, fault)]) is None  # nothing would be left
    alone = se(2022, OPEN_2022, closing=END_2022, result=RESULT).replace("#SIETYP 4", "#SIETYP 1")
    later = se(2023, END_2022, [SALE])
    files = [source(alone, "a.se"), source(later, "b.se")]
    # A year that a file is of is asked for.
    assert without_first(source_years(files, comparatives=True), [(0, fault)]) is None
