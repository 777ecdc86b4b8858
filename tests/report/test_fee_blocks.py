"""Fees and members in the report where the fee is not by tier, or not by tier alone."""

from __future__ import annotations

from decimal import Decimal

from sambruk_cli.document.model import Chart, Paragraph, Table
from sambruk_cli.register.narrative import FactsFile
from sambruk_cli.report.blocks.builder import Blocks
from sambruk_cli.report.blocks.charts import members_chart
from sambruk_cli.report.blocks.members import fees, levy, members_by_tier
from sambruk_cli.report.tieout import computed_figures
from sambruk_cli.report.values import inline_values
from tests.conftest import MakeWorkspace
from tests.dues.test_booked import club
from tests.report.years import report_year

# Municipalities by a rate, organisations an amount, and a levy that is the same for all.
RATE = """
[[schedules]]
id = "avgift"
kind = "annual_fee"
kinds = ["municipality"]
valid_from = 2020-01-01
account = "3110"
decision = "Stämman 2019"

[schedules.rate]
of = ["population"]
per_unit = 0.35
minimum = 5000
maximum = 50000
rebate = { above = 20000, part = 0.5, on = "excess" }

[[schedules]]
id = "organisationer"
kind = "annual_fee"
kinds = ["organisation"]
valid_from = 2020-01-01
account = "3110"
decision = "Stämman 2019"
amount = 500

[[schedules]]
id = "extra"
kind = "special_levy"
valid_from = 2021-01-01
account = "3190"
decision = "Stämman 2021"
amount = 50
"""


def cells(blocks: Blocks) -> list[tuple[object, ...]]:
    (table,) = (block for block in blocks if isinstance(block, Table))
    return [(tuple(column.title for column in table.columns)), *(row.cells for row in table.rows)]


def sentences(blocks: Blocks) -> list[str]:
    return [block.text.replace("\xa0", " ") for block in blocks if isinstance(block, Paragraph)]


def test_kinds_of_members_beside_tiers_have_rows_of_their_own(
    make_workspace: MakeWorkspace,
) -> None:
    year = report_year(make_workspace(club()), "2021")
    assert cells(fees(year)) == [
        ("Nivå", "Medlemsinsats, kr", "Årsavgift, kr"),
        ("Organisationer", 500, 100),
        ("Färre än 10 000 invånare", 500, 200),
        ("10 000 invånare och fler", 1000, 400),
        ("Person", None, 400),
    ]
    # Eva and Fia Ek pay 400 + 100; what is above the line sums to what is below it.
    assert cells(members_by_tier(year)) == [
        ("Nivå", "Antal", "Årsavgifter, kr"),
        ("Organisationer", 1, 100),
        ("Färre än 10 000 invånare", 1, 200),
        ("10 000 invånare och fler", 1, 400),
        ("Person", 2, 500),
        ("Summa", 5, 1200),
    ]
    (chart,) = members_chart(year)
    assert isinstance(chart, Chart)
    assert [(bar.label, bar.values) for bar in chart.bars][-1] == (
        "Person",
        (Decimal(2), Decimal(0)),
    )


def test_a_rate_is_said_in_words_and_members_are_counted_by_kind(
    make_workspace: MakeWorkspace,
) -> None:
    year = report_year(make_workspace({"config/fees.toml": RATE}), "2021")
    assert cells(fees(year)) == [("Slag", "Årsavgift, kr"), ("Organisation", 500)]
    assert sentences(fees(year)) == [
        "Årsavgift (Kommun): 0,35 kr × invånare; 50 % på det som är över 20 000, lägst 5 000 kr, "
        "högst 50 000 kr."
    ]
    assert cells(levy(year)) == [("Slag", "Extra utdebitering, kr"), ("Alla medlemmar", 50)]
    # Lillby, 9 999 inhabitants: 3 500 is raised to 5 000; nothing is known of Storstad.
    assert cells(members_by_tier(year)) == [
        ("Slag", "Antal", "Årsavgifter, kr"),
        ("Kommun", 2, 5000),
        ("Organisation", 1, 500),
        ("Summa", 3, 5500),
    ]


def test_declared_kinds_have_totals_and_prices_to_cite_and_to_tie_out(
    make_workspace: MakeWorkspace,
) -> None:
    year = report_year(make_workspace(club()), "2021")
    values = inline_values(year, FactsFile())
    assert values["dues.hall.total"].replace("\xa0", " ") == "1 600 kr"
    assert values["dues.deposit.total"].replace("\xa0", " ") == "600 kr"
    figures = {item: of.get("2021") for item, of in computed_figures(year).items()}
    assert figures["dues.annual_fee.total"] == 1200
    assert figures["dues.hall.total"] == 1600
    assert figures["fees.annual_fee.person"] == 400
    assert figures["fees.annual_fee.large"] == 400
    assert figures["fees.hall.person"] == Decimal(800)
    assert "fees.hall.organisation" not in figures


def test_a_price_that_is_the_same_for_all_is_that_of_every_kind(
    make_workspace: MakeWorkspace,
) -> None:
    year = report_year(make_workspace({"config/fees.toml": RATE}), "2021")
    figures = computed_figures(year)
    assert figures["fees.special_levy.municipality"] == {"2021": 50}
    assert figures["fees.special_levy.organisation"] == {"2021": 50}
    assert figures["fees.annual_fee.organisation"] == {"2021": 500, "2020": 500}
    assert "fees.annual_fee.municipality" not in figures
