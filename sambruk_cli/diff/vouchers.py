"""Vouchers of two versions of the books held against each other."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Hashable, Iterable, Iterator, Sequence
from datetime import date
from decimal import Decimal
from itertools import zip_longest
from operator import attrgetter
from typing import Any

from sambruk_cli.books.books import Books
from sambruk_cli.books.masked import TextMask, masked_voucher
from sambruk_cli.books.vouchers import FOREIGN, Posting, Voucher
from sambruk_cli.diff.fields import FieldChange, left_over, text_of
from sambruk_cli.fiscal import FiscalYear, year_of
from sambruk_cli.frozen import frozen

_Key = Callable[[Voucher], Hashable]
TwoVouchers = tuple[Voucher, Voucher]


@frozen
class PostingChange:
    """A row of a voucher: kronor on an account before and after, None where it was or is not.

    `fields` are metadata of a row that is there before and after.
    """

    account: str
    before: Decimal | None
    after: Decimal | None
    fields: tuple[FieldChange, ...] = ()


@frozen
class ChangedVoucher:
    """A voucher before and after, and in what it differs."""

    before: Voucher
    after: Voucher
    fields: tuple[FieldChange, ...]
    postings: tuple[PostingChange, ...]


@frozen
class VoucherChanges:
    """What has become of the vouchers.

    Those that say what they said and stand elsewhere are only counted: in another file, or on
    another line of the same one.
    """

    added: tuple[Voucher, ...] = ()
    removed: tuple[Voucher, ...] = ()
    changed: tuple[ChangedVoucher, ...] = ()
    in_other_file: int = 0
    on_other_line: int = 0

    @property
    def touched(self) -> Iterator[Voucher]:
        """Every voucher that came, went or changed, both as it was and as it is."""
        yield from self.added
        yield from self.removed
        for change in self.changed:
            yield from (change.before, change.after)


def voucher_changes(
    before: Books,
    after: Books,
    years_before: Sequence[FiscalYear],
    years_after: Sequence[FiscalYear],
    mask: TextMask | None = None,
) -> VoucherChanges:
    """Hold the vouchers of two versions of the books against each other.

    Args:
      mask: what keeps private members out of the texts of the result.
    """
    return changes_between(*_apart(before, after), years_before, years_after, mask)


def changes_between(
    old: Sequence[Voucher],
    new: Sequence[Voucher],
    years_before: Sequence[FiscalYear],
    years_after: Sequence[FiscalYear],
    mask: TextMask | None = None,
) -> VoucherChanges:
    """Hold vouchers as they were against those that there are.

    A voucher is the same where all that it says is the same, wherever it stands and in whatever
    order its postings are. Of the others, those with the same number in the same fiscal year are
    one that has changed; then those alike but for their number; then those alike but for number
    and day.

    Args:
      mask: what keeps private members out of the texts of the result.
    """
    same, old, new = _paired(old, new, content_of)
    changed: list[TwoVouchers] = []
    of_years: dict[int, dict[date, str]] = {0: {}, 1: {}}

    def number(side: int, years: Sequence[FiscalYear]) -> _Key:
        def key(voucher: Voucher) -> Hashable:
            known = of_years[side]
            if voucher.date not in known:
                year = year_of(years, voucher.date)
                known[voucher.date] = year.label if year else ""
            return (known[voucher.date], voucher.ver) if voucher.ver else None

        return key

    keys: list[tuple[_Key, _Key]] = [(number(0, years_before), number(1, years_after))]
    keys += [(each, each) for each in (_without_number, _rows_and_text, _day_and_text)]
    for of_old, of_new in keys:
        pairs, old, new = _paired(old, new, of_old, of_new)
        changed += pairs
    changed.sort(key=lambda pair: (pair[1].date, pair[1].file, pair[1].line))
    moved = [one.file == other.file for one, other in same if one[5:7] != other[5:7]]
    return VoucherChanges(
        tuple(_masked(voucher, mask) for voucher in new),
        tuple(_masked(voucher, mask) for voucher in old),
        tuple(_changed(one, other, mask) for one, other in changed),
        in_other_file=moved.count(False),
        on_other_line=moved.count(True),
    )


def account_changes(
    vouchers: VoucherChanges, years: Sequence[FiscalYear]
) -> dict[tuple[str, str], Decimal]:
    """Kronor by fiscal year ("" outside of all) and account that the changes bring, if any."""
    found: dict[tuple[str, str], Decimal] = defaultdict(Decimal)
    signed = [(v, 1) for v in vouchers.added] + [(v, -1) for v in vouchers.removed]
    for change in vouchers.changed:
        signed += [(change.after, 1), (change.before, -1)]
    for voucher, sign in signed:
        year = year_of(years, voucher.date)
        for posting in voucher.postings:
            found[year.label if year else "", posting.account] += sign * posting.amount
    return {key: amount for key, amount in sorted(found.items()) if amount}


def _apart(before: Books, after: Books) -> tuple[list[Voucher], list[Voucher]]:
    """The vouchers of both, without those that are the same objects: of files that are the same."""
    months = {id(month) for month in before.months}
    shared = {id(month) for month in after.months if id(month) in months}
    old = [v for m in before.months if id(m) not in shared for v in m.vouchers]
    new = [v for m in after.months if id(m) not in shared for v in m.vouchers]
    known = {id(voucher) for voucher in old}
    both = {id(voucher) for voucher in new if id(voucher) in known}
    return [v for v in old if id(v) not in both], [v for v in new if id(v) not in both]


def _paired(
    old: Sequence[Voucher], new: Sequence[Voucher], key: _Key, key_of_new: _Key | None = None
) -> tuple[list[TwoVouchers], list[Voucher], list[Voucher]]:
    """The vouchers with the same key, in pairs, and those left over on each side.

    Of several with one key those in the same place belong together, then those in order.
    """
    waiting: dict[Hashable, list[Voucher]] = defaultdict(list)
    for voucher in old:
        if (found := key(voucher)) is not None:
            waiting[found].append(voucher)
    pairs, left = [], []
    for voucher in new:
        candidates = waiting.get((key_of_new or key)(voucher))
        if not candidates:
            left.append(voucher)
            continue
        at = 0
        if len(candidates) > 1:
            places = [each[5:7] for each in candidates]
            at = places.index(voucher[5:7]) if voucher[5:7] in places else 0
        pairs.append((candidates.pop(at), voucher))
    taken = {id(one) for one, _ in pairs}
    return pairs, [v for v in old if id(v) not in taken], left


def name_of_key(key: str) -> str:
    """What a key of metadata is called; that of an amount in another currency is not the user's."""
    return "currency-amount" if key == FOREIGN else key


def _meta_key(meta: Any) -> Hashable:
    if not meta:
        return ()
    return tuple(sorted((key, type(v) is bool, text_of(v) or "") for key, v in meta.items()))


def _row_key(posting: Posting) -> tuple[Any, ...]:
    amount = posting.amount
    return (posting.account, amount, posting.currency, _meta_key(posting.meta))


def _rows(voucher: Voucher) -> Hashable:
    return tuple(sorted(map(_row_key, voucher.postings)))


def content_of(voucher: Voucher) -> Hashable:
    """All that a voucher says: not where, nor in which order its rows and metadata stand."""
    return (voucher.date, voucher.ver, *_apart_from_number(voucher))


def _apart_from_number(voucher: Voucher) -> tuple[Hashable, ...]:
    meta = {key: value for key, value in voucher.meta.items() if key != "ver"}
    words = (voucher.text, voucher.payee or "", voucher.flag)
    return (*words, _meta_key(meta), _rows(voucher))


def _without_number(voucher: Voucher) -> Hashable:
    return (voucher.date, *_apart_from_number(voucher))


def _rows_and_text(voucher: Voucher) -> Hashable:
    return (voucher.text, voucher.payee or "", _rows(voucher))


def _day_and_text(voucher: Voucher) -> Hashable:
    """For vouchers without a number, which is what else would tell which one was changed."""
    return None if voucher.ver else (voucher.date, voucher.text, voucher.payee or "")


def _masked(voucher: Voucher, mask: TextMask | None) -> Voucher:
    return voucher if mask is None else masked_voucher(voucher, mask)


def _changed(before: Voucher, after: Voucher, mask: TextMask | None) -> ChangedVoucher:
    old, new = _masked(before, mask), _masked(after, mask)
    fields = [
        _field(
            name, (getattr(before, at), getattr(after, at)), (getattr(old, at), getattr(new, at))
        )
        for name, at in (
            ("date", "date"),
            ("ver", "ver"),
            ("payee", "payee"),
            ("text", "text"),
            ("flag", "flag"),
        )
        if (getattr(before, at) or "") != (getattr(after, at) or "")
    ]
    fields += _meta_fields((before.meta, after.meta), (old.meta, new.meta))
    return ChangedVoucher(old, new, tuple(fields), tuple(_postings((before, after), (old, new))))


def _field(name: str, raw: tuple[Any, Any], shown: tuple[Any, Any]) -> FieldChange:
    """A field that has changed; where it looks alike with names left out, nothing is shown."""
    before, after = map(text_of, shown)
    is_hidden = before == after and text_of(raw[0]) != text_of(raw[1])
    return FieldChange(name, before, after, hidden=is_hidden)


def _meta_fields(raw: tuple[Any, Any], shown: tuple[Any, Any]) -> list[FieldChange]:
    old, new = raw
    found = []
    for key in dict.fromkeys((*old, *new)):
        values = (old.get(key), new.get(key))
        if key == "ver" or _meta_key({"": values[0]}) == _meta_key({"": values[1]}):
            continue
        found.append(_field(name_of_key(key), values, (shown[0].get(key), shown[1].get(key))))
    return found


def _postings(raw: TwoVouchers, shown: TwoVouchers) -> Iterator[PostingChange]:
    """The rows that differ: those on one account belong together, in order."""
    gone, come = left_over(
        [_Row(i, _row_key(p)) for i, p in enumerate(raw[0].postings)],
        [_Row(i, _row_key(p)) for i, p in enumerate(raw[1].postings)],
        key=attrgetter("key"),
    )
    accounts = dict.fromkeys(row.key[0] for row in (*gone, *come))
    for account in accounts:
        olds = [row.index for row in gone if row.key[0] == account]
        news = [row.index for row in come if row.key[0] == account]
        for old, new in zip_longest(olds, news):
            yield _posting(account, old, new, raw, shown)


def _posting(
    account: str, old: int | None, new: int | None, raw: TwoVouchers, shown: TwoVouchers
) -> PostingChange:
    before = None if old is None else raw[0].postings[old]
    after = None if new is None else raw[1].postings[new]
    fields: Iterable[FieldChange] = ()
    if before is not None and after is not None and old is not None and new is not None:
        metas = (shown[0].postings[old].meta, shown[1].postings[new].meta)
        fields = _meta_fields((before.meta, after.meta), metas)
        if before.currency != after.currency:
            fields = [FieldChange("currency", before.currency, after.currency), *fields]
    return PostingChange(
        account,
        None if before is None else before.amount,
        None if after is None else after.amount,
        tuple(fields),
    )


@frozen
class _Row:
    """Where a row stands in its voucher, and all that it says."""

    index: int
    key: tuple[Any, ...]
