"""Accounts that BAS does not have: of classes 0 and 9, and of more than four digits."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from tests.conftest import RunCommand, findings_in
from tests.exchange.test_sie_no_vouchers import imported

HEAD = """\
#FLAGGA 0
#SIETYP 4
#FNAMN "Prov"
#ORGNR 802428-2785
#RAR 0 20240101 20241231
#RAR -1 20230101 20231231
#KONTO 1930 "Bank"
#KONTO 2067 "Kapital"
#KONTO 3001 "Avgifter"
"""


def amounts(folder: Path, sambruk: RunCommand) -> dict[str, str]:
    """The rows of the statements of 2024 that are not nought."""
    shown = json.loads(sambruk("statements", "2024", "-f", "json", cwd=folder).stdout)
    rows = [*shown["income_statement"]["rows"], *shown["balance_sheet"]["rows"]]
    found = {row["key"]: row["amounts"].get("2024", "0") for row in rows}
    return {key: amount for key, amount in found.items() if amount != "0"}


def kept(account: str, opened: int, closed: int) -> str:
    """Balances of a year in which 100 was paid, from the bank, to or from an account."""
    capital, bank = -4000 - opened, 4000 - (closed - opened)
    return f"""\
#IB 0 1930 4000
#IB 0 {account} {opened}
#IB 0 2067 {capital}
#UB 0 1930 {bank}
#UB 0 {account} {closed}
#UB 0 2067 {capital}
#UB -1 1930 4000
#UB -1 {account} {opened}
#UB -1 2067 {capital}
#VER A 1 20240110 "Avräkning"
{{
#TRANS {account} {{}} {closed - opened}
#TRANS 1930 {{}} {opened - closed}
}}
"""


@pytest.mark.parametrize(
    ("chart", "opened", "closed", "name", "rows"),
    [
        (
            '#KONTO 9040 "Avrakning"\n#KTYP 9040 T\n',
            *(1000, 1100, "Assets:9040-Avrakning"),
            {"current_assets": "5000", "equity": "5000"},
        ),
        (
            '#KONTO 9040 "Inre skuld"\n#KTYP 9040 S\n',
            *(-1000, -900, "Liabilities:9040-Inre-skuld"),
            {"current_assets": "3900", "equity": "3000", "current_liabilities": "900"},
        ),
        (
            '#KONTO 0999 "Reserv"\n',
            *(-1000, -900, "Equity:0999-Reserv"),
            {"current_assets": "3900", "equity": "3900"},
        ),
    ],
)
def test_an_account_of_class_9_or_0_that_keeps_a_balance_stands_in_the_balance_sheet(
    chart: str,
    opened: int,
    closed: int,
    name: str,
    rows: dict[str, str],
    tmp_path: Path,
    sambruk: RunCommand,
) -> None:
    text = HEAD + chart + kept(chart[7:11], opened, closed)
    folder = imported(text, tmp_path, sambruk)
    assert findings_in(folder) == ()
    assert f" open {name} SEK" in (folder / "ledger/chart.beancount").read_text()
    found = amounts(folder, sambruk)
    totals = {"total_assets", "total_equity", "total_equity_and_liabilities"}
    assert {key: found[key] for key in found if key not in totals} == rows
    assert found["total_assets"] == found["total_equity_and_liabilities"]
    assert sambruk("sie", "export", "2024", "-o", "ut.se", cwd=folder).returncode == 0
    again = sambruk("sie", "import", "ut.se", "--into", tmp_path / "igen", "--write", cwd=folder)
    assert again.returncode == 0, again.stderr
    assert amounts(tmp_path / "igen", sambruk) == found


@pytest.mark.parametrize("framework", ["k1", "k2"])
def test_a_new_association_has_rows_for_accounts_of_class_9(
    framework: str, tmp_path: Path, sambruk: RunCommand
) -> None:
    text = HEAD + '#KONTO 9030 "Reserv"\n' + kept("9030", -1000, -900)
    (tmp_path / "bok.se").write_text(text)
    options = ("--seat", "Lund", "--start", "2024-01-01", "--framework", framework, "--yes")
    begun = sambruk("init", "ny", "--from-sie", "bok.se", *options, cwd=tmp_path)
    assert begun.returncode == 0, begun.stderr
    assert [item for item in findings_in(tmp_path / "ny") if item.code[:3] == "STM"] == []
    found = amounts(tmp_path / "ny", sambruk)
    assert (found["total_assets"], found["total_equity"]) == ("3900", "3900")


def test_an_account_of_class_9_with_a_result_is_of_the_income_statement(
    tmp_path: Path, sambruk: RunCommand
) -> None:
    # The program writes #UB of every account, as some do.
    text = f"""{HEAD}#KONTO 9010 "Intern kostnad"
#IB 0 1930 5000
#IB 0 2067 -5000
#UB 0 1930 4700
#UB 0 2067 -5000
#UB 0 9010 300
#RES 0 9010 300
#VER A 1 20240110 "Internt"
{{
#TRANS 9010 {{}} 300
#TRANS 1930 {{}} -300
}}
"""
    folder = imported(text, tmp_path, sambruk)
    assert findings_in(folder) == ()
    found = amounts(folder, sambruk)
    assert (found["internal"], found["net_result"], found["result"]) == ("-300", "-300", "-300")
    assert found["total_assets"] == found["total_equity_and_liabilities"] == "4700"


def test_later_years_bring_accounts_of_class_9_into_the_layout_of_an_import(
    tmp_path: Path, sambruk: RunCommand
) -> None:
    # 2023 stands alone; 2024 books 70 of cost on 9011 against 9030, which keeps it.
    first = HEAD.replace("2024", "2023").replace("#RAR -1 20230101 20231231\n", "")
    first += "#IB 0 1930 5000\n#IB 0 2067 -5000\n#UB 0 1930 5000\n#UB 0 2067 -5000\n"
    first += '#VER A 1 20230110 "Flytt"\n{\n#TRANS 1930 {} 1\n#TRANS 1930 {} -1\n}\n'
    folder = imported(first, tmp_path, sambruk)
    layout = folder / "config/statements.toml"
    plain = layout.read_text()
    (folder / "2024.se").write_text(f"""{HEAD}#KONTO 9011 "Intern kostnad"
#KONTO 9030 "Internt kapital"
#IB 0 1930 5000
#IB 0 2067 -5000
#UB 0 1930 5000
#UB 0 2067 -5000
#UB 0 9030 -70
#RES 0 9011 70
#VER A 1 20240110 "Internt"
{{
#TRANS 9011 {{}} 70
#TRANS 9030 {{}} -70
}}
""")
    result = sambruk("sie", "import", "2024.se", "--write", cwd=folder)
    assert result.returncode == 0, result.stderr
    assert findings_in(folder) == ()
    found = amounts(folder, sambruk)
    assert (found["internal"], found["result"], found["equity"]) == ("-70", "-70", "5070")
    assert found["total_assets"] == found["total_equity_and_liabilities"] == "5000"
    assert layout.read_text() != plain


def test_accounts_of_more_than_four_digits_come_in_and_go_out_whole(
    tmp_path: Path, sambruk: RunCommand
) -> None:
    # 1 000 of fees on a part of 3001 and of the project, 500 owed on a part of 1510; booked as the
    # result on parts of 8999 and 2069.
    text = f"""{HEAD}#KONTO 1930100001 "Sparkonto"
#KONTO 15101 "Kunder"
#KONTO 206710 "Kapital del"
#KONTO 206910 "Resultat del"
#KONTO 300110 "Avgifter ungdom"
#KONTO 899910 "Resultat"
#DIM 6 "Projekt"
#OBJEKT 6 "1" "Bron"
#PBUDGET 0 202401 300110 {{}} -1200.00
#IB 0 1930100001 5000.00
#IB 0 206710 -5000.00
#UB 0 1930100001 6000.00
#UB 0 15101 500.00
#UB 0 206710 -5000.00
#UB 0 206910 -1500.00
#RES 0 300110 -1500.00
#RES 0 899910 1500.00
#VER A 1 20240110 "Avgifter"
{{
#TRANS 1930100001 {{}} 1000.00
#TRANS 15101 {{}} 500.00
#TRANS 300110 {{6 "1"}} -1000.00
#TRANS 300110 {{}} -500.00
}}
#VER A 2 20241231 "Resultatet"
{{
#TRANS 899910 {{}} 1500.00
#TRANS 206910 {{}} -1500.00
}}
"""
    folder = imported(text, tmp_path, sambruk)
    assert [f for f in findings_in(folder) if f.code != "BOK219"] == []
    found = amounts(folder, sambruk)
    assert found == {
        "net_turnover": "1500",
        "operating_result": "1500",
        "result_after_financial_items": "1500",
        "net_result": "1500",
        "current_assets": "6500",
        "total_assets": "6500",
        "equity": "5000",
        "result": "1500",
        "total_equity": "6500",
        "total_equity_and_liabilities": "6500",
    }
    assert sambruk("sie", "export", "2024", "-o", "ut.se", cwd=folder).returncode == 0
    exported = (folder / "ut.se").read_bytes().decode("cp437")
    for record in text.splitlines():
        if record.startswith(("#IB", "#UB", "#RES", "#PBUDGET")):
            assert record in exported
