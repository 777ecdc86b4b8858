"""Föreningen Exempel with a grant over two years and a gift that was not enough, made by hand."""

from __future__ import annotations

from tests.conftest import Changes
from tests.workspaces import CHART, JOURNAL_2020, edited

GRANTS = """\
[[grants]]
id = "unga"
name = "Unga i kören"
funder = "banken"
kind = "conditional"
amount = 1600
decided = 2020-03-15
decision = "2020:14"
from = 2020-04-01
to = 2021-10-31
condition = "Används till ledare för unga"
condition_due = 2021-10-31
report_due = 2021-12-31
repays = "unused"
repay_due = 2022-01-31
income = ["3190"]
liability = ["2971"]
receivable = ["1590"]
costs = ["4010"]
signatories = ["anna-ek"]
instalments = [{ amount = 1000, expected = 2020-04-10 }, { amount = 600 }]

[[grants]]
id = "gava"
name = "Till bron"
funder = "storstad"
kind = "purpose"
from = 2021-01-01
to = 2021-07-31
condition = "En ny bro"
project = "bron"
postings = "project"
income = ["3190"]
"""

IN_2020 = """
2020-04-15 * "Banken" "Första delen"
  ver: "B1"
  Assets:1930-Bank               1000.00 SEK
  Liabilities:2971-Förskott     -1000.00 SEK
    grant: "unga"

2020-09-01 * "Ledare"
  ver: "B2"
  Expenses:4010-Kostnader         200.00 SEK
    grant: "unga"
  Assets:1930-Bank               -200.00 SEK

2020-12-31 * "Intäkt för det som använts"
  ver: "B3"
  Liabilities:2971-Förskott       200.00 SEK
    grant: "unga"
  Income:3190-Övrigt             -200.00 SEK
    grant: "unga"
"""

# Of the grant: claimed and paid 500; costs 1000, of which 100 by mistake and corrected; 250 paid
# back, of which 30 were sent too much and came again. Of the gift: 300, and costs of 150 (before
# these vouchers), 250 and, too late, 40.
IN_2021 = """
2021-03-01 * "Gåva till bron"
  ver: "B1"
  Assets:1930-Bank                300.00 SEK
  Income:3190-Övrigt             -300.00 SEK
    project: "bron"

2021-03-10 * "Andra delen begärd"
  ver: "B2"
  Assets:1590-Bidragsfordran      500.00 SEK
    grant: "unga"
  Liabilities:2971-Förskott      -500.00 SEK
    grant: "unga"

2021-04-10 * "Andra delen"
  ver: "B3"
  Assets:1930-Bank                500.00 SEK
  Assets:1590-Bidragsfordran     -500.00 SEK
    grant: "unga"

2021-07-15 * "Virke"
  ver: "B4"
  Expenses:4010-Kostnader         250.00 SEK
    project: "bron"
  Assets:1930-Bank               -250.00 SEK

2021-08-05 * "Spik"
  ver: "B5"
  Expenses:4010-Kostnader          40.00 SEK
    project: "bron"
  Assets:1930-Bank                -40.00 SEK

2021-09-01 * "Ledare"
  ver: "B6"
  Expenses:4010-Kostnader        1000.00 SEK
    grant: "unga"
  Assets:1930-Bank              -1000.00 SEK

2021-09-02 * "Ledare, rättelse"
  ver: "B7"
  corrects: "B6"
  Expenses:4010-Kostnader        -100.00 SEK
    grant: "unga"
  Assets:1930-Bank                100.00 SEK

2021-10-31 * "Intäkt för det som använts"
  ver: "B8"
  Liabilities:2971-Förskott       900.00 SEK
    grant: "unga"
  Income:3190-Övrigt             -900.00 SEK
    grant: "unga"

2021-12-20 * "Åter till Banken"
  ver: "B9"
  Liabilities:2971-Förskott       250.00 SEK
    grant: "unga"
  Assets:1930-Bank               -250.00 SEK

2021-12-21 * "Åter till Banken, rättelse"
  ver: "B10"
  corrects: "B9"
  Liabilities:2971-Förskott       -30.00 SEK
    grant: "unga"
  Assets:1930-Bank                 30.00 SEK
"""


def association() -> Changes:
    """The changes to the faultless workspace: bank 2300 + 1000 - 200 when 2021 begins."""
    new = "2019-12-31 open Liabilities:2971-Förskott SEK\n"
    new += "2019-12-31 open Assets:1590-Bidragsfordran SEK\n"
    begun = edited("ledger/2021.beancount", ("1930-Bank 2300.00", "1930-Bank 3100.00"))
    begun_text = begun["ledger/2021.beancount"]
    assert isinstance(begun_text, str)
    return {
        "config/grants.toml": GRANTS,
        "ledger/chart.beancount": CHART + new,
        "ledger/2020.beancount": JOURNAL_2020 + IN_2020,
        "ledger/2021.beancount": begun_text + IN_2021,
    }
