"""What comes of asking for an address: a reply, or trouble on the way to one."""

from dataclasses import dataclass

from tasks.fetching.content import Kind


@dataclass(frozen=True, slots=True)
class Got:
    """The bytes came, whole, and lie in the file that was named."""

    sha256: str
    kind: Kind
    etag: str
    last_modified: str


@dataclass(frozen=True, slots=True)
class NotModified:
    """The source says that it is as it was."""


@dataclass(frozen=True, slots=True)
class Missing:
    """The source has no such thing."""

    detail: str


@dataclass(frozen=True, slots=True)
class Refused:
    """It leads where no request may go, or is larger than allowed."""

    detail: str
    too_large: bool = False


@dataclass(frozen=True, slots=True)
class Failed:
    """No good answer after all tries. `host_in_trouble`: the next address there would fare no better."""

    detail: str
    host_in_trouble: bool


Reply = Got | NotModified | Missing | Refused | Failed


@dataclass(frozen=True, slots=True)
class Known:
    """What the last answer for an address said of its version."""

    etag: str = ""
    last_modified: str = ""


class Passing(Exception):  # noqa: N818 - what it is, not an error to anybody else
    """A failure that may be over at the next try.

    `asked`: seconds that the host wants to be left alone; `of_host`: other addresses there would fare no better.
    """

    def __init__(self, detail: str, asked: float | None = None, *, of_host: bool = True) -> None:
        super().__init__(detail)
        self.asked = asked
        self.of_host = of_host


class Lasting(Exception):  # noqa: N818
    """An answer that no second try will change."""

    def __init__(self, reply: Reply) -> None:
        super().__init__(reply)
        self.reply = reply


class StartOver(Exception):  # noqa: N818
    """What came so far is no beginning of what the host has now: ask for all of it."""
