create view report.memberships as
with beginnings as (
    select
        iso3,
        member_since as member_from
    from ref.countries
    where member_since is not null
    union all
    select
        iso3,
        returned_on
    from ref.membership_gaps
),

endings as (
    select
        iso3,
        member_until as member_to
    from ref.countries
    where member_until is not null
    union all
    select
        iso3,
        left_on - 1
    from ref.membership_gaps
)

select
    beginnings.iso3,
    beginnings.member_from,
    min(endings.member_to) as member_to
from beginnings
left join endings on beginnings.iso3 = endings.iso3 and beginnings.member_from <= endings.member_to
group by beginnings.iso3, beginnings.member_from;

comment on view report.memberships is 'One row per State and unbroken time in which it was a Member of the United Nations.';
comment on column report.memberships.iso3 is 'The State; see ref.countries. Key with member_from.';
comment on column report.memberships.member_from is 'First day.';
comment on column report.memberships.member_to is 'Last day; null: it still is.';
