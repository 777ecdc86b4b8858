"""Reminders as a change of the workspace: letters, what they charge booked, and the register."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import field, replace
from datetime import date
from hashlib import sha256
from posixpath import dirname, relpath
from typing import Any

from sambruk_cli.edits.booking import Booking, NewVoucher
from sambruk_cli.edits.entries import NotEditable, with_entries
from sambruk_cli.edits.fees import as_written
from sambruk_cli.edits.lines import text_of
from sambruk_cli.edits.plan import Change, Plan, rewritten
from sambruk_cli.edits.vouchers import NewPosting
from sambruk_cli.findings import Finding, Stop, finding
from sambruk_cli.fiscal import FiscalYear, year_of
from sambruk_cli.frozen import frozen
from sambruk_cli.messages import say
from sambruk_cli.receivables.accounts import account_of, bookable_year, payee_of
from sambruk_cli.receivables.items import DUE, OCR, items_of
from sambruk_cli.receivables.ocr import ocr_reference
from sambruk_cli.receivables.reminded import MemberReminder, Reminding
from sambruk_cli.register.reminders import FILE, KEYS, read_reminders
from sambruk_cli.session import Session

FOLDER = "reminders"


@frozen
class ReminderLetter:
    """A reminder with where its letter is kept, and the number and reference of what it charges.

    `charge` and `ocr` are "" where nothing is booked.
    """

    reminder: MemberReminder
    day: date
    path: str
    charge: str = ""
    ocr: str = ""


@frozen
class RemindersMade:
    """The reminders of a day, and the change that keeps them; or what stands in the way.

    `contents` are the files that have been made, by their paths in the workspace.
    """

    reminding: Reminding
    letters: tuple[ReminderLetter, ...] = ()
    contents: dict[str, bytes] = field(default_factory=dict)
    vouchers: tuple[NewVoucher, ...] = ()
    plan: Plan | None = None
    findings: tuple[Finding, ...] = ()
    notes: tuple[Finding, ...] = ()


def reminders_made(
    session: Session,
    reminding: Reminding,
    letter_of: Callable[[ReminderLetter], bytes],
    list_of: Callable[[tuple[MemberReminder, ...]], bytes],
    *,
    is_booked: bool,
) -> RemindersMade:
    """The letters of a day, with what they charge booked and all of them in the register.

    Args:
      letter_of: the PDF of a letter.
      list_of: the CSV of what goes to a collector.
      is_booked: whether fees and interest are booked when they are charged.
    Raises:
      Stop: USE960 or USE961, where they cannot be kept; what setting a letter raises.
    """
    year = year_of(session.register.years, reminding.day)
    if year is None:
        raise Stop(finding("USE960.year", day=reminding.day, file="config/association.toml"))
    if reminding.day > session.today:
        raise Stop(finding("USE960.ahead", day=reminding.day, today=session.today))
    return _Maker(session, reminding, year, is_booked=is_booked).made(letter_of, list_of)


class _Maker:
    def __init__(
        self, session: Session, reminding: Reminding, year: FiscalYear, *, is_booked: bool
    ) -> None:
        self._session = session
        self._reminding = reminding
        self._year = year
        self._is_booked = is_booked
        rules = session.register.invoicing.reminders
        self._says_interest = rules.interest
        self._booking = Booking(session, None, rules.series)
        self._entries: list[dict[str, Any]] = []

    def made(
        self,
        letter_of: Callable[[ReminderLetter], bytes],
        list_of: Callable[[tuple[MemberReminder, ...]], bytes],
    ) -> RemindersMade:
        contents: dict[str, bytes] = {}
        vouchers = []
        letters = tuple(self._letters())
        for letter in letters:
            content = letter_of(letter)
            contents[letter.path] = content
            digest = sha256(content).hexdigest()
            if letter.charge:
                vouchers.append(self._voucher(letter, digest))
            self._enter(letter.reminder, letter.path, digest, letter.charge)
        collected = self._reminding.collected
        if collected:
            path = self._path(f"{self._reminding.day}-inkasso.csv")
            contents[path] = list_of(collected)
            digest = sha256(contents[path]).hexdigest()
            for each in collected:
                self._enter(each, path, digest, "")
        files = [Change(path, None, content) for path, content in contents.items()]
        if self._entries:
            files.append(self._register())
        plan = self._booking.journals.plan(files)
        return RemindersMade(self._reminding, letters, contents, tuple(vouchers), plan)

    def _letters(self) -> Iterable[ReminderLetter]:
        """Each letter with its file, and the next number for what it charges."""
        session, day = self._session, self._reminding.day
        items = items_of(session.books, session.register.invoicing, date.max)
        taken = {item.invoice for item in items} | {item.ocr for item in items if item.ocr}
        taken |= {charge for _, charge in read_reminders(session.workspace)[0].charges}
        number = 0
        for each in self._reminding.letters:
            path = self._path(f"{day}-{each.party}-{each.level}.pdf")
            letter = ReminderLetter(each, day, path)
            if self._is_booked and each.fee + each.interest:
                while True:
                    number += 1
                    charge = f"P{day:%Y%m%d}-{number:03}"
                    if charge not in taken and ocr_reference(charge) not in taken:
                        break
                letter = replace(letter, charge=charge, ocr=ocr_reference(charge))
            yield letter

    def _path(self, name: str) -> str:
        """Where a file is kept.

        Raises:
          Stop: USE961 where something is there already.
        """
        path = f"{FOLDER}/{self._year.label.replace('/', '-')}/{name}"
        if self._session.workspace.is_there(path):
            raise Stop(finding("USE961.taken", path=path, file=path))
        return path

    def _voucher(self, letter: ReminderLetter, digest: str) -> NewVoucher:
        """What a letter charges: the claim against fees and interest (no VAT on either)."""
        session, each, day = self._session, letter.reminder, self._reminding.day
        bookable_year(session, day)
        key = "member" if session.register.member(each.party) is not None else "counterparty"
        whose = ((key, each.party),)
        claim = (
            *whose,
            ("invoice", letter.charge),
            (DUE, each.pay_by),
            (OCR, letter.ocr),
        )
        amount = each.fee + each.interest
        rows = [NewPosting(account_of(session, "receivables"), amount, claim)]
        for of, name in ((each.fee, "reminder_fees"), (each.interest, "interest")):
            if of:
                rows.append(NewPosting(account_of(session, name), -of, whose))
        text = say(session.language, "Reminder {number}: fee and interest", number=letter.charge)
        folder = dirname(self._booking.journals.of(self._year))
        meta = (("document", relpath(letter.path, folder)), ("document-sha256", digest))
        payee = payee_of(session, each.party)
        return self._booking.book(self._year, day, text, rows, meta, payee=payee)

    def _enter(self, each: MemberReminder, path: str, digest: str, charge: str) -> None:
        """The entries of a reminder: one for each level that its invoices come to."""
        for level, invoices in each.levels.items():
            fee = each.fee if level == each.level else 0
            values: dict[str, Any] = {
                "member": each.party,
                "level": level,
                "day": self._reminding.day,
                "invoices": [one.item.invoice for one in invoices],
                "amount": as_written(sum((one.open for one in invoices), each.overdue * 0)),
                "fee": as_written(each.fee) if fee else None,
                "interest": None,
                "says_interest": (self._says_interest and not each.is_for_collector) or None,
                "charge": charge or None,
                "file": path,
                "sha256": digest,
            }
            interest = sum((one.interest.amount for one in invoices), each.overdue * 0)
            if interest and not each.is_for_collector:
                values["interest"] = as_written(interest)
            self._entries.append({key: values[key] for key in KEYS if values[key] is not None})

    def _register(self) -> Change:
        """The register with the new entries after the others.

        Raises:
          Stop: USE961 where the file cannot be changed in place.
        """
        workspace = self._session.workspace
        before = workspace.read_bytes(FILE) if workspace.is_there(FILE) else None
        try:
            text = with_entries(
                text_of(before) if before is not None else "", "reminders", {}, self._entries, KEYS
            )
        except NotEditable:
            raise Stop(finding("USE961.form", file=FILE)) from None
        return rewritten(FILE, before, text)
