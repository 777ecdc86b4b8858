"""Kinds of members that a table names and that a new association does not have yet."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from sambruk_cli.exchange.tables.sheet import heading_key
from sambruk_cli.findings import Finding, in_order
from sambruk_cli.messages import Message
from sambruk_cli.messages.codes import CODES
from sambruk_cli.register.ids import slug


def with_options(findings: Iterable[Finding], kinds: Iterable[str]) -> tuple[Finding, ...]:
    """The findings on a table, with each unknown kind once and the options that say all kinds.

    Args:
      kinds: ids of those that have been said.
    """
    template = CODES["TAB703"].said["kind"].message
    unknown: dict[str, tuple[str, Finding]] = {}
    others = []
    for item in sorted(findings, key=lambda item: item.line or 0):
        if item.said.template == template:
            text = str(dict(item.said.values)["text"])
            unknown.setdefault(heading_key(text), (text, item))
        else:
            others.append(item)
    ids = dict.fromkeys((*kinds, *(slug(text, "medlem") for text, _ in unknown.values())))
    options = " ".join(f"--kind {kind}" for kind in ids)
    hint = Message.of("say every kind there is: {options}; or correct the table", options=options)
    return in_order((*others, *(replace(item, remedy=hint) for _, item in unknown.values())))
