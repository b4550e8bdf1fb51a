create table if not exists ref.countries (
    iso3 text primary key,
    iso2 text,
    m49 text,
    name text not null,
    formal_name text,
    member_since date,
    member_until date,
    regional_group text,
    region text,
    subregion text,
    successor_iso3 text,
    check (member_until is null or member_since <= member_until)
);

comment on table ref.countries is 'One row per State that is or was a Member or an observer State of the United Nations.';
comment on column ref.countries.iso3 is 'ISO 3166-1 alpha-3 code; of a State that is gone its ISO 3166-3 code (SUN, YUG, CSK, DDR, YMD). Key.';
comment on column ref.countries.iso2 is 'ISO 3166-1 alpha-2 code, the former one for a State that is gone.';
comment on column ref.countries.m49 is 'Numeric code of the United Nations Statistics Division (M49), three digits.';
comment on column ref.countries.name is 'Short name as the United Nations prints it today, or printed last.';
comment on column ref.countries.formal_name is 'Formal name.';
comment on column ref.countries.member_since is 'First day of membership; null for an observer State.';
comment on column ref.countries.member_until is 'Last day of membership of a State that is gone; null for a Member of today.';
comment on column ref.countries.regional_group is 'Regional group for elections in the General Assembly.';
comment on column ref.countries.region is 'M49 region.';
comment on column ref.countries.subregion is 'M49 subregion.';
comment on column ref.countries.successor_iso3 is 'The State that continues the seat of one that is gone; null where no State does.';
