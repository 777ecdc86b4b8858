"""Random histories of books: what is said to have changed is what Beancount alone says."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, replace
from datetime import date, timedelta
from decimal import Decimal
from pathlib import Path
from tempfile import TemporaryDirectory

from beancount import loader
from beancount.core import data
from hypothesis import given
from hypothesis import strategies as st

from sambruk_cli.books.vouchers import Voucher
from tests.conftest import Changes
from tests.diff.versions import changed
from tests.extent import tried

ACCOUNTS = ("Assets:1930-Bank", "Income:3190-Övrigt", "Expenses:4010-Kostnader")
FILES = ("ledger/2020.beancount", "ledger/2021.beancount")
Said = tuple[date, str, str, str, str, tuple[tuple[str, Decimal], ...]]


@dataclass(frozen=True)
class Made:
    """A voucher of a history; `file` is where it stands."""

    day: date
    ver: str
    text: str
    note: str
    debit: str
    credit: str
    ore: int
    file: str

    @property
    def source(self) -> str:
        kronor = Decimal(self.ore).scaleb(-2)
        lines = [f'{self.day} * "{self.text}"']
        lines += [f'  ver: "{self.ver}"'] if self.ver else []
        lines += [f'  note: "{self.note}"'] if self.note else []
        return "\n".join([*lines, f"  {self.debit} {kronor} SEK", f"  {self.credit} {-kronor} SEK"])


days = st.integers(0, 730).map(lambda n: date(2020, 1, 1) + timedelta(n))
vouchers = st.builds(
    Made,
    days,
    st.sampled_from(("", "", "A1", "A2", "A3", "B1")),
    st.sampled_from(("Kaffe", "Hyra", "Gåva")),
    st.sampled_from(("", "x", "y")),
    st.sampled_from(ACCOUNTS),
    st.sampled_from(ACCOUNTS),
    st.integers(1, 400),
    st.sampled_from(FILES),
)


@st.composite
def histories(draw: st.DrawFn) -> tuple[list[Made], list[Made]]:
    """Vouchers as they were, and as they are once some were added, removed, changed and moved."""
    before = draw(st.lists(vouchers, max_size=8))
    after = [each for each in before if draw(st.integers(0, 5))]
    for at, each in enumerate(after):
        other = draw(vouchers)
        what = draw(st.sampled_from(("", "", "", "day", "ver", "text", "note", "ore", "file")))
        if what:
            after[at] = replace(each, **{what: getattr(other, what)})
    after += draw(st.lists(vouchers, max_size=3))
    return before, draw(st.permutations(after))


def files_of(made: list[Made]) -> Changes:
    texts = {name: "\n\n".join(v.source for v in made if v.file == name) for name in FILES}
    return {name: f"{text}\n" for name, text in texts.items()}


def by_beancount(folder: Path) -> tuple[Counter[Said], dict[tuple[str, str], Decimal]]:
    """The vouchers that Beancount's own loader reads, and the sum of each account and year."""
    entries, _, _ = loader.load_file(str(folder / "ledger/main.beancount"))
    said: Counter[Said] = Counter()
    sums: dict[tuple[str, str], Decimal] = {}
    for entry in entries:
        if isinstance(entry, data.Transaction):
            units = [(p.account, p.units) for p in entry.postings]
            rows = tuple(
                sorted((name, u.number) for name, u in units if u and u.number is not None)
            )
            ver, note = (str(entry.meta.get(key, "")) for key in ("ver", "note"))
            said[entry.date, ver, note, entry.narration or "", entry.payee or "", rows] += 1
            for account, amount in rows:
                key = (str(entry.date.year), account)
                sums[key] = sums.get(key, Decimal(0)) + amount
    return said, sums


def said_by(voucher: Voucher) -> Said:
    rows = tuple(sorted((p.account, p.amount) for p in voucher.postings))
    note = str(voucher.meta.get("note", ""))
    return (voucher.date, voucher.ver or "", note, voucher.text, voucher.payee or "", rows)


@tried(60)
@given(histories(), st.booleans())
def test_what_changed_is_what_beancount_gives_less_what_it_gave(
    history: tuple[list[Made], list[Made]], cache: bool
) -> None:
    with TemporaryDirectory() as name:
        folder = Path(name)
        found = changed(folder, files_of(history[0]), files_of(history[1]), cache=cache)
        (old, before), (new, after) = (by_beancount(folder / each) for each in ("old", "new"))
    differing = {
        key: after.get(key, Decimal(0)) - before.get(key, Decimal(0)) for key in {*before, *after}
    }
    assert found.accounts == {key: amount for key, amount in differing.items() if amount}
    vouchers = found.vouchers
    came = [*vouchers.added, *(change.after for change in vouchers.changed)]
    gone = [*vouchers.removed, *(change.before for change in vouchers.changed)]
    assert Counter(map(said_by, came)) == new - old
    assert Counter(map(said_by, gone)) == old - new
    assert all(change.fields or change.postings for change in vouchers.changed)
