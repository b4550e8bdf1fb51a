"""The job number at the foot of the first page: '25-08477 (E)', 'GE.94-52114', 'V.21-01234 (E)'."""

import re
from collections.abc import Iterable

from tasks.text.masthead_lines import HeadLine

# Two digits of the year, five of the job (six in Santiago), a letter where a desk of its own typed it
# ('25-00440X'), a typing pool's stamp ('1304q'), the language, then stamps of dates and '/...'.
_JOB = re.compile(
    r"(?P<number>(?:(?:GE|NY|V|K|Na|M|B|AA|ROM|HE|SM|LC|D|TN|N|E)\.?\s?)?\d{2}-[\dIlO]{5,6}[A-Z]?)"
    r"(?:\s*\d{3,5}[A-Za-z])?"
    r"(?P<language>\s*\([ACEFRS](?:[/,]\s?[ACEFRS])*\))?"
    r"(?P<rest>.*)"
)
_LOOKALIKES = str.maketrans("IlO", "110")
_STAMPS = re.compile(r"[\s\d/.…I*-]*(?:page\s*\d+)?", re.IGNORECASE)
_BARE = re.compile(r"(?P<number>[NKVB]\d{7})\s*(?P<language>\([ACEFRS]\))?(?P<rest>.*)")  # 'K0123456 (E)'


def find_job_number(lines: Iterable[HeadLine]) -> tuple[str, HeadLine] | None:
    """Return the job number as printed, with its language letter and without stamps, and its line.

    Of several lines the first that has a language letter wins.
    """
    found = [hit for line in lines if line.page == 1 if (hit := _read(line))]
    return next((hit for hit in found if "(" in hit[0]), found[0] if found else None)


def _read(line: HeadLine) -> tuple[str, HeadLine] | None:
    match = _JOB.match(line.text) or _BARE.match(line.text)
    if not match or (line.role == "footnote" and not match["language"]):
        return None
    # The whole line, or the record's notice after it: '94-85734 (E) This record contains the original text'
    if not _STAMPS.fullmatch(match["rest"]) and not (match["language"] and line.role != "table_row"):
        return None
    head, dash, digits = match["number"].rpartition("-")  # OCR reads '84-I7984'
    return head + dash + digits.translate(_LOOKALIKES) + (match["language"] or ""), line
