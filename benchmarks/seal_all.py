"""Seal every closed year of a workspace in one process: the books are read once.

python -m benchmarks.seal_all FOLDER
"""

from __future__ import annotations

import argparse
from datetime import date
from pathlib import Path

from sambruk_cli.closing.sealing import sealed
from sambruk_cli.opening.anew import read_to_verify
from sambruk_cli.terms import Terms
from sambruk_cli.workspace import Workspace

DAY = date(2026, 11, 27)


def seal_all(folder: Path) -> None:
    """Seal every closed year of a workspace, in their order."""
    session = read_to_verify(Workspace(folder), Terms(DAY))
    assert session.ledger is not None, session.findings
    for year in session.register.years:
        if year.closed:
            edit = sealed(session, year, "Benchmark")
            assert edit.plan is not None, edit.findings
            for change in edit.plan.changes:
                path = folder / change.path
                path.parent.mkdir(parents=True, exist_ok=True)
                path.write_bytes(change.after or b"")


def main() -> None:
    parser = argparse.ArgumentParser(description="Seal every closed year of a workspace.")
    parser.add_argument("folder", type=Path)
    seal_all(parser.parse_args().folder)


if __name__ == "__main__":
    main()
