"""Letters with invoices: as files, and through a real server on the loopback."""

from __future__ import annotations

import email
import email.policy
import hashlib
import json
from asyncio import Server, Transport
from collections.abc import Iterator
from email.message import EmailMessage
from pathlib import Path
from typing import Any

import pytest
import tomli
from aiosmtpd.controller import Controller
from aiosmtpd.smtp import SMTP, Envelope, Session

from tests.conftest import MakeWorkspace, RunCommand
from tests.workspaces import FILES

PDF = b"%PDF-1.7 made up"
DIGEST = hashlib.sha256(PDF).hexdigest()
INVOICING = '[mail]\nsender = "kassor@exempel.se"\n'
MEMBERS = str(FILES["config/members.toml"]).replace(
    'name = "Storstads kommun"', 'name = "Storstads kommun"\nemail = "faktura@storstad.example"'
)
VOUCHERS = f"""
2021-06-01 * "Storstads kommun" "Faktura 2021-0001"
  ver: "F1"
  document: "../invoices/2021-0001.pdf"
  document-sha256: "{DIGEST}"
  Assets:1510-Kundfordringar      750.50 SEK
    member: "storstad"
    invoice: "2021-0001"
    due: 2021-07-01
    ocr: "2021000102"
  Income:3190-Övrigt             -750.50 SEK

2021-06-02 * "Storstads kommun" "Kreditfaktura 2021-0002 av 2021-0001"
  ver: "F2"
  credit-note: "2021-0002"
  credits: "2021-0001"
  document: "../invoices/2021-0002.pdf"
  document-sha256: "{DIGEST}"
  Income:3190-Övrigt              100.00 SEK
  Assets:1510-Kundfordringar     -100.00 SEK
    member: "storstad"
    invoice: "2021-0001"

2021-06-03 * "Lillby kommun" "Faktura 2021-0003"
  ver: "F3"
  document: "../invoices/2021-0003.pdf"
  Assets:1510-Kundfordringar       10.00 SEK
    member: "lillby"
    invoice: "2021-0003"
    due: 2021-07-03
  Income:3190-Övrigt              -10.00 SEK
"""


class _Mailbox:
    """What a server has been given; it refuses, or breaks off, what it is told to."""

    def __init__(self) -> None:
        self.mails: list[tuple[str, list[str], bytes]] = []
        self.refuses = False
        self.breaks = False

    async def handle_DATA(self, server: SMTP, session: Session, envelope: Envelope) -> str:  # noqa: N802
        if self.refuses:
            return "550 no such mailbox"
        content = envelope.content
        assert isinstance(content, bytes)
        self.mails.append((envelope.mail_from or "", envelope.rcpt_tos, content))
        if self.breaks:
            assert isinstance(server.transport, Transport)
            server.transport.abort()
        return "250 OK"


class _AnyPort(Controller):
    """A server on a port that the system chooses, which is asked for before it is first used."""

    def _trigger_server(self) -> None:
        assert isinstance(self.server, Server)
        self.port = self.server.sockets[0].getsockname()[1]
        super()._trigger_server()  # type: ignore[no-untyped-call]


@pytest.fixture
def mailbox() -> Iterator[tuple[_Mailbox, int]]:
    box = _Mailbox()
    controller = _AnyPort(box, hostname="127.0.0.1", port=0)
    controller.start()
    yield box, controller.port
    controller.stop()


@pytest.fixture
def folder(make_workspace: MakeWorkspace) -> Path:
    return make_workspace(
        {
            "config/members.toml": MEMBERS,
            "config/invoicing.toml": INVOICING,
            "ledger/2021.beancount": f"{FILES['ledger/2021.beancount']}{VOUCHERS}",
            "invoices/2021-0001.pdf": PDF,
            "invoices/2021-0002.pdf": PDF,
            "invoices/2021-0003.pdf": PDF,
        }
    )


def _send(
    sambruk: RunCommand, folder: Path, *arguments: str | Path, code: int = 0, **environment: str
) -> dict[str, Any]:
    ran = sambruk("--root", folder, "send", *arguments, "-f", "json", **environment)
    assert ran.returncode == code, ran.stderr + ran.stdout
    found: dict[str, Any] = json.loads(ran.stdout)
    return found


def _codes(found: dict[str, Any]) -> list[str]:
    return [item["code"] for item in found["findings"]]


def _mail(content: bytes) -> EmailMessage:
    message = email.message_from_bytes(content, policy=email.policy.default)
    assert isinstance(message, EmailMessage)
    return message


def _server(tmp_path: Path, port: int, more: str = "") -> str:
    file = tmp_path / "own" / "sambruk" / "mail.toml"
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_text(f'host = "127.0.0.1"\nport = {port}\nsecurity = "none"\n{more}')
    return str(tmp_path / "own")


def test_files_are_made_for_a_mail_program_once(
    sambruk: RunCommand, folder: Path, tmp_path: Path
) -> None:
    shown = _send(sambruk, folder)
    assert [(each["number"], each["sent"]) for each in shown["letters"]] == [
        ("2021-0001", False),
        ("2021-0002", False),
    ]
    assert _codes(shown) == ["SND675"]  # Lillby has no address
    assert not (folder / "config/dispatch.toml").exists()
    made = _send(sambruk, folder, "-o", tmp_path / "post", "--write")
    assert all(each["sent"] for each in made["letters"])
    assert sorted(p.name for p in (tmp_path / "post").iterdir()) == [
        "2021-0001.eml",
        "2021-0002.eml",
    ]
    bytes_ = (tmp_path / "post" / "2021-0001.eml").read_bytes()
    message = _mail(bytes_)
    assert message["To"] == "Storstads kommun <faktura@storstad.example>"
    assert message["From"] == "Exempel <kassor@exempel.se>"
    assert message["Subject"] == "Faktura 2021-0001 från Exempel"
    assert message["X-Unsent"] == "1"
    body = message.get_body()
    assert body is not None
    assert "750,50" in body.get_content()
    assert "2021000102" in body.get_content()
    [attached] = message.iter_attachments()
    assert attached.get_content() == PDF
    assert attached.get_filename() == "2021-0001.pdf"
    noted = tomli.loads((folder / "config/dispatch.toml").read_text())["sent"]
    assert [(each["number"], each["sha256"], each["state"]) for each in noted] == [
        ("2021-0001", DIGEST, "sent"),
        ("2021-0002", DIGEST, "sent"),
    ]
    again = _send(sambruk, folder, "-o", tmp_path / "post2", "--write")
    assert again["letters"] == []
    assert again["already"] == 2
    assert not (tmp_path / "post2").exists()
    assert _codes(_send(sambruk, folder, "2021-0001", code=1)) == ["SND676"]


def test_a_server_gets_each_letter_once(
    sambruk: RunCommand, folder: Path, tmp_path: Path, mailbox: tuple[_Mailbox, int]
) -> None:
    box, port = mailbox
    own = _server(tmp_path, port)
    found = _send(sambruk, folder, "--smtp", "--write", XDG_CONFIG_HOME=own)
    assert [each["sent"] for each in found["letters"]] == [True, True]
    assert [(sender, to) for sender, to, _ in box.mails] == [
        ("kassor@exempel.se", ["faktura@storstad.example"])
    ] * 2
    message = _mail(box.mails[1][2])
    assert message["X-Unsent"] is None
    assert message["Date"] is not None
    body = message.get_body()
    assert body is not None
    assert "Kreditfakturan 2021-0002 på 100" in body.get_content()
    _send(sambruk, folder, "--smtp", "--write", XDG_CONFIG_HOME=own)
    assert len(box.mails) == 2


def test_what_the_server_refuses_is_not_noted_and_is_taken_up_again(
    sambruk: RunCommand, folder: Path, tmp_path: Path, mailbox: tuple[_Mailbox, int]
) -> None:
    box, port = mailbox
    own = _server(tmp_path, port)
    box.refuses = True
    found = _send(sambruk, folder, "2021-0001", "--smtp", "--write", code=1, XDG_CONFIG_HOME=own)
    assert _codes(found) == ["SND673"]
    assert "550" in found["findings"][0]["message"]
    assert not (folder / "config/dispatch.toml").exists()
    box.refuses = False
    assert _send(sambruk, folder, "2021-0001", "--smtp", "--write", XDG_CONFIG_HOME=own)["letters"][
        0
    ]["sent"]
    assert len(box.mails) == 1


def test_what_may_have_been_sent_is_not_sent_again(
    sambruk: RunCommand, folder: Path, tmp_path: Path, mailbox: tuple[_Mailbox, int]
) -> None:
    box, port = mailbox
    own = _server(tmp_path, port)
    box.breaks = True
    found = _send(sambruk, folder, "2021-0001", "--smtp", "--write", XDG_CONFIG_HOME=own)
    assert _codes(found) == ["SND674"]
    [noted] = tomli.loads((folder / "config/dispatch.toml").read_text())["sent"]
    assert noted["state"] == "begun"
    box.breaks = False
    again = _send(sambruk, folder, "2021-0001", "--smtp", "--write", XDG_CONFIG_HOME=own)
    assert _codes(again) == ["SND674"]
    assert again["letters"] == []
    assert len(box.mails) == 1


def test_no_server_and_no_sender_are_findings(
    sambruk: RunCommand, folder: Path, tmp_path: Path
) -> None:
    own = str(tmp_path / "own")
    ran = sambruk("--root", folder, "send", "--smtp", XDG_CONFIG_HOME=own)
    assert ran.returncode == 2
    assert "SND671" in ran.stderr + ran.stdout
    own = _server(tmp_path, 1)  # nothing listens there
    ran = sambruk("--root", folder, "send", "--smtp", "--write", XDG_CONFIG_HOME=own)
    assert "SND672" in ran.stderr + ran.stdout
    assert not (folder / "config/dispatch.toml").exists()
    (folder / "config/invoicing.toml").unlink()
    assert _codes(_send(sambruk, folder, code=1)) == ["SND670"]


def test_a_password_that_others_may_read_is_refused(
    sambruk: RunCommand, folder: Path, tmp_path: Path
) -> None:
    own = _server(tmp_path, 1, 'password = "hemligt"\n')
    file = tmp_path / "own" / "sambruk" / "mail.toml"
    file.chmod(0o644)
    ran = sambruk("--root", folder, "send", "--smtp", XDG_CONFIG_HOME=own)
    assert "others may read" in ran.stderr + ran.stdout
    assert "hemligt" not in ran.stderr + ran.stdout
    file.chmod(0o600)
    assert sambruk("--root", folder, "send", "--smtp", XDG_CONFIG_HOME=own).returncode == 0


def test_no_server_elsewhere_is_spoken_to_without_encryption(
    sambruk: RunCommand, folder: Path, tmp_path: Path
) -> None:
    own = _server(tmp_path, 25)
    file = tmp_path / "own" / "sambruk" / "mail.toml"
    file.write_text('host = "mail.example"\nsecurity = "none"\n')
    ran = sambruk("--root", folder, "send", "--smtp", "--write", XDG_CONFIG_HOME=own)
    assert ran.returncode != 0
    assert "starttls" in ran.stderr + ran.stdout


def test_a_file_that_was_changed_or_is_gone_is_not_sent(
    sambruk: RunCommand, folder: Path, tmp_path: Path
) -> None:
    (folder / "invoices/2021-0001.pdf").write_bytes(b"%PDF other")
    (folder / "invoices/2021-0002.pdf").unlink()
    found = _send(sambruk, folder, "-o", tmp_path / "post", "--write", code=1)
    assert sorted(_codes(found)) == ["SND673", "SND673", "SND675"]
    assert found["letters"] == []


def test_the_address_of_a_private_member_is_not_kept(
    sambruk: RunCommand, folder: Path, tmp_path: Path
) -> None:
    register = folder / "config/members.toml"
    text = register.read_text().replace('@storstad.example"', '@storstad.example"\nprivate = true')
    register.write_text(text)
    found = _send(sambruk, folder, "-o", tmp_path / "post", "--write")
    assert found["letters"][0]["to"] is None
    noted = (folder / "config/dispatch.toml").read_text()
    assert "storstad.example" not in noted
    assert "Storstads" not in json.dumps(found["letters"][0]["member"])


def test_the_last_reminder_is_sent_while_something_of_it_is_open(
    sambruk: RunCommand, folder: Path, tmp_path: Path
) -> None:
    (folder / "reminders").mkdir()
    entries = ""
    for level, day in ((1, "2021-07-15"), (2, "2021-08-15")):
        content = f"%PDF {level}".encode()
        file = f"reminders/{day}.pdf"
        (folder / file).write_bytes(content)
        entries += (
            f'[[reminders]]\nmember = "storstad"\nlevel = {level}\nday = {day}\n'
            f'invoices = ["2021-0001"]\namount = 650.50\nfile = "{file}"\n'
            f'sha256 = "{hashlib.sha256(content).hexdigest()}"\n'
        )
    (folder / "config/reminders.toml").write_text(entries)
    found = _send(sambruk, folder, "-o", tmp_path / "post", "--write")
    sent = [(each["kind"], each["number"]) for each in found["letters"]]
    assert sent[2:] == [("reminder", "2021-08-15")]
    message = _mail((tmp_path / "post" / "2021-08-15.eml").read_bytes())
    assert message["Subject"] == "Påminnelse från Exempel"
    body = message.get_body()
    assert body is not None
    assert "Den gäller: 2021-0001." in body.get_content()
    assert _send(sambruk, folder)["letters"] == []


def test_words_of_its_own_fill_in_what_stands_in_braces_and_nothing_else(
    sambruk: RunCommand, folder: Path, tmp_path: Path
) -> None:
    (folder / "config/invoicing.toml").write_text(
        f'{INVOICING}invoice_subject = "{{number}} {{0.__class__}}"\n'
        'invoice_text = """{amount} senast {due}, {ocr}, {association}"""\n'
    )
    _send(sambruk, folder, "2021-0001", "-o", tmp_path / "post", "--write")
    message = _mail((tmp_path / "post" / "2021-0001.eml").read_bytes())
    assert message["Subject"] == "2021-0001 {0.__class__}"
    body = message.get_body()
    assert body is not None
    assert (
        body.get_content().strip()
        == "750,50\N{NO-BREAK SPACE}kr senast 2021-07-01, 2021000102, Exempel"
    )
