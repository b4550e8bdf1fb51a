create view audit.code_unknown as
with country_codes as (
    select
        'core.country_mentions.iso3' as column_name,
        iso3 as code,
        count(*) as occurrences
    from core.country_mentions
    group by iso3
    union all
    select
        'core.vote_positions.iso3' as column_name,
        iso3 as code,
        count(*) as occurrences
    from core.vote_positions
    group by iso3
    union all
    select
        'core.sponsors.iso3' as column_name,
        iso3 as code,
        count(*) as occurrences
    from core.sponsors
    group by iso3
    union all
    select
        'core.statements.iso3' as column_name,
        iso3 as code,
        count(*) as occurrences
    from core.statements
    group by iso3
    union all
    select
        'core.documents.author_iso3' as column_name,
        author_iso3 as code,
        count(*) as occurrences
    from core.documents
    group by author_iso3
),

group_codes as (
    select
        'core.group_mentions.group_code' as column_name,
        group_code as code,
        count(*) as occurrences
    from core.group_mentions
    group by group_code
    union all
    select
        'core.sponsors.group_code' as column_name,
        group_code as code,
        count(*) as occurrences
    from core.sponsors
    group by group_code
)

select
    column_name,
    code,
    occurrences
from country_codes
where code not in (select country.iso3 from ref.countries as country)
union all
select
    column_name,
    code,
    occurrences
from group_codes
where code not in (select named.group_code from ref.groups as named);

comment on view audit.code_unknown is 'critical on ref.countries: One row per column and country or group code that the reference data do not know.';
