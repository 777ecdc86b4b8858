r"""One line to its fields (SIE 4B § 5.7): spaces or tabs between, quotes around, \" for a quote.

A backslash before anything but a quote is a backslash: Windows paths stand so in real files.
"""

from __future__ import annotations

import re

from sambruk_cli.messages import Message

Field = str | tuple[str, ...]  # a text, or what an object list {...} holds

# A line as it should be, with no backslash in it. Possessive: no input makes it go back.
_WELL_FORMED = re.compile(
    r'[ \t]*+(?:(?:"[^"]*+"|[^ \t"{}]++'
    r'|\{[ \t]*+(?:(?:"[^"]*+"|[^ \t"{}]++)(?:[ \t]++|(?=\})))*+\})(?:[ \t]++|$))*+'
)
_FIELD = re.compile(r'"([^"]*)"|([^ \t"{}]+)|(\{(?:[^{}"]|"[^"]*")*\})')
_IN_LIST = re.compile(r'"([^"]*)"|([^ \t"]+)')
_SEPARATORS = " \t"
UNCLOSED = Message.of("a quote is not closed; the text was taken to end with the line")


class LexError(Exception):
    """A line that has no reading; `said` is why."""

    def __init__(self, said: Message) -> None:
        super().__init__(said.text("en"))
        self.said = said


def split(line: str) -> tuple[list[Field], list[Message]]:
    """The fields of a line, and what was odd about it, as messages.

    Raises LexError for braces that do not match and lists within lists.
    """
    if "\\" in line:
        return scan(line)
    if '"' not in line and "{" not in line and "}" not in line:
        return [field for field in line.replace("\t", " ").split(" ") if field], []
    if not _WELL_FORMED.fullmatch(line):
        return scan(line)
    fields: list[Field] = []
    for enclosed, bare, listed in _FIELD.findall(line):
        if listed:
            items = _IN_LIST.findall(listed[1:-1])
            fields.append(tuple(enclosed or bare for enclosed, bare in items))
        else:
            fields.append(bare or enclosed)
    return fields, []


def scan(line: str) -> tuple[list[Field], list[Message]]:
    """The same as `split`, with care, one field at a time."""
    return _Scanner(line).fields()


class _Scanner:
    def __init__(self, line: str) -> None:
        self.line = line
        self.at = 0
        self.odd: list[Message] = []
        self.quotes = line.count('"') - line.count('\\"')
        # Quotes that pair off tell which of them closes a field; one too many tells nothing.
        self.paired = self.quotes % 2 == 0

    def fields(self) -> tuple[list[Field], list[Message]]:
        fields: list[Field] = []
        while character := self.next():
            if character == "{":
                fields.append(self.list())
            elif character == "}":
                raise LexError(Message.of("a }} with no {{ before it on the line"))
            else:
                fields.append(self.field(character, in_list=False))
        return fields, self.odd

    def next(self) -> str:
        line, at = self.line, self.at
        while at < len(line) and line[at] in _SEPARATORS:
            at += 1
        self.at = at
        return line[at : at + 1]

    def list(self) -> tuple[str, ...]:
        self.at += 1
        items = []
        while (character := self.next()) != "}":
            if character == "{":
                raise LexError(Message.of("a {{ within an object list"))
            if not character:
                raise LexError(Message.of("the object list has no }} on its line"))
            items.append(self.field(character, in_list=True))
        self.at += 1
        return tuple(items)

    def field(self, character: str, *, in_list: bool) -> str:
        return self.enclosed(in_list=in_list) if character == '"' else self.bare()

    def bare(self) -> str:
        start = self.at
        while self.at < len(self.line) and self.line[self.at] not in " \t{}":
            self.at += 1
        text = self.line[start : self.at]
        stray = text.count('"') - text.count('\\"')
        if stray:
            self.quotes -= stray
            self.stray_quote()
        return text.replace('\\"', '"')

    def enclosed(self, *, in_list: bool) -> str:
        self.quotes -= 1
        start = at = self.at + 1
        while (at := self.line.find('"', at)) >= 0:
            if at > start and self.line[at - 1] == "\\":
                at += 1
                continue
            self.quotes -= 1
            if self.closes(at, in_list=in_list):
                self.at = at + 1
                return self.line[start:at].replace('\\"', '"')
            self.stray_quote()
            at += 1
        return self.unclosed(start, in_list=in_list)

    def closes(self, at: int, *, in_list: bool) -> bool:
        after = self.line[at + 1 : at + 2]
        if after and after not in _SEPARATORS and not (after == "}" and in_list):
            return False
        return not self.paired or self.quotes % 2 == 0

    def unclosed(self, start: int, *, in_list: bool) -> str:
        if in_list:
            raise LexError(Message.of("a quote in the object list is not closed"))
        self.at = len(self.line)
        text = self.line[start:].rstrip(_SEPARATORS)
        if text.endswith('\\"'):
            self.odd.append(
                Message.of("a backslash before the closing quote was read as a backslash")
            )
            return text[:-1].replace('\\"', '"')
        self.odd.append(UNCLOSED)
        return text.replace('\\"', '"')

    def stray_quote(self) -> None:
        said = Message.of('a quote within a text lacks its backslash (\\")')
        if said not in self.odd:
            self.odd.append(said)
