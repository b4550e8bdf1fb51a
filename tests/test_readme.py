"""What the README promises is what happens."""

import re
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
README = (ROOT / "README.md").read_text(encoding="utf-8")


def block_after(marker):
    """The fenced block that follows a marker in the README."""
    found = re.search(rf"<!-- {marker} -->\n```\w+\n(.*?)```", README, re.DOTALL)
    assert found, f"README has no block {marker}"
    return found[1].strip()


def words(text):
    return text.split()


@pytest.mark.parametrize("marker", ["first-command", "test-command"])
def test_each_command_is_one_line_that_can_be_pasted(marker):
    assert "\n" not in block_after(marker)


def test_ci_runs_the_commands_of_the_readme():
    script = (ROOT / ".ci" / "run").read_text(encoding="utf-8")
    assert "command_after first-command" in script
    assert "command_after test-command" in script


def test_files_and_folders_that_it_names_are_there():
    for target in re.findall(r"\]\(([^)#:]+)\)", README):
        assert (ROOT / target).exists(), target
    for folder in re.findall(r"^(\w[\w/]*/?) {2,}", block_after_picture(), re.MULTILINE):
        assert (ROOT / folder).exists(), folder


def block_after_picture():
    return README.split("## How it works")[1].split("```text")[2].split("```")[0]


@pytest.mark.slow
def test_its_question_has_the_answer_that_it_shows(travaux, published_seeds):
    done = travaux("sql", block_after("question"), "--warehouse", published_seeds, COLUMNS="120")
    assert words(done.stdout) == words(block_after("answer"))


@pytest.mark.slow
def test_its_first_output_counts_what_the_seeds_hold(travaux, published_seeds):
    """Names of runs differ; every other number is the same."""
    shown = block_after("first-output")
    for table, words_shown in (
        ("core.documents", "documents in the warehouse"),
        ("core.country_mentions", "country mentions"),
        ("core.symbol_mentions", "symbol mentions"),
        ("core.date_mentions", "date mentions"),
        ("core.vote_positions", "vote positions"),
    ):
        count = travaux("sql", f"select count(*) as n from {table}", "--csv", "--warehouse", published_seeds)
        assert re.search(rf"{words_shown} *│ *{count.stdout.split()[1]} ", shown), words_shown


def test_every_option_of_ingest_is_explained():
    said = subprocess.run(
        [sys.executable, "-c", "from flows.cli import main; main()", "ingest", "--help"],
        capture_output=True, text=True, check=True, cwd=ROOT,
    ).stdout  # fmt: skip
    assert "Exit code" in said
