"""An importer of bank files for beangulp, which knows a file by its form and its account."""

from __future__ import annotations

import logging
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import date
from functools import lru_cache
from pathlib import Path

from beancount.core import account as account_names
from beancount.core.data import Balance, Directive, Transaction

from sambruk_cli.exchange.bank.export.layouts import LAYOUTS, ExportLayout
from sambruk_cli.exchange.bank.into.accounts import is_numbered
from sambruk_cli.exchange.bank.into.booked import already_booked
from sambruk_cli.exchange.bank.into.movements import movements_of
from sambruk_cli.exchange.bank.model import BankEntry, BankFile, BankStatement
from sambruk_cli.exchange.bank.read import read_bank_file
from sambruk_cli.exchange.bank.received import money_of
from sambruk_cli.exchange.bank.verify import balance_findings
from sambruk_cli.files.errors import Unreadable
from sambruk_cli.findings import Finding, errors
from sambruk_cli.importers.directives import (
    CURRENCY,
    DUPLICATE,
    MOVEMENT,
    balance_of,
    booked_in,
    transaction_of,
)
from sambruk_cli.language import Language
from sambruk_cli.messages import say, say_count

try:
    from beangulp.exceptions import Error
    from beangulp.importer import Importer
except ModuleNotFoundError as missing:
    if missing.name != "beangulp":
        raise
    text = 'these importers need beangulp: pip install "sambruk[beangulp]"'
    raise ModuleNotFoundError(text, name="beangulp") from None

_LOG = logging.getLogger(__name__)
_UNNAMED = frozenset({"account", "swish"})  # lists that may leave out which account they are of
_BROKEN = "BNK802"


class BankImporter(Importer):
    """Imports what an account's bank files say: camt, BgMax, Swish reports, exports of banks.

    A file is known by its content, whatever it is called.
    """

    def __init__(
        self,
        account: str,
        number: str = "",
        *,
        more: Mapping[str, str] | None = None,
        other: str | None = None,
        unnamed: bool = False,
        language: Language = "sv",
        layouts: Sequence[ExportLayout] = LAYOUTS,
    ) -> None:
        """
        Args:
          account: of the books, that the money is booked on.
          number: of the bank account, with clearing number, as IBAN or without, or a bankgiro.
          more: further numbers, each with its account of the books.
          other: the account of the other side of each transaction; None leaves it out.
          unnamed: whether lists that do not say which account they are of are this account's.
          language: of narrations where the bank says nothing, and of messages.
          layouts: of exports that can be read.
        Raises:
          ValueError: when a name is none that Beancount takes, or nothing tells a file.
        """
        self._numbers = ({number: account} if number else {}) | dict(more or {})
        for name in (account, *self._numbers.values(), *([other] if other is not None else [])):
            if not account_names.is_valid(name):
                raise ValueError(f"{name!r} is no account of Beancount's")
        if any(not any(map(str.isalnum, each)) for each in self._numbers):
            raise ValueError("a number of a bank account or a bankgiro has digits")
        if not self._numbers and not unnamed:
            raise ValueError("give the number of the bank account, or unnamed=True")
        self._account = account
        self._other = other
        self._unnamed = unnamed
        self._language: Language = language
        self._layouts = tuple(layouts)
        self._last: tuple[tuple[object, ...], BankFile] | None = None

    @property
    def name(self) -> str:
        """The class and the account, so that several importers are told from each other."""
        return f"{type(self).__module__}.{type(self).__name__}({self._account})"

    def identify(self, filepath: str) -> bool:
        """Whether it is a bank file with something of these accounts; broken files are not."""
        try:
            file = self._read(filepath)
        except Unreadable as unreadable:
            # A folder of downloads holds much that is no bank file.
            self._log(found for found in unreadable.findings if found.code == _BROKEN)
            return False
        return any(self._account_of(file, one, e) for one in file.statements for e in _each(one))

    def account(self, filepath: str) -> str:
        """The account that most of a file's movements are on."""
        found = Counter(
            name
            for file, statement, entry in self._entries(filepath)
            if (name := self._account_of(file, statement, entry))
        )
        return found.most_common(1)[0][0] if found else self._account

    def date(self, filepath: str) -> date | None:
        """The last day of booking, or that of the closing balance; None of a file without any."""
        days = []
        for file, statement, entry in self._entries(filepath):
            stated = entry if entry is not None else statement.closing
            if stated is not None and self._account_of(file, statement, entry):
                days.append(stated.day)
        return max(days, default=None)

    def filename(self, filepath: str) -> str:
        """Its own name after its kind, which also keeps beangulp from taking it for a date."""
        kind = self._of_books(filepath).kind
        path = Path(filepath)
        return path.name if path.name.startswith(f"{kind}.") else f"{kind}.{path.name}"

    def extract(self, filepath: str, existing: Sequence[Directive]) -> list[Directive]:
        """A transaction for each movement, and the closing balances of statements (camt.053).

        Raises:
          Error: of beangulp, where the file is broken or does not add up; nothing of it is used.
        """
        file = self._of_books(filepath)
        findings = (*file.findings, *balance_findings([file]))
        if wrong := errors(findings):
            raise Error("\n".join(map(self._said, wrong)))
        own, left = self._own(file)
        money, about = money_of([own])
        self._log((*findings, *about))
        if left:
            said = say_count(
                self._language,
                left,
                "1 movement of another account is left out",
                "{number} movements of other accounts are left out",
            )
            _warn(f"{file.file}: {said}")
        directives: list[Directive] = []
        for movement in movements_of(money, with_out=True):
            stated = movement.best
            account = self._account_of(stated.file, stated.statement, movement.entry)
            directives.append(transaction_of(movement, account, self._other, self._language))
        return [*directives, *self._balances(own)]

    def deduplicate(self, entries: list[Directive], existing: Sequence[Directive]) -> None:
        """Mark what stands in the books: by keys of the bank's, and as two files are compared.

        What a person has booked without a key is not compared.
        """
        accounts = frozenset({self._account, *self._numbers.values()})
        known = booked_in(existing, accounts)
        originals = {id(booked): transaction for transaction, booked in known}
        new = [each for each in entries if isinstance(each, Transaction) and MOVEMENT in each.meta]
        movements = [each.meta[MOVEMENT] for each in new]
        for at, booked in already_booked(movements, [booked for _, booked in known]).items():
            new[at].meta[DUPLICATE] = originals[id(booked)]
        balances = {_balance_key(e): e for e in existing if isinstance(e, Balance)}
        for each in entries:
            if isinstance(each, Balance) and (same := balances.get(_balance_key(each))):
                each.meta[DUPLICATE] = same

    def _read(self, filepath: str) -> BankFile:
        """The file; beangulp asks for form, day, account and movements one after the other."""
        path = Path(filepath)
        try:
            told = path.stat()
        except (OSError, ValueError):
            return read_bank_file(path, self._layouts)
        version = (filepath, told.st_ino, told.st_size, told.st_mtime_ns, told.st_ctime_ns)
        if self._last is None or self._last[0] != version:
            self._last = version, read_bank_file(path, self._layouts)
        return self._last[1]

    def _of_books(self, filepath: str) -> BankFile:
        """The file.

        Raises:
          Error: of beangulp, where it cannot be read.
        """
        try:
            return self._read(filepath)
        except Unreadable as unreadable:
            raise Error("\n".join(map(self._said, unreadable.findings))) from None

    def _entries(self, filepath: str) -> Iterator[tuple[BankFile, BankStatement, BankEntry | None]]:
        file = self._of_books(filepath)
        for statement in file.statements:
            for entry in _each(statement):
                yield file, statement, entry

    def _account_of(self, file: BankFile, statement: BankStatement, entry: BankEntry | None) -> str:
        """The account of the books; "" where a movement is of another account."""
        for number, account in self._numbers.items():
            if is_numbered(number, statement.account, ""):
                return account
        # The bankgiro of money out is the receiver's.
        if entry is not None and entry.bankgiro and entry.amount > 0:
            for number, account in self._numbers.items():
                if is_numbered(number, "", entry.bankgiro):
                    return account
        is_unnamed = not statement.account and file.kind in _UNNAMED
        return self._account if self._unnamed and is_unnamed else ""

    def _own(self, file: BankFile) -> tuple[BankFile, int]:
        """A file without the movements of other accounts, and how many these are.

        Raises:
          Error: of beangulp, where a currency is none.
        """
        statements = []
        left = 0
        for statement in file.statements:
            own = tuple(e for e in statement.entries if self._account_of(file, statement, e))
            left += len(statement.entries) - len(own)
            stated = (statement.currency,) if statement.closing is not None else ()
            for currency in (*stated, *(entry.currency for entry in own)):
                if not CURRENCY.fullmatch(currency):
                    said = say(self._language, '"{text}" is no currency', text=currency[:40])
                    raise Error(f"{file.file}: {said}")
            statements.append(replace(statement, entries=own))
        return replace(file, statements=tuple(statements)), left

    def _balances(self, file: BankFile) -> Iterator[Balance]:
        if file.kind == "camt.053":
            for statement in file.statements:
                account = self._account_of(file, statement, None)
                balance = balance_of(statement, account, file.file) if account else None
                if balance is not None:
                    yield balance

    def _said(self, found: Finding) -> str:
        where = ":".join(str(part) for part in (found.file, found.line) if part)
        return f"{where}: {found.said.text(self._language)} ({found.code})"

    def _log(self, findings: Iterator[Finding] | Sequence[Finding]) -> None:
        for each in findings:
            _warn(self._said(each))


@lru_cache(maxsize=256)
def _warn(text: str) -> None:
    """Say something once, however many importers are asked of a file."""
    _LOG.warning("%s", text)


def _each(statement: BankStatement) -> tuple[BankEntry | None, ...]:
    """The entries; None for the statement itself, which may hold none."""
    return (*statement.entries, None)


def _balance_key(balance: Balance) -> tuple[object, ...]:
    return balance.date, balance.account, balance.amount
