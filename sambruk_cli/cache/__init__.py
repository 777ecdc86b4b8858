"""What is kept between runs. This is the only door: nothing outside imports from behind it.

Two things are kept. An answer is what a command printed: asked again while nothing that it rests
on has changed, the command is not run (`replay`). A snapshot is a workspace as it was read and
checked: a command that must be run takes up of it what still stands (`past_of`).

What answers and snapshots rest on is noted by a `Recording`, through which a workspace is read.
"""

from __future__ import annotations

import os
from importlib import import_module
from typing import TYPE_CHECKING, Any

from sambruk_cli.cache.call import Call, call_of
from sambruk_cli.cache.place import Damaged

if TYPE_CHECKING:
    from sambruk_cli.cache.housekeeping import discard, discard_all, kept_of
    from sambruk_cli.cache.keeper import Keeper
    from sambruk_cli.cache.past import Loaded, Past, keep_for_later, past_of, resumed_ledger
    from sambruk_cli.cache.questions import Basis
    from sambruk_cli.cache.recording import Recording, recording_of
    from sambruk_cli.cache.snapshot import Snapshot

__all__ = [
    "Basis",
    "Call",
    "Damaged",
    "Keeper",
    "Loaded",
    "Past",
    "Recording",
    "Snapshot",
    "call_of",
    "discard",
    "discard_all",
    "keep_for_later",
    "kept_of",
    "past_of",
    "recording_of",
    "replay",
    "resumed_ledger",
]

# Looked up when they are asked for (PEP 562): an answer is printed again in less time than what
# stands behind a snapshot takes to import.
_BEHIND = {
    "Basis": "questions",
    "Keeper": "keeper",
    "Loaded": "past",
    "Past": "past",
    "Recording": "recording",
    "Snapshot": "snapshot",
    "discard": "housekeeping",
    "discard_all": "housekeeping",
    "keep_for_later": "past",
    "kept_of": "housekeeping",
    "past_of": "past",
    "recording_of": "recording",
    "resumed_ledger": "past",
}


def __getattr__(name: str) -> Any:
    if name not in _BEHIND:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    return getattr(import_module(f"{__name__}.{_BEHIND[name]}"), name)


def replay(call: Call | None) -> int | None:
    """Print what the call printed before and return its exit code; None where it must be run."""
    if call is None or not os.path.isfile(call.path):
        return None
    # Not needed where nothing is kept.
    from sambruk_cli.cache.again import print_again

    return print_again(call)
