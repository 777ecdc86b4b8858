"""What commands have printed, kept to be printed again: a file for each, data only.

A file begins with the digest of its head, sealed for this workspace and program. The head is JSON:
the day, the exit code, what the answer rests on, and a checksum of what was printed, which follows
(CRC-32: it is there for damage, and SHA-256 of a long journal takes as long as all the rest).
Nothing here may fail: an answer that cannot be read or kept is none.
"""

from __future__ import annotations

import json
import mmap
import os
import zlib
from collections.abc import Iterable, Sequence
from contextlib import suppress
from typing import NamedTuple

from sambruk_cli.cache.call import Call
from sambruk_cli.cache.place import ANSWERS, digest_of, is_ours, make_folder, place_of, seal_of
from sambruk_cli.cache.questions import Basis

MOST = 64  # answers of a workspace
MOST_BYTES = 256_000_000  # of all of them together

# A pipe that nobody writes to would never open without the first; a link is not followed.
_CAREFULLY = os.O_RDONLY | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_NOFOLLOW", 0)


class Printed(NamedTuple):
    """Bytes that went to a stream, by number: 1 is stdout, 2 stderr."""

    stream: int
    content: bytes | memoryview


class Answer(NamedTuple):
    """What a command printed, in order, its exit code, and what that rests on."""

    code: int
    printed: Sequence[Printed]
    basis: Basis


def read_answer(call: Call, program: str) -> Answer | None:
    """The answer kept of a call, None where there is none that fits it on this day."""
    seal, head, body = _parts(call.path)
    if seal.decode("ascii", "replace") != _sealed(call, program, head):
        return None
    about = json.loads(head)
    # Of the same call on another day only the newest is kept, so the day is not in its name.
    if about["day"] != call.day or about["crc"] != zlib.crc32(body):
        return None
    printed, start = [], 0
    for stream, length in about["printed"]:
        printed.append(Printed(stream, body[start : start + length]))
        start += length
    return Answer(about["code"], printed, Basis.from_rows(about["basis"]))


def keep_answer(call: Call, program: str, answer: Answer) -> None:
    """Keep an answer for the next time, where it can be of use then."""
    body = b"".join(part.content for part in answer.printed)
    settled = all(state.is_settled for state in answer.basis.files.values())
    if not answer.basis.is_whole or not settled or len(body) > MOST_BYTES:
        return
    about = {
        "day": call.day,
        "code": answer.code,
        "crc": zlib.crc32(body),
        "printed": [[part.stream, len(part.content)] for part in answer.printed],
        "basis": answer.basis.to_rows(),
    }
    head = json.dumps(about, separators=(",", ":")).encode("ascii")
    with suppress(OSError):
        sealed = _sealed(call, program, head).encode("ascii")
        _write(call.path, (sealed, b"\n", head, b"\n", body))
        _prune(place_of(call.root, ANSWERS))


class Kept(NamedTuple):
    """How many answers are kept of a workspace, and their bytes."""

    answers: int
    bytes: int


def kept_answers(folder: str) -> Kept:
    """What a folder of answers holds."""
    entries = _entries(folder)
    return Kept(len(entries), sum(size for _, size, _ in entries))


def discard_answers(folder: str) -> int:
    """Remove a folder of answers, and say how many there were."""
    removed = 0
    with suppress(OSError):
        for entry in list(os.scandir(folder)):
            os.unlink(entry.path)
            removed += 1
        os.rmdir(folder)
    return removed


def _sealed(call: Call, program: str, head: bytes) -> str:
    return digest_of(seal_of(call.root, program) + call.digest.encode("ascii") + head)


def _parts(path: str) -> tuple[bytes, bytes, memoryview]:
    """Seal, head and what follows in a file of the user's own; nothing where it cannot be read.

    What follows is looked at where it lies: the journal of 100 000 vouchers is 57 MB as JSON.
    """
    try:
        handle = os.open(path, _CAREFULLY)
        with open(handle, "rb") as file:
            found = os.fstat(handle)
            if is_ours(found) and found.st_size:
                content = mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ)
                first = content.find(b"\n")
                second = content.find(b"\n", first + 1)
                if first < second:
                    body = memoryview(content)[second + 1 :]
                    return content[:first], content[first + 1 : second], body
    except OSError:
        pass
    return b"", b"", memoryview(b"")


def _write(path: str, parts: Iterable[bytes]) -> None:
    """A new file in place of another, whole or not at all."""
    folder = os.path.dirname(path)
    make_folder(os.path.dirname(folder))
    make_folder(folder)
    new = f"{path}.{os.getpid()}"
    handle = os.open(new, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    try:
        with open(handle, "wb") as file:
            file.writelines(parts)
        os.replace(new, path)
    except BaseException:
        with suppress(OSError):
            os.unlink(new)
        raise


def _prune(folder: str) -> None:
    """Remove the oldest answers until the rest are within the bounds."""
    entries = sorted(_entries(folder), reverse=True)
    total = 0
    for number, (_, size, path) in enumerate(entries):
        total += size
        if number >= MOST or total > MOST_BYTES:
            with suppress(OSError):
                os.unlink(path)


def _entries(folder: str) -> list[tuple[int, int, str]]:
    """Time, size and path of each answer in a folder."""
    found: list[tuple[int, int, str]] = []
    with suppress(OSError):
        for entry in os.scandir(folder):
            stated = entry.stat(follow_symlinks=False)
            found.append((stated.st_mtime_ns, stated.st_size, entry.path))
    return found
