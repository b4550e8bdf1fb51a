import re
import time
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from seeds.reference import read_reference
from tasks.entities.date_tokens import MONTHS
from tasks.entities.dates import find_dates
from tasks.model import FinderContext

REPORT = FinderContext(document_date=date(2019, 11, 25), body_code="A/C.3", session="74")


def spell(value):
    return "open" if value is None else value.isoformat()


NOTHING_KNOWN = FinderContext()


def found(text, context=NOTHING_KNOWN):
    """Spell the dates found in a text: 'surface = first day[..last day]'."""
    lines = []
    for mention in find_dates(text, context):
        assert text[mention.start_char : mention.end_char] == mention.surface
        ends = dict.fromkeys((spell(mention.start_date), spell(mention.end_date)))
        lines.append(f"{mention.surface} = {'..'.join(ends)}")
    return lines


PRINTED = [
    ("adopted on 29 November 1979", ["29 November 1979 = 1979-11-29"]),
    ("its 44th and 50th meetings, on 7 and 18 November 2019", ["7 = 2019-11-07", "18 November 2019 = 2019-11-18"]),
    ("on 5, 12, 13 and 28 October 1994", ["5 = 1994-10-05", "12 = 1994-10-12", "13 = 1994-10-13", "28 October 1994 = 1994-10-28"]),
    ("from 3 to 5 April 2018", ["3 to 5 April 2018 = 2018-04-03..2018-04-05"]),
    ("held from 17 to 21 January 2011, 25 to 28 February 2013 and 3 to 5 April 2018",
     ["17 to 21 January 2011 = 2011-01-17..2011-01-21", "25 to 28 February 2013 = 2013-02-25..2013-02-28", "3 to 5 April 2018 = 2018-04-03..2018-04-05"]),
    ("29 January–9 February 2024", ["29 January–9 February 2024 = 2024-01-29..2024-02-09"]),
    ("27-29 July 2020", ["27-29 July 2020 = 2020-07-27..2020-07-29"]),
    ("from 30 May to 10 June 2022", ["30 May to 10 June 2022 = 2022-05-30..2022-06-10"]),
    ("February 28 – March 11, 2022", ["February 28 – March 11, 2022 = 2022-02-28..2022-03-11"]),
    ("from 28 December to 3 January 2019", ["28 December to 3 January 2019 = 2018-12-28..2019-01-03"]),
    ("1 July 2018 to 30 June 2019", ["1 July 2018 to 30 June 2019 = 2018-07-01..2019-06-30"]),
    ("between 1 December 2024 and 31 March 2025", ["1 December 2024 and 31 March 2025 = 2024-12-01..2025-03-31"]),
    ("the night of 17/18 March 2019", ["17/18 March 2019 = 2019-03-17..2019-03-18"]),
    ("on Monday, 25 November 2019,", ["25 November 2019 = 2019-11-25"]),
    ("from Monday, 3 May, to Friday, 7 May 2021", ["3 May, to Friday, 7 May 2021 = 2021-05-03..2021-05-07"]),
    ("July 4 and 5, 2022", ["July 4 = 2022-07-04", "5, 2022 = 2022-07-05"]),
    ("on September 11, 2001,", ["September 11, 2001 = 2001-09-11"]),
    ("the 5th of May 2010", ["5th of May 2010 = 2010-05-05"]),
    ("on the 3rd day of May 2019", ["3rd day of May 2019 = 2019-05-03"]),
    ("12 NOVEMBER 1975", ["12 NOVEMBER 1975 = 1975-11-12"]),
    ("12 november 1975", ["12 november 1975 = 1975-11-12"]),
    ("Sept. 5, 2004", ["Sept. 5, 2004 = 2004-09-05"]),
    ("4\u00a0December\u00a02006", ["4\u00a0December\u00a02006 = 2006-12-04"]),
    ("4  December  2006", ["4  December  2006 = 2006-12-04"]),
    ("on 4\nDecember 2006", ["4\nDecember 2006 = 2006-12-04"]),
    ("on 4 Decem\u00adber 2006.", ["4 Decem\u00adber 2006 = 2006-12-04"]),
    ("dated 2022-05-30", ["2022-05-30 = 2022-05-30"]),
    ("on 04.05.2013", ["04.05.2013 = 2013-05-04"]),
    ("on 25/10/2019", ["25/10/2019 = 2019-10-25"]),
    ("in January 2022", ["January 2022 = 2022-01-01..2022-01-31"]),
    ("in February 2024", ["February 2024 = 2024-02-01..2024-02-29"]),
    ("October, November and December 1987",
     ["October = 1987-10-01..1987-10-31", "November = 1987-11-01..1987-11-30", "December 1987 = 1987-12-01..1987-12-31"]),
    ("from December 2024 to early April 2025", ["December 2024 to early April 2025 = 2024-12-01..2025-04-30"]),
    ("March–April 2019", ["March–April 2019 = 2019-03-01..2019-04-30"]),
    ("in 2024", ["2024 = 2024-01-01..2024-12-31"]),
    ("at the end of 1991", ["1991 = 1991-01-01..1991-12-31"]),
    ("the 1970 Convention", ["1970 = 1970-01-01..1970-12-31"]),
    ("the 2020 and 2021 reports", ["2020 = 2020-01-01..2020-12-31", "2021 = 2021-01-01..2021-12-31"]),
    ("since 1648,", ["1648 = 1648-01-01..1648-12-31"]),
    ("mid-2024", ["2024 = 2024-01-01..2024-12-31"]),
    ("2018-2021", ["2018-2021 = 2018-01-01..2021-12-31"]),
    ("the biennium 2012–2013", ["2012–2013 = 2012-01-01..2013-12-31"]),
    ("from 2014 to 2024", ["2014 to 2024 = 2014-01-01..2024-12-31"]),
    ("between 2015 and 2018", ["2015 and 2018 = 2015-01-01..2018-12-31"]),
    ("in the third quarter of 2025", ["third quarter of 2025 = 2025-07-01..2025-09-30"]),
    ("resolutions 46/7 of 11 October 1991, 46/138 of 17 December 1991", ["11 October 1991 = 1991-10-11", "17 December 1991 = 1991-12-17"]),
    ("the core document in 2010,1 the report", ["2010 = 2010-01-01..2010-12-31"]),
    ("since 1993, in two parts, one in March,", ["1993 = 1993-01-01..1993-12-31", "March = 1993-03-01..1993-03-31"]),
    ("no later than 2015", ["2015 = 2015-01-01..2015-12-31"]),
    ("7 2010 Review Conference", ["2010 = 2010-01-01..2010-12-31"]),
    ("from 546 in 2002 to 300 in 2012", ["2002 = 2002-01-01..2002-12-31", "2012 = 2012-01-01..2012-12-31"]),
    ("the 1850–1900 average", ["1850–1900 = 1850-01-01..1900-12-31"]),
    ("Agenda 2017–2027", ["2017–2027 = 2017-01-01..2027-12-31"]),
    ("until the end of 2025.", ["2025 = 2025-01-01..2025-12-31"]),
    ("in 2024.16 Resilient", ["2024 = 2024-01-01..2024-12-31"]),
    ("decisions 2015/13 of June 2015, 2016/13 of June 2016", ["June 2015 = 2015-06-01..2015-06-30", "June 2016 = 2016-06-01..2016-06-30"]),
    ("some 2024 audits", ["2024 = 2024-01-01..2024-12-31"]),
    ("June-July 2025", ["June-July 2025 = 2025-06-01..2025-07-31"]),
    ("as at 31 December 20233", ["31 December 2023 = 2023-12-31"]),
]  # fmt: skip


@pytest.mark.parametrize(("text", "dates"), PRINTED, ids=[text for text, _ in PRINTED])
def test_reads_what_is_printed(text, dates):
    assert found(text) == dates


NOT_DATES = [
    "the 2030 Agenda for Sustainable Development",
    "Agenda 2063",
    "the year of 1325 (2000)",
    "resolutions 1970 (2011) and 1973 (2011)",
    "S/2025/342",
    "E/CN.6/2025/19",
    "resolution 2019/19",
    "decision 2002/235",
    "resolution 74/247",
    "in 2024/25",
    "in 2012-13",
    "in 1991/1992",
    "and May I add",
    "ISO 9001:2015",
    "during the 1950s",
    "a budget of 2,024 dollars",
    "a sum of $1998",
    "at its 1998th meeting",
    "25-07569 7/15",
    "you may 5 times",
    "Representatives may 2 or 3 times",
    "May I ask",
    "the March on Washington",
    "Ms. May said",
    "this August Assembly",
    "2000 people",
    "Tel.: +1 212 963 1999",
    "Official Records of the Economic and Social Council, 2013, Supplement No. 10",
    "Supplement for October, November and December 1987",
    "12/10/2019",
    "31 June 2019",
    "99.99.2013",
    "para. 2015",
    "paragraphs 5 and 12",
]


@pytest.mark.parametrize("text", NOT_DATES)
def test_leaves_alone_what_is_no_date(text):
    assert found(text) == []


INFERRED = [
    ("At its 5th meeting, on 3 October, it met.", "document_date", "2019-10-03"),
    ("On 28 December, it met.", "document_date", "2018-12-28"),
    ("The panel of 3 December is open.", "document_date", "2019-12-03"),
    ("It will meet on 3 March.", "document_date", "2020-03-03"),
    ("On Friday, 4 October, it met.", "document_date", "2019-10-04"),
    ("On Thursday, 4 October, it met.", "document_date", "2018-10-04"),
    ("The Council met on 2 May 2011. On 5 June, it met again.", "paragraph", "2011-06-05"),
    ("The Council met on 28 December 2011. On 5 January, it met again.", "paragraph", "2012-01-05"),
    ("On 2 May 2011 the Council and on 5 June the Committee met.", None, "2011-06-05"),
    ("on 5 June and again on 6 July 2011", None, "2011-06-05"),
    ("resolutions 219 (1965) of 17 December", None, "1965-12-17"),
    ("the events of 11 September", "event", "2001-09-11"),
    ("on 5 May of this year", "document_date", "2019-05-05"),
    ("on 5 May last year", "document_date", "2018-05-05"),
    ("Last May, it met.", "document_date", "2019-05-01"),
    ("A walk planned for 8 August was banned.", "document_date", "2019-08-08"),
    ("was extended until 30 June", "document_date", "2020-06-30"),
    ("The cases of 1 January to 31 December were counted.", "document_date", "2018-01-01"),
    ("the 2017 Summit convened on 23 September", None, "2017-09-23"),
]


@pytest.mark.parametrize(("text", "source", "day"), INFERRED, ids=[text for text, _, _ in INFERRED])
def test_takes_a_missing_year_from_the_nearest_source(text, source, day):
    days = [m for m in find_dates(text, REPORT) if m.start_date == date.fromisoformat(day)]
    assert [(m.inferred_from, m.is_inferred) for m in days] == [(source, source is not None)]


def test_takes_a_missing_year_from_the_session():
    context = FinderContext(session_opens=date(1994, 9, 20), session_closes=date(1995, 9, 18))
    assert found("on 5 October", context) == ["5 October = 1994-10-05"]
    assert found("on 5 March", context) == ["5 March = 1995-03-05"]


@pytest.mark.parametrize(
    "header", ["E/2025/27\n", "Distr.: General\n25 November 2025\n", "A/79/5\n\n21 May 2025\n"]
)
def test_takes_a_missing_year_from_the_documents_own_head(header):
    assert "19 March = 2025-03-19" in found(header + "The Commission met on 19 March.")


@pytest.mark.parametrize(
    "text", ["on 3 October", "on Monday, September 9", "in August", "every year on 10 December"]
)
def test_leaves_a_year_open_that_nothing_tells(text):
    assert [line.partition(" = ")[2] for line in found(text)] == ["open"]


def test_a_day_of_every_year_stays_open_whatever_the_document_says():
    assert found("by 30 June of each year", REPORT) == ["30 June = open"]


def test_says_where_a_printed_weekday_disagrees():
    (mention,) = find_dates("on Monday, 26 November 2019", REPORT)
    assert (mention.method, mention.start_date) == ("weekday_disagrees", date(2019, 11, 26))


@given(
    day=st.dates(date(1945, 1, 1), date(2099, 12, 31)),
    gaps=st.lists(
        st.sampled_from([" ", "  ", "\u00a0", "\n", " \n", "\t", "\u202f"]), min_size=2, max_size=2
    ),
    spell_month=st.sampled_from([str.title, str.upper, str.lower]),
    hyphen=st.integers(min_value=0, max_value=2),
)
def test_finds_a_day_however_it_is_set(day, gaps, spell_month, hyphen):
    month = spell_month(MONTHS[day.month - 1])
    month = month[:hyphen] + "\u00ad" * (hyphen > 0) + month[hyphen:]
    printed = f"{day.day}{gaps[0]}{month}{gaps[1]}{day.year}"
    assert found(f"It was adopted on {printed}.") == [f"{printed} = {day.isoformat()}"]


@given(
    st.lists(st.sampled_from([*"0123456789 ,.-–/()\n$", "May", "June ", " 2019", "of ", " and ", "to "])).map(
        "".join
    )
)
def test_mentions_come_in_order_and_do_not_overlap(text):
    mentions = list(find_dates(text, REPORT))
    ends = [0] + [mention.end_char for mention in mentions]
    assert all(
        end <= mention.start_char < mention.end_char for end, mention in zip(ends, mentions, strict=False)
    )


@pytest.mark.parametrize("row", read_reference("named_days"), ids=lambda row: row["example"])
def test_every_named_day_has_an_example_that_gives_its_year(row):
    (mention,) = find_dates(row["example"], FinderContext())
    assert mention.start_date == date(int(row["year"]), int(row["month"]), int(row["day"]))
    bare = re.sub(rf"\b{row['words']}\b", "", row["example"])
    assert all(other.start_date is None for other in find_dates(bare, FinderContext()))


STOPPING = {"number_label", "quantity", "unit", "programme_after", "programme_before", "august_noun"}


@pytest.mark.parametrize("row", read_reference("date_words"), ids=lambda row: f"{row['kind']} {row['words']}")
def test_every_word_about_dates_works_in_its_example(row):
    mentions = list(find_dates(row["example"], REPORT))
    if row["kind"] in STOPPING:
        assert mentions == []
    elif row["kind"] == "future":
        assert [mention.start_date for mention in mentions] == [date(2020, 5, 5)]
    else:
        assert [mention.start_date for mention in mentions] == [None]


@pytest.mark.parametrize("row", read_reference("date_words"), ids=lambda row: f"{row['kind']} {row['words']}")
def test_every_word_about_dates_is_needed_in_its_example(row):
    without = row["example"].replace(row["words"], "those ", 1).replace("  ", " ")
    with_word, without_word = (
        [(mention.surface, mention.start_date) for mention in find_dates(text, REPORT)]
        for text in (row["example"], without)
    )
    assert with_word != without_word


@pytest.mark.slow
@pytest.mark.parametrize(
    "unit",
    [
        "1",
        "5, ",
        "May ",
        "1 and ",
        "5 May, ",
        "May 5, ",
        "2019 ",
        "2019-",
        "5 May - ",
        "1-",
        "on 5 May x ",
        "12 of the early ",
    ],
)
def test_time_grows_linearly_on_hostile_text(unit):
    def seconds(size):
        text = unit * (size // len(unit))
        start = time.process_time()
        sum(1 for _ in find_dates(text, REPORT))
        return time.process_time() - start

    seconds(1000)
    assert seconds(60_000) < 12 * seconds(15_000) + 0.1
