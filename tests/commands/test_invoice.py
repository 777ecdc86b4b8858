"""`sambruk invoice` as a treasurer runs it: shown, written, run again, changed."""

from __future__ import annotations

import hashlib
import json
import re
from pathlib import Path
from typing import Any

import pytest

from tests.conftest import MakeWorkspace, RunCommand
from tests.workspaces import FEES, JOURNAL_2021, MEMBERS

FIRST = JOURNAL_2021.index("2021-02-01")
RESULT = JOURNAL_2021[JOURNAL_2021.index("2021-04-01") : JOURNAL_2021.index("2021-05-10")]
FILES = {
    "config/invoicing.toml": '[payee]\nbankgiro = "991-2346"\n',
    "ledger/2021.beancount": JOURNAL_2021[:FIRST] + RESULT.replace("A3", "A1"),
}
JUNE = ("--date", "2021-06-01", "--today", "2021-06-01")


def data_of(run: Any) -> Any:
    return json.loads(run.stdout)


def journal_of(folder: Path) -> str:
    return (folder / "ledger/2021.beancount").read_text()


def test_dues_are_shown_written_and_not_invoiced_again(
    make_workspace: MakeWorkspace, sambruk: RunCommand
) -> None:
    folder = make_workspace(FILES)
    before = journal_of(folder)
    shown = data_of(sambruk("invoice", "2021", *JUNE, "-f", "json", cwd=folder))
    assert journal_of(folder) == before
    assert not (folder / "invoices").exists()
    run = sambruk("invoice", "2021", *JUNE, "--write", "-f", "json", cwd=folder)
    assert (run.returncode, run.stderr) == (0, "")
    data = data_of(run)
    assert list(data) == ["invoices", "rules", "files", "written", "notes", "findings"]
    assert [
        (i["number"], i["member"], i["amount"], i["due"], i["ocr"]) for i in data["invoices"]
    ] == [
        ("2021-0001", "storstad", "400", "2021-07-01", "2021000100"),
        ("2021-0002", "lillby", "700", "2021-07-01", "2021000209"),
        ("2021-0003", "forbundet", "100", "2021-07-01", "2021000308"),
    ]
    assert shown["invoices"] == data["invoices"]  # a preview has used up no number
    for each in data["invoices"]:
        content = (folder / each["pdf"]).read_bytes()
        assert content.startswith(b"%PDF-")
        assert hashlib.sha256(content).hexdigest() in journal_of(folder)
    checked = sambruk("validate", "--strict", cwd=folder)
    assert checked.returncode == 0, checked.stdout
    again = data_of(sambruk("invoice", "2021", *JUNE, "--write", "-f", "json", cwd=folder))
    assert (again["invoices"], again["files"]) == ([], [])


def test_a_file_that_is_changed_is_found(
    make_workspace: MakeWorkspace, sambruk: RunCommand
) -> None:
    folder = make_workspace(FILES)
    sambruk("invoice", "2021", *JUNE, "--member", "storstad", "--write", cwd=folder)
    file = folder / "invoices/2021/2021-0001.pdf"
    file.write_bytes(file.read_bytes() + b"\n")
    data = data_of(sambruk("validate", "-f", "json", cwd=folder))
    assert "BOK266" in [item["code"] for item in data["findings"]]


def test_previews_go_to_a_folder_of_their_own_marked_as_such(
    make_workspace: MakeWorkspace, sambruk: RunCommand, tmp_path: Path
) -> None:
    folder = make_workspace(FILES)
    to = tmp_path / "pdf"
    args = ("invoice", "2021", *JUNE, "--member", "storstad", "-o", to)
    assert sambruk(*args, cwd=folder).returncode == 0
    assert [path.name for path in to.iterdir()] == ["utkast-2021-0001.pdf"]
    assert sambruk(*args, "--write", cwd=folder).returncode == 0
    written = (folder / "invoices/2021/2021-0001.pdf").read_bytes()
    assert (to / "2021-0001.pdf").read_bytes() == written
    assert (to / "utkast-2021-0001.pdf").read_bytes() != written


def test_the_change_is_shown_with_its_files_and_within_a_terminal(
    make_workspace: MakeWorkspace, sambruk: RunCommand
) -> None:
    folder = make_workspace(FILES)
    run = sambruk("--lang", "sv", "invoice", "2021", *JUNE, cwd=folder)
    table = run.stdout.partition("---")[0]
    assert "Storstads kommun" in run.stdout
    assert re.search(r"Summa +1.200,00", run.stdout)
    assert "+  Assets:1510-Kundfordringar  400.00 SEK" in run.stdout
    assert "Binary files /dev/null and b/invoices/2021/2021-0001.pdf differ" in run.stdout
    assert "Inget är skrivet" in run.stdout
    assert all(len(line) <= 80 for line in table.splitlines())


def test_names_of_private_members_stand_in_the_invoice_and_not_on_the_screen(
    make_workspace: MakeWorkspace, sambruk: RunCommand
) -> None:
    members = MEMBERS.replace(
        'name = "Storstads kommun"\n', 'name = "Berit Nilsson"\nprivate = true\n'
    )
    folder = make_workspace({**FILES, "config/members.toml": members})
    run = sambruk("invoice", "2021", *JUNE, "-f", "json", cwd=folder)
    assert "Berit" not in run.stdout
    shown = sambruk("invoice", "2021", *JUNE, "--write", cwd=folder)
    assert "Berit" not in shown.stdout + shown.stderr
    assert '"storstad" "Faktura 2021-0001"' in journal_of(folder)
    assert "Berit" not in journal_of(folder)


def test_a_municipality_gets_xml_that_passes_the_rules_and_stands_on_the_voucher(
    make_workspace: MakeWorkspace, sambruk: RunCommand
) -> None:
    members = MEMBERS.replace(
        'name = "Storstads kommun"\n',
        'name = "Storstads kommun"\norganisation_number = "212000-0142"\nreference = "ZZ0101"\n'
        'address = ["Torget 1", "123 45 Storstad"]\n',
    )
    folder = make_workspace({**FILES, "config/members.toml": members})
    args = ("invoice", "2021", *JUNE, "--member", "storstad", "-f", "json")
    run = sambruk(*args, "--write", cwd=folder)
    data = data_of(run)
    (invoice,) = data["invoices"]
    assert data["notes"] == []
    assert "3.0" in data["rules"]
    content = (folder / invoice["xml"]).read_bytes()
    assert b'<cbc:PayableAmount currencyID="SEK">400.00</cbc:PayableAmount>' in content
    assert b"<cbc:PaymentID>2021000100</cbc:PaymentID>" in content
    journal = journal_of(folder)
    assert 'document-2: "../invoices/2021/2021-0001.xml"' in journal
    assert f'document-2-sha256: "{hashlib.sha256(content).hexdigest()}"' in journal
    (folder / invoice["xml"]).write_bytes(content.replace(b"400.00", b"500.00"))
    found = data_of(sambruk("validate", "-f", "json", cwd=folder))["findings"]
    assert "BOK266" in [item["code"] for item in found]


def test_errors_that_the_books_have_keep_them_from_being_added_to(
    make_workspace: MakeWorkspace, sambruk: RunCommand
) -> None:
    chart = "ledger/chart.beancount"
    folder = make_workspace(FILES)
    text = (folder / chart).read_text()
    (folder / chart).write_text(text.replace("2019-12-31 open Income:3110-Årsavgifter SEK\n", ""))
    before = journal_of(folder)
    run = sambruk("invoice", "2021", *JUNE, "--write", cwd=folder)
    assert run.returncode in (1, 2)
    assert journal_of(folder) == before
    assert not (folder / "invoices").exists()


def test_a_course_is_invoiced_with_vat_to_a_counterparty(
    make_workspace: MakeWorkspace, sambruk: RunCommand
) -> None:
    toml = '[payee]\nbankgiro = "991-2346"\nvat_number = "SE802428278501"\n'
    accounts = ("2611-Moms-25", "2621-Moms-12")
    chart = "".join(f"2019-12-31 open Liabilities:{name} SEK\n" for name in accounts)
    folder = make_workspace({**FILES, "config/invoicing.toml": toml})
    with (folder / "ledger/chart.beancount").open("a") as file:
        file.write(chart)
    new = ("invoice", "new", *JUNE, "--to", "banken", "--account", "3190", "--project", "bron")
    lines = ("--line", "Kurs;499,50;2;25", "--line", "Lunch;120;1;12", "--line", "Porto;10")
    run = sambruk(*new, *lines, "--write", "-f", "json", cwd=folder)
    data = data_of(run)
    # 999,00 and 120,00 with VAT of 249,75 and 14,40; the stamp lies outside of VAT.
    assert [(i["number"], i["amount"], i["vat"]) for i in data["invoices"]] == [
        ("2021-0001", "1383.15", "264.15"),
        ("2021-0002", "10", "0"),
    ]
    journal = journal_of(folder)
    assert "  Liabilities:2611-Moms-25  -249.75 SEK\n" in journal
    assert "  Liabilities:2621-Moms-12  -14.40 SEK\n" in journal
    assert '    counterparty: "banken"\n    invoice: "2021-0001"\n' in journal
    assert journal.count('project: "bron"') == 3
    codes = [f["code"] for f in data_of(sambruk("validate", "-f", "json", cwd=folder))["findings"]]
    assert not {code[:3] for code in codes} & {"BOK", "INV", "REG"}


@pytest.mark.parametrize(
    ("name", "text"),
    [
        (
            "nya.toml",
            '[[invoices]]\nto = "banken"\ndue = 2021-06-30\naccount = "3190"\n'
            'lines = [{ text = "Hyra", price = 500 }, '
            '{ text = "Ljus", price = 9.5, quantity = 2 }]\n[[invoices]]\nto = "lillby"\n'
            'lines = [{ text = "Hyra", price = 100, account = "3190" }]\n',
        ),
        (
            "nya.csv",
            "till;text;pris;antal;konto;förfaller\nbanken;Hyra;500;;3190;2021-06-30\n"
            "banken;Ljus;9,50;2;3190;2021-06-30\nlillby;Hyra;100;;3190;\n",
        ),
    ],
)
def test_many_invoices_are_made_of_a_file(
    make_workspace: MakeWorkspace, sambruk: RunCommand, name: str, text: str
) -> None:
    folder = make_workspace({**FILES, name: text})
    run = sambruk("invoice", "new", name, *JUNE, "-f", "json", cwd=folder)
    assert [
        (i["member"], i["amount"], i["due"], len(i["lines"])) for i in data_of(run)["invoices"]
    ] == [("banken", "519", "2021-06-30", 2), ("lillby", "100", "2021-07-01", 1)]


def test_a_file_with_faults_is_told_of_whole_and_nothing_is_written(
    make_workspace: MakeWorkspace, sambruk: RunCommand
) -> None:
    table = "till;text;pris;moms\nbanken;Hyra;dyr;\nbanken;=HYPERLINK(1);5;\nlillby;Hyra;5;24\n"
    folder = make_workspace({**FILES, "nya.csv": table})
    run = sambruk("invoice", "new", "nya.csv", *JUNE, "--account", "3190", "--write", cwd=folder)
    assert run.returncode == 2
    places = re.findall(r"^nya\.csv:(\d+): INV637", run.stderr, re.MULTILINE)
    assert places == ["2", "3", "4"]
    assert not (folder / "invoices").exists()


def test_numbers_run_on_from_year_to_year_where_they_are_continuous(
    make_workspace: MakeWorkspace, sambruk: RunCommand
) -> None:
    toml = (
        FILES["config/invoicing.toml"] + "[invoices]\ncontinuous = true\ndigits = 6\nterms = 10\n"
    )
    fees = FEES.replace("large = 400", "large = 410")
    folder = make_workspace({**FILES, "config/invoicing.toml": toml, "config/fees.toml": fees})
    run = sambruk("invoice", "2021", *JUNE, "--member", "storstad", "-f", "json", cwd=folder)
    (invoice,) = data_of(run)["invoices"]
    assert (invoice["number"], invoice["due"], invoice["amount"]) == ("000001", "2021-06-11", "410")
