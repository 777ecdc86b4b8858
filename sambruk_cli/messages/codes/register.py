"""Findings on the register in config/: code, name, and what each says."""

from sambruk_cli.messages.table import code

CODES = (
    code("REG101", "unknown-key"),
    code("REG102", "invalid-value"),
    code("REG103", "duplicate"),
    code("REG104", "unknown-id"),
    code("REG105", "overlapping-schedules"),
    code("REG106", "tier-gap"),
    code("REG107", "left-before-joined"),
    code("REG108", "organisation-number"),
    code("REG109", "member-tier"),
    code("REG110", "fiscal-years"),
    code("REG111", "out-of-term"),
)
