"""What the program says: English templates in the code, Swedish ones in a gettext catalogue.

A template is its own key. `say` gives a text at once; a `Message` keeps template and values
apart until it is known who reads it, so that what is kept or compared has no language.
"""

from __future__ import annotations

from sambruk_cli.messages.message import Message, Value
from sambruk_cli.messages.saying import say, say_count, say_in

__all__ = ["Message", "Value", "say", "say_count", "say_in"]
