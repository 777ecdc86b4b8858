"""What the program says: English templates in the code, Swedish ones in a gettext catalogue.

A template is its own key. `say` gives a text at once; a `Message` keeps template and values
apart until it is known who reads it, so that what is kept or compared has no language.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from sambruk_cli.messages.saying import say, say_count, say_in

if TYPE_CHECKING:
    from sambruk_cli.messages.message import Message as Message
    from sambruk_cli.messages.message import Value as Value

__all__ = ["Message", "Value", "say", "say_count", "say_in"]


def __getattr__(name: str) -> Any:
    """Messages need decimals, which `--version` and help do not load."""
    if name not in __all__:
        raise AttributeError(name)
    from sambruk_cli.messages import message

    return getattr(message, name)
