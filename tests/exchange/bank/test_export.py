"""Account exports, as each bank makes them; balances were added up by hand."""

from __future__ import annotations

import io
from collections.abc import Sequence
from datetime import date
from decimal import Decimal
from itertools import permutations

import openpyxl
import pytest
from hypothesis import given
from hypothesis import strategies as st

from sambruk_cli.exchange.bank.export.numbers import amount_in, decimal_mark
from sambruk_cli.exchange.bank.model import BankEntry, BankFile, Nature
from sambruk_cli.exchange.bank.read import read_content
from sambruk_cli.exchange.bank.received import received
from sambruk_cli.files.errors import Unreadable
from tests.bank_files import Part, entry, notification, statement
from tests.extent import tried

SWEDBANK = (
    "* Transaktionsrapport Period 2021-03-01 – 2021-03-31 Skapad 2021-04-01 10:00 CEST\r\n"
    "Radnr,Clnr,Kontonr,Produkt,Valuta,Bokfdag,Transdag,Valutadag,Referens,Text,Belopp,Saldo\r\n"
    '1,8327-9,000001,"Föreningskonto",SEK,2021-03-04,2021-03-04,2021-03-04,"9912346",'
    '"Bankgiro inbetalning",600.00,1850.00\r\n'
    '2,8327-9,000001,"Föreningskonto",SEK,2021-03-03,2021-03-03,2021-03-03,"123",'
    '"Swish +46700000001",300.00,1250.00\r\n'
    '3,8327-9,000001,"Föreningskonto",SEK,2021-03-02,2021-03-02,2021-03-02,"Hyra, mars",'
    '"Bg-bet. via internet",-50.00,950.00\r\n'
).encode("cp1252")

SEB = """\
Bokförd,Valutadatum,Text,Typ,Insättningar/uttag,Bokfört saldo
2021-03-04,2021-03-04,BG 991-2346,Betalning (bg/pg),600.00,1850.00
2021-03-03,2021-03-03,ANNA EXEMPEL,Annan,300.00,1250.00
2021-03-02,2021-03-02,HYRA /21-03-02,Kortköp,-50.00,950.00
""".encode()

SEB_OLDER = """\
Bokföringsdatum;Valutadatum;Verifikationsnummer;Text/mottagare;Belopp;Saldo
2021-03-04;2021-03-04;0;BG 991-2346;600,00;1 850,00
2021-03-03;2021-03-03;0;ANNA EXEMPEL;300,00;1 250,00
2021-03-02;2021-03-02;5;HYRA;-50,00;950,00
""".encode("cp1252")

HANDELSBANKEN = """\
Kontonummer;123 456 789
Period;2021-03-01 - 2021-03-31

Reskontradatum;Transaktionsdatum;Text;Belopp;Saldo
2021-03-05;2021-03-05;Prel Kortköp;\u221210,00;
2021-03-04;2021-03-04;BG 991-2346;600,00;1\u00a0850,00
2021-03-03;2021-03-03;Anna Exempel;300,00;1\u00a0250,00
2021-03-02;2021-03-02;Hyra;\u221250,00;950,00
""".encode()

HANDELSBANKEN_COMPANY = (
    "Kontohavare;Kontonr;IBAN;BIC;Kontoform;Valuta;Kontoförande kontor;Datum intervall;Kontor;"
    "Bokföringsdag;Reskontradag;Valutadag;Referens;Insättning/Uttag;Bokfört saldo;"
    "Aktuellt saldo;Valutadagssaldo;Referens Swish;Avsändar-id Swish;\n"
    "F;123456789;;HAND;Konto;SEK;1;;1;;;;;;1850,00;1850,00;1850,00;;;\n"
    "F;123456789;;HAND;Konto;SEK;1;;1;2021-03-04;2021-03-04;2021-03-04;BG 991-2346;600,00;"
    "1850,00;;;;;\n"
    "F;123456789;;HAND;Konto;SEK;1;;1;2021-03-03;2021-03-03;2021-03-03;Anna;300,00;1250,00;;;;;\n"
    "F;123456789;;HAND;Konto;SEK;1;;1;2021-03-02;2021-03-02;2021-03-02;Hyra;-50,00;950,00;;;;;\n"
).encode("latin-1")

NORDEA = """\
\ufeffDatum;Belopp;Avsändare;Mottagare;Namn;Ytterligare detaljer;Meddelande;\
Egna anteckningar;Saldo;Valuta;
2021/03/04;600,00;;1-2;BG INSÄTTNING 1;;991-2346;;1850,00;SEK;
2021/03/03;300,00;SWISH INBETAL;1-2;Inbetalning Swish Företag;;EXEMPEL,ANNA;;1250,00;SEK;
2021/03/02;-20,00;1-2;3-4;Hyra;;;;;SEK;
2021/03/02;-30,00;1-2;3-4;Hyra;;;;950,00;SEK;
Reserverat;-10,00;;;Kort;;;;;SEK;
""".encode()

LANSFORSAKRINGAR = """\
"Kontonummer";"Kontonamn";"";"Saldo";"Tillgängligt belopp"
"9020-1234567";"Föreningskonto";"";"1 850,00";"1 850,00"

"Bokföringsdatum";"Transaktionsdatum";"Transaktionstyp";"Meddelande";"Belopp"
"2021-03-04";"2021-03-04";"BG-insättning";"9912346";"600,00"
"2021-03-03";"2021-03-03";"Insättning";"Anna Exempel";"300,00"
"2021-03-02";"2021-03-02";"Betalning";"Hyra";"-50,00"
""".encode()

ICA = """\
Datum;Text;Typ;Belopp;Saldo
2021-03-05;Kort;Reserverat belopp;-10,00 kr;
2021-03-04;Bankgiro inbetalning 9912346;Insättning;600,00 kr;1 850,00 kr
2021-03-03;Anna Exempel;Insättning;300,00 kr;1 250,00 kr
2021-03-02;Hyra;Betalning;-50,00 kr;950,00 kr
""".encode()


def workbook(*rows: Sequence[object], title: str = "Kontoutdrag") -> bytes:
    book = openpyxl.Workbook()
    assert book.active is not None
    book.active.title = title
    for row in rows:
        book.active.append(list(row))
    stream = io.BytesIO()
    book.save(stream)
    return stream.getvalue()


SKANDIA = workbook(
    ["Kontonummer", "9150-1234567"],
    ["Period", "2021-03-01 - 2021-03-31"],
    [],
    ["Bokf. datum\n(dag)", "Beskrivning", "Belopp", "Saldo"],
    ["2021-03-02", "Hyra", -50, 950],
    ["2021-03-03", "Anna Exempel", 300, 1250.0],
    ["2021-03-04", "Bankgiro inbetalning 991-2346", 600.00, 1850],
)
HANDELSBANKEN_WEB = workbook(
    ["Handelsbanken"],
    ["2021-04-01 10:00"],
    ["Allkonto 123 456 789"],
    ["Kontoform: Allkonto"],
    ["Period: 2021-03-01 - 2021-03-31"],
    [],
    [],
    ["Reskontradatum", "Transaktionsdatum", "Text", "Belopp", "Saldo"],
    ["2021-03-04", "2021-03-04", "BG 991-2346", 600, 1850],
    ["2021-03-03", "2021-03-03", "Anna Exempel", 300, 1250],
    ["2021-03-02", "2021-03-02", "Hyra", -50, 950],
)

EXPORTS = {
    "Swedbank": (SWEDBANK, "83279000001"),
    "SEB": (SEB, ""),
    "SEB older": (SEB_OLDER, ""),
    "Handelsbanken": (HANDELSBANKEN, "123456789"),
    "Handelsbanken company": (HANDELSBANKEN_COMPANY, "123456789"),
    "Handelsbanken web": (HANDELSBANKEN_WEB, "123456789"),
    "Nordea": (NORDEA, ""),
    "Länsförsäkringar": (LANSFORSAKRINGAR, "90201234567"),
    "ICA Banken": (ICA, ""),
    "Skandia": (SKANDIA, "91501234567"),
}


def entries_of(file: BankFile) -> list[BankEntry]:
    return [each for one in file.statements for each in one.entries]


@pytest.mark.parametrize("name", EXPORTS)
def test_a_deposit_a_payment_and_the_rent_are_read_of_every_bank(name: str) -> None:
    content, account = EXPORTS[name]
    file = read_content(content, "utdrag")
    assert (file.kind, file.version.split()[0]) == ("account", name.split(maxsplit=1)[0])
    assert {f.code for f in file.findings} <= {"BNK809"}
    assert {statement.account for statement in file.statements} == {account}
    entries = sorted(entries_of(file), key=lambda each: each.day)
    out = [e for e in entries if e.amount < 0]
    assert sum(e.amount for e in out) == Decimal(-50)
    assert {e.payments[0].nature for e in out} == {Nature.OUT}
    paid, deposit = (e for e in entries if e.amount > 0)
    assert (paid.day, paid.amount, paid.payments[0].nature) == (
        date(2021, 3, 3),
        Decimal(300),
        Nature.PAYMENT,
    )
    assert (deposit.day, deposit.amount, deposit.is_lump) == (
        date(2021, 3, 4),
        Decimal(600),
        True,
    )
    assert deposit.bankgiro == "9912346"
    (one,) = file.statements
    if name not in {"Nordea", "Länsförsäkringar"}:  # they have no balance on every row
        assert one.opening is not None
        assert one.closing is not None
        assert (one.opening.amount, one.closing.amount) == (Decimal(1000), Decimal(1850))


@pytest.mark.parametrize(
    ("name", "payer", "phone"),
    [("Swedbank", "", "+46700000001"), ("Nordea", "EXEMPEL,ANNA", "")],
)
def test_a_row_of_swish_says_who_paid(name: str, payer: str, phone: str) -> None:
    (paid,) = (e for e in entries_of(read_content(EXPORTS[name][0], "x")) if e.amount == 300)
    assert (paid.payments[0].payer.name, paid.payments[0].payer.phone) == (payer, phone)


@pytest.mark.parametrize("name", ["Handelsbanken", "Nordea", "ICA Banken"])
def test_rows_that_are_not_booked_are_left_out_and_said(name: str) -> None:
    (found,) = read_content(EXPORTS[name][0], "x").findings
    assert found.message == "rows that are not booked yet, and left out: 1"


@pytest.mark.parametrize("name", ["Swedbank", "SEB", "SEB older", "Handelsbanken", "ICA Banken"])
def test_a_row_that_is_taken_out_breaks_the_balances(name: str) -> None:
    lines = EXPORTS[name][0].splitlines(keepends=True)
    file = read_content(b"".join([*lines[:-2], lines[-1]]), "x")
    assert "BNK804" in {f.code for f in file.findings}
    if name == "Swedbank":
        said = [f.message for f in file.findings if f.code == "BNK803"]
        assert said == ["rows are numbered; after 1 comes 3"]


def test_a_payer_may_be_called_as_a_row_that_is_reserved() -> None:
    text = SEB.replace(b"ANNA EXEMPEL", b"RESERVERADE PLATSER AB")
    assert read_content(text, "x").findings == ()


def test_a_balance_a_day_is_followed_by_days() -> None:
    file = read_content(NORDEA.replace(b"-20,00", b"-21,00"), "x")
    assert "BNK804" not in {f.code for f in file.findings}  # nothing before that day to go from
    wrong = read_content(NORDEA.replace(b"300,00", b"301,00"), "x")
    (found,) = (f for f in wrong.findings if f.code == "BNK804")
    assert "is 1250.00; by the rows beside it it would be 1251.00" in found.message


def test_the_same_account_exported_twice_is_counted_once() -> None:
    later = SWEDBANK.replace(b"1,8327-9,", b"2,8327-9,").replace(
        b"2,8327-9,000001,", b"2,8327-9,000001,"
    )
    files = [read_content(SWEDBANK, "a"), read_content(later, "b")]
    found, said = received(files)
    assert sorted(e.payment.amount for e in found) == [Decimal(300), Decimal(600)]
    assert {f.code for f in said} == {"BNK807", "BNK808"}


def test_two_exports_in_different_forms_are_known_by_account_or_balance() -> None:
    by_account = [read_content(HANDELSBANKEN, "a"), read_content(HANDELSBANKEN_COMPANY, "b")]
    assert len(received(by_account)[0]) == 2
    by_balance = [read_content(SEB, "a"), read_content(SEB_OLDER, "b")]
    assert len(received(by_balance)[0]) == 2


def test_a_deposit_is_explained_by_the_notification_of_its_bankgiro() -> None:
    """600 kr on 4 March to bankgiro 991-2346: date, sum and number tie them."""
    parts = [Part("400.00", "1018", "Anna", "P1"), Part("200.00", "1026", "Bo", "P2")]
    apart = notification(entry("600.00", parts, day="2021-03-04", key="B1"))
    files = [read_content(SEB, "a"), read_content(apart.encode(), "b.xml")]
    for order in permutations(files):
        found, said = received(order)
        assert sorted(e.payment.amount for e in found) == [Decimal(x) for x in (200, 300, 400)]
        assert [f.code for f in said] == ["BNK808"]
        assert said[0].message == "sums whose payments b.xml tells apart: 1, 600.00 in all"
    other_day = notification(entry("600.00", parts, day="2021-03-05", key="B1"))
    found, _ = received([files[0], read_content(other_day.encode(), "b.xml")])
    assert sum(e.payment.amount for e in found) == Decimal(1500)


def test_an_export_without_its_account_is_of_that_of_the_notification() -> None:
    """SEB names no account: 300 kr by transfer stand in both files."""
    told = notification(
        entry("300.00", [Part("300.00", "1", "Anna Exempel")], day="2021-03-03", key="B2")
    )
    found, said = received([read_content(SEB, "a"), read_content(told.encode(), "b")])
    assert sorted(e.payment.amount for e in found) == [Decimal(300), Decimal(600)]
    assert {f.code for f in said} == {"BNK807", "BNK808"}


def test_a_statement_of_the_account_is_the_same_money_as_its_export() -> None:
    whole = statement(
        entry("600.00", day="2021-03-04", key="B1"),
        entry("300.00", day="2021-03-03", key="B2"),
        entry("50.00", way="DBIT", day="2021-03-02", key="B3"),
    )
    files = [read_content(SWEDBANK, "a"), read_content(whole.encode(), "b")]
    assert sorted(e.payment.amount for e in received(files)[0]) == [Decimal(300), Decimal(600)]


SWISH = (
    "* Swish-rapport Avser 2021-03-01 - 2021-03-31 Skapad 2021-04-01 12:00 CET\r\n"
    "Radnr,Clnr,Kontonr,Bokfdag,Transdag,Valutadag,Mottagarnr,Mottagarnamn,Avsändarnr,"
    "Avsändarnamn,Meddelande,Tid,Belopp,Orderreferens\r\n"
    '1,8327-9,000001,2021-03-03,2021-03-03,,"1230000000","Föreningen","+46700000001",'
    '"Anna Exempel","Medlem 12",10:00,300.00,""\r\n'
).encode("cp1252")


def test_swedbanks_swish_report_tells_the_message_of_a_row_of_the_account() -> None:
    file = read_content(SWISH, "s")
    assert (file.kind, file.version) == ("swish", "Swedbank")
    found, said = received([read_content(SWEDBANK, "a"), file])
    (paid,) = (e for e in found if e.payment.amount == 300)
    assert (paid.payment.payer.name, paid.payment.references[0].text) == (
        "Anna Exempel",
        "Medlem 12",
    )
    assert len(found) == 2
    assert "BNK807" in {f.code for f in said}


def test_a_swish_payment_of_another_person_is_other_money() -> None:
    other = SWISH.replace(b"+46700000001", b"+46700000002")
    found, _ = received([read_content(SWEDBANK, "a"), read_content(other, "s")])
    assert sum(e.payment.amount for e in found) == Decimal(1200)


@pytest.mark.parametrize(
    ("text", "mark", "amount"),
    [
        ("1 234,56 kr", ",", "1234.56"),
        ("1\u00a0234,5", ",", "1234.50"),
        ("1.234,56", ",", "1234.56"),
        ("1,234.56", ".", "1234.56"),
        ("\u2212250", "", "-250.00"),
        ("1.234", "", None),
        ("1,2,3", ",", None),
        ("12a", ".", None),
        ("", ".", None),
    ],
)
def test_amounts_are_read_in_any_usual_form(text: str, mark: str, amount: str | None) -> None:
    assert amount_in(text, mark) == (None if amount is None else Decimal(amount))


def test_the_decimal_mark_is_that_of_all_amounts() -> None:
    assert decimal_mark(["1 000", "-2,50", "1.234,00"]) == ","
    assert decimal_mark(["1,50", "2.50"]) == ""


HEADS = ["Datum", "Bankkontonummer", "Bankgironummer", "Mottagare"]
PAYERS = ["Avsändare", None, "Referens", "Avsändarens bankgiro", "Belopp", None, None, "Meddelande"]
DETAILS: list[Sequence[object]] = [
    HEADS,
    ["2021-03-04", "8327-9 000001", "991-2346", "Föreningen"],
    ["TOTALT", None, None, None, "600,00"],
    PAYERS,
    ["Anna Exempel", None, "1018", None, "400,00", None, None, "Medlem 12"],
    ["Bo AB", None, "1026", "378-3511", "200,00"],
    HEADS,
    ["2021-03-05", "8327-9 000001", "991-2346", "Föreningen"],
    ["TOTALT", None, None, None, "2\u00a0000,00"],
    PAYERS,
    ["Bo AB", None, "1034", "378-3511", "2\u00a0000,00"],
]


def test_bankgirots_details_tell_a_sum_of_the_account_apart() -> None:
    file = read_content(workbook(*DETAILS), "d")
    assert (file.kind, file.findings) == ("deposits", ())
    assert [(e.day, e.amount, e.bankgiro) for e in entries_of(file)] == [
        (date(2021, 3, 4), Decimal(600), "9912346"),
        (date(2021, 3, 5), Decimal(2000), "9912346"),
    ]
    first, second = entries_of(file)[0].payments
    assert [r.text for r in first.references] == ["1018", "Medlem 12"]
    assert (second.payer.name, second.payer.bankgiro) == ("Bo AB", "3783511")
    found, said = received([read_content(SEB, "a"), file])
    amounts = sorted(e.payment.amount for e in found)
    assert amounts == [Decimal(x) for x in (200, 300, 400, 2000)]
    assert [f.message for f in said] == ["sums whose payments d tells apart: 1, 600.00 in all"]


def test_bankgirots_details_that_do_not_come_to_their_total_are_not_believed() -> None:
    changed = [*DETAILS[:4], *DETAILS[5:]]
    file = read_content(workbook(*changed), "d")
    assert [(f.code, f.line) for f in file.findings] == [("BNK803", 1)]
    assert [e.is_lump for e in entries_of(file)] == [True, False]


def test_formulas_and_other_tables_are_refused() -> None:
    formula = workbook(
        ["Bokf. datum", "Beskrivning", "Belopp", "Saldo"], ["2021-03-02", '=HYPERLINK("x")', 1, 1]
    )
    for content, code in (
        (formula, "TAB703"),
        (b"Namn;Typ\nA;B\n", "BNK801"),
        (b"PK\3\4", "TAB701"),
    ):
        with pytest.raises(Unreadable) as refused:
            read_content(content, "x")
        assert {f.code for f in refused.value.findings} == {code}


@pytest.mark.parametrize(
    ("content", "code"),
    [
        (b"<html><table><tr><td>Saldo</td></tr></table></html>", "BNK801"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1", "TAB701"),
        (SWEDBANK.replace("ö".encode("cp1252"), "ö".encode(), 1), "TAB701"),
    ],
    ids=["html", "xls", "two encodings"],
)
def test_what_only_looks_like_an_export_is_refused(content: bytes, code: str) -> None:
    with pytest.raises(Unreadable) as refused:
        read_content(content, "x")
    assert {f.code for f in refused.value.findings} == {code}


@tried(200)
@given(st.sampled_from([c for c, _ in EXPORTS.values()]), st.data())
def test_an_export_cut_off_anywhere_gives_no_traceback(content: bytes, data: st.DataObject) -> None:
    cut = content[: data.draw(st.integers(0, len(content)))]
    try:
        file = read_content(cut, "x")
    except Unreadable:
        return
    received([file])


@tried(200)
@given(st.sampled_from([SWEDBANK, NORDEA, SWISH, ICA]), st.data())
def test_bytes_that_are_changed_give_no_traceback(content: bytes, data: st.DataObject) -> None:
    at = data.draw(st.integers(0, len(content) - 1))
    changed = content[:at] + data.draw(st.binary(max_size=3)) + content[at + 1 :]
    try:
        file = read_content(changed, "x")
    except Unreadable:
        return
    received([file])
