"""Rounding a tree of sums so that every printed column foots.

Totals are rounded first, half up. What then does not add up is moved by the rows below, those
nearest to the other neighbour first, each by at most one unit from its exact amount.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from decimal import ROUND_CEILING, ROUND_FLOOR, Decimal

from sambruk_cli.frozen import frozen
from sambruk_cli.money import ZERO, round_half_up

_ONE = Decimal(1)


@frozen
class Node:
    """A row with the rows that sum to it.

    `exact` is in the unit printed (kronor or thousands). `fixed` is an amount that is already
    printed elsewhere and must be the same here, such as the result of the year. `is_leaf` marks
    a row of accounts, which gives way before a sum of rows does. Keys are unique in a tree.
    """

    key: str
    exact: Decimal
    children: tuple[Node, ...] = ()
    fixed: Decimal | None = None
    is_leaf: bool = False

    def walk(self) -> Iterator[Node]:
        """This node and all below it."""
        yield self
        for child in self.children:
            yield from child.walk()


def round_tree(root: Node, target: Decimal | None = None) -> dict[str, Decimal]:
    """Whole units for every node, such that every sum is the sum of its parts.

    Args:
      target: what the root must print as, where that is given from elsewhere; else it is
        rounded half up.
    Returns:
      Whole numbers by key. Each lies between the floor and the ceiling of its exact amount,
      unless a fixed amount or the target leaves no such solution: footing comes first.
    """
    wanted = target if target is not None else _clamp(round_half_up(root.exact), *_span(root))
    printed = {root.key: wanted}
    _share(root, wanted, printed)
    return printed


def common_total(roots: Sequence[Node]) -> Decimal:
    """What trees with the same exact amount can all print as, nearest to it rounded half up.

    A result of -0.50 prints as -1, half up and away from zero; what it is summed into may then
    have to go down where it would have gone up, and the other side of the balance with it.
    """
    spans = [_span(root) for root in roots]
    least, greatest = max(low for low, _ in spans), min(high for _, high in spans)
    return _clamp(round_half_up(roots[0].exact), least, greatest)


def may_print(root: Node, total: Decimal) -> bool:
    """Whether the rows of a tree can sum to a total with none a unit or more from its amount."""
    spans = [_span(child) for child in root.children] or [_span(root)]
    low, high = sum((s[0] for s in spans), ZERO), sum((s[1] for s in spans), ZERO)
    return low <= total <= high


def nearest_total(root: Node, wanted: Decimal) -> Decimal:
    """The total nearest to a wanted one that the rows of a tree can sum to, as `may_print` says."""
    if not root.children:
        return wanted
    spans = [_span(child) for child in root.children]
    return _clamp(wanted, sum((s[0] for s in spans), ZERO), sum((s[1] for s in spans), ZERO))


def _span(node: Node) -> tuple[Decimal, Decimal]:
    """The least and the greatest whole number that a node can print as."""
    if node.fixed is not None:
        return node.fixed, node.fixed
    floor = node.exact.to_integral_value(ROUND_FLOOR)
    ceiling = node.exact.to_integral_value(ROUND_CEILING)
    if not node.children:
        return floor, ceiling
    spans = [_span(child) for child in node.children]
    least, greatest = sum((s[0] for s in spans), ZERO), sum((s[1] for s in spans), ZERO)
    low, high = max(floor, least), min(ceiling, greatest)
    return (low, high) if low <= high else (least, greatest)


def _clamp(value: Decimal, least: Decimal, greatest: Decimal) -> Decimal:
    return max(least, min(value, greatest))


def _share(node: Node, total: Decimal, printed: dict[str, Decimal]) -> None:
    """Give the children of a node whole numbers that sum to what it prints as."""
    if not node.children:
        return
    spans = {child.key: _span(child) for child in node.children}
    for child in node.children:
        # Half up where nothing stands against it; what is then missing is moved below.
        printed[child.key] = _clamp(round_half_up(child.exact), *spans[child.key])
    while missing := total - sum(printed[child.key] for child in node.children):
        step = _ONE.copy_sign(missing)
        moved = _next_to_move(node.children, spans, printed, step)
        printed[moved.key] += step
    for child in node.children:
        _share(child, printed[child.key], printed)


def _next_to_move(
    children: tuple[Node, ...],
    spans: dict[str, tuple[Decimal, Decimal]],
    printed: dict[str, Decimal],
    step: Decimal,
) -> Node:
    def cost(child: Node) -> tuple[bool, bool, bool, Decimal]:
        moved = printed[child.key] + step
        least, greatest = spans[child.key]
        outside = not least <= moved <= greatest
        is_total = bool(child.children) and not child.is_leaf
        return outside, child.fixed is not None, is_total, abs(moved - child.exact)

    return min(children, key=cost)
