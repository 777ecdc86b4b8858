"""SIE's dimensions and the metadata of postings (SIE 4B § 8.17: reserved dimensions)."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from sambruk_cli.frozen import frozen
from sambruk_cli.register.masks import Masks
from sambruk_cli.register.members import Counterparty, Member
from sambruk_cli.register.projects import Project
from sambruk_cli.register.register import Register
from sambruk_cli.register.sie import FILE, SieDetails
from sambruk_cli.sie import Dimension, Object

# Reserved dimensions that the books have metadata of their own for.
META = {"6": "project", "8": "member", "9": "counterparty", "10": "invoice"}
NAMES = {
    "1": "Kostnadsställe",
    "2": "Kostnadsbärare",
    "6": "Projekt",
    "7": "Anställd",
    "8": "Kund",
    "9": "Leverantör",
    "10": "Faktura",
}
Pair = tuple[str, str]  # dimension and object
OTHER = "dim-"  # any other dimension is metadata dim-1, dim-20, ...
_DIMENSION = {key: dimension for dimension, key in META.items()}


def dimension_of(key: str) -> str | None:
    """The dimension that a metadata key stands for, None where it stands for none."""
    if key in _DIMENSION:
        return _DIMENSION[key]
    rest = key.removeprefix(OTHER)
    return rest if rest != key and rest.isascii() and rest.isdigit() else None


@frozen
class Numbers:
    """From ids of the books to object numbers of SIE."""

    _by_id: Mapping[tuple[str, str], str]

    def of(self, meta: Mapping[str, Any]) -> tuple[tuple[str, str], ...]:
        """The (dimension, object) pairs of a posting, by dimension."""
        pairs = []
        for key, value in meta.items():
            dimension = dimension_of(key)
            if dimension is not None and value is not None:
                name = str(value)
                pairs.append((dimension, self._by_id.get((dimension, name), name)))
        return tuple(sorted(pairs, key=lambda pair: (int(pair[0]), pair[1])))


def numbers_of(details: SieDetails) -> Numbers:
    return Numbers({(o.dimension, o.id): o.number for o in details.objects if o.id is not None})


def masked_details(details: SieDetails, masks: Masks) -> SieDetails:
    """What config/sie.toml says, with ids in place of the names of private members."""
    if not masks:
        return details
    objects = tuple(
        o.altered(
            name=o.id or o.number if (o.id or o.number) in masks.hidden else masks.text(o.name)
        )
        for o in details.objects
    )
    return details.altered(objects=objects)


@frozen
class Declared:
    """Dimensions and objects to declare, and where each object's name stands: file and line."""

    dimensions: tuple[Dimension, ...]
    objects: tuple[Object, ...]
    places: tuple[tuple[str, int], ...]


def declared(
    used: Iterable[tuple[str, str]], register: Register, details: SieDetails, numbers: Numbers
) -> Declared:
    """Every dimension and object that is in the register, in config/sie.toml or in use.

    Args:
      used: (dimension, object) pairs of what is exported.
    """
    named = _named(register, details, numbers)
    parties = register.party_names()
    for pair in sorted(set(used)):
        # A member that the association buys from is a supplier, too.
        named.setdefault(pair, (parties.get(pair[1], pair[1]), "ledger/main.beancount", 1))
    dimensions = {d.number: Dimension(d.number, d.name, d.parent) for d in details.dimensions}
    for number in {dimension for dimension, _ in named} - dimensions.keys():
        dimensions[number] = Dimension(number, NAMES.get(number, f"Dimension {number}"))
    ordered = sorted(named, key=lambda pair: int(pair[0]))
    return Declared(
        # A dimension stands before its parts.
        tuple(sorted(dimensions.values(), key=lambda d: (d.parent is not None, int(d.number)))),
        tuple(Object(*pair, named[pair][0]) for pair in ordered),
        tuple(named[pair][1:] for pair in ordered),
    )


def _named(
    register: Register, details: SieDetails, numbers: Numbers
) -> dict[tuple[str, str], tuple[str, str, int]]:
    named: dict[tuple[str, str], tuple[str, str, int]] = {
        (item.dimension, item.number): (item.name, FILE, 1) for item in details.objects
    }
    parts: tuple[tuple[str, str, Sequence[Project | Member | Counterparty]], ...] = (
        ("project", "projects", register.projects),
        ("member", "members", register.members),
        ("counterparty", "counterparties", register.counterparties.counterparties),
    )
    for key, name, items in parts:
        place = register.places[name]
        for index, item in enumerate(items):
            (pair,) = numbers.of({key: item.id})
            named.setdefault(pair, (item.name, place.file, place.line(name, index, "name") or 1))
    return named
