"""Each krona once, whatever files tell of it and in whatever order."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import date
from decimal import Decimal
from itertools import permutations
from unittest.mock import Mock

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sambruk_cli.exchange.bank import same_money
from sambruk_cli.exchange.bank.model import (
    BankEntry,
    BankFile,
    BankPayment,
    BankStatement,
    Nature,
    Payer,
)
from sambruk_cli.exchange.bank.read import read_content
from sambruk_cli.exchange.bank.received import Received, received
from sambruk_cli.exchange.bank.verify import balance_findings
from sambruk_cli.files.errors import Unreadable
from tests.bank_files import ACCOUNT, Part, entry, notification, parts_of, statement
from tests.exchange.bank.test_camt import DATA
from tests.extent import tried

A = [Part("400.00", "1018", "Anna", "P1"), Part("200.00", "1026", "Bo", "P2")]


def files(**texts: str) -> list[BankFile]:
    return [read_content(text.encode(), name) for name, text in texts.items()]


def amounts(found: tuple[Received, ...]) -> list[Decimal]:
    return [each.payment.amount for each in found]


def codes(*texts: str) -> list[str]:
    _, found = received(files(**{f"f{at}": text for at, text in enumerate(texts)}))
    return [f"{item.code}: {item.message}" for item in found]


LUMP = entry("600.00", key="B1", name="BG09912346 00143")
APART = entry("600.00", A, key="B1")


def test_a_sum_in_a_statement_is_told_apart_by_the_notification() -> None:
    found, said = received(files(a=statement(LUMP), b=notification(APART)))
    assert amounts(found) == [Decimal(200), Decimal(400)]
    assert {each.file for each in found} == {"b"}
    assert {each.also for each in found} == {("a",)}
    assert [f.message for f in said] == ["sums whose payments b tells apart: 1, 600.00 in all"]


@pytest.mark.parametrize(
    ("one", "other"),
    [
        pytest.param(LUMP, entry("600.00", A, key="other"), id="by bankgiro"),
        pytest.param(entry("600.00"), entry("600.00", A, key="B1"), id="by account"),
        pytest.param(entry("600.00", A), entry("600.00", A, key="B1"), id="by payments"),
    ],
)
def test_a_statement_and_a_notification_are_the_same_money(one: str, other: str) -> None:
    for order in permutations(files(a=statement(one), b=notification(other))):
        assert amounts(received(order)[0]) == [Decimal(200), Decimal(400)]


def test_a_notification_of_a_bankgiro_tells_a_sum_of_the_account_apart() -> None:
    """A bankgiro number says nothing of which account of the bank's it is paid to."""
    account = f"<Acct><Id><Othr><Id>{ACCOUNT}</Id></Othr></Id>"
    scheme = "<SchmeNm><Prtry>BGNR</Prtry></SchmeNm>"
    bankgiro = f"<Acct><Id><Othr><Id>9912346</Id>{scheme}</Othr></Id>"
    told = notification(entry("600.00", A, key="E1")).replace(account, bankgiro)
    told = re.sub("<CdtrAcct>.*?</CdtrAcct>", "", told)
    listed = statement(entry("600.00", key="S1"))
    for order in permutations(files(a=listed, b=told)):
        found, _ = received(order)
        assert amounts(found) == [Decimal(200), Decimal(400)]
        assert {each.bankgiro for each in found} == {"9912346"}


def test_what_shares_a_reference_is_put_together_before_what_is_only_alike() -> None:
    """Of two deposits of one sum and day, the notification tells of the second."""
    whole = statement(entry("600.00", key="B1"), entry("600.00", key="B2"))
    found, _ = received(files(a=whole, b=notification(entry("600.00", A, key="B2"))))
    assert sorted(amounts(found)) == [Decimal(200), Decimal(400), Decimal(600)]
    assert [each.payment.key for each in found if each.also] == ["P2", "P1"]
    (alone,) = (each for each in found if not each.also)
    assert alone.line == 5  # B1


def test_what_differs_in_day_amount_or_reference_is_other_money() -> None:
    others = [
        entry("600.00", key="B2"),
        entry("600.00", key="B1", day="2021-03-03"),
        entry("601.00", key="B1"),
    ]
    found, said = received(files(a=notification(entry("600.00", key="B1"), *others)))
    assert sum(amounts(found)) == Decimal(2401)
    assert said == ()


def test_payments_with_a_reference_each_are_not_one_because_their_entries_share_one() -> None:
    """Swedbank's entries may share a reference; the serials of their payments differ."""
    text = notification(
        entry("400.00", [Part("400.00", "1", "Anna", "P1")], key="B"),
        entry("400.00", [Part("400.00", "1", "Anna", "P2")], key="B"),
    )
    found, said = received(files(a=text, b=text))
    assert amounts(found) == [Decimal(400)] * 2
    assert [f.code for f in said] == ["BNK807"]
    assert "800.00 in all, entries: 2" in said[0].message


def test_alike_without_a_reference_are_as_many_as_a_file_has() -> None:
    two = notification(entry("600.00"), entry("600.00"))
    one = notification(entry("600.00"))
    assert len(received(files(a=two, b=one))[0]) == 2


def _listed(kind: str, *entries: BankEntry) -> BankFile:
    return BankFile(kind, kind, "", (BankStatement("12345678", "SEK", entries),))


def _swish(at: int, phone: str = "", balance: Decimal | None = None) -> BankEntry:
    """Dues of one sum on one day."""
    payer, amount = Payer(f"Payer {at}", phone=phone), Decimal(200)
    payment = BankPayment(amount, Nature.PAYMENT, payer=payer, text="Swish")
    return BankEntry(date(2021, 3, 1), amount, "SEK", (payment,), line=at, balance=balance)


@pytest.mark.parametrize("has_phones", [False, True])
def test_thousands_of_one_sum_on_one_day_are_put_together_without_holding_each_against_all(
    has_phones: bool, monkeypatch: pytest.MonkeyPatch
) -> None:
    compared = Mock(wraps=same_money._decided)
    monkeypatch.setattr(same_money, "_decided", compared)
    phones = [f"+4670{at:07d}" if has_phones else "" for at in range(1000)]
    account = _listed("account", *map(_swish, range(1000), phones))
    report = _listed("swish", *map(_swish, range(1000), reversed(phones)))
    found, _ = received([account, report])
    assert len(found) == 1000
    assert {(*each.also, each.file) for each in found} == {("swish", "account")}
    assert compared.call_count == 1000  # once for each movement of the report


def test_of_one_sum_on_one_day_those_are_the_same_whose_telephones_agree() -> None:
    account = _listed("account", _swish(1, "+46701"), _swish(2, "+46702"), _swish(3, "+46703"))
    report = _listed("swish", _swish(4, "+46703"), _swish(5, "+46704"))
    found, _ = received([account, report])
    assert [(each.payment.payer.phone, each.also) for each in found] == [
        ("+46701", ()),
        ("+46702", ()),
        ("+46703", ("swish",)),
        ("+46704", ()),
    ]


def test_of_one_sum_on_one_day_those_are_the_same_after_which_the_account_holds_the_same() -> None:
    account = _listed("account", _swish(1, balance=Decimal(1000)), _swish(2, balance=Decimal(1200)))
    statement = _listed(
        "camt.053", _swish(3, balance=Decimal(1400)), _swish(4, balance=Decimal(1200))
    )
    found, _ = received([account, statement])
    assert sorted((each.line, each.file, each.also) for each in found) == [
        (1, "account", ()),
        (3, "camt.053", ()),
        (4, "camt.053", ("account",)),
    ]


def test_references_of_which_one_begins_the_other_are_of_one_payment_in_either_file() -> None:
    begun, whole = "2026030112345678", "2026030112345678XY"
    for one, other in ((begun, whole), (whole, begun), (f"{begun}AB", whole)):
        account = _listed(
            "account", replace(_swish(1), key=f"{begun}Z"), replace(_swish(2), key=one)
        )
        notified = _listed("camt.054", replace(_swish(3), key=other))
        found, _ = received([account, notified])
        also = ("camt.054",)
        assert [each.also for each in found if each.file == "account"] == [(), also]


def test_a_statement_opens_with_what_the_one_before_closed_with() -> None:
    first = statement(entry("600.00"), opening="400.00", closing="1000.00", number=1)
    fits = statement(opening="1000.00", closing="1000.00", number=2)
    not_so = statement(opening="900.00", closing="900.00", number=2)
    gap = statement(opening="900.00", closing="900.00", number=3)
    assert list(balance_findings(files(a=first, b=fits))) == []
    assert list(balance_findings(files(a=first, b=gap))) == []
    (found,) = balance_findings(files(a=first, b=not_so))
    assert found.message == (
        "the statement opens with 900.00, the one before it (a) closed with 1000.00"
    )


deposits = st.lists(
    st.tuples(st.lists(st.integers(1, 5), min_size=1, max_size=3), st.integers(1, 3)),
    min_size=1,
    max_size=6,
)


@tried(60)
@given(deposits, st.data())
def test_any_order_and_overlap_of_files_gives_the_same_payments(
    made: list[tuple[list[int], int]], data: st.DataObject
) -> None:
    """Deposits of a bank, each in the statement and in one or more notifications."""
    entries = [
        (f"{sum(parts)}.00", parts_of(parts, at), f"2021-03-0{day}", f"B{at}")
        for at, (parts, day) in enumerate(made)
    ]
    apart = [entry(sums, parts, day=day, key=key) for sums, parts, day, key in entries]
    lumps = [entry(sums, day=day, key=key) for sums, _, day, key in entries]
    cuts = data.draw(st.lists(st.sets(st.sampled_from(range(len(apart)))), max_size=3))
    texts = [notification(*apart), *(notification(*(apart[i] for i in cut)) for cut in cuts)]
    texts += [statement(*lumps), *(statement(*(lumps[i] for i in cut)) for cut in cuts)]
    read = [read_content(text.encode(), f"f{at}") for at, text in enumerate(texts)]
    found, _ = received(data.draw(st.permutations(read)))
    wanted = sorted(Decimal(part) for parts, _ in made for part in parts)
    assert sorted(amounts(found)) == wanted
    alone, _ = received([read[0]])
    assert [(e.day, e.payment.key) for e in found] == [(e.day, e.payment.key) for e in alone]


@tried(60)
@given(st.data())
def test_a_file_cut_off_anywhere_is_refused(data: st.DataObject) -> None:
    name = data.draw(st.sampled_from(["seb-camt053-v02-bankgiro.xml", "camt054.v8.xml"]))
    content = (DATA / name).read_bytes().rstrip()
    with pytest.raises(Unreadable):
        read_content(content[: data.draw(st.integers(0, len(content) - 1))], name)
