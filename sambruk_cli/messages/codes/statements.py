"""Findings on layouts and statements: code, name, and what each says."""

from sambruk_cli.messages.table import code

CODES = (
    code("STM301", "account-without-row"),
    code("STM302", "account-in-two-rows"),
    code("STM303", "balance-sheet-differs"),
    code("STM304", "note-total"),
    code("STM305", "note-reference"),
    code("STM306", "no-layout"),
    code("STM307", "result-differs"),
    code("STM308", "layout-row"),
)
