create macro report.votes_of(state) as table
select
    vote.voted_on,
    vote.body_code,
    vote.item_symbol,
    vote.motion,
    vote.iso3,
    vote.name_then,
    vote.position,
    vote.intended_position,
    vote.result,
    vote.vote_id
from report.vote_matrix as vote
where vote.iso3 = upper(state)
    or vote.iso3 in (select iso3 from ref.country_names where lower(name) = lower(state))
    or vote.iso3 in (select iso3 from ref.countries where lower(name) = lower(state))
order by vote.voted_on, vote.vote_id;

comment on macro table report.votes_of is 'One row per recorded vote of a State, given by its code or any of its names. Example: from report.votes_of(''PAK'').';
