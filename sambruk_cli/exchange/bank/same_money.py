"""Which movement of other files is the same money as one, where no reference of the bank's says so.

Of hundreds of equal sums on one day, none is held against all the others: what decides between two
movements is known from what is said of each, and what agrees in that is looked up.
"""

from __future__ import annotations

from collections import defaultdict, deque
from collections.abc import Iterable, Iterator
from decimal import Decimal
from typing import Literal

from sambruk_cli.exchange.bank.model import BankEntry
from sambruk_cli.exchange.bank.one_money import (
    OneMoney,
    StatedEntry,
    account_key,
    bank_keys,
    entry_content,
)
from sambruk_cli.frozen import frozen

_LONG = 16  # letters of a reference that no two payments share
_ACCOUNT = 7  # digits of an account without what may stand before it
_WHOLE = frozenset({"camt.053", "account"})

_Decides = Literal["balance", "phone", "bankgiro", ""]  # "": nothing that could differ


@frozen
class _Marks:
    """What may tell a movement from others of its day and amount. Texts are "" where unsaid."""

    references: tuple[str, ...]
    balance: Decimal | None
    phone: str
    bankgiro: str
    account: str
    kinds: frozenset[str]
    tells_of_swish: bool

    @property
    def shape(self) -> tuple[object, ...]:
        """Movements of one shape are held against another movement by the same mark."""
        has = (self.balance is not None, bool(self.phone), bool(self.bankgiro))
        return has, self.account, self.kinds, self.tells_of_swish


def _marks_of(one: OneMoney) -> _Marks:
    best = one.best
    account = account_key(best.statement.account)
    if account == account_key(best.entry.bankgiro):
        account = ""  # a bankgiro number: to which account its money comes is not said
    return _Marks(
        tuple(key for key in bank_keys(best.entry) if len(key) >= _LONG),
        best.entry.balance,
        _phone(best.entry),
        best.entry.bankgiro,
        account,
        frozenset(one.kinds),
        any(map(_tells_of_swish, one.stated)),
    )


class SameMoney:
    """Movements of one day and amount, of which each may be the same money as one other."""

    def __init__(self, movements: Iterable[OneMoney]) -> None:
        """
        Args:
          movements: in the order in which those that are equally likely are taken.
        """
        self._movements = list(movements)
        self._is_free = [True] * len(self._movements)
        self._by_reference = _Beginnings()
        self._by_shape: dict[
            tuple[object, ...], tuple[_Marks, dict[tuple[_Decides, object], deque[int]]]
        ] = {}
        for at, movement in enumerate(self._movements):
            marks = _marks_of(movement)
            for reference in marks.references:
                self._by_reference.add(reference, at)
            _, places = self._by_shape.setdefault(marks.shape, (marks, defaultdict(deque)))
            for mark in ("balance", "phone", "bankgiro", ""):
                places[mark, _value(marks, mark)].append(at)

    def take(self, one: OneMoney) -> OneMoney | None:
        """The movement that is most surely the same money, which no other is then; None if none."""
        _, before = max(self._likely(_marks_of(one)), default=(0, 0))
        if not before:
            return None
        self._is_free[-before - 1] = False
        return self._movements[-before - 1]

    def _likely(self, ours: _Marks) -> Iterator[tuple[int, int]]:
        """How surely movements are the same money, and how far each is from the end of the line."""
        for reference in ours.references:
            for line in self._by_reference.lines(reference):
                if self._has_free(line):
                    yield 4, -line[0] - 1
        for theirs, places in self._by_shape.values():
            sure, mark = _decided(ours, theirs)
            line = places.get((mark, _value(ours, mark)), deque()) if sure else deque()
            if self._has_free(line):
                yield sure, -line[0] - 1

    def _has_free(self, line: deque[int]) -> bool:
        """Whether a movement in a line is free yet; the first of the line then is."""
        while line and not self._is_free[line[0]]:
            line.popleft()
        return bool(line)


class _Beginnings:
    """Movements by their references, of which one may begin another.

    Handelsbanken: a reference goes on in one file where it ends in the other.
    """

    def __init__(self) -> None:
        self._references: list[tuple[str, int]] = []
        self._whole: dict[int, dict[str, deque[int]]] = {}  # by length
        self._begun: dict[int, dict[str, deque[int]]] = {}  # cut to a length

    def add(self, reference: str, at: int) -> None:
        self._references.append((reference, at))
        of_length = self._whole.setdefault(len(reference), defaultdict(deque))
        of_length[reference].append(at)

    def lines(self, reference: str) -> Iterator[deque[int]]:
        """The movements whose reference begins one, and those whose reference it begins."""
        length = len(reference)
        for shorter, whole in self._whole.items():
            if shorter < length and (line := whole.get(reference[:shorter])):
                yield line
        if length not in self._begun:
            begun = self._begun[length] = defaultdict(deque)
            for other, at in self._references:
                if len(other) >= length:
                    begun[other[:length]].append(at)
        if line := self._begun[length].get(reference):
            yield line


def _value(marks: _Marks, mark: _Decides) -> object:
    return getattr(marks, mark) if mark else None


def _decided(ours: _Marks, theirs: _Marks) -> tuple[int, _Decides]:
    """By which mark two movements are the same money, and how surely, if it agrees.

    0 where they are not, whatever their marks.
    """
    if ours.balance is not None and theirs.balance is not None:
        return 3, "balance"
    if ours.phone and theirs.phone:
        return 3, "phone"
    if ours.bankgiro and theirs.bankgiro:
        return 2, "bankgiro"
    kinds = ours.kinds | theirs.kinds
    if "swish" in kinds and not (ours.tells_of_swish or theirs.tells_of_swish):
        return 0, ""
    is_same = _is_one_account(ours.account, theirs.account)
    return int(is_same and bool(kinds & _WHOLE)), ""


def _is_one_account(one: str, other: str) -> bool:
    """Whether two numbers are of one account: with clearing number or IBAN before it, or not.

    Of a list that does not name its account it is taken for granted: whoever gives it together
    with other files means the same account, and would else have the money twice.
    """
    shorter, longer = sorted((one, other), key=len)
    return shorter in {"", longer} or (len(shorter) >= _ACCOUNT and longer.endswith(shorter))


def _phone(entry: BankEntry) -> str:
    """The last nine digits of the payer's telephone, where the entry is one payment."""
    if len(entry.payments) != 1:
        return ""
    return "".join(c for c in entry.payments[0].payer.phone if c.isdigit())[-9:]


def _tells_of_swish(stated: StatedEntry) -> bool:
    """Whether an entry of another file than a Swish report says that it came by Swish."""
    return stated.file.kind != "swish" and "swish" in str(entry_content(stated.entry)).lower()
