"""An association's books begin in an empty folder, clean from the first minute through a year."""

from __future__ import annotations

import json
import os
import re
import shlex
import subprocess
import sys
from collections.abc import Sequence
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any, get_args

import pytest

from sambruk_cli.edits.new_folder import write_folder
from sambruk_cli.findings import Finding
from sambruk_cli.fiscal import FiscalYear
from sambruk_cli.messages.codes import CODES
from sambruk_cli.register.association import LegalForm
from sambruk_cli.register.layout import spans
from sambruk_cli.register.layouts import packaged_layout
from sambruk_cli.register.read import read_register
from sambruk_cli.setup.chart import account_names, chart, tags
from sambruk_cli.setup.facts import Facts, first_year
from sambruk_cli.setup.workspace import Sources, new_workspace
from sambruk_cli.terms import Terms
from sambruk_cli.workspace import Workspace
from tests.conftest import PROJECT, RunCommand, findings_in
from tests.edits.test_carry_out import killed_at
from tests.extent import sample
from tests.files.repositories import committed

FRAMEWORKS = ("k1", "arsbokslut", "k2", "k3")
STARTS = (date(2026, 1, 1), date(2026, 7, 1))
YEARS = [(framework, start) for framework in FRAMEWORKS for start in STARTS]
KEPT = [("k1", STARTS[0]), ("k3", STARTS[1])]
SAID = ("--name", "Exempelryttarna", "--number", "802428-2785", "--seat", "Exempelstad")
FORMS = ("txt", "md", "json", "html", "pdf", "docx", "xlsx")

# A year of an association that has 12 000 kr on its account: month by month, and where it says so
# for fees that are paid (cash) or invoiced alone.
MONTHS = (
    """
{day} * "Hyra för ridhuset"
  ver: "A1"
  Assets:1930-Bankkonto              -2000.00 SEK
  Expenses:5010-Lokalhyra             2000.00 SEK
""",
    """
{day} * "Kommunen" "Verksamhetsbidrag"
  ver: "A2"
  Assets:1930-Bankkonto               8000.00 SEK
  Income:3987-Bidrag-från-kommunen   -8000.00 SEK
""",
    """
{day} * "Hinder"
  ver: "A3"
  Assets:1220-Inventarier-och-utrustning   4800.00 SEK
  Assets:1930-Bankkonto                   -4800.00 SEK
""",
    """
{day} * "Banken" "Avgift"
  ver: "A4"
  Assets:1930-Bankkonto                 -25.50 SEK
  Expenses:6570-Avgifter-till-banken     25.50 SEK
""",
    """
{day} * "Lön till ridläraren"
  ver: "A5"
  Expenses:7010-Löner                            1000.00 SEK
  Liabilities:2710-Avdragen-skatt-på-löner       -300.00 SEK
  Assets:1930-Bankkonto                          -700.00 SEK
  Expenses:7510-Arbetsgivaravgifter               314.20 SEK
  Liabilities:2730-Arbetsgivaravgifter-att-betala -314.20 SEK
""",
    """
{day} * "Skatteverket"
  ver: "A6"
  Liabilities:2710-Avdragen-skatt-på-löner        300.00 SEK
  Liabilities:2730-Arbetsgivaravgifter-att-betala 314.20 SEK
  Assets:1930-Bankkonto                          -614.20 SEK
""",
    """
{day} * "Serveringen"
  ver: "A7"
  Assets:1910-Handkassa                            900.00 SEK
  Income:3210-Försäljning-av-varor-och-servering  -900.00 SEK
  Expenses:4210-Inköp-av-varor-för-försäljning     350.00 SEK
  Assets:1930-Bankkonto                           -350.00 SEK
""",
    """
{day} * "Kurs för juniorer"
  ver: "A8"
  Assets:1930-Bankkonto                       1500.00 SEK
  Income:3110-Kurs-och-träningsavgifter      -1500.00 SEK
""",
    """
{day} * "Gåva"
  ver: "A9"
  Assets:1930-Bankkonto    500.00 SEK
  Income:3993-Gåvor-och-insamlingar  -500.00 SEK
""",
    """
{day} * "Foderhandeln" "Foder"
  ver: "A10"
  Expenses:4010-Inköp-till-verksamheten   1200.00 SEK
  Liabilities:2440-Leverantörsskulder    -1200.00 SEK
    counterparty: "foderhandeln"
""",
    """
{day} * "Foderhandeln" "Betald"
  ver: "A11"
  Liabilities:2440-Leverantörsskulder     1200.00 SEK
    counterparty: "foderhandeln"
  Assets:1930-Bankkonto                  -1200.00 SEK
""",
    """
{day} * "Avskrivning på hindren"
  ver: "A12"
  Expenses:7830-Avskrivningar-på-inventarier-och-utrustning   960.00 SEK
  Assets:1229-Avskrivet-på-inventarier-och-utrustning        -960.00 SEK
""",
)
PAID = """
{day} * "Anna Ek" "Medlemsavgift"
  ver: "M1"
  Assets:1930-Bankkonto          300.00 SEK
  Income:3010-Medlemsavgifter   -300.00 SEK
    member: "m-1"
"""
INVOICED = """
{day} * "Anna Ek" "Medlemsavgift"
  ver: "F1"
  Assets:1510-Kundfordringar     300.00 SEK
    member: "m-1"
    invoice: "1"
  Income:3010-Medlemsavgifter   -300.00 SEK
    member: "m-1"

{day} * "Anna Ek" "Betald"
  ver: "F2"
  Assets:1930-Bankkonto          300.00 SEK
  Assets:1510-Kundfordringar    -300.00 SEK
    member: "m-1"
    invoice: "1"
"""
CLOSING = """
{day} * "Årets resultat"
  ver: "A13"
  Expenses:8999-Årets-resultat   5350.30 SEK
  Equity:2069-Årets-resultat    -5350.30 SEK
"""
# 300 + 8 000 + 900 + 1 500 + 500 of income; 2 000 + 25,50 + 1 314,20 + 350 + 1 200 + 960 of costs.
RESULT = Decimal("11200") - Decimal("5849.70")
MEMBER = """
[[members]]
id = "m-1"
name = "Anna Ek"
kind = "person"
"""


def begun(sambruk: RunCommand, folder: Path, *options: str, today: str = "2026-07-02") -> Any:
    """`sambruk init` in a folder without git, whose result is JSON."""
    run = ("--lang", "en", "--today", today, "init", str(folder), *SAID, *options, "-f", "json")
    result = sambruk(*run, GIT_CONFIG_GLOBAL=os.devnull, GIT_CONFIG_SYSTEM=os.devnull)
    assert result.stderr == ""
    return json.loads(result.stdout)


def strict(folder: Path, today: date) -> list[Finding]:
    """What `validate --strict` counts on a day."""
    return [item for item in findings_in(folder, today=today) if not CODES[item.code].reminder]


def added(path: Path, text: str) -> None:
    path.write_text(path.read_text("utf-8") + text, "utf-8")


def month_of(start: date, number: int) -> date:
    """The tenth of a month of a year that begins on a day."""
    months = start.month - 1 + number
    return date(start.year + months // 12, months % 12 + 1, 10)


@pytest.mark.parametrize("year", sample(YEARS, KEPT), ids=str)
def test_a_year_of_vouchers_is_clean_after_every_month(
    year: tuple[str, date], tmp_path: Path, sambruk: RunCommand
) -> None:
    framework, start = year
    folder = tmp_path / "ny"
    options = ("--start", str(start), "--framework", framework, "--fee", "300")
    found = begun(sambruk, folder, *options, "--opening", "1930=12000", "--yes")
    assert (found["findings"], found["notes"], found["written"]) == ([], [], True)
    label = found["years"][-1]["label"]
    assert label == ("2026" if start.month == 1 else "2026/27")
    assert strict(folder, start) == []
    added(folder / "config/members.toml", MEMBER)
    added(
        folder / "config/counterparties.toml",
        '\n[[counterparties]]\nid = "foderhandeln"\nname = "Foderhandeln"\n',
    )
    journal = folder / f"ledger/{label.replace('/', '-')}.beancount"
    fee = PAID if found["accounting"] == "cash" else INVOICED
    for number, text in enumerate(MONTHS):
        day = month_of(start, number)
        added(journal, (text + (fee if number == 1 else "")).format(day=day))
        assert strict(folder, day.replace(day=28)) == [], number
    end = date.fromisoformat(found["years"][-1]["end"])
    added(journal, CLOSING.format(day=end))
    assert strict(folder, end) == []
    shown = sambruk("--root", folder, "statements", label, "--exact", "-f", "json")
    statements = json.loads(shown.stdout)
    amounts = {
        row["key"]: Decimal(row["amounts"][label])
        for part in ("income_statement", "balance_sheet")
        for row in statements[part]["rows"]
        if row["amounts"]
    }
    assert amounts["net_result"] == RESULT
    # 12 000 and the result, and nothing is owed; bank and cash are all but the hinder's 3 840.
    assert amounts["total_assets"] == Decimal("17350.30")
    assert amounts["cash_and_bank"] == Decimal("13510.30")


@pytest.mark.parametrize("year", sample(YEARS, KEPT[1:]), ids=str)
def test_the_report_is_made_in_every_form_at_once(
    year: tuple[str, date], tmp_path: Path, sambruk: RunCommand
) -> None:
    framework, start = year
    folder = tmp_path / "ny"
    begun(sambruk, folder, "--start", str(start), "--framework", framework, "--yes")
    called = {"k1": "FÖRENKLAT ÅRSBOKSLUT", "arsbokslut": "ÅRSBOKSLUT"}
    for form in FORMS:
        path = tmp_path / f"r.{form}"
        result = sambruk("--root", folder, "--today", str(start), "report", "-o", path)
        assert (result.returncode, result.stderr) == (0, ""), form
        assert path.stat().st_size > 500
    head = (tmp_path / "r.txt").read_text("utf-8").partition(" 20")[0]
    assert head == called.get(framework, "ÅRSREDOVISNING")


def test_all_that_is_written_says_what_was_said_of_the_association(
    tmp_path: Path, sambruk: RunCommand
) -> None:
    folder = tmp_path / "ny"
    begun(
        sambruk,
        folder,
        *("--bankgiro", "9912346", "--fee", "person=150", "--fee", "familj=250,50"),
        *("--start", "2026-07-01", "--kind", "stodmedlem", "--decision", "Årsmötet 2026, § 9"),
        *("--opening", "1930=1000", "--opening", "2440=250", "--opening", "1220=500"),
        *("--opening", "1229=200", "--method", "invoice", "--yes"),
    )
    register, findings = read_register(Workspace(folder))
    assert findings == []
    assert register.association is not None
    association = register.association.association
    assert (association.name, association.seat) == ("Exempelryttarna", "Exempelstad")
    assert (association.organisation_number, association.bankgiro) == ("802428-2785", "991-2346")
    assert association.accounting == "invoice"
    assert [(y.label, y.start, y.end) for y in register.years] == [
        ("2026/27", date(2026, 7, 1), date(2027, 6, 30))
    ]
    kinds = [kind.id for kind in register.members_file.kinds]
    assert kinds == ["person", "familj", "stodmedlem"]
    (schedule,) = register.fees.schedules
    assert schedule.amounts == {"person": Decimal(150), "familj": Decimal("250.5")}
    assert (schedule.kinds, schedule.decision) == (("person", "familj"), "Årsmötet 2026, § 9")
    assert register.fees.account_of(schedule) == "3010"
    journal = (folder / "ledger/2026-27.beancount").read_text("utf-8")
    assert journal.endswith(
        '2026-06-30 * "Ingående balans"\n  opening: TRUE\n'
        "  Assets:1220-Inventarier-och-utrustning  500.00 SEK\n"
        "  Assets:1229-Avskrivet-på-inventarier-och-utrustning  -200.00 SEK\n"
        "  Assets:1930-Bankkonto  1000.00 SEK\n"
        "  Equity:2067-Balanserat-resultat  -1050.00 SEK\n"
        "  Liabilities:2440-Leverantörsskulder  -250.00 SEK\n"
    )


@pytest.mark.parametrize(
    ("name", "start", "framework"),
    [
        ("Lyckans ekonomiska förening", "2026-01-01", "k2"),
        ("Brf Solen", "2025-01-01", "k2"),
        ("Brf Solen", "2026-01-01", "k3"),  # BFNAR 2025:2
        ("Lyckans vänner", "2026-01-01", "k1"),
    ],
)
def test_the_framework_follows_from_the_name_where_there_is_no_number(
    name: str, start: str, framework: str, tmp_path: Path, sambruk: RunCommand
) -> None:
    """Others than an ideell förening cannot use K1 (BFL 6:1)."""
    said = ("--name", name, "--number", "", "--seat", "Lund", "--start", start, "--yes")
    result = sambruk("init", tmp_path / "ny", *said, GIT_CONFIG_GLOBAL=os.devnull)
    assert result.returncode == 0
    assert f'"{framework}"' in (tmp_path / "ny/config/statements.toml").read_text("utf-8")
    assert strict(tmp_path / "ny", date.fromisoformat(start)) == []


@pytest.mark.parametrize("framework", ["k2", "k3"])
def test_an_ekonomisk_forening_begins_with_what_its_report_must_say(
    framework: str, tmp_path: Path, sambruk: RunCommand
) -> None:
    """ÅRL 6:2 and 6:3; equity on the accounts of fritt eget kapital, and no funds (LEF)."""
    folder = tmp_path / "ny"
    said = ("--name", "Lyckans ekonomiska förening", "--number", "", "--seat", "Lund", "--yes")
    more = ("--start", "2026-01-01", "--opening", "1930=700", "--opening", "2083=400")
    result = sambruk(
        "init", folder, *said, *more, "--framework", framework, GIT_CONFIG_GLOBAL=os.devnull
    )
    assert result.returncode == 0
    assert strict(folder, date(2026, 1, 1)) == []
    journal = folder / "ledger/2026.beancount"
    assert "  Equity:2091-Balanserat-resultat  -300.00 SEK\n" in journal.read_text("utf-8")
    accounts = (folder / "ledger/chart.beancount").read_text("utf-8")
    assert not re.search(":20[67]", accounts)
    assert "restricted_funds" not in (folder / "config/statements.toml").read_text("utf-8")
    assert "8999 against 2099" in (folder / "README.md").read_text("utf-8")
    added(
        journal,
        """
2026-12-31 * "Bidrag"
  ver: "A1"
  Assets:1930-Bankkonto  50.00 SEK
  Income:3987-Bidrag-från-kommunen  -50.00 SEK

2026-12-31 * "Årets resultat"
  ver: "A2"
  Expenses:8999-Årets-resultat  50.00 SEK
  Equity:2099-Årets-resultat  -50.00 SEK
""",
    )
    shown = sambruk("--root", folder, "--today", "2026-12-31", "report", "2026", "-f", "text")
    text = " ".join(shown.stdout.split())
    assert "medlemmar vid årets början: 0, vid årets slut: 0" in text
    assert "Skriv här summan av de insatser som ska betalas tillbaka" in text
    assert "Eget kapital, kr Medlemsinsatser Balanserat resultat Årets resultat Summa" in text
    assert "Styrelsen föreslår att det fria egna kapitalet behandlas så" in text
    # 300 kept before and 50 of the year, which is all of the fritt eget kapital.
    assert "Till stämmans förfogande 350" in text


@pytest.mark.parametrize("minus", ["-", "\u2212"])
def test_an_opening_balance_may_stand_on_the_other_side(
    minus: str, tmp_path: Path, sambruk: RunCommand
) -> None:
    """Owing 500.50 on the tax account with 1 000 in the bank leaves 499.50 of one's own."""
    folder = tmp_path / "ny"
    options = ("--opening", f"1630={minus}500,50", "--opening", "1930=1000", "--yes")
    found = begun(sambruk, folder, *options, "--start", "2026-01-01")
    assert found["findings"] == []
    assert (
        (folder / "ledger/2026.beancount")
        .read_text("utf-8")
        .endswith(
            "  Assets:1630-Skattekonto  -500.50 SEK\n"
            "  Assets:1930-Bankkonto  1000.00 SEK\n"
            "  Equity:2067-Balanserat-resultat  -499.50 SEK\n"
        )
    )


def test_files_are_in_the_language_of_messages(tmp_path: Path, sambruk: RunCommand) -> None:
    for language, words in (("sv", "Räkenskapsår 2026"), ("en", "Fiscal year 2026")):
        folder = tmp_path / language
        said = ("--today", "2026-01-01", "init", folder, *SAID, "--yes")
        result = sambruk("--lang", language, *said, GIT_CONFIG_GLOBAL=os.devnull)
        assert words in result.stdout
        assert all(len(line) <= 80 for line in result.stdout.splitlines())
        readme = (folder / "README.md").read_text("utf-8")
        assert ("Varje månad" in readme, "Every month" in readme) == (
            language == "sv",
            language == "en",
        )
    swedish, english = (sorted(_names(tmp_path / language)) for language in ("sv", "en"))
    assert swedish == english


def _names(folder: Path) -> list[str]:
    return [str(path.relative_to(folder)) for path in folder.rglob("*") if ".git/" not in str(path)]


@pytest.mark.parametrize("method", ["cash", "invoice"])
def test_comments_hold_no_line_that_is_wrong_once_it_is_read(
    method: str, tmp_path: Path, sambruk: RunCommand
) -> None:
    """What the comments of config/ show is read without a fault when the signs are taken away."""
    folder = tmp_path / "ny"
    begun(sambruk, folder, "--method", method, "--yes", today="2027-03-01")
    for name in ("association", "members", "board", "counterparties"):
        path = folder / f"config/{name}.toml"
        text = path.read_text("utf-8")
        shown = re.sub(r"^# ?(?=\[|[a-z_]+ = )", "", text, flags=re.MULTILINE)
        assert shown != text
        assert ("\n[bookkeeping]\nfrom = 2028-01-01\n" in shown) is (name == "association")
        path.write_text(shown, "utf-8")
    journal = folder / "ledger/2027.beancount"
    text = journal.read_text("utf-8")
    journal.write_text(re.sub(r"^; (?=[0-9]| )", "", text, flags=re.MULTILINE), "utf-8")
    assert [f for f in findings_in(folder, today=date(2027, 3, 1)) if f.severity == "error"] == []


def test_a_folder_beside_this_one_and_this_one_itself_are_filled(
    tmp_path: Path, sambruk: RunCommand
) -> None:
    (tmp_path / "here").mkdir()
    for name in ("../beside", "."):
        run = sambruk("init", name, *SAID, "--yes", cwd=tmp_path / "here")
        assert run.returncode == 0, run.stderr
    assert (tmp_path / "beside/config/association.toml").is_file()
    assert (tmp_path / "here/config/association.toml").is_file()


def test_an_association_without_a_number_says_so(tmp_path: Path, sambruk: RunCommand) -> None:
    missing = sambruk(
        "--lang", "en", "init", tmp_path / "ny", "--name", "A", "--seat", "B", "--yes"
    )
    assert missing.returncode == 2
    assert '--number: say it, or ""' in missing.stderr
    found = begun(sambruk, tmp_path / "ny", "--number", "", "--yes")
    assert (found["organisation_number"], found["findings"], found["notes"]) == ("", [], [])
    assert strict(tmp_path / "ny", date(2026, 7, 2)) == []
    report = sambruk("--root", tmp_path / "ny", "--lang", "sv", "report")
    assert (report.returncode, report.stderr) == (0, "")
    assert "har sitt säte i Exempelstad. Räkenskapsåret" in report.stdout


def test_an_economic_association_begins_with_an_annual_report(
    tmp_path: Path, sambruk: RunCommand
) -> None:
    number = ("--number", "769999-0003", "--name", "Exempel ekonomisk förening")
    found = begun(sambruk, tmp_path / "ny", *number, "--yes")
    assert (found["framework"], found["accounting"], found["notes"]) == ("k2", "invoice", [])
    assert strict(tmp_path / "ny", date(2026, 7, 2)) == []
    housing = ("--number", "769999-0003", "--name", "Brf Solen", "--start", "2026-01-01")
    says = "make an annual report (BFL 6:1): k2 or k3"
    for framework, of, why in (
        ("k1", number, says),
        ("arsbokslut", number, says),
        ("k2", housing, "do not use K2 from 2026 on (BFNAR 2025:2): k3"),
    ):
        said = (*SAID, *of, "--framework", framework, "--yes")
        result = sambruk("--lang", "en", "init", tmp_path / "other", *said)
        assert result.returncode == 2
        assert why in " ".join(result.stderr.split())
    assert not (tmp_path / "other").exists()


def test_nothing_is_written_without_being_told(tmp_path: Path, sambruk: RunCommand) -> None:
    found = begun(sambruk, tmp_path / "ny", "--diff")
    assert (found["written"], found["commit"]) == (False, None)
    assert "config/association.toml" in [file["path"] for file in found["files"]]
    assert all(file["diff"].startswith("--- /dev/null\n") for file in found["files"])
    assert list(tmp_path.iterdir()) == []
    shown = sambruk("--lang", "en", "init", tmp_path / "ny", *SAID)
    assert shown.stdout.endswith("Nothing is written: add --write.\n")
    missing = sambruk("--lang", "en", "init", tmp_path / "ny", *SAID[:4])
    assert missing.returncode == 2
    assert "say it with --seat" in missing.stderr


@pytest.mark.parametrize(
    ("options", "says"),
    [
        (("--name", "  "), 'the name "" is empty'),
        (("--name", 121 * "A"), "has more than 120 characters"),
        (("--name", "1234 –"), 'the name "1234 –" has no letter in it'),
        (("--name", "A\x1b[31m"), r'the name "A\u001b[31m" holds the unprintable character U+001B'),
        (("--seat", "…"), 'the seat "…" has no letter in it'),
        (("--number", "802428-2786"), '"802428-2786" is no organisation number: its check digit'),
        (("--number", "8024"), '"8024" is no organisation number: it does not have ten digits'),
        (("--bankgiro", "991-2345"), '"991-2345" is no bankgiro number: its check digit'),
        (("--end", "2025-01-01"), "would end on 2025-01-01, before it begins on 2026-01-01"),
        (("--end", "2028-01-01"), "from 2026-01-01 to 2028-01-01 has 25 months"),
        (("--kind", "Företag"), 'the kind of member "Företag" is no id'),
        (("--opening", "3010=5"), "account 3010 takes no opening balance"),
        (("--opening", "2067=5"), "account 2067 takes no opening balance"),
        (("--opening", "1234=5"), "the chart that is written has no account 1234"),
        (("--opening", "1939x=5"), '"1939x" is no account number'),
        (("--fee", "barn:0-10=1", "--fee", "vuxen:12-=2"), "11"),
    ],
)
def test_what_cannot_be_so_is_a_finding_and_nothing_is_written(
    options: Sequence[str], says: str, tmp_path: Path, sambruk: RunCommand
) -> None:
    found = begun(sambruk, tmp_path / "ny", *options, "--yes")
    assert [item["code"] for item in found["findings"]] != []
    assert any(says in item["message"] for item in found["findings"]), found["findings"]
    assert (found["files"], found["written"]) == ([], False)
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize(
    ("fees", "says"),
    [
        (("junior:0-20=200", "senior:21-=400", "familj=700"), "cannot be mixed"),
        (("familj=700", "300"), "cannot be mixed"),
        (("300", "junior:0-20=200"), "cannot be mixed"),
        (("-5",), "-5 is below nought"),
        (("familj=-5",), "-5 is below nought"),
        (("junior:0-20=-5",), "-5 is below nought"),
        (("--5",), '"--5" is not a number'),
    ],
)
def test_a_fee_that_cannot_be_read_is_wrong_usage_that_says_why(
    fees: Sequence[str], says: str, tmp_path: Path, sambruk: RunCommand
) -> None:
    options = [text for fee in fees for text in ("--fee", fee)]
    result = sambruk("--lang", "en", "init", tmp_path / "ny", *SAID, *options, "--yes")
    assert result.returncode == 2
    assert says in " ".join(result.stderr.split())
    assert list(tmp_path.iterdir()) == []


def test_everything_that_is_wrong_is_said_at_once(tmp_path: Path, sambruk: RunCommand) -> None:
    (tmp_path / "ny").mkdir()
    (tmp_path / "ny/a").write_text("mine")
    said = ("--number", "1", "--seat", "2", "--bankgiro", "3")
    found = begun(sambruk, tmp_path / "ny", *said, "--yes")
    assert [item["code"] for item in found["findings"]] == ["USE912"] * 4
    assert [path.name for path in (tmp_path / "ny").iterdir()] == ["a"]
    assert (tmp_path / "ny/a").read_text() == "mine"


def test_a_folder_that_cannot_be_made_is_said_before_anything_is_asked(
    tmp_path: Path, sambruk: RunCommand
) -> None:
    (tmp_path / "file").write_text("")
    for name, says in (("file", "is a file"), ("none/ny", "there is no folder")):
        result = sambruk("--lang", "en", "init", tmp_path / name)
        assert result.returncode == 1
        assert says in " ".join(result.stderr.split())


SIE = """\
#FLAGGA 0
#PROGRAM "x" 1
#FORMAT PC8
#GEN 20260101
#SIETYP 4
#FNAMN "Hembygdsforeningen"
#ORGNR 802428-2785
#RAR 0 20250101 20251231
#KONTO 1930 "Foretagskonto"
#KONTO 2010 "Eget kapital"
#KONTO 3040 "Medlemsavgifter"
#KONTO 5010 "Hyra"
#IB 0 1930 1000.00
#IB 0 2010 -1000.00
#UB 0 1930 1300.00
#UB 0 2010 -1000.00
#RES 0 3040 -500.00
#RES 0 5010 200.00
#VER A 1 20250301 "Avgifter"
{
#TRANS 1930 {} 500.00
#TRANS 3040 {} -500.00
}
#VER A 2 20250401 "Hyra"
{
#TRANS 1930 {} -200.00
#TRANS 5010 {} 200.00
}
"""


@pytest.fixture
def sie_file(tmp_path: Path) -> Path:
    path = tmp_path / "gamla.se"
    path.write_text(SIE)
    return path


def from_sie(sambruk: RunCommand, folder: Path, file: Path, *options: str) -> Any:
    said = ("--seat", "Exempelstad", "--from-sie", file, *options, "--yes", "-f", "json")
    result = sambruk(
        *("--lang", "en", "--today", "2026-02-01", "init", folder, *said),
        GIT_CONFIG_GLOBAL=os.devnull,
    )
    return json.loads(result.stdout)


def test_books_of_another_program_come_along_with_the_year_after_them(
    tmp_path: Path, sie_file: Path, sambruk: RunCommand
) -> None:
    folder = tmp_path / "ny"
    found = from_sie(sambruk, folder, sie_file, "--fee", "100")
    assert (found["findings"], found["written"], found["vouchers"]) == ([], True, 2)
    assert [year["label"] for year in found["years"]] == ["2025", "2026"]
    assert found["name"] == "Hembygdsforeningen"
    assert strict(folder, date(2026, 2, 1)) == []
    fees = (folder / "config/fees.toml").read_text("utf-8")
    assert 'account = "3040"' in fees  # the file's own account of fees
    assert 'membership_fees = ["3040"]' in (folder / "config/statements.toml").read_text("utf-8")
    main = (folder / "ledger/main.beancount").read_text("utf-8")
    assert main.endswith('include "2025.beancount"\ninclude "2026.beancount"\n')
    opened = (folder / "ledger/chart.beancount").read_text("utf-8")
    assert "Expenses:8999-Årets-resultat" in opened
    assert "3010" not in opened


def test_accounts_of_a_file_are_tagged_by_their_names_alone(
    tmp_path: Path, sie_file: Path, sambruk: RunCommand
) -> None:
    """3010 and 3011 are sales in the file, so fees get an account of their own beside them."""
    goods = '3010 "Försäljning material"\n#KONTO 3011 "Försäljning tjänster"'
    sie_file.write_bytes(SIE.replace('3040 "Medlemsavgifter"', goods).encode("cp437"))
    sie_file.write_bytes(sie_file.read_bytes().replace(b" 3040", b" 3010"))
    found = from_sie(sambruk, tmp_path / "ny", sie_file)
    assert found["findings"] == []
    statements = (tmp_path / "ny/config/statements.toml").read_text("utf-8")
    assert statements.rpartition("[tags]\n")[2] == 'membership_fees = ["3012"]\n'
    assert 'account = "3012"' in (tmp_path / "ny/config/fees.toml").read_text("utf-8")
    opened = (tmp_path / "ny/ledger/chart.beancount").read_text("utf-8")
    assert "Income:3012-Medlemsavgifter" in opened
    assert strict(tmp_path / "ny", date(2026, 2, 1)) == []


def test_a_year_before_that_does_not_fit_is_left_out(
    tmp_path: Path, sie_file: Path, sambruk: RunCommand
) -> None:
    before = "#RAR -1 20230101 20231231\n#UB -1 1930 1000.00\n#UB -1 2010 -1000.00\n#KONTO"
    sie_file.write_text(SIE.replace("#KONTO", before, 1))
    found = from_sie(sambruk, tmp_path / "ny", sie_file)
    assert (found["findings"], found["written"]) == ([], True)
    notes = [note for note in found["notes"] if note["code"] == "SIE623"]
    assert [note["hint"] for note in notes] == [
        "2023 is left out: the other years come in without it"
    ]
    assert [year["label"] for year in found["years"]] == ["2025", "2026"]


def test_a_number_that_is_known_with_another_check_digit_begins_a_workspace(
    tmp_path: Path, sie_file: Path, sambruk: RunCommand
) -> None:
    number = SIE.partition("#ORGNR ")[2][:6]
    wrong = f"{number}-0001"
    sie_file.write_text(re.sub("#ORGNR .*", f"#ORGNR {wrong}", SIE))
    arguments = ("init", tmp_path / "ny", "--from-sie", sie_file, "--seat", "X", "--yes")
    refused = sambruk(*arguments)
    assert refused.returncode == 2
    assert "its check digit is 1 and should be" in " ".join(refused.stderr.split())
    assert sambruk(*arguments, "--keep-organisation-number").returncode == 0
    file = (tmp_path / "ny/config/association.toml").read_text()
    assert f'organisation_number = "{wrong}"\norganisation_number_checked = true\n' in file


def test_a_name_in_a_file_that_no_page_can_hold_is_refused_at_its_line(
    tmp_path: Path, sie_file: Path, sambruk: RunCommand
) -> None:
    sie_file.write_text(SIE.replace("Hembygdsforeningen", 121 * "A"))
    result = sambruk("sie", "import", sie_file, "--into", tmp_path / "ny", "-f", "json")
    (item,) = json.loads(result.stdout)["findings"]
    assert (item["code"], item["line"]) == ("SIE627", 6)
    assert "120" in item["message"]
    (item,) = from_sie(sambruk, tmp_path / "ny", sie_file)["findings"]
    assert (item["code"], "more than 120 characters" in item["message"]) == ("USE912", True)
    found = from_sie(sambruk, tmp_path / "ny", sie_file, "--name", "Hembygden")
    assert (found["findings"], found["name"]) == ([], "Hembygden")


def test_a_year_of_a_file_can_be_gone_on_with(
    tmp_path: Path, sie_file: Path, sambruk: RunCommand
) -> None:
    found = from_sie(sambruk, tmp_path / "ny", sie_file, "--start", "2025-01-01")
    assert [year["label"] for year in found["years"]] == ["2025"]
    assert strict(tmp_path / "ny", date(2025, 6, 1)) == []


def test_what_is_wrong_with_the_books_of_a_file_is_said_and_written(
    tmp_path: Path, sie_file: Path, sambruk: RunCommand
) -> None:
    """A result that the program before never booked is booked by the import, which says so."""
    after = "#RAR -1 20240101 20241231\n#UB -1 1930 1000.00\n#RES -1 5010 -1000.00\n"
    text = SIE.replace("#KONTO 1930", f"{after}#KONTO 1930", 1)
    sie_file.write_text(
        text.replace("#IB 0 2010 -1000.00\n", "").replace("#UB 0 2010 -1000.00\n", "")
    )
    found = from_sie(sambruk, tmp_path / "ny", sie_file)
    assert found["findings"] == []
    assert found["written"]
    assert "SIE625" in {note["code"] for note in found["notes"]}
    year_before = (tmp_path / "ny/ledger/2024.beancount").read_text("utf-8")
    assert "Expenses:8999-Årets-resultat  1000.00 SEK\n" in year_before
    assert "Equity:2019-Årets-resultat  -1000.00 SEK\n" in year_before


@pytest.mark.parametrize(
    ("options", "says", "line"),
    [
        (("--number", "899999-0008"), "the association 802428-2785, not of 899999-0008", 7),
        (("--start", "2027-01-01"), "is 2025-01-01 to 2025-12-31, and --start says", None),
        (("--opening", "1930=5"), "both by the SIE file and by --opening", None),
    ],
)
def test_a_file_that_does_not_fit_is_refused(
    options: Sequence[str],
    says: str,
    line: int | None,
    tmp_path: Path,
    sie_file: Path,
    sambruk: RunCommand,
) -> None:
    found = from_sie(sambruk, tmp_path / "ny", sie_file, *options)
    (item,) = found["findings"]
    assert (item["code"], item["line"]) == ("USE912", line)
    assert says in item["message"]
    assert not (tmp_path / "ny").exists()


def test_members_of_a_table_are_written_and_charged(tmp_path: Path, sambruk: RunCommand) -> None:
    table = tmp_path / "m.csv"
    table.write_text(
        "Nr;Namn;Födelseår;Inträdesdatum;Häst\n"
        "1;Anna Ek;2012;2024-01-01;Blixten\n2;Bo Al;1980;2024-01-01;\n"
    )
    folder = tmp_path / "ny"
    found = begun(
        sambruk,
        folder,
        *("--members", str(table), "--fee", "junior:0-20=200", "--fee", "senior:21-=400"),
        *("--start", "2026-01-01", "--yes"),
    )
    assert (found["findings"], found["members"], found["unread"]) == ([], 2, ["Häst"])
    dues = json.loads(sambruk("--root", folder, "dues", "2026", "-f", "json").stdout)
    assert [[c["amount"] for c in m["charges"]] for m in dues["members"]] == [["200"], ["400"]]
    tiers = (folder / "config/fees.toml").read_text("utf-8")
    assert 'label = "Till och med 20 år"' in tiers


def test_kinds_of_a_table_are_said_once_each_and_the_remedy_works(
    tmp_path: Path, sambruk: RunCommand
) -> None:
    """A day of birth is read as its year, the only thing that is kept of it."""
    table = tmp_path / "m.csv"
    table.write_text(
        "Nr;Namn;Född;Typ\n1;Anna Ek;2012-03-04;Familj\n2;Bo Al;1980;Person\n"
        "3;Bo Be;19791231;familj\n4;Bo Ce;1978;Ständig medlem\n"
    )
    found = begun(sambruk, tmp_path / "ny", "--members", str(table), "--yes")
    hint = "say every kind there is: {}; or correct the table"
    kinds = "--kind person --kind familj --kind standig-medlem"
    assert [(item["code"], item["line"], item["hint"]) for item in found["findings"]] == [
        ("TAB703", 2, hint.format(kinds)),
        ("TAB703", 5, hint.format(kinds)),
    ]
    found = begun(sambruk, tmp_path / "ny", "--members", str(table), *kinds.split(), "--yes")
    assert (found["findings"], found["members"], found["unread"]) == ([], 4, [])
    members = (tmp_path / "ny/config/members.toml").read_text("utf-8").split("[[members]]\n")[1:]
    read = [re.findall(r'^(?:kind|value) = "?([^"\n]+)', each, re.MULTILINE) for each in members]
    assert read[1:] == [  # the first is the comment's
        ["familj", "2012"],
        ["person", "1980"],
        ["familj", "1979"],
        ["standig-medlem", "1978"],
    ]


@pytest.mark.parametrize("fees", [(), ("300",), ("person=300",), ("barn:0-17=100", "vuxen:18-=2")])
@pytest.mark.parametrize("language", ["sv", "en"])
def test_the_command_for_a_new_fee_that_the_file_shows_works(
    fees: Sequence[str], language: str, tmp_path: Path, sambruk: RunCommand
) -> None:
    options = [text for fee in fees for text in ("--fee", fee)]
    said = ("--today", "2026-01-01", "init", tmp_path / "ny", *SAID, *options, "--yes")
    sambruk("--lang", language, *said, GIT_CONFIG_GLOBAL=os.devnull)
    path = tmp_path / "ny/config/fees.toml"
    (command,) = re.findall(r"^#   sambruk (fees new .*)$", path.read_text("utf-8"), re.MULTILINE)
    result = sambruk("--root", tmp_path / "ny", *shlex.split(command))
    assert (result.returncode, result.stderr) == (0, "")
    assert "valid_from = 2027-01-01" in path.read_text("utf-8")


def test_a_wrong_table_of_members_is_refused_with_its_rows(
    tmp_path: Path, sambruk: RunCommand
) -> None:
    table = tmp_path / "m.csv"
    fee = ("--fee", "junior:0-20=200", "--fee", "senior:21-=400")
    for text, codes, line in (
        ("Nr;Namn\n1;Anna Ek\n1;Bo Al\n", ["TAB703"], 3),
        ("Nr;Namn;Född år\n1;Anna Ek;1980\n2;Bo Al;\n", ["REG109"], 3),
    ):
        table.write_text(text)
        found = begun(sambruk, tmp_path / "ny", "--members", str(table), *fee, "--yes")
        assert [item["code"] for item in found["findings"]] == codes
        assert [(item["file"], item["line"]) for item in found["findings"]] == [(str(table), line)]
        assert not (tmp_path / "ny").exists()


def test_a_terminal_is_asked_and_agrees(tmp_path: Path) -> None:
    # What will not do is asked for again: a number, a framework, an amount.
    typed = ("", "Exempelryttarna", "802428-2786", "802428-2785", "  ", "Exempelstad")
    days = ("1 juli 2026", "2026-06-31", "2026-07-01")
    answers = "\n".join((*typed, *days, "k4", "k2", "", "", "300", "15 00x", "1500", "ja", ""))
    shown = on_terminal(answers, "--lang", "sv", "init", str(tmp_path / "ny"))
    assert "Föreningens namn:" in shown
    assert shown.count("frågan måste besvaras") == 2  # name and seat
    assert '"1 juli 2026" är inte skrivet som en dag: skriv ÅÅÅÅ-MM-DD' in shown
    assert "det finns ingen dag 2026-06-31" in shown
    assert "kontrollsiffran är 6 och ska vara 5" in shown
    assert "Ska filerna skrivas?" in shown
    assert "Filerna är skrivna." in shown
    journal = (tmp_path / "ny/ledger/2026-27.beancount").read_text("utf-8")
    assert "1500.00 SEK" in journal
    on_terminal(answers.replace("ja", "nej"), "--lang", "sv", "init", str(tmp_path / "other"))
    assert not (tmp_path / "other").exists()


def on_terminal(answers: str, *arguments: str) -> str:
    """What is shown on a terminal where these answers are typed."""
    code = (
        "import pty, sys, os\n"
        "pid, handle = pty.fork()\n"
        "if pid == 0:\n"
        f"    os.execv(sys.executable, [sys.executable, '-m', 'sambruk_cli', *{arguments!r}])\n"
        f"os.write(handle, {answers.encode()!r})\n"
        "try:\n"
        "    while part := os.read(handle, 65536):\n"
        "        sys.stdout.buffer.write(part)\n"
        "except OSError:\n"
        "    pass\n"
        "os.waitpid(pid, 0)\n"
    )
    result = subprocess.run(
        [sys.executable, "-c", code],
        cwd=PROJECT,
        capture_output=True,
        timeout=60,
        check=True,
        env={**os.environ, "PYTHONPATH": str(PROJECT), "GIT_CONFIG_GLOBAL": os.devnull},
    )
    return result.stdout.decode()


@pytest.mark.parametrize("number", [1, 7, 30, 77, 78, 79, 80, 82, 85])
def test_a_process_that_is_killed_leaves_nothing_or_all(number: int, tmp_path: Path) -> None:
    terms = Terms(date(2026, 1, 1), "sv", "sv")
    facts = Facts("Exempelryttarna", "802428-2785", "Exempelstad", first_year(terms.today, None))
    plan = new_workspace(facts, Sources(), tmp_path / "ny", terms).plan
    assert plan is not None

    def commit(made: Path) -> None:
        committed(made)

    def write() -> None:
        write_folder(tmp_path / "ny", plan, commit)

    was_killed = killed_at(number, write)
    if not (tmp_path / "ny").exists():
        assert was_killed
        write()
    assert [path.name for path in tmp_path.iterdir()] == ["ny"]
    there = {name for name in _names(tmp_path / "ny") if (tmp_path / "ny" / name).is_file()}
    assert there == {change.path for change in plan.changes}
    assert (tmp_path / "ny/.git/HEAD").is_file()


def test_a_first_year_is_twelve_months_or_ends_at_new_year() -> None:
    for start, end, label in (
        ("2026-01-01", "2026-12-31", "2026"),
        ("2026-07-01", "2027-06-30", "2026/27"),
        ("2024-02-01", "2025-01-31", "2024/25"),
        ("2026-03-15", "2026-12-31", "2026"),
    ):
        days = (date.fromisoformat(start), date.fromisoformat(end))
        assert first_year(days[0], None) == FiscalYear(label, *days)


def test_the_chart_has_some_eighty_accounts_in_order_each_once() -> None:
    for form in get_args(LegalForm):
        numbers = [each.number for part in chart(form) for each in part.accounts]
        assert 80 <= len(numbers) <= 90
        assert numbers == sorted(set(numbers))
    assert tags(["3010", "3993"]) == {"membership_fees": ["3010"], "gifts": ["3993"]}


@pytest.mark.longer
def test_what_the_chart_calls_an_account_is_what_its_row_is() -> None:
    """Stock to sell is no raw material, a collection is a gift, and there are gains as losses."""
    rows = {
        number: row.label
        for row in (*packaged_layout("k2").income_statement, *packaged_layout("k2").balance_sheet)
        for number in account_names()
        if any(number in span for span in spans(row.accounts))
    }
    assert rows["1460"] == "Färdiga varor och handelsvaror"
    assert (rows["3970"], rows["7970"]) == (
        "Övriga rörelseintäkter",
        "Övriga rörelsekostnader",
    )
    names = {each.number: each.name for part in chart() for each in part.accounts}
    assert (names["1460"], names["3970"].split()[0]) == ("Varor till försäljning", "Vinst")
    tagged = tags(names)
    assert [names[number] for number in tagged["gifts"]] == ["Gåvor och insamlingar"]
    assert [number for number, name in names.items() if "insamling" in name] == ["3993"]
