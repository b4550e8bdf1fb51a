"""How documents tell who sponsors a draft: the wordings, and what a sentence with them is about."""

import re

_TEXT = r"(?:[Dd]raft\s+(?:resolution|decision|declaration|proposal|amendment)s?|(?:[Ss]ub-?)?[Aa]mendments?|[Dd]raft|revised\s+text|[Pp]roposal)"

# "Subsequently, A, B and C joined in sponsoring the draft resolution", "have become sponsors of"
JOINED = re.compile(
    r"\b(?:joined?\s+(?:(?:in\s+)?(?:as\s+)?(?:an?\s+|the\s+)?(?:additional\s+)?(?:co-?)?sponsor|the\s+list\s+of\s+(?:co-?)?sponsors)|"
    r"bec(?:ome|ame)\s+(?:an?\s+)?(?:additional\s+)?(?:co-?)?sponsors?|(?:were|was|been)\s+added\s+(?:to\s+the\s+list\s+of|as)\s+(?:co-?)?sponsors?)"
)
# Such as "which was subsequently also sponsored by A and B".
JOINED_BY = re.compile(
    r"\bjoined\s+by|\b(?:subsequently|later|thereafter|also)\s+(?:also\s+)?(?:co-?)?sponsored\s+by"
)
# Such as "the following countries have also become sponsors of draft resolution …: A, B and C".
FOLLOWING = re.compile(
    r"\bfollowing\s+(?:countries|delegations|(?:Member\s+)?States)\b[^:;]{0,80}?sponsors?\b[^:;]{0,140}:"
)
# "submitted by Azerbaijan, Belarus and Türkiye", "is sponsored by Andorra, …"
SUBMITTED = re.compile(
    r"\b(?:submitted|(?:co-?)?sponsored|proposed|tabled)\s*(?:\([^()]{0,60}\))?,?\s+by:?(?:\s+(?:the\s+)?(?:delegations?|representatives?)\s+of)?\s+"
    r"|\bsponsors\s+of\s+(?:the\s+)?draft\s+(?:resolution|decision)s?(?:\s+[\w./]+)?\s+(?:are|were)\s+"
)
# Such as "the representative of Cuba, also on behalf of …, introduced draft resolution …, also on behalf of …".
INTRODUCED = re.compile(
    r"\b(?:also\s+|then\s+|jointly\s+)?(?:introduced|submitted|proposed|tabled)\b(?!\s*,?\s*(?:\([^()]*\)\s*)?by\b)"
)
# Between the names of a subject, and behind the last of them: "Germany, Federal Republic of, Greece and the Sudan 1/ jointly submitted".
NAMES_GAP = re.compile(
    r"(?:,?\s+(?:[A-Z][\w’']+\s+){1,2}of(?:\s+the)?)?[\s,*†]*(?:\d{1,2}/?)?[\s,]*(?:and\s+|as\s+well\s+as\s+)?(?:the\s+|later\s+|jointly\s+)?"
)
SUBJECT_BEGINS = re.compile(
    r"(?:^|,|\b(?:of|meeting|day|date|and|[Ss]ubsequently|[Tt]hereafter|[Ll]ater))[\s\d.]*(?:[Tt]he\s+)?$"
)
LIST_GAP = re.compile(r"[\s,()]*(?:and\s*)?[\s(]*")
DRAFTS = re.compile(r"\b[Dd]raft\s+(?:resolution|decision|proposal)s\b[^.;]*$")
MOST_DRAFTS = 300  # characters between "draft resolutions" and the first of their symbols
REPRESENTATIVE = re.compile(r"\b(?:representatives?|observers?|delegations?)\s+(?:of|for|from)\s+")
_IS_TEXT = re.compile(rf"\b{_TEXT}\b", re.IGNORECASE)
_THING = re.compile(
    rf"\b(?:{_TEXT}|[Rr]eports?|[Ll]etters?|[Nn]otes?|[Ss]tatements?|[Pp]apers?|[Rr]equests?|[Cc]andidates?|[Nn]ominations?)\b"
)
ON_BEHALF = re.compile(
    r"\b(?:and\s+)?(?:also\s+)?on\s+(?:its\s+own\s+behalf\s+and\s+on\s+)?behalf\s+(?:also\s+)?of\b",
    re.IGNORECASE,
)
WITHDREW = re.compile(
    r"\bwithdr(?:ew|awn)\s+(?:(?:its|their|his|her)\s+(?:(?:co-?)?sponsorship|names?)|as\s+(?:an?\s+)?(?:co-?)?sponsors?)|"
    r"\b(?:was|were)\s+no\s+longer\s+(?:an?\s+)?(?:co-?)?sponsors?"
)
REVISED = re.compile(r"\bsponsors\b[^;]{0,160}?\b(?:submitted|introduced)\s+(?:an?|the)\s+revised\b")
FORMER_SPONSORS = re.compile(
    r"\bsponsors\s+(?:of\s+(?:the\s+)?(?:original\s+)?draft\s+(?:resolution|decision)|listed\s+in(?:\s+document)?|contained\s+in(?:\s+document)?)\s*",
    re.IGNORECASE,
)
MORE = re.compile(
    r"\b(?:the\s+draft|which|entitled|on\s+the\s+basis|and\s+(?:was|were|also|orally)|in\s+connection|under|for\s+consideration|"
    r"made|orally|as\s+well\s+as\s+the\s+sponsors)\b",
    re.IGNORECASE,
)

TO_INTRODUCE = re.compile(
    r"\brepresentatives?\s+of\s+(?P<names>[^;.]{3,200}?),?\s+(?:who\s+will|to)\s+introduce\s+(?:the\s+)?draft\s+(?:resolution|decision)"
)
_NOT_DRAFT = re.compile(
    r"^\s*(?:,\s*)?(?:an?\s+|the\s+|several\s+|further\s+|some\s+|certain\s+|minor\s+|technical\s+)*(?:oral|orally|revisions?|corrections?|statements?|reports?)\b",
    re.IGNORECASE,
)
_ANNOUNCED = re.compile(
    r"\b(?:announced|informed\s+\S+(?:\s+\S+){0,3}|stated|said|indicated|noted)\s+that\b|\bintroduced\b|\bsubmitted\s+by\b.*?,\s+and\b"
    r"|\brevised\s+the\s+(?:text|draft)\b|\bin\s+addition\s+to\b[^,]*,|\blike\s+to\s+announce\s+that\b",
    re.IGNORECASE | re.DOTALL,
)
_DRAFT_BEGINS = re.compile(
    r",?\s+(?:an?|the)\s+(?:revised\s+|joint\s+)?(?:draft|text|proposal|amendments?)\b|[“\"]|\bentitled\b|\bamendments?\b|\bdraft\b"
)


def is_about_draft(before: str) -> bool:
    """Say whether the last thing named is a draft: reports and letters are submitted too."""
    things = list(_THING.finditer(before))
    return bool(things) and _IS_TEXT.fullmatch(things[-1].group()) is not None


def is_of_draft(rest: str) -> bool:
    """Say whether what is introduced is a draft, not a report or an oral revision."""
    return (
        _NOT_DRAFT.match(rest) is None and re.search(rf"\b{_TEXT}\b|/L\.\d", rest, re.IGNORECASE) is not None
    )


def said_end(names: str) -> int:
    """Return where the names begin that joined: behind "the Secretary announced that"."""
    found = list(_ANNOUNCED.finditer(names))
    return found[-1].end() if found else 0


def draft_begins(text: str) -> int:
    """Return where the draft is named behind the States on whose behalf it is introduced."""
    match = _DRAFT_BEGINS.search(text)
    return match.start() if match else len(text)
