"""What Ctrl-C does, at each stage of a run."""

from __future__ import annotations

import os
import signal
from collections.abc import Callable
from types import FrameType

INTERRUPTED = 130  # exit code, as of every program that SIGINT ends


def leave_at_once() -> None:
    """Let it end the program, while nothing is under way that would have to be put in order.

    So there is no word of what was just being imported or cleared away.
    """
    _on_interrupt(_leave)


def leave_in_order() -> None:
    """Let it raise KeyboardInterrupt: files may be open and changes under way."""
    _on_interrupt(signal.default_int_handler)


def _on_interrupt(handler: Callable[[int, FrameType | None], object]) -> None:
    # Whoever starts the program in the background keeps Ctrl-C away from it.
    if signal.getsignal(signal.SIGINT) is not signal.SIG_IGN:
        signal.signal(signal.SIGINT, handler)


def _leave(_signal: int, _frame: FrameType | None) -> None:
    os._exit(INTERRUPTED)
