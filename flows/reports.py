"""Prints plans, outcomes, checks and the data dictionary for people."""

import sys
from collections import Counter
from collections.abc import Iterable, Sequence
from itertools import groupby
from operator import itemgetter
from pathlib import Path
from typing import TextIO

from rich.console import Console
from rich.markup import escape
from rich.table import Table

from tasks.ingestion.plan import Plan
from tasks.ingestion.run import CheckResult, Outcome
from warehouse.bookkeeping import table_counts
from warehouse.connect import open_reader
from warehouse.dictionary import Row as DictionaryRow

MENTIONS = ("country", "group", "symbol", "date", "session")
PROCEEDINGS = ("votes", "vote_positions", "sponsors", "statements", "actions")
FIRST_QUESTION = "select item_symbol, yes_count, no_count, abstain_count, result from report.votes where method = 'recorded'"
MOST_NAMED = 20  # files that a preview names


def print_plan(plan: Plan, out: TextIO) -> None:
    """Print what a run would do."""
    reasons = Counter(work.reason for work in plan.work)
    for reason, count in reasons.items():
        print(f"would parse {count} ({reason})", file=out)
    for work in plan.work[:MOST_NAMED]:
        print(f"  {work.source.file_name}", file=out)
    if len(plan.work) > MOST_NAMED:
        print(f"  and {len(plan.work) - MOST_NAMED} more", file=out)
    for bad in plan.bad:
        print(f"would reject {bad.file_name}: {bad.reason}: {bad.detail}", file=out)
    print(
        f"{len(plan.work)} to parse, {len(plan.linked)} the same as another, {len(plan.bad)} not readable, "
        f"{len(plan.gone)} gone, {len(plan.unchanged)} unchanged; nothing was written",
        file=out,
    )


def print_outcome(outcome: Outcome, warehouse: Path, console: Console) -> None:
    """Print what a run did, what the warehouse holds now, and a query to try."""
    if not outcome.published:
        console.print(
            f"Nothing to do: {outcome.unchanged} files are as they were. "
            f"Parsed 0 documents, changed 0 rows in {escape(str(warehouse))}."
        )
        return
    with open_reader(warehouse) as connection:
        counts = table_counts(connection)
    console.print(_summary(outcome, counts))
    passed = sum(check.passed for check in outcome.checks)
    console.print(
        f"[bold]{passed} of {len(outcome.checks)} checks passed[/bold], {len(outcome.warnings)} warnings"
    )
    for check in outcome.warnings:
        console.print(f"  warning: {escape(_said(check))}")
    console.print(f"warehouse  {escape(str(warehouse))}", soft_wrap=True)
    console.print(f"checks     {escape(str(warehouse.parent / 'data_docs' / 'index.html'))}", soft_wrap=True)
    console.print(f'try        {_command()} sql "{FIRST_QUESTION}"', soft_wrap=True, highlight=False)


def _command() -> str:
    """Return what the person typed to get here, so that the next line can be pasted."""
    typed = sys.argv[0]
    return typed if Path(typed).name == "travaux" and not Path(typed).is_absolute() else "travaux"


def _summary(outcome: Outcome, counts: dict[str, int]) -> Table:
    table = Table(title=f"Run {outcome.run_id}", show_header=False, title_justify="left")
    table.add_column()
    table.add_column(justify="right")
    table.add_row("documents loaded", f"{outcome.loaded:,}")
    for name, value in (
        ("files rejected", outcome.rejected),
        ("files the same as another", outcome.linked),
        ("files gone", outcome.gone),
        ("files unchanged", outcome.unchanged),
    ):
        if value:
            table.add_row(name, f"{value:,}")
    table.add_section()
    table.add_row("documents in the warehouse", f"{counts['core.documents']:,}")
    for kind in MENTIONS:
        table.add_row(f"{kind} mentions", f"{counts[f'core.{kind}_mentions']:,}")
    for name in PROCEEDINGS:
        table.add_row(name.replace("_", " "), f"{counts[f'core.{name}']:,}")
    return table


def _said(check: CheckResult) -> str:
    where = f"{check.table_name}: " if check.table_name else ""
    rows = f", {check.failing_rows:,} rows" if check.failing_rows else ""
    return f"{where}{check.check_name}{rows}{': ' + check.detail if check.detail else ''}"


def print_checks(checks: Sequence[CheckResult], console: Console) -> None:
    """Print every check that failed, and how many passed."""
    for check in checks:
        if not check.passed:
            console.print(f"[bold]{check.severity}[/bold]: {escape(_said(check))}")
    passed = sum(check.passed for check in checks)
    console.print(f"{passed} of {len(checks)} checks passed")


def print_dictionary(rows: Iterable[DictionaryRow], console: Console) -> None:
    """Print tables and views with their columns; keys are bold."""
    for (schema, name, _, comment), columns in groupby(rows, itemgetter(0, 1, 2, 3)):
        console.print(f"\n[bold]{schema}.{name}[/bold]  {escape(comment)}", soft_wrap=True, highlight=False)
        for _, _, _, _, column, kind, is_key, meaning in columns:
            shown = f"[bold]{column}[/bold]" if is_key else column
            console.print(
                f"  {shown} [dim]{escape(kind)}[/dim]  {escape(meaning)}", soft_wrap=True, highlight=False
            )
