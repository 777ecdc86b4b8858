"""Electronic addresses in Peppol: a scheme and an id in it, "0007:2120000142"."""

from __future__ import annotations

from typing import Annotated

from sambruk_cli.messages import Message
from sambruk_cli.register.fields import Unfit
from sambruk_cli.register.model import Check
from sambruk_cli.register.organisation_number import digits_of, organisation_number

SWEDISH = "0007"  # organisation numbers
GLN = "0088"  # numbers of places, by GS1
_PREFIX = "iso6523-actorid-upis::"  # before an address where Peppol's own lists write it
_LONGEST = 50  # characters of an id in Peppol (Policy for use of Identifiers)

# Electronic Address Scheme codes of Peppol BIS Billing 3.0.21 (code list of 2026-03-06).
_SCHEMES = """
    0002 0007 0009 0060 0088 0096 0097 0106 0130 0135 0142 0151 0158 0183 0184 0188
    0190 0191 0192 0195 0196 0198 0199 0200 0201 0204 0208 0209 0210 0211 0216 0218
    0221 0225 0230 0235 0240 0242 0244 0245 0246 0248 9910 9913 9914 9915 9918 9919
    9920 9922 9923 9924 9925 9926 9927 9928 9929 9930 9931 9932 9933 9934 9935 9936
    9937 9938 9939 9940 9941 9942 9943 9944 9945 9946 9947 9948 9949 9950 9951 9952
    9953 9957 9959
"""
SCHEMES = frozenset(_SCHEMES.split())


def electronic_address(text: str) -> str:
    """An address as Peppol has it, without what people write around and between its parts.

    Raises:
      Unfit: when it is none; says why.
    """
    scheme, found = parts_of(text)
    if not scheme or not found or len(found) > _LONGEST:
        raise Unfit(Message.of("must be a scheme and an id, as 0007:2120000142"))
    if scheme not in SCHEMES:
        raise Unfit(Message.of("{scheme} is no scheme that Peppol has", scheme=scheme))
    if scheme == SWEDISH:
        organisation_number(found)
    if scheme == GLN and not is_gln(found):
        raise Unfit(Message.of("must be a GLN: thirteen digits, the last of them a check digit"))
    return f"{scheme}:{found}"


def parts_of(text: str) -> tuple[str, str]:
    """Scheme and id as they are written, right or not; "" for what is not there."""
    plain = text.strip()
    if plain.lower().startswith(_PREFIX):
        plain = plain[len(_PREFIX) :]
    scheme, _, found = (part.strip() for part in plain.partition(":"))
    return scheme, digits_of(found) if scheme in (SWEDISH, GLN) else found


def is_gln(digits: str) -> bool:
    """Whether thirteen digits end with their check digit (GS1: modulus 10, every other times 3)."""
    if not (digits.isascii() and digits.isdigit() and len(digits) == 13):
        return False
    return sum(int(digit) * (1 + at % 2 * 2) for at, digit in enumerate(digits)) % 10 == 0


PeppolAddress = Annotated[str, Check(electronic_address)]
