"""A sign of life for work that takes over a second; nothing in a pipe."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from threading import Timer

DELAY = 1.0  # seconds


@contextmanager
def progress(what: str) -> Iterator[None]:
    """Show a spinner on stderr if the work lasts, and take it away when it is done."""
    if not sys.stderr.isatty():
        yield
        return
    shown: list[object] = []

    def show() -> None:
        from rich.console import Console

        status = Console(stderr=True).status(f"{what} …")
        shown.append(status)
        status.start()

    timer = Timer(DELAY, show)
    timer.daemon = True
    timer.start()
    try:
        yield
    finally:
        timer.cancel()
        timer.join()
        for status in shown:
            status.stop()  # type: ignore[attr-defined]
