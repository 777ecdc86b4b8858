"""Every command that shows something of Föreningen Exempel (tests/workspaces.py)."""

from __future__ import annotations

from sambruk_cli.console.lazy import COMMANDS

# Those that show tables of the workspace, and so have every form of them.
TABLES = (
    ("statements", "2021"),
    ("tieout", "2021", "--all"),
    ("dues", "2021"),
    ("dues", "2021", "--paid"),
    ("dues", "2021", "--reconcile"),
    ("arrears",),
    ("arrears", "--member", "lillby"),
    ("members",),
    ("members", "show", "storstad"),
    ("balances", "2021"),
    ("ledger", "2021"),
    ("journal", "2021"),
    ("board",),
    ("projects", "2021"),
)
# Those that show more than tables.
OTHERS = (
    ("report", "2021"),
    ("assets", "2021"),
    ("grants", "2021"),
    ("statement", "storstad"),
    ("documentation",),
    ("dues", "2021", "--explain"),
    ("sie", "export", "2021"),
    *(("sie", "export", "2021", "--type", number) for number in "123"),
)
# The forms that a command can be written in, as suffixes; the tables in those under "".
FORMS = {
    "": (".txt", ".json", ".csv"),
    "report": (".txt", ".md", ".json", ".html"),
    "assets": (".txt", ".json"),  # it has none: CSV is a heading alone
    "documentation": (".txt", ".md", ".json", ".html"),
    "statement": (".txt", ".md", ".json", ".html"),
    "grants": (".txt", ".json"),  # as of assets
    "sie": (".se",),
}
# Those that show no figures of a workspace: findings quote the lines of files as they are written.
# What is compared is two versions of one, in tests/commands/test_diff.py.
APART = (
    "invoice",
    "validate",
    "explain",
    "cache",
    "fees",
    "init",
    "close",
    "diff",
    "log",
    "seal",
    "verify",
    "audit",
    "payments",
    "send",
    "receivables",
    "remind",
)


def missing() -> set[str]:
    """The commands of the program that stand in none of the lists."""
    return set(COMMANDS) - {name for name, *_ in (*TABLES, *OTHERS)} - set(APART)
