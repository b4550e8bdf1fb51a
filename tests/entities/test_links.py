from tasks.entities.links import symbol_of, with_links
from tasks.entities.symbols import find_symbols
from tasks.model import FinderContext, Mark

GENERAL_ASSEMBLY = FinderContext(body_code="A")


def read(text, *links):
    """Mentions of a text in which each (words, address) is a link."""
    marks = []
    for words, address in links:
        start = text.index(words)
        marks.append(Mark(start, start + len(words), "link", address))
    return [
        (m.surface, m.symbol, m.method) for m in with_links(find_symbols(text, GENERAL_ASSEMBLY), marks, text)
    ]


def test_an_address_of_the_document_system_names_a_symbol():
    assert symbol_of("https://undocs.org/en/S/RES/242(1967)").body_code == "S"
    assert symbol_of("https://undocs.org/A/RES/74/247").number == "247"
    assert symbol_of("https://www.un.org/en/") is None
    assert symbol_of("https://undocs.org/en/A/RES/what") is None


def test_a_link_confirms_what_the_finder_read():
    text = "Recalling its resolution 74/247 of 27 December 2019"
    assert read(text, ("74/247", "https://undocs.org/en/A/RES/74/247")) == [
        ("74/247", "A/RES/74/247", "markup")
    ]


def test_a_link_tells_what_the_words_leave_open():
    text = "Bearing in mind 22/8 in particular"
    assert read(text, ("22/8", "https://undocs.org/en/A/HRC/RES/22/8")) == [
        ("22/8", "A/HRC/RES/22/8", "markup")
    ]


def test_a_link_goes_before_the_finders_reading_but_not_before_what_it_read_beyond():
    text = "the letter of the set 36/120 E and A/76/299-S/2021/749, in resolution 36/120 E"
    mentions = read(
        text,
        ("A/76/299-S/2021/749", "https://undocs.org/en/A/76/299"),
        ("36/120 E", "https://undocs.org/en/A/RES/36/120"),
    )
    assert ("A/76/299-S/2021/749", "A/76/299", "markup") in mentions


def test_a_link_cut_in_pieces_is_one():
    text = "Recalling its resolution 58/292 of 6 May 2004"
    address = "https://undocs.org/en/A/RES/58/292"
    assert read(text, ("58/", address), ("2", address), ("92", address)) == [
        ("58/292", "A/RES/58/292", "markup")
    ]


def test_a_link_without_the_letter_of_a_set_does_not_take_it_away():
    text = "Recalling its resolutions 2200 A (XXI) of 16 December 1966 and 73/279 B"
    links = (
        ("2200 A (XXI)", "https://undocs.org/en/A/RES/2200(XXI)"),
        ("73/279 B", "https://undocs.org/A/RES/73/279"),
    )
    assert [symbol for _, symbol, _ in read(text, *links)] == ["A/RES/2200 A (XXI)", "A/RES/73/279 B"]
