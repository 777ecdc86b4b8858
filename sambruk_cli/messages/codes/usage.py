"""Findings on what the user asks for: code, name, and what each says."""

from sambruk_cli.messages.table import code

CODES = (
    code("USE901", "unknown-year"),
    code("USE902", "unknown-member"),
    code("USE903", "no-such-account"),
    code("USE904", "cannot-write"),
    code("USE905", "unknown-name"),
)
