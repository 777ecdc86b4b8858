"""From a SieFile to bytes: CP437, LF, records in the order of SIE 4B § 5.11."""

from __future__ import annotations

from sambruk_cli.exchange.sie.emit import Line, lines
from sambruk_cli.exchange.sie.encode import Encoder
from sambruk_cli.exchange.sie.errors import Problem, SieError
from sambruk_cli.exchange.sie.ksumma import Ksumma
from sambruk_cli.exchange.sie.model import SieFile


def write(file: SieFile, *, replace: bool = False) -> bytes:
    """The bytes of a SIE file; unknown records are left out, #KSUMMA is computed anew.

    Raises SieError with one problem for each text that SIE cannot hold (a character outside
    CP437, a control character, a backslash before a closing quote) and for each amount with more
    than two decimals. With `replace` such texts are written with substitutes; amounts are never
    changed.
    """
    encoder = Encoder(replace=replace)
    ksumma: Ksumma | None = None
    written: list[str] = []
    for line in lines(file):
        encoded = encoder.fields(line)
        if line.label == "KSUMMA" and ksumma is not None:
            written.append(f"#KSUMMA {ksumma.value}")
            continue
        if line.label == "KSUMMA":
            ksumma = Ksumma()
        elif ksumma is not None and line.label not in ("{", "}"):
            ksumma.add([f"#{line.label}", *encoded.plain])
        written.append(_text(line, encoded.written))
    errors = [problem for problem in encoder.problems if problem.severity == "error"]
    if errors:
        raise SieError(errors)
    return ("\n".join(written) + "\n").encode("cp437")


def unwritable(file: SieFile) -> tuple[Problem, ...]:
    """What `write` would refuse, or with `replace` substitute; empty where it would do neither."""
    encoder = Encoder(replace=False)
    for line in lines(file):
        encoder.fields(line)
    return tuple(encoder.problems)


def _text(line: Line, fields: list[str]) -> str:
    if line.label in ("{", "}"):
        return line.label
    indent = "   " if line.label in ("TRANS", "RTRANS", "BTRANS") else ""
    return indent + " ".join([f"#{line.label}", *fields])
