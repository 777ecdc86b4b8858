"""Each krona once, whatever files tell of it and in whatever order."""

from __future__ import annotations

from decimal import Decimal
from itertools import permutations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sambruk_cli.exchange.bank.model import BankFile
from sambruk_cli.exchange.bank.read import read_content
from sambruk_cli.exchange.bank.received import Received, received
from sambruk_cli.exchange.bank.verify import balance_findings
from sambruk_cli.files.errors import Unreadable
from tests.bank_files import Part, entry, notification, parts_of, statement
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
