"""From a SieFile to bytes: CP437, LF, records in the order of SIE 4B § 5.11."""

from __future__ import annotations

from sambruk_cli.sie import charset
from sambruk_cli.sie.emit import Line, lines, record_lines, records
from sambruk_cli.sie.encode import Encoder, Plain
from sambruk_cli.sie.errors import Problem, SieError
from sambruk_cli.sie.ksumma import Ksumma, bare
from sambruk_cli.sie.model import SieFile, Voucher
from sambruk_cli.sie.quick_write import QuickWriter


def write(file: SieFile, *, replace: bool = False, plain: Plain | None = None) -> bytes:
    """The bytes of a SIE file; unknown records are left out, #KSUMMA is computed anew.

    Dashes, quotation marks and other typographic characters that SIE lacks are written plain.

    Args:
      replace: whether texts that SIE cannot hold are written with substitutes; amounts are never
        changed.
      plain: is told which characters were written plain, where that was not asked for by `replace`.
    Raises:
      SieError: with one problem for each text that SIE cannot hold (a character outside CP437, a
        control character, a backslash before a closing quote) and for each amount with more than
        two decimals.
    """
    encoder = Encoder(replace=replace)
    encoder.plain = encoder.plain if plain is None else plain
    writer = _Writer(encoder)
    for record in records(file):
        if isinstance(record, Voucher):
            writer.voucher(record)
        else:
            for line in record_lines(record):
                writer.line(line)
    errors = [problem for problem in writer.encoder.problems if problem.severity == "error"]
    if errors:
        raise SieError(errors)
    return charset.encoded("\n".join([*writer.written, ""]))


class _Writer:
    def __init__(self, encoder: Encoder) -> None:
        self.encoder = encoder
        self.written: list[str] = []
        self._quick = QuickWriter()
        self._ksumma: Ksumma | None = None

    def voucher(self, voucher: Voucher) -> None:
        slow: list[Line] = []
        quick = self._quick
        for at, text in enumerate((quick.head(voucher), "{", *map(quick.row, voucher.rows), "}")):
            if text is None:
                slow = slow or list(record_lines(voucher))
                self.line(slow[at])
                continue
            self.written.append(text)
            if self._ksumma is not None and text not in ("{", "}"):
                self._ksumma.add_text(bare(text))

    def line(self, line: Line) -> None:
        encoded = self.encoder.fields(line)
        if line.label == "KSUMMA" and self._ksumma is not None:
            self.written.append(f"#KSUMMA {self._ksumma.value}")
            return
        if line.label == "KSUMMA":
            self._ksumma = Ksumma()
        elif self._ksumma is not None and line.label not in ("{", "}"):
            self._ksumma.add([f"#{line.label}", *encoded.plain])
        self.written.append(_text(line, encoded.written))


def unwritable(file: SieFile) -> tuple[Problem, ...]:
    """What `write` would refuse, or write otherwise than it stands; empty where it does neither."""
    encoder = Encoder(replace=False)
    for line in lines(file):
        encoder.fields(line)
    return tuple(encoder.problems)


def _text(line: Line, fields: list[str]) -> str:
    if line.label in ("{", "}"):
        return line.label
    indent = "   " if line.label in ("TRANS", "RTRANS", "BTRANS") else ""
    return indent + " ".join([f"#{line.label}", *fields])
