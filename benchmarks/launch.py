"""Times one process from a small one of its own.

    python -I -S launch.py FILE PROGRAM [ARGUMENT]...

Linux begins the peak memory of a process with that of the process it was started from, so a
runner that is larger than what it times would report itself. This one imports next to nothing.
Seconds of wall time and the peak in KiB are written to FILE; the exit code is the program's.
"""

import os
import sys
import time


def main(figures: str, *command: str) -> int:
    """Run the command to its end with nothing to read, and what it prints thrown away."""
    nothing = [
        (os.POSIX_SPAWN_OPEN, 0, os.devnull, os.O_RDONLY, 0),
        (os.POSIX_SPAWN_OPEN, 1, os.devnull, os.O_WRONLY, 0),
    ]
    start = time.perf_counter()
    process = os.posix_spawnp(command[0], command, os.environ, file_actions=nothing)
    _, status, usage = os.wait4(process, 0)
    seconds = time.perf_counter() - start
    with open(figures, "w", encoding="ascii") as file:  # noqa: PTH123 - pathlib costs memory
        file.write(f"{seconds} {usage.ru_maxrss}")
    return os.waitstatus_to_exitcode(status)


if __name__ == "__main__":
    code = main(*sys.argv[1:])
    sys.exit(code if code >= 0 else 128 - code)
