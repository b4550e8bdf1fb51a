"""Agenda items as a masthead prints them: 'Items 3 (a), (c), (d) and 6 of the provisional agenda'."""

import re

from tasks.text.masthead_lines import one_of

_SUB = r"\(?\s?[a-zа-я]{1,4}\s?\)"  # '(b)', and in French, Spanish and Russian 'b)'
_NUMBER = r"\d{1,3}(?:\.\d{1,2}){0,3}"  # '4.2.3' in commissions that count decimally
_ITEM = rf"{_NUMBER}(?:\s?{_SUB})*"
_SEPARATOR = r"\s*(?:,\s*(?:and|et|y|и)\b|,|;|\band\b|\bet\b|\by\b|\bи\b|&|to\b|[-–])\s*"
_WORD = rf"(?:[IfFl1]tems?|{one_of('item')})"
_LIST = rf"(?P<items>{_ITEM}(?:{_SEPARATOR}(?:{_WORD}\s+)?(?:{_ITEM}|{_SUB}))*)"
# At the start of a line any 'Item 24 of the preliminary list'; further on only with 'Agenda' before it:
# a reader may have run two columns into one line ('Agriculture development … Agenda item 12').
_LINE = re.compile(
    rf"(?:[(\[]\s?)?(?:(?:provisional |supplementary )?agenda\s*)?{_WORD}\s*(?:No\.\s?)?{_LIST}(?!\d|\.\d|th\b)",
    re.IGNORECASE,
)
_COLUMN = re.compile(rf"\bAgenda items?\s+{_LIST}(?!\d|\.\d)")
_SMUDGED = re.compile(r"(?<=[mM] )[lI](?=\d)|(?<=[mM]s )[lI](?=\d)")  # OCR of 'Item 108'
_ENTRY = re.compile(rf"(?P<number>{_NUMBER})?(?P<subs>(?:\s?{_SUB})*)")
_NAMED = re.compile(rf"[:;,]?\s*\band {_WORD}\s+{_LIST}", re.IGNORECASE)


def read_items(text: str) -> tuple[str, ...]:
    """Return the agenda items that a masthead's line names, each as printed with its sub-items."""
    text = _SMUDGED.sub("1", text)
    found = _LINE.match(text) or _COLUMN.search(text)
    if not found:
        return ()
    items = list(_expand(found["items"]))
    for more in _NAMED.finditer(
        text, found.end()
    ):  # 'Agenda item 2: International Cooperation and item 3: Prevention'
        items += _expand(more["items"])
    return tuple(dict.fromkeys(items))


def _expand(printed: str) -> list[str]:
    """Return '3 (a), (c) and 6' as '3 (a)', '3 (c)', '6'."""
    items: list[str] = []
    number = ""
    for entry in _ENTRY.finditer(printed):
        subs = re.findall(_SUB, entry["subs"])
        if not entry["number"] and not subs:
            continue
        number = entry["number"] or number
        items.append(" ".join([number, *(sub.replace(" ", "") for sub in subs)]))
    return items
