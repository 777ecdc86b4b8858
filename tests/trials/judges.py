"""What other programs make of a ledger, in processes that may break down over it."""

from __future__ import annotations

import faulthandler
import os
import pickle
import sys
from collections.abc import Callable
from datetime import date
from decimal import Decimal
from functools import cache
from pathlib import Path
from typing import Any, NamedTuple

from beancount import loader
from beancount.ops.validation import HARDCORE_VALIDATIONS
from beanquery import connect, parser

Sums = dict[str, Decimal]
Span = tuple[date, date]  # first and last day

OF_BALANCE = ("Assets:", "Equity:", "Liabilities:")


class Judged(NamedTuple):
    """What Beancount says of a ledger, and sums per account by its query language."""

    errors: tuple[str, ...]
    sums: tuple[Sums, ...]  # for each of the spans that were asked for


@cache
def query(span: Span) -> Any:
    """The sums of some days, parsed once: to parse a query takes longer than to answer it."""
    return parser.parse(  # type: ignore[no-untyped-call]
        "SELECT account, sum(number) AS total WHERE currency = 'SEK' "
        f"AND date >= {span[0]} AND date <= {span[1]} GROUP BY account"
    )


def beancount(main: Path, spans: list[Span]) -> Judged | None:
    """bean-check and bean-query on a ledger; None where Beancount breaks down."""
    queries = [query(span) for span in spans]
    found = in_a_fork(lambda: _beancount(main, queries))
    return None if found is None else Judged(*found)


def _beancount(main: Path, queries: list[Any]) -> tuple[Any, ...]:
    loader.initialize(False)  # no cache beside the ledger
    _, errors, _ = loader.load_file(str(main), extra_validations=HARDCORE_VALIDATIONS)
    connection = connect(f"beancount:{main}")  # type: ignore[no-untyped-call]
    sums = tuple(
        {name: total for name, total in connection.execute(each) if total} for each in queries
    )
    return tuple(error.message for error in errors), sums


def in_a_fork(act: Callable[[], Any]) -> Any:
    """What a function returns that may end the process; None where it does, or raises."""
    sys.stdout.flush()
    sys.stderr.flush()
    read, write = os.pipe()
    child = os.fork()
    if child == 0:
        faulthandler.disable()  # Beancount's parser is expected to break down
        try:
            with os.fdopen(write, "wb") as pipe:
                pipe.write(pickle.dumps(act()))
            os._exit(0)
        finally:
            os._exit(1)
    os.close(write)
    with os.fdopen(read, "rb") as pipe:
        content = pipe.read()
    _, status = os.waitpid(child, 0)
    return pickle.loads(content) if status == 0 else None


def of_balance(sums: Sums) -> Sums:
    return {name: amount for name, amount in sums.items() if name.startswith(OF_BALANCE)}


def of_result(sums: Sums) -> Sums:
    return {name: amount for name, amount in sums.items() if not name.startswith(OF_BALANCE)}
