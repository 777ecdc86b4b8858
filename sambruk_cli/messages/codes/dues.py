"""Findings on dues: code, name, and what each says."""

from sambruk_cli.messages.table import Said, code

CODES = (
    code(
        "DUE401",
        "dues-differ",
        Said(
            "{name}, {kind} {year}: booked {booked} kr, computed {computed} kr",
            hint="sambruk dues {year} --member {member} --explain says why",
        ),
        nobody=Said("{amount} kr of {kind} on no member", hint='add member: "..." to the posting'),
    ),
    code(
        "DUE402",
        "no-charge",
        Said(
            "{name}: {schedule} gives no amount on {day}",
            hint="state the member's tier or population, or the tier's amount",
        ),
    ),
)
