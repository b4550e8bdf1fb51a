"""Finds a web page's own content: the encoding, and the part that is neither menu nor footer.

What never is content are rows of `seeds/reference/html_boilerplate.csv`: elements, their roles, and words in the names
that web designers give them. Where a page says nothing of the kind about itself, trafilatura tells its content.
"""

import re
from functools import cache

import lxml.html
from lxml import etree

from seeds.reference import read_reference
from tasks.errors import RejectedDocument
from tasks.reading.text_encoding import decode

_CHARSET = re.compile(
    rb"""<(?:meta\s[^>]*?charset|\?xml\s[^>]*?encoding)\s*=\s*["']?\s*([\w.:-]{2,40})""", re.IGNORECASE
)
_HEAD = 4096  # bytes in which browsers look for the encoding
_DECLARATION = re.compile(r"\A\s*<\?xml[^>]*\?>", re.IGNORECASE)
_STRAY_BREAK = re.compile(r"</br\s*>", re.IGNORECASE)  # browsers break the line there, libxml2 drops it
# As browsers do: who says Latin-1 means Windows-1252.
_ALIASES = {
    "iso-8859-1": "cp1252",
    "latin1": "cp1252",
    "latin-1": "cp1252",
    "us-ascii": "cp1252",
    "ascii": "cp1252",
}
_NEVER_SHOWN = (
    "script", "style", "noscript", "template", "svg", "button", "select", "input", "textarea", "iframe", "object", "head",
    "audio", "video", "canvas", "map", "datalist", "dialog",
)  # fmt: skip
_HIDDEN = re.compile(r"display\s*:\s*none|visibility\s*:\s*hidden", re.IGNORECASE)
_WORDS = re.compile(r"[a-z]+(?:-[a-z]+)*")
_MAIN = (
    ".//main",
    ".//*[@role='main']",
    ".//article",
    ".//*[@id='main-content']",
    ".//*[@id='content']",
    ".//*[@id='main']",
)
_MOST = 0.5  # of a page's words that its main part must hold to be believed
_LINKED = 0.5  # of a page's words in links: more are a menu


def read_tree(data: bytes) -> tuple[lxml.html.HtmlElement, str]:
    """Return a page's tree and its encoding. Raises RejectedDocument: `empty`, `binary`, `unknown_encoding`, `damaged`."""
    text, encoding = _decode(data)
    text = _STRAY_BREAK.sub("<br>", _DECLARATION.sub("", text))
    parser = lxml.html.HTMLParser(remove_comments=True, remove_pis=True, no_network=True)
    try:
        tree = lxml.html.document_fromstring(text, parser=parser)
    except (etree.ParserError, etree.XMLSyntaxError, ValueError) as error:
        raise RejectedDocument("damaged", f"The HTML cannot be read: {error}") from error
    return tree, encoding


def _decode(data: bytes) -> tuple[str, str]:
    """Return the text; a page knows its encoding better than statistics do, unless it is wrong."""
    said = _CHARSET.search(data[:_HEAD])
    if said and not data.startswith((b"\xff\xfe", b"\xfe\xff", b"\xef\xbb\xbf")):
        name = said[1].decode("ascii").lower()
        try:
            return data.decode(_ALIASES.get(name, name)), _ALIASES.get(name, name)
        except (UnicodeDecodeError, LookupError):
            pass
    return decode(data)


def find_content(tree: lxml.html.HtmlElement) -> etree._Element:
    """Return the element that holds the page's content; what is not content is taken out of the tree."""
    first = tree.find(".//h1")
    title = first.text_content() if first is not None else tree.findtext(".//title")
    etree.strip_elements(tree, *_NEVER_SHOWN, with_tail=False)
    had = _length(tree)
    _drop_boilerplate(tree)
    body = tree.find(".//body")
    content: etree._Element = body if body is not None else tree
    for element in (element for path in _MAIN for element in tree.iterfind(path)):
        if _length(element) >= _MOST * _length(content):
            main: etree._Element = element
            return main
    has_menus = _length(content) < had or _linked_share(content) > _LINKED
    if has_menus and not _is_table(content):
        found = _by_trafilatura(tree, title)
        return content if found is None else found
    return content


def _drop_boilerplate(tree: lxml.html.HtmlElement) -> None:
    """Take out what is none of the content; what holds most of the page is, whatever it is called."""
    most = _MOST * _length(tree)
    for element in list(tree.iter()):
        if element.tag in {"body", "html"} or not is_boilerplate(element):
            continue
        if element.getparent() is not None and _length(element) <= most:
            element.drop_tree()


def is_boilerplate(element: etree._Element) -> bool:
    """Return whether an element is by its tag, role, name or style none of the page's content."""
    if element.tag in _names("tag") or element.get("role", "") in _names("role"):
        return True
    if element.get("hidden") is not None or _HIDDEN.search(element.get("style", "")):
        return True
    if element.tag == "header" and not any(
        a.tag in {"article", "main", "section"} for a in element.iterancestors()
    ):
        return True
    named = f"{element.get('id', '')} {element.get('class', '')}".lower()
    if not named.strip() or element.tag in {"body", "html", "main", "article"}:
        return False
    words = {name for word in _WORDS.findall(named) for name in (word, word.partition("-")[0])}
    return not words.isdisjoint(_names("name"))


@cache
def _names(kind: str) -> frozenset[str]:
    return frozenset(row["value"] for row in read_reference("html_boilerplate") if row["kind"] == kind)


def _length(element: etree._Element) -> int:
    """Return how many characters an element shows."""
    return sum(len(text.strip()) for text in element.itertext())


def _linked_share(element: etree._Element) -> float:
    return sum(_length(link) for link in element.iter("a")) / max(1, _length(element))


def _is_table(content: etree._Element) -> bool:
    """Return whether most of the page is in tables, as lists of meetings are."""
    tables = (
        table for table in content.iter("table") if not any(a.tag == "table" for a in table.iterancestors())
    )
    return sum(map(_length, tables)) >= _MOST * _length(content)


def _by_trafilatura(tree: lxml.html.HtmlElement, title: str | None) -> etree._Element | None:
    """Return what trafilatura takes for the content, None where it finds too little of the page."""
    import trafilatura

    found = trafilatura.extract(
        tree, output_format="html", include_formatting=True, include_links=True, include_tables=True,
        include_comments=False, favor_recall=True,
    )  # fmt: skip
    if not found:
        return None
    content = lxml.html.document_fromstring(found).find(".//body")
    if content is None or _length(content) < _MOST * (1 - _LINKED) * _length(tree):
        return None
    if title and not any(True for _ in content.iter("h1")):
        heading = lxml.html.Element("h1")
        heading.text = title
        content.insert(0, heading)
    return content
