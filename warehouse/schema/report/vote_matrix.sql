create view report.vote_matrix as
with recorded as (
    select
        vote.vote_id,
        vote.document_id,
        vote.item_symbol,
        vote.motion,
        vote.meeting,
        vote.result,
        coalesce(vote.voted_on, document.document_date) as voted_on,
        coalesce(vote.body_code, document.body_code) as body_code
    from core.votes as vote
    inner join core.documents as document on vote.document_id = document.document_id
    where vote."method" = 'recorded' and vote.listed_yes is not null
),

absent as (
    select
        recorded.vote_id,
        membership.iso3,
        null as name_as_printed,
        'absent' as position,
        null as intended_position,
        null as intended_basis
    from recorded
    inner join report.memberships as membership
        on
            recorded.voted_on >= membership.member_from
            and recorded.voted_on <= coalesce(membership.member_to, date '9999-12-31')
    anti join core.vote_positions as listed
        on recorded.vote_id = listed.vote_id and membership.iso3 = listed.iso3
    -- Only where every Member has a vote.
    where regexp_full_match(recorded.body_code, 'A(/C\.[1-6]|/SPC|/E?S-\d+)?')
),

positions as (
    select
        vote_id,
        iso3,
        name_as_printed,
        position,
        intended_position,
        intended_basis
    from core.vote_positions
    union all
    select
        vote_id,
        iso3,
        name_as_printed,
        position,
        intended_position,
        intended_basis
    from absent
),

-- What a State was called while it had another name than today.
former_names as (
    select
        name,
        iso3,
        valid_from,
        valid_to
    from ref.country_names
    where kind in ('short', 'former', 'period') and (valid_from is not null or valid_to is not null)
),

names as (
    select
        recorded.vote_id,
        former_names.iso3,
        arg_min(former_names.name, length(former_names.name)) as name
    from recorded
    inner join former_names
        on
            recorded.voted_on >= coalesce(former_names.valid_from, date '0001-01-01')
            and recorded.voted_on <= coalesce(former_names.valid_to, date '9999-12-31')
    group by recorded.vote_id, former_names.iso3
)

select
    recorded.vote_id,
    recorded.voted_on,
    recorded.body_code,
    recorded.meeting,
    recorded.item_symbol,
    recorded.motion,
    recorded.result,
    positions.iso3,
    coalesce(country.name, positions.name_as_printed) as country,
    coalesce(names.name, country.name, positions.name_as_printed) as name_then,
    positions.name_as_printed,
    country.regional_group,
    positions.position,
    positions.intended_position,
    positions.intended_basis,
    recorded.document_id
from recorded
inner join positions on recorded.vote_id = positions.vote_id
left join ref.countries as country on positions.iso3 = country.iso3
left join names on recorded.vote_id = names.vote_id and positions.iso3 = names.iso3;

comment on view report.vote_matrix is 'One row per recorded vote and State: how it voted. In the General Assembly and its Main Committees also the Members of that day that are in no list, as absent.';
comment on column report.vote_matrix.vote_id is 'The vote; see report.votes. Key with iso3.';
comment on column report.vote_matrix.voted_on is 'Day of the vote; where it is not printed, the date of the document.';
comment on column report.vote_matrix.body_code is 'The organ that voted.';
comment on column report.vote_matrix.meeting is 'The meeting, as printed.';
comment on column report.vote_matrix.item_symbol is 'The text voted on.';
comment on column report.vote_matrix.motion is 'What was put to the vote where it is not a whole text.';
comment on column report.vote_matrix.result is 'adopted, rejected or unknown.';
comment on column report.vote_matrix.iso3 is 'The State; see ref.countries.';
comment on column report.vote_matrix.country is 'Its name today.';
comment on column report.vote_matrix.name_then is 'Its name on that day.';
comment on column report.vote_matrix.name_as_printed is 'Its name as the list prints it; null where it is in no list.';
comment on column report.vote_matrix.regional_group is 'Its regional group.';
comment on column report.vote_matrix.position is 'yes, no, abstain or absent. Never changed by a later statement.';
comment on column report.vote_matrix.intended_position is 'What it said later that it had intended.';
comment on column report.vote_matrix.intended_basis is 'had_intended or had_been_present.';
comment on column report.vote_matrix.document_id is 'The document that reports the vote; see report.documents.';
