"""sambruk grants and sambruk grants show, on the association made by hand."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from tests.conftest import MakeWorkspace, RunCommand
from tests.grants.association import GRANTS, association
from tests.workspaces import FILES

FILE = "config/grants.toml"
NOTE = "config/report/2021/note-1.md"
MEMBERS = "config/members.toml"


@pytest.fixture
def folder(make_workspace: MakeWorkspace) -> Path:
    return make_workspace(association())


def test_the_grants_of_a_year_are_listed_as_json(folder: Path, sambruk: RunCommand) -> None:
    result = sambruk("--root", folder, "grants", "2021", "-f", "json")
    assert result.returncode == 0, result.stderr
    data = json.loads(result.stdout)
    assert (data["year"], data["day"]) == ("2021", "2021-12-31")
    unga, gava = data["grants"]
    amounts = {key: value for key, value in unga.items() if isinstance(value, str)}
    assert (
        amounts.items()
        >= {
            "amount": "1600",
            "received": "1500",
            "repaid": "220",
            "used": "1100",
            "unused": "180",
            "to_repay": "180",
            "outstanding": "100",
            "received_in_year": "500",
            "repaid_in_year": "220",
            "used_in_year": "900",
            "repay_due": "2022-01-31",
        }.items()
    )
    assert (unga["condition_met"], unga["use_is_partial"]) == (None, False)
    assert (gava["unused"], gava["overspent"], gava["outside"]) == ("0", "100", "40")
    assert (gava["to_repay"], gava["outstanding"]) == (None, None)


def test_without_a_year_and_with_options_first_it_is_a_list_too(
    folder: Path, sambruk: RunCommand
) -> None:
    listed = sambruk("--root", folder, "grants", "list", "2021").stdout
    assert "Unga i kören" in listed
    assert sambruk("--root", folder, "grants").stdout == listed
    assert sambruk("--root", folder, "grants", "--no-cache", "2021").stdout == listed
    assert all(len(line) <= 80 for line in listed.splitlines())


def test_a_year_that_has_not_ended_is_told_of_up_to_today(
    folder: Path, sambruk: RunCommand
) -> None:
    early = sambruk("--root", folder, "grants", "2021", "-f", "json", "--today", "2021-05-01")
    data = json.loads(early.stdout)
    assert data["day"] == "2021-05-01"
    assert (data["grants"][0]["unused"], data["grants"][0]["to_repay"]) == ("1300", None)


def test_the_report_to_the_funder_has_vouchers_sums_and_a_place_to_sign(
    folder: Path, sambruk: RunCommand
) -> None:
    shown = sambruk("--root", folder, "--lang", "en", "grants", "show", "unga").stdout
    lines = [" ".join(line.split()) for line in shown.splitlines()]
    for line in (
        "REPORT TO BANKEN: UNGA I KÖREN",
        "Period: 2020-04-01 – 2021-10-31",
        "Condition Används till ledare för unga",
        "Report due 2021-12-31",
        "2020-04-15 B1 Banken: Första delen 1,000.00",
        "2021-04-10 B3 Andra delen 500.00",
        "2021-12-20 B9 Åter till Banken 250.00",
        "2021-09-02 B7 Ledare, rättelse -100.00",
        "Total costs 1,100.00",
        "2020 1,000.00 200.00 800.00",
        "2021 500.00 220.00 900.00 180.00",
        "To be paid back 180.00",
        "To be paid back by 2022-01-31.",
        "Anna Ek",
    ):
        assert line in lines, shown
    assert "DRAFT" not in shown
    on = sambruk("--root", folder, "--lang", "en", "grants", "show", "unga", "--on", "2020-12-31")
    assert "B3" not in on.stdout
    assert "To be paid back" not in on.stdout


def test_costs_outside_the_period_and_a_budget_stand_in_the_report(
    make_workspace: MakeWorkspace, sambruk: RunCommand
) -> None:
    changes = association()
    budget = (
        '\n2021-01-01 custom "budget" Expenses:4010-Kostnader "monthly" 50.00 SEK\n'
        '  project: "bron"\n'
        '2021-01-01 custom "budget" Expenses:4010-Kostnader "monthly" 7.00 SEK\n'
    )
    journal = changes["ledger/2021.beancount"]
    assert isinstance(journal, str)
    folder = make_workspace({**changes, "ledger/2021.beancount": journal + budget})
    shown = sambruk("--root", folder, "--lang", "en", "grants", "show", "gava").stdout
    lines = [" ".join(line.split()) for line in shown.splitlines()]
    # Seven months from January through July.
    assert "4010 Kostnader 350.00 400.00 -50.00" in lines, shown
    assert "2021-08-05 B5 Spik 40.00" in lines
    assert "Used beyond what was received 100.00" in lines
    grants = changes[FILE]
    assert isinstance(grants, str)
    for day, begins, row in (
        ("2021-03-31", "2021-01-01", "150.00 0.00 150.00"),  # three months; nothing is used yet
        ("2021-01-01", "2021-01-01", "1.61 0.00 1.61"),  # a day of 31
        ("2021-12-31", "2021-03-01", "250.00 400.00 -150.00"),  # March through July
    ):
        (folder / FILE).write_text(grants.replace("from = 2021-01-01", f"from = {begins}"))
        told = sambruk("--root", folder, "--lang", "en", "grants", "show", "gava", "--on", day)
        lines = [" ".join(line.split()) for line in told.stdout.splitlines()]
        assert f"4010 Kostnader {row}" in lines, told.stdout


@pytest.mark.parametrize("suffix", ["txt", "md", "json", "html", "pdf", "docx", "xlsx"])
def test_the_report_comes_in_the_form_of_its_suffix_and_the_same_twice(
    folder: Path, sambruk: RunCommand, tmp_path: Path, suffix: str
) -> None:
    begins = {"pdf": b"%PDF", "docx": b"PK", "xlsx": b"PK", "json": b"{", "html": b"<!"}
    made = []
    for name in ("one", "two"):
        file = tmp_path / f"{name}.{suffix}"
        result = sambruk("--root", folder, "grants", "show", "unga", "-o", file)
        assert result.returncode == 0, result.stderr
        made.append(file.read_bytes())
    assert made[0] == made[1]
    assert made[0].startswith(begins.get(suffix, b""))


def test_a_suffix_that_is_no_form_and_a_file_of_the_books_are_refused(
    folder: Path, sambruk: RunCommand
) -> None:
    for file in (folder / "x.csv", folder / FILE, folder / "ledger" / "x.beancount"):
        before = file.read_bytes() if file.exists() else None
        result = sambruk("--root", folder, "grants", "show", "unga", "-o", file)
        assert result.returncode == 2
        assert (file.read_bytes() if file.exists() else None) == before


def test_a_note_holds_the_grants_of_the_year(
    make_workspace: MakeWorkspace, sambruk: RunCommand
) -> None:
    folder = make_workspace({**association(), NOTE: "{{ block.grants }}\n"})
    shown = sambruk("--root", folder, "--lang", "en", "statements", "2021").stdout
    lines = [" ".join(line.split()) for line in shown.splitlines()]
    assert "Unga i kören 500 220 900 180" in lines, shown
    assert "Till bron 300 400 0" in lines, shown
    told = " ".join(shown.replace("\N{NO-BREAK SPACE}", " ").split())
    assert (
        "Unga i kören. SEK 1,600 was decided on 15 March 2020. Condition: Används till ledare för "
        "unga. The condition is to be met by 31 October 2021. SEK 180 is to be paid back by "
        "31 January 2022."
    ) in told
    assert "Till bron. Purpose: En ny bro." in told
    # The meaning of what the register leaves out is nobody's to guess.
    assert "SEK 0" not in told


@pytest.mark.parametrize(
    ("keys", "says"),
    [
        ("condition_met = true", "The condition has been met. SEK 180 is to be paid back"),
        ("condition_met = false", "The condition has not been met. SEK 180 is to be paid back"),
    ],
)
def test_a_note_says_whether_the_condition_is_met(
    make_workspace: MakeWorkspace, sambruk: RunCommand, keys: str, says: str
) -> None:
    grants = GRANTS.replace('repays = "unused"', f'repays = "unused"\n{keys}')
    folder = make_workspace({**association(), FILE: grants, NOTE: "{{ block.grants }}\n"})
    shown = sambruk("--root", folder, "--lang", "en", "statements", "2021").stdout
    told = " ".join(shown.replace("\N{NO-BREAK SPACE}", " ").split())
    assert says in told
    assert "is to be met by" not in told


def test_a_grant_that_was_paid_before_it_was_decided_is_listed(
    make_workspace: MakeWorkspace, sambruk: RunCommand
) -> None:
    grants = GRANTS.replace("decided = 2020-03-15", "decided = 2021-03-15").replace(
        ", expected = 2020-04-10", ""
    )
    folder = make_workspace({**association(), FILE: grants})
    shown = sambruk("--root", folder, "grants", "2020", "-f", "json").stdout
    told = {each["id"]: each["received"] for each in json.loads(shown)["grants"]}
    assert told["unga"] == "1000"
    early = sambruk("--root", folder, "grants", "2020", "-f", "json", "--today", "2020-04-14")
    assert "unga" not in {each["id"] for each in json.loads(early.stdout)["grants"]}


def test_parts_that_do_not_sum_to_what_was_decided_are_told_as_they_are(
    make_workspace: MakeWorkspace, sambruk: RunCommand
) -> None:
    def shown_with(*changed: tuple[str, str]) -> list[str]:
        grants = GRANTS
        for old, new in changed:
            assert grants.count(old) == 1
            grants = grants.replace(old, new)
        folder = make_workspace({**association(), FILE: grants})
        shown = sambruk("--root", folder, "--lang", "en", "grants", "show", "unga").stdout
        return [" ".join(line.split()) for line in shown.splitlines()]

    part = shown_with((", { amount = 600 }", ""))
    at = part.index("2020-04-10 1,000.00")
    assert [line for line in part[at:] if line.strip("\N{BOX DRAWINGS LIGHT HORIZONTAL}")][1:3] == [
        "Not yet said when 600.00",
        "Decided 1,600.00",
    ]
    unknown = shown_with(("amount = 1600\n", ""))
    assert "Payments expected" in unknown
    assert "Total 1,600.00" in unknown
    assert not any(line.startswith(("Decided 1", "Amount decided")) for line in unknown)


def test_without_a_file_there_is_nothing_to_list(
    make_workspace: MakeWorkspace, sambruk: RunCommand
) -> None:
    result = sambruk("--root", make_workspace(), "--lang", "en", "grants", "2021")
    assert (result.returncode, result.stderr) == (0, "")
    assert "Nothing." in result.stdout


def test_a_private_funder_is_named_by_its_id(
    make_workspace: MakeWorkspace, sambruk: RunCommand
) -> None:
    members = FILES[MEMBERS].replace(
        'tier_source = "exempel"', 'tier_source = "exempel"\nprivate = true'
    )
    named = GRANTS.replace('"Till bron"', '"Gåva av Storstads kommun"')
    folder = make_workspace({**association(), MEMBERS: members, FILE: named})
    for arguments in (
        ("grants", "2021"),
        ("grants", "2021", "-f", "csv"),
        ("grants", "show", "gava"),
    ):
        shown = sambruk("--root", folder, *arguments)
        assert shown.returncode == 0, shown.stderr
        assert "Storstads" not in shown.stdout
        assert "storstad" in shown.stdout.casefold()
        assert "Storstads" in sambruk("--root", folder, *arguments, "--names").stdout
