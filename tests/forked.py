"""The program in processes of their own that need not import it: forked from one that has.

Half the time of a command that starts anew goes into imports, and the tests run some hundreds of
commands. A forked process is one all the same: it has its own arguments, folder, environment,
streams and exit code. What Python itself reads when it starts (PYTHONHASHSEED, the encoding of
streams) must be tested in one that starts anew.

    python -m tests.forked SOCKET

The one that has imported the program takes a command at a time over the socket: the descriptors of
its streams with a JSON text of its arguments, folder and environment. It answers with the id of
the process, and then with the exit code.
"""

from __future__ import annotations

import atexit
import gc
import importlib
import json
import os
import pkgutil
import runpy
import signal
import socket
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack, suppress
from pathlib import Path
from typing import NoReturn

import sambruk_cli

MAIN = str(Path(sambruk_cli.__file__).parent / "__main__.py")
LONGEST = 1 << 20  # bytes of a command


class Forker:
    """Runs commands of the program in processes forked from one that has imported it."""

    def __init__(self, folder: Path) -> None:
        ours, theirs = socket.socketpair(socket.AF_UNIX, socket.SOCK_SEQPACKET)
        with theirs:
            self._process = subprocess.Popen(
                [sys.executable, "-m", "tests.forked", str(theirs.fileno())],
                cwd=folder,
                pass_fds=[theirs.fileno()],
            )
        self._socket = ours

    def run(
        self, arguments: list[str], cwd: Path, environment: dict[str, str], seconds: float
    ) -> subprocess.CompletedProcess[str]:
        """As `subprocess.run` with `python -m sambruk_cli`.

        Raises:
          subprocess.TimeoutExpired: when it has not ended after so many seconds.
        """
        command = {"arguments": arguments, "cwd": str(cwd), "environment": environment}
        with ExitStack() as opened:
            pairs = [os.pipe(), os.pipe()]
            readers = [opened.enter_context(os.fdopen(read, "rb")) for read, _ in pairs]
            writers = [write for _, write in pairs]
            socket.send_fds(self._socket, [json.dumps(command).encode()], writers)
            for writer in writers:
                os.close(writer)
            pid = int(self._socket.recv(64))
            threads = opened.enter_context(ThreadPoolExecutor(2))
            printed = [threads.submit(reader.read) for reader in readers]
            self._socket.settimeout(seconds)
            try:
                code = int(self._socket.recv(64))
            except TimeoutError:
                os.kill(pid, signal.SIGKILL)
                self._socket.settimeout(None)
                self._socket.recv(64)
                raise subprocess.TimeoutExpired(arguments, seconds) from None
            finally:
                self._socket.settimeout(None)
            out, err = (each.result().decode() for each in printed)
        return subprocess.CompletedProcess(["sambruk", *arguments], code, out, err)

    def close(self) -> None:
        self._socket.close()
        self._process.wait(30)


def serve(commands: socket.socket) -> bool:
    """Fork a process for each command; True in a process that is to run one."""
    while True:
        text, streams, _, _ = socket.recv_fds(commands, LONGEST, 2)
        if not text:
            return False
        pid = os.fork()
        if pid == 0:
            commands.close()
            become(json.loads(text), streams)
            return True
        for stream in streams:
            os.close(stream)
        with suppress(BrokenPipeError):
            commands.send(str(pid).encode())
            _, status = os.waitpid(pid, 0)
            commands.send(str(os.waitstatus_to_exitcode(status)).encode())


def become(command: dict[str, object], streams: list[int]) -> None:
    """Take on what a process gets from the one that starts it."""
    arguments, cwd, environment = command.values()
    assert isinstance(arguments, list)
    assert isinstance(environment, dict)
    os.chdir(str(cwd))
    os.environ.clear()
    os.environ.update(environment)
    sys.argv = [MAIN, *arguments]
    nothing = os.open(os.devnull, os.O_RDONLY)
    for at, stream in enumerate([nothing, *streams]):
        os.dup2(stream, at)
        os.close(stream)


def import_all() -> None:
    """Every module of the program, and what those import that they import when they need it."""
    for module in pkgutil.walk_packages(sambruk_cli.__path__, "sambruk_cli."):
        if not module.name.endswith("__main__"):
            importlib.import_module(module.name)
    for name in ("babel.numbers", "beancount.parser.parser", "docx", "typst", "xlsxwriter"):
        importlib.import_module(name)


def main() -> None:
    commands = socket.socket(fileno=int(sys.argv[1]))
    import_all()
    gc.freeze()  # or a look for garbage would copy what is shared with the forked ones
    if serve(commands):
        leave(run())


def run() -> object:
    """The exit code of the program, as sys.exit takes it."""
    try:
        runpy.run_module("sambruk_cli", run_name="__main__", alter_sys=True)
    except SystemExit as ended:
        return ended.code
    return None


def leave(code: object) -> NoReturn:
    """Leave as Python does, but for taking every module apart, which takes longer than a command.

    sys.exit takes None, a number, or a text that is said.
    """
    if not isinstance(code, int | None):
        sys.stderr.write(f"{code}\n")
        code = 1
    atexit._run_exitfuncs()
    try:
        sys.stdout.flush()
        sys.stderr.flush()
    except OSError:
        code = 120
    os._exit(code or 0)


if __name__ == "__main__":
    main()
