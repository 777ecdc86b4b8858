"""Bank files made for tests: as little of each form as its reader needs."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

ACCOUNT = "83279000001"
BANKGIRO = "9912346"


@dataclass(frozen=True)
class Part:
    """A payment of a bankgiro deposit: kronor, OCR, payer, the bank's reference."""

    amount: str
    ocr: str
    payer: str
    key: str = ""

    def xml(self) -> str:
        key = f"<Refs><AcctSvcrRef>{self.key}</AcctSvcrRef></Refs>" if self.key else ""
        return (
            f'<TxDtls>{key}<AmtDtls><TxAmt><Amt Ccy="SEK">{self.amount}</Amt></TxAmt></AmtDtls>\n'
            f"<RltdPties><Dbtr><Nm>{self.payer}</Nm></Dbtr><CdtrAcct><Id><Othr><Id>{BANKGIRO}</Id>"
            "<SchmeNm><Prtry>BGNR</Prtry></SchmeNm></Othr></Id></CdtrAcct></RltdPties>\n"
            "<RmtInf><Strd><CdtrRefInf><Tp><CdOrPrtry><Cd>SCOR</Cd></CdOrPrtry></Tp>"
            f"<Ref>{self.ocr}</Ref></CdtrRefInf></Strd></RmtInf></TxDtls>\n"
        )


def entry(
    amount: str,
    parts: Iterable[Part] = (),
    *,
    day: str = "2021-03-02",
    key: str = "",
    way: str = "CRDT",
    status: str = "BOOK",
    currency: str = "SEK",
    name: str = "",
) -> str:
    """An entry as camt.053 and camt.054 of version 02 have it."""
    details = "".join(part.xml() for part in parts)
    return (
        f"<Ntry>{f'<NtryRef>{name}</NtryRef>' if name else ''}"
        f'<Amt Ccy="{currency}">{amount}</Amt><CdtDbtInd>{way}</CdtDbtInd>'
        f"<Sts>{status}</Sts><BookgDt><Dt>{day}</Dt></BookgDt>"
        f"{f'<AcctSvcrRef>{key}</AcctSvcrRef>' if key else ''}\n"
        f"{f'<NtryDtls>{details}</NtryDtls>' if details else ''}</Ntry>\n"
    )


def balance(kind: str, amount: str, day: str = "2021-03-02") -> str:
    return (
        f"<Bal><Tp><CdOrPrtry><Cd>{kind}</Cd></CdOrPrtry></Tp>"
        f'<Amt Ccy="SEK">{amount}</Amt><CdtDbtInd>CRDT</CdtDbtInd><Dt><Dt>{day}</Dt></Dt></Bal>\n'
    )


def statement(
    *entries: str,
    opening: str = "",
    closing: str = "",
    summary: str = "",
    number: int = 1,
    currency: str = "SEK",
) -> str:
    """A camt.053 of one statement."""
    balances = balance("OPBD", opening) + balance("CLBD", closing) if opening else ""
    return _document(
        "camt.053.001.02",
        "BkToCstmrStmt",
        "Stmt",
        f"<ElctrncSeqNb>{number}</ElctrncSeqNb><Acct><Id><Othr><Id>{ACCOUNT}</Id></Othr></Id>"
        f"<Ccy>{currency}</Ccy></Acct>\n{balances}{summary}{''.join(entries)}",
    )


def notification(*entries: str, version: str = "02") -> str:
    """A camt.054 of one notification."""
    return _document(
        f"camt.054.001.{version}",
        "BkToCstmrDbtCdtNtfctn",
        "Ntfctn",
        f"<Acct><Id><Othr><Id>{ACCOUNT}</Id></Othr></Id><Ccy>SEK</Ccy></Acct>\n{''.join(entries)}",
    )


def _document(space: str, message: str, one: str, content: str) -> str:
    return (
        '<?xml version="1.0" encoding="UTF-8"?>\n'
        f'<Document xmlns="urn:iso:std:iso:20022:tech:xsd:{space}">\n'
        f"<{message}><GrpHdr><MsgId>1</MsgId></GrpHdr><{one}><Id>1</Id>\n"
        f"{content}</{one}></{message}></Document>\n"
    )


def parts_of(amounts: Sequence[int], serial: int = 1) -> list[Part]:
    """Payments of whole kronor with a reference of the bank's each."""
    return [
        Part(f"{amount}.00", f"{1000 + at}", f"Betalare {at}", f"{serial:04}{at:08}")
        for at, amount in enumerate(amounts)
    ]
