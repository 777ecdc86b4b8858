"""What the rows of a table change in the register of members."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import field, replace
from datetime import date
from typing import Any

from sambruk_cli.edits.members import (
    HasMembersEdit,
    MemberChange,
    MemberDetails,
    MembersEdit,
    MembersSource,
    TomlMember,
    changed_keys,
    changed_member,
    faults_of,
    new_member,
    proposed_id,
    taken_ids,
)
from sambruk_cli.exchange.members.columns import ColumnUse, columns_of
from sambruk_cli.exchange.members.rows import RowReading
from sambruk_cli.exchange.tables.sheet import ImportSheet
from sambruk_cli.findings import Finding, finding, in_order
from sambruk_cli.frozen import frozen
from sambruk_cli.register.ids import FreeIds
from sambruk_cli.session import Session


@frozen
class ImportChoices:
    """What the user says of a file of members.

    `columns` are keys by heading, in place of what is proposed. `kind` is that of new members
    whose row says none. `day` is that of values of attributes, None for today; `source` is theirs.
    """

    columns: Mapping[str, str] = field(default_factory=dict)
    kind: str | None = None
    day: date | None = None
    source: str = ""


@frozen
class MembersImport(HasMembersEdit):
    """What a table changes: the change, what its columns hold, and who is not in it, by id."""

    edit: MembersEdit
    columns: tuple[ColumnUse, ...]
    missing: tuple[str, ...] = ()
    unread: tuple[str, ...] = ()


def import_members(session: Session, sheet: ImportSheet, choices: ImportChoices) -> MembersImport:
    """Plan the change that a table makes: members in it are changed, new ones added.

    Whoever is not in the table stays as it is. Where any row is wrong, there is no plan.
    """
    columns, wrong = columns_of(sheet, session.register.members_file, choices.columns)
    if wrong:
        return MembersImport(MembersEdit((), None, in_order(wrong)), columns, unread=sheet.unread)
    source = MembersSource.of(session.workspace)
    reading = RowReading.of(
        sheet.file, columns, session.register.members_file, choices.source, choices.day
    )
    importer = _Importer(session, source, reading, choices)
    width = len(sheet.rows[0].cells)
    for row in sheet.rows[1:]:
        if len(row.cells) > width and any(row.cells[width:]):
            number = len(row.cells)
            importer.findings.append(
                finding(
                    "TAB701.columns", number=number, columns=width, file=sheet.file, line=row.line
                )
            )
            continue
        details, faults = reading.read(row)
        importer.findings += faults
        importer.take(details, row.line, is_whole=not faults)
    if len(sheet.rows) == 1:
        importer.findings.append(finding("TAB701.empty", file=sheet.file))
    if importer.findings:
        edit = MembersEdit((), None, in_order(importer.findings))
        return MembersImport(edit, columns, unread=sheet.unread)
    return MembersImport(importer.edit(), columns, importer.missing(), sheet.unread)


class _Importer:
    """Goes through the rows, and remembers who has been met."""

    def __init__(
        self,
        session: Session,
        source: MembersSource,
        reading: RowReading,
        choices: ImportChoices,
    ) -> None:
        self.findings: list[Finding] = []
        self._session = session
        self._source = source
        self._reading = reading
        self._choices = choices
        self._ids = FreeIds(taken_ids(session))
        self._today = session.today
        self._by_id = {table["id"]: at for at, table in enumerate(source.tables)}
        self._by_number: dict[str, int] = {}
        self._by_name: dict[tuple[str, str], list[int]] = {}
        for at, table in enumerate(source.tables):
            if "number" in table:
                self._by_number[table["number"]] = at
            self._by_name.setdefault((table["name"].casefold(), table["kind"]), []).append(at)
        self._changed: dict[int, TomlMember] = {}
        self._added: list[TomlMember] = []
        self._changes: list[MemberChange] = []
        self._rows: dict[int, int] = {}  # rows by the place of the member
        self._seen: dict[Any, int] = {}  # rows by number or id
        only = [kind.id for kind in session.register.members_file.kinds]
        self._kind = choices.kind or (only[0] if len(only) == 1 else None)

    def take(self, details: MemberDetails, line: int, *, is_whole: bool) -> None:
        """One row: a member that is there, or a new one.

        Args:
          is_whole: whether every cell of it could be read; else only what it is called is noted.
        """
        name = str(details.keys.get("name") or details.keys.get("number") or "")
        if self._is_repeated(details, line, name) or not is_whole:
            return
        place = self._place(details, line)
        if isinstance(place, Finding):
            self.findings.append(place)
        elif place is None:
            self._add(details, line)
        elif place in self._rows:
            self._say("repeated", line, name=name, row=self._rows[place])
        else:
            self._change(details, place, line)

    def edit(self) -> MembersEdit:
        """The change that all rows make together."""
        edit = self._source.edited(self._changes, self._changed, self._added)
        return replace(edit, source=self._reading.file, rows=self._rows)

    def missing(self) -> tuple[str, ...]:
        """Ids of today's members that no row is about, in the order of the register."""
        return tuple(
            member.id
            for at, member in enumerate(self._session.register.members)
            if at not in self._rows and member.is_member(self._today)
        )

    def _say(self, variant: str, line: int, **values: str | int) -> None:
        file = self._reading.file
        match variant:
            case "repeated":
                self.findings.append(
                    finding(
                        "TAB703.repeated",
                        name=values["name"],
                        row=values["row"],
                        file=file,
                        line=line,
                    )
                )
            case "no_kind":
                self.findings.append(
                    finding("TAB703.no_kind", name=values["name"], file=file, line=line)
                )
            case "no_name":
                self.findings.append(finding("TAB703.no_name", file=file, line=line))

    def _is_repeated(self, details: MemberDetails, line: int, name: str) -> bool:
        for key in ("number", "id"):
            value = details.keys.get(key)
            if value:
                earlier = self._seen.setdefault((key, value), line)
                if earlier != line:
                    self._say("repeated", line, name=name or str(value), row=earlier)
                    return True
        return False

    def _place(self, details: MemberDetails, line: int) -> int | Finding | None:
        """Where the member of a row stands in the register; None where it is new."""
        keys = details.keys
        if keys.get("id") in self._by_id:
            return self._by_id[keys["id"]]
        if keys.get("number") in self._by_number:
            return self._by_number[keys["number"]]
        kind = keys.get("kind") or self._kind
        name = str(keys.get("name") or "").casefold()
        if kind is None:
            kinds = {of for called, of in self._by_name if called == name}
            kind = kinds.pop() if len(kinds) == 1 else None
        found = self._by_name.get((name, kind or ""), [])
        if keys.get("number"):  # who has another number is somebody else
            found = [at for at in found if "number" not in self._source.tables[at]]
        if len(found) > 1:
            return finding(
                "TAB703.several",
                number=len(found),
                name=str(keys.get("name")),
                file=self._reading.file,
                line=line,
            )
        return found[0] if found else None

    def _add(self, details: MemberDetails, line: int) -> None:
        keys = dict(details.keys)
        if not keys.get("name"):
            self._say("no_name", line)
            return
        if not keys.get("kind"):
            if self._kind is None:
                self._say("no_kind", line, name=str(keys["name"]))
                return
            keys["kind"] = self._kind
        stated = keys.pop("id", None)
        details = replace(details, keys=keys)
        member_id = self._ids.take(str(stated)) if stated else proposed_id(details, self._ids)
        table = new_member(details, member_id, self._today)
        if faults := faults_of(table, self._reading.file, line):
            self.findings += faults
            return
        self._rows[len(self._source.tables) + len(self._added)] = line
        self._added.append(table)
        self._changes.append(
            MemberChange(member_id, table["name"], "added", changed_keys({}, table))
        )

    def _change(self, details: MemberDetails, place: int, line: int) -> None:
        table = self._source.tables[place]
        self._rows[place] = line
        keys = {key: value for key, value in details.keys.items() if key != "id"}
        if "periods" in table and ({"joined", "left"} & keys.keys()):
            if not _is_period(keys, table["periods"]):
                self.findings.append(
                    finding(
                        "TAB703.periods", name=table["name"], file=self._reading.file, line=line
                    )
                )
                return
            keys = {key: value for key, value in keys.items() if key not in {"joined", "left"}}
        if keys.get("private") is False and not table.get("private"):
            del keys["private"]
        new = changed_member(table, replace(details, keys=keys), self._today, replace=False)
        changed = changed_keys(table, new)
        if not changed:
            return
        if faults := faults_of(new, self._reading.file, line):
            self.findings += faults
            return
        self._changed[place] = new
        self._changes.append(MemberChange(table["id"], new["name"], "changed", changed))


def _is_period(keys: Mapping[str, Any], periods: Sequence[Mapping[str, date]]) -> bool:
    """Whether the days of a row are those of a time of membership."""
    return any(
        all(period.get(key) == keys[key] for key in ("joined", "left") if key in keys)
        for period in periods
    )
