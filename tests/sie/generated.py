"""Hypothesis strategies for whole SIE files, with every kind of record."""

from datetime import date
from decimal import Decimal
from typing import TypeVar

from hypothesis import strategies as st

from sambruk_cli import sie

T = TypeVar("T")
CHARACTERS = 'abcABC åäöÅÄÖéü0123456789"\\{}#.,-/%&½\xa0░'


def _writable(text: str) -> bool:
    """A backslash at the end needs a text without quotes around it: see test_write."""
    return not text.endswith("\\") or not (set(text) & set(' "{}') or text.startswith("#"))


texts = st.text(CHARACTERS, max_size=12).filter(_writable)
named = texts.filter(bool)
days = st.dates(date(1, 1, 1))
optional_days = st.none() | days
ore = st.integers(-(10**15), 10**15) | st.integers(-200, 200)
amounts = ore.map(lambda n: Decimal(n).scaleb(-2)) | st.integers(-(10**30), 10**30).map(Decimal)
quantities = st.none() | st.decimals(-1000, 1000, places=4)
objects = st.lists(st.tuples(named, texts), max_size=3).map(tuple)
years = st.integers(-99, 99)
periods = st.dates(date(1, 1, 1)).map(lambda day: f"{day.year:04}{day.month:02}")


def value(label: str) -> st.SearchStrategy[sie.Value]:
    return st.builds(sie.Value, st.just(label), texts)


def several(strategy: st.SearchStrategy[T]) -> st.SearchStrategy[tuple[T, ...]]:
    return st.lists(strategy, max_size=3).map(tuple)


rows = st.builds(
    sie.Row,
    st.sampled_from(["TRANS", "RTRANS", "BTRANS"]),
    named,
    amounts,
    objects,
    optional_days,
    texts,
    quantities,
    texts,
)
vouchers = st.builds(sie.Voucher, texts, texts, days, texts, optional_days, texts, several(rows))
whole_years = st.builds(
    sie.Balance, st.sampled_from(["IB", "UB", "RES"]), years, named, amounts, quantity=quantities
)
of_objects = st.builds(
    sie.Balance,
    st.sampled_from(["OIB", "OUB"]),
    years,
    named,
    amounts,
    objects=objects,
    quantity=quantities,
)
of_periods = st.builds(
    sie.Balance,
    st.sampled_from(["PSALDO", "PBUDGET"]),
    years,
    named,
    amounts,
    periods,
    objects,
    quantities,
)
accounts = st.lists(
    st.builds(sie.Account, named, texts, st.none() | texts, st.none() | texts, several(texts)),
    max_size=3,
    unique_by=lambda account: account.number,
).map(tuple)

files = st.builds(
    sie.SieFile,
    value("FLAGGA"),
    st.none() | st.builds(sie.Program, texts, texts),
    st.none() | value("FORMAT"),
    st.none() | st.builds(sie.Generated, optional_days, texts),
    st.none() | value("SIETYP"),
    several(value("PROSA")),
    st.none() | value("FTYP"),
    st.none() | value("FNR"),
    st.none() | st.builds(sie.OrgNumber, texts, texts, texts),
    st.none() | value("BKOD"),
    st.none() | st.builds(sie.Address, texts, texts, texts, texts),
    st.none() | value("FNAMN"),
    several(st.builds(sie.FiscalYear, years, optional_days, optional_days)),
    st.none() | value("TAXAR"),
    st.none() | st.builds(sie.Extent, optional_days),
    st.none() | value("KPTYP"),
    st.none() | value("VALUTA"),
    accounts,
    several(st.builds(sie.Dimension, named, texts, st.none() | texts)),
    several(st.builds(sie.Object, named, named, texts)),
    several(whole_years | of_objects | of_periods),
    several(vouchers),
    checksum=st.booleans(),
)
