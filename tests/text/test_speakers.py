"""Speakers at the head of speeches are found, and labels that only look like them are not."""

import pytest

from seeds.reference import read_reference
from tasks.text.speakers import find_speaker
from tasks.text.standing import is_standing


@pytest.mark.parametrize(
    ("text", "name", "notes"),
    [
        ("The President: I now call", "The President", ""),
        ("The Acting President (spoke in Arabic): I call", "The Acting President", "(spoke in Arabic)"),
        ("The CHAIRMAN: I call", "The CHAIRMAN", ""),
        ("Mr. Example (Atlantis): At the outset", "Mr. Example", "(Atlantis)"),
        (
            "Ms. Al-Example (Atlantis) (spoke in Spanish): It is",
            "Ms. Al-Example",
            "(Atlantis) (spoke in Spanish)",
        ),
        ("Mr. S. R. Example (Atlantis): It", "Mr. S. R. Example", "(Atlantis)"),
        ("Sir Mark Example (Atlantis): The", "Sir Mark Example", "(Atlantis)"),
        ("The Secretary-General: I thank", "The Secretary-General", ""),
        ("President Example (Atlantis): It is", "President Example", "(Atlantis)"),
        ("Mr. Example (Atlantis)\n(spoke in French): It", "Mr. Example", "(Atlantis) (spoke in French)"),
    ],
)
def test_speaker_is_found_with_notes(text, name, notes):
    speaker = find_speaker(text)
    assert speaker is not None
    assert (speaker.name, speaker.notes) == (name, notes)
    assert text[: speaker.end].rstrip().endswith(":")


@pytest.mark.parametrize(
    "text",
    ["Rapporteur: Mr. Example (Atlantis)", "President: Ms. Example (Atlantis)", "General debate: statements",
     "Mr. Chairman, distinguished delegates: thank you", "The following was said: x", "In favour: Atlantis",
     "Mr. Example said yes. And then: no", "The President said", ""],
)  # fmt: skip
def test_other_colons_are_no_speakers(text):
    speaker = find_speaker(text)
    assert speaker is None or "," in speaker.name


@pytest.mark.parametrize("row", read_reference("standing_lines"), ids=lambda row: row["beginning"])
def test_standing_lines_begin_their_examples(row):
    assert row["example"].startswith(row["beginning"])
    assert is_standing(row["example"]) == (row["extent"] != "heading")
    assert not is_standing(f"Then {row['example']}")
