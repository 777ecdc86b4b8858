"""A row of a table as what it says of a member, and what is wrong with it."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import field
from datetime import date
from decimal import Decimal
from typing import Any

from sambruk_cli.edits.members import MemberDetails, StatedValue, holds_since
from sambruk_cli.exchange.members.columns import ColumnUse
from sambruk_cli.exchange.tables.sheet import (
    CellContent,
    SheetRow,
    heading_key,
    read_day,
    read_number,
    read_text,
    read_yes,
)
from sambruk_cli.findings import Finding, finding, nearest
from sambruk_cli.frozen import frozen
from sambruk_cli.register.fields import Unfit
from sambruk_cli.register.ids import slug
from sambruk_cli.register.members import Attribute, MembersFile
from sambruk_cli.register.organisation_number import organisation_number

_TEXTS = ("id", "number", "email", "reference")
_NAMES = ("first_name", "last_name")
_PLACES = ("care_of", "address", "address_2", "postcode", "city")


@frozen
class RowReading:
    """What rows are read by: columns, kinds and attributes, and what holds where a row is silent.

    `day` is that of values of attributes, None for today; `source` is theirs.
    """

    file: str
    columns: tuple[ColumnUse, ...]
    members: MembersFile
    kinds: Mapping[str, str]
    source: str
    day: date | None = None
    attributes: Mapping[str, Attribute] = field(default_factory=dict)

    @classmethod
    def of(
        cls,
        file: str,
        columns: Sequence[ColumnUse],
        members: MembersFile,
        source: str,
        day: date | None,
    ) -> RowReading:
        """That of a register."""
        kinds = {
            heading_key(text): kind.id
            for kind in members.kinds
            for text in (kind.id, kind.label, kind.label_en or kind.id)
        }
        ids = {column.key for column in columns if column.key}
        attributes = {name: found for name in ids if (found := members.attribute(name)) is not None}
        return cls(file, tuple(columns), members, kinds, source, day, attributes)

    def read(self, row: SheetRow) -> tuple[MemberDetails, list[Finding]]:
        """What a row says of a member; an empty cell says nothing."""
        cells = {
            column.key: (column.heading, row.cells[column.at])
            for column in self.columns
            if column.key and column.at < len(row.cells) and read_text(row.cells[column.at])
        }
        keys: dict[str, Any] = {}
        values: list[StatedValue] = []
        tier: StatedValue | None = None
        found: list[Finding] = []
        for key, (heading, cell) in cells.items():
            try:
                if key in self.attributes:
                    values.append(self._attribute(self.attributes[key], cell))
                elif key == "tier":
                    tier = StatedValue("tier", read_text(cell), self.day, self.source)
                elif key not in {*_NAMES, *_PLACES}:
                    keys[key] = self._value(key, cell)
            except _Wrong as wrong:
                found.append(wrong.said(heading, self.file, row.line))
        self._joined_up(keys, {key: cell for key, (_, cell) in cells.items()})
        return MemberDetails(keys, tuple(values), tier), found

    def _joined_up(self, keys: dict[str, Any], cells: Mapping[str, CellContent]) -> None:
        """A name of two columns, and an address of several."""
        names = [read_text(cells[key]) for key in _NAMES if key in cells]
        if names and "name" not in keys:
            keys["name"] = " ".join(names)
        places = {key: read_text(cells[key]) for key in _PLACES if key in cells}
        if "postcode" in places:
            places["postcode"] = re.sub(r"^(\d{3}) ?(\d{2})$", r"\1 \2", places["postcode"])
        last = " ".join(places[key] for key in ("postcode", "city") if key in places)
        lines = [places[key] for key in _PLACES[:3] if key in places]
        if lines or last:
            keys["address"] = [*lines, *([last] if last else [])]

    def _value(self, key: str, cell: CellContent) -> Any:
        text = read_text(cell)
        match key:
            case "joined" | "left":
                day = read_day(cell)
                if day is None:
                    raise _Wrong("TAB703.date", text=text)
                return day
            case "private":
                answer = read_yes(cell)
                if answer is None:
                    raise _Wrong("TAB703.yes", text=text)
                return answer
            case "kind":
                kind = self.kinds.get(heading_key(text)) or self.kinds.get(
                    heading_key(slug(text, ""))
                )
                if kind is None:
                    known = tuple(kind.id for kind in self.members.kinds)
                    raise _Wrong("TAB703.kind", text=text, kinds=known)
                return kind
            case "organisation_number":
                try:
                    return organisation_number(text)
                except Unfit:
                    return text  # the register says what is wrong with it
        return text

    def _attribute(self, attribute: Attribute, cell: CellContent) -> StatedValue:
        if attribute.type == "text":
            return StatedValue(attribute.id, read_text(cell), self.day, self.source)
        number = read_number(cell)
        day = read_day(cell) if attribute.type == "year" else None
        if day is not None:
            number = Decimal(day.year)  # of a day of birth the year alone is kept
        if number is None:
            raise _Wrong("TAB703.number", text=read_text(cell))
        since = holds_since(attribute, number)
        return StatedValue(attribute.id, number, self.day, self.source, since)


class _Wrong(Exception):
    """A cell does not hold what its column is for."""

    def __init__(self, code: str, *, text: str, kinds: tuple[str, ...] = ()) -> None:
        super().__init__(code)
        self._code = code
        self._text = text
        self._kinds = kinds

    def said(self, column: str, file: str, line: int) -> Finding:
        if not self._kinds:
            return finding(self._code, column=column, text=self._text, file=file, line=line)
        near = nearest(self._text.lower(), self._kinds)
        if near is not None:
            return finding(
                self._code, column=column, text=self._text, hint=near, file=file, line=line
            )
        return finding(
            self._code, column=column, text=self._text, kinds=self._kinds, file=file, line=line
        )
