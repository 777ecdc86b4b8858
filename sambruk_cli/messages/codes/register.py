"""Findings on the register in config/: code, name, and what each says."""

from sambruk_cli.messages.table import Said, code

CODES = (
    code("REG101", "unknown-key", Said('unknown key "{key}"', hint="known keys: {known}")),
    code(
        "REG102",
        "invalid-value",
        Said("{key}: {fault}", hint="docs/register.md says what each key holds"),
        missing=Said('the key "{key}" is missing', hint='add a line "{key} = ..."'),
        word=Said('{key} cannot be "{value}"', hint="allowed: {allowed}"),
    ),
    code(
        "REG103",
        "duplicate",
        Said(
            '"{name}" stands already on line {earlier}',
            hint="every entry once: remove one of the two, or tell them apart",
        ),
        key=Said(
            'the {key} "{name}" stands already on line {earlier}',
            hint="every {key} once: remove one of the two, or tell them apart",
        ),
    ),
    code("REG104", "unknown-id"),
    code("REG105", "overlapping-schedules"),
    code("REG106", "tier-gap"),
    code("REG107", "left-before-joined"),
    code(
        "REG108",
        "organisation-number",
        Said(
            '"{number}" is not an organisation number: {fault}',
            hint="compare it with the registration certificate",
        ),
    ),
    code("REG109", "member-tier"),
    code("REG110", "fiscal-years"),
    code("REG111", "out-of-term"),
)
