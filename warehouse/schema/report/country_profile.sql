create view report.country_profile as
with mentions as (
    select
        iso3,
        count(*) as mentions,
        count(distinct document_id) as documents
    from core.country_mentions
    group by iso3
),

positions as (
    select
        iso3,
        count(*) filter (where position = 'yes') as yes_votes,
        count(*) filter (where position = 'no') as no_votes,
        count(*) filter (where position = 'abstain') as abstentions,
        count(*) filter (where position = 'absent') as absences
    from report.vote_matrix
    group by iso3
),

sponsorships as (
    select
        iso3,
        count(distinct item_symbol) as drafts_sponsored,
        count(distinct item_symbol) filter (where "role" = 'main') as drafts_submitted
    from core.sponsors
    group by iso3
),

statements as (
    select
        iso3,
        count(*) as statements,
        count(*) filter (where on_behalf_of is not null) as statements_for_others
    from core.statements
    where occasion <> 'chair'
    group by iso3
),

authorships as (
    select
        author_iso3,
        count(*) as documents_written
    from core.documents
    where is_current
    group by author_iso3
)

select
    country.iso3,
    country.name,
    country.regional_group,
    country.member_since,
    country.member_until,
    coalesce(mentions.documents, 0) as documents_naming_it,
    coalesce(mentions.mentions, 0) as mentions,
    coalesce(authorships.documents_written, 0) as documents_written,
    coalesce(positions.yes_votes, 0) as yes_votes,
    coalesce(positions.no_votes, 0) as no_votes,
    coalesce(positions.abstentions, 0) as abstentions,
    coalesce(positions.absences, 0) as absences,
    coalesce(sponsorships.drafts_submitted, 0) as drafts_submitted,
    coalesce(sponsorships.drafts_sponsored, 0) as drafts_sponsored,
    coalesce(statements.statements, 0) as statements,
    coalesce(statements.statements_for_others, 0) as statements_for_others
from ref.countries as country
left join mentions on country.iso3 = mentions.iso3
left join positions on country.iso3 = positions.iso3
left join sponsorships on country.iso3 = sponsorships.iso3
left join statements on country.iso3 = statements.iso3
left join authorships on country.iso3 = authorships.author_iso3;

comment on view report.country_profile is 'One row per State: how often it is named, what it did, how it voted.';
comment on column report.country_profile.iso3 is 'The State; see ref.countries. Key.';
comment on column report.country_profile.name is 'Its name today.';
comment on column report.country_profile.regional_group is 'Its regional group.';
comment on column report.country_profile.member_since is 'First day of its membership.';
comment on column report.country_profile.member_until is 'Last day of its membership.';
comment on column report.country_profile.documents_naming_it is 'Number of documents that name it.';
comment on column report.country_profile.mentions is 'How often they do.';
comment on column report.country_profile.documents_written is 'Number of current documents of which it is the author.';
comment on column report.country_profile.yes_votes is 'Recorded votes in favour.';
comment on column report.country_profile.no_votes is 'Recorded votes against.';
comment on column report.country_profile.abstentions is 'Recorded abstentions.';
comment on column report.country_profile.absences is 'Recorded votes in whose lists it is not, though a Member.';
comment on column report.country_profile.drafts_submitted is 'Drafts of which it is a main sponsor.';
comment on column report.country_profile.drafts_sponsored is 'Drafts that it sponsors, main or additional.';
comment on column report.country_profile.statements is 'Statements that it made, but for the words of its nationals in the chair.';
comment on column report.country_profile.statements_for_others is 'Those among them that were made on behalf of others.';
