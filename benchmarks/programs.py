"""The programs that are timed, and how each is started."""

from __future__ import annotations

import os
import platform
import re
import subprocess
import sys
from collections.abc import Mapping
from dataclasses import dataclass
from importlib.metadata import version
from pathlib import Path

BALANCES = "SELECT account, sum(position) GROUP BY account"


@dataclass(frozen=True, slots=True)
class Programs:
    """Commands as a person types them, in a home of their own.

    The environment keeps the user's settings and caches out, and Beancount from writing its own.
    """

    home: Path
    bin: Path = Path(sys.executable).parent

    @property
    def environment(self) -> Mapping[str, str]:
        return {
            "PATH": f"{self.bin}{os.pathsep}{os.environ.get('PATH', os.defpath)}",
            "LANG": "C.UTF-8",
            "HOME": str(self.home),
            "XDG_CACHE_HOME": str(self.home / "cache"),
            "BEANCOUNT_DISABLE_LOAD_CACHE": "1",
        }

    def sambruk(self, root: Path, *arguments: str) -> tuple[str, ...]:
        return (str(self.bin / "sambruk"), "--root", str(root), *arguments)

    def bean_check(self, root: Path) -> tuple[str, ...]:
        return (str(self.bin / "bean-check"), "--no-cache", _main(root))

    def bean_query(self, root: Path, query: str = BALANCES) -> tuple[str, ...]:
        return (str(self.bin / "bean-query"), _main(root), query)

    def hledger(self, root: Path) -> tuple[str, ...]:
        return ("hledger", "-f", str(root / "peer.journal"), "balancesheet")

    def ledger(self, root: Path) -> tuple[str, ...]:
        return ("ledger", "-f", str(root / "peer.journal"), "balance")


def _main(root: Path) -> str:
    return str(root / "ledger" / "main.beancount")


def machine() -> list[str]:
    """Processor, memory and versions, a line each."""
    processor = _field("/proc/cpuinfo", "model name") or platform.processor() or "not known"
    memory = int(re.sub(r"\D", "", _field("/proc/meminfo", "MemTotal")) or 0) // 1_000_000
    packages = ", ".join(
        f"{name} {version(name)}" for name in ("sambruk", "beancount", "beanquery")
    )
    return [
        f"{processor}, {os.cpu_count()} cores, {memory} GB of memory, {platform.system()}",
        f"Python {platform.python_version()}, {packages}",
        *(_first_line(name) for name in ("hledger", "ledger")),
    ]


def _field(file: str, name: str) -> str:
    try:
        text = Path(file).read_text(encoding="utf-8")
    except OSError:
        return ""
    found = re.search(rf"^{name}\s*: *(.+)$", text, re.MULTILINE)
    return found[1] if found else ""


def _first_line(program: str) -> str:
    done = subprocess.run([program, "--version"], capture_output=True, text=True, check=True)
    return done.stdout.splitlines()[0]
