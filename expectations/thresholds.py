"""Every threshold of the checks, in one place, each with its reason.

A share is the smallest part of a run's rows that must hold. Shares are not 1 where documents themselves
differ: news pages carry no symbol, and "Korea" alone is left open on purpose.
"""

from datetime import date
from typing import Final

FIRST_DOCUMENT_DATE: Final = date(1945, 1, 1)  # the Charter is of 26 June 1945; preparatory papers are older
LAST_PLAUSIBLE_DATE: Final = date(2100, 12, 31)  # texts speak of plans for the century's end, no further
FIRST_PLAUSIBLE_DATE: Final = date(1000, 1, 1)  # preambles and speeches reach far back
RESOLVED_COUNTRY_SHARE: Final = 0.98  # the rest are names that the text leaves open
RESOLVED_SYMBOL_SHARE: Final = 0.95  # the rest are misprints and numbers without an organ
RESOLVED_DATE_SHARE: Final = 0.90  # the rest are days whose year nothing tells
DATED_SHARE: Final = 0.30  # news, statements and annexes print no masthead date
OPENER_SHARE: Final = 0.95  # some operative paragraphs begin with a clause before their verb
LANGUAGE_SHARE: Final = 0.95  # a page of figures alone has no language
NAMED_SPONSOR_SHARE: Final = 0.95  # the rest are offices ("the Chair") and names not on any list
KNOWN_POSITION_SHARE: Final = 0.99  # a name on a vote sheet that stands for no State is a reading error
LONGEST_SURFACE: Final = 250  # characters; the longest country name takes 60
LARGEST_VOTE: Final = 200  # positions; there are 193 Members
WARNING_BUDGET: Final = 10  # failed warnings that a run may have before its summary says to look at them
FEWEST_TO_COMPARE: Final = 20  # documents in a run, and before it, below which volumes say nothing
VOLUME_DROP: Final = (
    0.5  # of the rows per document seen before, below which a table looks as if a reader broke
)
VOLUME_RISE: Final = 5.0  # times as many: a budget document has five times the mentions of a resolution
AGREEING_TOTALS_SHARE: Final = 0.98  # of votes; 3 of 751 official records contradict themselves
