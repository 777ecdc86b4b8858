"""The organisation number of a new workspace: the one that is said, or the file's."""

from __future__ import annotations

from collections.abc import Iterator

from sambruk_cli.exchange.sie.into.import_file import ImportFile
from sambruk_cli.findings import Finding, Severity, finding
from sambruk_cli.frozen import frozen
from sambruk_cli.register.fields import Unfit
from sambruk_cli.register.organisation_number import (
    digits_of,
    lacks_its_check_digit,
    organisation_number,
    parted,
)


@frozen
class StatedNumber:
    """`text` is the number as it was written, "" where there is none; `line` is its line.

    `keep` says that it is known to be so, also with a check digit that does not agree.
    """

    text: str
    keep: bool
    line: int | None = None

    @property
    def number(self) -> str:
        """As config/association.toml has it; Unfit where it is none."""
        return parted(self.text) if self.keep else organisation_number(self.text)

    @property
    def checked(self) -> bool:
        """Whether it must be said there that the number is known to be so."""
        return self.keep and lacks_its_check_digit(self.text)


def stated_number(source: ImportFile, asked: str | None, *, keep: bool) -> StatedNumber:
    """The number that a workspace gets; `asked` goes before the file's."""
    stated = source.file.org_number
    if asked or stated is None:
        return StatedNumber(asked or "", keep)
    return StatedNumber(stated.number, keep, stated.line or None)


def check_number(stated: StatedNumber, file: str) -> Iterator[Finding]:
    """Why it is no organisation number; a warning where it has more than ten digits."""
    if not stated.text.strip():
        yield finding("SIE627.no_number", file=file, line=stated.line)
        return
    try:
        number = stated.number
    except Unfit as unfit:
        is_near = lacks_its_check_digit(stated.text)
        code = "SIE627.check_digit" if is_near else "SIE627.number"
        yield finding(code, number=stated.text, why=unfit.said, file=file, line=stated.line)
        return
    if digits_of(stated.text) != digits_of(number):
        yield finding(
            "SIE627.longer",
            stated=stated.text,
            number=number,
            file=file,
            line=stated.line,
            severity=Severity.WARNING,
        )
