create table if not exists ref.membership_gaps (
    iso3 text not null,
    left_on date not null,
    returned_on date not null,
    why text,
    primary key (iso3, left_on),
    check (left_on < returned_on)
);

comment on table ref.membership_gaps is 'One row per time in which a State that is a Member was none.';
comment on column ref.membership_gaps.iso3 is 'The State; see ref.countries. Key with left_on.';
comment on column ref.membership_gaps.left_on is 'First day on which it was no Member.';
comment on column ref.membership_gaps.returned_on is 'First day on which it was a Member again.';
comment on column ref.membership_gaps.why is 'What happened.';
