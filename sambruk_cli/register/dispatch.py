"""config/dispatch.toml: every document that has been sent, to whom, when and how."""

from __future__ import annotations

import datetime
from typing import Annotated, Literal

from sambruk_cli.findings import Finding
from sambruk_cli.messages import Message
from sambruk_cli.register.fields import Email, PrintableLine, Slug, of_form
from sambruk_cli.register.locate import Located
from sambruk_cli.register.model import Model
from sambruk_cli.register.read import read_model
from sambruk_cli.workspace import Workspace

FILE = "config/dispatch.toml"


class Sent(Model):
    """A document that has been sent by mail.

    `file` is its path in the workspace, `sha256` its digest when it was sent. `state` is "begun"
    from before the server is asked until it has answered: what stays so may have been sent or not.
    `to` is left out for a private member.
    """

    file: PrintableLine
    sha256: Annotated[
        str,
        of_form(r"[0-9a-f]{64}", Message.of("must be a SHA-256 of 64 digits, as it was written")),
    ]
    party: Slug
    number: PrintableLine | None = None
    on: datetime.date
    way: Literal["eml", "smtp", "other"]
    to: Email | None = None
    state: Literal["begun", "sent"] = "sent"


class DispatchFile(Model):
    """The whole file, in the order in which things were sent."""

    sent: tuple[Sent, ...] = ()


def read_dispatch(workspace: Workspace) -> tuple[DispatchFile, Located, list[Finding]]:
    """The file, empty where there is none or it cannot be read, and what is wrong in it."""
    found, located, faults = read_model(workspace, FILE, DispatchFile, optional=True)
    return found or DispatchFile(), located, faults
