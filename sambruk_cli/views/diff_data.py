"""`sambruk diff -f json`: what has changed as values, the same keys in every language."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from decimal import Decimal
from typing import Any

from sambruk_cli.books.vouchers import Voucher
from sambruk_cli.diff.compare import Difference
from sambruk_cli.diff.fields import EntryChange, FieldChange, text_of
from sambruk_cli.diff.registers import MemberChanges, MemberEvent
from sambruk_cli.diff.vouchers import VoucherChanges, name_of_key
from sambruk_cli.language import Language
from sambruk_cli.money import exact, plain


def diff_data(found: Difference, language: Language) -> dict[str, Any]:
    """All that has changed, but which versions are compared.

    Args:
      language: that of messages, in which findings are said.
    """
    waived = [item.as_json(language) for item in found.waived]
    return {
        "vouchers": vouchers_data(found.vouchers),
        "accounts": accounts_data(found.accounts),
        "chart": {
            "opened": [account.name for account in found.opened],
            "gone": [account.name for account in found.gone],
        },
        "balances": {
            name: [
                {"account": a.account, "date": a.date.isoformat(), "amount": exact(a.amount)}
                for a in assertions
            ]
            for name, assertions in (("added", found.asserted), ("removed", found.unasserted))
        },
        "rows": [
            {
                "year": figure.year,
                "part": figure.part,
                "key": figure.key,
                "label": figure.label,
                "before": _plain(figure.before),
                "after": _plain(figure.after),
                "change": plain(figure.change),
            }
            for figure in found.figures
        ],
        "members": members_data(found.members),
        "charges": [
            {
                "year": charge.year,
                "member": charge.member,
                "name": charge.name,
                "kind": charge.kind,
                "before": _plain(charge.before),
                "after": _plain(charge.after),
            }
            for charge in found.charges
        ],
        "open_items": [
            {
                "party": item.party or None,
                "invoice": item.invoice or None,
                "before": None if item.before is None else exact(item.before),
                "after": None if item.after is None else exact(item.after),
            }
            for item in found.open_items
        ],
        "board": entries_data(found.board),
        "projects": entries_data(found.projects),
        "register": entries_data(found.register),
        "findings": {
            "new": [item.as_json(language) for item in found.new_findings],
            "gone": [item.as_json(language) for item in found.gone_findings],
            **({"waived": waived} if waived else {}),
        },
        "sealed": [
            {
                "year": year.year,
                "closed": year.is_closed,
                "sealed": year.is_sealed,
                "vouchers": year.vouchers,
                "rows": year.figures,
                "reopened": year.is_reopened,
                "seal": year.seal or None,
                "charges": year.charges,
                "register": list(year.parts),
                "documents": list(year.documents),
            }
            for year in found.touched
        ],
        "locked": [
            {
                "through": period.through.isoformat(),
                "vouchers": period.vouchers,
                "lock": period.lock or None,
            }
            for period in found.locked
        ],
        "files": dict(found.files),
        "documents": dict(found.documents),
    }


def accounts_data(accounts: Mapping[tuple[str, str], Decimal]) -> list[dict[str, str | None]]:
    """Kronor by fiscal year and account that have come or gone."""
    return [
        {"account": account, "year": year or None, "change": exact(change)}
        for (year, account), change in accounts.items()
    ]


def vouchers_data(vouchers: VoucherChanges) -> dict[str, Any]:
    """What has become of vouchers."""
    return {
        "added": [_voucher(voucher) for voucher in vouchers.added],
        "removed": [_voucher(voucher) for voucher in vouchers.removed],
        "changed": [
            {
                "before": _voucher(change.before),
                "after": _voucher(change.after),
                "fields": _fields(change.fields),
                "postings": [
                    {
                        "account": row.account,
                        "before": None if row.before is None else exact(row.before),
                        "after": None if row.after is None else exact(row.after),
                        "fields": _fields(row.fields),
                    }
                    for row in change.postings
                ],
            }
            for change in vouchers.changed
        ],
        "moved": {"file": vouchers.in_other_file, "line": vouchers.on_other_line},
    }


def _voucher(voucher: Voucher) -> dict[str, Any]:
    return {
        "date": voucher.date.isoformat(),
        "voucher": voucher.ver,
        "payee": voucher.payee,
        "text": voucher.text,
        "file": voucher.file,
        "line": voucher.line,
        "metadata": _metadata(voucher.meta),
        "postings": [
            {
                "account": posting.account,
                "amount": exact(posting.amount),
                "metadata": _metadata(posting.meta),
            }
            for posting in voucher.postings
        ],
    }


def _metadata(meta: Mapping[str, Any]) -> dict[str, str | None]:
    return {name_of_key(key): text_of(value) for key, value in meta.items() if key != "ver"}


def members_data(members: MemberChanges) -> dict[str, Any]:
    """What has become of members."""
    return {
        "joined": list(map(_event, members.joined)),
        "left": list(map(_event, members.left)),
        "tiers": [
            {
                "id": move.id,
                "name": move.name,
                "year": move.year,
                "before": move.before,
                "after": move.after,
            }
            for move in members.tiers
        ],
        "changed": entries_data(members.entries),
    }


def _event(event: MemberEvent) -> dict[str, str | None]:
    return {"id": event.id, "name": event.name, "date": text_of(event.day)}


def entries_data(entries: Iterable[EntryChange]) -> list[dict[str, Any]]:
    """Entries of the register that have come, gone or changed."""
    return [
        {
            "what": entry.what,
            "id": entry.id,
            "name": entry.name,
            "is": "changed" if entry.before and entry.after else "added" if entry.after else "gone",
            "fields": _fields(entry.fields),
        }
        for entry in entries
    ]


def _fields(fields: Iterable[FieldChange]) -> list[dict[str, Any]]:
    return [
        {"field": f.field, "before": f.before, "after": f.after, "hidden": f.hidden} for f in fields
    ]


def _plain(amount: Decimal | None) -> str | None:
    return None if amount is None else plain(amount)
