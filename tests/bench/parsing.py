"""Compares the complete parse of PDFs with pdfplumber's `extract_text` on the same files.

    python -m tests.bench.parsing FOLDER [--files COUNT]

Travaux reads, cleans, structures, finds every mention and reads the proceedings; pdfplumber only takes the text out.
Both run in one process on one core; printed are pages a second of processor time, the share of every stage, and
the peak of memory with which a fresh process parses each file. Scans are left out: what they cost is their OCR.
"""
# ruff: noqa: T201 - a measure is printed

import argparse
import logging
import multiprocessing
import resource
import time
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import pdfplumber

from tasks.errors import RejectedDocument
from tasks.ingestion import document
from tasks.ingestion.document import parse_document
from tasks.reading import ocr

STAGES = {  # what `tasks.ingestion.document` calls, by the name in the table
    "read_document": "read (pdfium, layout, tables)",
    "clean_blocks": "clean",
    "join_blocks": "join",
    "find_masthead": "masthead",
    "structure": "structure",
    "detect_language": "language",
    "annotate": "entities",
    "read_proceedings": "proceedings",
}


@dataclass(frozen=True, slots=True)
class Measure:
    """What one file cost: seconds of processor time, and the peak of memory in MB."""

    file: Path
    pages: int
    ours: float
    theirs: float
    peak: float


def born_digital(file: Path) -> int:
    """Return how many pages a PDF has, 0 if it is a scan or is rejected."""
    try:
        pages = parse_document(file.read_bytes(), file.name).extract.pages
    except RejectedDocument:
        return 0
    return len(pages) if all(page.text_layer == "digital" for page in pages) else 0


def seconds(run: Callable[[], object]) -> float:
    start = time.process_time()
    run()
    return time.process_time() - start


def extract_text(file: Path) -> None:
    with pdfplumber.open(file) as pdf:
        for page in pdf.pages:
            page.extract_text()
            page.close()


def peak_of(file: Path) -> float:
    """Return the peak of memory, in MB, of a process that has Travaux loaded and parses one file."""
    context = multiprocessing.get_context("fork")
    receiver, sender = context.Pipe(duplex=False)
    child = context.Process(target=_parse_and_tell, args=(file, sender))
    child.start()
    peak = receiver.recv()
    child.join()
    return peak


def _parse_and_tell(file: Path, sender) -> None:
    parse_document(file.read_bytes(), file.name)
    sender.send(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024)


def time_stages() -> Counter[str]:
    """Have every stage of the parse add its seconds to the returned counter."""
    spent: Counter[str] = Counter()

    def timed(name: str, run: Callable[..., object]) -> Callable[..., object]:
        def stage(*arguments: object) -> object:
            start = time.process_time()
            try:
                return run(*arguments)
            finally:
                spent[name] += time.process_time() - start

        return stage

    for function, name in STAGES.items():
        setattr(document, function, timed(name, getattr(document, function)))
    return spent


def measure(file: Path, pages: int, peak: float) -> Measure:
    data = file.read_bytes()
    return Measure(
        file,
        pages,
        ours=seconds(lambda: parse_document(data, file.name)),
        theirs=seconds(lambda: extract_text(file)),
        peak=peak,
    )


def print_measures(measures: list[Measure]) -> None:
    print(
        "| file | pages | Travaux, pages/s | pdfplumber, pages/s | times | peak MB |\n|---|---|---|---|---|---|"
    )
    for m in measures:
        print(
            f"| {m.file.name} | {m.pages} | {m.pages / m.ours:.0f} | {m.pages / m.theirs:.1f} "
            f"| {m.theirs / m.ours:.1f} | {m.peak:.0f} |"
        )
    pages, ours, theirs = (sum(getattr(m, name) for m in measures) for name in ("pages", "ours", "theirs"))
    print(
        f"| **all {len(measures)}** | {pages} | **{pages / ours:.0f}** | {pages / theirs:.1f} "
        f"| **{theirs / ours:.1f}** | {max(m.peak for m in measures):.0f} |"
    )


def print_stages(spent: Counter[str]) -> None:
    print("\n| stage | share |\n|---|---|")
    for name in STAGES.values():
        print(f"| {name} | {spent[name] / spent.total():.1%} |")


def main() -> None:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("folder", type=Path)
    parser.add_argument("--files", type=int, help="only so many, spread over the folder by size")
    arguments = parser.parse_args()
    logging.getLogger("pdfminer").setLevel(logging.ERROR)
    ocr.is_installed = lambda: False  # what a scan costs is its recognition
    by_size = sorted(arguments.folder.glob("*.pdf"), key=lambda file: file.stat().st_size)
    pages = {file: count for file in by_size if (count := born_digital(file))}
    files = list(pages)
    if arguments.files and arguments.files < len(files):
        files = [files[round(n * (len(files) - 1) / (arguments.files - 1))] for n in range(arguments.files)]
    peaks = {file: peak_of(file) for file in files}  # before pdfplumber leaves anything behind
    extract_text(files[0])
    spent = time_stages()
    measures = [measure(file, pages[file], peaks[file]) for file in files]
    print_measures(measures)
    print_stages(spent)


if __name__ == "__main__":
    main()
