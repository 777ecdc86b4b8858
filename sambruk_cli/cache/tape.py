"""Takes down what goes to stdout and stderr, in order, while it goes there."""

from __future__ import annotations

import io
import sys
from typing import Any

from sambruk_cli.cache.answers import Printed


class Tape:
    """What has been printed between entering and leaving; None once it is more than `most` bytes.

    The streams are wrapped below their buffers, so that what is taken down is what was written,
    encoded and in order. `sys.__stderr__` stays as it is: a progress bar is no answer.
    """

    def __init__(self, most: int) -> None:
        self._left = most
        self._parts: list[Printed] | None = []
        self._streams: list[tuple[str, io.TextIOWrapper, io.TextIOWrapper]] = []

    def __enter__(self) -> Tape:
        for number, name in ((1, "stdout"), (2, "stderr")):
            stream = getattr(sys, name)
            buffer = getattr(stream, "buffer", None)
            raw = getattr(buffer, "raw", buffer)  # with PYTHONUNBUFFERED there is no buffer
            if not isinstance(stream, io.TextIOWrapper) or not isinstance(raw, io.RawIOBase):
                self._parts = None  # a stream of somebody's own
                continue
            stream.flush()
            tee = _Tee(raw, number, self)
            taped = _like(stream, tee if buffer is raw else io.BufferedWriter(tee))
            self._streams.append((name, stream, taped))
            setattr(sys, name, taped)
        return self

    def __exit__(self, kind: type[BaseException] | None, *_: object) -> None:
        for name, stream, _taped in self._streams:
            setattr(sys, name, stream)
        for _name, _stream, taped in self._streams:
            if kind is None or not issubclass(kind, BrokenPipeError):
                taped.flush()

    @property
    def printed(self) -> list[Printed] | None:
        """All that has been written, what followed in the same stream joined."""
        if self._parts is None:
            return None
        joined: list[list[Any]] = []
        for stream, content in self._parts:
            if joined and joined[-1][0] == stream:
                joined[-1][1].append(content)
            else:
                joined.append([stream, [content]])
        return [Printed(stream, b"".join(contents)) for stream, contents in joined]

    def add(self, stream: int, content: bytes) -> None:
        """Take down what has been written to a stream."""
        self._left -= len(content)
        if self._left < 0:
            self._parts = None
        if self._parts is not None:
            self._parts.append(Printed(stream, content))


class _Tee(io.RawIOBase):
    """A stream that is taken down as it is written."""

    def __init__(self, raw: io.RawIOBase, number: int, tape: Tape) -> None:
        super().__init__()
        self._raw, self._number, self._tape = raw, number, tape

    def writable(self) -> bool:
        return True

    def fileno(self) -> int:
        return self._raw.fileno()

    def isatty(self) -> bool:
        return self._raw.isatty()

    def write(self, content: Any) -> int | None:
        written = self._raw.write(content)
        if written:
            self._tape.add(self._number, bytes(content[:written]))
        return written


def _like(stream: io.TextIOWrapper, buffer: Any) -> io.TextIOWrapper:
    """A text stream over another buffer, in all else like the first."""
    return io.TextIOWrapper(
        buffer,
        encoding=stream.encoding,
        errors=stream.errors,
        newline="\n",
        line_buffering=stream.line_buffering,
        write_through=stream.write_through,
    )
