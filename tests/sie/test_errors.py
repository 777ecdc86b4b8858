"""What cannot be read is refused with the line, all at once; what the standard allows is noted."""

import io
import tracemalloc

import pytest

from sambruk_cli import sie

HEAD = "#FLAGGA 0\n#FNAMN Prov\n"


def errors(data: bytes) -> list[tuple[int, str]]:
    with pytest.raises(sie.SieError) as caught:
        sie.read(data)
    found = caught.value.problems
    assert caught.value.line == next(p.line for p in found if p.severity == "error")
    return [(p.line, p.kind) for p in found if p.severity == "error"]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("#VER A 1 20070101\n{\n#TRANS 1930 {} 1\n", [(3, "truncated")]),
        ("#VER A 1 20070101\n", [(3, "truncated")]),
        ("#VER A 1 20070101\n{\n#KONTO 1930 Bank\n", [(5, "truncated")]),
        ("#VER A 1 20070101\n{\n#VER A 2 20070101\n{\n}\n", [(5, "truncated")]),
        ("#VER A 1 20070101\n{\n{\n}\n}\n", [(5, "braces"), (7, "braces")]),
        ("{\n}\n", [(3, "braces"), (4, "braces")]),
        ("#TRANS 1930 {} 1\n", [(3, "voucher")]),
        ("#VER A 1 20070101\n{\n#TRANS 1930 {1 {2 3}} 1\n}\n", [(5, "braces")]),
        ("#OIB 0 1930 {1} 1\n", [(3, "objects")]),
        ("#VER A 1 20070101\n{\n#TRANS 1930 {} 1,500\n}\n", [(5, "amount")]),
        ("#VER A 1 20070101\n{\n#TRANS 1930 {} 1.500,00\n}\n", [(5, "amount")]),
        ("#VER A 1 20070101\n{\n#TRANS 1930 {} 1,500.00\n}\n", [(5, "amount")]),
        ("#VER A 1 20070101\n{\n#TRANS 1930 {} 1'500\n}\n", [(5, "amount")]),
        ("#VER A 1 20070101\n{\n#TRANS 1930 {} 1 500\n}\n", [(5, "amount")]),
        ("#VER A 1 20070101\n{\n#TRANS 1930 {} -1 500,00 20070101\n}\n", [(5, "amount")]),
        ("#IB 0 1930 1 500.00\n#UB 0 1930 1 050\n", [(3, "amount"), (4, "amount")]),
        ("#IB 0 1930 1.000\n#UB 0 1930 1000,5\n", [(3, "amount")]),
        ("#IB 0 1930 .\n#UB 0 1930 -\n", [(3, "amount"), (4, "amount")]),
        ("#VER A 1 20070101\n{\n#TRANS 1930 {} 1.505\n}\n", [(5, "amount")]),
        ("#VER A 1 20070101\n{\n#TRANS 1930 {} 1e5\n}\n", [(5, "amount")]),
        ("#VER A 1 20070101\n{\n#TRANS 1930 {} NaN\n}\n", [(5, "amount")]),
        ("#VER A 1 20070101\n{\n#TRANS 1930 {} ٣\n}\n", [(5, "amount")]),
        ("#VER A 1 20070101\n{\n#TRANS 1930 {}\n}\n", [(5, "missing")]),
        ("#VER A 1 20070229\n{\n#TRANS 1930 {} 1\n}\n", [(3, "date")]),
        ("#VER A 1 2007-1-1\n{\n}\n", [(3, "date")]),
        ("#VER A 1\n{\n}\n", [(3, "missing")]),
        ('#VER A 1 ""\n{\n#TRANS 1930 {} 0\n}\n', [(3, "missing")]),
        ("#RAR 0 20070101 20071301\n", [(3, "date")]),
        (
            "#IB x 1930 1\n#IB 0 1930 1.001\n#IB 0 1930\n",
            [(3, "year"), (4, "amount"), (5, "missing")],
        ),
        ("#RAR -1 20060101 2006\n", [(3, "date")]),
        ("#UB -1 1930 1e3\n", [(3, "amount")]),
        ("#KSUMMA\n#KONTO 1930 Bank\n", [(3, "truncated")]),
        ("#KSUMMA 17\n", [(3, "ksumma")]),
        ("#KSUMMA\n#KSUMMA -1\n", [(4, "ksumma")]),
        ("hello\n", [(3, "line")]),
        ("#KONTO\n#KONTO {}\n", [(3, "missing"), (4, "braces")]),
    ],
)
def test_an_unreadable_line_is_named(text: str, expected: list[tuple[int, str]]) -> None:
    assert errors((HEAD + text).encode()) == expected
    assert errors((HEAD + text).replace("\n", "\r\n").encode()) == expected


@pytest.mark.parametrize(
    ("data", "expected"),
    [
        (b"", [(0, "empty")]),
        (b"\n \n\r\n", [(0, "empty")]),
        (b"\x1a", [(0, "empty")]),
        (b"hello world\n", [(1, "not-sie")]),
        (b"#PROGRAM x\n", [(0, "not-sie")]),
        (b"#KONTO 1930 Bank\n" * 50, [(10, "not-sie")]),
        (b"#FLAGGA 0\n\x00", [(2, "binary")]),
        ("#FLAGGA 0\n".encode("utf-16"), [(1, "binary")]),
        (bytes(range(1, 256)), [(2, "not-sie")]),
        (b"#FLAGGA 0\n#FNAMN " + b"x" * 70_000 + b"\n", [(2, "long-line")]),
    ],
)
def test_what_is_no_sie_file_is_refused(data: bytes, expected: list[tuple[int, str]]) -> None:
    assert errors(data) == expected


def test_a_line_of_100_mb_is_refused_at_once_and_in_little_memory() -> None:
    class Endless(io.RawIOBase):
        """100 MB of x after the flag, never held in memory."""

        def __init__(self) -> None:
            self.at = 0

        def seekable(self) -> bool:
            return True

        def tell(self) -> int:
            return self.at

        def seek(self, offset: int, whence: int = 0, /) -> int:
            self.at = offset
            return offset

        def read(self, size: int = -1, /) -> bytes:
            head = b"#FLAGGA 0\n"[self.at : self.at + size]
            more = max(0, min(size - len(head), 100_000_000 - self.at))
            self.at += len(head) + more
            return head + b"x" * more

    stream = Endless()
    tracemalloc.start()
    with pytest.raises(sie.SieError) as caught:
        list(sie.RecordReader(stream))  # type: ignore[arg-type]
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert (caught.value.line, caught.value.problems[0].kind) == (2, "long-line")
    assert stream.at < 1_000_000
    assert peak < 4_000_000


# What a few lines of plain arithmetic make of each: öre, and how the form is called.
WRITTEN = [
    (".20", 20, "point"),
    ("-.20", -20, "point"),
    ("1000.", 100_000, "point"),
    ("+1000.00", 100_000, "plus"),
    ("+7", 700, "plus"),
    ("1000.000", 100_000, "decimals"),
    ("-0.2500000", -25, "decimals"),
    ("400.000", 40_000, "decimals"),
    ("1000,50", 100_050, "comma"),
    ("-1000,5", -100_050, "comma"),
]


@pytest.mark.parametrize(("text", "ore", "form"), WRITTEN)
def test_an_amount_that_can_be_read_in_one_way_only_is_read_with_a_warning(
    text: str, ore: int, form: str
) -> None:
    body = (
        f"#IB 0 1930 {text}\n#UB 0 1930 {text}\n#RES 0 3000 {text}\n"
        f"#PSALDO 0 200701 1 {{}} {text}\n"
        f"#VER A 1 20070101\n{{\n#TRANS 1930 {{}} {text}\n#BTRANS 1930 {{}} {text}\n}}\n"
    )
    file = sie.read((HEAD + body).encode())
    (voucher,) = file.vouchers
    amounts = [b.amount for b in file.balances] + [row.amount for row in voucher.rows]
    assert [amount * 100 for amount in amounts] == [ore] * 6
    (problem,) = file.problems
    assert (problem.line, problem.kind, problem.severity) == (3, "amount", "warning")
    assert f'"{text}" is read as ' in problem.message
    assert "(6 times in the file, the first here)" in problem.message
    assert sie.read(sie.write(file)).problems == ()


def test_each_way_of_writing_numbers_is_told_once() -> None:
    rows = "#TRANS 1930 {} +1,5\n#TRANS 1930 {} -.5\n#TRANS 1930 {} -1.000\n" * 400
    text = f"#VER A 1 20070101\n{{\n{rows}}}\n".replace("-1.000", "-1")
    found = sie.read((HEAD + text).encode()).problems
    assert [(p.line, p.kind) for p in found] == [(5, "amount"), (5, "amount"), (6, "amount")]
    assert all("(400 times in the file" in p.message for p in found)


@pytest.mark.parametrize(
    ("text", "expected"),
    [("2,5", "2.5"), (".5", "0.5"), ("+2", "2"), ("0,125", "0.125"), ("1,2345", "1.2345")],
)
def test_a_quantity_that_can_be_read_in_one_way_only_is_read(text: str, expected: str) -> None:
    row = f'#VER A 1 20070101\n{{\n#TRANS 1930 {{}} 1 "" "" {text}\n}}\n'
    file = sie.read((HEAD + row).encode())
    assert str(file.vouchers[0].rows[0].quantity) == expected
    assert [(p.line, p.kind, p.severity) for p in file.problems] == [(5, "quantity", "warning")]


@pytest.mark.parametrize(
    ("line", "kind", "left"),
    [
        ('#TRANS 1930 {} 1 20070229 "a" 1 b', "date", (None, "a", 1, "b")),
        ('#TRANS 1930 {} 1 "" a 1,250 b', "quantity", (None, "a", None, "b")),
        ('#TRANS 1930 {} 1 "" a st b', "quantity", (None, "a", None, "b")),
        ('#TRANS 1930 {} 1 "" {} 1 b', "braces", (None, "", 1, "b")),
        ('#TRANS 1930 {} 1 "" a 1 {b}', "braces", (None, "a", 1, "")),
        ('#TRANS 1930 {6} 1 "" a 1 b', "objects", (None, "a", 1, "b")),
    ],
)
def test_a_field_that_books_do_not_rest_on_is_left_out(
    line: str, kind: str, left: tuple[object, ...]
) -> None:
    (voucher,) = (
        file := sie.read((HEAD + f"#VER A 1 20070101\n{{\n{line}\n}}\n").encode())
    ).vouchers
    (row,) = voucher.rows
    assert row.account == "1930"
    assert row.amount == 1
    assert not row.objects
    assert (row.day, row.text, row.quantity, row.sign) == left
    (problem,) = file.problems
    assert (problem.line, problem.kind, problem.severity) == (5, kind, "warning")
    assert problem.message.endswith("the field is left out")


@pytest.mark.parametrize(
    ("line", "kind"),
    [
        ("#PBUDGET 0 5010 202401 100.00", "period"),
        ("#PBUDGET 0 202401 5010 {} 1.505", "amount"),
        ("#PSALDO 0 202413 5010 {} 1", "period"),
        ("#PSALDO 0 202401 5010 {6} 1", "objects"),
        ("#PSALDO 0 202401 5010 {}", "missing"),
        ("#RAR -2 20050101 20051301", "date"),
        ("#UB -2 1930 1e3", "amount"),
        ("#SRU", "missing"),
        ("#KTYP {} T", "braces"),
        ("#OBJEKT 6", "missing"),
        ("#PROSA {", "braces"),
        ("#FOO }", "braces"),
    ],
)
def test_a_record_that_books_do_not_rest_on_is_left_out(line: str, kind: str) -> None:
    file = sie.read((HEAD + line + "\n#KONTO 1930 Bank\n").encode())
    assert file == sie.read((HEAD + "#KONTO 1930 Bank\n").encode())
    (problem,) = file.problems
    assert (problem.line, problem.kind, problem.severity) == (3, kind, "warning")
    assert problem.message.endswith("the record is left out")


def test_days_of_the_file_itself_are_left_out() -> None:
    text = "#GEN 2025-1-10 ek\n#OMFATTN 20250229\n#VER A 1 20070101 text 2007-1-1 ek\n{\n}\n"
    file = sie.read((HEAD + text).encode())
    assert file.generated == sie.Generated(None, "ek")
    assert file.extent == sie.Extent(None)
    assert (file.vouchers[0].registered, file.vouchers[0].sign) == (None, "ek")
    assert [(p.line, p.kind) for p in file.problems] == [(3, "date"), (4, "date"), (5, "date")]
    # One fault, one problem; and what takes a whole file is told too.
    problems = sie.check(io.BytesIO((HEAD + text).encode()))
    assert [p.kind for p in problems if p.line == 3] == ["date"]
    assert "absent" in {p.kind for p in problems}


def test_labels_in_small_letters_are_read_and_told_once() -> None:
    text = "#FLAGGA 0\n#FNAMN Prov\n#KONTO 1930 Bank\n#VER A 1 20240101\n{\n#TRANS 1930 {} 1\n}\n"
    small = text.replace("FLAGGA", "flagga").replace("VER", "Ver").replace("TRANS", "trans")
    file = sie.read(small.encode())
    assert file == sie.read(text.encode())
    (problem,) = file.problems
    assert (problem.line, problem.kind, problem.severity) == (1, "label", "warning")
    assert problem.message.startswith("#flagga is read as #FLAGGA: SIE writes capitals (3 times")


def test_a_text_that_goes_on_over_lines_ends_with_the_first() -> None:
    text = '#VER A 1 20240101 "Medlems\navgift\n2024" 20240102\n{\n#TRANS 1930 {} 1 "" "a\nb"\n}\n'
    file = sie.read((HEAD + text).encode())
    (voucher,) = file.vouchers
    assert (voucher.text, voucher.rows[0].text) == ("Medlems", "a")
    assert voucher.balance == 1
    assert [(p.line, p.kind, p.severity) for p in file.problems] == [
        (line, "quote", "warning") for line in (3, 4)
    ]
    assert ["(2 times" in p.message for p in file.problems] == [True, False]
    assert "(3 times" in file.problems[1].message
    with pytest.raises(sie.SieError, match="line 8: the line is neither"):
        sie.read((HEAD + text.replace("avgift\n", "").replace('b"', 'b"\nc')).encode())


def test_a_brace_on_the_line_of_its_voucher_opens_it() -> None:
    text = "#VER A 1 20240101 text {\n#TRANS 1930 {} 1\n}\n"
    file = sie.read((HEAD + text * 2).encode())
    assert [(v.text, len(v.rows)) for v in file.vouchers] == [("text", 1)] * 2
    assert [(p.line, p.severity) for p in file.problems] == [(3, "warning")]


@pytest.mark.longer
@pytest.mark.parametrize("lines", [1, 20_000])
def test_lines_may_end_as_those_of_a_macintosh(lines: int) -> None:
    text = HEAD + '#KONTO 1930 "Bank"\n' * lines
    file = sie.read(text.replace("\n", "\r").encode())
    assert file == sie.read(text.encode())
    assert file.problems == ()


def test_lines_count_where_a_long_file_has_the_ends_of_two_systems() -> None:
    """The first 64 kB have no LF, so that CR ends a line; what comes after ends with CR LF."""
    long = "#X " + "x" * 40_000
    text = f"#FLAGGA 0\r{long}\r{long}\r\n#KONTO 19x0 Bank\r\n#KONTO 19y0 Bank\r\n"
    problems = sie.check(io.BytesIO(text.encode()))
    assert [p.line for p in problems if p.kind == "value"] == [4, 5]


def test_a_thousand_errors_are_enough() -> None:
    found = errors(HEAD.encode() + b"#IB 0 1930 x\n" * 5000)
    assert len(found) == 1001
    assert found[-1] == (1002, "many")


def test_what_the_standard_allows_is_a_note() -> None:
    file = sie.read((HEAD + "#FOO 1 {2 3}\n#TAXAR 2008 x y\n").encode())
    assert [(p.line, p.kind, p.severity) for p in file.problems] == [
        (3, "label", "note"),
        (4, "trailing", "note"),
    ]
    assert file.unknown == (sie.Unknown("FOO", ("1", "2", "3")),)
    assert b"FOO" not in sie.write(file)


def test_unknown_labels_within_a_voucher_do_not_disturb_it() -> None:
    text = "#VER A 1 20070101\n{\n#FOO 1\n#TRANS 1930 {} 1\n}\n"
    (voucher,) = sie.read((HEAD + text).encode()).vouchers
    assert [row.account for row in voucher.rows] == ["1930"]


def test_control_characters_never_reach_a_text() -> None:
    file = sie.read(HEAD.encode() + b'#KONTO 1930 "Ba\x1b[31mnk"\n#KONTO 1 "a\rb"\n')
    assert [account.name for account in file.accounts] == ["Ba [31mnk", "a b"]
    assert [(p.line, p.kind) for p in file.problems] == [(3, "control")]
    assert "(2 times in the file, the first here)" in file.problems[0].message
    turned = sie.read((HEAD + '#KONTO 1930 "å\u202eb"\n').encode())
    assert turned.accounts[0].name == "å b"


def test_repeated_and_orphaned_records_are_kept_and_written() -> None:
    text = "#FNAMN Two\n#KTYP 1930 T\n#KONTO 1930 Bank\n#KONTO 1930 Kassa\n#KTYP 1930 S\n#SRU 9 7\n"
    file = sie.read((HEAD + text).encode())
    assert file.company_name == sie.Value("FNAMN", "Prov")
    assert file.accounts == (sie.Account("1930", "Bank", "T"),)
    assert file.strays == (
        sie.Value("FNAMN", "Two"),
        sie.Account("1930", "Kassa"),
        sie.AccountValue("KTYP", "1930", "S"),
        sie.AccountValue("SRU", "9", "7"),
    )
    assert [stray.line for stray in file.strays] == [3, 6, 7, 8]
    assert sie.read(sie.write(file)) == file


def test_rows_of_the_processing_history_do_not_count() -> None:
    text = (
        "#VER A 1 20070101\n{\n#TRANS 1930 {} 5\n#BTRANS 1910 {} 7\n"
        "#RTRANS 3000 {} -5\n#TRANS 3000 {} -5\n}\n"
    )
    (voucher,) = sie.read((HEAD + text).encode()).vouchers
    assert [row.kind for row in voucher.rows] == ["TRANS", "BTRANS", "RTRANS", "TRANS"]
    assert [row.account for row in voucher.booked] == ["1930", "3000"]
    assert voucher.balance == 0


def test_amounts_of_any_length_add_up_exactly() -> None:
    big = "9" * 40
    text = f"#VER A 1 20070101\n{{\n#TRANS 1 {{}} {big}.01\n#TRANS 2 {{}} -{big}\n}}\n"
    (voucher,) = sie.read((HEAD + text).encode()).vouchers
    assert str(voucher.balance) == "0.01"


@pytest.mark.parametrize(
    ("codec", "encoding"),
    [("cp437", "cp437"), ("cp1252", "cp1252"), ("utf-8", "utf-8"), ("utf-8-sig", "utf-8")],
)
def test_the_bytes_tell_the_encoding(codec: str, encoding: str) -> None:
    text = '#FLAGGA 0\n#FORMAT PC8\n#FNAMN "Föreningen Åkö"\n#KONTO 1930 "Kafé på ön"\n'
    file = sie.read(text.encode(codec))
    assert file.encoding == encoding
    assert file.company_name == sie.Value("FNAMN", "Föreningen Åkö")
    assert file.accounts[0].name == "Kafé på ön"
    assert sie.write(file) == text.encode("cp437")


@pytest.mark.longer
@pytest.mark.parametrize("lines", [0, 2_200, 6_500])
def test_letters_lost_on_the_way_are_counted_with_the_line_of_the_first(lines: int) -> None:
    # Lines of 32 bytes put the first loss into the first, second and fourth block of 64 kB.
    names = "".join(f'#KONTO {n:05} "Konto utan brist"\n' for n in range(lines))
    text = f'#FLAGGA 0\n{names}#FNAMN "F\ufffdreningen \ufffd"\n#KONTO 1930 "Kaf\ufffd på ön"\n'
    (problem,) = sie.read(text.encode()).problems
    assert (problem.kind, problem.severity, problem.line) == ("lost", "warning", 2 + lines)
    assert "3 letters are lost, the first here" in problem.message
    assert sie.read(text.replace("\ufffd", "ö").encode()).problems == ()


@pytest.mark.parametrize("ahead", [65_533, 65_534, 65_535, 65_536])
def test_a_letter_lost_between_two_blocks_is_counted(ahead: int) -> None:
    head = "#FLAGGA 0\n#PROSA x\n" + "#PROSA y\n" * 7000
    text = head + "#FNAMN ".ljust(ahead - len(head), "z") + "\ufffd\n"
    assert text.encode().index(b"\xef\xbf\xbd") == ahead
    (problem,) = sie.read(text.encode()).problems
    assert (problem.kind, problem.line) == ("lost", 7003)


def test_one_letter_may_be_lost_too() -> None:
    (problem,) = sie.read("#FLAGGA 0\n#FNAMN F\ufffdr\n".encode()).problems
    assert "1 letter is lost" in problem.message


def test_bytes_of_another_encoding_are_no_lost_letters() -> None:
    # In CP437 these three bytes are letters of their own (\u2229\u2557\u255c).
    file = sie.read('#FLAGGA 0\n#FNAMN "\ufffd"\n'.encode() + '#KONTO 1 "Kö"\n'.encode("cp437"))
    assert file.encoding == "cp437"
    assert "lost" not in {problem.kind for problem in file.problems}


@pytest.mark.parametrize(("encoding", "name"), [("cp1252", b"F\xf6\x81r"), ("utf-8", b"F\xe5r")])
def test_bytes_that_an_encoding_lacks_are_lost_letters(encoding: sie.Encoding, name: bytes) -> None:
    # CP1252 has no 0x81, and UTF-8 no lone 0xE5; a caller may say what the file is in.
    reader = sie.RecordReader(io.BytesIO(b"#FLAGGA 0\n#FNAMN " + name), encoding)
    assert len(list(reader)) == 2
    (problem,) = reader.problems
    assert (problem.kind, problem.line) == ("lost", 2)
    assert f"a byte that {encoding} does not have" in problem.message


@pytest.mark.slow
def test_records_come_one_voucher_at_a_time() -> None:
    body = "".join(
        f"#VER A {n} 20070101\n{{\n" + "#TRANS 1930 {} 1\n" * 50 + "}\n" for n in range(3000)
    )
    reader = sie.RecordReader(io.BytesIO((HEAD + body).encode()))
    tracemalloc.start()
    count = sum(isinstance(record, sie.Voucher) for record in reader)
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert count == 3000
    assert peak < 5_000_000  # a block and its lines; 150 000 rows would take five times that
