"""Findings on electronic invoices: code, name, and what each says."""

from sambruk_cli.messages.table import Said, code

CODES = (
    code(
        "EIN751",
        "einvoice-rules-missing",
        Said(
            "no electronic invoice can be made: {package} is not installed, and the official rules "
            "are not asked without it",
            hint='install it: pip install "sambruk[einvoice]"',
        ),
        files=Said(
            "no electronic invoice can be made: the rule file {name} is not in {package} {version}",
            hint='install it anew: pip install --force-reinstall "sambruk[einvoice]"',
        ),
    ),
    code(
        "EIN752",
        "einvoice-no-reference",
        Said(
            "invoice {number}: {buyer} has given no reference and no order number, and Peppol asks "
            "for one of them",
            hint="ask the buyer; write reference in config/members.toml, or buyer_reference or "
            'order_reference below [[members]] with member = "{id}" in config/invoicing.toml',
        ),
    ),
    code(
        "EIN753",
        "einvoice-electronic-address",
        buyer=Said(
            "invoice {number}: {buyer} has no electronic address in Peppol, and no organisation "
            "number that could be one",
            hint='write electronic_address, as "0007:2120000142", below [[members]] with member = '
            '"{id}" in config/invoicing.toml',
        ),
        seller=Said(
            "invoice {number}: the association has no electronic address in Peppol, and no "
            "organisation number that could be one",
            hint="write organisation_number in config/association.toml, or electronic_address "
            "below [payee] in config/invoicing.toml",
        ),
        form=Said(
            'invoice {number}: "{address}" is no electronic address of Peppol',
            hint='write scheme and id, as "0007:2120000142", in electronic_address in '
            "config/invoicing.toml",
        ),
        scheme=Said(
            "invoice {number}: {scheme} is no scheme of electronic addresses that Peppol has",
            hint="0007 is the one of Swedish organisation numbers, 0088 that of GLN; write "
            "electronic_address in config/invoicing.toml",
        ),
    ),
    code(
        "EIN754",
        "einvoice-party",
        country=Said(
            "invoice {number}: the address of {buyer} has no country",
            hint='write country, as "SE", below [[members]] with member = "{id}" in '
            "config/invoicing.toml",
        ),
        name=Said(
            "invoice {number}: the buyer {id} has no name",
            hint="write it where the buyer is, as in config/members.toml",
        ),
        number=Said(
            "invoice {number}: {found} is no Swedish organisation number ({name}): ten digits, the "
            "last of them a check digit",
            hint="see the certificate of registration; the association's stands in "
            "config/association.toml, a member's in config/members.toml",
        ),
        vat=Said(
            "invoice {number}: {found} is no Swedish VAT number: SE, an organisation number and 01",
            hint="write vat_number below [payee] in config/invoicing.toml",
        ),
    ),
    code(
        "EIN755",
        "einvoice-payment-account",
        Said(
            "invoice {number}: there is no bankgiro, plusgiro or IBAN that it could be paid to",
            hint="write bankgiro, plusgiro or iban below [payee] in config/invoicing.toml",
        ),
        bankgiro=Said(
            "invoice {number}: {found} is no bankgiro number: seven or eight digits, the last of "
            "them a check digit",
            hint="write bankgiro below [payee] in config/invoicing.toml as the bank writes it",
        ),
        plusgiro=Said(
            "invoice {number}: {found} is no plusgiro number: two to eight digits, the last of "
            "them a check digit",
            hint="write plusgiro below [payee] in config/invoicing.toml as the bank writes it",
        ),
        iban=Said(
            "invoice {number}: {found} is no IBAN",
            hint="write iban below [payee] in config/invoicing.toml as the bank writes it",
        ),
    ),
    code(
        "EIN756",
        "einvoice-vat",
        rate=Said(
            "invoice {number}: {rate} % is no rate of VAT in Sweden (25, 12 or 6)",
            hint="correct the rate of the line",
        ),
        mixed=Said(
            "invoice {number}: lines with VAT and lines outside the scope of VAT stand together, "
            "which no electronic invoice may (BR-O-11)",
            hint="invoice them apart; or, where the dues are exempt, write why in "
            "vat_exempt_reason below [invoices] in config/invoicing.toml",
        ),
        number=Said(
            "invoice {number}: VAT is charged, and the association has no VAT number",
            hint="write vat_number below [payee] in config/invoicing.toml",
        ),
        exempt=Said(
            "invoice {number}: lines are exempt from VAT, and the association has neither a VAT "
            "number nor approval for F-tax to state",
            hint="write vat_number or f_tax below [payee] in config/invoicing.toml; one who is not "
            "registered for VAT leaves vat_exempt_reason out",
        ),
    ),
    code(
        "EIN757",
        "einvoice-amount",
        Said(
            "invoice {number} comes to {total}, and only what is above nought is invoiced",
            hint="invoice nothing, or credit what has been invoiced too much",
        ),
        lines=Said(
            "invoice {number} has no lines",
            hint="invoice nothing, or write what is invoiced",
        ),
    ),
    code(
        "EIN758",
        "einvoice-f-tax",
        Said(
            "invoice {number} charges VAT and does not state that the association is approved for "
            "F-tax",
            hint="write f_tax = true below [payee] in config/invoicing.toml where it is",
        ),
        warning=True,
    ),
    code(
        "EIN759",
        "einvoice-text",
        Said(
            "invoice {number}: {text} holds a character that XML cannot",
            hint="take it out where the text is written; it cannot be seen, and came with a copy",
        ),
        line=Said(
            "invoice {number}: line {line_number} has no text",
            hint="write what is invoiced",
        ),
    ),
    code(
        "EIN760",
        "einvoice-breaks-rule",
        Said(
            'invoice {number} breaks the rule {rule}: "{text}"',
            hint="see what the rule is about in docs/peppol.md; nothing is written of it",
        ),
        scheme=Said(
            "invoice {number} breaks the rule {rule}: {found} is no scheme of electronic addresses",
            hint="correct electronic_address in config/invoicing.toml",
        ),
        organisation=Said(
            "invoice {number} breaks the rule {rule}: {found} is no organisation number of ten "
            "digits with a right check digit",
            hint="correct it in config/association.toml or config/members.toml",
        ),
        vat=Said(
            "invoice {number} breaks the rule {rule}: {found} is no VAT number of SE and twelve "
            "digits with a right check digit",
            hint="correct vat_number below [payee] in config/invoicing.toml",
        ),
        tax=Said(
            "invoice {number} breaks the rule {rule}: a registration for tax has no number or no "
            "scheme",
            hint="correct vat_number below [payee] in config/invoicing.toml",
        ),
        f_tax=Said(
            'invoice {number} breaks the rule {rule}: "{found}" stands where "Godkänd för '
            'F-skatt" is to',
            hint="write f_tax = true below [payee] in config/invoicing.toml where it is so",
        ),
        rate=Said(
            "invoice {number} breaks the rule {rule}: {found} % is no rate of VAT in Sweden (25, "
            "12 or 6)",
            hint="correct the rate of the line",
        ),
        bankgiro=Said(
            "invoice {number} breaks the rule {rule}: {found} is no bankgiro number of seven or "
            "eight digits with a right check digit",
            hint="correct bankgiro below [payee] in config/invoicing.toml",
        ),
        plusgiro=Said(
            "invoice {number} breaks the rule {rule}: {found} is no plusgiro number of two to "
            "eight digits with a right check digit",
            hint="correct plusgiro below [payee] in config/invoicing.toml",
        ),
    ),
)
