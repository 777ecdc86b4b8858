"""What is written reads back the same; what SIE cannot hold is refused or replaced on request."""

import re
import zlib
from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sambruk_cli import sie
from sambruk_cli.sie import charset
from sambruk_cli.sie.added import settled
from sambruk_cli.sie.emit import lines
from sambruk_cli.sie.encode import Encoder
from sambruk_cli.sie.errors import Collector
from tests.extent import tried
from tests.sie.generated import files
from tests.sie.samples import FOLDER, NAMES

FLAG = sie.Value("FLAGGA", "0")


@given(files)
@tried(300)
def test_what_is_written_reads_back_the_same(file: sie.SieFile) -> None:
    again = sie.read(sie.write(file))
    # A reader adds the #TRANS of an #RTRANS that counts and has none (tests/sie/test_added.py).
    expected = replace(file, vouchers=tuple(settled(v, Collector()) for v in file.vouchers))
    assert again == expected
    assert {p.kind for p in again.problems} <= {"encoding", "history"}
    assert sie.write(again) == sie.write(expected)
    assert sie.unwritable(file) == ()


def test_a_file_is_written_as_the_specification_says() -> None:
    rows = (
        sie.Row("TRANS", "1930", Decimal("-100"), (("6", "P 1"), ("1", "A"))),
        sie.Row("TRANS", "5010", Decimal("100.00"), text='"Hyra"', quantity=Decimal("1.125")),
    )
    file = sie.SieFile(
        flag=FLAG,
        program=sie.Program("sambruk", "0.1.0"),
        format=sie.Value("FORMAT", "PC8"),
        generated=sie.Generated(date(2008, 3, 1), "Åsa"),
        org_number=sie.OrgNumber("802400-0000"),
        address=sie.Address("", "Gatan 1"),
        company_name=sie.Value("FNAMN", "Sambruk"),
        years=(sie.FiscalYear(0, date(2007, 1, 1), date(2007, 12, 31)),),
        accounts=(sie.Account("1930", "Bank", "T", "st", ("201", "7281")),),
        dimensions=(sie.Dimension("6", "Projekt"), sie.Dimension("61", "Del", "6")),
        objects=(sie.Object("6", "P 1", "Ett"),),
        balances=(
            sie.Balance("IB", 0, "1930", Decimal("5.5")),
            sie.Balance("PSALDO", -1, "1930", Decimal("-1"), "200701", quantity=Decimal("2")),
        ),
        vouchers=(sie.Voucher("A", "1", date(2007, 2, 1), "", date(2007, 2, 2), rows=rows),),
    )
    assert (
        sie.write(file).decode("cp437")
        == r"""#FLAGGA 0
#PROGRAM "sambruk" "0.1.0"
#FORMAT PC8
#GEN 20080301 "Åsa"
#ORGNR 802400-0000
#ADRESS "" "Gatan 1" "" ""
#FNAMN "Sambruk"
#RAR 0 20070101 20071231
#KONTO 1930 "Bank"
#KTYP 1930 T
#ENHET 1930 "st"
#SRU 1930 201
#SRU 1930 7281
#DIM 6 "Projekt"
#UNDERDIM 61 "Del" 6
#OBJEKT 6 "P 1" "Ett"
#IB 0 1930 5.5
#PSALDO -1 200701 1930 {} -1 2
#VER A 1 20070201 "" 20070202
{
   #TRANS 1930 {6 "P 1" 1 A} -100
   #TRANS 5010 {} 100.00 "" "\"Hyra\"" 1.125
}
"""
    )


def test_the_checksum_is_crc_32_over_labels_and_fields() -> None:
    text = '#FLAGGA 0\n#KSUMMA\n#FNAMN "Å \\"B\\""\n#VER A 1 20070101\n{\n#TRANS 1 {6 "x y"} 5\n}\n'
    sums = '#FNAMNÅ "B"#VERA120070101#TRANS16x y5'
    expected = zlib.crc32(sums.encode("cp437"))
    data = (text + f"#KSUMMA {expected}\n").encode("cp437")
    file = sie.read(data)
    assert file.problems == ()
    assert sie.write(file).splitlines()[-1] == f"#KSUMMA {expected}".encode()


def voucher_with(text: str, company: str = "Prov") -> sie.SieFile:
    row = sie.Row("TRANS", "1930", Decimal(1), text=text, line=12)
    voucher = sie.Voucher("B", "7", date(2007, 3, 9), rows=(row,))
    return sie.SieFile(flag=FLAG, company_name=sie.Value("FNAMN", company), vouchers=(voucher,))


def test_what_cp437_cannot_hold_is_refused_with_voucher_and_character() -> None:
    file = voucher_with("10 € – kvar", "Łódź")
    with pytest.raises(sie.SieError) as caught:
        sie.write(file)
    assert caught.value.problems == tuple(p for p in sie.unwritable(file) if p.kind != "plain")
    name, row = caught.value.problems
    assert name.message.startswith('#FNAMN: SIE cannot hold "Ł" U+0141')
    assert (row.line, row.kind) == (12, "character")
    assert row.message == ('voucher B 7 of 2007-03-09: SIE cannot hold "€" U+20AC EURO SIGN')


def test_typographic_characters_are_written_plain_and_counted() -> None:
    text = "”A” – ’b’ … • C\u202f—\u00a0d"
    file, plain = voucher_with(text), sie.Plain()
    written = sie.write(file, plain=plain)
    row = sie.read(written).vouchers[0].rows[0]
    assert row.text == "\"A\" - 'b' ... * C -\u00a0d"
    assert dict(plain.characters) == {
        "”": 2,
        "–": 1,
        "’": 2,
        "…": 1,
        "•": 1,
        "\u202f": 1,
        "—": 1,
    }
    assert plain.line == 12
    (problem,) = sie.unwritable(file)
    assert (problem.kind, problem.severity, problem.line) == ("plain", "note", 12)
    assert problem.message.startswith(
        'voucher B 7 of 2007-03-09: SIE lacks "”" as """, "–" as "-", '
    )
    again = sie.read(written)
    assert sie.write(again) == written
    assert sie.unwritable(again) == ()
    asked = sie.Plain()
    assert sie.write(file, replace=True, plain=asked) == written
    assert asked == sie.Plain()


def test_replacing_is_an_explicit_choice() -> None:
    again = sie.read(sie.write(voucher_with("10 € – kvar", "Łódź"), replace=True))
    assert again.vouchers[0].rows[0].text == "10 EUR - kvar"
    assert again.company_name == sie.Value("FNAMN", "?ódz")


@pytest.mark.parametrize("text", ["a\nb", "a\x1bb", "a\x7f", "a\tb", "a\u202eb"])
def test_control_characters_are_refused(text: str) -> None:
    with pytest.raises(sie.SieError, match=r"U\+00|U\+202E"):
        sie.write(voucher_with(text))
    written = sie.write(voucher_with(text), replace=True)
    assert not re.search(rb"[\x00-\x09\x0b-\x1f\x7f]", written)
    assert sie.read(written).problems == ()


def test_a_backslash_at_the_end_is_written_where_it_can_be() -> None:
    plain = voucher_with("C:\\Temp\\")
    assert sie.read(sie.write(plain, replace=True)).vouchers == plain.vouchers
    with pytest.raises(sie.SieError, match="backslash"):
        sie.write(voucher_with("C:\\My files\\"))
    again = sie.read(sie.write(voucher_with("C:\\My files\\"), replace=True))
    assert again.vouchers[0].rows[0].text == "C:\\My files/"


@pytest.mark.parametrize("amount", ["1.005", "NaN", "Infinity", "1E-3"])
def test_amounts_are_never_rounded(amount: str) -> None:
    balance = sie.Balance("IB", 0, "1930", Decimal(amount), line=3)
    with pytest.raises(sie.SieError) as caught:
        sie.write(sie.SieFile(flag=FLAG, balances=(balance,)), replace=True)
    assert [(p.line, p.kind) for p in caught.value.problems] == [(3, "amount")]


def test_amounts_are_written_without_exponent_and_with_two_decimals() -> None:
    balances = tuple(sie.Balance("IB", 0, "1", Decimal(n)) for n in ("1E+3", "1.5000", "-0.10"))
    written = sie.write(sie.SieFile(flag=FLAG, balances=balances)).decode()
    assert [line.split()[3] for line in written.splitlines()[1:]] == ["1000", "1.50", "-0.10"]


def slowly(file: sie.SieFile) -> bytes:
    """Every line by the careful way, which has no rule of its own for vouchers."""
    encoder, ksumma, written = Encoder(replace=True), 0, []
    started = False
    for line in lines(file):
        encoded = encoder.fields(line)
        text = " ".join([f"#{line.label}", *encoded.written])
        if line.label == "KSUMMA":
            text = f"#KSUMMA {ksumma}" if started else "#KSUMMA"
            started = True
        elif line.label in ("{", "}"):
            text = line.label
        else:
            flat = "".join(f if isinstance(f, str) else "".join(f) for f in encoded.plain)
            if started:
                ksumma = zlib.crc32(f"#{line.label}{flat}".encode("cp437"), ksumma)
            text = "   " + text if line.label.endswith("TRANS") else text
        written.append(text)
    return "\n".join([*written, ""]).encode("cp437")


@given(files)
@tried(200)
def test_the_quick_way_to_write_vouchers_is_the_careful_one(file: sie.SieFile) -> None:
    assert sie.write(file, replace=True) == slowly(file)


@pytest.mark.slow
@pytest.mark.parametrize("name", NAMES)
def test_samples_are_written_the_same_either_way(name: str) -> None:
    file = replace(sie.read((FOLDER / name).read_bytes()), checksum=True)
    assert sie.write(file, replace=True) == slowly(file)
    again = sie.read(sie.write(file, replace=True))
    assert again.stated is not None
    assert again.stated.stated == again.stated.computed


@given(st.text(), st.sampled_from(["replace", "strict", "ignore"]))
def test_cp437_is_that_of_python(text: str, errors: str) -> None:
    try:
        expected = text.encode("cp437", errors)
    except UnicodeEncodeError:
        with pytest.raises(UnicodeEncodeError):
            charset.encoded(text, errors)
    else:
        assert charset.encoded(text, errors) == expected


def test_every_byte_of_cp437_is_written_back() -> None:
    whole = bytes(range(256))
    assert charset.encoded(whole.decode("cp437")) == whole
