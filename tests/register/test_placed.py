"""Which layout a fiscal year gets, and what an association changes in it."""

from __future__ import annotations

from datetime import date

import pytest

from sambruk_cli.fiscal import FiscalYear
from sambruk_cli.register.association import Association, LegalForm
from sambruk_cli.register.bounds import values_of
from sambruk_cli.register.fees import FeesFile
from sambruk_cli.register.layout import Layout, LayoutRow, StatementsFile, spans
from sambruk_cli.register.layout_changes import overlap, without
from sambruk_cli.register.placed import PlacedLayout, placed_layouts
from sambruk_cli.register.tags import tags_of

NONPROFIT, ECONOMIC = "802428-2785", "702001-7781"


def year(label: str, start: str, end: str) -> FiscalYear:
    return FiscalYear(label, date.fromisoformat(start), date.fromisoformat(end), False)


Y2024 = year("2024", "2024-01-01", "2024-12-31")
Y2025 = year("2025", "2025-01-01", "2025-12-31")
Y2026 = year("2026", "2026-01-01", "2026-12-31")
EXTENDED = year("2025/26", "2025-07-01", "2026-12-31")
BROKEN = year("2025/26", "2025-07-01", "2026-06-30")


def association(number: str = NONPROFIT, legal_form: LegalForm | None = None) -> Association:
    return Association(
        name="F", short_name="F", organisation_number=number, seat="S", legal_form=legal_form
    )


def placed(
    text: str,
    *years: FiscalYear,
    of: Association | None = None,
    fees: FeesFile | None = None,
) -> tuple[PlacedLayout, ...]:
    file = StatementsFile.model_validate(values_of(text))
    tags = tags_of(file, fees or FeesFile())
    return placed_layouts(file, years or (Y2025,), of or association(), tags)


def made(text: str, fees: FeesFile | None = None) -> dict[str, LayoutRow]:
    (one,) = placed(text, fees=fees)
    return rows_of(one.layout)


def rows_of(layout: Layout) -> dict[str, LayoutRow]:
    return {row.key: row for row in (*layout.income_statement, *layout.balance_sheet)}


def names(found: tuple[PlacedLayout, ...]) -> list[tuple[str | None, tuple[str, ...]]]:
    return [(one.packaged, one.years) for one in found]


def test_one_line_chooses_a_layout_for_every_year() -> None:
    assert names(placed('layout = "k1"', Y2025, Y2026)) == [("k1", ("2025", "2026"))]


def test_k2_has_other_rows_for_years_that_start_in_2026() -> None:
    found = placed('layout = "k2"', Y2024, Y2025, Y2026)
    assert names(found) == [("k2", ("2024", "2025")), ("k2-2026", ("2026",))]


def test_a_first_year_that_is_extended_through_2026_has_the_rows_of_2026() -> None:
    assert names(placed('layout = "k2"', EXTENDED)) == [("k2-2026", ("2025/26",))]
    assert names(placed('layout = "k2"', BROKEN)) == [("k2", ("2025/26",))]
    later = placed('layout = "k2"', Y2024, EXTENDED)  # not its first year
    assert names(later) == [("k2", ("2024", "2025/26"))]


@pytest.mark.parametrize(
    ("layout", "wanted"),
    [("k2", "k2-ek"), ("k3", "k3-ek"), ("k1", "k1"), ("arsbokslut", "arsbokslut")],
)
def test_an_ekonomisk_forening_has_rows_of_its_own_kind(layout: str, wanted: str) -> None:
    for of in (association(ECONOMIC), association(legal_form="economic")):
        assert names(placed(f'layout = "{layout}"', of=of)) == [(wanted, ("2025",))]
    stated = association(ECONOMIC, legal_form="nonprofit")
    assert names(placed(f'layout = "{layout}"', of=stated)) == [(layout, ("2025",))]


@pytest.mark.parametrize(
    ("name", "number", "form"),
    [
        ("Lyckans ekonomiska förening", None, "economic"),
        ("Lyckan Ekonomisk Förening", None, "economic"),
        ("Ekonomiska föreningen Lyckan", None, "economic"),
        ("Lyckan ek. för.", None, "economic"),
        ("Lyckan ek.för", None, "economic"),
        ("Lyckan Ek för", None, "economic"),
        ("Kvarnens förening u.p.a.", None, "economic"),
        ("Svenska ekonomiska föreningen", None, "nonprofit"),
        ("Lyckan", None, "nonprofit"),
        ("Ek för alla", None, "nonprofit"),
        ("Lyckan", ECONOMIC, "economic"),
        ("Brf Solen", "769600-1234", "housing"),
        ("BRF Solen", None, "housing"),
        ("HSB:s Brf Solen i Lund", ECONOMIC, "housing"),
        ("Solens bostadsrättsförening", None, "housing"),
        ("Bostadsrättsföreningarnas vänner", None, "nonprofit"),
        ("Bostadsrättsföreningens vänner", None, "nonprofit"),
        ("Brf Solen", NONPROFIT, "nonprofit"),
        ("Brfsamverkan", None, "nonprofit"),
    ],
)
def test_name_and_number_show_what_an_association_is(
    name: str, number: str | None, form: str
) -> None:
    of = Association(name=name, short_name=name, organisation_number=number, seat="S")
    assert of.form == form


def test_an_ekonomisk_forening_has_the_rows_of_2026_too() -> None:
    found = placed('layout = "k2"', Y2026, of=association(ECONOMIC))
    assert names(found) == [("k2-ek-2026", ("2026",))]


def test_the_framework_may_change_from_one_year_to_another() -> None:
    text = """
    [[layouts]]
    layout = "k1"
    from = 2000-01-01
    to = 2024-12-31
    [[layouts]]
    layout = "k3"
    from = 2025-01-01
    """
    found = placed(text, Y2024, Y2025)
    assert names(found) == [("k1", ("2024",)), ("k3", ("2025",))]
    assert [one.entry for one in found] == [0, 1]


def test_a_tagged_account_falls_in_the_row_of_its_tag_and_no_other() -> None:
    rows = made('layout = "k1"\n[tags]\nmembership_fees = ["3010-3019"]\nsales = ["3050"]')
    assert rows["membership_fees"].accounts == ("3010-3019",)
    assert rows["sales"].accounts == ("3050",)
    assert rows["activity_income"].accounts == ("3000-3009", "3020-3049", "3051-3799")


def test_a_tag_that_a_framework_has_no_row_for_changes_nothing() -> None:
    assert made('layout = "k2"\n[tags]\nmembership_fees = ["3010"]') == made('layout = "k2"')


def test_a_tag_on_an_account_of_another_class_changes_nothing() -> None:
    assert made('layout = "k1"\n[tags]\ngifts = ["2890", "5010"]') == made('layout = "k1"')


FEES = """
[[schedules]]
id = "avgift"
kind = "annual_fee"
valid_from = 2020-01-01
account = "3110"
decision = "Stämman"
amount = 100
"""


def test_the_account_of_annual_fees_holds_membership_fees() -> None:
    fees = FeesFile.model_validate(values_of(FEES))
    assert made('layout = "k1"', fees)["membership_fees"].accounts == ("3110",)
    stated = made('layout = "k1"\n[tags]\nactivities = ["3100-3199"]', fees)
    assert stated["membership_fees"].accounts == ()


def test_a_row_is_called_otherwise_and_holds_more() -> None:
    rows = made(
        """
        [[layouts]]
        layout = "k1"
        from = 2000-01-01
        [[layouts.rows]]
        key = "activity_income"
        label = "Kurser"
        accounts = ["3980-3984"]
        note = 3
        """
    )
    row = rows["activity_income"]
    assert (row.label, row.label_en, row.note) == ("Kurser", None, (3,))
    assert row.accounts == ("3000-3799", "3980-3984")
    assert rows["gifts_and_grants"].accounts == ("3985-3989", "3993")


def test_a_row_that_is_added_joins_the_sum_of_its_neighbour() -> None:
    rows = made(
        """
        [[layouts]]
        layout = "k3"
        from = 2000-01-01
        [[layouts.rows]]
        key = "youth_fund"
        label = "Ungdomsfonden"
        accounts = ["2073"]
        after = "restricted_funds"
        [[layouts.rows]]
        key = "deposits"
        label = "Depositioner"
        accounts = ["1685"]
        before = "other_receivables"
        """
    )
    assert rows["total_equity"].sum == (
        "restricted_funds",
        "youth_fund",
        "donation_capital",
        "retained",
        "result",
    )
    assert rows["restricted_funds"].accounts == ("2070-2072", "2074-2079")
    assert (rows["deposits"].sign, rows["deposits"].indent) == ("debit", 2)
    assert list(rows).index("deposits") == list(rows).index("other_receivables") - 1
    parts = rows["total_current_receivables"].sum
    assert parts.index("deposits") == parts.index("other_receivables") - 1


def test_a_row_added_below_a_heading_joins_the_sum_of_the_first_row_there() -> None:
    rows = made(
        """
        [[layouts]]
        layout = "k1"
        from = 2000-01-01
        [[layouts.rows]]
        key = "lottery"
        label = "Lotteri"
        accounts = ["3200-3299"]
        after = "income"
        """
    )
    assert rows["total_income"].sum[:2] == ("lottery", "membership_fees")


def test_a_sum_that_is_added_stands_for_what_it_sums() -> None:
    rows = made(
        """
        [[layouts]]
        layout = "k1"
        from = 2000-01-01
        [[layouts.rows]]
        key = "own_income"
        label = "Egna intäkter"
        sum = ["activity_income", "sales"]
        after = "sales"
        """
    )
    assert rows["total_income"].sum == (
        "membership_fees",
        "gifts_and_grants",
        "own_income",
        "other_income",
    )


def test_a_row_that_is_left_out_is_in_no_sum() -> None:
    rows = made(
        """
        [[layouts]]
        layout = "k1"
        from = 2000-01-01
        [[layouts.rows]]
        key = "sales"
        left_out = true
        """
    )
    assert "sales" not in rows
    assert "sales" not in rows["total_income"].sum


def test_a_row_that_loses_all_of_its_accounts_is_left_out() -> None:
    rows = made(
        """
        [[layouts]]
        layout = "k2"
        from = 2000-01-01
        [[layouts.rows]]
        key = "external_costs"
        accounts = ["4000-4999"]
        """
    )
    assert "raw_materials" not in rows
    assert rows["goods"].accounts == ()  # goods that are tagged may still stand there
    assert "raw_materials" not in rows["total_operating_costs"].sum


def test_a_tag_of_a_changed_row_is_taken_from_the_row_that_had_it() -> None:
    rows = made(
        """
        [tags]
        gifts = ["3990"]
        grants = ["3985"]
        [[layouts]]
        layout = "k1"
        from = 2000-01-01
        [[layouts.rows]]
        key = "gifts"
        label = "Gåvor"
        tags = ["gifts"]
        before = "gifts_and_grants"
        """
    )
    assert rows["gifts"].accounts == ("3990",)
    assert rows["gifts_and_grants"].tags == ("grants",)


def test_accounts_that_a_row_is_given_go_before_tags() -> None:
    rows = made(
        """
        [tags]
        sales = ["3050"]
        [[layouts]]
        layout = "k1"
        from = 2000-01-01
        [[layouts.rows]]
        key = "other_income"
        accounts = ["3050"]
        """
    )
    assert rows["sales"].accounts == ()
    assert "3050" in rows["other_income"].accounts


def test_ranges_are_parted_where_accounts_are_taken() -> None:
    assert without(("3000-3999",), spans(("3100-3199", "3300"))) == (
        "3000-3099",
        "3200-3299",
        "3301-3999",
    )
    assert without(("3000-3001", "4000"), spans(("3000", "4000"))) == ("3001",)
    assert overlap(("3000-3999", "5000"), ("3990-4999", "5000-5001")) == ("3990-3999", "5000")
