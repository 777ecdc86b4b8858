"""Findings on files of a workspace: code, name, and what each says."""

from sambruk_cli.messages.table import Said, code

CODES = (
    code("WSP001", "no-workspace"),
    code("WSP002", "unreadable-file"),
    code("WSP003", "not-utf8"),
    code("WSP004", "merge-conflict"),
    code("WSP005", "outside-workspace"),
    code(
        "WSP006",
        "toml-syntax",
        Said(
            "not valid TOML: {fault}",
            hint='texts stand in "quotes", dates as 2007-04-23, lists in [brackets]',
        ),
    ),
    code("WSP007", "pickle-cache", warning=True),
)
