"""Made-up documents in the wordings of half a century, each beside what must be read in it (`documents/*.json`)."""

import json
import random
from datetime import date
from pathlib import Path

import pytest

from seeds.countries import members_on, read_country_names, resolve_country
from tasks.ingestion.document import parse_document
from tests.drawing import Drawing

DOCUMENTS = sorted(Path(__file__).with_name("documents").glob("*.txt"))
DAY = date(1993, 11, 18)
HEADINGS = ("In favour", "Against", "Abstaining")
BOTTOM = 610  # points from the page's top, below which a list goes on overleaf


def iso3_with(vote, position):
    return sorted(p.iso3 or p.name_as_printed for p in vote.positions if p.position == position)


def as_told(vote):
    return {
        "item": vote.item_symbol,
        "method": vote.method,
        "result": vote.result,
        "totals": [vote.yes_count, vote.no_count, vote.abstain_count],
        **{position: iso3_with(vote, position) for position in ("yes", "no", "abstain")},
        "intended": {
            p.iso3: p.intended_position for p in vote.positions if p.intended_position not in (None, "absent")
        },
    }


def where(vote):
    return {"meeting": vote.meeting, "day": vote.voted_on and vote.voted_on.isoformat()}


def sponsors_by_item(sponsors):
    found = {}
    for s in sponsors:
        roles = found.setdefault(s.item_symbol, {"main": set(), "additional": set()})
        roles[s.role].add(s.iso3 or s.group_code or s.name_as_printed)
    return {item: {role: sorted(names) for role, names in roles.items()} for item, roles in found.items()}


@pytest.fixture(scope="module", params=DOCUMENTS, ids=lambda path: path.stem)
def case(request):
    expected = json.loads(request.param.with_suffix(".json").read_text(encoding="utf-8"))
    return parse_document(request.param.read_bytes(), request.param.name).proceedings, expected


def test_every_cell_of_every_vote_is_right_and_none_is_invented(case):
    found, expected = case
    told = [
        {k: v for k, v in vote.items() if k not in ("part", "meeting", "day")} for vote in expected["votes"]
    ]
    assert [as_told(vote) for vote in found.votes] == told


def test_votes_tell_their_meeting_and_whether_they_are_on_a_part(case):
    found, expected = case
    for vote, wanted in zip(found.votes, expected["votes"], strict=True):
        assert {k: v for k, v in where(vote).items() if wanted[k]} == {
            k: wanted[k] for k in where(vote) if wanted[k]
        }
        assert bool(vote.motion) is wanted["part"] or vote.motion == "amendment"


def test_sponsors_are_told_by_draft(case):
    found, expected = case
    if expected["sponsors"] is not None:
        assert sponsors_by_item(found.sponsors) == expected["sponsors"]


def test_statements_tell_speaker_group_and_occasion(case):
    found, expected = case
    if expected["statements"] is None:
        return
    told = [
        (s.iso3 or s.organization or s.speaker_title, s.on_behalf_of is not None, s.occasion)
        for s in found.statements
        if s.occasion != "chair"
    ]
    for speaker, behalf, occasions in expected["statements"]:
        matches = [
            t for t in told if t[:2] == (speaker, behalf) and occasions in ("*", *_either(t[2], occasions))
        ]
        assert matches, (speaker, occasions, told)
        told.remove(matches[0])
    assert told == []


def _either(occasion, occasions):
    return (occasions,) if occasion in occasions.split("|") else ()


def hanging(drawing, y, lists):
    """Draw headings at the left, names in a column of their own."""
    for heading, names in zip(HEADINGS, lists, strict=True):
        for index, line in enumerate(drawing.lines(", ".join(names) + ".", 489 - 222)):
            y = next_line(drawing, y)
            if index == 0:
                drawing.put(150, y, f"__{heading}:__")
            drawing.put(222, y, line)
    return y + 18


def in_columns(drawing, y, lists, columns=2):
    """Draw every name on a line of its own, in columns."""
    for heading, names in zip(HEADINGS, lists, strict=True):
        y = next_line(drawing, y if y < BOTTOM - 60 else BOTTOM)
        drawing.put(123, y, f"__{heading}:__")
        left = list(names)
        while left:
            rows = min(int((BOTTOM + 20 - y) // 12), -(-len(left) // columns))
            for column in range(columns):
                for row, name in enumerate(left[column * rows : (column + 1) * rows]):
                    drawing.put(123 + column * 380 // columns, y + 12 * (row + 1), name)
            left = left[columns * rows :]
            y = 87 - 12 if left else y + 12 * rows + 6
            if left:
                drawing.page().running("A/48/681", 2, 9)
    return y


def next_line(drawing, y):
    if y < BOTTOM:
        return y + 12
    drawing.page().running("A/48/681", 2, 9)
    return 87


def roll_call():
    """Return the names of a vote's three sides, drawn by lot once and for all."""
    names = {
        row.iso3: row.name
        for row in read_country_names()
        if row.kind == "short" and row.name.isascii() and resolve_country(row.name, DAY) == row.iso3
    }
    members = sorted((names[iso3], iso3) for iso3 in members_on(DAY) if iso3 in names)
    sides = ([], [], [])
    lot = random.Random(48)
    for name, iso3 in members:
        lot.choices(sides, (6, 1, 3))[0].append((name, iso3))
    return sides


@pytest.mark.slow
@pytest.mark.parametrize("family", ["Times", "Courier"])
@pytest.mark.parametrize("draw", [hanging, in_columns])
def test_a_roll_call_is_read_in_every_layout(draw, family):
    sides = roll_call()
    drawing = Drawing(family=family)
    y = drawing.cover(symbol="A/48/681", session=("**Forty-eighth session**", "Agenda item 71"))
    y = drawing.paragraph(
        y,
        "At its 28th meeting, on 18 November, the Committee adopted draft resolution A/C.1/48/L.25/Rev.1 by a recorded "
        f"vote of {len(sides[0])} to {len(sides[1])}, with {len(sides[2])} abstentions. The voting was as follows:",
        number="8.",
    )
    y = draw(drawing, y, [[name for name, _ in side] for side in sides])
    (vote,) = parse_document(drawing.data(), "A_48_681.pdf").proceedings.votes
    assert [iso3_with(vote, position) for position in ("yes", "no", "abstain")] == [
        sorted(iso3 for _, iso3 in side) for side in sides
    ]
    assert (vote.yes_count, vote.no_count, vote.abstain_count) == tuple(map(len, sides))
