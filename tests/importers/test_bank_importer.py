"""Importers of bank files for beangulp, run by its own commands; amounts were added up by hand."""

from __future__ import annotations

import io
import os
import re
import subprocess
import sys
import zipfile
from collections.abc import Callable, Sequence
from datetime import date
from decimal import Decimal
from pathlib import Path

import beangulp
import pytest
from beancount import loader
from beancount.core.amount import Amount
from beancount.core.data import Balance, Directive, Transaction
from beancount.parser import printer
from click.testing import CliRunner, Result

from sambruk_cli.importers import BankImporter
from tests.bank_files import ACCOUNT, BANKGIRO, Part, entry, notification, statement
from tests.conftest import PROJECT

DATA = PROJECT / "tests" / "data" / "bank"
SEB = DATA / "seb-camt053-v02-bankgiro.xml"
BANK = "Assets:1930-Bank"
SUSPENSE = "Liabilities:2990-Observation"
OPEN = f"2020-01-01 open {BANK}\n2020-01-01 open {SUSPENSE}\n2020-01-01 open Equity:Start\n"

SWEDBANK = (
    "Radnr,Clnr,Kontonr,Produkt,Valuta,Bokfdag,Transdag,Valutadag,Referens,Text,Belopp,Saldo\r\n"
    '1,8327-9,000001,"Konto",SEK,2021-03-04,2021-03-04,2021-03-04,"9912346",'
    '"Bankgiro inbetalning",600.00,1850.00\r\n'
    '2,8327-9,000001,"Konto",SEK,2021-03-03,2021-03-03,2021-03-03,"123",'
    '"Swish +46700000001",300.00,1250.00\r\n'
    '3,8327-9,000001,"Konto",SEK,2021-03-02,2021-03-02,2021-03-02,"Hyra, ""mars""",'
    '"Bg-bet. via internet",-50.00,950.00\r\n'
).encode("cp1252")
UNNAMED = (
    "Bokförd,Valutadatum,Text,Typ,Insättningar/uttag,Bokfört saldo\n"
    "2021-03-03,2021-03-03,ANNA EXEMPEL,Annan,300.00,1250.00\n"
).encode()

Command = Callable[..., Result]


@pytest.fixture
def command() -> Command:
    """A command of a script of beangulp's."""

    def run(importers: Sequence[BankImporter], *arguments: str | Path) -> Result:
        script = beangulp.Ingest(importers)  # type: ignore[no-untyped-call]
        return CliRunner().invoke(script.cli, [str(each) for each in arguments])

    return run


def importer(number: str = ACCOUNT, other: str | None = SUSPENSE) -> BankImporter:
    return BankImporter(BANK, number, other=other, language="en")


def directives(text: str) -> list[Directive]:
    """What a ledger says, which has no faults."""
    entries, errors, _ = loader.load_string(text)
    assert errors == []
    return list(entries)


def transactions(entries: Sequence[Directive]) -> list[Transaction]:
    return [each for each in entries if isinstance(each, Transaction)]


def sums(entries: Sequence[Directive], account: str) -> list[Decimal]:
    rows = [row for each in transactions(entries) for row in each.postings]
    amounts = [row.units.number for row in rows if row.account == account and row.units is not None]
    return [amount for amount in amounts if amount is not None]


def imported(path: Path, ours: BankImporter) -> list[Directive]:
    assert ours.identify(str(path))
    return ours.extract(str(path), [])


def saved(folder: Path, name: str, content: str | bytes) -> Path:
    path = folder / name
    path.write_bytes(content.encode() if isinstance(content, str) else content)
    return path


def test_a_statement_becomes_transactions_and_a_balance_that_holds(
    command: Command, tmp_path: Path
) -> None:
    """By hand, from the file: out 1 270 + 3 810; in 4 598; in 2 033 + 185 351; 10 000 before."""
    result = command([importer("12345678901")], "extract", DATA)
    assert result.exit_code == 0, result.output
    opening = f'2026-06-11 * "Start"\n  {BANK}  10000.00 SEK\n  Equity:Start\n'
    found = directives(OPEN + opening + result.stdout)[-4:]
    assert isinstance(found[-1], Balance)
    assert (found[-1].date, found[-1].amount) == (
        date(2026, 6, 13),
        Amount(Decimal("196902.00"), "SEK"),
    )
    assert sums(found, BANK) == [Decimal("-5080.00"), Decimal("4598.00"), Decimal("187384.00")]
    in_suspense = [1270, 3810, -4598, -2033, -185351]
    assert sums(found, SUSPENSE) == [Decimal(amount) for amount in in_suspense]
    paid, single, several = transactions(found)
    assert (paid.payee, paid.narration) == ("EXEMPELLEVERANTOREN", "Payment out")
    assert (single.payee, single.narration) == ("ANNA EXEMPELSSON", "Payment received")
    assert (several.payee, several.narration) == (None, "Deposit of 2 payments")
    assert single.meta["bank"] == "STOI123456789010011130"
    assert single.meta["bank-form"] == "camt.053 02"
    assert single.meta["bank-account"] == "12345678901"
    assert single.meta["bank-bankgiro"] == "5550000"
    assert single.meta["bank-file"] == SEB.name
    last = several.postings[-1].meta
    assert last is not None
    assert last["bank"] == "STOI0000000000000000000000000005"
    assert str(last["bank-said"]).startswith("EXEMPELMYNDIGHETEN; 5990000; FAKTURA 1002 AVI 02")


def test_the_other_side_may_be_left_out() -> None:
    """What each payment says then stands on the transaction."""
    _, single, several = transactions(imported(SEB, importer("12345678901", None)))
    assert [row.account for row in several.postings] == [BANK]
    assert single.meta["bank-said"] == "ANNA EXEMPELSSON; MEDLEM EXEMPELSSON"
    assert several.meta["bank-said"] == ("2033.00 SEK; BO EXEMPELSSON; FAKTURA 1001 AVI 01; lan")
    assert several.meta["bank-said-2"].startswith("185351.00 SEK; EXEMPELMYNDIGHETEN; ")


def test_a_list_of_an_account_is_read_by_its_content(command: Command, tmp_path: Path) -> None:
    saved(tmp_path, "2021-03-31.no-name", SWEDBANK)
    result = command([importer()], "extract", tmp_path)
    assert result.exit_code == 0, result.output
    found = directives(OPEN + result.stdout)
    assert sums(found, BANK) == [Decimal(x) for x in ("-50.00", "300.00", "600.00")]
    assert sums(found, SUSPENSE) == [Decimal(x) for x in ("50.00", "-300.00", "-600.00")]
    rent, swish, deposit = transactions(found)
    assert rent.narration == 'Bg-bet. via internet Hyra, "mars"'
    assert swish.narration == "Swish +46700000001 123"
    assert deposit.meta["bank-bankgiro"] == BANKGIRO
    # A list may end within a day, so it gives no balance.
    assert not [each for each in found if isinstance(each, Balance)]


def test_files_are_identified_and_archived_by_account_and_last_day(
    command: Command, tmp_path: Path
) -> None:
    files, archive = tmp_path / "in", tmp_path / "out"
    files.mkdir()
    archive.mkdir()
    saved(files, "2021-03-31.csv", SWEDBANK)
    saved(files, "seb.xml", SEB.read_bytes())
    saved(files, "note.txt", "bread, milk\n")
    swedbank = BankImporter("Assets:Swedbank", ACCOUNT)
    result = command([importer("12345678901"), swedbank], "identify", files)
    assert result.output.count("OK") == 2
    assert f"BankImporter({BANK})" in result.output
    assert "BankImporter(Assets:Swedbank)" in result.output
    result = command([importer("12345678901"), swedbank], "archive", "-n", "-o", archive, files)
    assert result.exit_code == 0, result.output
    assert f"{archive}/Assets/Swedbank/2021-03-04.account.2021-03-31.csv" in result.output
    assert f"{archive}/Assets/1930-Bank/2026-06-12.camt.053.seb.xml" in result.output
    assert list(archive.iterdir()) == []


@pytest.mark.parametrize(
    ("number", "is_ours"),
    [
        ("12345678901", True),
        ("1234-567 89 01", True),
        ("45678901", True),
        ("SE4550000000012345678901", True),
        ("555-0000", True),
        ("999-0001", False),
        ("12345678902", False),
        ("8901", False),
    ],
)
def test_an_account_is_known_in_every_form_of_its_number(number: str, is_ours: bool) -> None:
    """As clearing number, IBAN or bankgiro; not by the bankgiro that somebody was paid on."""
    assert importer(number).identify(str(SEB)) is is_ours


def test_the_movements_of_a_bankgiro_alone_are_told_from_the_accounts_others(
    caplog: pytest.LogCaptureFixture, tmp_path: Path
) -> None:
    path = saved(tmp_path, "a.xml", SEB.read_bytes())
    found = imported(path, importer("5550000"))
    assert sums(found, BANK) == [Decimal("4598.00"), Decimal("187384.00")]
    assert len(found) == 2  # the balance is of the whole account
    assert "1 movement of another account is left out" in caplog.text


def test_one_importer_may_have_several_accounts() -> None:
    """beangulp takes one importer a file, and a bank's file may hold several accounts."""
    ours = BankImporter(BANK, "5550000", more={"12345678901": "Assets:Other"})
    assert ours.account(str(SEB)) == "Assets:Other"
    found = imported(SEB, ours)
    assert sums(found, BANK) == []  # the account comes before the bankgiro
    assert len(sums(found, "Assets:Other")) == 3


def test_a_list_that_names_no_account_is_taken_where_that_is_asked_for(tmp_path: Path) -> None:
    path = saved(tmp_path, "seb.csv", UNNAMED)
    assert not importer().identify(str(path))
    ours = BankImporter(BANK, ACCOUNT, unnamed=True)
    assert sums(imported(path, ours), BANK) == [Decimal("300.00")]
    assert not BankImporter(BANK, unnamed=True).identify(str(SEB))


@pytest.mark.parametrize(
    ("kind", "days"),
    [("camt.054", ("2021-03-02", "2021-03-03")), ("bgmax", ())],
)
def test_other_kinds_of_file_are_imported(kind: str, days: Sequence[str], tmp_path: Path) -> None:
    if kind == "bgmax":
        path, number = DATA / "bgmax-example.txt", "9912346"
    else:
        text = notification(*(entry("300.00", day=day, key=f"K{day}") for day in days))
        path, number = saved(tmp_path, "n.xml", text), ACCOUNT
    found = imported(path, importer(number))
    assert not [each for each in found if isinstance(each, Balance)]
    assert {each.meta["bank-form"].split()[0] for each in found} == {kind}
    assert sum(sums(found, BANK)) == -sum(sums(found, SUSPENSE))
    assert not days or [str(each.date) for each in found] == list(days)


def marked(entries: Sequence[Directive]) -> list[bool]:
    return ["__duplicate__" in each.meta for each in entries]


PARTS = (Part("300.00", "1001", "Anna", "PART000000000001"), Part("300.00", "1002", "Bo"))
TWICE = (
    entry("300.00", PARTS[:1], key="ENTRY00000000001"),
    entry("300.00", key="ENTRY00000000002"),
)


def test_what_the_books_hold_is_a_duplicate(tmp_path: Path) -> None:
    """Of two payments alike the one that is booked, by its key, on whatever day and other side."""
    path = saved(tmp_path, "s.xml", statement(*TWICE, opening="0.00", closing="600.00"))
    found = imported(path, importer())
    books = directives(
        OPEN + f'2021-03-02 * "Anna"\n  bank: "ENTRY00000000002"\n  {BANK}  300.00 SEK\n'
        f"  {SUSPENSE}\n2021-03-03 balance {BANK}  300.00 SEK\n"
    )
    importer().deduplicate(found, books)
    assert marked(found) == [False, True, False]
    importer().deduplicate(found, imported(path, importer()))
    assert marked(found) == [True, True, True]


def test_what_is_alike_and_booked_by_hand_is_none(tmp_path: Path) -> None:
    path = saved(tmp_path, "s.xml", statement(*TWICE))
    found = imported(path, importer())
    by_hand = f'2021-03-02 * "Anna"\n  {BANK}  300.00 SEK\n  {SUSPENSE}\n'
    importer().deduplicate(found, directives(OPEN + by_hand))
    assert marked(found) == [False, False]


def test_overlapping_files_and_forms_give_each_krona_once(command: Command, tmp_path: Path) -> None:
    """A statement, its notification, and a list of the bank's that has no references."""
    parts = (Part("250.00", "1001", "Anna", "P1"), Part("350.00", "1002", "Bo", "P2"))
    rent = entry("50.00", day="2021-03-02", way="DBIT", key="OUT0000000000001")
    swish = entry("300.00", day="2021-03-03", key="SWISH00000000001")
    deposit = entry("600.00", parts, day="2021-03-04", key="DEPOSIT000000001")
    saved(tmp_path, "a.xml", statement(rent, swish, deposit))
    saved(tmp_path, "b.xml", notification(deposit))
    saved(tmp_path, "c.csv", SWEDBANK)
    saved(tmp_path, "d.xml", statement(swish, deposit))
    result = command([importer()], "extract", tmp_path)
    assert result.exit_code == 0, result.output
    assert sorted(sums(directives(OPEN + result.stdout), BANK)) == [-50, 300, 600]
    books = saved(tmp_path.parent, "books.beancount", OPEN + result.stdout)
    result = command([importer()], "extract", "-e", books, tmp_path)
    assert transactions(directives(OPEN + result.stdout)) == []


def test_a_second_payment_alike_is_not_lost(command: Command, tmp_path: Path) -> None:
    """The books hold one of two payments; the files tell of both, twice, with other references."""
    first, second = (entry("300.00", key=f"ENTRY{n:011}") for n in (1, 2))
    books = OPEN + printed(imported(saved(tmp_path, "1.xml", notification(first)), importer()))
    ledger = saved(tmp_path.parent, "ledger.beancount", books)
    saved(tmp_path, "2.xml", notification(second))
    others = (entry("300.00", key=f"OTHER{n:011}") for n in (1, 2))
    saved(tmp_path, "3.xml", statement(*others))
    result = command([importer()], "extract", "-e", ledger, tmp_path)
    (found,) = transactions(directives(OPEN + result.stdout))
    assert found.meta["bank"] == "ENTRY00000000002"


def printed(entries: Sequence[Directive]) -> str:
    return "\n".join(map(printer.format_entry, entries))


@pytest.mark.parametrize("one_legged", [True, False])
def test_texts_of_a_file_cannot_end_their_string(one_legged: bool, tmp_path: Path) -> None:
    text = 'A" "B\n2021-01-01 open Assets:X\\'
    escaped = text.replace("\n", "&#10;")
    path = saved(tmp_path, "h.xml", statement(entry("1.00", [Part("1.00", escaped, escaped, "K")])))
    found = imported(path, importer(other=None if one_legged else SUSPENSE))
    other = f"  {SUSPENSE}\n" if one_legged else ""
    (read,) = directives(OPEN + printed(found).rstrip() + f"\n{other}")[3:]
    assert isinstance(read, Transaction)
    assert read.payee == 'A" "B 2021-01-01 open Assets:X\\'


def _zip(name: str) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr(name, b" " * 1_000_000)
    return out.getvalue()


ENTITIES = (
    b'<?xml version="1.0"?><!DOCTYPE a [<!ENTITY e SYSTEM "file:///etc/passwd">]>'
    b'<Document xmlns="urn:iso:std:iso:20022:tech:xsd:camt.053.001.02">&e;</Document>'
)


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"\0" * 100,
        b"bread, milk\n",
        SEB.read_bytes()[:3000],
        ENTITIES,
        _zip("a.txt"),
        b"PK\x03\x04 no zip",
        b"%PDF-1.7\n\xff\xfe",
        b"\xd0\xcf\x11\xe0old",
        b"<html><table></table></html>",
        b"01BGMAX               01".ljust(80) + b"\n",
        "Radnr;Å".encode("utf-16"),
    ],
)
def test_broken_and_other_files_are_left_alone(
    content: bytes, command: Command, tmp_path: Path
) -> None:
    saved(tmp_path, "file", content)
    for name in ("identify", "extract"):
        result = command([importer(), importer("555-0000")], name, tmp_path)
        assert result.exit_code == 0
        assert "OK" not in result.output
        assert "Traceback" not in result.output


def test_a_broken_bank_file_is_said_once_however_many_importers_are_asked(
    caplog: pytest.LogCaptureFixture, tmp_path: Path
) -> None:
    path = saved(tmp_path, "cut.xml", SEB.read_bytes()[:3000])
    for _ in range(2):
        assert not importer().identify(str(path))
    (record,) = caplog.records
    assert record.getMessage() == f"{path}:98: the XML is broken, or ends too soon (BNK802)"


@pytest.mark.parametrize(
    ("text", "said"),
    [
        (statement(*TWICE, opening="0.00", closing="700.00"), "BNK804"),
        (statement(entry("6.00", PARTS, key="A")), "BNK803"),
        (statement(*TWICE, entry("many", key="A")), "BNK802"),
        (statement(entry("6.00", currency="sek 1", key="A")), '"sek 1" is no currency'),
    ],
)
def test_a_file_that_does_not_add_up_gives_nothing(
    text: str, said: str, command: Command, tmp_path: Path
) -> None:
    path = saved(tmp_path, "s.xml", text)
    result = command([importer()], "extract", path)
    assert result.exit_code == 1
    assert said in result.output
    assert str(path) in result.output
    assert "Traceback" not in result.output
    assert "2021-03-02 *" not in result.output


def test_a_pipe_and_a_file_that_is_gone_are_no_bank_files(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe")
    for name in ("pipe", "gone", "a\0b", ""):
        assert not importer().identify(str(tmp_path / name))


def test_a_file_is_read_anew_once_it_has_changed(tmp_path: Path) -> None:
    ours = importer()
    path = saved(tmp_path, "s.xml", statement(TWICE[0]))
    assert len(imported(path, ours)) == 1
    saved(tmp_path, "s.xml", statement(*TWICE))
    assert len(imported(path, ours)) == 2


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        ({"account": "Tillgångar"}, "'Tillgångar' is no account"),
        ({"account": BANK, "number": "", "unnamed": False}, "give the number"),
        ({"account": BANK, "number": " - "}, "has digits"),
        ({"account": BANK, "other": ""}, "'' is no account"),
        ({"account": BANK, "more": {"1": "x"}}, "'x' is no account"),
    ],
)
def test_what_an_importer_is_given_is_held_to_what_can_be(
    arguments: dict[str, object], said: str
) -> None:
    with pytest.raises(ValueError, match=said):
        BankImporter(**({"number": "1"} | arguments))  # type: ignore[arg-type]


@pytest.mark.process
def test_the_page_shows_what_its_script_extracts(tmp_path: Path) -> None:
    page = (PROJECT / "docs" / "importers.md").read_text("utf-8")
    script, shown = (
        re.findall(rf"```{kind}\n(.*?)```", page, re.DOTALL)[0] for kind in ("python", "beancount")
    )
    path = saved(tmp_path, "import.py", script)
    done = subprocess.run(
        [sys.executable, path, "extract", "-q", SEB],
        capture_output=True,
        text=True,
        cwd=PROJECT,
        env={**os.environ, "PYTHONPATH": str(PROJECT)},
        check=True,
    )
    assert done.stdout.split("\n\n", 2)[2].strip() == shown.strip()
    assert done.stderr == ""


PROGRAM = """
import sys
import {module}
assert not any(name.partition(".")[0] == "beangulp" for name in sys.modules)


class Missing:
    def find_spec(self, name, path, target=None):
        if name == "beangulp":
            raise ModuleNotFoundError("No module named 'beangulp'", name="beangulp")


sys.meta_path.insert(0, Missing())
try:
    import sambruk_cli.importers
except ModuleNotFoundError as error:
    print(error, error.name)
"""


@pytest.mark.process
def test_without_beangulp_the_program_runs_and_the_importers_say_what_is_missing() -> None:
    program = PROGRAM.format(module="sambruk_cli.cli, sambruk_cli.commands.payments")
    done = subprocess.run(
        [sys.executable, "-c", program], capture_output=True, text=True, cwd=PROJECT, check=True
    )
    assert done.stdout == (
        'these importers need beangulp: pip install "sambruk[beangulp]" beangulp\n'
    )
