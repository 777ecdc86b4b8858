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
            "{name}: {schedule} gives no amount on {day}: {why}",
            hint="state what the amount follows from, or the amount",
        ),
    ),
    code(
        "DUE403",
        "dues-not-booked",
        Said(
            "{kind} {year}, charged on {day}: {amount} kr computed and not yet booked (members: "
            "{number})",
            hint="send the invoices and book them; sambruk dues {year} lists the amounts",
        ),
        reminder=True,
    ),
    code(
        "DUE404",
        "dues-paid",
        unpaid=Said(
            "{kind} through {year}: {amount} kr charged and not paid by {ids}",
            hint="remind those who have not paid; at the end of the year book what is open",
        ),
        unpaid_by_many=Said(
            "{kind} through {year}: {amount} kr charged and not paid (members: {number}); the "
            "first are {ids}",
            hint="remind those who have not paid; at the end of the year book what is open",
        ),
        overpaid=Said(
            "{name}, {kind} {year}: paid {amount} kr more than was charged",
            hint="pay it back, or let it stand for a later fee",
        ),
        reminder=True,
    ),
    code(
        "DUE406",
        "group-without-payer",
        Said(
            "{group}: {payer} pays for the group but is no member on {day}",
            hint="name another payer, or end the group; until then each pays for itself",
        ),
    ),
    code(
        "DUE405",
        "no-day-of-charge",
        Said(
            "{year} has no {day}, on which {schedule} charges: only those who join are charged",
            hint="end the schedule, or add one that charges on a day in the year",
        ),
        instalment=Said(
            "{year} has no {day}, on which an instalment of {schedule} is due: it falls due after "
            "the year",
            hint="end the schedule, or add one with instalments that are due in the year",
        ),
        reminder=True,
    ),
)
