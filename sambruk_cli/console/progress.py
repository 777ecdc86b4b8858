"""A sign of life for work that takes over a second; nothing in a pipe."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from threading import Lock, Timer
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from rich.progress import Progress

DELAY = 1.0  # seconds


class _Bar:
    """A bar on stderr that appears once the work has lasted."""

    def __init__(self, what: str) -> None:
        self._what = what
        self._lock = Lock()
        self._done, self._whole = 0, 0
        self._shown: Progress | None = None

    def advance(self, done: int, whole: int) -> None:
        """Note how much is done, in bytes."""
        with self._lock:
            self._done, self._whole = done, whole
            self._update()

    def show(self) -> None:
        from rich.console import Console
        from rich.progress import BarColumn, Progress, SpinnerColumn, TextColumn

        columns = (SpinnerColumn(), TextColumn("{task.description}"), BarColumn(bar_width=30))
        with self._lock:
            # The stream itself: what stands in its place may take down what a command prints.
            console = Console(file=sys.__stderr__)
            self._shown = Progress(*columns, console=console, transient=True)
            self._shown.add_task(f"{self._what} …", total=None)
            self._update()
            self._shown.start()

    def hide(self) -> None:
        """Take the bar away, where it has appeared."""
        if self._shown is not None:
            self._shown.stop()

    def _update(self) -> None:
        if self._shown is not None and self._whole:
            task = self._shown.task_ids[0]
            self._shown.update(task, completed=self._done, total=self._whole)


@contextmanager
def progress(what: str) -> Iterator[Callable[[int, int], None] | None]:
    """Show a bar on stderr if the work lasts, and take it away when it is done.

    Yields:
      What is told how many bytes of how many are done; None where there is no terminal.
    """
    if not sys.stderr.isatty():
        yield None
        return
    bar = _Bar(what)
    timer = Timer(DELAY, bar.show)
    timer.daemon = True
    timer.start()
    try:
        yield bar.advance
    finally:
        timer.cancel()
        timer.join()
        bar.hide()
