"""What payments become in the books: every krona somewhere, once."""

from __future__ import annotations

from decimal import Decimal
from pathlib import Path

import pytest

from sambruk_cli.findings import errors
from tests.bank_files import Part, entry, notification, statement
from tests.conftest import MakeWorkspace, findings_in
from tests.payments import (
    ACCOUNTS,
    INVOICING,
    OCR,
    booked,
    planned,
    receivable,
    states,
    sums,
    with_payments,
)

DAY = "2021-06-02"
PARTS = [Part("400.00", OCR["2021-1"], "Storstad", "P1"), Part("60.00", "2021-2", "F", "P2")]
DETAILS = notification(entry("460.00", PARTS, day=DAY, key="B1"))
LUMP = statement(
    entry("460.00", day=DAY, key="B1", name="BG09912346 00143"), opening="0.00", closing="460.00"
)
KEYLESS = statement(
    entry("460.00", day=DAY, name="BG09912346 00143"), opening="0.00", closing="460.00"
)
CSV = (
    "Radnr,Clnr,Kontonr,Produkt,Valuta,Bokfdag,Transdag,Valutadag,Referens,Text,Belopp,Saldo\n"
    '1,8327-9,000001,"Konto",SEK,2021-06-02,2021-06-02,2021-06-02,"9912346",'
    '"Bankgiro inbetalning",460.00,460.00\n'
)


def one(amount: str, ocr: str, key: str = "B1", day: str = DAY, payer: str = "N N") -> str:
    """A notification of one payment."""
    return notification(entry(amount, [Part(amount, ocr, payer, f"P{key}")], day=day, key=key))


def test_a_deposit_is_one_voucher_with_a_row_for_each_payment(
    make_workspace: MakeWorkspace,
) -> None:
    folder = make_workspace(with_payments())
    found = planned(folder, {"a.xml": DETAILS})
    assert states(found) == [("matched", "I1", "60.00"), ("matched", "I1", "400.00")]
    (voucher,) = found.vouchers
    assert voucher.written() == (
        '2021-06-02 * "Insättning av 2 betalningar"\n'
        '  ver: "I1"\n'
        "  registered: 2026-01-31\n"
        '  bank: "B1"\n'
        '  bank-form: "camt.054 02"\n'
        '  bank-account: "83279000001"\n'
        '  bank-bankgiro: "9912346"\n'
        '  bank-file: "a.xml"\n'
        '  bank-file-sha256: ""\n'
        "  Assets:1930-Bank  460.00 SEK\n"
        "  Assets:1510-Kundfordringar  -60.00 SEK\n"
        '    member: "forbundet"\n'
        '    invoice: "2021-2"\n'
        '    bank: "2021-06-02 P2"\n'
        "  Assets:1510-Kundfordringar  -400.00 SEK\n"
        '    member: "storstad"\n'
        '    invoice: "2021-1"\n'
        '    bank: "2021-06-02 P1"\n'
    )
    assert found.plan is not None
    assert [change.path for change in found.plan.changes] == ["ledger/2021.beancount"]


def test_books_with_payments_have_no_findings(make_workspace: MakeWorkspace) -> None:
    folder = make_workspace(with_payments())
    booked(folder, {"a.xml": DETAILS})
    assert findings_in(folder) == ()
    assert receivable(folder) == {"2021-2": 40, "2021-3": 200}


def test_what_is_paid_too_much_and_twice_is_an_advance(make_workspace: MakeWorkspace) -> None:
    folder = make_workspace(with_payments())
    booked(folder, {"a": one("450.00", OCR["2021-1"]), "b": one("100.00", OCR["2021-2"], "B2")})
    booked(folder, {"c": one("100.00", OCR["2021-2"], "B3", "2021-06-03")})
    assert receivable(folder) == {"2021-3": 200}
    found = sums(folder)
    assert found["2420", "storstad", ""] == -50
    assert found["2420", "forbundet", ""] == -100
    assert findings_in(folder) == ()


@pytest.mark.parametrize(
    "order",
    [
        pytest.param((DETAILS, LUMP), id="054 and then 053"),
        pytest.param((LUMP, DETAILS), id="053 and then 054"),
        pytest.param((DETAILS, KEYLESS), id="without a common reference"),
        pytest.param((KEYLESS, DETAILS), id="the same the other way"),
        pytest.param((CSV, DETAILS), id="an export and then 054"),
        pytest.param((DETAILS, CSV), id="054 and then an export"),
        pytest.param((CSV, LUMP, DETAILS), id="three kinds"),
        pytest.param((DETAILS, DETAILS), id="the same twice"),
    ],
)
def test_the_same_money_is_booked_once_whatever_tells_of_it(
    order: tuple[str, ...], make_workspace: MakeWorkspace
) -> None:
    folder = make_workspace(with_payments())
    before = sums(folder)
    for number, text in enumerate(order):
        booked(folder, {f"{number}": text})
    after = sums(folder)
    assert after["1930", "", ""] == before["1930", "", ""] + 460
    assert receivable(folder) == {"2021-2": 40, "2021-3": 200}
    assert ("2999", "", "") not in after
    again = planned(folder, {f"{number}": text for number, text in enumerate(order)})
    assert again.plan is None
    assert {str(each.state) for each in again.payments} == {"booked"}
    assert findings_in(folder) == ()


def test_a_sum_untold_stands_in_suspense_until_the_details_come(
    make_workspace: MakeWorkspace,
) -> None:
    folder = make_workspace(with_payments())
    booked(folder, {"a": LUMP})
    (said,) = findings_in(folder)
    assert (said.code, said.message) == (
        "BNK810",
        "2999 OBS konto stands at -460.00: money from the bank of which nobody has said what it "
        "pays; vouchers: I1",
    )
    found = booked(folder, {"b": DETAILS})
    (voucher,) = found.vouchers
    assert voucher.written() == (
        '2021-06-02 * "Inbetalning utredd, från OBS-konto"\n'
        '  ver: "I2"\n'
        "  registered: 2026-01-31\n"
        "  Liabilities:2999-OBS-konto  460.00 SEK\n"
        '    bank: "2021-06-02 B1"\n'
        "  Assets:1510-Kundfordringar  -60.00 SEK\n"
        '    member: "forbundet"\n'
        '    invoice: "2021-2"\n'
        '    bank: "2021-06-02 P2"\n'
        "  Assets:1510-Kundfordringar  -400.00 SEK\n"
        '    member: "storstad"\n'
        '    invoice: "2021-1"\n'
        '    bank: "2021-06-02 P1"\n'
    )
    assert findings_in(folder) == ()


def test_two_deposits_of_one_sum_and_day_are_two_in_whatever_runs_they_come(
    make_workspace: MakeWorkspace,
) -> None:
    folder = make_workspace(with_payments())
    booked(folder, {"a": one("100.00", "nobody's", "B1")})
    booked(folder, {"b": one("100.00", "nobody's", "B2")})
    assert sums(folder)["2999", "", ""] == -200
    both = CSV.replace("460.00", "100.00") + (
        '2,8327-9,000001,"Konto",SEK,2021-06-02,2021-06-02,2021-06-02,"9912346",'
        '"Bankgiro inbetalning",100.00,0.00\n'
    )
    found = planned(folder, {"c": both})
    assert found.plan is None
    assert [ver for _, ver, _ in states(found)] == ["I1", "I2"]


def test_equal_rows_of_an_export_are_told_apart_by_how_many_there_are(
    make_workspace: MakeWorkspace,
) -> None:
    head = "Bokföringsdag;Belopp;Avsändare;Mottagare;Namn;Rubrik;Saldo;Valuta;\n"
    row = "2021-06-02;100,00;;;;Swish inbetalning ANNA EK;;SEK;\n"
    folder = make_workspace(with_payments())
    booked(folder, {"a": head + row})
    found = booked(folder, {"b": head + row * 3})
    assert [ver for _, ver, _ in states(found)] == ["I1", "I2", "I3"]
    keys = [dict(voucher.meta)["bank"] for voucher in found.vouchers]
    assert [str(key)[-2:] for key in keys] == ["-2", "-3"]
    assert sums(folder)["1930", "", ""] == Decimal(2700 + 300)
    assert planned(folder, {"c": head + row * 2}).plan is None


def test_nothing_is_written_where_an_account_is_not_said(make_workspace: MakeWorkspace) -> None:
    folder = make_workspace(with_payments({INVOICING: ""}))
    found = planned(folder, {"a": one("450.00", OCR["2021-1"]), "b": one("7.00", "x", "B2")})
    assert found.plan is None
    assert [(item.message, item.hint) for item in found.findings] == [
        (
            "no account is said for what members pay too much or too early (rows: 1)",
            'write advances = "2420", or another account, below [accounts]',
        ),
        (
            "no account is said for what matches nothing (rows: 1)",
            'write suspense = "2999", or another account, below [accounts]',
        ),
    ]
    assert planned(folder, {"a": one("400.00", OCR["2021-1"])}).plan is not None
    other = make_workspace(with_payments({INVOICING: ACCOUNTS.replace("2999", "2998")}))
    (said,) = planned(other, {"b": one("7.00", "x", "B2")}).findings
    assert said.message == "account 2998 is to be booked on and is not in the chart of accounts"


@pytest.mark.parametrize(
    ("day", "says"),
    [
        ("2020-06-02", "payments of 2020, which is closed: 1, the first of 2020-06-02"),
        ("2022-06-02", "payments of no fiscal year: 1, the first of 2022-06-02"),
    ],
)
def test_no_year_that_is_closed_or_unknown_is_booked_in(
    day: str, says: str, make_workspace: MakeWorkspace
) -> None:
    folder = make_workspace(with_payments())
    found = planned(folder, {"a": one("400.00", OCR["2021-1"], day=day), "b": DETAILS})
    assert found.plan is None
    assert [item.message for item in errors(found.findings)] == [says]
    assert found.payments[-1 if day > DAY else 0].state == "held"


def test_a_sealed_year_is_not_booked_in(make_workspace: MakeWorkspace) -> None:
    folder = make_workspace(with_payments({"ledger/seals/2021.toml": "# whatever\n"}))
    found = planned(folder, {"a": DETAILS})
    assert [item.code for item in errors(found.findings)] == ["BNK806"]
    assert found.plan is None


def test_a_payment_before_its_invoice_is_an_advance_until_then_once_it_is_accepted(
    make_workspace: MakeWorkspace,
) -> None:
    folder = make_workspace(with_payments())
    file = {"a": one("200.00", OCR["2021-3"], day="2021-05-03")}
    (said,) = planned(folder, file).findings
    assert said.message == (
        "payment 1 of 2021-05-03 is before the day of invoice 2021-3, 2021-05-10"
    )
    found = booked(folder, file, [1])
    assert [(v.ver, v.day.isoformat()) for v in found.vouchers] == [
        ("I1", "2021-05-03"),
        ("I2", "2021-05-10"),
    ]
    assert receivable(folder) == {"2021-1": 400, "2021-2": 100}
    assert not any(account == "2420" for account, _, _ in sums(folder))
    assert findings_in(folder) == ()


def test_proposals_wait_in_suspense_until_they_are_accepted(make_workspace: MakeWorkspace) -> None:
    folder = make_workspace(with_payments())
    file = {"a": one("400.00", "medlem", payer="Storstads kommun"), "b": one("9.00", "x", "B2")}
    first = booked(folder, file)
    assert states(first) == [("suspense", "I1", "9.00"), ("proposed", "I2", "400.00")]
    assert sums(folder)["2999", "", ""] == -409
    assert planned(folder, file).plan is None
    booked(folder, file, [2])
    assert sums(folder)["2999", "", ""] == -9
    assert receivable(folder) == {"2021-2": 100, "2021-3": 200}
    assert states(planned(folder, file, [2])) == [
        ("suspense", "I1", "9.00"),
        ("booked", "I2", "400.00"),
    ]


def test_all_accepts_what_is_unambiguous(make_workspace: MakeWorkspace) -> None:
    folder = make_workspace(with_payments())
    file = {"a": one("400.00", "medlem", payer="Storstads kommun"), "b": one("9.00", "x", "B2")}
    booked(folder, file, accept_all=True)
    assert receivable(folder) == {"2021-2": 100, "2021-3": 200}
    assert sums(folder)["2999", "", ""] == -9


def test_what_a_person_has_moved_from_suspense_is_not_moved_again(
    make_workspace: MakeWorkspace,
) -> None:
    folder: Path = make_workspace(with_payments())
    file = {"a": one("400.00", "medlem", payer="Storstads kommun")}
    booked(folder, file)
    with (folder / "ledger/2021.beancount").open("a", encoding="utf-8") as journal:
        journal.write(
            '\n2021-07-02 * "Utredd"\n  ver: "A7"\n  Liabilities:2999-OBS-konto  400.00 SEK\n'
            '  Assets:1510-Kundfordringar  -400.00 SEK\n    member: "storstad"\n'
            '    invoice: "2021-1"\n'
        )
    assert planned(folder, file, accept_all=True).plan is None
    assert findings_in(folder) == ()


def test_what_a_person_has_moved_elsewhere_is_not_taken_for_an_invoice(
    make_workspace: MakeWorkspace,
) -> None:
    folder = make_workspace(with_payments())
    file = {"a": one("400.00", "medlem", payer="Storstads kommun"), "b": one("9.00", "x", "B2")}
    booked(folder, file)
    with (folder / "ledger/2021.beancount").open("a", encoding="utf-8") as journal:
        journal.write(
            '\n2021-07-02 * "Gåva"\n  ver: "A7"\n  Liabilities:2999-OBS-konto  400.00 SEK\n'
            "  Income:3190-Övrigt  -400.00 SEK\n"
        )
    assert planned(folder, file, accept_all=True).plan is None
    (said,) = findings_in(folder)
    assert said.message.endswith(
        "stands at -9.00: money from the bank of which nobody has said what it pays; vouchers: I1"
    )


def test_another_currency_is_left_out(make_workspace: MakeWorkspace) -> None:
    folder = make_workspace(with_payments())
    parts = [Part("400.00", OCR["2021-1"], "N N", "P1")]
    text = statement(
        entry("400.00", parts, day=DAY, key="B1", currency="EUR").replace('"SEK"', '"EUR"'),
        opening="0.00",
        closing="400.00",
        currency="EUR",
    )
    found = planned(folder, {"a": text})
    assert states(found) == [("held", "", "400.00")]
    assert found.plan is None


def test_accounts_of_the_bank_and_bankgiros_have_accounts_of_the_books(
    make_workspace: MakeWorkspace,
) -> None:
    more = (
        '[[bank_accounts]]\nnumber = "991-2346"\naccount = "1930"\n'
        '[[bank_accounts]]\nnumber = "9000 001"\naccount = "1940"\n'
    )
    folder = make_workspace(with_payments({INVOICING: ACCOUNTS.replace("[acc", "[acc") + more}))
    chart = folder / "ledger/chart.beancount"
    chart.write_text(chart.read_text() + "2019-12-31 open Assets:1940-Sparkonto SEK\n")
    (deposit,) = planned(folder, {"a": DETAILS}).vouchers
    assert deposit.rows[0].account == "Assets:1930-Bank"
    (transfer,) = planned(folder, {"a": statement(entry("5.00", day=DAY, key="B9"))}).vouchers
    assert transfer.rows[0].account == "Assets:1940-Sparkonto"


def test_a_file_within_the_workspace_is_a_document_of_the_voucher(
    make_workspace: MakeWorkspace,
) -> None:
    folder = make_workspace(with_payments())
    found = planned(folder, {"a": DETAILS, "b": LUMP}, documents={"a": "bank/a.xml"})
    meta = dict(found.vouchers[0].meta)
    assert meta["document"] == "../bank/a.xml"
    assert meta["bank-file"] == "b"
