"""Lines of a seal against lines of the books, on lines that are written out by hand."""

from __future__ import annotations

from sambruk_cli.closing.compared import LineChange, differences


def line(ver: str | None, day: int = 1, text: str = "x", amount: str = "1.00") -> str:
    number = "null" if ver is None else f'"{ver}"'
    row = f'["a","{amount}","SEK",{{}}]'
    return f'voucher ["2020-01-{day:02}",{number},"*",null,"{text}",{{}},[{row}]]'


A, B, C, D = (line(ver) for ver in ("A1", "A2", "A3", "A4"))


def named(was: list[str], now: list[str], *files: list[str]) -> list[tuple[str, str]]:
    one, other = files if files else (["f"] * len(was), ["f"] * len(now))
    return [(str(x.kind), x.name) for x in differences(was, now, one, other)]


def test_what_is_the_same_is_no_difference() -> None:
    assert named([A, B], [A, B]) == []
    assert named([A, A], [A, A]) == []


def test_a_voucher_that_says_something_else_is_one_that_has_changed() -> None:
    (found,) = differences([A, B], [A, line("A2", amount="2.00")], ["f", "f"], ["f", "f"])
    assert (found.kind, found.what, found.name) == (LineChange.CHANGED, "voucher", "A2")
    assert (found.was, found.now) == (B, line("A2", amount="2.00"))
    assert (found.sealed, found.index) == (1, 1)


def test_one_that_is_renumbered_or_moved_to_another_day_is_one_that_has_changed() -> None:
    assert named([A, B], [A, line("A9")]) == [("changed", "A2")]
    assert named([A, B], [line("A2", day=2), A]) == [("changed", "A2")]
    assert named([line(None, text="y")], [line(None, day=2, text="y")]) == [
        ("changed", "2020-01-01")
    ]
    # Those of one number are held together before those that say the same.
    text = line("A1", text="y")
    assert named([A, line("A2", text="z")], [text, line("A2")]) == [
        ("changed", "A1"),
        ("changed", "A2"),
    ]


def test_what_comes_and_what_goes() -> None:
    assert named([A, B, C], [A, C]) == [("removed", "A2")]
    assert named([A, C], [A, B, C]) == [("added", "A2")]
    assert named([A, A], [A]) == [("removed", "A1")]
    assert named([A], [A, A]) == [("added", "A1")]
    assert named([], [A]) == [("added", "A1")]
    assert named([A], []) == [("removed", "A1")]


def test_of_those_that_changed_places_the_fewest_are_named() -> None:
    assert named([A, B, C, D], [B, C, D, A]) == [("reordered", "A1")]
    assert named([A, B, C, D], [D, A, B, C]) == [("reordered", "A4")]
    assert len(named([A, B, C, D], [D, C, B, A])) == 3
    # What is between them and is new changes nothing of it.
    assert named([A, B], [A, C, B]) == [("added", "A3")]


def test_those_that_move_between_files_and_days_are_no_difference() -> None:
    assert named([A, B], [B, A], ["f", "f"], ["g", "f"]) == []
    assert named([A, B], [B, A], ["f", "g"], ["f", "f"]) == []
    assert named([A, B], [B, A], ["f", "f"], ["g", "g"]) == [("reordered", "A2")]


def test_lines_that_are_no_vouchers_are_held_together_by_what_they_are_of() -> None:
    def other(was: str, now: str) -> list[tuple[str, str, str]]:
        return [(str(x.kind), x.what, x.name) for x in differences([was], [now])]

    assert other('opening ["a","1.00"]', 'opening ["a","2.00"]') == [("changed", "opening", "a")]
    assert len(other('opening ["a","1.00"]', 'opening ["b","1.00"]')) == 2
    charge = 'charge ["m","annual_fee","2020-02-01","{}"]'
    assert other(charge.format("1.00"), charge.format("2.00")) == [
        ("changed", "charge", "m annual_fee")
    ]
    assert len(other(charge, charge.replace("02-01", "03-01"))) == 2
    balance = 'balance [{"date":"2020-12-31"},"a",{"number":"%s"},"SEK"]'
    assert other(balance % "1.00", balance % "2.00") == [("changed", "balance", "2020-12-31 a")]
    assert other(f"document {'0' * 64}  a b", f"document {'1' * 64}  a b") == [
        ("changed", "document", "a b")
    ]
