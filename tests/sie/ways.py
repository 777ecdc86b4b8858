"""A file read in both ways: vouchers in bulk, and every line by the careful reader."""

from __future__ import annotations

import io

import pytest

from sambruk_cli import sie
from sambruk_cli.sie.bulk import Block
from sambruk_cli.sie.read import RecordReader

Found = tuple[list[tuple[sie.Record, int]], tuple[sie.Problem, ...]]


def read(data: bytes) -> Found:
    """Records with their lines and those of their rows, and problems."""
    reader = RecordReader(io.BytesIO(data))
    found: list[tuple[sie.Record, int]] = []
    try:
        for each in reader:
            found.append((each, each.line))
            if isinstance(each, sie.Voucher):
                found += [(each, row.line) for row in each.rows]
    except sie.SieError as error:
        return found, error.problems
    return found, reader.problems


def carefully(data: bytes) -> Found:
    """The same, nothing of it in bulk."""

    def next_line(_self: RecordReader, block: Block, _first: int) -> int | None:
        return next((number for number, _ in block.rest), None)

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(RecordReader, "_next", next_line)
        return read(data)


def with_tabs(data: bytes) -> bytes:
    """A file with a tab for each space outside quotes, where no quote has a backslash."""
    lines = []
    for line in data.split(b"\n"):
        parts = line.split(b'"')
        if b"\\" not in line:
            parts[::2] = [part.replace(b" ", b"\t") for part in parts[::2]]
        lines.append(b'"'.join(parts))
    return b"\n".join(lines)
