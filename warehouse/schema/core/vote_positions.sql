create table if not exists core.vote_positions (
    vote_id text not null,
    iso3 text,
    name_as_printed text not null,
    position text not null check (position in ('yes', 'no', 'abstain', 'absent')),
    intended_position text check (intended_position in ('yes', 'no', 'abstain', 'absent')),
    intended_basis text check (intended_basis in ('had_intended', 'had_been_present')),
    check ((intended_position is null) = (intended_basis is null))
);

comment on table core.vote_positions is 'One row per State that a document lists in a vote, or that said later how it had intended to vote.';
comment on column core.vote_positions.vote_id is 'The vote; see core.votes. Key with iso3, watched by an audit.';
comment on column core.vote_positions.iso3 is 'The State; see ref.countries. Null: a name that was not recognised.';
comment on column core.vote_positions.name_as_printed is 'Its name as the list prints it.';
comment on column core.vote_positions.position is 'yes, no or abstain as listed; absent: in no list. Never changed by a later statement.';
comment on column core.vote_positions.intended_position is 'What it said later that it had intended.';
comment on column core.vote_positions.intended_basis is 'had_intended (it had intended to vote so) or had_been_present (had it been present).';
