"""Findings on dues: code, name, and what each says."""

from sambruk_cli.messages.table import code

CODES = (
    code("DUE401", "dues-differ"),
    code("DUE402", "no-charge"),
)
