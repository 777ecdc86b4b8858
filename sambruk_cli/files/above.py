"""Where a folder lies in its repository, as far as names tell: git is not needed for that."""

from __future__ import annotations

import os
from pathlib import Path


def below_repository(folder: Path) -> str:
    """The path of a folder in the repository it lies in, as `a/b`; empty for none or its top."""
    real = Path(os.path.realpath(folder))
    top = next((top for top in (real, *real.parents) if os.path.lexists(top / ".git")), real)
    below = real.relative_to(top).as_posix()
    return "" if below == "." else below
