"""`sambruk arrears` as it is run: on the small workspace by hand."""

from __future__ import annotations

import csv
import io
import json

from tests.conftest import MakeWorkspace, RunCommand
from tests.workspaces import JOURNAL_2021

# Storstad pays 450,50 of 400; somebody pays 25 that nobody knows of; Lillby pays 150 of 200.
PAYMENTS = """
2021-08-01 * "Inbetalningar"
  ver: "A7"
  Assets:1930-Bank                625.50 SEK
  Assets:1510-Kundfordringar     -450.50 SEK
    member: "storstad"
    invoice: "2021-1"
  Assets:1510-Kundfordringar      -25.00 SEK
  Assets:1510-Kundfordringar     -150.00 SEK
    member: "lillby"
    invoice: "2021-3"
"""
CHANGED = {"ledger/2021.beancount": JOURNAL_2021 + PAYMENTS}


def test_every_item_is_listed_with_its_age(
    make_workspace: MakeWorkspace, sambruk: RunCommand
) -> None:
    root = str(make_workspace(CHANGED))
    result = sambruk("--root", root, "arrears", "--on", "2021-09-01", "-f", "json")
    found = json.loads(result.stdout)
    items = {(i["member"], i["number"]): i for i in found["items"]}
    # Due 30 days after the invoice: Förbundet 3 March, Lillby 9 June.
    assert {key: (i["open"], i["due"], i["days"], i["band"]) for key, i in items.items()} == {
        ("forbundet", "2021-2"): ("100.00", "2021-03-03", 182, "over-90"),
        ("lillby", "2021-3"): ("50.00", "2021-06-09", 84, "61-90"),
        ("storstad", "2021-1"): ("-50.50", "2021-03-03", 182, "credit"),
        (None, None): ("-25.00", None, None, "credit"),
    }
    assert items["lillby", "2021-3"]["amount"] == "200.00"
    assert items["lillby", "2021-3"]["name"] == "Lillby kommun"
    assert found["total"] == "74.50"
    assert found["accounts"] == [{"account": "1510 Kundfordringar", "amount": "74.50"}]
    assert found["bands"]["61-90"] == "50.00"
    assert [m["member"] for m in found["members"]] == [None, "forbundet", "lillby", "storstad"]
    text = sambruk("--root", root, "--lang", "en", "arrears", "--on", "2021-09-01").stdout
    assert "The items sum to what 1510 Kundfordringar stands at: SEK 74.50." in text
    assert max(map(len, text.splitlines())) <= 80
    printed = sambruk("--root", root, "arrears", "--on", "2021-09-01", "-f", "csv").stdout
    rows = list(csv.DictReader(io.StringIO(printed)))
    assert [row["open"] for row in rows] == [i["open"] for i in found["items"]]


def test_by_default_it_is_today_and_never_a_day_after_the_books(
    make_workspace: MakeWorkspace, sambruk: RunCommand
) -> None:
    root = str(make_workspace())
    for today, day in (("2021-05-01", "2021-05-01"), ("2030-01-01", "2021-12-31")):
        result = sambruk("--root", root, "arrears", "--today", today, "-f", "json")
        assert json.loads(result.stdout)["on"] == day


def test_one_member_is_asked_for(make_workspace: MakeWorkspace, sambruk: RunCommand) -> None:
    root = str(make_workspace())
    result = sambruk("--root", root, "arrears", "--member", "lillby", "-f", "json")
    assert [item["number"] for item in json.loads(result.stdout)["items"]] == ["2021-3"]
    result = sambruk("--root", root, "--lang", "en", "arrears", "--member", "lilby")
    assert result.returncode == 2
    assert "USE902" in result.stderr


def test_bands_that_do_not_fit_beside_each_other_stand_below_each_party(
    make_workspace: MakeWorkspace, sambruk: RunCommand
) -> None:
    days = ("2022-01-31", "2021-12-20", "2021-11-20", "2021-10-20", "2021-01-20")
    more = "".join(
        f"""
2021-12-01 * "Stort {number}"
  ver: "B{number}"
  Assets:1510-Kundfordringar  1234567.89 SEK
    member: "storstad"
    invoice: "9{number}"
    due: {day}
  Income:3190-Övrigt  -1234567.89 SEK
"""
        for number, day in enumerate(days, 1)
    )
    root = str(make_workspace({"ledger/2021.beancount": CHANGED["ledger/2021.beancount"] + more}))
    text = sambruk("--root", root, "--lang", "sv", "arrears", "--on", "2021-12-31").stdout
    assert max(map(len, text.splitlines())) <= 80
    lines = [" ".join(line.split()) for line in text.splitlines()]
    at = lines.index("Storstads kommun 6 172 788,95")  # five times, less 50,50 too much
    assert lines[at + 1 : at + 7] == [
        "Ej förfallet 1 234 567,89",
        "Förfallet 1–30 dagar 1 234 567,89",
        "Förfallet 31–60 dagar 1 234 567,89",
        "Förfallet 61–90 dagar 1 234 567,89",
        "Förfallet mer än 90 dagar 1 234 567,89",
        "Motparten tillgodo -50,50",
    ]


def test_nothing_is_open_before_the_books(
    make_workspace: MakeWorkspace, sambruk: RunCommand
) -> None:
    root = str(make_workspace())
    result = sambruk("--root", root, "arrears", "--on", "2019-01-01")
    assert "Ingen post är öppen." in result.stdout
