"""What is said of a voucher that has changed: what it was, and what it is."""

from __future__ import annotations

import pytest

from sambruk_cli.closing.compared import differences
from sambruk_cli.closing.fields import changes_of

WAS = (
    'voucher ["2020-01-02","A1","*",null,"Avgift",{"anm":"x","n":{"number":"1.00"}},'
    '[["Assets:1930-Bank","1.00","SEK",{"member":"m"}],["Income:3110-Avgift","-1.00","SEK",{}]]]'
)


def said(was: str, now: str) -> list[str]:
    (found,) = differences([was], [now], ["f"], ["f"])
    (values,) = changes_of(found).values()
    each = values if isinstance(values, tuple) else (values,)
    return [x if isinstance(x, str) else x.text("en") for x in each]  # type: ignore[union-attr]


@pytest.mark.parametrize(
    ("old", "new", "says"),
    [
        ('"2020-01-02"', '"2020-01-03"', 'day "2020-01-02", now "2020-01-03"'),
        ('"A1"', '"A2"', 'number "A1", now "A2"'),
        ('"*"', '"!"', 'flag "*", now "!"'),
        ("null", '"Bo"', 'payee nothing, now "Bo"'),
        ('"Avgift"', '"Gåva"', 'text "Avgift", now "Gåva"'),
        ('"anm":"x"', '"anm":"y"', 'anm "x", now "y"'),
        ('"anm":"x",', "", 'anm "x", now nothing'),
        ('"anm":"x"', '"a":true,"anm":"x"', "a nothing, now TRUE"),
        ('"anm":"x"', '"anm":{"date":"2020-01-01"}', 'anm "x", now 2020-01-01'),
        ('"number":"1.00"', '"number":"2.00"', "n 1.00, now 2.00"),
        ('{"member":"m"}', '{"member":"n"}', 'member "m", now "n"'),
        (
            '["Assets:1930-Bank","1.00","SEK",{"member":"m"}]',
            '["Assets:1931-Kassa","1.00","SEK",{"member":"m"}]',
            "row Assets:1930-Bank 1.00 SEK, now Assets:1931-Kassa 1.00 SEK",
        ),
        (
            ',["Income:3110-Avgift","-1.00","SEK",{}]',
            "",
            "row Income:3110-Avgift -1.00 SEK, now nothing",
        ),
    ],
)
def test_what_a_voucher_was_and_is(old: str, new: str, says: str) -> None:
    now = WAS.replace(old, new)
    assert now != WAS
    assert said(WAS, now) == [says]


def test_several_changes_are_said_in_the_order_of_the_line() -> None:
    now = WAS.replace('"Avgift"', '"Gåva"').replace("1.00", "3.00").replace("01-02", "01-05", 1)
    assert said(WAS, now) == [
        'day "2020-01-02", now "2020-01-05"',
        'text "Avgift", now "Gåva"',
        "n 1.00, now 3.00",
        "row Assets:1930-Bank 1.00 SEK, now Assets:1930-Bank 3.00 SEK",
        "row Income:3110-Avgift -1.00 SEK, now Income:3110-Avgift -3.00 SEK",
    ]


def test_what_came_or_went_is_said_whole() -> None:
    (gone,) = differences([WAS], [])
    assert changes_of(gone) == {
        "was": '2020-01-02 "Avgift": Assets:1930-Bank 1.00 SEK; Income:3110-Avgift -1.00 SEK'
    }
    (come,) = differences([], [WAS.replace("null", '"Bo"')])
    assert changes_of(come) == {
        "now": '2020-01-02 "Bo" "Avgift": Assets:1930-Bank 1.00 SEK; Income:3110-Avgift -1.00 SEK'
    }
    (charge,) = differences(['charge ["m","annual_fee","2020-02-01","400.00"]'], [])
    assert changes_of(charge) == {"was": "m annual_fee 2020-02-01 400.00"}
