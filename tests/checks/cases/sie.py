"""Findings on SIE files that are checked or written."""

from __future__ import annotations

from tests.checks.cases.case import (
    LEDGER,
    At,
    Case,
    case,
)
from tests.checks.cases.sie_files import (
    SIE_BOOKS,
    books_file,
    sie_case,
    vouchers_file,
)
from tests.workspaces import edited

CASES: dict[str, Case] = {
    "SIE601": sie_case(
        books_file(("-100.00\n}\n", "-100.00\n")), "SIE601", 14, "cut off", hints="export"
    ),
    "SIE601 of an empty file": sie_case({"bok.se": ""}, "SIE601", None, "empty"),
    "SIE601 of another file": sie_case({"bok.se": "hello world\n"}, "SIE601", 1, "not a SIE file"),
    "SIE602": sie_case(books_file(("#GEN 20220301\n", "")), "SIE602", None, "must have #GEN"),
    "SIE602 of vouchers": sie_case(
        vouchers_file(("#FORMAT PC8\n", "")), "SIE602", None, "type 4I must have #FORMAT"
    ),
    "SIE603": sie_case(
        books_file(
            ('#KONTO 3110 "Avgifter"\n', ""),
            ("3110 -100.00\n#VER", '3110 -100.00\n#KONTO 3110 "Avgifter"\n#VER'),
        ),
        "SIE603",
        13,
        "#KONTO stands after balances",
        hints="the order is",
    ),
    "SIE603 of an account's kind": sie_case(
        books_file(('#KONTO 1930 "Bank"', '#KTYP 1930 T\n#KONTO 1930 "Bank"')),
        "SIE603",
        9,
        "before its #KONTO",
    ),
    "SIE603 of a balance among vouchers to import": sie_case(
        vouchers_file(("#VER", "#IB 0 1930 0\n#VER")), "SIE603", 11, "#IB does not belong"
    ),
    "SIE604": sie_case(
        vouchers_file(("{} -100.00", "{} -99.00")), "SIE604", 11, "its rows sum to 1.00"
    ),
    "SIE605": sie_case(
        books_file(
            ("#SIETYP 4", "#SIETYP 1"),
            ("#IB", "#SRU 1930 7281\n#IB"),
            (SIE_BOOKS[SIE_BOOKS.index("#VER") :], ""),
            ("150.00", "151.00"),
        ),
        "SIE605",
        13,
        "is 1.00, not 0",
    ),
    "SIE606": sie_case(vouchers_file(("3110 {}", "3111 {}")), "SIE606", 14, '"3111" has no #KONTO'),
    "SIE606 of a dimension": sie_case(
        books_file(("3110 {}", '3110 {20 ""}')), "SIE606", 17, 'dimension "20" has no #DIM'
    ),
    "SIE606 of an object": sie_case(
        books_file(("3110 {}", '3110 {6 "P1"}')), "SIE606", 17, 'object "P1" of dimension 6'
    ),
    "SIE606 of an account's code": sie_case(
        books_file(("#IB", "#SRU 1931 7281\n#IB")), "SIE606", 11, "#SRU of account"
    ),
    "SIE607": sie_case(
        vouchers_file(("-100.00\n}\n", "-100.00\n}\n#VER A 01 20210302\n{\n}\n")),
        "SIE607",
        16,
        "has the number of A 1 of line 11",
    ),
    "SIE607 of a descending number": sie_case(
        vouchers_file(
            ("A 1 2021", "A 10 2021"), ("{} -100.00\n}", "{} -100.00\n}\n#VER A 9 20210302\n{\n}")
        ),
        "SIE607",
        16,
        "stands after A 10",
    ),
    "SIE607 of a voucher without one": sie_case(
        books_file(("A 1 2021", 'A "" 2021')), "SIE607", 14, "without a number"
    ),
    "SIE608": sie_case(
        vouchers_file(
            ("#FLAGGA 0\n", "#FLAGGA 0\n#KSUMMA\n"), ("-100.00\n}\n", "-100.00\n}\n#KSUMMA 17\n")
        ),
        "SIE608",
        17,
        "the file says 17",
    ),
    "SIE609": sie_case(
        vouchers_file(("{} 100.00", "{} 1.000,00")), "SIE609", 13, '"1.000,00" is not an amount'
    ),
    "SIE609 of three decimals": sie_case(
        vouchers_file(("{} 100.00", "{} 100.005")), "SIE609", 13, "at most two decimals"
    ),
    "SIE609 of an amount that can be read": sie_case(
        vouchers_file(("{} 100.00", "{} 100,00")), "SIE609", 13, '"100,00" is read as 100.00'
    ),
    "SIE609 of a budget": sie_case(
        books_file(("#VER", "#PBUDGET 0 3110 202101 -1\n#VER")),
        "SIE609",
        14,
        "the record is left out",
    ),
    "SIE609 of a day that is not": sie_case(
        vouchers_file(("20210301", "20210229")),
        "SIE609",
        11,
        '"20210229" is no day of the calendar',
    ),
    "SIE609 of the format": sie_case(
        books_file(("PC8", "ANSI")), "SIE609", 3, '#FORMAT says "ANSI", not PC8'
    ),
    "SIE609 of UTF-8": sie_case(
        books_file(('"Bank"', '"Åbo"')), "SIE609", 3, "the bytes are UTF-8"
    ),
    "SIE609 of a quote": sie_case(
        books_file(('"Bank"', '"Ba"nk"')), "SIE609", 9, "lacks its backslash"
    ),
    "SIE610": sie_case(
        books_file(('#FNAMN "Prov"', '#FNAMN "Prov"\n#FNAMN "Prov AB"')),
        "SIE610",
        7,
        "the first one is on line 6",
    ),
    "SIE610 of a balance": sie_case(
        books_file(("#UB", "#IB 0 1930 0\n#UB")), "SIE610", 12, "a second #IB 0 1930"
    ),
    "SIE611": sie_case(
        books_file(("20200101 20201231", "20201231 20200101")), "SIE611", 8, "ends before it starts"
    ),
    "SIE611 of years that overlap": sie_case(
        books_file(("20200101 20201231", "20200101 20210101")), "SIE611", 8, "overlaps #RAR 0"
    ),
    "SIE611 of a voucher": sie_case(
        books_file(("20210301", "20220101")), "SIE611", 14, "dated 2022-01-01, outside"
    ),
    "SIE611 of a period": sie_case(
        books_file(("#VER", "#PBUDGET 0 202012 3110 {} -1\n#VER")), "SIE611", 14, "period 202012"
    ),
    "SIE612": sie_case(
        vouchers_file(("-100.00\n}", "-100.00\n#RTRANS 1930 {} 5.00\n}")),
        "SIE612",
        15,
        "does not count",
        clean=True,
    ),
    "SIE612 of a row that lacks the sign": sie_case(
        vouchers_file(
            (
                "#TRANS 3110 {} -100.00",
                '#RTRANS 3110 {} -100.00 "" "" "" ek\n#TRANS 3110 {} -100.00',
            ),
        ),
        "SIE612",
        14,
        "the #TRANS counts",
        clean=True,
    ),
    "SIE613": sie_case(
        books_file(("#RAR 0", "#FOO 1\n#RAR 0")), "SIE613", 7, "#FOO is no label", clean=True
    ),
    "SIE614": sie_case(
        books_file(("#RAR -1 20200101 20201231\n", "")), "SIE614", None, "#RAR -1", clean=True
    ),
    # Bytes of UTF-8 that were read as 437, beside letters of 437.
    "SIE616": sie_case(
        {"bok.se": SIE_BOOKS.replace('"Bank"', '"Tj├ñnst och lön"').encode("cp437")},
        "SIE616",
        9,
        '"Tj├ñnst"',
        clean=True,
    ),
    "SIE615": case(
        edited(LEDGER, ('  ver: "A4"', '  ver: "A4"\n  sie-balances: TRUE')),
        At("SIE615", LEDGER, 24),
        says="2021 is one voucher",
        hints="types 1 and 4",
        arguments=("sie", "export", "2021", "--type", "2", "-o", "ut.se"),
        code=0,
    ),
    "SIE615 of the year before": case(
        edited("ledger/2020.beancount", ('  ver: "A1"', '  ver: "A1"\n  sie-balances: TRUE')),
        At("SIE615", "ledger/2020.beancount", 7),
        says="2020 is one voucher",
        arguments=("sie", "export", "2021", "--type", "3", "-o", "ut.se"),
        code=0,
    ),
}
