"""Files without vouchers: years that hold balances alone, or nothing, print their tables."""

from __future__ import annotations

import json
from pathlib import Path

from tests.conftest import MakeWorkspace, RunCommand, findings_in

# 2023 brought 1 000 kr on to 2024, in which nothing has been booked yet.
BEGUN = """\
#FLAGGA 0
#SIETYP 4
#FNAMN "Prov"
#ORGNR 802428-2785
#RAR 0 20240101 20241231
#RAR -1 20230101 20231231
#KONTO 1930 "Bank"
#KONTO 2067 "Balanserat resultat"
#IB 0 1930 1000.00
#IB 0 2067 -1000.00
#UB 0 1930 1000.00
#UB 0 2067 -1000.00
#IB -1 1930 1000.00
#IB -1 2067 -1000.00
#UB -1 1930 1000.00
#UB -1 2067 -1000.00
"""


def imported(text: str, folder: Path, sambruk: RunCommand) -> Path:
    (folder / "bok.se").write_text(text)
    result = sambruk("sie", "import", "bok.se", "--into", "ny", "--write", cwd=folder)
    assert result.returncode == 0, result.stderr
    return folder / "ny"


def test_a_year_that_nothing_is_booked_in_prints_what_it_opened_with(
    tmp_path: Path, sambruk: RunCommand
) -> None:
    folder = imported(BEGUN, tmp_path, sambruk)
    assert findings_in(folder) == ()
    shown = json.loads(sambruk("statements", "-f", "json", cwd=folder).stdout)
    assert (shown["year"], shown["comparative"]) == ("2024", "2023"), "the last that there is"
    total = next(r for r in shown["balance_sheet"]["rows"] if r["key"] == "total_assets")
    assert total["amounts"] == {"2024": "1000", "2023": "1000"}
    for year in ("2023", "2024"):
        rows = json.loads(sambruk("balances", year, "-f", "json", cwd=folder).stdout)["rows"]
        assert [row["closing"] for row in rows] == ["1000.00", "-1000.00"]
        journal = sambruk("--lang", "en", "journal", year, cwd=folder)
        assert (journal.returncode, "No vouchers on these days." in journal.stdout) == (0, True)
        assert sambruk("report", year, cwd=folder).returncode == 0


def test_a_year_of_balances_alone_has_its_movements_in_the_tables(
    tmp_path: Path, sambruk: RunCommand
) -> None:
    # 2024 earned 600: 1 000 in, 400 out.
    text = BEGUN.replace("#UB 0 1930 1000", "#UB 0 1930 1600") + "#RES 0 3001 -1000.00\n"
    text += '#RES 0 5010 400.00\n#KONTO 3001 "Avgifter"\n#KONTO 5010 "Hyra"\n'
    folder = imported(text, tmp_path, sambruk)
    assert findings_in(folder) == ()
    shown = json.loads(sambruk("statements", "2024", "-f", "json", cwd=folder).stdout)
    rows = {row["key"]: row["amounts"] for row in shown["income_statement"]["rows"]}
    assert rows["net_result"] == {"2024": "600", "2023": "0"}
    balances = json.loads(sambruk("balances", "2024", "-f", "json", cwd=folder).stdout)["rows"]
    assert {row["account"]: row["change"] for row in balances}["Assets:1930-Bank"] == "600.00"


def test_books_without_a_posting_say_that_there_is_none(
    make_workspace: MakeWorkspace, sambruk: RunCommand
) -> None:
    folder = make_workspace({"ledger/2020.beancount": "", "ledger/2021.beancount": ""})
    for command in ("balances", "ledger"):
        shown = sambruk("--lang", "en", command, "2021", cwd=folder)
        assert "Nothing has been booked." in shown.stdout
    refused = sambruk("statements", "2021", cwd=folder)
    assert (refused.returncode, "USE908" in refused.stderr) == (2, True)
