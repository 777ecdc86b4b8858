"""Printing again what a command printed, where all that it rests on is as it was."""

from __future__ import annotations

import os
import sys
from pathlib import Path

from sambruk_cli.cache.answers import read_answer
from sambruk_cli.cache.call import Call
from sambruk_cli.cache.program import program_key
from sambruk_cli.cache.questions import World
from sambruk_cli.files.folder import Folder


def print_again(call: Call) -> int | None:
    """Print the kept answer of a call and return its exit code; None where it must be run."""
    try:
        answer = read_answer(call, program_key())
        if answer is None or not answer.basis.stands(World(Folder(Path(call.root)), call.day)):
            return None
    except Exception:
        return None  # whatever is the matter with it, the command is run
    streams = {1: sys.stdout, 2: sys.stderr}
    try:
        for stream, content in answer.printed:
            streams[stream].buffer.write(content)
            streams[stream].buffer.flush()
    except BrokenPipeError:
        # The reader has gone (`| head`): nothing is wrong, as when the command is run.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 0
    return answer.code
