"""What is wrong with a SIE file, as findings in both languages."""

from __future__ import annotations

import io
from datetime import date

import pytest

from sambruk_cli import sie
from sambruk_cli.exchange.sie.findings import as_finding, sie_findings
from tests.sie.samples import FOLDER, NAMES


@pytest.mark.longer
def test_a_problem_keeps_its_values_and_speaks_both_languages() -> None:
    # The voucher lacks the 12 771 kronor that its bank row would need: see tests/sie/test_check.py.
    data = (FOLDER / "transaktioner_ovnbolag-bad-balance.se").read_bytes()
    (found,) = [f for f in sie_findings(io.BytesIO(data), "bok.se") if f.code == "SIE604"]
    assert (found.file, found.line) == ("bok.se", 3905)
    assert found.as_json("en")["values"] == {"voucher": "B 1", "sum": "-12771.00"}
    assert found.message == "voucher B 1 does not balance: its rows sum to -12771.00"
    swedish = found.said.text("sv").replace("\xa0", " ")
    assert swedish == "verifikation B 1 balanserar inte: raderna summerar till -12771,00"
    assert found.remedy is not None
    assert found.remedy.text("sv").startswith("rätta verifikationen där den skrevs, eller")


@pytest.mark.slow
@pytest.mark.parametrize("name", NAMES)
def test_everything_that_is_said_of_a_sample_is_said_in_swedish(name: str) -> None:
    for found in sie_findings(io.BytesIO((FOLDER / name).read_bytes()), name):
        assert found.said.text("sv") != found.message
        assert found.remedy is not None
        assert found.remedy.text("sv") != found.hint


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("#FLAGGA 0\n}\n", "en } utan någon påbörjad verifikation"),
        ("#FLAGGA 0\n#KONTO 1930 Bank }\n", "en } utan { före sig på raden"),
        ("#FLAGGA 0\n#KONTO\n", "#KONTO saknar konto"),
        ("#FLAGGA 0\n#VER A 1 20070229\n{\n}\n", '"20070229" finns inte i kalendern'),
        ("hello\n", "ingen #FLAGGA i början: det här är ingen SIE-fil"),
    ],
)
def test_what_cannot_be_read_is_said_in_swedish(text: str, says: str) -> None:
    with pytest.raises(sie.SieError) as caught:
        sie.read(text.encode())
    found = as_finding(caught.value.problems[0], "bok.se")
    assert found.said.text("sv") == says
    assert found.message == caught.value.message != says


def test_what_sie_cannot_hold_names_its_place_in_swedish() -> None:
    row = sie.Row("TRANS", "1930", sie.exact_sum([]), text="10 €")
    voucher = sie.Voucher("B", "7", date(2007, 3, 9), rows=(row,))
    (problem,) = sie.unwritable(sie.SieFile(vouchers=(voucher,)))
    assert problem.said.text("sv") == (
        'verifikation B 7 den 2007-03-09: i SIE går det inte att skriva "€" U+20AC EURO SIGN'
    )
