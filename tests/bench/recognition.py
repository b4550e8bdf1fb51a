"""Compares Travaux's recognisers with the libraries that a person would otherwise take, on the same texts.

    python -m tests.bench.recognition [FOLDER] [--gold FILE] [--memory MEGABYTES]

Printed are Markdown tables: recall and precision against annotations, and MB of text a second, all in
one run, one process and one thread. Without arguments it takes the five seed documents and their annotations;
docs/benchmarks.md explains the file. `--memory` feeds so many megabytes of the same texts, as documents, through
the pipeline and tells the peak of memory on the way. The libraries are the dependency group `bench`.
"""
# ruff: noqa: T201 - a measure is printed

import argparse
import resource
import time
import warnings
from collections.abc import Callable, Iterator
from pathlib import Path

from seeds.countries import resolve_country
from tasks.entities.dates import find_dates
from tasks.entities.names import find_names
from tasks.entities.pipeline import find_mentions
from tasks.entities.sessions import find_sessions
from tasks.entities.symbols import find_symbols
from tasks.model import CountryMention, DateMention, FinderContext, GroupMention, Mention, SymbolMention
from tests.bench import peers
from tests.bench.gold import Item, Score, read_items, score

ROOT = Path(__file__).parents[2]
SEEDS, SEED_GOLD = ROOT / "seeds" / "documents", Path(__file__).parent / "gold" / "seeds.jsonl"
LEAST_SECONDS = 1.0  # a measure of speed goes on so long
FIRST_SHARE = 10  # memory is looked at after every tenth
Find = Callable[[str, FinderContext], Iterator[Mention]]


def ours(kind: type[Mention], find: Find) -> peers.Finder:
    """One of Travaux's finders as the peers are."""

    def found(item: Item) -> list[tuple[str, str]]:
        return [(m.surface, _value(m)) for m in find(item.text, item.context) if isinstance(m, kind)]

    return found


def _value(mention: Mention) -> str:
    match mention:
        case CountryMention():
            return mention.iso3 or ""
        case GroupMention():
            return mention.group_code
        case SymbolMention():
            return "-".join(filter(None, (mention.symbol, mention.joint_symbol)))
        case DateMention():
            return f"{mention.start_date}/{mention.end_date}"
        case _:
            return mention.session


def megabytes(items: list[Item]) -> float:
    return sum(len(item.text.encode()) for item in items) / 1e6


def speed(run: Callable[[Item], object], items: list[Item], least_seconds: float = LEAST_SECONDS) -> float:
    """Megabytes a second of processor time; the first round, which compiles and loads, does not count where a second follows soon."""
    start = time.process_time()
    for item in items:
        run(item)
    first = time.process_time() - start
    if first > least_seconds:
        return megabytes(items) / first
    rounds, start = 0, time.process_time()
    while (seconds := time.process_time() - start) < least_seconds:
        for item in items:
            run(item)
        rounds += 1
    return megabytes(items) * rounds / seconds


def total(kind: str, find: peers.Finder, items: list[Item]) -> Score:
    return sum((score(item, kind, [pair for pair in find(item) if pair[1]]) for item in items), Score())


def print_row(kind: str, name: str, find: peers.Finder | None, items: list[Item]) -> None:
    if find is None:
        print(f"| {kind} | {name} | not installed | | |")
        return
    got = total(kind, find, items)
    print(f"| {kind} | {name} | {got.recall:.3f} | {got.precision:.3f} | {_rate(speed(find, items))} |")


def _rate(megabytes_a_second: float) -> str:
    return f"{megabytes_a_second:.2f}" if megabytes_a_second >= 0.1 else f"{megabytes_a_second:.4f}"


def print_recognisers(items: list[Item]) -> None:
    wanted = {kind: sum(item.answers[kind].total() for item in items) for kind in items[0].answers}
    print(f"{len(items)} documents, {megabytes(items) * 1000:.0f} kB; annotated: {wanted}\n")
    print("| | recogniser | recall | precision | MB/s |\n|---|---|---|---|---|")
    print_row("countries", "**Travaux**", ours(CountryMention, find_names), items)
    for name, resolve in peers.country_resolvers().items():
        find = peers.countries_of(resolve) if resolve else None
        print_row("countries", f"spaCy en_core_web_sm + {name}", find, items)
    print_row("groups", "**Travaux**", ours(GroupMention, find_names), items)
    print_row("symbols", "**Travaux**", ours(SymbolMention, find_symbols), items)
    print_row("dates", "**Travaux**", ours(DateMention, find_dates), items)
    for name, find in peers.date_finders().items():
        print_row("dates", name, find, items)


def print_resolvers(items: list[Item]) -> None:
    """What the libraries make of the printed names themselves, once a person has found them."""
    given = [(name, code, item.context.document_date) for item in items for name, code in item.surfaces]
    print(f"\n{len(given)} names of countries as printed, given to each:\n")
    print("| resolver | right | wrong | unknown |\n|---|---|---|---|")
    for name, resolve in {"**Travaux**": None, **peers.country_resolvers()}.items():
        if name != "**Travaux**" and resolve is None:
            print(f"| {name} | not installed | | |")
            continue
        answers = [
            (code, resolve(printed) if resolve else resolve_country(printed, day))
            for printed, code, day in given
        ]
        right = sum(code == answer for code, answer in answers)
        unknown = sum(not answer for _, answer in answers)
        print(f"| {name} | {right} | {len(given) - right - unknown} | {unknown} |")


def print_speed(items: list[Item]) -> None:
    print("\n| one process, one core | MB/s |\n|---|---|")
    everything = speed(lambda item: find_mentions(item.text, item.context), items)
    print(f"| **Travaux**, all kinds, through its spaCy pipeline | {everything:.2f} |")
    finders = {"names": find_names, "symbols": find_symbols, "dates": find_dates, "sessions": find_sessions}
    for name, find in finders.items():
        print(f"| – {name} alone | {speed(_exhaust(find), items):.2f} |")
    blank = peers.blank_tokenizer()
    print(
        f"| spaCy's blank English tokenizer, nothing found | {speed(lambda item: blank(item.text), items):.2f} |"
    )
    nlp = peers.spacy_model()
    rate = _rate(speed(lambda item: nlp(item.text), items)) if nlp else "not installed"
    print(f"| spaCy en_core_web_sm, NER alone | {rate} |")


def _exhaust(find: Find) -> Callable[[Item], object]:
    return lambda item: sum(1 for _ in find(item.text, item.context))


def print_memory(items: list[Item], size: float) -> None:
    """Feed `size` megabytes through the pipeline; a leak would show as a peak that goes on growing."""
    print(f"\n| of {size:.0f} MB through the pipeline | peak of memory, MB | MB/s so far |\n|---|---|---|")
    done, step, start = 0.0, size / FIRST_SHARE, time.process_time()
    due = step
    while done < size:
        for number, item in enumerate(items):
            # No two documents are the same: a number of its own for each, so that words go on being new.
            find_mentions(f"{item.text}\nDocument {done * 1e6 + number:.0f}", item.context)
        done += megabytes(items)
        if done >= due:
            peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024  # Linux counts in kilobytes
            print(f"| {done:.0f} | {peak:.0f} | {done / (time.process_time() - start):.2f} |", flush=True)
            due += step


def main() -> None:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("folder", type=Path, nargs="?", default=SEEDS)
    parser.add_argument("--gold", type=Path, default=SEED_GOLD)
    parser.add_argument("--memory", type=float, metavar="MEGABYTES")
    arguments = parser.parse_args()
    warnings.simplefilter("ignore")
    items = read_items(arguments.folder, arguments.gold)
    if arguments.memory:
        print_memory(items, arguments.memory)
        return
    print_recognisers(items)
    print_resolvers(items)
    print_speed(items)


if __name__ == "__main__":
    main()
