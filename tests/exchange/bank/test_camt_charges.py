"""What a bank has kept of a payment, where the file says so."""

from __future__ import annotations

from decimal import Decimal

import pytest

from sambruk_cli.exchange.bank.read import read_content
from tests.bank_files import Part, entry, notification


def kept(charges: str, instructed: str = "", version: str = "04") -> tuple[Decimal, list[str]]:
    """The fee of a payment of which 485 came in, and what is found."""
    part = Part("485.00", "2025000106", "Anna").xml()
    amounts = f'<InstdAmt><Amt Ccy="SEK">{instructed}</Amt></InstdAmt>' if instructed else ""
    part = part.replace("<AmtDtls>", f"<AmtDtls>{amounts}")
    part = part.replace("</AmtDtls>", f"</AmtDtls>{charges}")
    text = notification(entry("485.00").replace("</Ntry>", f"<NtryDtls>{part}</NtryDtls></Ntry>"))
    file = read_content(text.replace("001.02", f"001.{version}").encode(), "a.xml")
    ((payment,),) = [each.payments for each in file.statements[0].entries]
    assert payment.amount == 485
    return payment.fee, [item.code for item in file.findings]


def _record(amount: str, more: str = "", currency: str = "SEK") -> str:
    return f'<Chrgs><Rcrd><Amt Ccy="{currency}">{amount}</Amt>{more}</Rcrd></Chrgs>'


def _of_02(amount: str) -> str:
    return f'<Chrgs><Amt Ccy="SEK">{amount}</Amt></Chrgs>'


IN_IT = "<CdtDbtInd>DBIT</CdtDbtInd><ChrgInclInd>true</ChrgInclInd>"


@pytest.mark.parametrize(
    ("charges", "instructed", "fee"),
    [
        (_record("15.00", IN_IT), "", "15"),
        (_record("15.00", IN_IT), "500.00", "15"),
        (_record("15.00"), "500.00", "15"),
        (_of_02("10.00") + _of_02("5.00"), "500.00", "15"),
        # Not said to be in the amount: the bank books it by itself.
        (_record("15.00"), "", "0"),
        (_record("15.00", "<ChrgInclInd>false</ChrgInclInd>"), "485.00", "0"),
        (_record("15.00"), "510.00", "0"),
        # Nothing is said of a fee.
        ("", "500.00", "0"),
        ('<Chrgs><TtlChrgsAndTaxAmt Ccy="SEK">15.00</TtlChrgsAndTaxAmt></Chrgs>', "", "0"),
        # What the bank gives, and what is in another currency.
        (_record("15.00", IN_IT.replace("DBIT", "CRDT")), "", "0"),
        (_record("1.50", IN_IT, "EUR"), "", "0"),
    ],
)
def test_a_fee_is_kept_where_the_file_says_so(charges: str, instructed: str, fee: str) -> None:
    assert kept(charges, instructed) == (Decimal(fee), [])


def test_a_charge_that_is_no_amount_leaves_its_entry_out() -> None:
    part = Part("485.00", "2025000106", "Anna").xml()
    part = part.replace("<RltdPties>", f"{_record('x')}<RltdPties>")
    text = notification(entry("485.00").replace("</Ntry>", f"<NtryDtls>{part}</NtryDtls></Ntry>"))
    file = read_content(text.encode(), "a.xml")
    assert [item.code for item in file.findings] == ["BNK802"]
    assert not [each for one in file.statements for each in one.entries]
