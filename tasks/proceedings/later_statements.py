"""Later statements put beside the votes that they are about; the votes stay as they are."""

from collections.abc import Iterable, Sequence
from dataclasses import replace

from tasks.model import Vote, VotePosition
from tasks.proceedings.ballots import Ballot
from tasks.proceedings.intentions import Intention

MOST_LATER = 6_000  # characters between a vote and a statement on it that names no text


def with_intentions(
    votes: Sequence[tuple[Vote, Ballot]], intentions: Iterable[Intention]
) -> list[tuple[Vote, Ballot]]:
    """Return the votes, each with what States said later that they had meant to do."""
    meant: dict[int, list[Intention]] = {}
    for intention in intentions:
        for index in _meant_votes(votes, intention):
            meant.setdefault(index, []).append(intention)
    return [(_with_meant(vote, meant.get(index, [])), ballot) for index, (vote, ballot) in enumerate(votes)]


def _meant_votes(votes: Sequence[tuple[Vote, Ballot]], intention: Intention) -> list[int]:
    """Return the votes that a later statement is about: those on the texts it names, else the last before it."""
    place = intention.start_char if intention.anchor_char is None else intention.anchor_char
    listed = [index for index, (vote, _) in enumerate(votes) if vote.positions]
    named = [
        index
        for index in listed
        if votes[index][0].item_symbol in intention.symbols and not votes[index][0].motion
    ]
    if named:
        return named
    earlier = [index for index in listed if votes[index][1].start_char <= place]
    return [index for index in earlier[-1:] if place - votes[index][1].end_char <= MOST_LATER]


def _with_meant(vote: Vote, intentions: Sequence[Intention]) -> Vote:
    positions = list(vote.positions)
    for said in intentions:
        index = next((i for i, p in enumerate(positions) if p.iso3 == said.iso3), None)
        if index is None:
            positions.append(
                VotePosition(said.iso3, said.name_as_printed, "absent", said.position, said.basis)
            )
        else:
            positions[index] = replace(
                positions[index], intended_position=said.position, intended_basis=said.basis
            )
    return replace(vote, positions=tuple(positions))
