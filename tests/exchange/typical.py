"""SIE files of the kinds that programs export, made up.

They are of 2024, with 2023 as the year before; #UB and #RES are summed here.
"""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal

from sambruk_cli.money import ZERO

Rows = tuple[tuple[str, str], ...]  # account, with its objects if it has any, and amount


def rows(text: str) -> Rows:
    """The rows of "1930 100, 3010 -100"."""
    found = []
    for part in text.split(",") if text else ():
        account, _, amount = part.strip().rpartition(" ")
        found.append((account, amount))
    return tuple(found)


@dataclass(frozen=True)
class Book:
    """Vouchers of 2024 (MMDD, text, rows) and balances of both years, as rows.

    `opening` is #IB 0, `before` #UB -1 where that is another, `result_before` #RES -1. `numbers`
    are those of the vouchers, where they are not 1 and on; `generated` is the day of the file.
    Without `has_vouchers` it says what they come to alone.
    """

    vouchers: tuple[tuple[str, str, str], ...] = ()
    opening: str = ""
    before: str | None = None
    result_before: str = ""
    generated: str = "20240702"
    has_vouchers: bool = True
    objects: str = ""
    numbers: tuple[int, ...] = ()


def sie(book: Book) -> bytes:
    """The file."""
    opening = _sums(rows(book.opening))
    before = opening if book.before is None else _sums(rows(book.before))
    result_before = _sums(rows(book.result_before))
    moved = _sums([row for _, _, text in book.vouchers for row in rows(text)])
    used = sorted({*opening, *before, *result_before, *moved})
    lines = [
        "#FLAGGA 0",
        '#PROGRAM "Test" 1',
        "#FORMAT PC8",
        f"#GEN {book.generated}",
        f"#SIETYP {4 if book.has_vouchers else 1}",
        "#ORGNR 802428-2785",
        '#FNAMN "Exemplet"',
        "#RAR 0 20240101 20241231",
        *(["#RAR -1 20230101 20231231"] if before or result_before else []),
        *(f'#KONTO {account} "Konto {account}"' for account in used),
        *book.objects.splitlines(),
    ]
    for account in (account for account in used if account < "3"):
        first = opening.get(account, ZERO)
        lines.append(f"#IB 0 {account} {first}")
        lines.append(f"#UB 0 {account} {first + moved.get(account, ZERO)}")
        lines.append(f"#UB -1 {account} {before.get(account, ZERO)}")
    lines += [f"#RES 0 {a} {moved[a]}" for a in sorted(moved) if a >= "3"]
    lines += [f"#RES -1 {a} {x}" for a, x in sorted(result_before.items())]
    numbers = book.numbers or range(1, len(book.vouchers) + 1)
    for (day, text, of), number in zip(book.vouchers, numbers, strict=True):
        if not book.has_vouchers:
            break
        # Registered at New Year, whatever the day: some programs note nothing better.
        lines += [f'#VER A {number} 2024{day} "{text}" 20240101', "{"]
        for account, amount in rows(of):
            name, _, objects = account.partition(" ")
            lines.append(f"#TRANS {name} {objects or '{}'} {amount}")
        lines.append("}")
    return "\r\n".join([*lines, ""]).encode("cp437")


def _sums(found: Rows | list[tuple[str, str]]) -> dict[str, Decimal]:
    sums: dict[str, Decimal] = {}
    for account, amount in found:
        number = account.partition(" ")[0]
        sums[number] = sums.get(number, ZERO) + Decimal(amount)
    return sums


RUNNING = (
    ("0115", "Hyra", "5010 5000, 1930 -5000"),
    ("0331", "Försäljning", "1930 12000, 3010 -12000"),
    ("0628", "Avgift", "6570 300, 1930 -300"),
)
OF_2023 = "3010 -20000, 5010 8000"  # a profit of 12 000

TYPICAL: dict[str, Book] = {
    # 2023 is not closed: its 12 000 are in no account of equity.
    "mid-year, last year not closed": Book(
        RUNNING, "1930 30000, 2091 -18000", result_before=OF_2023
    ),
    "mid-year, last year's result undisposed": Book(
        RUNNING,
        "1930 30000, 2091 -18000, 2099 -12000",
        result_before=f"{OF_2023}, 8999 12000",
    ),
    "mid-year, result carried by the opening balances": Book(
        RUNNING,
        "1930 30000, 2091 -30000",
        "1930 30000, 2091 -18000, 2099 -12000",
        f"{OF_2023}, 8999 12000",
    ),
    "mid-year, balances alone": Book(RUNNING, "1930 30000, 2091 -30000", has_vouchers=False),
    "a new year without vouchers": Book(opening="1930 30000, 2091 -30000", generated="20240105"),
    "a first year": Book(RUNNING),
    "a first year that is closed": Book(
        (*RUNNING, ("1231", "Bokslut", "8999 6700, 2099 -6700")), generated="20250301"
    ),
    "a sole trader": Book(
        (
            ("0101", "Omföring", "2010 4000, 2013 -4000"),
            *RUNNING,
            ("0701", "Uttag", "2013 1500, 1930 -1500"),
            ("0801", "Insättning", "1930 200, 2018 -200"),
            ("1231", "Bokslut", "8999 6700, 2019 -6700"),
        ),
        "1930 30000, 2010 -34000, 2013 4000",
        "1930 30000, 2010 -22000, 2013 4000, 2019 -12000",
        f"{OF_2023}, 8999 12000",
        generated="20250301",
    ),
    "a limited company": Book(
        (
            ("0531", "Årsstämma", "2099 12000, 2098 -12000"),
            ("0531", "Årsstämma", "2098 12000, 2091 -12000"),
            *RUNNING,
            ("1231", "Skatt", "8910 1380, 2510 -1380"),
            ("1231", "Bokslut", "8999 5320, 2099 -5320"),
        ),
        "1930 80000, 2081 -50000, 2091 -18000, 2099 -12000",
        result_before=f"{OF_2023}, 8999 12000",
        generated="20250301",
    ),
    "an association": Book(
        (*RUNNING, ("1231", "Bokslut", "8999 6700, 2069 -6700")),
        "1930 30000, 2067 -18000, 2069 -12000",
        result_before=f"{OF_2023}, 8999 12000",
        generated="20250301",
    ),
    "closed into 2091 directly": Book(
        (*RUNNING, ("1231", "Bokslut", "8999 6700, 2091 -6700")),
        "1930 30000, 2091 -30000",
        result_before=f"{OF_2023}, 8999 12000",
        generated="20250301",
    ),
    "VAT and payroll": Book(
        (
            ("0131", "Faktura 1", "1510 12500, 3010 -10000, 2611 -2500"),
            ("0215", "Betalning faktura 1", "1930 12500, 1510 -12500"),
            ("0220", "Leverantör", "4010 800, 2641 200, 2440 -1000"),
            ("0225", "Lön", "7010 5000, 2710 -1500, 1930 -3500"),
            ("0225", "Arbetsgivaravgift", "7510 1571, 2731 -1571"),
            ("0331", "Moms", "2611 2500, 2641 -200, 2650 -2300"),
            ("0412", "Skattekonto", "2650 2300, 2710 1500, 2731 1571, 1630 -5371"),
        ),
        "1930 30000, 2091 -30000",
    ),
    "accounts on the other side": Book(
        (
            ("0110", "Kreditfaktura", "2440 400, 4010 -400"),
            ("0120", "Kredit", "1930 -45000, 2350 45000"),
            ("0130", "Skatt", "1630 -900, 2510 900"),
            ("0630", "Förskott", "1710 -70, 5010 70"),
        ),
        "1930 30000, 2091 -30000",
    ),
    "vouchers without words, alike, of nought": Book(
        (
            ("0110", "", "1930 200, 3010 -200"),
            ("0110", "", "1930 200, 3010 -200"),
            ("0110", "Noll", "1930 0.00"),
            ("0110", "Noll", "1930 0.00, 3010 0.00"),
            ("0120", "Swish", "1930 100, 3010 -100"),
            ("0120", "Swish", "1930 100, 3010 -100"),
        ),
        "1930 30000, 2091 -30000",
    ),
    "numbers from 110000157, one missing": Book(
        RUNNING,
        "1930 30000, 2091 -30000",
        numbers=(110000157, 110000158, 110000160),
    ),
    "customers without what they owed": Book(
        (
            ("0110", "Inbetalning", '1930 500, 1510 {8 "k1" 10 "77"} -500'),
            ("0120", "Faktura", '1510 {8 "k1" 10 "101"} 900, 3010 -900'),
            ("0130", "Inbetalning", '1930 900, 1510 {8 "k1"} -900'),
            ("0131", "Leverantör", '1930 -100, 2440 {9 "l2"} 100'),
            ("0201", "Leverantör", '4010 100, 2440 {9 "l1"} -100'),
        ),
        "1930 30000, 1510 500, 2091 -30500",
        objects='#OBJEKT 8 "k1" "Kund"\n#OBJEKT 9 "l1" "Ett"\n#OBJEKT 9 "l2" "Två"',
    ),
}
