"""From bytes to lines of text, in the encoding that the bytes show (SIE 4B § 5.2 wants CP437)."""

from __future__ import annotations

import codecs
import re
from collections.abc import Iterator
from typing import BinaryIO

from sambruk_cli.messages import Message
from sambruk_cli.sie.errors import Collector, SieError
from sambruk_cli.sie.mistaken import LOST, first_mistaken
from sambruk_cli.sie.model import Encoding
from sambruk_cli.sie.repair import Repair, repair_of

BLOCK = 1 << 16
LONGEST_LINE = 1 << 16  # bytes; a record of an accounting program has a few hundred
BOM = codecs.BOM_UTF8
END_OF_FILE = b"\x1a"  # DOS programs closed text files with it

_LETTERS = "åäöÅÄÖéüÜÉàè"
_CP437 = _LETTERS.replace("À", "").encode("cp437")
_CP1252 = _LETTERS.encode("cp1252")
# Bytes of usual text: of a block that has no others no word is mistaken.
_ASCII = bytes(range(0x80))
_USUAL = {
    "cp437": _ASCII + "åäöÅÄÖé".encode("cp437"),
    "cp1252": _ASCII + "åäöÅÄÖé".encode("cp1252"),
    "utf-8": _ASCII + "åäöÅÄÖé".encode(),
}
# CP1252 as Windows has it: control characters for the bytes that it lacks.
_CP1252_WHOLE = "".join(
    chr(b) if c == LOST else c for b, c in enumerate(bytes(range(256)).decode("cp1252", "replace"))
)
_LACKING = re.compile("[\x81\x8d\x8f\x90\x9d]")

# Control characters, and those that hide text or turn its direction. A tab separates fields.
UNSAFE = re.compile(
    "[\x00-\x08\x0a-\x1f\x7f-\x9f\u061c\u200b\u200e\u200f\u2028-\u202e\u2060-\u2069\ufeff]"
)
_CONTROLS = bytes(n for n in range(0x20) if n not in b"\t\n\r") + b"\x7f"
_UNSAFE_IN_BLOCK = re.compile(UNSAFE.pattern.replace("\x0a-", "\x0b-"))


def detect(stream: BinaryIO, problems: Collector) -> Encoding:
    """The encoding of a seekable stream, which is left where it was.

    UTF-8 where every byte is valid UTF-8 and some are not ASCII; otherwise whichever of CP437 and
    CP1252 has more of the bytes that are Swedish letters in it, CP437 when neither has more.
    """
    start = stream.tell()
    utf8 = codecs.getincrementaldecoder("utf-8")()
    valid, ascii_only, old, windows = True, True, 0, 0
    while block := stream.read(BLOCK):
        if block.isascii():
            continue
        ascii_only = False
        if valid:
            try:
                utf8.decode(block)
            except UnicodeDecodeError:
                valid = False
        old += len(block) - len(block.translate(None, _CP437))
        windows += len(block) - len(block.translate(None, _CP1252))
    stream.seek(start)
    if ascii_only:
        return "ascii"
    if valid and not utf8.getstate()[0]:
        return "utf-8"
    found: Encoding = "cp437" if old >= windows else "cp1252"
    if old and windows:
        fewer = min(old, windows)
        if fewer == 1:
            said = Message.of("1 byte looks like another encoding than {encoding}", encoding=found)
        else:
            said = Message.of(
                "{number} bytes look like another encoding than {encoding}",
                number=fewer,
                encoding=found,
            )
        problems.note(0, "encoding", said)
    return found


def repair_of_stream(stream: BinaryIO, encoding: Encoding) -> Repair | None:
    """How letters of a seekable stream, which is left where it was, are to be mended."""
    start = stream.tell()
    try:
        blocks = _blocks(stream, Collector())
        return repair_of(_decoded(whole, encoding, whole=True) for _, whole in blocks)
    except SieError:
        return None  # reading will tell why
    finally:
        stream.seek(start)


def texts(
    stream: BinaryIO, encoding: Encoding, problems: Collector, repair: Repair | None = None
) -> Iterator[tuple[int, str]]:
    """Texts of whole lines with the number of the first one; never more than a block in memory.

    Characters that no record may hold become spaces, with a warning. Letters that were lost before,
    or that the encoding lacks, give one warning after the last line; those that look as if they
    had been taken for others, one note; those that are mended, another. Raises SieError on a NUL
    byte and on a line of more than 65 536 bytes.
    """
    lost, first_lost = 0, 0
    is_mistaken = False
    for number, whole in _blocks(stream, problems):
        text = _decoded(whole, encoding, whole=repair is not None)
        if repair is not None:
            text = _LACKING.sub(LOST, repair.mended(text, number))
        if LOST in text:
            first_lost = first_lost or number + text[: text.index(LOST)].count("\n")
            lost += text.count(LOST)
        if (
            not is_mistaken
            and _may_be_mistaken(whole, encoding)
            and (found := first_mistaken(text))
        ):
            is_mistaken = True
            said = Message.of(
                'letters have been taken for others on the way, as in "{word}"', word=found[1]
            )
            problems.note(number + text.count("\n", 0, found[0]), "mistaken", said)
        yield number, _clean(text, whole, encoding, number, problems)
    if lost:
        problems.warn(first_lost, "lost", _lost(lost, encoding))
    if repair is not None and repair.words:
        problems.note(repair.line, "mended", repair.said())


def _may_be_mistaken(whole: bytes, encoding: Encoding) -> bool:
    """False where that is certain, which a few nanoseconds tell of each line."""
    usual = _USUAL.get(encoding)
    return usual is not None and bool(whole.translate(None, usual))


def _blocks(stream: BinaryIO, problems: Collector) -> Iterator[tuple[int, bytes]]:
    """Bytes of whole lines, with the number of the first one.

    Lines end with LF or CR LF, and with CR alone up to the first block of a file that has an LF.
    """
    number, tail, first, macintosh = 1, b"", True, True
    while True:
        block = stream.read(BLOCK)
        if first:
            block = block.removeprefix(BOM)
            first = False
        macintosh = macintosh and b"\n" not in block
        if macintosh:
            block = block.replace(b"\r", b"\n")
        if b"\x00" in block:
            at = number + block[: block.index(b"\x00")].count(b"\n")
            said = Message.of("a NUL byte: this is a binary file or UTF-16, not SIE")
            problems.stop(at, "binary", said)
        end = block.rfind(b"\n") if block else 0
        if block and end < 0:
            tail += block
            if len(tail) > LONGEST_LINE:
                _too_long(number, problems)
            continue
        whole = tail + block[:end] if block else tail.removesuffix(END_OF_FILE)
        if whole or block:
            yield number, whole
            number += whole.count(b"\n") + 1
        if not block:
            break
        tail = block[end + 1 :]


def _lost(number: int, encoding: Encoding) -> Message:
    if number == 1:
        return Message.of(
            "1 letter is lost, the first here: U+FFFD, or a byte that {encoding} does not have, "
            "stands for it",
            encoding=encoding,
        )
    return Message.of(
        "{number} letters are lost, the first here: U+FFFD, or a byte that {encoding} does not "
        "have, stands for it",
        number=number,
        encoding=encoding,
    )


def _decoded(data: bytes, encoding: Encoding, *, whole: bool = False) -> str:
    """The text of bytes; `whole` keeps those that CP1252 lacks as control characters."""
    if whole and encoding == "cp1252":
        text = codecs.charmap_decode(data, "strict", _CP1252_WHOLE)[0]
    else:
        text = data.decode("cp437" if encoding == "ascii" else encoding, "replace")
    if "\r\r\n" in text:  # from a program that ended lines that had ends already
        text = text.replace("\r\r\n", "\n")
    return text.replace("\r\n", "\n").removesuffix("\r")


def _clean(text: str, whole: bytes, encoding: Encoding, number: int, problems: Collector) -> str:
    """The text with spaces for what no record may hold."""
    if _may_be_too_long(whole):
        for offset, raw in enumerate(whole.split(b"\n")):
            if len(raw) > LONGEST_LINE:
                _too_long(number + offset, problems)
    # Of encodings with one byte for a character only the control characters are unsafe.
    single = encoding != "utf-8" and "\r" not in text
    if single and len(whole) == len(whole.translate(None, _CONTROLS)):
        return text
    if not _UNSAFE_IN_BLOCK.search(text):
        return text
    clean = []
    for offset, line in enumerate(text.split("\n")):
        safe = UNSAFE.sub(" ", line)
        if safe != line:
            said = Message.of("characters that SIE does not allow in a text were read as spaces")
            problems.tally(number + offset, "control", "characters", said)
        clean.append(safe)
    return "\n".join(clean)


def _may_be_too_long(whole: bytes) -> bool:
    """Whether a line may be longer than any record is; False where that is certain."""
    at, step = 0, LONGEST_LINE // 2
    while len(whole) - at > step:
        at = whole.rfind(b"\n", at, at + step) + 1
        if at == 0:
            return True
    return False


def _too_long(number: int, problems: Collector) -> None:
    said = Message.of(
        "the line is longer than {most} bytes: this is not a SIE file", most=LONGEST_LINE
    )
    problems.stop(number, "long-line", said)
