"""Page ends: paragraphs go on over them, footnotes step aside, and what only looks torn stays apart."""

import pytest

from tasks.model import BOLD_OFF, BOLD_ON, ITALIC_OFF, ITALIC_ON, PAGE_BREAK, Block
from tasks.text.join import join_blocks, last_page


def texts(*blocks):
    return [block.text for block in join_blocks(blocks)]


def test_a_sentence_goes_on_over_a_page_end_with_a_mark():
    joined = join_blocks(
        (Block(1, "store their information on servers"), Block(2, "somewhere else on the planet."))
    )
    assert [block.text for block in joined] == [
        f"store their information on servers\n{PAGE_BREAK}somewhere else on the planet."
    ]
    assert last_page(joined[0]) == 2


def test_a_list_of_names_goes_on_over_a_footnote_and_a_rule_and_the_footnote_follows_it():
    names = "Albania, Andorra, Australia, Austria, Belgium, Belize, Bulgaria, Canada, Chile, Slovakia,"
    blocks = (
        Block(2, names),
        Block(2, "A note.", "footnote", label="3"),
        Block(2, "---", "rule"),
        Block(3, "Slovenia, Spain."),
    )
    joined = join_blocks(blocks)
    assert [(block.role, block.page_number) for block in joined] == [("text", 2), ("footnote", 2)]
    assert joined[0].text == f"{names}\n{PAGE_BREAK}Slovenia, Spain."


def test_a_title_in_capitals_of_words_goes_on_where_the_sentence_is_open():
    first = "and Economic Challenges and to Promote the Rule of Law at the National and International"
    assert texts(Block(3, first), Block(4, "Levels, and Public Participation,")) == [
        f"{first}\n{PAGE_BREAK}Levels, and Public Participation,"
    ]


def test_a_paragraph_over_three_pages_is_one():
    joined = join_blocks((Block(1, "one and"), Block(2, "two and"), Block(3, "three.")))
    assert joined[0].text.count(PAGE_BREAK) == 2
    assert len(joined) == 1


def test_a_page_without_text_between_counts():
    assert join_blocks((Block(1, "one and"), Block(3, "two.")))[0].text == f"one and\n{PAGE_BREAK * 2}two."


def test_a_footnote_runs_over_a_page_end():
    blocks = (
        Block(1, "Text."),
        Block(1, "See the report of the", "footnote", label="1"),
        Block(2, "More text."),
        Block(2, "Committee.", "footnote"),
    )
    assert texts(*blocks) == ["Text.", f"See the report of the\n{PAGE_BREAK}Committee.", "More text."]


def test_a_hyphen_at_the_page_end_is_a_line_end():
    assert texts(Block(1, "the Secretary-"), Block(2, "General said.")) == [
        f"the Secretary-{PAGE_BREAK}General said."
    ]


@pytest.mark.parametrize(
    ("first", "second"),
    [
        ("A sentence ends here.", "another begins in lower case."),
        ("The items are as follows:", "one thing"),
        ("Recalling the first of the resolutions that were adopted on the matter at hand,", "Noting the second,"),
        ("The General Assembly,", "Recalling the matter,"),
        ("Madam Chair,", "At the outset, let me congratulate you."),
        ("considered the matter under the item that it had put on its agenda for the year", "12. The Committee met."),
        ("a list item that has no full stop at its end and is as long as other sentences are", "(b) Another;"),
        ("a speech that breaks off without any full stop, as garbled texts at times do in print", "The President: I call"),
        ("Report of the Secretary-General on the situation in a country that is far away (S/1997/358)", "The members met."),
        ("INTRODUCTION", "the text"),
    ],
)  # fmt: skip
def test_what_begins_anew_stays_apart_over_a_page_end(first, second):
    if first == "INTRODUCTION":
        assert texts(Block(1, first), Block(1, second)) == [first, second]
    else:
        assert texts(Block(1, first), Block(2, second)) == [first, second]


def test_on_one_page_only_lower_case_or_an_open_phrase_goes_on():
    assert texts(Block(1, "assistance related to preserving and"), Block(1, "obtaining evidence.")) == [
        "assistance related to preserving and\nobtaining evidence."
    ]
    assert len(texts(Block(1, "paragraph 6 of resolution 1654"), Block(1, "(XVI) and others."))) == 1
    title = "On the first session of the Special Committee on the Development of a Convention against Crime"
    assert (
        len(texts(Block(1, title), Block(1, "Pinterest", "furniture"), Block(1, "February 28 in New York.")))
        == 3
    )
    assert len(texts(Block(1, "the membership of the"), Block(1, "United Nations."))) == 1


def test_bold_and_centred_lines_are_titles_and_do_not_go_on():
    bold = f"{BOLD_ON}The rights of the child and of all young people in the world of today{BOLD_OFF}"
    assert len(texts(Block(1, bold), Block(2, "Text of it."))) == 2
    assert len(texts(Block(1, "x" * 80, centred=True), Block(2, "Text of it."))) == 2


def test_a_title_in_italics_goes_on_over_a_page_end():
    first = f"{ITALIC_ON}Consequences arising from the policies of the Government in the northern{ITALIC_OFF}"
    assert len(texts(Block(1, first), Block(2, f"{ITALIC_ON}Territories{ITALIC_OFF} are grave."))) == 1


def test_an_indented_first_line_begins_a_paragraph():
    first = "a paragraph of a record that ends without a stop at the page's end, as some of them do"
    assert len(texts(Block(1, first), Block(2, "My delegation thanks", left=72.0, hanging=54.0))) == 2


def test_ornaments_are_dropped_and_furniture_stays():
    assert texts(Block(1, "* * *"), Block(1, "-----"), Block(1, "3", "furniture"), Block(1, "a")) == [
        "3",
        "a",
    ]


def test_links_of_joined_blocks_keep_their_order():
    joined = join_blocks((Block(1, "a and", links=("1",)), Block(2, "b.", links=("2",))))
    assert joined[0].links == ("1", "2")


def test_a_numbered_paragraph_in_bold_goes_on_over_a_page_end_and_a_heading_does_not():
    torn = Block(
        1,
        f"{BOLD_ON}7. The State considers that what the others recommended is neither accepted{BOLD_OFF}",
        "heading",
    )
    rest = Block(2, f"{BOLD_ON}nor in accordance with its laws.{BOLD_OFF}")
    joined = join_blocks((torn, rest))
    assert [(block.role, block.text.count(PAGE_BREAK)) for block in joined] == [("text", 1)]
    heading = Block(1, "7. Recommendations that the State considers at length and in every detail", "heading")
    assert len(join_blocks((heading, Block(2, "The State considers them.")))) == 2
