"""Fixed assets: what their register names is there, and the books agree with its plan."""

from __future__ import annotations

from collections.abc import Iterator

from sambruk_cli.closing.depreciation import accounts_of
from sambruk_cli.findings import Finding, finding, nearest
from sambruk_cli.register.assets import AssetsFile, read_assets
from sambruk_cli.register.locate import Located
from sambruk_cli.session import Session

# The root of the account that each key names.
_ROOTS = {"account": "Assets", "accumulated": "Assets", "expense": "Expenses"}


def check_assets(session: Session) -> Iterator[Finding]:
    """REG130 and STM317: config/assets.toml against itself, the chart and closed years."""
    register, place, faults = read_assets(session.workspace)
    yield from faults
    yield from _references(session, register, place)
    yield from _closed_years(session, register, place)


def _references(session: Session, register: AssetsFile, place: Located) -> Iterator[Finding]:
    known = session.books.by_number
    ids = [asset.id for asset in register.assets]
    for index, asset in enumerate(register.assets):
        if asset.id in ids[:index]:
            line = place.line("assets", index, "id")
            yield finding("REG130.twice", id=asset.id, file=place.file, line=line)
        for key, root in _ROOTS.items():
            number = getattr(asset, key)
            account = known.get(number)
            if account is None or account.root != root:
                yield finding(
                    "REG130.account" if account is None else "REG130.root",
                    id=asset.id,
                    account=number,
                    root=root,
                    file=place.file,
                    line=place.line("assets", index, key),
                )
        if asset.account == asset.accumulated:
            yield finding(
                "REG130.same",
                id=asset.id,
                account=asset.account,
                file=place.file,
                line=place.line("assets", index, "accumulated"),
            )
        if asset.part_of is not None and (asset.part_of == asset.id or asset.part_of not in ids):
            yield finding(
                "REG130.part",
                id=asset.part_of,
                file=place.file,
                line=place.line("assets", index, "part_of"),
                hint=nearest(asset.part_of, [each for each in ids if each != asset.id]),
            )


def _closed_years(session: Session, register: AssetsFile, place: Located) -> Iterator[Finding]:
    """Accounts of closed years; those of an open one may still lack its depreciation."""
    for year in session.years:
        if not year.closed or not session.books.is_kept(year):
            continue
        for account in accounts_of(session.books, register.assets, year):
            if account.closing != account.closing_in_books:
                yield finding(
                    "STM317",
                    account=account.number,
                    year=year.label,
                    planned=account.closing,
                    booked=account.closing_in_books,
                    file=place.file,
                    line=place.line("assets"),
                )
