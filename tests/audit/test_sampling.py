"""Samples and projections, held against what was worked out by hand and published factors."""

from __future__ import annotations

from collections import Counter
from decimal import Decimal
from hashlib import sha256
from itertools import pairwise

import pytest

from sambruk_cli.audit.sampling import selection
from sambruk_cli.audit.sampling.factors import confidence_factor
from sambruk_cli.audit.sampling.population import PopulationKind, SamplingPopulation, population_of
from sambruk_cli.audit.sampling.projection import Projection, project, unit_key
from sambruk_cli.audit.sampling.results import SampleResults, results_of
from sambruk_cli.audit.sampling.selection import Sample, draw, random_start
from sambruk_cli.exchange.tables.delimited import read_delimited
from tests.audit.vouchers import (
    BANK,
    COST,
    EQUITY,
    INCOME,
    OTHER_COST,
    RESULT,
    YEAR,
    books,
    bought,
    population,
    these,
    voucher,
)

D = Decimal
# Confidence factors for monetary-unit sampling as the AICPA's guide prints them, from no error on.
PUBLISHED = {
    95: "3.00 4.75 6.30 7.76 9.16 10.52 11.85 13.15 14.44 15.71 16.97",
    90: "2.31 3.89 5.33 6.69 8.00 9.28 10.54 11.78 13.00 14.21 15.41",
    80: "1.61 3.00 4.28 5.52 6.73 7.91 9.08 10.24 11.38 12.52 13.66",
}


@pytest.mark.parametrize("confidence", PUBLISHED)
def test_factors_are_those_that_are_published(confidence: int) -> None:
    wanted = [D(text) for text in PUBLISHED[confidence].split()]
    assert [confidence_factor(n, confidence) for n in range(len(wanted))] == wanted


@pytest.mark.parametrize(("errors", "confidence"), [(-1, 95), (0, 49), (0, 100)])
def test_a_factor_out_of_bounds_is_refused(errors: int, confidence: int) -> None:
    with pytest.raises(ValueError, match="no factor"):
        confidence_factor(errors, confidence)


def drawn(sample: Sample | None) -> list[str]:
    assert sample is not None
    return [item.unit.ver for item in sample.items]


def seed_with_start(found: SamplingPopulation, size: int, start: str, interval: str) -> str:
    """A seed that begins at a krona, found by trying."""
    wanted = D(start)
    return next(
        seed
        for seed in map(str, range(100_000))
        if random_start(found.digest, seed, D(interval)) == wanted
    )


def test_every_interval_draws_the_unit_that_it_falls_on_and_large_ones_are_certain() -> None:
    """2 000 kronor in four intervals of 500. A5 and A6 are larger; A1, A3, A4 and A7 are left,
    cumulated 100, 350, 400 and 700: 0.02 falls on A1, and 500.02 on A7."""
    found = population("100", "0", "250", "50", "700", "600", "300")
    assert found.total == 2000
    assert [unit.ver for unit in found.noughts] == ["A2"]
    seed = seed_with_start(found, 4, "0.02", "500")
    sample = draw(found, 4, seed)
    assert sample is not None
    assert these(sample.interval, sample.start) == (500, D("0.02"))
    assert [item.unit.ver for item in sample.certain] == ["A5", "A6"]
    assert [these(i.unit.ver, i.point, i.before, i.after) for i in sample.drawn] == [
        ("A1", D("0.02"), 0, 100),
        ("A7", D("500.02"), 400, 700),
    ]
    assert these(sample.certain_total, sample.rest) == (1300, 700)


def test_the_start_is_what_the_page_of_the_command_says_it_is() -> None:
    """sha256 of three lines as a number, modulo the öre of the interval, and one öre."""
    said = b"sambruk monetary-unit sampling 1\n2024\nabc\n"
    ore = int(sha256(said).hexdigest(), 16) % 12345 + 1
    assert random_start("abc", "2024", D("123.45")) == D(ore) / 100


def test_a_start_never_changes_between_versions() -> None:
    """From `printf 'sambruk monetary-unit sampling 1\\nx\\nd\\n' | sha256sum` and bc."""
    assert random_start("d", "x", D("1000.00")) == D("135.10")


def test_the_digest_is_that_of_lines_that_anybody_can_write() -> None:
    lines = "A1\t2024-03-05\tExpenses:5010-Lokal\t100\nA2\t2024-03-05\tExpenses:5010-Lokal\t0.50\n"
    assert population("100", "0.50").digest == sha256(lines.encode()).hexdigest()


@pytest.mark.parametrize("size", [1, 3, 10, 97])
def test_all_intervals_together_are_the_population_and_each_draws_one(size: int) -> None:
    found = population(*(f"{n * 7 % 90 + 1}.{n % 100:02}" for n in range(300)))
    sample = draw(found, size, "s")
    assert sample is not None
    assert 0 <= sample.interval * size - found.total < D("0.01") * size
    points = [item.point for item in sample.drawn]
    steps = {b - a for a, b in pairwise(points) if a is not None and b}
    assert steps <= {sample.interval}
    for item in sample.drawn:
        assert item.point is not None
        assert item.before < item.point <= item.after
        assert item.after - item.before == item.unit.amount < sample.interval
    assert sample.rest - sample.interval < (points[-1] or 0) <= sample.rest


def test_every_ore_has_the_same_chance(monkeypatch: pytest.MonkeyPatch) -> None:
    """Of all starts of an interval of 13 öre, each unit is drawn by as many as it has öre."""
    ore = [3, 1, 12, 7, 7, 20, 2]
    found = population(*(f"{each / 100:.2f}" for each in ore))
    times: Counter[str] = Counter()
    for start in range(1, 14):
        monkeypatch.setattr(selection, "random_start", lambda *_, at=start: D(at) / 100)
        sample = draw(found, 4, "s")
        assert sample is not None
        assert sample.interval == D("0.13")
        assert [item.unit.ver for item in sample.certain] == ["A6"]
        times.update(item.unit.ver for item in sample.drawn)
    assert times == {f"A{n}": each for n, each in enumerate(ore, 1) if n != 6}


def test_a_sample_as_large_as_the_population_takes_all_of_equal_units() -> None:
    assert drawn(draw(population("5", "5", "5"), 3, "s")) == ["A1", "A2", "A3"]


def test_the_order_of_lines_in_a_file_does_not_matter() -> None:
    made = [bought(f"A{n}", "2024-03-05", f"{n}00") for n in range(1, 12)]
    one = population_of(books(*made), YEAR, "expenses")
    other = population_of(books(*reversed(made)), YEAR, "expenses")
    assert one.digest == other.digest
    assert drawn(draw(one, 5, "x")) == drawn(draw(other, 5, "x"))
    assert [unit.ver for unit in one.units][-2:] == ["A10", "A11"]


def test_another_seed_or_another_amount_starts_elsewhere() -> None:
    found = population("100", "200", "300")
    starts = {random_start(found.digest, str(seed), D(600)) for seed in range(50)}
    assert len(starts) > 40
    assert population("100", "200", "301").digest != found.digest


def test_nothing_can_be_drawn_from_nothing() -> None:
    assert draw(population(), 5, "s") is None
    with pytest.raises(ValueError, match="at least one"):
        draw(population("1"), 0, "s")


MIXED = (
    voucher("A1", "2024-02-01", (COST, "300"), (COST, "-50"), (OTHER_COST, "20"), (BANK, "-270")),
    voucher("A2", "2024-02-02", (COST, "-80"), (OTHER_COST, "80")),
    voucher("A3", "2024-02-03", (BANK, "500"), (INCOME, "-500")),
    voucher("A4", "2024-02-04", (INCOME, "40"), (BANK, "-40")),
    voucher("A5", "2024-12-31", (RESULT, "120"), (EQUITY, "-120")),
    voucher("A6", "2024-03-01", voided=True),
    voucher("A7", "2025-03-01", (COST, "7"), (BANK, "-7")),
)


@pytest.mark.parametrize(
    ("kind", "amounts", "opposite", "noughts"),
    [
        ("expenses", [("A1", 250), ("A1", 20), ("A2", 80)], [("A2", -80)], []),
        ("income", [("A3", 500)], [("A4", -40)], []),
        ("payments", [("A1", 270), ("A4", 40)], [("A3", -500)], []),
        (
            "vouchers",
            [("A1", 320), ("A2", 80), ("A3", 500), ("A4", 40), ("A5", 120)],
            [],
            [("A6", 0)],
        ),
    ],
)
def test_a_population_is_what_its_name_says_in_the_year(
    kind: PopulationKind,
    amounts: list[tuple[str, int]],
    opposite: list[tuple[str, int]],
    noughts: list[tuple[str, int]],
) -> None:
    found = population_of(books(*MIXED), YEAR, kind)
    assert [these(unit.ver, unit.amount) for unit in found.units] == amounts
    assert [these(unit.ver, unit.amount) for unit in found.opposite] == opposite
    assert [these(unit.ver, unit.amount) for unit in found.noughts] == noughts


def test_a_voucher_without_a_number_of_its_own_is_called_by_its_place() -> None:
    """Two with one number, one without, and one whose number would be a formula in a table."""
    numbers = ("A1", "A2", "A2", None, "=1+1")
    made = [voucher(ver, "2024-02-01", (COST, "5"), (BANK, "-5")) for ver in numbers]
    placed = [each._replace(line=line) for line, each in enumerate(made, 1)]
    found = population_of(books(*placed[:-1]), YEAR, "expenses").units
    assert [unit.ver for unit in found] == [
        *("j.beancount:4", "A1", "j.beancount:2", "j.beancount:3"),
    ]
    odd = placed[-1]._replace(file="=j.beancount")
    assert [u.ver for u in population_of(books(odd), YEAR, "vouchers").units] == [
        "./=j.beancount:5"
    ]


def test_drawn_and_opposite_amounts_together_are_the_trial_balance() -> None:
    found = population_of(books(*MIXED), YEAR, "expenses")
    assert these(found.total, found.opposite_total, found.net) == (350, -80, 270)


def sample_of(size: int, *amounts: str) -> Sample:
    made = draw(population(*amounts), size, "s")
    assert made is not None
    return made


def projected(sample: Sample, audited: dict[str, str], confidence: int = 95) -> Projection | None:
    """The projection of a sample whose other items were right."""
    right = {unit_key(i): D(audited.get(i.unit.ver, str(i.unit.amount))) for i in sample.items}
    return project(sample, right, confidence)


# Eight units of 5 000 and one of 12 000: five intervals of 10 400.
HAND = ("5000", "5000", "5000", "5000", "5000", "5000", "5000", "5000", "12000")


def test_a_projection_is_as_worked_out_by_hand() -> None:
    """Interval 52 000 / 5 = 10 400. Two drawn items are 20 % and 10 % too high, the certain one by
    500 kronor.

    Projected 0.2 x 10 400 = 2 080 and 0.1 x 10 400 = 1 040, likely 2 080 + 1 040 + 500 = 3 620.
    Basic precision 3.00 x 10 400 = 31 200. Allowance (1.75 - 1) x 2 080 = 1 560 and
    (1.55 - 1) x 1 040 = 572. At the most 3 620 + 31 200 + 2 132 = 36 952.
    """
    sample = sample_of(5, *HAND)
    first, second = [item.unit.ver for item in sample.drawn][:2]
    found = projected(sample, {first: "4500", second: "4000", "A9": "11500"})
    assert found is not None
    assert these(found.likely_over, found.likely_under) == (3620, 0)
    assert these(found.basic_factor, found.basic_precision) == (3, 31_200)
    assert these(found.allowance, found.upper) == (2132, 36_952)
    assert [
        these(e.item.unit.ver, e.tainting, e.projected, e.factor) for e in found.errors[:2]
    ] == [
        (second, D("0.2"), 2080, D("1.75")),
        (first, D("0.1"), 1040, D("1.55")),
    ]


def test_no_more_can_be_wrong_than_what_was_found_and_what_was_not_examined() -> None:
    """Of nine units three or four of 5 000 were drawn, and the one of 12 000 was certain.

    With 500 and 1 000 too high in those and 500 in that, 40 000 less what was drawn is left.
    """
    sample = sample_of(5, *HAND)
    first, second = [item.unit.ver for item in sample.drawn][:2]
    found = projected(sample, {first: "4500", second: "4000", "A9": "11500"})
    assert found is not None
    assert found.possible == 2000 + 40_000 - 5000 * len(sample.drawn)
    assert found.is_more_than_possible
    raised = projected(sample, {first: "5500"})  # too low: that makes nothing else too high
    assert raised is not None
    assert raised.possible == 40_000 - 5000 * len(sample.drawn)


def test_a_limit_that_can_be_reached_is_one() -> None:
    """A hundred of 10: interval 20, at most 3.00 x 20 = 60 of the 500 that were not examined."""
    found = projected(sample_of(50, *["10"] * 100), {})
    assert found is not None
    assert these(found.upper, found.possible, found.is_more_than_possible) == (60, 500, False)


def test_a_sample_without_errors_allows_for_basic_precision() -> None:
    found = projected(sample_of(5, *HAND), {}, 90)
    assert found is not None
    assert these(found.errors, found.likely_over, found.upper) == ((), 0, D("2.31") * 10_400)


def test_what_the_books_say_too_little_is_projected_and_lessens_nothing() -> None:
    sample = sample_of(5, *HAND)
    ver = sample.drawn[0].unit.ver
    found = projected(sample, {ver: "5500", "A9": "12300"})
    assert found is not None
    assert these(found.likely_over, found.likely_under) == (0, 1040 + 300)
    assert found.upper == found.basic_precision == 31_200


def test_an_amount_below_nought_has_no_upper_limit() -> None:
    sample = sample_of(5, *HAND)
    found = projected(sample, {sample.drawn[0].unit.ver: "-500"})
    assert found is not None
    assert these(found.likely_over, found.upper) == (11_440, None)


def test_where_all_items_were_certain_nothing_is_left_to_allow_for() -> None:
    sample = sample_of(2, "10", "10")
    assert these(len(sample.certain), sample.rest) == (2, 0)
    found = projected(sample, {"A1": "9"})
    assert found is not None
    assert these(found.likely_over, found.basic_precision, found.upper) == (1, 0, 1)


def test_nothing_is_projected_before_every_item_is_examined() -> None:
    sample = sample_of(5, *HAND)
    audited = {unit_key(item): item.unit.amount for item in sample.items[1:]}
    assert project(sample, audited, 95) is None


def results(sample: Sample, text: str) -> SampleResults:
    return results_of(read_delimited(text.encode(), "r.csv"), sample)


def test_audited_amounts_are_read_from_a_table_as_it_is_kept_in_sweden() -> None:
    sample = sample_of(3, "1000.50", "1000.50", "1000.50")
    text = (
        "Verifikation;Konto;Bokfört;Granskat;Anteckning\n"
        "A1;5010 Lokal;1 000,50;1 000,50;\nA2;;;-5,25;kredit\nA3;5010;1000,5;;ej klar\n"
        ";;;995,25;Summa\n"
    )
    found = results(sample, text)
    assert found.findings == ()
    assert found.audited == {("A1", COST): D("1000.50"), ("A2", COST): D("-5.25")}


@pytest.mark.parametrize(
    ("rows", "code", "says"),
    [
        ("ver;granskat\nA9;5\n", "TAB704", '"A9" is not in the sample'),
        ("ver;granskat\nA1;5\nA1;6\n", "TAB704", "A1 stands already on row 2"),
        ("ver;granskat\nA1;fem\n", "TAB703", '"fem" is no number'),
        ("ver;bokfört;granskat\nA1;7;5\n", "TAB704", "7.00 kronor, and 10.00 are booked"),
        ("ver;konto;granskat\nA1;6110;5\n", "TAB704", '"A1 6110" is not in the sample'),
        ("ver;belopp\nA1;5\n", "TAB704", 'no column is called "granskat"; there are ver, belopp'),
        ("ver;granskat;audited\nA1;5;5\n", "TAB704", '"granskat" and "audited" hold the same'),
    ],
)
def test_a_row_that_fits_no_item_is_a_finding_and_no_amount(
    rows: str, code: str, says: str
) -> None:
    found = results(sample_of(2, "10", "10"), rows)
    assert [item.code for item in found.findings] == [code]
    assert says in found.findings[0].message
    assert list(found.audited.values()) in ([], [D(5)])


def test_a_voucher_with_several_amounts_in_the_sample_needs_its_account() -> None:
    made = voucher("A1", "2024-02-01", (COST, "60"), (OTHER_COST, "60"), (BANK, "-120"))
    sample = draw(population_of(books(made), YEAR, "expenses"), 2, "s")
    assert sample is not None
    assert "several amounts" in results(sample, "ver;granskat\nA1;60\n").findings[0].message
    found = results(sample, "ver;konto;granskat\nA1;5010;60\nA1;6110;50\n")
    assert found.audited == {("A1", COST): 60, ("A1", OTHER_COST): 50}
