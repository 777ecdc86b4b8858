"""Findings on tables that are imported."""

from __future__ import annotations

from tests.checks.cases.case import At, Case, case

FILE = "medlemmar.csv"


def table(text: str, *found: At, says: str) -> Case:
    return case(
        {FILE: text},
        *found,
        says=says,
        arguments=("members", "import", FILE, "-f", "json"),
        code=1,
    )


CASES: dict[str, Case] = {
    "TAB701": table(
        "Namn;Typ\nNyby;organisation;1\n", At("TAB701", FILE, 2, "Nyby"), says="3 cells"
    ),
    "TAB702": table(
        "Namn;Typ\nNyby;organisation\nNamn;Typ\n",
        At("TAB702", FILE, 3, "Namn"),
        says="once more",
    ),
    "TAB703": table(
        "Namn;Typ;Inträde\nNyby;organisation;2020-02-30\n",
        At("TAB703", FILE, 2, "02-30"),
        says='"2020-02-30" is no day',
    ),
    "TAB704": case(
        {"resultat.csv": "verifikation;granskat\nA9;5\n"},
        At("TAB704", "resultat.csv", 2, "A9"),
        says='"A9" is not in the sample',
        hints="has changed in the books since",
        arguments=(
            *("audit", "2021", "-o", "revision", "--sample", "3", "--seed", "7"),
            *("--results", "resultat.csv", "-f", "json"),
        ),
        code=2,
    ),
}
