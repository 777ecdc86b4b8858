"""From a stream to records, with no more of the file in memory than a block of 64 kB."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date
from typing import BinaryIO, NoReturn

from sambruk_cli.messages import Message
from sambruk_cli.sie import decode
from sambruk_cli.sie.added import settled
from sambruk_cli.sie.bulk import Block, BulkReader, Unfinished
from sambruk_cli.sie.errors import Collector, Problem, SieError
from sambruk_cli.sie.fields import Fields
from sambruk_cli.sie.ksumma import Ksumma
from sambruk_cli.sie.lex import UNCLOSED, Field, LexError, split
from sambruk_cli.sie.model import ROWS, Checksum, Encoding, Record, Voucher
from sambruk_cli.sie.records import LABELS, OPTIONAL, record, row

# #FLAGGA stands first in a file; this far in, it will not come. A file that lacks it is known by as
# many other records.
FLAG_WITHIN = 10
ENOUGH = 3
_OF_SIE = frozenset(
    ("FORMAT", "SIETYP", "PROGRAM", "GEN", "FNAMN", "ORGNR", "FNR", "RAR", "KPTYP", "KONTO")
)
_LABEL = re.compile(r"#([0-9A-Za-z]+)")


class RecordReader:
    """An iterator over the records of a SIE file.

    `encoding` is known from the start, `problems` grows while records are read. SieError is
    raised at once where reading on has no meaning, otherwise after the last record: what came
    before it holds only once the iterator has ended without one.

    Lines are read in bulk where they are vouchers of the usual form, otherwise one by one.
    With `repair_letters`, words whose letters another program took for others are mended.
    """

    def __init__(
        self, stream: BinaryIO, encoding: Encoding | None = None, *, repair_letters: bool = False
    ) -> None:
        self._problems = Collector()
        self.encoding = encoding or decode.detect(stream, self._problems)
        self._repair = decode.repair_of_stream(stream, self.encoding) if repair_letters else None
        self._stream = stream
        self._bulk = BulkReader()
        self._voucher: Unfinished | None = None
        self._usable = True  # the #VER and all its rows could be read
        self._ready: list[Record] = []
        self._added: set[int] = set()  # lines of vouchers that have an #RTRANS
        self._ksumma: Ksumma | None = None
        self._started = 0  # the line of the #KSUMMA that starts the sum
        self._records = 0
        self._unclosed = -1  # the line of a quote that is not closed, or the last that goes on
        self._flagged = False
        self._known: set[str] = set()  # labels of SIE that came before a #FLAGGA

    @property
    def problems(self) -> tuple[Problem, ...]:
        return tuple(self._problems.problems)

    def __iter__(self) -> Iterator[Record]:
        lines = decode.texts(self._stream, self.encoding, self._problems, self._repair)
        for first, text in lines:
            block = Block(first, text)
            after = first  # the line after the last one that was read
            while (number := self._next(block, after)) is not None:
                self._line(block.line(number), number)
                after = number + 1
                if self._ready:
                    yield from self._ready
                    self._ready.clear()
            yield from self._ready
            self._ready.clear()
        self._end()

    def _next(self, block: Block, first: int) -> int | None:
        """Read in bulk as far as that goes; the number of the next line, None after the last."""
        if not self._flagged or not self._usable:
            return next((number for number, _ in block.rest), None)
        number, self._voucher = self._bulk.read(block, self._voucher, self._ready)
        if self._added:
            self._settle()
        if self._ksumma is not None:
            end = block.end() if number is None else number
            self._bulk.add_to(self._ksumma, block.between(first, end))
        return number

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
        elif self._unclosed == number - 1:
            self._unclosed = -1 if '"' in text else number
            said = Message.of(
                "the line goes on with a text of the line before, whose quote is not closed; it is "
                "left out"
            )
            self._problems.tally(number, "quote", said.template, said)
        else:
            said = Message.of("the line is neither a record, which starts with #, nor a brace")
            self._problems.fail(number, "line", said)

    def _labelled(self, text: str, number: int) -> None:
        try:
            fields, odd = split(text)
        except LexError as error:
            self._unsplit(text, number, error.said)
            return
        for said in odd:
            self._problems.tally(number, "quote", said.template, said)
            if said == UNCLOSED:
                self._unclosed = number
        label = self._label(fields[0][1:] if isinstance(fields[0], str) else "", number)
        self._flag(label, number)
        if label in ROWS:
            self._sum(fields)
            self._row(label, fields[1:], number)
            return
        if self._voucher is not None and label in LABELS:
            said = Message.of("the voucher is not closed before #{label}", label=label)
            self._problems.fail(number, "truncated", said)
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

    def _unsplit(self, text: str, number: int, said: Message) -> None:
        """A line that has no fields: an error, but for a record that the books do not rest on."""
        if text.startswith("#VER") and text.endswith("{"):
            said = Message.of("the {{ stands on the line of its #VER, not on the line after it")
            self._problems.tally(number, "braces", "voucher", said)
            self._labelled(text[:-1].rstrip(" \t"), number)
            self._brace(number)
            return
        label = _LABEL.match(text)
        if label is not None and (label[1] in OPTIONAL or label[1] not in (*LABELS, *ROWS)):
            left_out = Message.of("{problem}; the record is left out", problem=said)
            self._problems.warn(number, "braces", left_out)
            self._flag(label[1], number)
        else:
            self._problems.fail(number, "braces", said)

    def _label(self, written: str, number: int) -> str:
        """A label in capitals, as SIE has them."""
        label = written.upper()
        if written in LABELS or label not in (*LABELS, *ROWS) or written == label:
            return written
        said = Message.of(
            "#{written} is read as #{label}: SIE writes capitals", written=written, label=label
        )
        self._problems.tally(number, "label", "capitals", said)
        return label

    def _begin(self, head: Voucher | None, number: int) -> None:
        """The braces and rows of a #VER that cannot be read are read all the same."""
        self._usable = head is not None
        self._voucher = Unfinished(head or Voucher("", "", date.min, line=number), None)

    def _flag(self, label: str, number: int) -> None:
        self._records += 1
        if self._flagged:
            return
        self._flagged = label == "FLAGGA"
        if label in _OF_SIE:
            self._known.add(label)
        if not self._flagged and self._records >= FLAG_WITHIN:
            if len(self._known) < ENOUGH:
                self._not_sie(number)
            self._flagged = True

    def _sum(self, fields: list[Field]) -> None:
        if self._ksumma is not None:
            self._ksumma.add(fields)

    def _settle(self) -> None:
        """Let rows that were added count once in the vouchers that are closed."""
        for at, found in enumerate(self._ready):
            if isinstance(found, Voucher) and found.line in self._added:
                self._added.discard(found.line)
                self._ready[at] = settled(found, self._problems)

    def _row(self, label: str, fields: list[Field], number: int) -> None:
        voucher = self._voucher
        if voucher is None or voucher.rows is None:
            said = Message.of("#{label} stands outside the braces of a #VER", label=label)
            self._problems.fail(number, "voucher", said)
            return
        found = row(label, fields, number, self._problems)
        if found is None:
            self._usable = self._usable and label == "BTRANS"
        else:
            voucher.rows.append(found)
            if label == "RTRANS":
                self._added.add(voucher.head.line)

    def _brace(self, number: int) -> None:
        voucher = self._voucher
        if voucher is None:
            self._problems.fail(number, "braces", Message.of("a {{ that follows no #VER"))
        elif voucher.rows is not None:
            said = Message.of("a {{ within a voucher: braces do not nest")
            self._problems.fail(number, "braces", said)
        else:
            self._voucher = Unfinished(voucher.head, [])

    def _close(self, number: int) -> None:
        if self._voucher is None or self._voucher.rows is None:
            self._problems.fail(number, "braces", Message.of("a }} with no voucher open"))
        else:
            self._finish()

    def _finish(self) -> None:
        if self._voucher is not None and self._usable:
            head, rows = self._voucher
            self._ready.append(head._replace(rows=tuple(rows or ())))
            self._settle()
        self._voucher, self._usable = None, True

    def _checksum(self, fields: list[Field], number: int) -> None:
        taken = Fields("KSUMMA", fields, number, self._problems)
        if self._ksumma is None:
            if fields:
                said = Message.of("a #KSUMMA with a value and no start")
                self._problems.fail(number, "ksumma", said)
                return
            self._ksumma, self._started = Ksumma(), number
            self._ready.append(Checksum(None, line=number))
            return
        stated = taken.checksum()
        taken.end()
        computed = self._ksumma.value
        if not taken.bad and stated != computed:
            said = Message.of(
                "the file says {stated} and its records give {computed}: it was changed",
                stated=stated,
                computed=computed,
            )
            self._problems.error(number, "ksumma", said)
        self._ready.append(Checksum(stated, computed, number))
        self._ksumma = None

    def _end(self) -> None:
        if not self._records:
            self._problems.stop(0, "empty", Message.of("the file is empty"))
        if not self._flagged and len(self._known) < ENOUGH:
            self._not_sie(0)
        if self._voucher is not None:
            said = Message.of("the file ends within this voucher: it was cut off")
            self._problems.fail(self._voucher.head.line, "truncated", said)
        if self._ksumma is not None:
            said = Message.of(
                "the file ends before the #KSUMMA that closes this one: it was cut off"
            )
            self._problems.fail(self._started, "truncated", said)
        self._problems.tell_tallies()
        if self._problems.failed:
            raise SieError(self.problems)

    def _not_sie(self, number: int) -> NoReturn:
        said = Message.of("no #FLAGGA at its start: this is not a SIE file")
        self._problems.stop(number, "not-sie", said)
