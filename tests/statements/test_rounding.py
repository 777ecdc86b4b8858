"""Rounding: every column foots, nothing moves further than it must, the same each time."""

from __future__ import annotations

from decimal import ROUND_CEILING, ROUND_FLOOR, Decimal

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from sambruk_cli.statements.rounding import Node, round_tree
from tests.extent import tried

D = Decimal


def leaf(key: str, exact: str | Decimal, fixed: int | None = None) -> Node:
    return Node(key, D(exact), fixed=None if fixed is None else D(fixed))


def branch(key: str, *children: Node) -> Node:
    return Node(key, sum((child.exact for child in children), D(0)), children)


def in_figures(printed: dict[str, Decimal]) -> dict[str, int]:
    assert all(amount == amount.to_integral_value() for amount in printed.values())
    return {key: int(amount) for key, amount in printed.items()}


def foots(node: Node, printed: dict[str, Decimal]) -> bool:
    """Whether each sum is the sum of what its parts print as."""
    own = not node.children or printed[node.key] == sum(printed[c.key] for c in node.children)
    return own and all(foots(child, printed) for child in node.children)


def floor_and_ceiling(exact: Decimal) -> tuple[Decimal, Decimal]:
    return exact.to_integral_value(ROUND_FLOOR), exact.to_integral_value(ROUND_CEILING)


def half_up(exact: Decimal) -> Decimal:
    """The nearest whole number, halves away from nought, without the program's own rounding."""
    whole = D(int(abs(exact) + D("0.5")))
    return whole if exact >= 0 else -whole


# ------------------------------------------------------------------------- worked by hand


@pytest.mark.parametrize(
    ("parts", "total", "printed"),
    [
        # Nothing to do.
        (["1", "2", "-3"], 0, [1, 2, -3]),
        (["0"], 0, [0]),
        # Half up, away from nought.
        (["0.50"], 1, [1]),
        (["-0.50"], -1, [-1]),
        (["1.49"], 1, [1]),
        (["2.50"], 3, [3]),
        # 0,40 + 0,40 + 0,40 = 1,20: one of the three rises, the first of equals.
        (["0.40", "0.40", "0.40"], 1, [1, 0, 0]),
        # 10,45 + 20,46 = 30,91 prints as 31: 20,46 is the nearer to its upper neighbour.
        (["10.45", "20.46"], 31, [10, 21]),
        # 0,60 + 0,60 + 0,60 = 1,80: one falls.
        (["0.60", "0.60", "0.60"], 2, [0, 1, 1]),
        # The largest remainder rises first, whatever the order.
        (["5.10", "6.30", "7.20"], 19, [5, 7, 7]),
        (["7.20", "6.30", "5.10", "1.40"], 20, [7, 6, 5, 2]),
        # Negative rows: -3,30 is nearer to -4 than -2,20 is to -3.
        (["-3.30", "-2.20"], -6, [-4, -2]),
        # Income less costs: 870,40 - 193,70 = 676,70 prints as 677, but 870 - 194 is 676.
        (["870.40", "-193.70"], 677, [871, -194]),
        # Whole rows stay as they are whatever the others do.
        (["7", "0.40", "0.40", "0.40", "-3"], 5, [7, 1, 0, 0, -3]),
    ],
)
def test_parts_worked_by_hand(parts: list[str], total: int, printed: list[int]) -> None:
    root = branch("total", *(leaf(f"row{i}", part) for i, part in enumerate(parts)))
    wanted = {"total": total, **{f"row{i}": p for i, p in enumerate(printed)}}
    assert in_figures(round_tree(root)) == wanted


def test_a_sum_of_sums_is_rounded_from_the_top_down() -> None:
    # 1,40 + 1,40 + 1,40 + 1,40 = 5,60 prints as 6. The halves are 2,80 each: 3 and 3. Each of
    # them then gives one of its rows the krona that is missing.
    root = branch(
        "all",
        branch("left", leaf("a", "1.40"), leaf("b", "1.40")),
        branch("right", leaf("c", "1.40"), leaf("d", "1.40")),
    )
    assert in_figures(round_tree(root)) == {
        "all": 6,
        "left": 3,
        "right": 3,
        "a": 2,
        "b": 1,
        "c": 2,
        "d": 1,
    }


def test_a_sum_gives_way_when_the_rows_beside_it_are_whole() -> None:
    # 1,45 + 3 = 4,45 -> 4, 2 x 4,45 = 8,90 -> 9: one of the subtotals must rise to 5.
    root = branch(
        "all",
        branch("left", leaf("a", "1.45"), leaf("b", "3")),
        branch("right", leaf("c", "1.45"), leaf("d", "3")),
    )
    printed = in_figures(round_tree(root))
    assert printed["all"] == 9
    assert sorted((printed["left"], printed["right"])) == [4, 5]
    assert (printed["b"], printed["d"]) == (3, 3)


def test_a_leaf_moves_before_a_sum_beside_it() -> None:
    # 0,45 and (0,30 + 0,15) sum to 0,90 -> 1. Either could rise: the single row does.
    root = branch("all", branch("sum", leaf("a", "0.30"), leaf("b", "0.15")), leaf("c", "0.45"))
    assert in_figures(round_tree(root)) == {"all": 1, "sum": 0, "a": 0, "b": 0, "c": 1}


def test_a_fixed_row_prints_as_it_is_said_to_and_the_others_give_way() -> None:
    # Equity of 10,40 + 0,30 and a result of -0,50 that prints as -1: the total 10,20 prints as 10.
    root = branch("total", leaf("a", "10.40"), leaf("b", "0.30"), leaf("result", "-0.50", -1))
    assert in_figures(round_tree(root)) == {"total": 10, "a": 11, "b": 0, "result": -1}


def test_a_given_target_is_met_even_where_every_row_is_whole() -> None:
    root = branch("total", leaf("a", "3"), leaf("b", "4"), leaf("result", "2.00", 2))
    printed = in_figures(round_tree(root, D(10)))
    assert printed["total"] == 10
    assert printed["result"] == 2
    assert printed["a"] + printed["b"] == 8


# -------------------------------------------------------------------- any tree whatsoever

# Amounts to the öre, and many that stand just on or beside a half.
AMOUNTS = st.one_of(
    st.decimals(-1000, 1000, places=2),
    st.integers(-20, 20).map(lambda n: D(n) / 2),
    st.sampled_from([D("0.49"), D("0.50"), D("0.51"), D("-0.49"), D("-0.50"), D("-0.51")]),
)


@st.composite
def trees(draw: st.DrawFn) -> Node:
    """A tree of sums up to four deep, with keys of its own."""
    count = 0

    def grow(depth: int) -> Node:
        nonlocal count
        count += 1
        key = f"n{count}"
        size = draw(st.integers(1, 4)) if depth and (depth == 4 or draw(st.booleans())) else 0
        if not size:
            return Node(key, draw(AMOUNTS))
        return branch(key, *(grow(depth - 1) for _ in range(size)))

    return grow(4)


@tried(300)
@given(trees())
def test_every_sum_foots_and_no_row_leaves_its_two_whole_neighbours(root: Node) -> None:
    printed = round_tree(root)
    assert set(printed) == {node.key for node in root.walk()}
    assert foots(root, printed)
    assert printed[root.key] == half_up(root.exact)
    for node in root.walk():
        least, greatest = floor_and_ceiling(node.exact)
        assert least <= printed[node.key] <= greatest
        assert abs(printed[node.key] - node.exact) < 1


@tried(200)
@given(st.lists(AMOUNTS, min_size=1, max_size=8))
def test_as_few_rows_of_one_sum_move_as_its_total_asks_for_and_those_nearest_to_moving(
    amounts: list[Decimal],
) -> None:
    rows = [leaf(f"row{i}", amount) for i, amount in enumerate(amounts)]
    printed = round_tree(branch("total", *rows))
    plainly = {row.key: half_up(row.exact) for row in rows}
    moved = [row for row in rows if printed[row.key] != plainly[row.key]]
    assert len(moved) == abs(half_up(sum(amounts, D(0))) - sum(plainly.values()))
    step = 1 if printed["total"] > sum(plainly.values()) else -1
    could = [
        row for row in rows if row not in moved and abs(plainly[row.key] + step - row.exact) < 1
    ]
    for row in moved:
        assert printed[row.key] == plainly[row.key] + step
        distance = abs(printed[row.key] - row.exact)
        assert all(distance <= abs(plainly[o.key] + step - o.exact) for o in could)


@tried(150)
@given(trees())
def test_the_same_tree_is_rounded_the_same_each_time(root: Node) -> None:
    again = Node(root.key, root.exact, root.children, root.fixed)
    assert round_tree(root) == round_tree(again) == round_tree(root)


@tried(150)
@given(trees())
def test_turning_every_sign_turns_every_printed_amount(root: Node) -> None:
    def turned(node: Node) -> Node:
        return Node(node.key, -node.exact, tuple(turned(child) for child in node.children))

    printed = round_tree(root)
    assert round_tree(turned(root)) == {key: -amount for key, amount in printed.items()}


@tried(150)
@given(trees())
def test_whole_amounts_are_left_alone(root: Node) -> None:
    def whole(node: Node) -> Node:
        if not node.children:
            return Node(node.key, half_up(node.exact))
        return branch(node.key, *(whole(child) for child in node.children))

    tree = whole(root)
    assert round_tree(tree) == {node.key: node.exact for node in tree.walk()}


@tried(150)
@given(trees(), st.integers(-2000, 2000))
def test_a_target_however_far_off_is_met_and_still_everything_foots(
    root: Node, target: int
) -> None:
    printed = round_tree(root, D(target))
    assert printed[root.key] == target
    assert foots(root, printed)


@tried(200)
@given(trees(), AMOUNTS)
def test_a_fixed_row_keeps_its_amount_and_no_other_moves_more_than_one(
    root: Node, result: Decimal
) -> None:
    fixed = Node("result", result, fixed=half_up(result))
    whole = Node("whole", root.exact + result, (root, fixed))
    printed = round_tree(whole)
    assert printed["result"] == half_up(result)
    assert foots(whole, printed)
    for node in whole.walk():
        least, greatest = floor_and_ceiling(node.exact)
        assert least <= printed[node.key] <= greatest


# ----------------------------------------------- a balance sheet: two trees, one result


@tried(300)
@given(
    st.lists(AMOUNTS, min_size=1, max_size=4),
    st.lists(AMOUNTS, max_size=4),
    AMOUNTS,
)
@example([D("9.50")], [D("10.00")], D("-0.50"))
def test_both_sides_can_print_the_same_total_with_the_result_the_same_in_both_statements(
    assets: list[Decimal], others: list[Decimal], result: Decimal
) -> None:
    """Whichever side is printed first, the other can follow it as a target, and nothing moves far.

    The result of the income statement is fixed on the side of equity; what is left of the assets
    is equity, so that the ledger behind it balances.
    """
    balancing = sum(assets, D(0)) - sum(others, D(0)) - result
    left = branch("assets", *(leaf(f"a{i}", amount) for i, amount in enumerate(assets)))
    right = branch(
        "equity",
        *(leaf(f"e{i}", amount) for i, amount in enumerate([*others, balancing])),
        leaf("result", result, int(half_up(result))),
    )
    equity = round_tree(right)
    follows = round_tree(left, equity["equity"])
    assert follows["assets"] == equity["equity"]
    assert equity["result"] == half_up(result)
    assert foots(left, follows)
    assert foots(right, equity)
    for node in (*left.walk(), *right.walk()):
        printed = follows.get(node.key, equity.get(node.key))
        assert printed is not None
        least, greatest = floor_and_ceiling(node.exact)
        assert least <= printed <= greatest


@pytest.mark.slow
def test_no_tree_of_a_thousand_rows_takes_long() -> None:
    rows = [leaf(f"row{i}", "0.49") for i in range(1000)]
    printed = round_tree(branch("total", *rows))
    assert printed["total"] == 490
    assert sum(printed[row.key] for row in rows) == 490
