"""Findings on what SIE files bring in and what cannot be written."""

from __future__ import annotations

from sambruk_cli import sie
from sambruk_cli.exchange.sie.into.digest import digest
from tests.checks.cases.case import (
    LEDGER,
    At,
    Case,
    both,
    case,
)
from tests.checks.cases.sie_files import (
    NEXT,
    SIE_VOUCHERS,
    books_file,
    import_case,
    vouchers_file,
)
from tests.workspaces import edited

CASES: dict[str, Case] = {
    "SIE620": case(
        edited(LEDGER, ("Insats och", "Insats €")),
        At("SIE620", LEDGER, 24),
        says="voucher A4 of 2021-05-10",
        hints="--replace",
        arguments=("sie", "export", "2021", "-o", "ut.se"),
    ),
    "SIE620 of a dash": case(
        edited(LEDGER, ("Insats och", "Insats –")),
        At("SIE620", LEDGER, 24),
        says="written plain, 1 in all",
        hints="no letter is lost",
        arguments=("sie", "export", "2021", "-o", "ut.se"),
        code=0,
    ),
    "SIE620 of a history": case(
        edited(LEDGER, ('  ver: "A4"', '  ver: "A4"\n  sie-history-2: "removed 3110"')),
        At("SIE620", LEDGER, 24),
        says="sie-history-2 of voucher A4",
        hints="account | amount",
        arguments=("sie", "export", "2021", "-o", "ut.se"),
    ),
    "SIE621": import_case(
        vouchers_file(NEXT, ("#FLAGGA 0", "#FLAGGA 1")), "SIE621", 1, "marked", hints="--again"
    ),
    "SIE621 of a digest": import_case(
        both(
            vouchers_file(NEXT),
            {
                "config/sie.toml": '[[imports]]\nfile = "mars.si"\nsha256 = "'
                + digest(sie.read(SIE_VOUCHERS.replace(*NEXT).encode()))
                + '"\n'
            },
        ),
        "SIE621",
        None,
        "imported before, as mars.si",
        hints="config/sie.toml",
    ),
    "SIE622": import_case(
        books_file(
            ("#IB 0 1930 50.00", '#KONTO 1930 "Plusgiro"'),
            ("#UB 0 1930 150.00", "#UB 0 1930 100.00"),
            ('#FNAMN "Prov"', '#ORGNR 802428-2785\n#FNAMN "Prov"'),
        ),
        "SIE622",
        12,
        '"1930" is "Plusgiro" here and "Bank" on line 10',
        hints="keep the name",
        into="ny",
        name="bok.se",
    ),
    "SIE623": import_case(
        vouchers_file(NEXT, ("#RAR 0 20210101", "#RAR 0 20210201")),
        "SIE623",
        7,
        "from 2021-02-01 through 2021-12-31, 2021 from 2021-01-01",
        hints="name the year",
    ),
    "SIE623 of a voucher": import_case(
        vouchers_file(("A 1 20210301", "A 7 20220301")),
        "SIE623",
        11,
        "voucher A 7 is dated 2022-03-01",
        hints="2021-12-31",
    ),
    "SIE624": import_case(
        vouchers_file(), "SIE624", 11, "A1 stands at ledger/2021.beancount:3", hints="imported"
    ),
    "SIE625": import_case(
        books_file(
            ("#IB 0 1930 50.00", "#IB 0 1930 50.00\n#IB 0 3110 -50.00"),
            ('#FNAMN "Prov"', '#ORGNR 802428-2785\n#FNAMN "Prov"'),
        ),
        "SIE625",
        13,
        "open with amounts: 3110 -50.00",
        hints="start each year at nought",
        into="ny",
        name="bok.se",
    ),
    "SIE626": import_case(
        vouchers_file(NEXT, ("3110 {}", "3111 {}")), "SIE626", 14, '"3111"', hints="chart"
    ),
    "SIE627": import_case(
        books_file(("#IB 0 1930 50.00\n", ""), ("#UB 0 1930 150.00", "#UB 0 1930 100.00")),
        "SIE627",
        None,
        "no #ORGNR",
        hints="--organisation-number",
        into="ny",
        name="bok.se",
    ),
    "SIE628": import_case(
        vouchers_file(NEXT, ("3110 {}", '3110 {6 "P1"}')),
        "SIE628",
        14,
        'no project has the number "P1"',
        hints="[[objects]]",
    ),
    "SIE629": case(
        books_file(
            ("#IB 0 1930 50.00\n", ""),
            ("#UB 0 1930 150.00", "#UB 0 1930 100.00"),
            ('#FNAMN "Prov"', '#ORGNR 802428-2785\n#FNAMN "Prov"'),
        ),
        At("SIE629", None),
        says="config is there and not empty",
        hints="new or empty",
        arguments=("sie", "import", "bok.se", "--into", "config", "--write", "-f", "json"),
        code=1,
    ),
}
