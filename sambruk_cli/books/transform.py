"""Beancount's own booking, plugins and validation, and its directives as values of ours."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from datetime import date
from decimal import ROUND_HALF_UP, Context, Decimal, localcontext
from pathlib import Path
from typing import Any

from beancount import loader
from beancount.core import account, convert, data
from beancount.core.amount import Amount
from beancount.core.number import MISSING
from beancount.parser.grammar import valid_account_regexp
from beancount.parser.options import OPTIONS_DEFAULTS

from sambruk_cli.books.booking import book
from sambruk_cli.books.sources import LedgerFiles
from sambruk_cli.books.suspects import CURRENCY, Life
from sambruk_cli.books.vouchers import (
    FOREIGN,
    INTERVALS,
    Account,
    Assertion,
    Budget,
    Posting,
    Voucher,
    account_parts,
)
from sambruk_cli.findings import Finding, finding
from sambruk_cli.money import ORE, ZERO
from sambruk_cli.workspace import Workspace

_ROOT_NAMES = ("name_assets", "name_liabilities", "name_equity", "name_income", "name_expenses")
_VALID = valid_account_regexp(OPTIONS_DEFAULTS)
_OWN = frozenset({"filename", "lineno"})
_VALUES = (str, bool, date, Decimal, type(None))


def lives_of(entries: Sequence[Any]) -> dict[str, Life] | None:
    """The life of each account that takes kronor; None where one is opened or closed twice.

    An account whose name Beancount refuses has none.
    """
    opened: dict[str, Any] = {}
    closed: dict[str, Any] = {}
    for entry in entries:
        into = {data.Open: opened, data.Close: closed}.get(type(entry))
        if into is None:
            continue
        if entry.account in into:
            return None
        into[entry.account] = entry
    return {
        name: Life(entry.date, closed[name].date if name in closed else date.max)
        for name, entry in opened.items()
        if (not entry.currencies or CURRENCY in entry.currencies) and _VALID.match(name)
    }


def needs_whole(sources: LedgerFiles, in_kronor: Collection[str]) -> bool:
    """Whether Beancount must read every voucher, because one of them can affect another.

    That is so with lots, prices, amounts left out, pads and plugins.

    Args:
      in_kronor: the accounts that may hold kronor.
    """
    if sources.plugins:
        return True
    for file in sources.files:
        # Names of accounts are judged file by file, by what the file itself calls the roots.
        if any(file.options[name] != OPTIONS_DEFAULTS[name] for name in _ROOT_NAMES):
            return True
        for entry in file.entries:
            if isinstance(entry, data.Pad):
                return True
            if isinstance(entry, data.Transaction) and not all(map(_is_complete, entry.postings)):
                return True
            if isinstance(entry, data.Balance) and not (
                entry.amount.currency == "SEK" and entry.account in in_kronor
            ):
                return True
    return False


def _is_complete(posting: Any) -> bool:
    units = posting.units
    return (
        posting.cost is None
        and posting.price is None
        and units is not MISSING
        and units is not None
        and MISSING not in (units.number, units.currency)
    )


def transform(sources: LedgerFiles, *, whole: bool) -> tuple[list[Any], list[Any]]:
    """Run Beancount's steps in the order of its loader.

    Args:
      whole: whether these are all vouchers; else balances and pads cannot be judged here.
    Returns:
      Directives in order, and errors. What fails a balance directive is not among them:
      books.assertions judges those.
    """
    options = [file.options for file in sources.files]
    together = loader.aggregate_options_map(options[0], options[1:])
    # Beancount takes plugins from the top file alone; sambruk does not let the others pass
    # silently, but what is allowed is harmless wherever it stands.
    # Its step before all others looks for documents on disk: books.sources has, through Files.
    together["plugin_processing_mode"] = "raw"
    together["plugin"] = [*sources.plugins, *loader.PLUGINS_POST] if whole else []
    parsed = [entry for file in sources.files for entry in file.entries]
    parsed.sort(key=data.entry_sortkey)
    errors = [error for file in sources.files for error in file.errors]
    entries, errors = book(parsed, errors, together)
    return entries, [e for e in errors if not str(e.message).startswith("Balance failed")]


class Converter:
    """Beancount's directives as values, with file names as the workspace knows them."""

    def __init__(self, workspace: Workspace) -> None:
        self.root = workspace.root
        self.names: dict[str, str] = {}

    def vouchers(self, entries: Iterable[Any]) -> list[Voucher]:
        """The transactions."""
        return [self._voucher(e) for e in entries if isinstance(e, data.Transaction)]

    def assertions(self, entries: Iterable[Any]) -> list[Assertion]:
        """The balance directives."""
        return [
            Assertion(
                entry.account,
                entry.date,
                ZERO if entry.amount.number is None else entry.amount.number,
                entry.amount.currency,
                self._file(entry.meta["filename"]),
                entry.meta["lineno"],
            )
            for entry in entries
            if isinstance(entry, data.Balance)
        ]

    def budgets(self, entries: Iterable[Any]) -> tuple[list[Budget], list[Finding]]:
        """The budgets, and a finding for each that is none as Fava reads it."""
        found, findings = [], []
        for entry in entries:
            if not isinstance(entry, data.Custom) or entry.type != "budget":
                continue
            file, line = self._file(entry.meta["filename"]), entry.meta["lineno"]
            match [(value.value, value.dtype) for value in entry.values or ()]:
                case [(str(name), account.TYPE), (str(interval), _), (Amount() as planned, _)]:
                    kronor, project = planned.number or ZERO, entry.meta.get("project")
                    is_payable = planned.currency == "SEK" and kronor.adjusted() <= 15
                    if interval in INTERVALS and is_payable:
                        of = None if project is None else str(project)
                        found.append(Budget(name, entry.date, interval, kronor, file, line, of))
                        continue
            findings.append(finding("BOK222", intervals=INTERVALS, file=file, line=line))
        return found, findings

    def accounts(self, entries: Iterable[Any]) -> dict[str, Account]:
        """The accounts opened, by name."""
        accounts = {}
        for entry in entries:
            if isinstance(entry, data.Open):
                number, label = account_parts(entry.account)
                accounts[entry.account] = Account(
                    name=entry.account,
                    number=number,
                    label=str(entry.meta.get("name") or label),
                    opened=entry.date,
                    file=self._file(entry.meta["filename"]),
                    line=entry.meta["lineno"],
                    leeway=_leeway(entry.meta),
                )
        return accounts

    def _voucher(self, entry: Any) -> Voucher:
        line = entry.meta["lineno"]
        ver = entry.meta.get("ver")
        return Voucher(
            date=entry.date,
            ver=None if ver is None else str(ver),
            text=entry.narration or "",
            payee=entry.payee,
            postings=_postings(entry, line),
            file=self._file(entry.meta["filename"]),
            line=line,
            meta=_meta(entry.meta),
            flag=_flag(entry),
        )

    def _file(self, filename: str) -> str:
        if filename not in self.names:
            path = Path(filename)
            inside = path.is_relative_to(self.root)
            self.names[filename] = path.relative_to(self.root).as_posix() if inside else filename
        return self.names[filename]


def _leeway(meta: dict[str, Any]) -> Decimal:
    """How far an account may stand on the wrong side: `credit-limit: 50000 SEK`, `either-side`."""
    if meta.get("either-side") is True:
        return Decimal("Infinity")
    limit = meta.get("credit-limit")
    if isinstance(limit, Amount) and limit.currency == "SEK":
        limit = limit.number
    return abs(limit) if isinstance(limit, Decimal) else ZERO


def _postings(entry: Any, line: int) -> tuple[Posting, ...]:
    """The postings; where rounding to öre would unbalance them, the largest takes the difference.

    Beancount balances a voucher by what its prices give exactly, before any rounding.
    """
    postings = [_posting(p, (p.meta or {}).get("lineno", line)) for p in entry.postings]
    foreign = [i for i, p in enumerate(postings) if FOREIGN in p.meta and p.amount]
    if foreign:
        weights = [convert.get_weight(posting) for posting in entry.postings]
        with localcontext(prec=10_000):
            exact = sum((w.number for w in weights if w.currency == "SEK"), ZERO)
            short = exact.quantize(ORE, ROUND_HALF_UP) - sum((p.amount for p in postings), ZERO)
            largest = max(foreign, key=lambda i: abs(postings[i].amount))
            amount = postings[largest].amount + short
        postings[largest] = postings[largest]._replace(amount=amount)
    return tuple(postings)


def _posting(posting: Any, line: int) -> Posting:
    """A posting with its kronor; what it says in another currency is kept beside them."""
    units, meta = posting.units, _meta(posting.meta)
    if units.currency == "SEK":
        return Posting(posting.account, units.number, "SEK", line, meta)
    meta[FOREIGN] = units.number
    return Posting(posting.account, _kronor(posting), units.currency, line, meta)


def _kronor(posting: Any) -> Decimal:
    """What its price or cost makes an amount in another currency worth; nothing without one."""
    worth = convert.get_weight(posting)
    if worth.currency != "SEK":
        return ZERO
    # A price for the whole is kept by the unit, so that thirds of a krona come back as 0.9999...
    number: Decimal = worth.number
    return number.quantize(ORE, rounding=ROUND_HALF_UP, context=Context(prec=10_000))


def _flag(entry: Any) -> str:
    """The flag of a transaction, "!" where one of its postings has that."""
    flags = (entry.flag, *(posting.flag for posting in entry.postings))
    return "!" if "!" in flags else "*"


def _meta(meta: dict[str, Any] | None) -> dict[str, Any]:
    """Metadata of the user's own; a value of one of Beancount's types as it would be written."""
    return {
        key: value if isinstance(value, _VALUES) else str(value)
        for key, value in (meta or {}).items()
        if key not in _OWN and not key.startswith("__")
    }
