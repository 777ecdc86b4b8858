"""What a command shows, before it is known in which form."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from sambruk_cli.document.model import Block, Table
from sambruk_cli.frozen import frozen


@frozen
class View:
    """`blocks` are what people read; `table` is what CSV holds, `data` what JSON holds.

    JSON takes its rows from the tables (`records`), so that no figure is written twice. It is
    made when it is asked for, and so may the table be: those of a large year take a while.
    """

    blocks: tuple[Block, ...]
    table: Table | Callable[[], Table]
    data: Callable[[], Mapping[str, Any]]
