"""A table as data: one table gives what is printed, the JSON and the CSV."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

from sambruk_cli.document.cell import Shown
from sambruk_cli.document.model import Column, Row, Table, as_json
from sambruk_cli.document.records import records, with_columns
from sambruk_cli.render.csv import table_csv
from sambruk_cli.render.lines import as_text
from sambruk_cli.render.text import block_lines

TABLE = Table(
    "seats",
    (
        Column("Uppdrag", key="role"),
        Column("Från", "date", key="from"),
        Column("Kronor", "amount", key="whole"),
        Column("Med öre", "amount", 2, key="exact"),
        Column("Deltar", key="participants"),
        Column("Bara tryckt"),
    ),
    (
        Row(("Rubrik", None, None, Decimal(9), "", ""), "heading"),
        Row(
            (
                Shown("Ordförande", "chair"),
                date(2007, 4, 23),
                Decimal("13500"),
                Decimal("-2.5"),
                Shown("a, b", ("a", "b")),
                "x",
            )
        ),
        Row((Shown("", None), None, None, Decimal(0), Shown("", ()), "y")),
        Row(("Summa", None, Decimal("13500"), Decimal("-2.5"), "", ""), "total"),
    ),
)


def test_records_have_values_by_key_without_headings_and_sums() -> None:
    assert records(TABLE) == [
        {
            "role": "chair",
            "from": "2007-04-23",
            "whole": "13500",
            "exact": "-2.50",
            "participants": ["a", "b"],
        },
        {"role": None, "from": None, "whole": None, "exact": "0.00", "participants": []},
    ]


def test_csv_has_the_same_rows_and_columns() -> None:
    assert table_csv(TABLE) == (
        "role,from,whole,exact,participants\nchair,2007-04-23,13500,-2.50,a b\n,,,0.00,\n"
    )


def test_people_read_the_words() -> None:
    printed = as_text(block_lines([with_columns(TABLE, "from", "role")], "sv"))
    assert "Ordförande" in printed
    assert "chair" not in printed
    assert printed.index("Från") < printed.index("Uppdrag")


def test_a_document_as_json_has_its_words_and_no_empty_keys() -> None:
    table = as_json(Table("t", (Column("A"), Column("B", key="b")), (Row((Shown("x", "y"), 1)),)))
    assert [set(column) for column in table["columns"]] == [
        {"title", "kind", "decimals", "note"},
        {"title", "kind", "decimals", "note", "key"},
    ]
    assert table["rows"][0]["cells"] == ["x", 1]
