"""A fiscal year as it is handed to its auditor: what every section of the pack is made from."""

from __future__ import annotations

from collections.abc import Sequence

from sambruk_cli.audit.named_documents import VoucherDocument, named_in
from sambruk_cli.audit.patterns.found import Patterns, patterns_of
from sambruk_cli.audit.proved_seals import ProvedSeals, proved
from sambruk_cli.audit.review.reviewed import YearReview, reviewed
from sambruk_cli.audit.sampling.examined import ExaminedSample, SampleRequest, examine
from sambruk_cli.books.books import Books
from sambruk_cli.books.vouchers import Voucher
from sambruk_cli.diff.history import CommitHistory
from sambruk_cli.document.model import Header, Stamp
from sambruk_cli.findings import Finding, Stop
from sambruk_cli.fiscal import FiscalYear, year_before
from sambruk_cli.frozen import frozen
from sambruk_cli.language import Language
from sambruk_cli.period import Days
from sambruk_cli.register.register import Register
from sambruk_cli.register.year_files import folder_of
from sambruk_cli.report.stamp import make_stamp
from sambruk_cli.report.year import ReportYear, gather
from sambruk_cli.session import PUBLISHED, Session, concerns
from sambruk_cli.statements.printable import require_statements
from sambruk_cli.workspace import Workspace


@frozen
class AuditYear:
    """A workspace, seen from the fiscal year under audit; nothing in it names a private member.

    `report` is what the statements are made from, None where the year has none, and `unprinted`
    why. `stamp` says which books and register the pack is of. `findings` are what `validate YEAR`
    finds that says something of the year, what is waived and what its published report says
    otherwise among it. `documents` are those that the vouchers name, `seals` those of the year and
    of the years before it. `review` is None where the statements cannot be made. `sampled` is the
    sample that was asked for; `history` who registered and changed what, None where no git tells.
    """

    session: Session
    fiscal: FiscalYear
    report: ReportYear | None
    unprinted: tuple[Finding, ...]
    stamp: Stamp
    findings: tuple[Finding, ...]
    documents: tuple[VoucherDocument, ...]
    seals: ProvedSeals
    patterns: Patterns
    review: YearReview | None
    sampled: ExaminedSample | None
    history: CommitHistory | None
    history_is_unread: bool

    @property
    def books(self) -> Books:
        return self.session.books

    @property
    def register(self) -> Register:
        return self.session.register

    @property
    def workspace(self) -> Workspace:
        return self.session.workspace

    @property
    def language(self) -> Language:
        return self.session.language

    @property
    def label(self) -> str:
        return self.fiscal.label

    @property
    def days(self) -> Days:
        """The whole year."""
        return Days(self.fiscal, self.fiscal.start, self.fiscal.end)

    @property
    def before(self) -> FiscalYear | None:
        """The year before, whether the books tell of it or not."""
        return year_before(self.register.years, self.fiscal)

    @property
    def vouchers(self) -> Sequence[Voucher]:
        """The year's vouchers in order of date."""
        return self.books.in_year(self.fiscal)

    @property
    def header(self) -> Header:
        """What stands on every page of the pack."""
        assert self.register.association is not None  # no command goes on without it
        association = self.register.association.association
        return Header(
            association=association.name,
            organisation_number=association.organisation_number or "",
            prepared_by="",
            date=None,
            approved_by="",
            period_start=self.fiscal.start,
            period_end=self.fiscal.end,
            version="",
        )


def gather_audit(
    session: Session,
    whole: Session,
    fiscal: FiscalYear,
    asked: SampleRequest | None = None,
    history: CommitHistory | None = None,
    *,
    history_is_unread: bool = False,
) -> AuditYear:
    """What the pack of a year is made from; a year without statements has the rest of it.

    Args:
      whole: the session with names of private members in it: seals are of every name, and documents
        are found by theirs.
      asked: the sample that is drawn, if any.
      history: who registered and changed what, None where no git tells.
      history_is_unread: whether there is a repository, and it cannot be read.
    Raises:
      Stop: when a row of the results of the sample fits none of its items.
    """
    session = session.on(fiscal)
    sampled = None if asked is None else examine(session.books, fiscal, asked)
    if sampled is not None and sampled.findings:
        raise Stop(*sampled.findings)
    report: ReportYear | None = None
    unprinted: tuple[Finding, ...] = ()
    try:
        require_statements(session, fiscal)
        report = gather(session, fiscal)
    except Stop as stopped:
        unprinted = stopped.findings
    # What is read of documents and seals afterwards is not of books and register.
    stamp = make_stamp(session.workspace)
    documents = named_in(
        session.workspace.files, whole.books.in_year(fiscal), session.books.in_year(fiscal)
    )
    seals = proved(whole, fiscal)
    findings = _findings(session, fiscal)
    return AuditYear(
        session=session,
        fiscal=fiscal,
        report=report,
        unprinted=unprinted,
        stamp=stamp,
        findings=findings,
        documents=documents,
        seals=seals,
        patterns=patterns_of(session, fiscal, documents, findings, history),
        review=reviewed(report) if report is not None else None,
        sampled=sampled,
        history=history,
        history_is_unread=history_is_unread,
    )


def _findings(session: Session, fiscal: FiscalYear) -> tuple[Finding, ...]:
    """What the checks find that says something of the year; what is waived is with it.

    What its published report says otherwise is too, although no figure of the books is wrong for
    it.
    """
    published = f"{PUBLISHED}{folder_of(fiscal.label)}.toml"
    return tuple(f for f in session.findings if f.file == published or concerns(session, f, fiscal))
