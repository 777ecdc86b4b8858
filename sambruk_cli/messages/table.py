"""How the tables of check codes are written."""

from __future__ import annotations

from collections.abc import Mapping
from typing import NamedTuple

from sambruk_cli.frozen import frozen


class Said(NamedTuple):
    """What a finding says and what to do about it: templates in English."""

    message: str
    hint: str | None = None


@frozen
class Code:
    """A check code with its name, and its templates by variant; "" is the usual one."""

    code: str
    name: str
    warning: bool
    said: Mapping[str, Said]
    reminder: bool = False


def code(
    number: str,
    name: str,
    usual: Said | None = None,
    /,
    *,
    warning: bool = False,
    reminder: bool = False,
    **others: Said,
) -> Code:
    """An entry: `usual` is what finding("REG107") says, `others` what finding("REG107.key") says.

    Args:
      warning: whether its findings are warnings unless said otherwise.
      reminder: whether they are warnings of what is yet to be done, which `--strict` lets pass.
    """
    said = {**({"": usual} if usual else {}), **others}
    return Code(number, name, warning or reminder, said, reminder)
