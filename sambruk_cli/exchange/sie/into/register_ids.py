"""Objects of a SIE file as ids of the register."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace

from sambruk_cli import sie
from sambruk_cli.exchange.sie.into.names import line, unique
from sambruk_cli.exchange.sie.objects import META, OTHER, Pair
from sambruk_cli.findings import Finding, Severity, finding
from sambruk_cli.frozen import frozen
from sambruk_cli.messages import Message
from sambruk_cli.register.ids import slug
from sambruk_cli.register.register import Register
from sambruk_cli.register.sie import ObjectDetails, SieDetails

PROJECT, MEMBER, SUPPLIER, INVOICE = "6", "8", "9", "10"
IN_REGISTER = (PROJECT, MEMBER, SUPPLIER)
_KINDS = {
    PROJECT: Message.of("project"),
    MEMBER: Message.of("member"),
    SUPPLIER: Message.of("counterparty"),
}


TakenIds = tuple[frozenset[str], frozenset[str]]
NO_IDS: TakenIds = (frozenset(), frozenset())


@frozen
class Ids:
    """What each object of the register's dimensions is called in the books.

    `projects`, `members` and `counterparties` are new entries, (id, name).
    """

    by_pair: Mapping[Pair, str]
    projects: tuple[Pair, ...] = ()
    members: tuple[Pair, ...] = ()
    counterparties: tuple[Pair, ...] = ()

    def metadata(self, objects: tuple[Pair, ...]) -> Iterator[Pair]:
        """(key, value) of a posting, in the order of the file."""
        for dimension, number in objects:
            key = META.get(dimension, f"{OTHER}{dimension}")
            if number:
                yield key, self.by_pair.get((dimension, number), number)


def names_in(file: sie.SieFile) -> dict[Pair, str]:
    """Every object of the file with its name; its number where it is used but not declared."""
    objects = (o for o in file.objects if o.number and is_dimension(o.dimension))
    names = {(o.dimension, o.number): o.name for o in objects}
    # The lists of objects that rows have, each once: most come again.
    for pairs in dict.fromkeys(row.objects for v in file.vouchers for row in v.booked):
        for pair in pairs:
            if pair[1]:
                names.setdefault(pair, pair[1])
    for balance in _of_objects(file):
        for pair in balance.objects:
            if pair[1]:
                names.setdefault(pair, pair[1])
    return names


def _of_objects(file: sie.SieFile) -> list[sie.Balance]:
    """What accounts of the balance sheet stand at for objects."""
    return [b for b in file.balances if b.kind in ("OIB", "OUB")]


def new_ids(names: Mapping[Pair, str], known: Ids | None = None, taken: TakenIds = NO_IDS) -> Ids:
    """Ids for the objects of files that become a workspace of their own, or years of one.

    A supplier with the number and name of a customer is that customer.

    Args:
      known: what objects are called in the register already.
      taken: ids of the register: of projects, and of members and counterparties.
    """
    by_pair: dict[Pair, str] = dict(known.by_pair) if known else {}
    made: dict[str, list[Pair]] = {dimension: [] for dimension in IN_REGISTER}
    for dimension in IN_REGISTER:
        for (of, number), name in names.items():
            if of != dimension or (of, number) in by_pair:
                continue
            if dimension == SUPPLIER and names.get((MEMBER, number)) == name:
                by_pair[of, number] = by_pair[MEMBER, number]
                continue
            is_project = dimension == PROJECT
            new = made[PROJECT] if is_project else (*made[MEMBER], *made[SUPPLIER])
            ids = {*(i for i, _ in new), *taken[0 if is_project else 1]}
            by_pair[of, number] = unique(slug(number), ids)
            made[dimension].append((by_pair[of, number], line(name, number)))
    return Ids(by_pair, tuple(made[PROJECT]), tuple(made[MEMBER]), tuple(made[SUPPLIER]))


def known_ids(names: Mapping[Pair, str], register: Register, details: SieDetails) -> Ids:
    """Ids of objects that the register has: by config/sie.toml, by the id itself."""
    noted = {(o.dimension, o.number): o.id for o in details.objects if o.id is not None}
    projects, parties = taken_ids(register)
    there = {PROJECT: projects, MEMBER: {m.id for m in register.members}, SUPPLIER: parties}
    by_pair = {}
    for dimension, number in names:
        if dimension in there:
            found = noted.get((dimension, number), slug(number))
            if found in there[dimension]:
                by_pair[dimension, number] = found
    return Ids(by_pair)


def taken_ids(register: Register) -> TakenIds:
    """The ids of the register: of projects, and of members and counterparties."""
    members = (m.id for m in register.members)
    others = (c.id for c in register.counterparties.counterparties)
    return frozenset(p.id for p in register.projects), frozenset((*members, *others))


def object_details(names: Mapping[Pair, str], ids: Ids) -> tuple[ObjectDetails, ...]:
    """What config/sie.toml keeps: objects that the register does not say as much of."""
    kept = []
    for (dimension, number), name in names.items():
        item_id = ids.by_pair.get((dimension, number))
        if dimension == INVOICE and name == number:
            continue
        if dimension not in IN_REGISTER or (item_id is not None and item_id != number):
            kept.append(ObjectDetails(dimension=dimension, number=number, name=name, id=item_id))
    return tuple(kept)


def check_objects(file: sie.SieFile, name: str, ids: Ids) -> Iterator[Finding]:
    """Dimensions that are numbers, one object of each on a row, ids that are known."""
    for dimension, place in (
        *((d.number, d.line) for d in file.dimensions),
        *((o.dimension, o.line) for o in file.objects),
    ):
        if not is_dimension(dimension):  # what uses it is an error, as below
            yield replace(_no_number(name, place, dimension), severity=Severity.WARNING)
    for balance in _of_objects(file):
        for pair in balance.objects:
            if not is_dimension(pair[0]):
                yield _no_number(name, balance.line, pair[0])
    sound: set[tuple[Pair, ...]] = {()}
    for voucher in file.vouchers:
        for row in voucher.booked:
            if row.objects not in sound:
                found = list(_of_row(row, name, ids))
                yield from found
                if not found:
                    sound.add(row.objects)


def _of_row(row: sie.Row, name: str, ids: Ids) -> Iterator[Finding]:
    """What is wrong with the objects of a row."""
    dimensions = [dimension for dimension, number in row.objects if number]
    for index, dimension in enumerate(dimensions):
        if not is_dimension(dimension):
            yield _no_number(name, row.line, dimension)
        elif dimension in dimensions[:index]:
            yield finding("SIE628.twice", dimension=dimension, file=name, line=row.line or None)
    for pair in row.objects:
        if pair[0] in IN_REGISTER and pair[1] and pair not in ids.by_pair:
            kind, number = _KINDS[pair[0]], pair[1]
            yield finding("SIE628", kind=kind, number=number, file=name, line=row.line)


def is_dimension(dimension: str) -> bool:
    return dimension.isascii() and dimension.isdigit() and len(dimension) <= 9


def _no_number(name: str, place: int, dimension: str) -> Finding:
    return finding("SIE628.dimension", dimension=dimension, file=name, line=place or None)
