"""What is kept comes back equal: read(write(x)) == x."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

from hypothesis import given
from hypothesis import strategies as st

from sambruk_cli.books.months import MonthInMemory
from sambruk_cli.books.vouchers import Account, Assertion, Posting, Voucher
from sambruk_cli.cache import codec
from sambruk_cli.findings import Finding, Severity, as_rows, from_rows
from sambruk_cli.messages import Message

texts = st.text(max_size=8)
days = st.dates()
amounts = st.decimals(allow_nan=False, allow_infinity=False)
values = st.one_of(texts, st.booleans(), st.none(), days, amounts)
metadata = st.dictionaries(texts, values, max_size=3)
postings = st.builds(Posting, texts, amounts, texts, st.integers(0, 10**6), metadata)
vouchers = st.builds(
    Voucher,
    days,
    st.one_of(st.none(), texts),
    texts,
    st.one_of(st.none(), texts),
    st.lists(postings, max_size=3).map(tuple),
    texts,
    st.integers(0, 10**6),
    metadata,
)
said = st.recursive(
    st.one_of(texts, st.integers(), amounts, days),
    lambda inner: st.one_of(
        st.lists(inner, max_size=2).map(tuple),
        st.builds(Message, texts, st.lists(st.tuples(texts, inner), max_size=2).map(tuple)),
    ),
    max_leaves=4,
)
messages = st.builds(Message, texts, st.lists(st.tuples(texts, said), max_size=3).map(tuple))
findings = st.builds(
    Finding,
    texts,
    st.sampled_from(Severity),
    messages,
    st.none() | texts,
    st.none() | st.integers(),
    st.none() | messages,
)


@given(st.lists(vouchers, max_size=4))
def test_vouchers_come_back(written: list[Voucher]) -> None:
    read = codec.vouchers_in(codec.vouchers_out(written))
    assert list(read) == written
    # Equal amounts may print differently: 1 and 1.00.
    assert [[str(p.amount) for p in v.postings] for v in read] == [
        [str(p.amount) for p in v.postings] for v in written
    ]
    assert [[type(x) for x in v.meta.values()] for v in read] == [
        [type(x) for x in v.meta.values()] for v in written
    ]


ids = st.dictionaries(
    st.sampled_from(["member", "counterparty", "project", "invoice", "note"]), texts, max_size=4
)
booked = st.builds(
    Posting,
    st.sampled_from(["Assets:1510-K", "Assets:1930-Bank", "Income:3110-A"]),
    st.integers(-300, 300).map(lambda ore: Decimal(ore) / 100),
    st.just("SEK"),
    st.just(1),
    ids,
)


@given(st.lists(booked, min_size=1, max_size=12))
def test_a_standing_comes_back(rows: list[Posting]) -> None:
    voucher = Voucher(date(2020, 1, 1), None, "", None, tuple(rows), "", 1, {})
    standing = MonthInMemory([voucher], None).standing
    assert codec.standing_in(codec.standing_out(standing)) == standing


@given(st.lists(findings, max_size=4))
def test_findings_come_back(written: list[Finding]) -> None:
    rows = codec.load(codec.dump(as_rows(written)))
    assert list(from_rows(rows)) == written


@given(
    st.lists(st.builds(Account, texts, st.none() | texts, texts, days, texts, st.integers())),
    st.lists(st.builds(Assertion, texts, days, amounts, texts, texts, st.integers())),
)
def test_accounts_and_balance_directives_come_back(
    accounts: list[Account], assertions: list[Assertion]
) -> None:
    by_name = {account.name: account for account in accounts}
    rows = codec.load(codec.dump(codec.accounts_out(by_name.values())))
    assert codec.accounts_in(rows) == by_name
    kept = codec.load(codec.dump(codec.assertions_out(assertions)))
    assert list(codec.assertions_in(kept)) == assertions
