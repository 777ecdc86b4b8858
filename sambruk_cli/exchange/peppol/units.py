"""Units as people write them, and their codes (UN/ECE Recommendation 20)."""

from __future__ import annotations

EACH = "C62"  # "one": what has no unit of its own
_CODES = {
    "C62": ("", "st", "st.", "styck", "pcs", "pc", "piece", "pieces", "each", "antal"),
    "HUR": ("tim", "tim.", "timme", "timmar", "h", "hour", "hours"),
    "MIN": ("min", "minut", "minuter", "minute", "minutes"),
    "DAY": ("dag", "dagar", "dygn", "day", "days"),
    "WEE": ("vecka", "veckor", "week", "weeks"),
    "MON": ("mån", "mån.", "månad", "månader", "month", "months"),
    "ANN": ("år", "year", "years"),
    "KGM": ("kg", "kilo"),
    "GRM": ("g", "gram"),
    "TNE": ("ton", "tonne"),
    "MTR": ("m", "meter", "metre"),
    "KMT": ("km", "kilometer", "kilometre"),
    "MTK": ("m2", "m²", "kvm"),
    "LTR": ("l", "liter", "litre"),
    "KWH": ("kwh",),
    "P1": ("%", "procent", "per cent", "percent"),
}
_BY_NAME = {name: code for code, names in _CODES.items() for name in names}


def unit_code(unit: str) -> str | None:
    """The code of a unit; None where it is not known what its word means."""
    return _BY_NAME.get(unit.strip().casefold())
