"""Findings on the annual report: code, name, and what each says."""

from sambruk_cli.messages.table import Said, code

_NOTHING = "nothing computed is called {item} for {year}"
_UNKNOWN = "unknown placeholder {name}"
_PICTURE = "write ![what the picture shows](name.png)"

CODES = (
    code(
        "RPT501",
        "published-differs",
        Said(
            "{item} {year}: published {published}, computed {computed}, difference {difference}",
            "correct the books, or state and explain it there",
        ),
        warning=True,
        agrees=Said(
            "{item} {year}: a difference of {difference} is stated, but the figures agree",
            "remove difference and explanation",
        ),
    ),
    code(
        "RPT502",
        "unknown-figure",
        Said(_NOTHING, "docs/commands/tieout.md lists the items"),
        other_year=Said(_NOTHING, "it is computed for {years}"),
        no_year=Said(
            "published figures for {name}, which is no fiscal year",
            "name the file after the year's label, as 2007.toml",
        ),
    ),
    code(
        "RPT503",
        "unknown-placeholder",
        Said(_UNKNOWN, "docs/placeholders.md lists them"),
        block=Said(
            _UNKNOWN, "a block stands alone in a paragraph, with an empty line before and after"
        ),
    ),
    code(
        "RPT504",
        "no-narrative",
        Said(
            "no narrative for {year}; the report holds tables only",
            "write chapters there as 01-name.md, 02-name.md and so on",
        ),
        warning=True,
    ),
    code(
        "RPT505",
        "part-missing",
        Said(
            "no chapter has {{{{ {name} }}}}",
            "an annual report is not whole without it (ÅRL 2:1, 2:7)",
        ),
        accounts=Said(
            "no chapter has {{{{ {name} }}}}",
            "an årsbokslut is not whole without it (BFL 6:4, BFNAR 2017:3)",
        ),
        k1=Said(
            "no chapter has {{{{ {name} }}}}",
            "a förenklat årsbokslut is not whole without it (BFNAR 2010:1)",
        ),
    ),
    code(
        "RPT506",
        "malformed-placeholder",
        Said(
            "a placeholder that is not complete",
            "write {{{{ name }}}} on one line, the name in letters, digits, . - and _",
        ),
    ),
    code(
        "RPT507",
        "heading-skipped",
        Said(
            "a heading of level {this} follows one of level {level}",
            "use {marks}; who listens to a report goes from level to level",
        ),
        warning=True,
    ),
    code(
        "RPT508",
        "chapter-number",
        Said(
            "chapter {number} stands where chapter {expected} should",
            "number the files 01, 02, 03 without a gap; a chapter may be missing",
        ),
        warning=True,
    ),
    code(
        "RPT509",
        "markdown",
        warning=True,
        fence=Said("a block of code is not closed", "close it with ```"),
        strong=Said("** is not closed", "write **strong words** without inner space"),
        link=Said("a link or picture is not whole", "write [text](address)"),
        html=Said(
            "HTML in a chapter is printed, not followed",
            "write Markdown; HTML prints as the characters it is made of",
        ),
        mark=Said(
            "{mark} is printed as it stands",
            "docs/placeholders.md says what of Markdown is understood",
        ),
        number=Said(
            "the item numbered {number} is printed as {printed}",
            "number a list without a gap, or begin a new one after a paragraph",
        ),
        table=Said(
            "a row of a table without its head is printed as text",
            "write the head first, below it |---|---:|, and then the rows",
        ),
        address=Said(
            "the line of [{name}] is read as the address of a link, and not printed",
            "write a link as [text](address), and a note to the text in brackets or in a note",
        ),
        cells=Said(
            "the row has more cells than the head of the table: the last are not printed",
            "write as many cells in every row as in the head",
        ),
        nested=Said(
            "what stands here, within too many lists or quotations, is not printed",
            "take it out of some of them",
        ),
    ),
    code(
        "RPT510",
        "not-translated",
        Said(
            "the chapter is not translated and is printed in Swedish",
            "write {name} beside it",
        ),
        warning=True,
    ),
    code(
        "RPT511",
        "turnover-comment",
        Said(
            "turnover moved more than 30 % from {earlier} to {later}, without a comment",
            "say why in overview_comment of the year's [[reports]]",
        ),
        warning=True,
    ),
    code(
        "RPT512",
        "picture",
        form=Said("{name} is neither a PNG nor a JPEG picture", _PICTURE),
        points=Said(
            "the picture {name} is {width} x {height} points, more than {most} million",
            hint="save it smaller: 2000 points across fill a page",
        ),
        bytes=Said(
            "the picture {name} is larger than {most} MB",
            hint="save it smaller: 2000 points across fill a page",
        ),
        within=Said(
            "the picture {name} stands within a sentence: only what it shows is printed, in words",
            "write it in a paragraph of its own, with an empty line before and after",
        ),
        alternative=Said("the picture {name} has no text for those who cannot see it", _PICTURE),
    ),
    code(
        "RPT513",
        "not-printable",
        Said(
            "the report cannot be set as PDF: {fault}",
            "a picture may be damaged, or a text hold characters that no font here has",
        ),
        letters=Said(
            "no font of the PDF has {letters}",
            "write it with other letters; text, Markdown, HTML, Word and Excel can show them",
        ),
        letter=Said(
            "no font of the PDF has {letters} in {letter}",
            "write the name, the address or the text with other letters",
        ),
        picture=Said("the picture {name} is damaged", "save it anew, as PNG or JPEG"),
    ),
    code(
        "RPT514",
        "earlier-year-not-shown",
        Said(
            "{account} of {earlier} does not fall in one row of layout {layout}: the key figures "
            "of {earlier} are left out",
            "let the accounts of a row of that layout hold it, since the year printed shows the "
            "years before it too",
        ),
    ),
    code(
        "RPT515",
        "key-figures-not-needed",
        Said(
            "key figures are stated for {year}, which is in the books; the books are printed",
            "remove them from [[key_figures]]",
        ),
        unknown=Said(
            "the key figure {key} is stated, which no overview shows",
            "figures of [layouts.overview] in config/statements.toml are shown, by their keys",
        ),
        warning=True,
    ),
    code(
        "RPT516",
        "table-does-not-foot",
        Said(
            "{table}: {row}, {column}: {value} is stated, and what it sums is {sum}",
            "correct one of the figures; without values the row of a sum is computed",
        ),
        text=Said(
            "{table}: {row}, {column}: the sum cannot be compared, since not all are numbers",
            'write numbers without a unit, and "" where nothing is known',
        ),
        cells=Said(
            "a row of a table of facts has a label and as many cells as the first, {number} in all",
            "write the labels in the first column and the heads in the first line",
        ),
        empty=Said(
            "the table {table} has no rows",
            "write the heads in the first line and a row in each of the others",
        ),
        total=Said(
            "total names {label}, which is the label of no row of {name}",
            "write it as it stands in the first column",
        ),
    ),
    code(
        "RPT517",
        "prompt-left",
        Said(
            "the report for {year} is dated or its year is closed, and this text still says "
            "what is to be written",
            "write it, or take the text away",
        ),
        warning=True,
    ),
)
