"""Rows that were added to a voucher count once, whether #TRANS repeats them or not."""

from __future__ import annotations

import io

import pytest

from sambruk_cli import sie

HEAD = "#FLAGGA 0\n#VER A 1 20240115\n{\n"


def read(rows: str) -> tuple[sie.Voucher, list[tuple[int, str, str]]]:
    """The voucher whose rows are given, the first on line 4, and what is said of the rows."""
    file = sie.read((HEAD + rows + "}\n").encode())
    assert all(problem.kind == "history" for problem in file.problems)
    assert sie.read(sie.write(file)) == file
    return file.vouchers[0], [(p.line, p.severity, p.message) for p in file.problems]


def counted(voucher: sie.Voucher) -> list[tuple[str, int]]:
    return [(row.account, int(row.amount)) for row in voucher.booked]


def test_a_row_that_is_repeated_word_for_word_is_not_spoken_of() -> None:
    voucher, said = read('#TRANS 1 {} 5\n#RTRANS 2 {} -5 "" a 1 b\n#TRANS 2 {} -5 "" a 1 b\n')
    assert counted(voucher) == [("1", 5), ("2", -5)]
    assert said == []


@pytest.mark.parametrize(
    "rows",
    [
        # Without the sign, without text and day, with another object, and elsewhere.
        '#TRANS 1 {} 5\n#RTRANS 2 {} -5 "" a 1 b\n#TRANS 2 {} -5 "" a 1\n',
        "#TRANS 1 {} 5\n#RTRANS 2 {} -5 20240117 a\n#TRANS 2 {} -5.00\n",
        "#TRANS 1 {} 5\n#RTRANS 2 {6 A} -5\n#TRANS 2 {6 B} -5\n",
        "#TRANS 2 {} -5\n#RTRANS 2 {} -5\n#TRANS 1 {} 5\n",
    ],
)
def test_a_row_that_is_repeated_otherwise_counts_once_with_a_warning(rows: str) -> None:
    voucher, said = read(rows)
    assert sorted(counted(voucher)) == [("1", 5), ("2", -5)]
    ((_, severity, message),) = said
    assert severity == "warning"
    assert message.endswith("the #TRANS counts")


def test_that_programs_leave_out_the_sign_is_told_once() -> None:
    pair = '#RTRANS 2 {} -5 "" "" "" b\n#TRANS 2 {} -5\n#TRANS 1 {} 5\n'
    voucher, said = read(pair * 3)
    assert counted(voucher) == [("2", -5), ("1", 5)] * 3
    assert [line for line, _, _ in said] == [4]
    assert "(3 times in the file" in said[0][2]


def test_a_row_repeats_one_added_row_and_no_more() -> None:
    # One #TRANS for two #RTRANS: the voucher balances only with the other one.
    voucher, said = read("#TRANS 1 {} 10\n#RTRANS 2 {} -5\n#RTRANS 2 {} -5\n#TRANS 2 {} -5\n")
    assert sorted(counted(voucher)) == [("1", 10), ("2", -5), ("2", -5)]
    assert voucher.balance == 0
    assert [message.rpartition(": ")[2] for _, _, message in said] == ["it counts"]


def test_a_row_without_which_the_voucher_does_not_balance_counts() -> None:
    voucher, said = read("#TRANS 1 {} 5\n#RTRANS 2 {6 A} -3\n#RTRANS 3 {} -2\n#BTRANS 2 {} -5\n")
    assert counted(voucher) == [("1", 5), ("2", -3), ("3", -2)]
    assert [row.kind for row in voucher.rows] == ["TRANS", *["RTRANS", "TRANS"] * 2, "BTRANS"]
    assert voucher.rows[2].objects == (("6", "A"),)
    assert [(line, severity) for line, severity, _ in said] == [(5, "warning")]
    assert "(2 times" in said[0][2]


def test_rows_that_were_all_added_count() -> None:
    voucher, _ = read("#RTRANS 1 {} 5\n#RTRANS 2 {} -5\n")
    assert counted(voucher) == [("1", 5), ("2", -5)]


def test_a_row_without_which_the_voucher_balances_is_history() -> None:
    voucher, said = read("#TRANS 1 {} 5\n#TRANS 2 {} -5\n#RTRANS 2 {} -5\n")
    assert counted(voucher) == [("1", 5), ("2", -5)]
    assert [line for line, _, _ in said] == [6]


def test_a_row_without_which_the_voucher_balances_is_not_counted() -> None:
    voucher, said = read("#TRANS 1 {} 5\n#TRANS 2 {} -5\n#RTRANS 3 {} 7\n")
    assert counted(voucher) == [("1", 5), ("2", -5)]
    assert [message.rpartition(": ")[2] for _, _, message in said] == ["it does not count"]


def test_a_voucher_that_never_balances_stays_as_it_is() -> None:
    text = HEAD + "#TRANS 1 {} 5\n#RTRANS 3 {} 7\n}\n"
    assert [row.kind for row in sie.read(text.encode()).vouchers[0].rows] == ["TRANS", "RTRANS"]
    problems = sie.check(io.BytesIO(text.encode()), vouchers_only=True)
    found = [(p.line, p.kind, p.severity) for p in problems if p.kind in ("balance", "history")]
    assert found == [(2, "balance", "error"), (5, "history", "warning")]


@pytest.mark.parametrize(
    ("stated", "body", "expected"),
    [
        ("", "#VER A 1 20240101\n{\n}\n", "4"),
        ("#SIETYP 1\n", "#VER A 1 20240101\n{\n}\n", "4"),
        ("#SIETYP 3\n", "#VER A 1 20240101\n{\n}\n", "4"),
        *((f"#SIETYP {t}\n", "#IB 0 1 2\n", "4") for t in ("4", "4E", "4i", "04", '" 4 "', "4I")),
        *((f"#SIETYP {t}\n", "#IB 0 1 2\n", "2") for t in ("2", "02")),
        ("", "#IB 0 1 2\n", "1"),
        ("#SIETYP fyra\n", "#IB 0 1 2\n#PSALDO 0 202401 1 {} 2\n", "2"),
        ("", "#IB 0 1 2\n#OIB 0 1 {6 A} 2\n", "3"),
        ("#SIETYP 5\n", "#IB 0 1 2\n", "1"),
    ],
)
def test_the_type_is_what_the_file_is(stated: str, body: str, expected: str) -> None:
    file = sie.read(("#FLAGGA 0\n" + stated + body).encode())
    assert file.type == expected
    assert file.has_vouchers == ("#VER" in body)
