"""One spaCy pipeline over the finders: thin components that put what they find into `doc.spans`.

A person who works in spaCy gets the pipeline from its registered parts (`travaux_names`, `travaux_symbols`,
`travaux_dates`, `travaux_sessions`), each a span group with the value in `span.kb_id_`; the flow gets the same
through `annotate`. Tokens are runs of letters, runs of digits and single characters: every mention then begins
and ends on a token, and making them is four times faster than with the English rules.
"""

import re
from collections.abc import Callable, Iterable, Iterator
from contextlib import nullcontext
from dataclasses import replace
from functools import cache

import spacy
from spacy.language import Language
from spacy.tokens import Doc, Span, SpanGroup
from spacy.vocab import Vocab

from tasks.entities.dates import find_dates
from tasks.entities.links import with_links
from tasks.entities.names import find_names
from tasks.entities.sessions import find_sessions, session_window
from tasks.entities.symbols import find_symbols
from tasks.model import (
    AnnotatedDocument,
    AnnotatedParagraph,
    CountryMention,
    DateMention,
    FinderContext,
    GroupMention,
    Masthead,
    Mention,
    SessionMention,
    StructuredText,
    SymbolMention,
)

TOKEN = re.compile(r"[^\W\d_]+|\d+|\s|.", re.DOTALL)
COMPONENTS = ("travaux_names", "travaux_symbols", "travaux_dates", "travaux_sessions")
YEAR_IN_SYMBOL = re.compile(r"/((?:19|20)\d\d)(?=/)")
KEPT_WORDS = 100_000  # a new word costs 50 µs; the first that a process meets are the most frequent
KEPT_CHARACTERS = 200_000  # a longer text brings too many words of its own to keep them
UNBOUNDED = 2**31 - 1  # spaCy's own limit guards parsers that Travaux does not use

Doc.set_extension("travaux_text", default=None, force=True)
Doc.set_extension("travaux_context", default=None, force=True)
Doc.set_extension("travaux_mentions", default=(), force=True)


class CharacterClassTokenizer:
    """Cuts a text into runs of letters, runs of digits, and single other characters; nothing is lost."""

    def __init__(self, vocab: Vocab) -> None:
        self.vocab = vocab

    def __call__(self, text: str) -> Doc:
        """Return the text's tokens as a `Doc`; `doc._.travaux_text` is the text itself."""
        words: list[str] = []
        spaces: list[bool] = []
        for word in TOKEN.findall(text):
            if word == " " and words and not spaces[-1]:
                spaces[-1] = True
            else:
                words.append(word)
                spaces.append(False)
        doc = Doc(self.vocab, words=words, spaces=spaces)
        doc._.travaux_text = text
        return doc

    def to_bytes(self, *, exclude: Iterable[str] = ()) -> bytes:  # noqa: ARG002 - spaCy's protocol
        """Return nothing: the tokenizer has no state. spaCy asks when a pipeline is saved."""
        return b""

    def from_bytes(self, _: bytes, *, exclude: Iterable[str] = ()) -> "CharacterClassTokenizer":  # noqa: ARG002
        """Return the tokenizer itself, which has no state to restore."""
        return self

    def to_disk(self, path: object, *, exclude: Iterable[str] = ()) -> None:
        """Write nothing: the tokenizer has no state."""

    def from_disk(self, path: object, *, exclude: Iterable[str] = ()) -> "CharacterClassTokenizer":  # noqa: ARG002
        """Return the tokenizer itself, which has no state to restore."""
        return self


def create_tokenizer() -> Callable[[Language], CharacterClassTokenizer]:
    """Return what spaCy's registry wants under `travaux.character_class`: a maker of tokenizers."""
    return lambda nlp: CharacterClassTokenizer(nlp.vocab)


def _value(mention: Mention) -> str:
    """What stands in `span.kb_id_`: the code, the canonical symbol, or first and last day; '' where open."""
    match mention:
        case CountryMention():
            return mention.iso3 or ""
        case GroupMention():
            return mention.group_code
        case SymbolMention():
            return "-".join(filter(None, (mention.symbol, mention.joint_symbol)))
        case DateMention():
            return f"{mention.start_date}/{mention.end_date}" if mention.start_date else ""
        case SessionMention():
            return mention.session


_GROUPS: dict[type[Mention], str] = {
    CountryMention: "countries",
    GroupMention: "groups",
    SymbolMention: "symbols",
    DateMention: "dates",
    SessionMention: "sessions",
}


def _span(doc: Doc, mention: Mention) -> Span:
    """Return the mention's tokens; a mention that ends inside a token is widened to its end."""
    span = doc.char_span(
        mention.start_char,
        mention.end_char,
        label=type(mention).__name__,
        kb_id=_value(mention),
        alignment_mode="expand",
    )
    assert span is not None
    return span


def _component(find: Callable[[str, FinderContext], Iterator[Mention]]) -> Callable[[Doc], Doc]:
    """Make a spaCy component of a finder."""

    def component(doc: Doc) -> Doc:
        text = doc._.travaux_text if doc._.travaux_text is not None else doc.text
        found = tuple(find(text, doc._.travaux_context or FinderContext()))
        for kind in {type(mention) for mention in found}:
            spans = [_span(doc, mention) for mention in found if type(mention) is kind]
            doc.spans[_GROUPS[kind]] = SpanGroup(doc, name=_GROUPS[kind], spans=spans)
        doc._.travaux_mentions = (*doc._.travaux_mentions, *found)
        return doc

    return component


@Language.factory("travaux_names")
def create_names(nlp: Language, name: str) -> Callable[[Doc], Doc]:  # noqa: ARG001 - spaCy's protocol
    """Make the component that finds countries and groups (one pass over the text)."""
    return _component(find_names)


@Language.factory("travaux_symbols")
def create_symbols(nlp: Language, name: str) -> Callable[[Doc], Doc]:  # noqa: ARG001
    """Make the component that finds document symbols, resolution and decision numbers."""
    return _component(find_symbols)


@Language.factory("travaux_dates")
def create_dates(nlp: Language, name: str) -> Callable[[Doc], Doc]:  # noqa: ARG001
    """Make the component that finds dates and ranges of dates."""
    return _component(find_dates)


@Language.factory("travaux_sessions")
def create_sessions(nlp: Language, name: str) -> Callable[[Doc], Doc]:  # noqa: ARG001
    """Make the component that finds sessions."""
    return _component(find_sessions)


@cache
def build_nlp() -> Language:
    """Return the pipeline, built once per process."""
    nlp = spacy.blank("en", config={"nlp": {"tokenizer": {"@tokenizers": "travaux.character_class"}}})
    nlp.max_length = UNBOUNDED
    for name in COMPONENTS:
        nlp.add_pipe(name)
    return nlp


def find_mentions(text: str, context: FinderContext) -> tuple[Mention, ...]:
    """Return all mentions of all kinds in `text`, by kind and then in order."""
    nlp = build_nlp()
    keep = len(nlp.vocab) < KEPT_WORDS and len(text) < KEPT_CHARACTERS
    with nullcontext() if keep else nlp.memory_zone():  # the words of the others go with their document
        doc = nlp.make_doc(text)
        doc._.travaux_context = context
        return tuple(nlp(doc)._.travaux_mentions)


def finder_context(masthead: Masthead) -> FinderContext:
    """Return what finders may know of a document from its masthead.

    Without a session, a year in the symbol (`S/2025/342`) tells when the document was issued.
    """
    session = masthead.session or _year_in(masthead.symbol)
    window = session_window(masthead.body_code, session) if session else None
    return FinderContext(
        document_date=masthead.document_date,
        body_code=masthead.body_code,
        session=masthead.session,
        session_opens=window[0] if window else None,
        session_closes=window[1] if window else None,
    )


def _year_in(symbol: str | None) -> str | None:
    found = YEAR_IN_SYMBOL.search(symbol or "")
    return found[1] if found else None


def _mark_own_symbol(
    symbols: list[SymbolMention], masthead: Masthead, masthead_end: int
) -> Iterator[SymbolMention]:
    """Give the first masthead mention of the document's own symbol the role 'self'; once per document."""
    own = {masthead.symbol, masthead.joint_symbol} - {None}
    done = False
    for mention in symbols:
        if not done and mention.start_char < masthead_end and mention.symbol in own:
            done = True
            yield replace(mention, role="self")
        else:
            yield mention


def _masthead_end(structured: StructuredText) -> int:
    """Return the end of the masthead's last paragraph in the text, 0 where there is none."""
    return max((p.end_char for p in structured.paragraphs if p.kind in {"masthead", "title"}), default=0)


def annotate(structured: StructuredText, masthead: Masthead, language: str | None) -> AnnotatedDocument:
    """Return the document with every mention in the paragraph in which it begins.

    In a document that is not in English only symbols are looked for: they are the same in all languages.
    """
    context = finder_context(masthead)
    if language is None or "English" in language.split("/"):
        mentions = find_mentions(structured.text, context)
    else:
        mentions = tuple(find_symbols(structured.text, context))
    marks = [mark for paragraph in structured.paragraphs for mark in paragraph.marks]
    found = (m for m in mentions if isinstance(m, SymbolMention))
    symbols = with_links(found, marks, structured.text)
    others = [m for m in mentions if not isinstance(m, SymbolMention)]
    marked = _mark_own_symbol(symbols, masthead, _masthead_end(structured))
    by_paragraph = _by_paragraph(structured, [*others, *marked])
    return AnnotatedDocument(masthead, structured.text, by_paragraph, context)


def _by_paragraph(structured: StructuredText, mentions: list[Mention]) -> tuple[AnnotatedParagraph, ...]:
    """Hand each mention to the paragraph in which it begins."""
    pending = sorted(mentions, key=lambda m: m.start_char)
    annotated: list[AnnotatedParagraph] = []
    at = 0
    for paragraph in structured.paragraphs:
        begin = at
        while at < len(pending) and pending[at].start_char < paragraph.end_char:
            at += 1
        here = pending[begin:at]
        annotated.append(
            AnnotatedParagraph(
                paragraph,
                countries=tuple(m for m in here if isinstance(m, CountryMention)),
                groups=tuple(m for m in here if isinstance(m, GroupMention)),
                symbols=tuple(m for m in here if isinstance(m, SymbolMention)),
                dates=tuple(m for m in here if isinstance(m, DateMention)),
                sessions=tuple(m for m in here if isinstance(m, SessionMention)),
            )
        )
    return tuple(annotated)
