"""A file of camt: its statements, their balances, and the sums that they say themselves."""

from __future__ import annotations

import re
from decimal import Decimal

from lxml import etree

from sambruk_cli.exchange.bank.camt.entries import EntryReader, own_bankgiro, status_of
from sambruk_cli.exchange.bank.camt.values import Fault, as_amount, as_day, as_number, sign_of
from sambruk_cli.exchange.bank.model import (
    BankEntry,
    BankFile,
    BankStatement,
    StatementBalance,
    total,
)
from sambruk_cli.exchange.bank.xml import all_of, first_of, local_name, parse_xml, text_of
from sambruk_cli.files.errors import Unreadable
from sambruk_cli.findings import Finding, finding
from sambruk_cli.money import ORE

_TRIED = ("02", "04", "08")
_MESSAGES = {
    "BkToCstmrStmt": ("camt.053", "Stmt"),
    "BkToCstmrDbtCdtNtfctn": ("camt.054", "Ntfctn"),
}


def read_camt(content: bytes, file: str) -> BankFile:
    """The statements or notifications of a file.

    Raises:
      Unreadable: BNK801 when it is other XML, BNK802 when it is broken or holds no statement.
    """
    root = parse_xml(content, file)
    message = next((m for m in root if local_name(m) in _MESSAGES), None)
    if local_name(root) != "Document" or message is None:
        name = local_name(root if local_name(root) != "Document" or not len(root) else root[0])
        raise Unreadable(finding("BNK801.xml", name=name[:40], file=file, line=root.sourceline))
    kind, name = _MESSAGES[local_name(message)]
    space = re.search(r"camt\.05[34]\.001\.(\d\d)$", etree.QName(root).namespace or "")
    version = space[1] if space else ""
    reader = _Reader(file)
    statements = tuple(reader.statement(each) for each in all_of(message, name))
    if not statements:
        raise Unreadable(finding("BNK802.nothing", kind=kind, file=file, line=message.sourceline))
    if version not in _TRIED:
        said = finding("BNK809.version", kind=kind, version=version or "?", file=file)
        reader.findings.append(said)
    return BankFile(file, kind, version, statements, tuple(reader.findings))


class _Reader:
    """Reads statements, and collects what is wrong with them in `findings`."""

    def __init__(self, file: str) -> None:
        self._file = file
        self.findings: list[Finding] = []

    def statement(self, element: etree._Element) -> BankStatement:
        elements = list(all_of(element, "Ntry"))
        booked = [each for each in elements if status_of(each) in {"BOOK", ""}]
        reader = EntryReader(self._file, own_bankgiro(first_of(element, "Acct/Id/Othr")))
        entries = tuple(e for each in booked if (e := reader.entry(each)) is not None)
        self.findings += reader.findings
        line = element.sourceline
        if pending := len(elements) - len(booked):
            said = finding("BNK809.pending", number=pending, file=self._file, line=line)
            self.findings.append(said)
        currency = text_of(element, "Acct/Ccy") or _only({e.currency for e in entries})
        is_whole = len(entries) == len(elements) and _is_one_page(element)
        if is_whole:
            self._check_sums(element, entries, currency)
        number = text_of(element, "ElctrncSeqNb")
        return BankStatement(
            text_of(element, "Acct/Id/IBAN", "Acct/Id/Othr/Id"),
            currency,
            entries,
            self._balance(element, ("OPBD", "PRCD"), currency) if is_whole else None,
            self._balance(element, ("CLBD",), currency) if is_whole else None,
            int(number) if number.isdecimal() and len(number) < 10 else None,
            line,
        )

    def _balance(
        self, element: etree._Element, kinds: tuple[str, ...], currency: str
    ) -> StatementBalance | None:
        """The first balance of these kinds; None where there is none, or in another currency."""
        for each in all_of(element, "Bal"):
            if text_of(each, "Tp/CdOrPrtry/Cd") not in kinds:
                continue
            try:
                stated, day = first_of(each, "Amt"), as_day(each, "Dt", self._file)
                if stated is None or day is None:
                    continue
                unsigned, own = as_amount(stated, self._file)
                amount = unsigned * sign_of(each, self._file)
                return StatementBalance(day, amount, each.sourceline) if own == currency else None
            except Fault as fault:
                self.findings.append(fault.finding)
        return None

    def _check_sums(
        self, element: etree._Element, entries: tuple[BankEntry, ...], currency: str
    ) -> None:
        """Hold the summary of a statement to its entries."""
        credit = [e.amount for e in entries if e.amount >= 0]
        debit = [-e.amount for e in entries if e.amount < 0]
        for name, amounts in (
            ("TtlNtries", [*credit, *debit]),
            ("TtlCdtNtries", credit),
            ("TtlDbtNtries", debit),
        ):
            summary = first_of(element, f"TxsSummry/{name}")
            if summary is None:
                continue
            number = text_of(summary, "NbOfNtries")
            line = summary.sourceline
            if number.isdecimal() and int(number) != len(amounts):
                self.findings.append(
                    finding(
                        "BNK803.count",
                        stated=int(number),
                        found=len(amounts),
                        file=self._file,
                        line=line,
                    )
                )
            if name != "TtlNtries" and all(e.currency == currency for e in entries):
                self._check_sum(summary, total(amounts))

    def _check_sum(self, summary: etree._Element, found: Decimal) -> None:
        text = text_of(summary, "Sum")
        if not text:
            return
        try:
            stated = as_number(summary, text, "Sum", self._file)
        except Fault as fault:
            self.findings.append(fault.finding)
            return
        if stated != found:
            line = summary.sourceline
            self.findings.append(
                finding(
                    "BNK803",
                    stated=stated,
                    found=found.quantize(ORE),
                    file=self._file,
                    line=line,
                )
            )


def _is_one_page(element: etree._Element) -> bool:
    """Whether a statement is all here: one that goes over several files is added up by nobody."""
    pages = next((p for n in ("StmtPgntn", "NtfctnPgntn") for p in all_of(element, n)), None)
    if pages is None:
        return True
    return text_of(pages, "PgNb").lstrip("0") == "1" and text_of(pages, "LastPgInd") != "false"


def _only(currencies: set[str]) -> str:
    return currencies.pop() if len(currencies) == 1 else ""
