"""What stands around a number or month and makes it a date, or none: words from `date_words.csv`."""

import re
from functools import cache

from seeds.reference import read_reference
from tasks.entities.date_shapes import Expression, Part
from tasks.entities.date_tokens import DASHES, WEEKDAYS

REACH = 48  # characters looked at on either side
_LEADING_WORDS = r"(?:the|those|its|their|this)"
_STRONG_YEARS = range(1900, 2100)
_OLDEST_RANGE, _LONGEST_RANGE = 1500, 300
_SMALL_WORDS = r"(?:in|since|until|till|from|to|by|of|year|before|after|during|early|late|mid|circa|through)"


@cache
def words(kind: str) -> str:
    """Return a pattern of all words of that kind, longest first."""
    rows = sorted((row["words"] for row in read_reference("date_words") if row["kind"] == kind), key=len)
    return "(?:" + "|".join(re.escape(word).replace(r"\ ", r"\s+") for word in reversed(rows)) + ")"


_LABEL = re.compile(rf"(?<!\w){words('number_label')}\s?(?:[A-Z]{{1,3}}[-/.]?)?\Z", re.IGNORECASE)
_QUANTITY = re.compile(rf"(?<!\w)(?<!to\s)(?<!until\s){words('quantity')}\s\Z", re.IGNORECASE)
_UNIT = re.compile(rf"[\s-]?(?:%|{words('unit')}(?!\w))")
_PROGRAMME = re.compile(rf"\s{{1,3}}{words('programme_after')}\b")
_AFTER_PROGRAMME = re.compile(rf"\b{words('programme_before')}\s{{1,3}}\Z")
_IN_BRACKETS = re.compile(r"\d\s?[A-Z]?\s?\(\Z")  # the year of "1325 (2000)"
_BEFORE_BRACKETS = re.compile(r"\s?\((?:\d{4}|[IVXLC]+|S-[IVX]+|ES-[IVX]+)\)")  # the number of "1970 (2011)"
_SUPPLEMENT_AFTER = re.compile(r",?\s(?:Special\s)?Supplement\b|,\s(?:[Vv]ol\.|Part\s(?:One|Two|I))")
_SUPPLEMENT_BEFORE = re.compile(r"\bSupplement\sfor\s(?:the\speriod\s)?[\w\s,]{0,40}\Z")
_RECORDS = re.compile(r"\bOfficial Records\b[^;.\n]{0,100},\s\Z")
_SMALL_BEFORE = re.compile(rf"\b{_SMALL_WORDS}[\s-]\Z", re.IGNORECASE)
_SMALL_AFTER = re.compile(r"\s?(?:[,.;:)\]?!”\"—–]|\Z|\n|(?:and|to|until|when|by|or)\b)")
_DECADE = re.compile(r"['’]?s\b")


def names_year(text: str, expression: Expression) -> bool:
    """Return whether bare years say when: not so in numbers, names, symbols and the titles of Supplements."""
    start, end = expression.start, expression.end
    left, right = text[max(0, start - REACH) : start], text[end : end + REACH]
    return (
        _fits_run(expression, left, right)
        and not _is_glued(left, right)
        and not _is_counted(expression, left, right)
        and not _is_title(text, expression, left, right)
        and (_is_strong(expression) or _is_small_year(left, right))
    )


_SAYS_WHEN = re.compile(r"\b(?:in|since|during|of|for|until|by|year|the)\s\Z", re.IGNORECASE)
_FOOTNOTE_BEFORE = re.compile(r"(?:\A|\n)\d{1,3}\s\Z")
_WORD_AFTER = re.compile(r"\s[A-Z][a-z]")


def _fits_run(expression: Expression, left: str, right: str) -> bool:
    """Return whether the run around years leaves them alone: no split year, no number among numbers."""
    before, after = expression.parts[0].left, expression.parts[-1].right
    if (
        before[1:] in ("/", "~")
        or after[:1] == "/"
        or after in ("~D", "~N")
        or expression.parts[-1].joint == "/"
    ):
        return False
    if _SAYS_WHEN.search(left):
        return True
    if before[:1] in ("D", "N") and before[1:] in ("_", "-", "&"):  # a telephone number, "5 to 2000"
        return _FOOTNOTE_BEFORE.search(left) is not None and _WORD_AFTER.match(right) is not None
    return after != "-N"


def _is_strong(expression: Expression) -> bool:
    """Return whether the numbers are years by their size alone: 1900 to 2099, or a range like 1850–1900."""
    first, last = expression.parts[0].value.year or 0, expression.parts[-1].value.year or 0
    if first in _STRONG_YEARS and last in _STRONG_YEARS:
        return True
    return first >= _OLDEST_RANGE and 0 < last - first <= _LONGEST_RANGE


def _is_small_year(left: str, right: str) -> bool:
    """Return whether a number outside 1900 to 2099 is a year: "since 1648,"."""
    return _SMALL_BEFORE.search(left) is not None and _SMALL_AFTER.match(right) is not None


_HYPHENED = re.compile(rf"(?:\b[a-z]{{2,6}}|\s|^)[{DASHES}]\Z")  # "mid-2024", "- 2024"
_GLUED_BEFORE = re.compile(r"[/=_#@+&?%]\Z|\w[.,’']\Z|\d:\Z")
_GLUED_AFTER = re.compile(rf"[/=@_°%]|[{DASHES}]\d|[.:]\d|,\d{{3}}(?!\d)")
_FOOTNOTE_AFTER = re.compile(r"\.\d{1,3}(?:\s|\Z)")  # "in 2024.16 Resilient private consumption"


def _is_glued(left: str, right: str) -> bool:
    """Return whether a word, number or symbol goes on without a space."""
    if left[-1:] and left[-1] in DASHES:
        return _HYPHENED.search(left) is None
    if _GLUED_BEFORE.search(left):
        return True
    is_footnote = _FOOTNOTE_AFTER.match(right) is not None and _SAYS_WHEN.search(left) is not None
    return _GLUED_AFTER.match(right) is not None and not is_footnote


def _is_counted(expression: Expression, left: str, right: str) -> bool:
    return (
        _LABEL.search(left) is not None
        or (_is_round(expression) and _QUANTITY.search(left) is not None)
        or _UNIT.match(right) is not None
        or (_IN_BRACKETS.search(left) is not None and not expression.is_range)
        or _BEFORE_BRACKETS.match(right) is not None
    )


def _is_round(expression: Expression) -> bool:
    """Return whether it can be a quantity: "some 2000", while "some 2024 audits" tells a year."""
    return not expression.is_range and (expression.first.year or 1) % 50 == 0


def _is_title(text: str, expression: Expression, left: str, right: str) -> bool:
    """Return whether years belong to a name: "2030 Agenda", "Official Records …, 2013, Supplement No. 10"."""
    if _PROGRAMME.match(right) or _SUPPLEMENT_AFTER.match(right):
        return True
    if _AFTER_PROGRAMME.search(left) and not expression.is_range:
        return True
    is_decade = (expression.parts[-1].value.year or 1) % 10 == 0 and _DECADE.match(right) is not None
    before = text[max(0, expression.start - 160) : expression.start]
    return is_decade or _RECORDS.search(before) is not None or is_in_supplement_title(left)


def is_in_supplement_title(left: str) -> bool:
    """Return whether `left` ends inside "Supplement for October, November and December 1987"."""
    return _SUPPLEMENT_BEFORE.search(left) is not None


def has_label(text: str, start: int) -> bool:
    """Return whether a word like "paragraphs" or "No." stands before the number at `start`."""
    return _LABEL.search(text[max(0, start - REACH) : start]) is not None


_PREPOSITION = re.compile(
    r"\b(?:in|of|since|until|till|during|from|by|to|for|before|after|through|and|or|early|late|mid|last|next|this"
    r"|every|each|between|following|previous|end|beginning|middle|month)[\s,(-]+(?:the\s|mid-)?\Z",
    re.IGNORECASE,
)
_THE = re.compile(r"\b[Tt]he\s\Z")
_PERSON = re.compile(
    r"\b(?:Mr|Mrs|Ms|Miss|Mme|Dr|Sir|Dame|Lady|Lord|Prof|Professor|President|Minister|Ambassador|Sister)\.?\s"
    r"(?:[A-Z][\w.’'-]*\s){0,2}\Z"
)
_NAME_AFTER = re.compile(r"\s(?!I\b)[A-Z][a-z]")
_WISH_AFTER = re.compile(r"\s(?:I|we|he|she|it|they|you|God|Allah|Almighty)\b")  # "and May I add"
_NOUN_AFTER = re.compile(r"\s(?!of\b|on\b|by\b|be\b)[a-z]+")
_AUGUST_NOUN = re.compile(rf"\s{words('august_noun')}\b")
_ALSO_WORDS = (3, 5)  # March, May
_AUGUST = 8


def names_month(text: str, part: Part) -> bool:
    """Return whether a bare month is one: not "may", "March on", "Ms. May", "this August Assembly"."""
    word = text[part.start : part.end]
    left, right = text[max(0, part.start - REACH) : part.start], text[part.end : part.end + REACH]
    if part.is_short or word[0].islower() or re.match(rf"[/{DASHES}][a-z\d]", right):
        return False
    if _PERSON.search(left) or (part.value.month == _AUGUST and _AUGUST_NOUN.match(right)):
        return False
    if part.value.month in _ALSO_WORDS and _WISH_AFTER.match(right):
        return False
    if _PREPOSITION.search(left):
        return True
    if part.value.month in _ALSO_WORDS:
        return _THE.search(left) is not None and _NOUN_AFTER.match(right) is not None
    return _NAME_AFTER.match(right) is None


def names_day(text: str, part: Part) -> bool:
    """Return whether a day without a year is one: not "rule 5 May be", "12 may"."""
    month = re.search(r"[^\W\d_]{3,}", text[part.start : part.end])
    if month is None:
        return True  # a bare day of a list; its month is judged with the item that prints it
    if month.group()[0].islower() and part.value.month in _ALSO_WORDS:
        return False
    return not (part.value.month in _ALSO_WORDS and has_label(text, part.start))


_IN_MONTH = re.compile(r"\b(?:in|during|of)\s\Z", re.IGNORECASE)
_NUMBER_GOES_ON = re.compile(r"[%/°]|\s?\d|[.,:]\d|[-–]\w")


def names_american_day(text: str, part: Part) -> bool:
    """Return whether "March 15" without a year is a day: not "in March 15 States", "July 4,500"."""
    left, right = text[max(0, part.start - REACH) : part.start], text[part.end : part.end + REACH]
    if text[part.start].islower() or _NUMBER_GOES_ON.match(right) or _UNIT.match(right):
        return False
    return _IN_MONTH.search(left) is None


_WEEKDAY_BEFORE = re.compile(rf"\b({'|'.join(WEEKDAYS)}),?\s+(?:the\s)?\Z", re.IGNORECASE)
_WEEKDAY_AFTER = re.compile(rf",?\s\(?({'|'.join(WEEKDAYS)})\b", re.IGNORECASE)
_BETWEEN = re.compile(rf"\bbetween\s+(?:the\s|(?:{'|'.join(WEEKDAYS)}),?\s+)?\Z", re.IGNORECASE)
_RECURRING_AFTER = re.compile(rf",?\s{words('recurring_after')}\b")
_RECURRING_BEFORE = re.compile(rf"\b{words('recurring_before')}(?:,?\s+(?:on|by|from|in|until|before))?\s\Z")
_NAMED_AFTER = re.compile(rf"\s{words('named_after_day')}\b")


def find_weekday(text: str, start: int, end: int) -> int | None:
    """Return the weekday printed beside a date, 0 for Monday; None where there is none."""
    match = _WEEKDAY_BEFORE.search(text, max(0, start - 16), start) or _WEEKDAY_AFTER.match(text, end)
    return WEEKDAYS.index(match[1].lower()) if match else None


def follows_between(text: str, start: int) -> bool:
    """Return whether "between" stands before `start`."""
    return _BETWEEN.search(text, max(0, start - REACH), start) is not None


def recurs(text: str, start: int, end: int) -> bool:
    """Return whether a date without a year is that of every year, or part of a name."""
    right = text[end : end + REACH]
    if _RECURRING_AFTER.match(right) or _NAMED_AFTER.match(right):
        return True
    return _RECURRING_BEFORE.search(text, max(0, start - REACH), start) is not None
