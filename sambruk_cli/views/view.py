"""What a command shows, before it is known in which form."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from sambruk_cli.document.model import Block, Table
from sambruk_cli.frozen import frozen


@frozen
class View:
    """`blocks` are what people read; `table` is what CSV holds, `data` what JSON holds.

    JSON takes its rows from the tables (`records`), so that no figure is written twice; it is
    made when it is asked for, since the ledger of a large year takes a while.
    """

    blocks: tuple[Block, ...]
    table: Table
    data: Callable[[], Mapping[str, Any]]
