"""What `sambruk send` does: letters of what is not sent, made or sent, and noted one by one."""

from __future__ import annotations

from collections.abc import Sequence
from contextlib import ExitStack
from datetime import date
from pathlib import Path
from posixpath import basename

import typer

from sambruk_cli.console import printing, run
from sambruk_cli.console.changes import note_what_is_done
from sambruk_cli.console.progress import progress
from sambruk_cli.edits.carry_out import changing
from sambruk_cli.edits.dispatch import with_sent
from sambruk_cli.edits.lock import Lock
from sambruk_cli.edits.plan import Change
from sambruk_cli.exchange.mail.letters import (
    MailAsked,
    MailBatch,
    MailLetter,
    SendingWay,
    letters_of,
)
from sambruk_cli.exchange.mail.message import eml
from sambruk_cli.exchange.mail.server import (
    Connection,
    Refused,
    Uncertain,
    connected,
    read_server,
    user_file,
)
from sambruk_cli.files.disk import cannot_write, write_whole
from sambruk_cli.findings import Finding, errors, finding
from sambruk_cli.messages import say
from sambruk_cli.register.dispatch import FILE
from sambruk_cli.render.text import block_lines
from sambruk_cli.session import Session, known_year
from sambruk_cli.views.send import sending_payload, sending_summary
from sambruk_cli.workspace import Workspace

_Asked = tuple[tuple[str, ...], str | None, Path | None, bool]


def run_send(context: typer.Context, asked: _Asked, *, write: bool, format_: str) -> int:
    """Make or send letters, and return the exit code.

    Args:
      asked: numbers, year, folder and whether it is to be sent, as they were given.
    Raises:
      BadParameter: when both ways are asked for, or none that could be written.
      Stop: when the workspace or the user's mail.toml cannot be read, or the server not be used.
    """
    numbers, year, folder, smtp = asked
    settings = run.settings_of(context)
    language = settings.terms.messages
    if folder is not None and smtp:
        said = say(language, "choose one of -o and --smtp")
        raise typer.BadParameter(said, param_hint="--smtp")
    if write and folder is None and not smtp:
        said = say(language, "say -o DIR or --smtp: how it is to be sent")
        raise typer.BadParameter(said, param_hint="--write")
    server = read_server(user_file()) if smtp else None
    with ExitStack() as stack:
        lock = stack.enter_context(changing(run.opened(settings))) if write else None
        session = run.open_session(context, to_edit=True)
        first, last = _days(session, year)
        sender = (server.sender if server is not None else None) or ""
        letters = letters_of(session, MailAsked(numbers, first, last, sender))
        sent: list[MailLetter] = []
        failed: list[Finding] = []
        if lock is not None and letters.letters and not letters.findings:
            if server is not None:
                to = stack.enter_context(connected(server))
                sent, failed = _sent(session, letters.letters, to, lock)
            elif folder is not None:
                sent, failed = _made(session, letters.letters, folder, lock)
    return _shown(session, letters, sent, failed, write=write, format_=format_)


def _days(session: Session, label: str | None) -> tuple[date, date]:
    if label is None:
        return date.min, date.max
    year = known_year(session.register, label)
    return year.start, year.end


class _Notes:
    """The register of dispatch while letters are sent: what it holds, and what is added to it."""

    def __init__(self, workspace: Workspace, lock: Lock) -> None:
        self._workspace, self._lock = workspace, lock
        self._settled = workspace.read_bytes(FILE) if workspace.is_there(FILE) else None
        self._now = self._settled

    def note(self, letters: Sequence[MailLetter], way: SendingWay, state: str) -> None:
        """Say of letters what has become of them, in place of what was said of them before."""
        entries = [letter.as_sent(way, state) for letter in letters]
        self._become(with_sent(self._settled, entries).after)
        if state == "sent":
            self._settled = self._now

    def take_back(self) -> None:
        """Say nothing of the letters that were begun last."""
        self._become(self._settled)

    def _become(self, content: bytes | None) -> None:
        if content != self._now:
            note_what_is_done(self._workspace, Change(FILE, self._now, content), self._lock)
            self._now = content


def _made(
    session: Session, letters: Sequence[MailLetter], folder: Path, lock: Lock
) -> tuple[list[MailLetter], list[Finding]]:
    """Write the mails as files, then note all of them at once.

    A process that is stopped in between has made files that nothing says of: the next run makes
    the same ones.
    """
    for letter in letters:
        path = folder / f"{basename(letter.path).rpartition('.')[0]}.eml"
        try:
            folder.mkdir(parents=True, exist_ok=True)
            write_whole(path, eml(letter.mail, is_draft=True))
        except OSError as error:
            raise cannot_write(path, error) from None
    _Notes(session.workspace, lock).note(letters, "eml", "sent")
    return list(letters), []


def _sent(
    session: Session, letters: Sequence[MailLetter], to: Connection, lock: Lock
) -> tuple[list[MailLetter], list[Finding]]:
    """Send the mails, each noted before the server is asked and once it has answered.

    So none is ever sent twice: what a stopped process had begun stays noted as that.
    """
    sent: list[MailLetter] = []
    failed: list[Finding] = []
    notes = _Notes(session.workspace, lock)
    with progress(say(session.terms.messages, "Sending")) as advance:
        for at, letter in enumerate(letters, start=1):
            message = eml(letter.mail, is_draft=False)
            party = letter.document.party
            notes.note([letter], "smtp", "begun")
            try:
                to.send(letter.mail.sender, letter.mail.to, message)
            except Refused as refused:
                notes.take_back()
                why = str(refused)
                failed.append(finding("SND673.refused", path=letter.path, party=party, reason=why))
            except Uncertain:
                failed.append(finding("SND674", path=letter.path, party=party, file=FILE))
                break
            else:
                notes.note([letter], "smtp", "sent")
                sent.append(letter)
            if advance is not None:
                advance(at, len(letters))
    return sent, failed


def _shown(
    session: Session,
    letters: MailBatch,
    sent: list[MailLetter],
    failed: list[Finding],
    *,
    write: bool,
    format_: str,
) -> int:
    language = session.terms.messages
    said = [session.masks.finding(f) for f in (*letters.findings, *letters.notes, *failed)]
    code = run.FINDINGS if errors(said) else run.OK
    if format_ == "json":
        payload = sending_payload(letters, sent, said, language, written=write)
        printing.emit_data(printing.to_json(payload), None)
        return code
    if said:
        printing.show_findings(said, language, as_json=False)
    if not letters.findings:
        blocks = sending_summary(letters, sent, session.language, written=write)
        printing.emit_lines(list(block_lines(blocks, session.language)), None)
    return code
