"""What `check` says of the samples, against sums that a few lines of plain Python make of them."""

import io
import re
from collections import defaultdict
from functools import cache
from itertools import groupby

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sambruk_cli import sie
from tests.sie.samples import FOLDER, NAMES

Ore = dict[str, int]

# Samples whose figures do not agree, with the accounts whose vouchers differ from the balances.
DIFFER: dict[str, set[str]] = {
    # One voucher lacks the 12 771 kronor that its bank row would need.
    "transaktioner_ovnbolag-bad-balance.se": {"1910"},
    # Vouchers with rows on an account FEL that is in no balance; what they replaced is in #UB.
    "Sie4.se": {"2440", "2640", "4010", "FEL"},
    # 500 kronor of vouchers on account 9010, which is not in the chart and has no #RES.
    "Sie_3_and_4.se": {"9010"},
}
# Samples in which closing balances and results do not sum to the opening balances, by year.
DO_NOT_FOOT = {
    "SIE-fil_från_Visma_Eget_Aktiebolag_2010.se": {"0"},  # the opening balances sum to 3 909
    "Sie2.se": {"0"},  # the account FEL of Sie4.se: 33 125.72
    "Sie3.se": {"0"},
    "Sie4.se": {"0"},
    "Sie_1and2.se": {"0"},  # account 9010, as in Sie_3_and_4.se
    "Sie_3_and_4.se": {"0"},
    "XE_SIE_1_20151125094750.SE": {"0", "-1"},  # results are in the file for part of the year
    "testWrite.se": {"0", "-1"},
}


@cache
def found(name: str) -> tuple[sie.Problem, ...]:
    only = True if name.lower().endswith(".si") else None
    return tuple(sie.check(io.BytesIO((FOLDER / name).read_bytes()), vouchers_only=only))


def ore(text: str) -> int:
    whole, _, decimals = text.partition(".")
    value = int(whole.lstrip("-")) * 100 + int(decimals.ljust(2, "0"))
    return -value if text.startswith("-") else value


def sums(name: str) -> tuple[dict[tuple[str, str], Ore], Ore, dict[int, int]]:
    """Balances by label and year, movements by account, and the sum of each voucher by its line."""
    balances: dict[tuple[str, str], Ore] = defaultdict(dict)
    moved: Ore = defaultdict(int)
    vouchers: dict[int, int] = {}
    at = 0
    text = (FOLDER / name).read_bytes().decode("cp437")
    for number, line in enumerate(text.split("\n"), 1):
        words = line.replace('"', "").split()
        if words[:1] in (["#IB"], ["#UB"], ["#RES"]):
            balances[words[0][1:], words[1]][words[2]] = ore(words[3])
        elif words[:1] == ["#VER"]:
            at = number
            vouchers[at] = 0
        elif words[:1] == ["#TRANS"]:
            match = re.search(r"\}\s*(-?[0-9.]+)", line)
            assert match
            moved[words[1]] += ore(match[1])
            vouchers[at] += ore(match[1])
    return balances, moved, vouchers


@pytest.mark.slow
@pytest.mark.parametrize("name", NAMES)
def test_vouchers_that_do_not_balance_are_named_with_their_lines(name: str) -> None:
    _, _, vouchers = sums(name)
    wrong = [line for line, total in vouchers.items() if total]
    assert [problem.line for problem in found(name) if problem.kind == "balance"] == wrong
    assert bool(wrong) == (name in ("transaktioner_ovnbolag-bad-balance.se", "testWrite.se"))


@pytest.mark.longer
@pytest.mark.parametrize("name", [name for name in NAMES if not name.lower().endswith(".si")])
def test_balances_follow_from_vouchers_in_every_consistent_sample(name: str) -> None:
    balances, moved, vouchers = sums(name)
    opening, closing, result = (balances[label, "0"] for label in ("IB", "UB", "RES"))
    accounts = {*opening, *closing, *result, *moved}
    wrong = {
        account
        for account in accounts
        if moved.get(account, 0)
        != (
            result[account]
            if account in result
            else closing.get(account, 0) - opening.get(account, 0)
        )
    }
    given_ = opening or closing or result
    assert (wrong if vouchers and given_ else set()) == DIFFER.get(name, set())
    said = [p.message for p in found(name) if re.search("vouchers (move|give)", p.message)]
    assert len(said) <= 1  # one cause, one problem
    named = {account for message in said for account in re.findall('"(.*?)"', message)}
    assert named == DIFFER.get(name, set())


def periods(name: str) -> tuple[dict[tuple[str, str], int], dict[tuple[str, str], int]]:
    """#PSALDO by year and account: without objects, and all of them."""
    plain: dict[tuple[str, str], int] = defaultdict(int)
    every: dict[tuple[str, str], int] = defaultdict(int)
    text = (FOLDER / name).read_bytes().decode("cp437")
    for match in re.finditer(r"(?m)^\s*#PSALDO\s+(\S+)\s+\d+\s+(\S+)\s+\{(.*?)\}\s*(\S+)", text):
        year, account, objects, amount = match.groups()
        every[year, account] += ore(amount)
        if not objects.strip():
            plain[year, account] += ore(amount)
    return plain, every


@pytest.mark.slow
@pytest.mark.parametrize("name", NAMES)
def test_period_balances_sum_to_what_the_year_moves(name: str) -> None:
    balances, _, _ = sums(name)
    plain, every = periods(name)
    wrong = set()
    for (year, account), total in plain.items():
        opening, closing, result = (balances[label, year] for label in ("IB", "UB", "RES"))
        stated = result.get(account, closing.get(account, 0) - opening.get(account, 0))
        known = account not in closing or bool(opening)
        if total != stated and known:
            wrong.add((year, account))
            if name == "objektsaldo_ovnbolag.se":
                # Its records without objects hold what has no object, not the whole account.
                assert every[year, account] == stated
    said = [p.message for p in found(name) if "the periods sum to" in p.message]
    named = [
        (re.findall(r"year (\S+):", message)[0], set(re.findall(r'"(.*?)"', message)), message)
        for message in said
    ]
    assert len({year for year, *_ in named}) == len(named)  # one problem for each year
    assert {year for year, *_ in named} == {year for year, _ in wrong}
    for year, accounts, message in named:
        of_year = {account for y, account in wrong if y == year}
        number = re.search(r": (\d+) accounts", message)
        assert int(number[1] if number else 1) == len(of_year)
        assert accounts <= of_year
        assert len(accounts) == min(len(of_year), 10)
    assert bool(wrong) == (name in ("objektsaldo_ovnbolag.se", "Sie_1and2.se", "Sie_3_and_4.se"))


@pytest.mark.parametrize("name", NAMES)
def test_years_that_do_not_foot_are_named(name: str) -> None:
    balances, _, _ = sums(name)
    years = {year for label, year in balances if label == "UB"}
    wrong = set()
    for year in years:
        opening, closing, result = (
            sum(balances[label, year].values()) for label in ("IB", "UB", "RES")
        )
        if closing + result != opening and (balances["RES", year] or year == "0"):
            wrong.add(year)
    assert wrong == DO_NOT_FOOT.get(name, set())
    said = [p.message for p in found(name) if "does not foot" in p.message]
    assert {message.split()[1] for message in said} == wrong


def test_an_added_row_counts_once_and_a_removed_one_never() -> None:
    text = (
        "#FLAGGA 0\n#VER A 1 20210101\n{\n#TRANS 1930 {} 5\n#BTRANS 1910 {} 7\n"
        "#RTRANS 3000 {} -5\n#TRANS 3000 {} -5\n}\n#VER A 2 20210101\n{\n#RTRANS 1 {} 2\n"
        "#TRANS 1 {} 2.00\n#RTRANS 1 {} -2 20210102\n#TRANS 1 {} -2\n}\n"
    )
    problems = sie.check(io.BytesIO(text.encode()), vouchers_only=True)
    assert [(p.line, p.kind) for p in problems if p.kind in ("history", "balance")] == [
        (13, "history")
    ]


@given(st.lists(st.tuples(st.sampled_from("AB"), st.integers(1, 6)), max_size=8))
def test_a_number_is_wrong_where_one_before_it_in_its_series_is_as_high(
    numbers: list[tuple[str, int]],
) -> None:
    text = "#FLAGGA 0\n" + "".join(f"#VER {s} {n} 20210101\n{{\n}}\n" for s, n in numbers)
    wrong = [
        2 + 3 * at
        for at, (series, number) in enumerate(numbers)
        if any(s == series and n >= number for s, n in numbers[:at])
    ]
    problems = sie.check(io.BytesIO(text.encode()), vouchers_only=True)
    assert [p.line for p in problems if p.kind == "number"] == wrong


def test_all_is_found_at_once_and_in_order_of_lines() -> None:
    text = (
        "#FLAGGA 0\n#KTYP 1930 X\n#KONTO 1930 Bank\n#RAR 0 20210101 20201231\n#IB 0 1931 5\n"
        "#FNAMN Prov\n#VER A 2 20220101\n{\n#TRANS 1930 {} 1\n}\n#VER A 1 20210101\n{\n}\n"
    )
    problems = sie.check(io.BytesIO(text.encode()))
    lines = [p.line for p in problems]
    assert lines == sorted(lines)
    kinds = {line: {p.kind for p in group} for line, group in groupby(problems, lambda p: p.line)}
    assert kinds[2] == {"place", "value"}
    assert kinds[4] == {"place", "span"}
    assert kinds[5] == {"undeclared"} | ({"difference"} & kinds[5])
    assert kinds[6] == {"place"}
    assert kinds[7] >= {"balance"}
    assert kinds[11] == {"number"}


def test_what_takes_a_whole_file_is_not_said_of_one_that_cannot_be_read() -> None:
    text = b"#FLAGGA 0\n#IB 0 1930 1.505\n#VER A 1 20210101\n{\n#TRANS 1930 {} 1\n}\n"
    problems = sie.check(io.BytesIO(text))
    assert [(p.line, p.kind) for p in problems] == [(2, "amount"), (3, "balance")]


@pytest.mark.longer
def test_of_each_kind_a_thousand_are_listed_and_the_rest_counted() -> None:
    voucher = "#VER A {} 20210101\n{{\n#TRANS 1930 {{}} 1\n}}\n"
    text = "#FLAGGA 0\n" + "".join(voucher.format(n) for n in range(1, 3001))
    problems = sie.check(io.BytesIO(text.encode()), vouchers_only=True)
    unbalanced = [p for p in problems if p.kind == "balance"]
    assert len(unbalanced) == 1001
    assert unbalanced[0].message == "2000 more of this kind are not listed"


def test_amounts_of_forty_digits_are_summed_exactly() -> None:
    big = "9" * 40
    text = (
        "#FLAGGA 0\n#SIETYP 4\n#RAR 0 20210101 20211231\n"
        f"#IB 0 1930 {big}\n#UB 0 1930 {big}.01\n#RES 0 3000 -0.01\n"
        "#VER A 1 20210101\n{\n#TRANS 1930 {} 0.01\n#TRANS 3000 {} -0.01\n}\n"
    )
    assert "difference" not in {p.kind for p in sie.check(io.BytesIO(text.encode()))}
    wrong = text.replace(f"{big}.01", f"{big}.02")
    lines = [p.line for p in sie.check(io.BytesIO(wrong.encode())) if p.kind == "difference"]
    assert lines == [5, 5]


@pytest.mark.parametrize(("closing", "lacking"), [("5.00", []), ("7.00", ["#TRANS", "#VER"])])
def test_only_a_year_in_which_nothing_was_booked_has_no_vouchers(
    closing: str, lacking: list[str]
) -> None:
    text = (
        "#FLAGGA 0\n#PROGRAM P 1\n#FORMAT PC8\n#GEN 20210101\n#SIETYP 4\n#FNAMN Prov\n"
        "#RAR 0 20210101 20211231\n#KONTO 1930 Bank\n#KONTO 2067 Eget\n"
        "#IB 0 1930 5.00\n#IB 0 2067 -5.00\n#UB 0 1930 " + closing + "\n#UB 0 2067 -5.00\n"
    )
    problems = sie.check(io.BytesIO(text.encode()))
    said = sorted(p.message.split()[-1] for p in problems if p.kind == "absent")
    assert said == lacking
