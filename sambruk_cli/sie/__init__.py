"""SIE 4: the files by which Swedish accounting programs exchange books (SIE 4B, 2008-09-30).

A library of its own: it needs nothing else of sambruk.

>>> from sambruk_cli import sie
>>> file = sie.read(b'#FLAGGA 0\\n#FNAMN "Sambruk"\\n#KONTO 1930 Bank\\n#IB 0 1930 933046.00\\n')
>>> file.company_name.text, file.balances[0].amount, file.balances[0].line
('Sambruk', Decimal('933046.00'), 4)
>>> print(sie.write(file).decode("cp437"), end="")
#FLAGGA 0
#FNAMN "Sambruk"
#KONTO 1930 "Bank"
#IB 0 1930 933046.00

`read` and `write` take and give whole files; `RecordReader` goes through a large one with 64 kB of
it in memory at a time. They raise SieError and nothing else, with every problem and its line.
`check` raises nothing and lists all that is wrong, by the specification and by arithmetic.
"""

from sambruk_cli.sie.assemble import assemble, read
from sambruk_cli.sie.check import check
from sambruk_cli.sie.encode import Plain
from sambruk_cli.sie.errors import Problem, SieError
from sambruk_cli.sie.model import (
    Account,
    AccountValue,
    Address,
    Balance,
    Checksum,
    Dimension,
    Encoding,
    Extent,
    FiscalYear,
    Generated,
    Object,
    OrgNumber,
    Program,
    Record,
    Row,
    SieFile,
    Unknown,
    Value,
    Voucher,
    exact_sum,
)
from sambruk_cli.sie.read import RecordReader
from sambruk_cli.sie.write import unwritable, write

__all__ = [
    "Account",
    "AccountValue",
    "Address",
    "Balance",
    "Checksum",
    "Dimension",
    "Encoding",
    "Extent",
    "FiscalYear",
    "Generated",
    "Object",
    "OrgNumber",
    "Plain",
    "Problem",
    "Program",
    "Record",
    "RecordReader",
    "Row",
    "SieError",
    "SieFile",
    "Unknown",
    "Value",
    "Voucher",
    "assemble",
    "check",
    "exact_sum",
    "read",
    "unwritable",
    "write",
]
