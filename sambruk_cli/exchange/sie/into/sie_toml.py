"""TOML files of a workspace that a SIE file becomes."""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence
from datetime import date

from sambruk_cli.fiscal import FiscalYear
from sambruk_cli.register.sie import SieDetails

Value = str | date | bool | Sequence[str]


def text(value: str) -> str:
    """A text as a basic string of TOML."""
    return json.dumps(value, ensure_ascii=False).replace("\x7f", "\\u007f")


def table(head: str, pairs: Iterable[tuple[str, Value | None]]) -> str:
    """A table; what is None or an empty list is left out."""
    lines = [head]
    for key, value in pairs:
        match value:
            case None | () | []:
                continue
            case bool():
                lines.append(f"{key} = {str(value).lower()}")
            case date():
                lines.append(f"{key} = {value}")
            case str():
                lines.append(f"{key} = {text(value)}")
            case _:
                lines.append(f"{key} = [{', '.join(map(text, value))}]")
    return "\n".join(lines) + "\n"


def association(name: str, number: str, seat: str, years: Sequence[FiscalYear]) -> str:
    """config/association.toml."""
    head = table(
        "[association]",
        [("name", name), ("short_name", name), ("organisation_number", number), ("seat", seat)],
    )
    parts = [
        table("[[fiscal_years]]", [("label", y.label), ("start", y.start), ("end", y.end)])
        for y in years
    ]
    return "\n".join([head, *parts])


def entries(head: str, items: Iterable[tuple[str, str]], kind: str | None = None) -> str:
    """Tables of (id, name): members, counterparties or projects."""
    return "\n".join(
        table(f"[[{head}]]", [("id", item_id), ("name", name), ("kind", kind)])
        for item_id, name in items
    )


def details(found: SieDetails) -> str:
    """config/sie.toml, or tables to add to it."""
    parts = [table("[[imports]]", [("file", i.file), ("sha256", i.sha256)]) for i in found.imports]
    parts += [
        table("[[accounts]]", [("number", a.number), ("sru", a.sru), ("unit", a.unit)])
        for a in found.accounts
    ]
    parts += [
        table("[[dimensions]]", [("number", d.number), ("name", d.name), ("parent", d.parent)])
        for d in found.dimensions
    ]
    parts += [
        table(
            "[[objects]]",
            [("dimension", o.dimension), ("number", o.number), ("name", o.name), ("id", o.id)],
        )
        for o in found.objects
    ]
    parts += [table("[[series]]", [("sie", s.sie), ("books", s.books)]) for s in found.series]
    return "\n".join(parts)


# key, label, accounts or rows that it sums, further keys.
_INCOME = (
    ("net_turnover", "Nettoomsättning", ("3000-3799",), ()),
    ("other_income", "Övriga intäkter", ("3800-3999",), ()),
    ("goods", "Råvaror och förnödenheter", ("4000-4999",), ()),
    ("external_costs", "Övriga externa kostnader", ("5000-6999",), ()),
    ("personnel", "Personalkostnader", ("7000-7699",), ()),
    ("depreciation", "Av- och nedskrivningar, övriga kostnader", ("7700-7999",), ()),
    (
        "operating_result",
        "Rörelseresultat",
        (),
        ("net_turnover", "other_income", "goods", "external_costs", "personnel", "depreciation"),
    ),
    ("financial", "Finansiella poster", ("8000-8799",), ()),
    (
        "result_after_financial_items",
        "Resultat efter finansiella poster",
        (),
        ("operating_result", "financial"),
    ),
    ("internal", "Interna poster, klass 0 och 9", ("0000-0999", "9000-9999"), ()),
    ("appropriations", "Bokslutsdispositioner", ("8800-8899",), ()),
    ("tax", "Skatter", ("8900-8998",), ()),
    (
        "net_result",
        "Årets resultat",
        (),
        ("result_after_financial_items", "internal", "appropriations", "tax"),
    ),
)
_BALANCE = (
    ("fixed_assets", "Anläggningstillgångar", ("1000-1399",), ()),
    ("current_assets", "Omsättningstillgångar", ("1400-1999",), ()),
    ("total_assets", "Summa tillgångar", (), ("fixed_assets", "current_assets")),
    ("equity", "Eget kapital", ("2000-2068", "2070-2098"), ()),
    ("result", "Årets resultat", ("2069", "2099"), ()),
    ("total_equity", "Summa eget kapital", (), ("equity", "result")),
    ("untaxed_reserves", "Obeskattade reserver", ("2100-2199",), ()),
    ("provisions", "Avsättningar", ("2200-2299",), ()),
    ("long_term_liabilities", "Långfristiga skulder", ("2300-2399",), ()),
    ("current_liabilities", "Kortfristiga skulder", ("2400-2999",), ()),
    (
        "total_equity_and_liabilities",
        "Summa eget kapital och skulder",
        (),
        (
            "total_equity",
            "untaxed_reserves",
            "provisions",
            "long_term_liabilities",
            "current_liabilities",
        ),
    ),
)
_DEBIT = ("fixed_assets", "current_assets")
_RESULT = "result"
_INTERNAL = "internal"


def statements(*, internal: bool) -> str:
    """config/statements.toml: a layout with a row for every account of BAS.

    Args:
      internal: whether there are accounts of the classes that BAS leaves to the company.
    """
    head = table(
        "[[layouts]]",
        [("id", "sie-import"), ("framework", "Ej angivet"), ("from", date(1900, 1, 1))],
    )
    parts = [head]
    for part, rows in (("income_statement", _INCOME), ("balance_sheet", _BALANCE)):
        for key, label, accounts, terms in rows:
            if key == _INTERNAL and not internal:
                continue
            summed = tuple(term for term in terms if internal or term != _INTERNAL)
            pairs: list[tuple[str, Value | None]] = [
                *(("key", key), ("label", label), ("accounts", accounts), ("sum", summed)),
                ("sign", "debit" if key in _DEBIT else None),
                ("result", True if key == _RESULT else None),
                ("style", "subtotal" if summed else None),
            ]
            parts.append(table(f"[[layouts.{part}]]", pairs))
    return "\n".join(parts)
