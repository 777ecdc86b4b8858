"""Every sample file reads, keeps all that it holds, and reads back the same when written."""

import re
from decimal import Decimal

import pytest

from sambruk_cli import sie
from tests.sie.samples import FOLDER, NAMES, UTF8, WITH_KSUMMA, labelled

# Thirty-eight whole files, again for each test.
pytestmark = pytest.mark.slow


def test_the_folder_holds_all_samples() -> None:
    assert len(NAMES) == 38


@pytest.mark.parametrize("name", NAMES)
def test_every_record_of_a_sample_is_kept(name: str) -> None:
    data = (FOLDER / name).read_bytes()
    file = sie.read(data)

    rows = [row for voucher in file.vouchers for row in voucher.rows]
    counted = {
        "KONTO": len(file.accounts),
        "KTYP": sum(account.kind is not None for account in file.accounts),
        "ENHET": sum(account.unit is not None for account in file.accounts),
        "SRU": sum(len(account.sru) for account in file.accounts),
        "DIM": sum(dimension.parent is None for dimension in file.dimensions),
        "UNDERDIM": sum(dimension.parent is not None for dimension in file.dimensions),
        "OBJEKT": len(file.objects),
        "VER": len(file.vouchers),
        "PROSA": len(file.prose),
        "RAR": len(file.years),
    }
    for label, count in counted.items():
        assert count == len(labelled(data, label)), label
    for label in ("TRANS", "RTRANS", "BTRANS"):
        assert sum(row.kind == label for row in rows) == len(labelled(data, label)), label
    for label in ("IB", "UB", "RES", "OIB", "OUB", "PSALDO", "PBUDGET"):
        kept = sum(balance.kind == label for balance in file.balances)
        assert kept == len(labelled(data, label)), label
    assert file.strays == ()
    assert file.unknown == ()


@pytest.mark.parametrize("name", NAMES)
def test_amounts_sum_to_what_a_regular_expression_finds(name: str) -> None:
    data = (FOLDER / name).read_bytes()
    file = sie.read(data)
    # The amount follows the object list; ore as integers, so that nothing rounds.
    ore = 0
    for line in labelled(data, "TRANS"):
        whole, decimals = re.findall(rb"\}\s*(-?\d+)\.?(\d*)", line)[0]
        sign = -1 if whole.startswith(b"-") else 1
        ore += int(whole) * 100 + sign * int(decimals.ljust(2, b"0"))
    assert sum(row.amount for v in file.vouchers for row in v.rows) == Decimal(ore) / 100


@pytest.mark.parametrize("name", NAMES)
def test_lines_point_at_their_records(name: str) -> None:
    raw = (FOLDER / name).read_bytes().split(b"\n")
    file = sie.read(b"\n".join(raw))
    for balance in file.balances:
        assert raw[balance.line - 1].strip().startswith(b"#" + balance.kind.encode())
    for voucher in file.vouchers:
        assert raw[voucher.line - 1].strip().startswith(b"#VER")
        for row in voucher.rows:
            assert row.account.encode() in raw[row.line - 1]


@pytest.mark.parametrize("name", NAMES)
def test_a_sample_written_reads_back_equal(name: str) -> None:
    file = sie.read((FOLDER / name).read_bytes())
    written = sie.write(file, replace=name == UTF8)
    again = sie.read(written)
    if name == UTF8:  # the file lost its letters before it came here: U+FFFD 702 times
        with pytest.raises(sie.SieError) as caught:
            sie.write(file)
        assert "U+FFFD REPLACEMENT CHARACTER" in str(caught.value)
        assert [a.name for a in again.accounts] == [
            a.name.replace("\ufffd", "?") for a in file.accounts
        ]
        assert len(again.vouchers) == len(file.vouchers)
    else:
        assert again == file
    assert sie.write(again) == written
    assert not any(problem.severity == "error" for problem in again.problems)


def test_encodings_and_names_are_what_they_should_be() -> None:
    swedish = re.compile(r"""[a-zåäöA-ZÅÄÖéüÉ0-9 .,/+()&%:;'*#_!=?@"<>\[\]-]*""")
    for name in NAMES:
        file = sie.read((FOLDER / name).read_bytes())
        assert file.encoding == ("utf-8" if name == UTF8 else "cp437")
        for account in file.accounts:
            assert swedish.fullmatch(account.name.replace("\ufffd", "")), (name, account)
    assert sie.read((FOLDER / "Lön.si").read_bytes()).program == sie.Program(
        "Visma Lön 100", "2012.1 "
    )


@pytest.mark.parametrize("name", WITH_KSUMMA)
def test_the_checksum_verifies_and_a_changed_byte_does_not(name: str) -> None:
    data = (FOLDER / name).read_bytes()
    stated = int(labelled(data, "KSUMMA")[1].split()[1])
    file = sie.read(data)
    assert file.checksum
    assert file.stated == sie.Checksum(stated, stated)
    assert file.problems == ()

    at = data.index(b"#FNAMN") + 10
    changed = sie.read(data[:at] + bytes([data[at] ^ 1]) + data[at + 1 :])
    (problem,) = changed.problems
    assert (problem.kind, problem.severity) == ("ksumma", "error")
    assert problem.line == data.count(b"\n") or problem.line == data.count(b"\n") + 1
    assert changed.stated is not None
    assert changed.stated.computed != stated
    # Separators and quotes do not count.
    assert sie.read(data.replace(b"\t", b"  ")).problems == ()


def test_odd_lines_of_the_samples_are_read_with_a_warning() -> None:
    file = sie.read((FOLDER / "XE_SIE_1_20151125094750.SE").read_bytes())
    names = {account.number: account.name for account in file.accounts}
    assert names["1288"] == 'F"rskott till Lind" Park'
    assert names["1684"] == 'Fordringar hos leverant"r'
    assert names["2440"] == 'Leverant"rsskulder'
    assert {(p.kind, p.severity) for p in file.problems} == {("quote", "warning")}

    open_quote = sie.read((FOLDER / "Sie4.se").read_bytes())
    assert [problem.line for problem in open_quote.problems] == [1041]
    assert "(3 times" in open_quote.problems[0].message
    (row,) = [row for v in open_quote.vouchers for row in v.rows if row.line == 1041]
    assert row.objects == (("1", "654321"), ("6", "123456"))
    assert row.text == "260    aaaaaaaaaaaaaaaa"


def test_vouchers_that_do_not_balance_are_seen() -> None:
    file = sie.read((FOLDER / "transaktioner_ovnbolag-bad-balance.se").read_bytes())
    assert any(voucher.balance for voucher in file.vouchers)
    good = sie.read((FOLDER / "Lön.si").read_bytes())
    assert [voucher.balance for voucher in good.vouchers] == [0]
