"""Everything that Travaux raises on purpose.

TravauxError
├── UsageError            the person asked for something impossible; exit code 2
├── RejectedDocument      a file that cannot be read; becomes a row in `ops.rejections`
├── NothingReadable       a first run in which no file could be read; nothing was published; exit code 1
├── SourcesFailed         a source could not be asked; what the others brought was ingested; exit code 1
├── ServiceLost           Prefect's server or a Dask scheduler went away in the middle of a run; exit code 1
└── CriticalCheckFailed   a critical check failed and nothing was published; exit code 1

`warehouse.errors` holds what a warehouse file can be blamed for. Any other exception is a bug and stops the run.
"""

from typing import Literal

RejectionReason = Literal[
    "empty",                 # no bytes, or nothing but white space
    "too_large",             # over the limit of bytes, pages or members
    "unreadable",            # the operating system would not give the bytes
    "unknown_type",          # no reader for this content
    "binary",                # called text, holds binary junk
    "unknown_encoding",      # text in no encoding that could be told
    "encrypted",             # needs a password
    "damaged",               # truncated or malformed beyond repair
    "no_pages",              # a document without pages
    "no_text_layer",         # a scan, and OCR is not installed
    "no_text",               # OCR or extraction found nothing
    "placeholder",           # a page that says that the document is not available
    "unsafe",                # decompression bomb, external entities, '..' in member names
    "timed_out",             # over the limit of time for one document
    "out_of_memory",         # over the limit of memory for one document
    "worker_died",           # took its worker process with it, twice
]  # fmt: skip


class TravauxError(Exception):
    """Root of all that is raised on purpose."""


class UsageError(TravauxError):
    """The person asked for something impossible; the message says what to do instead."""


class RejectedDocument(TravauxError):  # noqa: N818 - names what becomes of the document
    """A file that cannot be read: the reason from the closed set, and what exactly was found."""

    def __init__(self, reason: RejectionReason, detail: str, stage: str = "read") -> None:
        super().__init__(reason, detail, stage)  # all three: exceptions cross process borders by their args
        self.reason = reason
        self.detail = detail
        self.stage = stage

    def __str__(self) -> str:
        return f"{self.reason}: {self.detail}"


class CriticalCheckFailed(TravauxError):  # noqa: N818
    """A critical check failed: nothing was published."""


class NothingReadable(TravauxError):  # noqa: N818
    """A first run in which no file could be read: there is nothing to publish."""


class SourcesFailed(TravauxError):  # noqa: N818
    """A source could not be asked; the others were, and what they brought was ingested."""


class ServiceLost(TravauxError):  # noqa: N818
    """Prefect's server or a Dask scheduler went away in the middle of a run; the next run goes on where it stood."""
