"""Keeping what a command prints."""

from __future__ import annotations

import os
import sys

from sambruk_cli.cache.answers import MOST_BYTES, Answer, keep_answer
from sambruk_cli.cache.call import Call, call_of
from sambruk_cli.cache.program import program_key
from sambruk_cli.cache.recording import Recording
from sambruk_cli.cache.tape import Tape


class Keeper(Tape):
    """Takes down what a command prints while it is entered, to be kept when it has ended well."""

    def __init__(self, call: Call) -> None:
        super().__init__(MOST_BYTES)
        self._call = call
        self._program = program_key()

    def keep(self, code: int, recording: Recording) -> None:
        """Keep what has been printed, with the exit code and what it rests on."""
        printed = self.printed
        # While the command ran, the day may have changed, or the terminal's size.
        if printed is None or call_of(sys.argv[1:]) != self._call:
            return
        if os.path.realpath(recording.root) == os.path.realpath(self._call.root):
            keep_answer(self._call, self._program, Answer(code, printed, recording.all()))
