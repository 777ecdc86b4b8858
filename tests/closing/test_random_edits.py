"""Any edit of what a sealed year says is found and named; none of how it is written is.

A year is made up as values, sealed as it is written plainly, and written again in every way that
says the same, or with one value changed.
"""

from __future__ import annotations

import tempfile
from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal
from pathlib import Path

from hypothesis import given
from hypothesis import strategies as st

from sambruk_cli.closing.compared import LineChange
from tests.closing.seals import proofs_of, seal_year
from tests.extent import tried
from tests.workspaces import FILES, write_workspace

JOURNAL, MAIN, MORE = "ledger/2020.beancount", "ledger/main.beancount", "ledger/mer.beancount"
# Both rows on one account: whatever the amounts, the balances that are asserted stand.
BANK = OTHER = "Assets:1930-Bank"


@dataclass(frozen=True)
class Row:
    account: str
    amount: Decimal
    meta: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True)
class Made:
    """A voucher that is made up; `meta` without its number."""

    day: date
    ver: str
    text: str
    rows: tuple[Row, ...]
    payee: str | None = None
    flag: str = "*"
    meta: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True)
class Style:
    """How a year is written, where that says nothing."""

    gap: int = 2
    indent: int = 2
    comments: bool = False
    few_decimals: bool = False
    left_out: bool = False  # the last amount, which follows from the others
    turned: bool = False  # metadata in another order
    slashes: bool = False
    crlf: bool = False
    mark: bool = False  # a byte order mark
    split: int = 0  # vouchers that stand in a file of their own, first ones first


def written(vouchers: list[Made], style: Style) -> str:
    return "\n".join(_voucher(voucher, style) for voucher in vouchers)


def _voucher(made: Made, style: Style) -> str:
    pad, gap = " " * style.indent, " " * style.gap
    day = str(made.day).replace("-", "/") if style.slashes else str(made.day)
    payee = f'{gap}"{made.payee}"' if made.payee else ""
    lines = [f'{day}{gap}{made.flag}{payee}{gap}"{made.text}"{gap if style.comments else ""}']
    meta = [("ver", f'"{made.ver}"'), *made.meta]
    lines += [f"{pad}{key}:{gap}{value}" for key, value in (meta[::-1] if style.turned else meta)]
    for number, row in enumerate(made.rows):
        is_last = number == len(made.rows) - 1
        amount = f"{row.amount.normalize():f}" if style.few_decimals else f"{row.amount:.2f}"
        said = "" if style.left_out and is_last else f"{gap}{amount}{gap}SEK"
        lines.append(f"{pad}{row.account}{said}")
        keys = row.meta[::-1] if style.turned else row.meta
        lines += [f"{pad}{pad}{key}: {value}" for key, value in keys]
    if style.comments:
        lines = ["; en kommentar", "", *lines, ""]
    return "".join(f"{line}\n" for line in lines)


_TEXT = st.text(st.characters(codec="latin-1", categories=("L", "N")), min_size=1, max_size=8)
_KEYS = st.sampled_from(("anm", "kalla", "rum"))
_VALUES = st.one_of(
    _TEXT.map(lambda text: f'"{text}"'),
    st.sampled_from(("TRUE", "FALSE", "2020-05-05", "12", "1.50", "-3")),
)
_META = st.dictionaries(_KEYS, _VALUES, max_size=2).map(lambda found: tuple(found.items()))
_AMOUNT = st.integers(1, 10**7).map(lambda ore: Decimal(ore) / 100)
_STYLES = st.builds(
    Style,
    gap=st.integers(1, 6),
    indent=st.integers(1, 5),
    comments=st.booleans(),
    few_decimals=st.booleans(),
    left_out=st.booleans(),
    turned=st.booleans(),
    slashes=st.booleans(),
    crlf=st.booleans(),
    mark=st.booleans(),
    split=st.integers(0, 3),
)


@st.composite
def years(draw: st.DrawFn) -> list[Made]:
    """Three to five vouchers of December, in order of their days."""
    days = sorted(draw(st.lists(st.integers(2, 30), min_size=3, max_size=5)))
    found = []
    for number, day in enumerate(days, 1):
        amount = draw(_AMOUNT)
        rows = (Row(BANK, amount, draw(_META)), Row(OTHER, -amount, draw(_META)))
        payee, text = draw(st.one_of(st.none(), _TEXT)), draw(_TEXT)
        meta = draw(_META)
        found.append(Made(date(2020, 12, day), f"B{number}", text, rows, payee, meta=meta))
    return found


def _row(made: Made, at: int, row: Row) -> Made:
    rows = list(made.rows)
    rows[at] = row
    return replace(made, rows=tuple(rows))


def _further(pairs: tuple[tuple[str, str], ...]) -> tuple[tuple[str, str], ...]:
    return (*pairs, ("ny", '"x"'))


# What changes one thing that a voucher says.
CHANGES: dict[str, Callable[[Made], Made]] = {
    "day": lambda v: replace(v, day=date(2020, 12, 1 if v.day.day != 1 else 2)),
    "number": lambda v: replace(v, ver=f"C{v.ver[1:]}"),
    "text": lambda v: replace(v, text=f"{v.text}x"),
    "text with a space": lambda v: replace(v, text=f"{v.text} "),
    "payee": lambda v: replace(v, payee=f"{v.payee or ''}x"),
    "flag": lambda v: replace(v, flag="!"),
    "key": lambda v: replace(v, meta=_further(v.meta)),
    "key gone": lambda v: replace(v, meta=v.meta[1:] if v.meta else _further(())),
    "amount": lambda v: _amounts(v, Decimal("0.01")),
    "sign": lambda v: replace(v, rows=tuple(replace(r, amount=-r.amount) for r in v.rows)),
    "account": lambda v: _row(v, 1, replace(v.rows[1], account="Equity:2083-Insatser")),
    "key of a row": lambda v: _row(v, 0, replace(v.rows[0], meta=_further(v.rows[0].meta))),
    "kind of a value": lambda v: replace(v, meta=(*v.meta, ("ny", "12"))),
    "row more": lambda v: replace(v, rows=(*v.rows, Row(BANK, Decimal(0)))),
    "rows change places": lambda v: replace(v, rows=v.rows[::-1]),
}


def _amounts(made: Made, more: Decimal) -> Made:
    one, other = made.rows
    return replace(
        made,
        rows=(replace(one, amount=one.amount + more), replace(other, amount=other.amount - more)),
    )


def put(folder: Path, vouchers: list[Made], style: Style) -> None:
    """Write the year, its first vouchers in a file of their own where the style says so."""
    first, rest = vouchers[: style.split], vouchers[style.split :]
    texts = {
        JOURNAL: f"{FILES[JOURNAL]}\n{written(rest, style)}",
        MORE: written(first, style) or "; tom\n",
        MAIN: f'{FILES[MAIN]}include "mer.beancount"\n',
    }
    for name, text in texts.items():
        ends = text.replace("\n", "\r\n") if style.crlf else text
        (folder / name).write_bytes((b"\xef\xbb\xbf" if style.mark else b"") + ends.encode())


def differences(folder: Path) -> list[tuple[LineChange, str, str]]:
    ((proof,), found) = proofs_of(folder)
    assert found == []
    assert [item for item in proof.findings if item.code != "BOK290"] == []
    assert len(proof.findings) == len(proof.differences)
    return [(x.kind, x.what, x.name) for x in proof.differences]


@given(vouchers=years(), styles=st.tuples(_STYLES, _STYLES), data=st.data())
@tried(150, few=8)
def test_what_is_said_otherwise_is_named_and_how_it_is_written_is_not(
    vouchers: list[Made], styles: tuple[Style, Style], data: st.DataObject
) -> None:
    with tempfile.TemporaryDirectory() as made:
        folder = write_workspace(Path(made), {})
        put(folder, vouchers, Style())
        seal_year(folder)
        assert differences(folder) == []
        # Files may be split without a change as long as none of a day change places in one.
        put(folder, vouchers, styles[0])
        assert differences(folder) == [], styles[0]
        at = data.draw(st.integers(0, len(vouchers) - 1))
        name = data.draw(st.sampled_from((*CHANGES, "gone", "come")))
        ver, edited = vouchers[at].ver, list(vouchers)
        style = replace(styles[1], left_out=False)
        match name:
            case "gone":
                del edited[at]
                expected = (LineChange.REMOVED, "voucher", ver)
            case "come":
                edited.append(replace(vouchers[at], ver="B9"))
                expected = (LineChange.ADDED, "voucher", "B9")
            case _:
                edited[at] = CHANGES[name](vouchers[at])
                expected = (LineChange.CHANGED, "voucher", ver)
        put(folder, edited, style)
        assert differences(folder) == [expected], (name, style)
        put(folder, vouchers, styles[1])
        assert differences(folder) == []
