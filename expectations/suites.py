"""What the rows of a run must be like: one suite per table, as data.

Only what a DDL constraint cannot say stands here: shares, plausible ranges, shapes, agreement with reference
sets. A failed *critical* expectation stops publication; a failed *warning* is reported.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, Literal

from expectations import thresholds as limit

Severity = Literal["critical", "warning"]

SHA256 = r"^[0-9a-f]{64}$"
DOCUMENT_ID = r"^[0-9a-f]{16}$"
ISO3 = r"^[A-Z]{3}$"
SYMBOL = r"^[A-Z][A-Za-z0-9.&\-]*(?:/[^/\s]|\s?\()"  # letters, then a slash or a parenthesis
SESSION = r"^(?:(?:ES|S)-)?\d{1,4}(?:/\d{1,4})?$"
VOLUMES = "run.volumes"  # a frame that compares the run with what was there before, not a table
NO_MARKS = r"[\ue000-\uf8ff]"  # private-use characters are marks that cleaning should have taken out


@dataclass(frozen=True, slots=True)
class Check:
    """One expectation on one table.

    `expectation` is the class's name in `great_expectations.expectations`, `arguments` its arguments. `needs`
    names a column of reference values that the caller supplies as `value_set`.
    """

    table: str
    name: str
    severity: Severity
    expectation: str
    arguments: Mapping[str, Any] = field(default_factory=dict)
    needs: str | None = None


def _matches(table: str, column: str, regex: str, severity: Severity, **more: object) -> Check:
    arguments = {"column": column, "regex": regex, **more}
    return Check(table, f"{column} has its shape", severity, "ExpectColumnValuesToMatchRegex", arguments)


def _known(table: str, column: str, reference: str, severity: Severity = "critical") -> Check:
    arguments = {"column": column}
    return Check(
        table, f"{column} is a known one", severity, "ExpectColumnValuesToBeInSet", arguments, needs=reference
    )


def _filled(table: str, column: str, share: float, **more: object) -> Check:
    arguments = {"column": column, "mostly": share, **more}
    return Check(table, f"{column} is filled", "warning", "ExpectColumnValuesToNotBeNull", arguments)


def _between(table: str, column: str, low: object, high: object, severity: Severity, **more: object) -> Check:
    arguments = {"column": column, "min_value": low, "max_value": high, **more}
    return Check(table, f"{column} is plausible", severity, "ExpectColumnValuesToBeBetween", arguments)


def _ordered(table: str, smaller: str, larger: str, *, or_equal: bool) -> Check:
    arguments = {"column_A": larger, "column_B": smaller, "or_equal": or_equal,
                 "ignore_row_if": "either_value_is_missing"}  # fmt: skip
    return Check(
        table, f"{smaller} before {larger}", "critical", "ExpectColumnPairValuesAToBeGreaterThanB", arguments
    )


def _equal(table: str, one: str, other: str, share: float) -> Check:
    arguments = {"column_A": one, "column_B": other, "mostly": share,
                 "ignore_row_if": "either_value_is_missing"}  # fmt: skip
    return Check(table, f"{one} agrees with {other}", "warning", "ExpectColumnPairValuesToBeEqual", arguments)


def _surface(table: str) -> Check:
    arguments = {"column": "surface", "min_value": 1, "max_value": limit.LONGEST_SURFACE}
    return Check(
        table, "surface has a sensible length", "critical", "ExpectColumnValueLengthsToBeBetween", arguments
    )


def _mentions(table: str) -> tuple[Check, ...]:
    return (_surface(table), _ordered(table, "start_char", "end_char", or_equal=False))


_DOCUMENTS = (
    _matches("core.documents", "document_id", DOCUMENT_ID, "critical"),
    _matches("core.documents", "sha256", SHA256, "critical"),
    _matches("core.documents", "symbol", SYMBOL, "warning"),
    _matches("core.documents", "session", SESSION, "warning"),
    _between("core.documents", "document_date", limit.FIRST_DOCUMENT_DATE, limit.LAST_PLAUSIBLE_DATE, "warning"),
    _between("core.documents", "character_count", 1, None, "critical"),
    _between("core.documents", "page_count", 1, None, "critical"),
    _filled("core.documents", "language", limit.LANGUAGE_SHARE),
    _filled("core.documents", "document_date", limit.DATED_SHARE),
)  # fmt: skip
_TEXTS = (
    Check("core.texts", "no marks left in the text", "critical", "ExpectColumnValuesToNotMatchRegex",
          {"column": "text", "regex": NO_MARKS}),
    Check("core.texts", "no replacement characters", "warning", "ExpectColumnValuesToNotMatchRegex",
          {"column": "text", "regex": "\ufffd", "mostly": limit.LANGUAGE_SHARE}),
)  # fmt: skip
_PAGES = (
    _between("core.pages", "page_number", 1, None, "critical"),
    _ordered("core.pages", "start_char", "end_char", or_equal=True),
    _between("core.pages", "ocr_confidence", 0, 1, "critical"),
)
_PARAGRAPHS = (
    _between("core.paragraphs", "level", 1, 9, "warning"),
    _ordered("core.paragraphs", "start_char", "end_char", or_equal=True),
    _filled("core.paragraphs", "opener", limit.OPENER_SHARE,
            row_condition='kind in ["preambular", "operative"]', condition_parser="pandas"),
)  # fmt: skip
_COUNTRIES = (
    *_mentions("core.country_mentions"),
    _known("core.country_mentions", "iso3", "ref.countries.iso3"),
    _filled("core.country_mentions", "iso3", limit.RESOLVED_COUNTRY_SHARE),
)
_GROUPS = (
    *_mentions("core.group_mentions"),
    _known("core.group_mentions", "group_code", "ref.groups.group_code"),
)
_SYMBOLS = (
    *_mentions("core.symbol_mentions"),
    _matches("core.symbol_mentions", "symbol", SYMBOL, "warning"),
    _filled("core.symbol_mentions", "symbol", limit.RESOLVED_SYMBOL_SHARE),
    _between("core.symbol_mentions", "adopted_on", limit.FIRST_DOCUMENT_DATE, limit.LAST_PLAUSIBLE_DATE, "warning"),
)  # fmt: skip
_DATES = (
    *_mentions("core.date_mentions"),
    _ordered("core.date_mentions", "start_date", "end_date", or_equal=True),
    _between("core.date_mentions", "start_date", limit.FIRST_PLAUSIBLE_DATE, limit.LAST_PLAUSIBLE_DATE, "warning"),
    _filled("core.date_mentions", "start_date", limit.RESOLVED_DATE_SHARE),
)  # fmt: skip
_SESSIONS = (
    *_mentions("core.session_mentions"),
    _matches("core.session_mentions", "session", SESSION, "warning"),
)
_VOTES = (
    *(
        _between("core.votes", column, 0, limit.LARGEST_VOTE, "critical")
        for column in ("yes_count", "no_count", "abstain_count", "listed_yes", "listed_no", "listed_abstain")
    ),
    _between("core.votes", "voted_on", limit.FIRST_DOCUMENT_DATE, limit.LAST_PLAUSIBLE_DATE, "critical"),
    _equal("core.votes", "yes_count", "listed_yes", limit.AGREEING_TOTALS_SHARE),
    _equal("core.votes", "no_count", "listed_no", limit.AGREEING_TOTALS_SHARE),
    _equal("core.votes", "abstain_count", "listed_abstain", limit.AGREEING_TOTALS_SHARE),
)
_POSITIONS = (
    _known("core.vote_positions", "iso3", "ref.countries.iso3"),
    _filled("core.vote_positions", "iso3", limit.KNOWN_POSITION_SHARE),
)
_SPONSORS = (
    _known("core.sponsors", "iso3", "ref.countries.iso3"),
    _between("core.sponsors", "wave", 1, None, "critical"),
    _filled("core.sponsors", "item_symbol", limit.NAMED_SPONSOR_SHARE),
)
_STATEMENTS = (
    _known("core.statements", "iso3", "ref.countries.iso3"),
    _ordered("core.statements", "start_char", "end_char", or_equal=False),
    _between(
        "core.statements", "spoken_on", limit.FIRST_DOCUMENT_DATE, limit.LAST_PLAUSIBLE_DATE, "critical"
    ),
)
_ACTIONS = (_matches("core.actions", "verb", r"^[a-z]", "warning"),)

# One row per table: how many rows a document of this run has of it, as a multiple of what documents had before.
_VOLUMES = (_between(VOLUMES, "multiple", limit.VOLUME_DROP, limit.VOLUME_RISE, "warning"),)

CHECKS: tuple[Check, ...] = (
    *_DOCUMENTS, *_TEXTS, *_PAGES, *_PARAGRAPHS, *_COUNTRIES, *_GROUPS, *_SYMBOLS, *_DATES, *_SESSIONS,
    *_VOTES, *_POSITIONS, *_SPONSORS, *_STATEMENTS, *_ACTIONS, *_VOLUMES,
)  # fmt: skip
TABLES: tuple[str, ...] = tuple(dict.fromkeys(check.table for check in CHECKS))
REFERENCES: tuple[str, ...] = tuple(sorted({check.needs for check in CHECKS if check.needs}))


def columns_of(table: str) -> tuple[str, ...]:
    """Return the columns of a table that its checks look at, in a fixed order."""
    columns = {
        str(check.arguments[name])
        for check in CHECKS
        if check.table == table
        for name in ("column", "column_A", "column_B")
        if name in check.arguments
    }
    if table == "core.paragraphs":
        columns.add("kind")  # a row condition of the openers' check
    return tuple(sorted(columns))
