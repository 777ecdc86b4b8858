"""Payments that are more than money for one invoice: fees, returns, deductions, Swish, by hand."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest

from sambruk_cli.exchange.bank.model import BankEntry, BankPayment, Nature, Payer, PaymentReference
from tests.bank_files import entry as camt_entry
from tests.bank_files import notification
from tests.conftest import MakeWorkspace, findings_in
from tests.payments import (
    ACCOUNTS,
    INVOICING,
    OCR,
    booked,
    entries_of,
    planned,
    receivable,
    states,
    sums,
    with_payments,
)

DAY = date(2021, 6, 2)
SOMEBODY = Payer("N N")


def payment(
    amount: str,
    reference: str,
    nature: Nature = Nature.PAYMENT,
    *,
    fee: str = "0",
    key: str = "P1",
    payer: Payer = SOMEBODY,
) -> BankPayment:
    references = (PaymentReference(reference, "ocr"),) if reference else ()
    return BankPayment(Decimal(amount), nature, references, payer, "", key, None, Decimal(fee))


def entry(*payments: BankPayment, key: str = "B1", day: date = DAY) -> BankEntry:
    amount = sum((each.amount for each in payments), Decimal(0))
    return BankEntry(day, amount, "SEK", payments, key)


def test_a_fee_that_the_bank_keeps_is_a_cost_and_the_invoice_is_paid(
    make_workspace: MakeWorkspace,
) -> None:
    folder = make_workspace(with_payments())
    found = booked(folder, {"a": entries_of(entry(payment("392.50", OCR["2021-1"], fee="7.50")))})
    assert [(row.account, row.amount) for row in found.vouchers[0].rows] == [
        ("Assets:1930-Bank", Decimal("392.50")),
        ("Assets:1510-Kundfordringar", Decimal("-400.00")),
        ("Expenses:6570-Bankkostnader", Decimal("7.50")),
    ]
    assert receivable(folder) == {"2021-2": 100, "2021-3": 200}
    assert findings_in(folder) == ()


def test_what_came_with_a_fee_and_nothing_known_comes_out_of_suspense_whole(
    make_workspace: MakeWorkspace,
) -> None:
    folder = make_workspace(with_payments())
    payer = Payer("Storstads kommun")
    file = {"a": entries_of(entry(payment("392.50", "", fee="7.50", payer=payer)))}
    booked(folder, file)
    assert sums(folder)["2999", "", ""] == -400
    booked(folder, file, [1])
    assert ("2999", "", "") not in sums(folder)
    assert sums(folder)["6570", "", ""] == Decimal("7.50")
    assert receivable(folder) == {"2021-2": 100, "2021-3": 200}


def test_a_payment_that_goes_back_opens_its_invoice_again_and_names_the_earlier_one(
    make_workspace: MakeWorkspace,
) -> None:
    folder = make_workspace(with_payments())
    booked(folder, {"a": entries_of(entry(payment("400.00", OCR["2021-1"])))})
    back = payment("-400.00", OCR["2021-1"], Nature.RETURN, key="P9")
    file = {"b": entries_of(entry(back, key="B9", day=date(2021, 6, 4)))}
    assert states(planned(folder, file)) == [("proposed", "I2", "-400.00")]
    (voucher,) = booked(folder, file, [1]).vouchers
    assert dict(voucher.meta)["returns"] == "I1"
    assert [(row.account, row.amount) for row in voucher.rows] == [
        ("Assets:1930-Bank", Decimal(-400)),
        ("Assets:1510-Kundfordringar", Decimal(400)),
    ]
    assert receivable(folder)["2021-1"] == 400
    assert findings_in(folder) == ()


def test_a_return_finds_the_one_payment_of_a_deposit_that_it_reverses(
    make_workspace: MakeWorkspace,
) -> None:
    folder = make_workspace(with_payments())
    paid = payment("400.00", OCR["2021-1"]), payment("100.00", OCR["2021-2"], key="P2")
    booked(folder, {"a": entries_of(entry(*paid))})
    back = payment("-400.00", OCR["2021-1"], Nature.RETURN, key="P9")
    file = {"b": entries_of(entry(back, key="B9", day=date(2021, 6, 4)))}
    assert states(planned(folder, file)) == [("proposed", "I2", "-400.00")]
    (voucher,) = booked(folder, file, [1]).vouchers
    assert dict(voucher.meta)["returns"] == "I1"
    assert receivable(folder) == {"2021-1": 400, "2021-3": 200}
    assert findings_in(folder) == ()


def test_a_return_finds_a_payment_that_was_accepted_after_it_had_been_in_suspense(
    make_workspace: MakeWorkspace,
) -> None:
    folder = make_workspace(with_payments())
    paid = entry(payment("400.00", "", payer=Payer("Storstads kommun")))
    booked(folder, {"a": entries_of(paid)})
    booked(folder, {"a": entries_of(paid)}, [1])
    back = payment("-400.00", OCR["2021-1"], Nature.RETURN, key="P9")
    file = {"b": entries_of(entry(back, key="B9", day=date(2021, 6, 4)))}
    (voucher,) = booked(folder, file, [1]).vouchers
    assert dict(voucher.meta)["returns"] == "I2"
    assert receivable(folder)["2021-1"] == 400


def test_a_return_of_a_payment_in_suspense_waits_there_with_it(
    make_workspace: MakeWorkspace,
) -> None:
    folder = make_workspace(with_payments())
    payer = Payer("Storstads kommun")
    file = entries_of(
        entry(payment("400.00", "", payer=payer)),
        entry(
            payment("-400.00", "", Nature.RETURN, key="P9", payer=payer),
            key="B9",
            day=date(2021, 6, 4),
        ),
    )
    alone = planned(folder, {"a": file}, [2])
    assert states(alone)[1] == ("suspense", "I2", "-400.00")
    booked(folder, {"a": file})
    assert ("2999", "", "") not in sums(folder)  # 400 and -400
    assert receivable(folder)["2021-1"] == 400


def test_what_a_payer_takes_off_in_a_deposit_is_one_row_of_it(
    make_workspace: MakeWorkspace,
) -> None:
    folder = make_workspace(with_payments())
    both = entry(
        payment("400.00", OCR["2021-1"]),
        payment("-60.00", "nobody's", Nature.DEDUCTION, key="P2"),
    )
    found = booked(folder, {"a": entries_of(both)})
    assert [row.amount for row in found.vouchers[0].rows] == [340, 60, -400]
    after = sums(folder)
    assert after["1930", "", ""] == 2700 + 340
    assert after["2999", "", ""] == 60


def test_money_out_beside_money_in_keeps_the_voucher_that_of_the_bank(
    make_workspace: MakeWorkspace,
) -> None:
    folder = make_workspace(with_payments())
    mixed = entry(payment("400.00", OCR["2021-1"]), payment("-1.00", "", Nature.OUT, key="P2"))
    found = booked(folder, {"a": entries_of(mixed)})
    assert [row.amount for row in found.vouchers[0].rows] == [399, -400, 1]
    assert planned(folder, {"a": entries_of(mixed)}).plan is None


def test_swish_has_an_account_of_its_own_where_one_is_said(make_workspace: MakeWorkspace) -> None:
    folder = make_workspace(with_payments({INVOICING: f'{ACCOUNTS}swish = "1940"\n'}))
    chart = folder / "ledger/chart.beancount"
    chart.write_text(chart.read_text() + "2019-12-31 open Assets:1940-Swish SEK\n")
    by_swish = payment("400.00", OCR["2021-1"], payer=Payer("N N", phone="+46700000001"))
    found = planned(
        folder,
        {"a": entries_of(entry(by_swish), kind="swish"), "b": entries_of(entry(payment("5", "x")))},
    )
    accounts = {voucher.rows[0].account for voucher in found.vouchers}
    assert accounts == {"Assets:1940-Swish", "Assets:1930-Bank"}


HAND = """
2021-06-04 * "Inbetalning"
  ver: "A7"
  Assets:1930-Bank               400.00 SEK
  Assets:1510-Kundfordringar    -400.00 SEK
    member: "storstad"
    invoice: "2021-1"
"""


def with_hand(text: str) -> dict[str, str | bytes | None]:
    journal = with_payments()["ledger/2021.beancount"]
    assert isinstance(journal, str)
    return with_payments({"ledger/2021.beancount": journal + text})


def test_what_a_person_has_booked_is_not_booked_again(make_workspace: MakeWorkspace) -> None:
    folder = make_workspace(with_hand(HAND))
    file = {"a": entries_of(entry(payment("400.00", OCR["2021-1"])))}
    found = planned(folder, file)
    assert states(found) == [("by-hand", "A7", "400.00")]
    assert (found.plan, found.notes) == (None, ())
    other = {"a": entries_of(entry(payment("400.00", OCR["2021-2"])))}
    assert states(planned(folder, other)) == [("matched", "I1", "400.00")]


def test_a_deposit_booked_by_hand_payment_by_payment_is_known(
    make_workspace: MakeWorkspace,
) -> None:
    second = HAND.replace("A7", "A8").replace("400.00", "100.00")
    second = second.replace("storstad", "forbundet").replace("2021-1", "2021-2")
    folder = make_workspace(with_hand(HAND + second))
    parts = (payment("400.00", OCR["2021-1"]), payment("100.00", OCR["2021-2"], key="P2"))
    found = planned(folder, {"a": entries_of(entry(*parts))})
    assert {state for state, _, _ in states(found)} == {"by-hand"}
    folder = make_workspace(with_hand(HAND))
    found = planned(folder, {"a": entries_of(entry(*parts))})
    assert {state for state, _, _ in states(found)} == {"maybe-booked"}
    assert [item.code for item in found.notes] == ["BNK813"]


@pytest.mark.parametrize(
    ("day", "state"), [("2021-06-07", "maybe-booked"), ("2021-06-08", "suspense")]
)
def test_where_nothing_tells_a_voucher_by_hand_of_five_days_is_a_doubt(
    day: str, state: str, make_workspace: MakeWorkspace
) -> None:
    text = HAND.replace("2021-06-04", day).replace('    invoice: "2021-1"\n', "")
    folder = make_workspace(with_hand(text))
    file = {"a": entries_of(entry(payment("400.00", "x")))}
    found = planned(folder, file)
    assert states(found)[0][0] == state
    assert len(found.vouchers) == (state == "suspense")
    if state == "maybe-booked":
        assert [v.ver for v in planned(folder, file, [1]).vouchers] == ["I1"]
        journal = folder / "ledger/2021.beancount"
        told = journal.read_text().replace('  ver: "A7"\n', '  ver: "A7"\n  bank: "B1"\n')
        journal.write_text(told)
        assert planned(folder, file).plan is None
        assert planned(folder, file).notes == ()


def test_a_voucher_by_hand_is_one_movement(make_workspace: MakeWorkspace) -> None:
    folder = make_workspace(with_hand(HAND.replace('    invoice: "2021-1"\n', "")))
    file = {
        "a": entries_of(
            entry(payment("400.00", "x")), entry(payment("400.00", "y", key="P2"), key="B2")
        )
    }
    assert sorted(state for state, _, _ in states(planned(folder, file))) == [
        "maybe-booked",
        "suspense",
    ]


EURO = """<TxDtls><Refs><AcctSvcrRef>P1</AcctSvcrRef></Refs><AmtDtls>
<InstdAmt><Amt Ccy="EUR">35.00</Amt><CcyXchg><SrcCcy>EUR</SrcCcy><TrgtCcy>SEK</TrgtCcy>
<XchgRate>RATE</XchgRate></CcyXchg></InstdAmt></AmtDtls>
<RmtInf><Strd><CdtrRefInf><Ref>OCR</Ref></CdtrRefInf></Strd></RmtInf></TxDtls>"""


@pytest.mark.parametrize(
    ("amount", "rate", "is_open", "difference"),
    [
        pytest.param("393.05", "11.2300", 0, "6.95", id="less"),
        pytest.param("406.00", "11.6000", 0, "-6.00", id="more"),
        pytest.param("350.00", "10.0000", 50, None, id="too little for a rate"),
        pytest.param("393.05", "", "6.95", None, id="no rate is said"),
    ],
)
def test_a_payment_in_euro_pays_its_invoice_where_only_the_rate_is_between(
    amount: str,
    rate: str,
    is_open: str | int,
    difference: str | None,
    make_workspace: MakeWorkspace,
) -> None:
    folder = make_workspace(with_payments({INVOICING: f'{ACCOUNTS}exchange = "7960"\n'}))
    chart = folder / "ledger/chart.beancount"
    chart.write_text(chart.read_text() + "2019-12-31 open Expenses:7960-Kursdifferenser SEK\n")
    details = EURO.replace("RATE", rate).replace("OCR", OCR["2021-1"])
    text = notification(camt_entry(amount, day="2021-06-02", key="B1"))
    text = text.replace("</Ntry>", f"<NtryDtls>{details}</NtryDtls></Ntry>")
    booked(folder, {"a": text})
    found = sums(folder)
    assert receivable(folder).get("2021-1", 0) == Decimal(is_open)
    assert found["1930", "", ""] == 2700 + Decimal(amount)
    assert found.get(("7960", "", "")) == (None if difference is None else Decimal(difference))
    assert planned(folder, {"a": text}).plan is None


def test_a_short_reference_that_comes_again_on_another_day_is_other_money(
    make_workspace: MakeWorkspace,
) -> None:
    folder = make_workspace(with_payments())
    for day in (DAY, date(2021, 6, 3)):
        for key in ("1", "NOT PROVIDED"):
            booked(folder, {"a": entries_of(entry(payment("5", "x", key=""), key=key, day=day))})
    assert sums(folder)["2999", "", ""] == -20


def test_a_voucher_whose_day_a_person_has_changed_is_still_known(
    make_workspace: MakeWorkspace,
) -> None:
    folder = make_workspace(with_payments())
    file = {"a": entries_of(entry(payment("400.00", OCR["2021-1"]), key="549099000100007"))}
    booked(folder, file)
    journal = folder / "ledger/2021.beancount"
    journal.write_text(journal.read_text().replace("2021-06-02 * ", "2021-06-05 * "))
    assert planned(folder, file).plan is None


def test_payments_with_one_short_reference_are_taken_out_of_suspense_each_for_itself(
    make_workspace: MakeWorkspace,
) -> None:
    folder = make_workspace(with_payments())
    first = entry(payment("400.00", "", key="1", payer=Payer("Storstads kommun")), key="7")
    second = entry(payment("9.00", "x", key="1"), key="7", day=date(2021, 6, 3))
    booked(folder, {"a": entries_of(first, second)})
    assert sums(folder)["2999", "", ""] == -409
    booked(folder, {"a": entries_of(first, second)}, accept_all=True)
    assert sums(folder)["2999", "", ""] == -9
    assert receivable(folder) == {"2021-2": 100, "2021-3": 200}


def test_a_reference_that_does_not_print_is_still_known(make_workspace: MakeWorkspace) -> None:
    folder = make_workspace(with_payments())
    odd = entries_of(entry(payment("5", "x", key='A\t"1\\\u00ad'), key='B\n"1\\\u00ad'))
    booked(folder, {"a": odd})
    assert planned(folder, {"a": odd}).plan is None
    assert [item.code for item in findings_in(folder)] == ["BNK810"]


def test_entries_of_nought_are_no_vouchers(make_workspace: MakeWorkspace) -> None:
    folder = make_workspace(with_payments())
    nothing = entry(payment("0.00", "x"))
    netted = entry(
        payment("60.00", OCR["2021-2"]),
        payment("-60.00", "x", Nature.DEDUCTION, key="P2"),
        key="B2",
    )
    found = booked(folder, {"a": entries_of(nothing, netted)})
    assert [[row.amount for row in voucher.rows] for voucher in found.vouchers] == [[60, -60]]
    assert planned(folder, {"a": entries_of(nothing, netted)}).plan is None
    # A liability in debit: the payer took off more than anybody knows of.
    assert [item.code for item in findings_in(folder)] == ["BNK810", "BOK242"]
