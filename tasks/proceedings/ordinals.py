"""Ordinal numbers in words: 'seventy-fourth'."""

_UNITS = (
    "", "first", "second", "third", "fourth", "fifth", "sixth", "seventh", "eighth", "ninth", "tenth", "eleventh",
    "twelfth", "thirteenth", "fourteenth", "fifteenth", "sixteenth", "seventeenth", "eighteenth", "nineteenth",
)  # fmt: skip
_TENS = ("", "", "twent", "thirt", "fort", "fift", "sixt", "sevent", "eight", "ninet")


def to_ordinal(number: int) -> str:
    """Return an ordinal below 100 in words: 74 is 'seventy-fourth'."""
    if number < len(_UNITS):
        return _UNITS[number]
    tens, units = divmod(number, 10)
    return f"{_TENS[tens]}y-{_UNITS[units]}" if units else f"{_TENS[tens]}ieth"
