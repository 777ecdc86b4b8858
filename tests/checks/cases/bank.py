"""Findings on files from the bank, each on a file of its own in the faultless workspace."""

from __future__ import annotations

from tests.bank_files import Part, entry, notification, parts_of, statement
from tests.checks.cases.case import LEDGER, At, Case, case
from tests.conftest import Changes
from tests.payments import ACCOUNTS, INVOICING, OCR, with_payments

FILE = "bank.xml"
EXPORT = (
    "Bokförd,Valutadatum,Text,Typ,Insättningar/uttag,Bokfört saldo\n"
    "2021-03-04,2021-03-04,BO,Annan,600.00,1850.00\n"
    "2021-03-03,2021-03-03,ANNA,Annan,300.00,1250.00\n"
)
ANNA = Part("600.00", "1018", "Anna", "A1")
EARLY = Part("200.00", OCR["2021-3"], "Lillby", "A1")
PERHAPS = Part("500.00", "1018", "Lillby", "A1")


def _suspended(number: int) -> Changes:
    """Payments of a krona on the suspense account, in vouchers from A7 on."""
    vouchers = "".join(
        f'\n2021-06-02 * "Inbetalning"\n  ver: "A{at}"\n  bank: "K{at}"\n'
        "  Assets:1930-Bank  1.00 SEK\n  Liabilities:2999-OBS-konto  -1.00 SEK\n"
        for at in range(7, 7 + number)
    )
    before = with_payments()[LEDGER]
    assert isinstance(before, str)
    return {LEDGER: before + vouchers}


def of_file(text: str | bytes, found: At, says: str, hints: str = "", code: int = 1) -> Case:
    return case(
        {FILE: text},
        found,
        says=says,
        hints=hints,
        arguments=("payments", FILE, "-f", "json"),
        code=code,
    )


def warned(text: str, found: At, says: str, hints: str = "") -> Case:
    return of_file(text, found, says, hints, code=0)


CASES: dict[str, Case] = {
    "BNK801": of_file(
        "Hej\n", At("BNK801", FILE), says="looked for: camt.053", hints="docs/commands/payments.md"
    ),
    "BNK801 of other XML": of_file(
        "<Invoice/>\n", At("BNK801", FILE, 1), says="<Invoice>", hints="camt.054"
    ),
    "BNK801 of a web page": of_file(
        "<table><tr/></table>", At("BNK801", FILE), says="HTML", hints="XLSX"
    ),
    "BNK801 of a test": of_file(
        f"{'01BGMAX':22}01{'':20}T\n", At("BNK801", FILE, 1), says="as a test", hints="leave it out"
    ),
    "BNK801 of nothing": of_file("\n", At("BNK801", FILE), says="empty", hints="anew"),
    "BNK802": of_file(
        notification(entry("600.00", [ANNA]))[:-30],
        At("BNK802", FILE, 10),
        says="ends too soon",
        hints="nothing of it is used",
    ),
    "BNK802 of bytes": of_file(
        notification(entry("600.00", [ANNA])).replace("Anna", "Åsa").encode("latin-1"),
        At("BNK802", FILE, 7),
        says="not of its encoding",
        hints="editor",
    ),
    "BNK802 of entities": of_file(
        '<!DOCTYPE x [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;&a;">]><Document>&b;</Document>',
        At("BNK802", FILE),
        says="entities",
        hints="do not trust it",
    ),
    "BNK802 of another file": of_file(
        notification('<x:include xmlns:x="http://www.w3.org/2001/XInclude" href="/etc/passwd"/>'),
        At("BNK802", FILE, 5),
        says="XInclude",
        hints="do not trust it",
    ),
    "BNK802 of a record": of_file(
        "01BGMAX\n30x\n", At("BNK802", FILE, 2), says='so: "30x"', hints="editor"
    ),
    "BNK802 of BgMax cut off": of_file(
        "01BGMAX\n", At("BNK802", FILE), says="last record (70)", hints="nothing of it is used"
    ),
    "BNK802 of a value": of_file(
        notification(entry("1,50", key="B1")),
        At("BNK802", FILE, 5),
        says='Amt: "1,50"',
        hints="ask the bank",
    ),
    "BNK802 without statements": of_file(
        notification().replace("<Ntfctn>", "<Other>").replace("</Ntfctn>", "</Other>"),
        At("BNK802", FILE, 3),
        says="no statement",
        hints="a day without payments",
    ),
    "BNK803": of_file(
        statement(
            entry("600.00", [ANNA]),
            summary="<TxsSummry><TtlCdtNtries><NbOfNtries>1</NbOfNtries><Sum>700.00</Sum>"
            "</TtlCdtNtries></TxsSummry>\n",
        ),
        At("BNK803", FILE, 5),
        says="come to 700.00; they come to 600.00",
        hints="lost or added",
    ),
    "BNK803 of a number": of_file(
        statement(
            entry("600.00", [ANNA]),
            summary="<TxsSummry><TtlNtries><NbOfNtries>2</NbOfNtries></TtlNtries></TxsSummry>\n",
        ),
        At("BNK803", FILE, 5),
        says="there are 2 here; there are 1",
        hints="lost or added",
    ),
    "BNK803 of parts": case(
        {FILE: notification(entry("1200.00", parts_of([400, 500])))},
        At("BNK803", FILE, 5),
        says="the entry is of 1200.00, the payments in",
        hints="ask the bank",
        arguments=("payments", FILE),
        code=1,
    ),
    "BNK804": of_file(
        statement(entry("600.00", [ANNA]), opening="4400.00", closing="5400.00"),
        At("BNK804", FILE, 6),
        says="come to 5000.00, the closing balance is 5400.00",
        hints="missing",
    ),
    "BNK804 of rows": of_file(
        EXPORT.replace("1250.00", "1251.00"),
        At("BNK804", FILE, 2),
        says="is 1850.00; by the rows beside it it would be 1851.00",
        hints="left out",
    ),
    "BNK805": warned(
        statement(entry("600.00", currency="EUR"), currency="EUR"),
        At("BNK805", FILE, 5),
        says="payments in EUR: 1",
        hints="exchanged",
    ),
    "BNK806": warned(
        notification(entry("600.00", [ANNA], day="2022-01-03")),
        At("BNK806", FILE, 6),
        says="of no fiscal year: 1, the first of 2022-01-03",
        hints="association.toml",
    ),
    "BNK806 of a closed year": warned(
        notification(entry("600.00", [ANNA], day="2020-12-30")),
        At("BNK806", FILE, 6),
        says="of 2020, which is closed: 1",
        hints="booked already",
    ),
    "BNK807": warned(
        notification(entry("600.00", [ANNA], key="B1"), entry("600.00", [ANNA], key="B1")),
        At("BNK807", FILE, 10),
        says="600.00 on 2021-03-02 stands in the file before",
        hints="B1",
    ),
    "BNK808": warned(
        statement(entry("600.00", key="B1", name="BG09912346 00143")),
        At("BNK808", FILE, 5),
        says="not told apart: 1, 600.00 in all, the first of 2021-03-02",
        hints="camt.054",
    ),
    "BNK809": warned(
        notification(entry("600.00", [ANNA], status="PDNG")),
        At("BNK809", FILE, 3),
        says="left out: 1",
        hints="once they are booked",
    ),
    "BNK809 of a row": warned(
        EXPORT.replace("Annan,600.00,1850.00", "Reserverat,600.00,"),
        At("BNK809", FILE),
        says="rows that are not booked yet, and left out: 1",
        hints="once they are booked",
    ),
    "BNK809 of a version": warned(
        notification(entry("600.00", [ANNA]), version="13"),
        At("BNK809", FILE),
        says="version 13 has not been tried",
        hints="bank's own",
    ),
    "BNK810": case(
        with_payments(_suspended(1)),
        At("BNK810", LEDGER, 50, "2021-06-02"),
        says="2999 OBS konto stands at -1.00",
        hints="--accept",
    ),
    "BNK810 of many vouchers": case(
        with_payments(_suspended(8)),
        At("BNK810", LEDGER, 50, "2021-06-02"),
        says="vouchers: A7, A8, A9, A10, A11, A12 and 2 more",
        hints="--accept",
    ),
    "BNK811": case(
        {FILE: notification(entry("600.00", [ANNA])), INVOICING: "[accounts]\n"},
        At("BNK811", INVOICING),
        says="for what matches nothing (rows: 1)",
        hints='suspense = "2999"',
        arguments=("payments", FILE, "--write", "-f", "json"),
        code=1,
    ),
    "BNK811 of the chart": case(
        {FILE: notification(entry("600.00", [ANNA])), INVOICING: ACCOUNTS},
        At("BNK811", INVOICING),
        says="account 2999 is to be booked on and is not in the chart",
        hints="open it",
        arguments=("payments", FILE, "--write", "-f", "json"),
        code=1,
    ),
    "BNK812": case(
        with_payments({FILE: notification(entry("200.00", [EARLY], day="2021-05-03"))}),
        At("BNK812", FILE, 6),
        says="payment 1 of 2021-05-03 is before the day of invoice 2021-3, 2021-05-10",
        hints="--accept 1",
        arguments=("payments", FILE, "--write", "-f", "json"),
        code=1,
    ),
    "BNK813": warned(
        notification(entry("500.00", [PERHAPS], day="2021-05-12")),
        At("BNK813", FILE, 6),
        says="500.00 on 2021-05-12 may be booked already by A4",
        hints="--accept 1",
    ),
}
