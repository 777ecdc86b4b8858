"""Which column of a table holds what: proposed by its heading, in Swedish or English."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from sambruk_cli.exchange.tables.sheet import ImportSheet, columns_said, heading_key, read_text
from sambruk_cli.findings import Finding, finding, nearest
from sambruk_cli.frozen import frozen
from sambruk_cli.register.members import MembersFile

# What a column may hold, but for attributes, and the headings that say so.
HEADINGS: dict[str, str] = {
    "id": "id",
    "name": "namn, name, medlem, member, medlemsnamn, fullständigt namn, full name, kommun, "
    "kommunnamn, organisation, företag, förening",
    "first_name": "förnamn, first name, firstname, given name, tilltalsnamn",
    "last_name": "efternamn, last name, lastname, surname, family name",
    "number": "medlemsnr, medlemsnummer, medlemsnr., nr, nummer, number, member number, "
    "member no, membership number, kundnr, kundnummer, kommunkod",
    "kind": "typ, kategori, slag, medlemstyp, medlemskategori, kind, type, category, "
    "member type, medlemsslag",
    "organisation_number": "orgnr, organisationsnummer, org nr, org.nr, organisation number, "
    "organization number, organisationsnr",
    "email": "e-post, epost, e-postadress, mail, mailadress, e-mail, email, e-mail address",
    "care_of": "c/o, co, co-adress, c/o-adress, care of",
    "address": "adress, gatuadress, postadress, utdelningsadress, adress 1, adressrad 1, address, "
    "street, street address, address 1",
    "address_2": "adress 2, adressrad 2, address 2",
    "postcode": "postnr, postnummer, postcode, zip, zip code, postal code",
    "city": "ort, postort, stad, city, town",
    "reference": "referens, er referens, fakturareferens, märkning, reference",
    "private": "privat, skyddad, private, hemlig",
    "joined": "inträdesdatum, inträde, inträdd, medlem sedan, medlem från, startdatum, joined, "
    "join date, member since, inträdesdag, antagen",
    "left": "utträdesdatum, utträde, utträdd, medlem till, slutdatum, left, leave date, "
    "utträdesdag, avslutad",
    "tier": "nivå, avgiftsnivå, avgiftsklass, medlemsnivå, tier, level",
}
_YEARS = "född, födelseår, född år, födelsedatum, birth year, year of birth, date of birth"

_BY_HEADING = {
    heading_key(text): key for key, texts in HEADINGS.items() for text in texts.split(", ")
}


@frozen
class ColumnUse:
    """A column by its place from 0, with its heading and the key that it holds, if any."""

    at: int
    heading: str
    key: str | None


def columns_of(
    sheet: ImportSheet, members: MembersFile, stated: Mapping[str, str]
) -> tuple[tuple[ColumnUse, ...], list[Finding]]:
    """What each column holds, and what is wrong with the header.

    Args:
      stated: keys by heading, in place of what is proposed; "" leaves a column out.
    """
    header = sheet.rows[0]
    headings = [read_text(cell) for cell in header.cells]
    known = {**_of_attributes(members), **_BY_HEADING}
    keys = {*HEADINGS, *(a.id for a in members.attributes), "population"}
    found: list[Finding] = []
    by_heading = {heading_key(text): at for at, text in enumerate(headings) if text}
    used: list[str | None] = [known.get(heading_key(text)) if text else None for text in headings]
    for heading, key in stated.items():
        at = by_heading.get(heading_key(heading))
        if at is None:
            near = nearest(heading, [text for text in headings if text])
            names = columns_said(headings)
            found.append(
                finding("TAB702.column", name=heading, columns=names, hint=near, file=sheet.file)
                if near
                else finding("TAB702.column", name=heading, columns=names, file=sheet.file)
            )
        elif key and key not in keys:
            near = nearest(key, keys)
            found.append(
                finding("TAB702.key", name=key, keys=tuple(sorted(keys)), hint=near)
                if near
                else finding("TAB702.key", name=key, keys=tuple(sorted(keys)))
            )
        else:
            used[at] = key or None
    columns = tuple(
        ColumnUse(at, text, key) for at, (text, key) in enumerate(zip(headings, used, strict=True))
    )
    if not found:
        found = [*_of_header(sheet, columns, known)]
    return columns, found


def _of_attributes(members: MembersFile) -> dict[str, str]:
    """Attributes by their ids and labels, as headings."""
    found = {}
    years = [attribute.id for attribute in members.attributes if attribute.type == "year"]
    if len(years) == 1:
        found = {heading_key(text): years[0] for text in _YEARS.split(", ")}
    for attribute in (*members.attributes, members.attribute("population")):
        if attribute is not None:
            for text in (attribute.id, attribute.label, attribute.label_en or attribute.id):
                found[heading_key(text)] = attribute.id
    return found


def _of_header(
    sheet: ImportSheet, columns: Sequence[ColumnUse], known: Mapping[str, str]
) -> list[Finding]:
    """Whether there is one header, on the first row, whose columns say who the members are."""
    first = sheet.rows[0]
    for row in sheet.rows[1:6]:
        texts = [read_text(cell) for cell in row.cells]
        headings = sum(1 for text in texts if heading_key(text) in known)
        if headings >= 2 and headings >= len([text for text in texts if text]) / 2:
            is_header = sum(1 for column in columns if column.key) >= 2
            if is_header:
                return [finding("TAB702.twice", file=sheet.file, line=row.line)]
            return [finding("TAB702.above", row=row.line, file=sheet.file, line=first.line)]
    found = []
    taken: dict[str, ColumnUse] = {}
    for column in columns:
        if column.key is None:
            continue
        other = taken.setdefault(column.key, column)
        if other is not column:
            found.append(
                finding(
                    "TAB702.same",
                    one=other.heading,
                    other=column.heading,
                    key=column.key,
                    file=sheet.file,
                    line=first.line,
                )
            )
    if not {"name", "first_name", "last_name", "number", "id"} & taken.keys():
        names = columns_said([column.heading for column in columns])
        found.append(
            finding("TAB702.nothing", key="name", columns=names, file=sheet.file, line=first.line)
        )
    return found
