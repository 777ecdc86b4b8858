"""camt.053 and camt.054: what the samples hold, counted with xpath and by hand."""

from __future__ import annotations

import re
from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest
from lxml import etree

from sambruk_cli.exchange.bank.model import BankFile, Nature
from sambruk_cli.exchange.bank.read import read_content
from sambruk_cli.files.errors import Unreadable
from tests.bank_files import Part, entry, notification, statement
from tests.conftest import PROJECT

DATA = PROJECT / "tests" / "data" / "bank"


def read(name: str) -> BankFile:
    return read_content((DATA / name).read_bytes(), name)


def of_text(text: str) -> BankFile:
    return read_content(text.encode(), "bank.xml")


def counted(name: str, path: str) -> int:
    """How many elements an xpath finds, whatever their namespace."""
    steps = re.sub(r"(\w+)", r"*[local-name()='\1']", path)
    return len(etree.parse(DATA / name).xpath(f"//{steps}"))


def test_a_statement_of_seb_has_its_deposits_told_apart() -> None:
    """By hand: two deposits of 4 598 and 187 384 kr, the latter of 2 033 and 185 351 kr."""
    file = read("seb-camt053-v02-bankgiro.xml")
    assert (file.kind, file.version, file.findings) == ("camt.053", "02", ())
    (found,) = file.statements
    assert (found.account, found.currency, found.number) == ("12345678901", "SEK", 1)
    assert found.opening is not None
    assert found.closing is not None
    assert (found.opening.amount, found.closing.amount) == (Decimal(10000), Decimal(196902))
    assert [e.amount for e in found.entries] == [Decimal(x) for x in (-5080, 4598, 187384)]
    assert [e.bankgiro for e in found.entries[1:]] == ["5550000", "5550000"]
    assert len(found.entries) == counted(file.file, "Ntry")
    payments = [payment for each in found.entries for payment in each.payments]
    assert len(payments) == counted(file.file, "TxDtls") == 5
    assert [payment.nature for payment in payments] == [Nature.OUT] * 2 + [Nature.PAYMENT] * 3
    assert [p.references[0].kind for p in payments] == ["ocr"] * 2 + ["document"] * 3
    assert payments[0].payer.bankgiro == "9990001"
    assert payments[3].text == "lan"
    last = payments[4]
    assert (last.payer.name, last.payer.bankgiro) == ("EXEMPELMYNDIGHETEN", "5990000")
    assert last.key == "STOI0000000000000000000000000005"
    assert [r.text for r in last.references] == [
        f"FAKTURA {n} AVI {n - 1000:02}" for n in range(1002, 1012)
    ]
    # 7246 + 7246 + 11963 + 22352 + 14105 + 73143 + 10265 + 23981 + 6066 + 8984
    assert sum(r.amount or 0 for r in last.references) == last.amount == Decimal(185351)


@pytest.mark.parametrize("name", ["camt053.v2.minimal.xml", "camt053.v4.xml", "camt053.v8.xml"])
def test_three_versions_of_one_statement_say_the_same(name: str) -> None:
    """One entry of 8.85 EUR on 2014-12-31 (grep: a single Ntry); paid by the named debtor."""
    file = read(name)
    assert file.version == {"2": "02", "4": "04", "8": "08"}[name[9]]
    (found,) = file.statements
    assert found.account == "NL26VAYB8060476890"
    (booked,) = found.entries
    assert counted(name, "Ntry") == 1
    assert (booked.day, booked.amount, booked.currency) == (
        date(2014, 12, 31),
        Decimal("8.85"),
        "EUR",
    )


@pytest.mark.parametrize("version", ["2", "4", "8"])
def test_parts_that_do_not_come_to_their_entry_are_not_listed(version: str) -> None:
    """The samples have an entry of 200 000 kr with payments of some francs, or without amounts."""
    file = read(f"camt054.v{version}.xml")
    (booked,) = file.statements[0].entries
    assert booked.amount == -200000
    assert sum(payment.amount for payment in booked.payments) == booked.amount
    assert len(booked.payments) == 1
    if version == "8":
        assert [f.code for f in file.findings] == ["BNK803", "BNK805"]


def test_a_file_with_a_head_alone_is_refused() -> None:
    with pytest.raises(Unreadable) as refused:
        read("camt053.v2.wrong.xml")
    assert [f.code for f in refused.value.findings] == ["BNK802"]


@pytest.mark.parametrize(
    ("information", "reference", "kind"),
    [
        (
            "<Strd><CdtrRefInf><Ref>1018</Ref></CdtrRefInf>"
            "<RfrdDocInf><Nb>7</Nb></RfrdDocInf></Strd>",
            "1018",
            "ocr",
        ),
        (
            "<Strd><RfrdDocInf><Nb>7</Nb></RfrdDocInf><AddtlRmtInf>x</AddtlRmtInf></Strd>",
            "7",
            "document",
        ),
        ("<Strd><RfrdDocInf><Nb/></RfrdDocInf><AddtlRmtInf>8</AddtlRmtInf></Strd>", "8", "message"),
        ("<Ustrd>Medlem</Ustrd><Ustrd>12</Ustrd>", "Medlem 12", "message"),
        ("", "I-1", "instruction"),
    ],
)
def test_a_reference_is_looked_for_in_the_order_of_swedish_banks(
    information: str, reference: str, kind: str
) -> None:
    whole = notification(entry("600.00", [Part("600.00", "1", "Anna")]))
    text = re.sub("<RmtInf>.*</RmtInf>", f"<RmtInf>{information}</RmtInf>", whole)
    text = text.replace("<TxDtls>", "<TxDtls><Refs><InstrId>I-1</InstrId></Refs>")
    (payment,) = of_text(text).statements[0].entries[0].payments
    assert [(r.text, r.kind) for r in payment.references] == [(reference, kind)]


def test_a_credit_note_among_the_invoices_is_taken_off() -> None:
    """500 kr are paid on an invoice of 600 kr and a credit note of 100 kr."""
    strd = (
        "<Strd><RfrdDocInf><Tp><CdOrPrtry><Cd>CINV</Cd></CdOrPrtry></Tp><Nb>1</Nb></RfrdDocInf>"
        '<RfrdDocAmt><RmtdAmt Ccy="SEK">600.00</RmtdAmt></RfrdDocAmt></Strd>'
        "<Strd><RfrdDocInf><Tp><CdOrPrtry><Cd>CREN</Cd></CdOrPrtry></Tp><Nb>2</Nb></RfrdDocInf>"
        '<RfrdDocAmt><CdtNoteAmt Ccy="SEK">100.00</CdtNoteAmt></RfrdDocAmt></Strd>'
    )
    whole = notification(entry("500.00", [Part("500.00", "1", "Anna")]))
    file = of_text(re.sub("<Strd>.*</Strd>", strd, whole))
    assert file.findings == ()
    (payment,) = file.statements[0].entries[0].payments
    assert [(r.text, r.is_credit_note) for r in payment.references] == [("1", False), ("2", True)]
    wrong = of_text(re.sub("<Strd>.*</Strd>", strd.replace("600", "700"), whole))
    assert [(f.code, f.severity) for f in wrong.findings] == [("BNK803", "warning")]


def test_swish_has_the_payers_telephone() -> None:
    """As SEB writes it: the bank's reference begins with the number."""
    whole = notification(
        entry("300.00", [Part("300.00", "1", "Anna")], name="46700000001 123", key="K")
    )
    (payment,) = of_text(whole).statements[0].entries[0].payments
    assert payment.payer.phone == "+46700000001"


def test_money_that_goes_back_is_a_return_and_money_out_is_not_listed() -> None:
    back = entry("600.00", way="DBIT").replace("<Sts>", "<RvslInd>true</RvslInd><Sts>")
    out = entry("50.00", way="DBIT")
    booked = of_text(notification(back, out)).statements[0].entries
    natures = [(e.payments[0].nature, e.payments[0].amount) for e in booked]
    assert natures == [(Nature.RETURN, Decimal(-600)), (Nature.OUT, Decimal(-50))]


def test_what_is_turned_back_names_the_payer_of_the_payment() -> None:
    """The parties of a reversal are those of what is reversed: the debtor has paid."""
    part = Part("600.00", "1", "Anna")
    back = entry("600.00", [part], way="DBIT").replace("<Sts>", "<RvslInd>true</RvslInd><Sts>")
    (payment,) = of_text(notification(back)).statements[0].entries[0].payments
    assert (payment.nature, payment.payer.name) == (Nature.RETURN, "Anna")


def test_a_part_that_says_why_it_comes_back_is_a_return() -> None:
    text = notification(entry("600.00", [Part("600.00", "1", "Anna")], way="DBIT"))
    text = text.replace("</TxDtls>", "<RtrInf><Rsn><Cd>AC04</Cd></Rsn></RtrInf></TxDtls>")
    (payment,) = of_text(text).statements[0].entries[0].payments
    assert payment.nature is Nature.RETURN


@pytest.mark.parametrize(("way", "nature"), [("CRDT", Nature.LUMP), ("DBIT", Nature.OUT)])
def test_of_a_batch_without_its_payments_only_what_came_in_is_a_sum_to_explain(
    way: str, nature: Nature
) -> None:
    batch = "<NtryDtls><Btch><NbOfTxs>3</NbOfTxs></Btch></NtryDtls></Ntry>"
    text = notification(entry("600.00", way=way).replace("</Ntry>", batch))
    (payment,) = of_text(text).statements[0].entries[0].payments
    assert payment.nature is nature


def test_parts_that_go_the_other_way_than_their_entry_do_not_come_to_it() -> None:
    text = notification(entry("600.00", [Part("600.00", "1", "Anna")]), version="08")
    amount = r"<AmtDtls><TxAmt>(<Amt.*?</Amt>)</TxAmt></AmtDtls>"
    text = re.sub(amount, r"\1<CdtDbtInd>DBIT</CdtDbtInd>", text)
    file = of_text(text.replace("<Sts>BOOK</Sts>", "<Sts><Cd>BOOK</Cd></Sts>"))
    assert [f.code for f in file.findings] == ["BNK803"]
    assert [p.amount for p in file.statements[0].entries[0].payments] == [Decimal(600)]


def _remitted(amount: str, *, is_off: bool = False) -> str:
    """A reference that says how much of a payment is meant for it, or taken off."""
    code, name = ("CREN", "CdtNoteAmt") if is_off else ("CINV", "RmtdAmt")
    return (
        f"<Strd><RfrdDocInf><Tp><CdOrPrtry><Cd>{code}</Cd></CdOrPrtry></Tp><Nb>1</Nb></RfrdDocInf>"
        f'<RfrdDocAmt><{name} Ccy="SEK">{amount}</{name}></RfrdDocAmt></Strd>'
    )


@pytest.mark.parametrize(
    ("first", "natures"),
    [
        (_remitted("400.00"), [Nature.PAYMENT, Nature.PAYMENT]),
        # It may be of 400 kr or, the credit note taken off, of 300 kr.
        (_remitted("400.00") + _remitted("100.00", is_off=True), [Nature.LUMP]),
    ],
)
def test_parts_without_amounts_are_of_what_their_references_come_to_where_that_is_one_sum(
    first: str, natures: list[Nature]
) -> None:
    """1 000 kr of 400 and 600 kr, which only the references say."""
    text = notification(entry("1000.00", [Part("1", "1", "Anna"), Part("1", "2", "Bo")]))
    text = re.sub("<AmtDtls>.*?</AmtDtls>", "", text)
    said = iter([first, _remitted("600.00")])
    text = re.sub("<Strd>.*?</Strd>", lambda _: next(said), text)
    payments = of_text(text).statements[0].entries[0].payments
    assert [payment.nature for payment in payments] == natures
    wanted = [400, 600] if len(natures) > 1 else [1000]
    assert [payment.amount for payment in payments] == wanted


def test_what_is_taken_off_within_a_deposit_is_a_deduction() -> None:
    """As .04 and .08 can say it: 600 kr in, 100 kr off."""
    parts = [Part("600.00", "1", "Anna", "P1"), Part("100.00", "2", "Anna", "P2")]
    text = notification(entry("500.00", parts), version="08")
    amounts = iter(["CRDT", "DBIT"])
    text = re.sub(
        r"<AmtDtls><TxAmt>(<Amt.*?</Amt>)</TxAmt></AmtDtls>",
        lambda found: f"{found[1]}<CdtDbtInd>{next(amounts)}</CdtDbtInd>",
        text.replace("<Sts>BOOK</Sts>", "<Sts><Cd>BOOK</Cd></Sts>"),
    )
    file = of_text(text)
    assert file.findings == ()
    payments = file.statements[0].entries[0].payments
    assert [(p.amount, p.nature) for p in payments] == [
        (Decimal(600), Nature.PAYMENT),
        (Decimal(-100), Nature.DEDUCTION),
    ]


def test_an_amount_may_have_more_decimals_than_an_ore_if_they_are_noughts() -> None:
    file = of_text(notification(entry("8625.000"), entry("1.005")))
    assert [e.amount for e in file.statements[0].entries] == [Decimal("8625.00")]
    assert [f.code for f in file.findings] == ["BNK802"]


def test_a_document_may_begin_with_a_mark_and_blank_lines() -> None:
    text = "\ufeff\n\n" + notification(entry("600.00"))
    assert len(of_text(text).statements[0].entries) == 1


@pytest.mark.parametrize(
    "content",
    [
        b'<!DOCTYPE a SYSTEM "file:///etc/passwd"><Document/>',
        '<?xml version="1.0" encoding="utf-16"?><!DOCTYPE a []><Document/>'.encode("utf-16"),
        b"<Document>" + b" " * 11_000_000 + b"</Document>",
        b"<a>" * 300 + b"</a>" * 300,
        b'<?xml version="1.0" encoding="nonsense"?><Document/>',
        b"<Document>\0</Document>",
        b"\xff\xfe<",
    ],
    ids=["external", "utf-16", "blanks", "deep", "encoding", "nought", "cut"],
)
def test_hostile_documents_are_refused(content: bytes) -> None:
    with pytest.raises(Unreadable) as refused:
        read_content(content, "bank.xml")
    assert {f.code for f in refused.value.findings} == {"BNK802"}


def test_a_file_too_large_is_not_read(tmp_path: Path) -> None:
    from sambruk_cli.exchange.bank.read import MOST_BYTES, read_bank_file

    path = tmp_path / "spaces.xml"
    with path.open("wb") as file:
        file.truncate(MOST_BYTES + 1)
    with pytest.raises(Unreadable, match="larger than 50 MB"):
        read_bank_file(path)


def test_a_statement_on_several_pages_is_not_added_up() -> None:
    text = statement(entry("600.00"), opening="1.00", closing="2.00")
    paged = text.replace(
        "<Acct>", "<StmtPgntn><PgNb>1</PgNb><LastPgInd>false</LastPgInd></StmtPgntn><Acct>"
    )
    (found,) = of_text(paged).statements
    assert (found.opening, found.closing) == (None, None)
