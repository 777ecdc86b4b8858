"""From a stream to records, with no more of the file in memory than a block of 64 kB."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import BinaryIO, NoReturn

from sambruk_cli.sie import decode
from sambruk_cli.sie.errors import Collector, Problem, SieError
from sambruk_cli.sie.fields import Fields
from sambruk_cli.sie.ksumma import Ksumma
from sambruk_cli.sie.lex import Field, LexError, split
from sambruk_cli.sie.model import Checksum, Encoding, Record, Row, Voucher
from sambruk_cli.sie.quick import Block, Quick, plain
from sambruk_cli.sie.records import LABELS, ROWS, record, row

# #FLAGGA stands first in a file; this far in, it will not come.
FLAG_WITHIN = 10


class RecordReader:
    """An iterator over the records of a SIE file.

    `encoding` is known from the start, `problems` grows while records are read. SieError is
    raised at once where reading on has no meaning, otherwise after the last record: what came
    before it holds only once the iterator has ended without one.
    """

    def __init__(self, stream: BinaryIO, encoding: Encoding | None = None) -> None:
        self._problems = Collector()
        self.encoding = encoding or decode.detect(stream, self._problems)
        self._stream = stream
        self._quick = Quick()
        self._voucher: Voucher | None = None
        self._open = False  # the { of the voucher has come
        self._usable = True  # the #VER and all its rows could be read
        self._rows: list[Row] = []
        self._ready: list[Record] = []
        self._ksumma: Ksumma | None = None
        self._started = 0  # the line of the #KSUMMA that starts the sum
        self._records = 0
        self._flagged = False

    @property
    def problems(self) -> tuple[Problem, ...]:
        return tuple(self._problems.problems)

    def __iter__(self) -> Iterator[Record]:
        for number, text in decode.texts(self._stream, self.encoding, self._problems):
            block = Block(number, text)
            at, many = 0, text.count("\n") + 1
            while at < many:
                at = self._as_usual(block, at)
                if at < many:
                    line = block.lines[at]
                    if not self._quickly(line, number + at):
                        self._line(line, number + at)
                    at += 1
                if self._ready:
                    yield from self._ready
                    self._ready.clear()
        self._end()

    def _as_usual(self, block: Block, at: int) -> int:
        """Read lines of the commonest form from a position on; the position of the next other."""
        if self._ksumma is not None or not self._flagged:
            return at
        if self._voucher is not None and not (self._open and self._usable):
            return at
        within = None if self._voucher is None else (self._voucher, self._rows)
        at, within = self._quick.vouchers(block, at, within, self._ready)
        self._open, self._usable = within is not None, True
        self._voucher, self._rows = within or (None, [])
        return at

    def _quickly(self, line: str, number: int) -> bool:
        """Read a line of a voucher the quick way; whether that could be done."""
        if not self._open:
            if self._voucher is not None:
                self._open = line == "{"
                return self._open
            head = self._quick.voucher(line, number) if self._flagged else None
            if head is None:
                return False
            self._begin(head)
        elif line == "}":
            self._finish()
            return True
        else:
            found = self._quick.row(line, number)
            if found is None:
                return False
            self._rows.append(found)
        if self._ksumma is not None:
            self._ksumma.add_text(plain(line))
        return True

    def _line(self, line: str, number: int) -> None:
        text = line.strip(" \t")
        if text == "{":
            self._brace(number)
        elif not text:
            return
        elif text == "}":
            self._close(number)
        elif text[0] == "#":
            self._labelled(text, number)
        elif not self._records:
            self._not_sie(number)
        else:
            message = "the line is neither a record, which starts with #, nor a brace"
            self._problems.fail(number, "line", message)

    def _labelled(self, text: str, number: int) -> None:
        try:
            fields, odd = split(text)
        except LexError as error:
            self._problems.fail(number, "braces", str(error))
            return
        for message in odd:
            self._problems.warn(number, "quote", message)
        label = fields[0][1:] if isinstance(fields[0], str) else ""
        self._flag(label, number)
        if label in ROWS:
            self._sum(fields)
            self._row(label, fields[1:], number)
            return
        if self._voucher and label in LABELS:
            self._problems.fail(number, "truncated", f"the voucher is not closed before #{label}")
            self._finish()
        if label == "KSUMMA":
            self._checksum(fields[1:], number)
            return
        self._sum(fields)
        found = record(label, fields[1:], number, self._problems)
        if label == "VER":
            self._begin(found if isinstance(found, Voucher) else None, number)
        elif found is not None:
            self._ready.append(found)

    def _begin(self, head: Voucher | None, number: int = 0) -> None:
        """The braces and rows of a #VER that cannot be read are read all the same."""
        self._usable = head is not None
        self._voucher = head or Voucher("", "", date.min, line=number)
        self._rows = []

    def _flag(self, label: str, number: int) -> None:
        self._records += 1
        self._flagged = self._flagged or label == "FLAGGA"
        if not self._flagged and self._records >= FLAG_WITHIN:
            self._not_sie(number)

    def _sum(self, fields: list[Field]) -> None:
        if self._ksumma is not None:
            self._ksumma.add(fields)

    def _row(self, label: str, fields: list[Field], number: int) -> None:
        if not self._open:
            self._problems.fail(number, "voucher", f"#{label} stands outside the braces of a #VER")
            return
        found = row(label, fields, number, self._problems)
        if found is None:
            self._usable = False
        else:
            self._rows.append(found)

    def _brace(self, number: int) -> None:
        if self._open:
            self._problems.fail(number, "braces", "a { within a voucher: braces do not nest")
        elif self._voucher is None:
            self._problems.fail(number, "braces", "a { that follows no #VER")
        else:
            self._open = True

    def _close(self, number: int) -> None:
        if self._open:
            self._finish()
        else:
            self._problems.fail(number, "braces", "a } with no voucher open")

    def _finish(self) -> None:
        v = self._voucher
        if v is not None and self._usable:
            self._ready.append(tuple.__new__(Voucher, (*v[:6], tuple(self._rows), v.line)))
        self._voucher, self._open, self._rows = None, False, []

    def _checksum(self, fields: list[Field], number: int) -> None:
        taken = Fields("KSUMMA", fields, number, self._problems)
        if self._ksumma is None:
            if fields:
                self._problems.fail(number, "ksumma", "a #KSUMMA with a value and no start")
                return
            self._ksumma, self._started = Ksumma(), number
            self._ready.append(Checksum(None, line=number))
            return
        stated = taken.checksum()
        taken.end()
        computed = self._ksumma.value
        if not taken.bad and stated != computed:
            message = f"the file says {stated} and its records give {computed}: it was changed"
            self._problems.error(number, "ksumma", message)
        self._ready.append(Checksum(stated, computed, number))
        self._ksumma = None

    def _end(self) -> None:
        if not self._records:
            self._problems.stop(0, "empty", "the file is empty")
        if not self._flagged:
            self._not_sie(0)
        if self._voucher is not None:
            message = "the file ends within this voucher: it was cut off"
            self._problems.fail(self._voucher.line, "truncated", message)
        if self._ksumma is not None:
            message = "the file ends before the #KSUMMA that closes this one: it was cut off"
            self._problems.fail(self._started, "truncated", message)
        if self._problems.failed:
            raise SieError(self.problems)

    def _not_sie(self, number: int) -> NoReturn:
        self._problems.stop(number, "not-sie", "no #FLAGGA at its start: this is not a SIE file")
