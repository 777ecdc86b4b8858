"""What the Accounting Act asks of vouchers and of who answers for them (BFL)."""

from __future__ import annotations

from tests.checks.cases.case import LEDGER, STATEMENTS, At, Case, case
from tests.checks.cases.entries import with_key
from tests.conftest import Changes
from tests.workspaces import edited


def keyed(number: str, *keys: str) -> Changes:
    """More lines of metadata on a voucher of 2021."""
    lines = "".join(f"  {key}\n" for key in keys)
    return edited(LEDGER, (f'ver: "{number}"\n', f'ver: "{number}"\n{lines}'))


CASES: dict[str, Case] = {
    "BOK265": case(
        with_key("A6", 'waiver: "BOK233"'),
        At("BOK265", LEDGER, 42, "Övrig intäkt"),
        says="BOK233 is waived without a reason",
        hints='waiver: "BOK233: ...',
    ),
    "BOK265 of a reason without a word": case(
        with_key("A6", 'waiver: "BOK233: -"'), At("BOK265", LEDGER, 42, "Övrig intäkt")
    ),
    "BOK265 of no code": case(
        with_key("A6", 'waiver: "kvittot är borta"'),
        At("BOK265", LEDGER, 42, "Övrig intäkt"),
        says='"kvittot är borta" does not say which check',
    ),
    "BOK265 of nothing": case(with_key("A6", "waiver:"), At("BOK265", LEDGER, 42, "Övrig intäkt")),
    "BOK265 of an unknown code": case(
        with_key("A6", 'waiver: "BOK999: borta"'),
        At("BOK265", LEDGER, 42, "Övrig intäkt"),
        says='"BOK999", and no check is called that',
    ),
    "BOK265 of itself": case(
        with_key("A6", 'waiver: "BOK265: nej"'),
        At("BOK265", LEDGER, 42, "Övrig intäkt"),
        says="no check is called that",
    ),
    "BOK265 of an error that is there": case(
        edited(
            LEDGER,
            ('ver: "A6"\n', 'ver: "A6"\n  waiver: "BOK202: det stämmer ändå"\n'),
            ("50.00 SEK\n  Income:3190", "51.00 SEK\n  Income:3190"),
        ),
        At("BOK265", LEDGER, 42, "Övrig intäkt"),
        At("BOK202", LEDGER, 42, "Övrig intäkt"),
        At("STM303", STATEMENTS, 27),
        says="BOK202 is an error, which cannot be waived",
    ),
    "BOK265 of an error that is not there": case(
        with_key("A6", 'waiver: "BOK203: ingen serie"'),
        At("BOK265", LEDGER, 42, "Övrig intäkt"),
        says="BOK203 is an error",
    ),
    "BOK265 of what is not found": case(
        with_key("A6", 'waiver: "BOK230: väntar"'),
        At("BOK265", LEDGER, 42, "Övrig intäkt"),
        says="BOK230 is waived, but not found in this voucher",
    ),
    "BOK265 twice": case(
        keyed(
            "A6",
            'document: "kvitton/6.pdf"',
            'waiver: "BOK233: kvittot är borta"',
            'waiver-2: "BOK233: det är borta"',
        ),
        At("BOK265", LEDGER, 42, "Övrig intäkt"),
        At("BOK233", LEDGER, 42, "Övrig intäkt"),
        says="BOK233 is waived twice",
    ),
    "BOK265 on a posting": case(
        edited(LEDGER, ('    project: "bron"\n', '    project: "bron"\n    waiver: "BOK230: x"\n')),
        At("BOK265", LEDGER, 37, "Expenses:4010-Kostnader"),
        says="stands on a posting",
    ),
}
