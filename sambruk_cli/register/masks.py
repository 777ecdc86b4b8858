"""Texts without what identifies private members.

Apart from sambruk_cli/register/private.py, so that a session is made without what reads a register.
"""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import replace
from functools import cached_property
from typing import TYPE_CHECKING

from sambruk_cli.findings import Finding
from sambruk_cli.frozen import frozen
from sambruk_cli.messages.message import Message, Value
from sambruk_cli.register.private_texts import Texts

if TYPE_CHECKING:
    from sambruk_cli.register.members import Group

_COMMON = frozenset({"and", "och", "med", "von", "van", "familjen", "family"})


@frozen
class Private:
    """One that is private.

    `names` identify it wherever they stand: name, e-mail, organisation number. `about` do where
    it is known that it is spoken of: lines of the address, reference.
    """

    id: str
    names: tuple[str, ...]
    about: tuple[str, ...]


class Masks:
    """What keeps private members out of what is printed. False where nobody is to be kept out."""

    def __init__(
        self,
        hidden: Collection[Private] = (),
        ids: Collection[str] = (),
        groups: Collection[Group] = (),
    ) -> None:
        """
        Args:
          hidden: who is to be kept out.
          ids: all ids of members and groups, which stay as they are.
          groups: all groups; what is about one of a group may be about the others.
        """
        self._people = tuple(hidden)  # two of them may have one id by mistake
        self.hidden = {each.id: each for each in hidden}
        self._ids = frozenset(ids)
        self._related: dict[str, dict[str, None]] = {id_: {id_: None} for id_ in self.hidden}
        for group in groups:
            people = {group.payer: None, **{member.id: None for member in group.members}}
            kept_out = {id_: None for id_ in (*people, group.id) if id_ in self.hidden}
            for member in people if kept_out else ():
                self._related[member] = {**self._related.get(member, {}), **kept_out}
        self._said: dict[tuple[str, ...], str] = {}  # texts repeat themselves, year after year

    def __bool__(self) -> bool:
        return bool(self.hidden)

    @property
    def members(self) -> Collection[str]:
        """Ids of members that are kept out, or are in a group with one that is."""
        return self._related.keys()

    @cached_property
    def names(self) -> Texts:
        """Names, e-mails and organisation numbers of all that are kept out."""
        return Texts((text, p.id) for p in self._people for text in p.names)

    @cached_property
    def _all(self) -> Texts:
        """These, addresses and references."""
        found = ((text, p.id) for p in self._people for text in (*p.names, *p.about))
        return Texts(found)

    @cached_property
    def _words(self) -> Texts:
        """All these, and single words of names."""
        return Texts(
            (text, p.id)
            for p in self._people
            for text in (*p.names, *p.about, *_parts(p.names[:1]))
        )

    def text(self, text: str) -> str:
        """A text in which private members may be named."""
        found = self._said.get((text,))
        if found is None:
            found = text if text in self._ids else self.names.replaced(text)
            self._said[(text,)] = found
        return found

    def line(self, text: str, of: Collection[str] = ()) -> str:
        """A text about the register: their addresses and references are left out, too.

        Args:
          of: as `about`.
        """
        return text if text in self._ids else self._all.replaced(self.about(of, text))

    def about(self, members: Collection[str], text: str) -> str:
        """A text that is known to be about some of `members`: single words of names, too."""
        if not members:
            return self.text(text)
        key = (text, *members)
        found = self._said.get(key)
        if found is None:
            people = {id_ for member in members for id_ in self._related.get(member, ())}
            found = self._said[key] = self.text(self._words.replaced(text, people))
        return found

    def finding(self, item: Finding, of: Collection[str] = ()) -> Finding:
        """A finding, what it says and what it advises masked.

        Args:
          of: those of `members` that the place where it is found is about.
        """
        if not self:
            return item
        said = self._message(item.said, of)
        remedy = None if item.remedy is None else self._message(item.remedy, of)
        waived = item.waived and self.text(item.waived)
        if said is item.said and remedy is item.remedy and waived == item.waived:
            return item
        return replace(item, said=said, remedy=remedy, waived=waived)

    def _message(self, message: Message, of: Collection[str]) -> Message:
        values = tuple((name, self._value(value, of)) for name, value in message.values)
        return message if values == message.values else Message(message.template, values)

    def _value(self, value: Value, of: Collection[str]) -> Value:
        match value:
            case str():
                return self.line(value, of)
            case Message():
                return self._message(value, of)
            case tuple():
                return tuple(self._value(item, of) for item in value)
            case _:
                return value


def _parts(names: Collection[str]) -> list[str]:
    """The words of names that are nobody else's."""
    words = [word.strip(",.()") for name in names for word in name.split()]
    return [w for w in words if sum(map(str.isalpha, w)) > 2 and w.casefold() not in _COMMON]
