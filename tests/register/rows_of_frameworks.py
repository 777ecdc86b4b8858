"""The rows of the frameworks by hand, from the rules: what the program's layouts are held against.

A line is a row, headings and sums among them, in the order of the form.
"""

from __future__ import annotations

# BFNAR 2010:1, bilaga 2.
K1_INCOME = """\
Intäkter
Medlemsavgifter
Gåvor och bidrag
Övriga verksamhetsintäkter
Försäljningsintäkter
Övriga intäkter
Summa intäkter
Kostnader
Verksamhetskostnader
Försäljningskostnader
Övriga externa kostnader
Personalkostnader
Av- och nedskrivningar av materiella och immateriella anläggningstillgångar
Övriga kostnader
Summa kostnader
Verksamhetens över-/underskott
Finansiella intäkter
Finansiella kostnader
Över-/underskott efter finansiella poster
Bokslutsdispositioner
Skatt
Årets över-/underskott
"""
K1_BALANCE = """\
Tillgångar
Immateriella anläggningstillgångar
Byggnader och mark
Inventarier
Varulager
Kundfordringar
Övriga fordringar
Finansiella placeringar
Kassa och bank
Summa tillgångar
Eget kapital
Balanserade över-/underskott
Årets över-/underskott
Summa eget kapital
Obeskattade reserver
Skulder
Låneskulder
Leverantörsskulder
Skatteskulder
Övriga skulder
Summa skulder
Summa eget kapital och skulder
"""

# BFNAR 2016:10 p. 4.4.
K2_INCOME = """\
Rörelseintäkter, lagerförändringar m.m.
Nettoomsättning
Förändring av lager av produkter i arbete, färdiga varor och pågående arbete för annans räkning
Aktiverat arbete för egen räkning
Övriga rörelseintäkter
Summa rörelseintäkter, lagerförändringar m.m.
Rörelsekostnader
Råvaror och förnödenheter
Handelsvaror
Övriga externa kostnader
Personalkostnader
Av- och nedskrivningar av materiella och immateriella anläggningstillgångar
Nedskrivningar av omsättningstillgångar utöver normala nedskrivningar
Övriga rörelsekostnader
Summa rörelsekostnader
Rörelseresultat
Finansiella poster
Resultat från andelar i koncernföretag
Resultat från andelar i intresseföretag och gemensamt styrda företag
Resultat från övriga företag som det finns ett ägarintresse i
Resultat från övriga finansiella anläggningstillgångar
Övriga ränteintäkter och liknande resultatposter
Nedskrivningar av finansiella anläggningstillgångar och kortfristiga placeringar
Räntekostnader och liknande resultatposter
Summa finansiella poster
Resultat efter finansiella poster
Bokslutsdispositioner
Erhållna koncernbidrag
Lämnade koncernbidrag
Förändring av periodiseringsfonder
Förändring av överavskrivningar
Övriga bokslutsdispositioner
Summa bokslutsdispositioner
Resultat före skatt
Skatter
Skatt på årets resultat
Övriga skatter
Årets resultat
"""
# BFNAR 2016:10 p. 4.7.
K2_ASSETS = """\
Tillgångar
Anläggningstillgångar
Immateriella anläggningstillgångar
Koncessioner, patent, licenser, varumärken samt liknande rättigheter
Hyresrätter och liknande rättigheter
Goodwill
Förskott avseende immateriella anläggningstillgångar
Summa immateriella anläggningstillgångar
Materiella anläggningstillgångar
Byggnader och mark
Maskiner och andra tekniska anläggningar
Inventarier, verktyg och installationer
Förbättringsutgifter på annans fastighet
Övriga materiella anläggningstillgångar
Pågående nyanläggningar och förskott avseende materiella anläggningstillgångar
Summa materiella anläggningstillgångar
Finansiella anläggningstillgångar
Andelar i koncernföretag
Fordringar hos koncernföretag
Andelar i intresseföretag och gemensamt styrda företag
Fordringar hos intresseföretag och gemensamt styrda företag
Ägarintressen i övriga företag
Fordringar hos övriga företag som det finns ett ägarintresse i
Andra långfristiga värdepappersinnehav
Andra långfristiga fordringar
Summa finansiella anläggningstillgångar
Summa anläggningstillgångar
Omsättningstillgångar
Varulager m.m.
Råvaror och förnödenheter
Varor under tillverkning
Färdiga varor och handelsvaror
Övriga lagertillgångar
Pågående arbete för annans räkning
Förskott till leverantörer
Summa varulager m.m.
Kortfristiga fordringar
Kundfordringar
Fordringar hos koncernföretag
Fordringar hos intresseföretag och gemensamt styrda företag
Fordringar hos övriga företag som det finns ett ägarintresse i
Övriga fordringar
Upparbetad men ej fakturerad intäkt
Förutbetalda kostnader och upplupna intäkter
Summa kortfristiga fordringar
Kortfristiga placeringar
Kassa och bank
Summa omsättningstillgångar
Summa tillgångar
Eget kapital och skulder
"""
# BFNAR 2016:10 p. 4.31, with a row of the program's own, which is there where it has an amount.
K2_EQUITY = """\
Eget kapital
Eget kapital vid räkenskapsårets början
Övriga förändringar av eget kapital
Årets resultat
Eget kapital vid räkenskapsårets slut
"""
# BFNAR 2016:10 p. 4.16, with the funds that are no reservfond in rows of the program's own, which
# are there where they have an amount (that of ÅRL 4:2 is of K3 alone).
K2_ECONOMIC_EQUITY = """\
Eget kapital
Bundet eget kapital
Medlemsinsatser
Förlagsinsatser
Uppskrivningsfond
Reservfond
Fond för yttre underhåll
Fond för utvecklingsutgifter
Summa bundet eget kapital
Fritt eget kapital
Balanserat resultat
Årets resultat
Summa fritt eget kapital
Summa eget kapital
"""
K2_LIABILITIES = """\
Obeskattade reserver
Periodiseringsfonder
Ackumulerade överavskrivningar
Övriga obeskattade reserver
Summa obeskattade reserver
Avsättningar
Avsättningar för pensioner och liknande förpliktelser enligt lagen (1967:531) om tryggande av \
pensionsutfästelse m.m.
Övriga avsättningar för pensioner och liknande förpliktelser
Övriga avsättningar
Summa avsättningar
Långfristiga skulder
Obligationslån
Checkräkningskredit
Övriga skulder till kreditinstitut
Skulder till koncernföretag
Skulder till intresseföretag och gemensamt styrda företag
Skulder till övriga företag som det finns ett ägarintresse i
Övriga skulder
Summa långfristiga skulder
Kortfristiga skulder
Checkräkningskredit
Övriga skulder till kreditinstitut
Förskott från kunder
Pågående arbete för annans räkning
Fakturerad men ej upparbetad intäkt
Leverantörsskulder
Växelskulder
Skulder till koncernföretag
Skulder till intresseföretag och gemensamt styrda företag
Skulder till övriga företag som det finns ett ägarintresse i
Skatteskulder
Övriga skulder
Upplupna kostnader och förutbetalda intäkter
Summa kortfristiga skulder
Summa eget kapital och skulder
"""

# BFNAR 2017:3 p. 4.6.
ARSBOKSLUT_EQUITY = """\
Eget kapital
Eget kapital vid räkenskapsårets början
Insättningar eller uttag under året
Årets resultat
Eget kapital vid räkenskapsårets slut
"""

# BFNAR 2012:1 p. 37.4, the costs as in ÅRL bilaga 2.
K3_INCOME = """\
Verksamhetsintäkter
Medlemsavgifter
Gåvor
Bidrag
Nettoomsättning
Förändring av lager av produkter i arbete, färdiga varor och pågående arbete för annans räkning
Aktiverat arbete för egen räkning
Övriga intäkter
Summa verksamhetsintäkter
Verksamhetskostnader
Råvaror och förnödenheter
Handelsvaror
Övriga externa kostnader
Personalkostnader
Av- och nedskrivningar av materiella och immateriella anläggningstillgångar
Nedskrivningar av omsättningstillgångar utöver normala nedskrivningar
Övriga rörelsekostnader
Summa verksamhetskostnader
Verksamhetsresultat
"""
# Costs by function: the guidelines of Giva Sverige.
K3_BY_FUNCTION = """\
Verksamhetsintäkter
Medlemsavgifter
Gåvor
Bidrag
Nettoomsättning
Övriga intäkter
Summa verksamhetsintäkter
Verksamhetskostnader
Ändamålskostnader
Medlemskostnader
Insamlingskostnader
Administrationskostnader
Summa verksamhetskostnader
Verksamhetsresultat
"""
# BFNAR 2012:1 p. 37.3.
K3_EQUITY = """\
Eget kapital
Ändamålsbestämda medel
Donationskapital
Balanserat kapital
Årets resultat
Summa eget kapital
"""


def with_loans(assets: str) -> str:
    """Assets of an ekonomisk förening (BFNAR 2016:10 p. 4.15)."""
    row = "Andra långfristiga fordringar\n"
    assert assets.count(row) == 1
    return assets.replace(row, f"Lån till delägare eller närstående\n{row}")


def of_2026(rows: str) -> str:
    """Rows of K2 for years that start after 2025-12-31 (BFNAR 2025:2)."""
    return rows.replace("Checkräkningskredit\n", "Kontokredit\n").replace(
        "Förskott avseende immateriella anläggningstillgångar\n",
        "Övriga immateriella anläggningstillgångar\n"
        "Pågående förbättringar och förskott avseende immateriella anläggningstillgångar\n",
    )


def of_annual_accounts_act(rows: str) -> str:
    """Rows of K3, with those of ÅRL bilaga 1 that K2 does not have."""
    return (
        rows.replace(
            "\nKoncessioner,",
            "\nBalanserade utgifter för utvecklingsarbeten och liknande arbeten\nKoncessioner,",
        )
        .replace(
            "\nAndra långfristiga fordringar\n",
            "\nUppskjuten skattefordran\nAndra långfristiga fordringar\n",
        )
        .replace(
            "\nÖvriga avsättningar\n", "\nAvsättningar för uppskjuten skatt\nÖvriga avsättningar\n"
        )
    )


_FINANCIAL = K2_INCOME.partition("Rörelseresultat\n")[2]
_K2 = K2_ASSETS + K2_EQUITY + K2_LIABILITIES
_ECONOMIC = with_loans(K2_ASSETS) + K2_ECONOMIC_EQUITY + K2_LIABILITIES

# The rows of the income statement and of the balance sheet, by name of the layout.
ROWS: dict[str, tuple[str, str]] = {
    "k1": (K1_INCOME, K1_BALANCE),
    "arsbokslut": (K2_INCOME, K2_ASSETS + ARSBOKSLUT_EQUITY + K2_LIABILITIES),
    "k2": (K2_INCOME, _K2),
    "k2-2026": (K2_INCOME, of_2026(_K2)),
    "k2-ek": (K2_INCOME, _ECONOMIC),
    "k2-ek-2026": (K2_INCOME, of_2026(_ECONOMIC)),
    "k3": (K3_INCOME + _FINANCIAL, of_annual_accounts_act(K2_ASSETS + K3_EQUITY + K2_LIABILITIES)),
    "k3-function": (
        K3_BY_FUNCTION + _FINANCIAL,
        of_annual_accounts_act(K2_ASSETS + K3_EQUITY + K2_LIABILITIES),
    ),
    "k3-ek": (K2_INCOME, of_annual_accounts_act(_ECONOMIC)),
}
