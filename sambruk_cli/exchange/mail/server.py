"""The mail server that a user names in a configuration of their own, never in a workspace."""

from __future__ import annotations

import os
import smtplib
import ssl
import stat
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Annotated, Literal

from pydantic_core import ValidationError

from sambruk_cli.files.disk import open_ordinary
from sambruk_cli.files.errors import Unreadable
from sambruk_cli.findings import Stop, finding
from sambruk_cli.messages import Message
from sambruk_cli.register.faults import fault_finding
from sambruk_cli.register.fields import Email, PrintableLine, Unfit
from sambruk_cli.register.locate import Located
from sambruk_cli.register.model import Bounds, Model
from sambruk_cli.register.toml import parse_toml

PASSWORD = "SAMBRUK_SMTP_PASSWORD"  # noqa: S105 (the name of a variable)
_MOST = 1 << 16  # bytes of the file
_PATIENCE = 30.0  # seconds for each answer of the server
_LOOPBACK = frozenset({"localhost", "127.0.0.1", "::1"})


class MailServer(Model):
    """mail.toml. Without encryption only a server on this machine is spoken to."""

    host: PrintableLine
    port: Annotated[int, Bounds(1, 65535)] | None = None
    security: Literal["tls", "starttls", "none"] = "tls"
    user: PrintableLine | None = None
    password: PrintableLine | None = None
    sender: Email | None = None

    def whole(self) -> None:
        """What is not encrypted stays on the machine.

        Raises:
          Unfit: when it would not.
        """
        if self.security == "none" and self.host not in _LOOPBACK:
            said = Message.of('must be "tls" or "starttls" where the server is another machine')
            raise Unfit(said, "security")

    @property
    def used_port(self) -> int:
        """The port, by default that of the protocol (RFC 8314)."""
        return self.port or {"tls": 465, "starttls": 587, "none": 25}[self.security]


def user_file() -> Path:
    """Where the user's configuration stands: ~/.config/sambruk/mail.toml, or as XDG says."""
    home = os.environ.get("XDG_CONFIG_HOME") or ""
    folder = Path(home) if home.startswith("/") else Path.home() / ".config"
    return folder / "sambruk" / "mail.toml"


def read_server(path: Path) -> MailServer:
    """The user's server.

    Raises:
      Stop: SND671 where there is no such file, or others may read the password in it; what is wrong
        in it.
    """
    if not path.exists():
        raise Stop(finding("SND671", path=str(path)))
    try:
        with open_ordinary(path, _MOST) as file:
            others = os.fstat(file.fileno()).st_mode & (stat.S_IRWXG | stat.S_IRWXO)
            text = file.read().decode("utf-8", "replace")
    except Unreadable as error:
        raise Stop(*error.findings) from None
    located = Located(str(path), text)
    try:
        server = MailServer.model_validate(parse_toml(text, str(path)))
    except Unreadable as error:
        raise Stop(*error.findings) from None
    except ValidationError as error:
        faults = (fault_finding(MailServer, located, fault) for fault in error.errors())
        raise Stop(*faults) from None
    if server.password is not None and others:
        line = located.line("password")
        raise Stop(finding("SND671.open", path=str(path), file=str(path), line=line))
    return server


class Refused(Exception):
    """The server has answered that it does not take a mail: it has not been sent."""


class Uncertain(Exception):
    """The connection broke when the mail may have been taken, or not."""


class Connection:
    """A server that is spoken to. Raises as the methods say; nothing of the password is said."""

    def __init__(self, smtp: smtplib.SMTP) -> None:
        self._smtp = smtp

    def send(self, sender: str, to: str, message: bytes) -> None:
        """Give one mail to the server.

        Raises:
          Refused: when it has answered no.
          Uncertain: when it has not answered.
        """
        try:
            self._smtp.sendmail(sender, [to], message)
        except smtplib.SMTPServerDisconnected as error:
            raise Uncertain(str(error)) from None
        except smtplib.SMTPRecipientsRefused as error:
            code, said = next(iter(error.recipients.values()))
            raise Refused(_answer(code, said)) from None
        except smtplib.SMTPResponseException as error:
            raise Refused(_answer(error.smtp_code, error.smtp_error)) from None
        except (smtplib.SMTPException, UnicodeError) as error:
            raise Refused(str(error)) from None
        except OSError as error:
            raise Uncertain(str(error)) from None


@contextmanager
def connected(server: MailServer) -> Iterator[Connection]:
    """The server, with encryption begun and the user logged in.

    Raises:
      Stop: SND672 when that cannot be done: nothing has been sent.
    """
    host, port = server.host, server.used_port
    try:
        smtp = _opened(server, host, port)
    except (OSError, smtplib.SMTPException) as error:
        raise Stop(finding("SND672", host=host, port=port, reason=_reason(error))) from None
    try:
        yield Connection(smtp)
    finally:
        with suppress(OSError, smtplib.SMTPException):
            smtp.quit()


def _opened(server: MailServer, host: str, port: int) -> smtplib.SMTP:
    if server.security == "tls":
        made: smtplib.SMTP = smtplib.SMTP_SSL(
            host, port, timeout=_PATIENCE, context=ssl.create_default_context()
        )
    else:
        made = smtplib.SMTP(host, port, timeout=_PATIENCE)
    try:
        if server.security == "starttls":
            made.starttls(context=ssl.create_default_context())
        password = os.environ.get(PASSWORD) or server.password
        if server.user is not None and password is not None:
            made.login(server.user, password)
    except BaseException:
        made.close()
        raise
    return made


def _reason(error: Exception) -> str:
    if isinstance(error, smtplib.SMTPResponseException):
        return _answer(error.smtp_code, error.smtp_error)
    return str(error) or type(error).__name__


def _answer(code: int, said: bytes | str) -> str:
    text = said.decode("utf-8", "replace") if isinstance(said, bytes) else said
    return " ".join(f"{code} {text}".split())[:200]
