create view report.position_changes as
with votes as (
    select
        vote.vote_id,
        vote.item_symbol,
        vote.body_code,
        vote.voted_on,
        document.symbol as told_in
    from core.votes as vote
    inner join core.documents as document on vote.document_id = document.document_id
    where vote."method" = 'recorded' and vote.motion is null and document.is_current
),

-- A report with several recorded votes does not tell which of its drafts the plenary voted on.
in_committee as (
    select *
    from votes
    where regexp_full_match(body_code, 'A/(C\.[1-6]|SPC)')
    qualify count(*) over (partition by told_in) = 1
),

-- The plenary votes on the draft in the report, or on what it became.
in_plenary as (
    select
        votes.vote_id,
        votes.item_symbol,
        votes.voted_on,
        coalesce(became.symbol, votes.item_symbol) as report_symbol
    from votes
    left join report.proceedings_steps as became
        on votes.item_symbol = became.next_symbol and became.step = 'became'
    where votes.body_code = 'A'
),

pairs as (
    select
        in_committee.vote_id as committee_vote_id,
        in_committee.item_symbol as draft_symbol,
        in_committee.told_in as report_symbol,
        in_committee.voted_on as committee_voted_on,
        in_plenary.vote_id as plenary_vote_id,
        in_plenary.item_symbol as plenary_item_symbol,
        in_plenary.voted_on as plenary_voted_on
    from in_committee
    inner join in_plenary on in_committee.told_in = in_plenary.report_symbol
    qualify count(*) over (partition by in_committee.vote_id) = 1
)

select
    pairs.draft_symbol,
    pairs.report_symbol,
    pairs.plenary_item_symbol,
    committee.iso3,
    committee.country,
    committee.position as committee_position,
    plenary.position as plenary_position,
    pairs.committee_voted_on,
    pairs.plenary_voted_on,
    pairs.committee_vote_id,
    pairs.plenary_vote_id
from pairs
inner join report.vote_matrix as committee on pairs.committee_vote_id = committee.vote_id
inner join report.vote_matrix as plenary
    on pairs.plenary_vote_id = plenary.vote_id and committee.iso3 = plenary.iso3
where committee.position <> plenary.position;

comment on view report.position_changes is 'One row per State that took another position in the plenary than in the Main Committee, on one draft. Only where the report holds one recorded vote, so that the two votes are certainly on the same text.';
comment on column report.position_changes.draft_symbol is 'The draft voted on in the committee.';
comment on column report.position_changes.report_symbol is 'The committee''s report.';
comment on column report.position_changes.plenary_item_symbol is 'What the plenary voted on: the draft in the report, or the resolution that it became.';
comment on column report.position_changes.iso3 is 'The State; see ref.countries.';
comment on column report.position_changes.country is 'Its name of today.';
comment on column report.position_changes.committee_position is 'yes, no, abstain or absent in the committee.';
comment on column report.position_changes.plenary_position is 'yes, no, abstain or absent in the plenary.';
comment on column report.position_changes.committee_voted_on is 'Day of the vote in the committee.';
comment on column report.position_changes.plenary_voted_on is 'Day of the vote in the plenary.';
comment on column report.position_changes.committee_vote_id is 'The vote in the committee; see report.votes.';
comment on column report.position_changes.plenary_vote_id is 'The vote in the plenary; see report.votes.';
