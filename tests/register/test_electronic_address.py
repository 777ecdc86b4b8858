"""Electronic addresses are kept in one form, and refused with the reason."""

from __future__ import annotations

import pytest
from stdnum import ean

from sambruk_cli.register.electronic_address import SCHEMES, electronic_address, is_gln
from sambruk_cli.register.fields import Unfit
from tests.conftest import MakeWorkspace, findings_in


@pytest.mark.parametrize(
    ("written", "kept"),
    [
        ("0007:2120000142", "0007:2120000142"),
        (" 0007 : 212000-0142 ", "0007:2120000142"),
        ("iso6523-actorid-upis::0007:2120000142", "0007:2120000142"),
        ("0088:73 0001 0000 001", "0088:7300010000001"),
        ("0192:974760673", "0192:974760673"),
    ],
)
def test_an_address_is_kept_in_one_form(written: str, kept: str) -> None:
    assert electronic_address(written) == kept


@pytest.mark.parametrize(
    ("written", "why"),
    [
        ("2120000142", "must be a scheme and an id, as 0007:2120000142"),
        ("0007:", "must be a scheme and an id, as 0007:2120000142"),
        (":1", "must be a scheme and an id, as 0007:2120000142"),
        ("0192:" + "1" * 51, "must be a scheme and an id, as 0007:2120000142"),
        ("0037:12345", "0037 is no scheme that Peppol has"),
        ("EM:anna@example.org", "EM is no scheme that Peppol has"),
        ("0007:212000014", "it does not have ten digits"),
        ("0007:2120000143", "its check digit is 3 and should be 2"),
        ("0088:7300010000002", "must be a GLN: thirteen digits, the last of them a check digit"),
    ],
)
def test_what_is_no_address_is_refused_with_the_reason(written: str, why: str) -> None:
    with pytest.raises(Unfit) as refused:
        electronic_address(written)
    assert refused.value.said.text("en") == why
    assert refused.value.said.text("sv") != why


def test_schemes_are_those_of_the_release_that_dropped_fourteen() -> None:
    gone = {37, 147, 154, 170, 177, 193, 194, 202, 203, 205, 212, 213, 215, 217}
    assert SCHEMES.isdisjoint(f"{number:04}" for number in gone)
    assert {"0007", "0088", "0242", "0246", "0248"} <= SCHEMES
    assert all(len(scheme) == 4 and scheme.isdigit() for scheme in SCHEMES)


@pytest.mark.parametrize("last", range(10))
def test_a_gln_has_the_check_digit_that_another_reader_takes(last: int) -> None:
    number = f"732001000000{last}"
    assert is_gln(number) == ean.is_valid(number)
    assert not is_gln(number[1:])


def test_an_address_that_peppol_does_not_have_is_found_in_the_register(
    make_workspace: MakeWorkspace,
) -> None:
    written = '[payee]\nelectronic_address = "0037:12345"\n'
    (found,) = findings_in(make_workspace({"config/invoicing.toml": written}))
    assert (found.code, found.line) == ("REG102", 2)
    assert "0037 is no scheme that Peppol has" in found.message
