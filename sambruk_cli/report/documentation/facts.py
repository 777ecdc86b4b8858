"""What the documentation of the bookkeeping system is made from."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Literal

from sambruk_cli.closing.proof import read_seals
from sambruk_cli.document.model import Column, Paragraph, Row, Table
from sambruk_cli.findings import Finding
from sambruk_cli.frozen import frozen
from sambruk_cli.language import Language
from sambruk_cli.messages import say
from sambruk_cli.register.documentation import DocumentationFile, read_documentation
from sambruk_cli.register.seals import Seal
from sambruk_cli.register.sie import Import, read_imports
from sambruk_cli.session import Session

Key = Literal[
    "responsible",
    "access",
    "review",
    "backups",
    "other_programs",
    "vouchers_on_paper",
    "digital_documents",
    "abroad",
]


@frozen
class DocumentationFacts:
    """Session, config/documentation.toml, imports and seals.

    `in_git` is whether the workspace lies in a git repository, `commit` the one checked out.
    """

    session: Session
    about: DocumentationFile
    imports: tuple[Import, ...]
    seals: tuple[Seal, ...]
    in_git: bool
    commit: str | None

    @property
    def language(self) -> Language:
        return self.session.language

    def known(self, key: Key) -> str | None:
        """What the association says of something, without what identifies a private member."""
        said: str | None = getattr(self.about, key)
        return None if said is None else self.session.masks.text(said)

    def or_blank(self, key: Key, asked: str) -> str:
        """The same; where it says nothing, a blank that shows what is asked for."""
        return self.known(key) or blank(asked, self.language)


def facts_of(session: Session) -> tuple[DocumentationFacts, list[Finding]]:
    """Read what the document needs besides the session, and what is wrong in it."""
    about, _, faults = read_documentation(session.workspace)
    imports, _, _ = read_imports(session.workspace)
    seals, _ = read_seals(session)
    head = session.workspace.files.head().committed
    commit = session.workspace.files.commit or (head.commit if head is not None else None)
    facts = DocumentationFacts(
        session, about, imports, tuple(seals), head is not None or commit is not None, commit
    )
    return facts, faults


def blank(asked: str, language: Language) -> str:
    """A place that only the association can fill in."""
    return say(language, "[to be filled in: {what}]", what=asked)


def blank_paragraph(key_value: str | None, asked: str, language: Language) -> Paragraph:
    """What the association says, or a blank that stands out."""
    if key_value is not None:
        return Paragraph.of(key_value)
    return Paragraph.of(blank(asked, language), "strong")


def facts_table(id_: str, titles: tuple[str, str], rows: Iterable[tuple[str, str | None]]) -> Table:
    """What and its value, one below the other; what is None is left out."""
    return Table(
        id_,
        (Column(titles[0], key="what"), Column(titles[1], key="said")),
        tuple(Row((label, value)) for label, value in rows if value is not None),
    )
