create table if not exists ref.country_names (
    name text not null,
    iso3 text not null,
    kind text not null,
    valid_from date,
    valid_to date
);

comment on table ref.country_names is 'One row per name, State and time in which the name stood for that State.';
comment on column ref.country_names.name is 'A name, an adjective or a people as printed.';
comment on column ref.country_names.iso3 is 'The State it stands for; see ref.countries.';
comment on column ref.country_names.kind is 'What sort of name it is: short, formal, former, variant, demonym, ….';
comment on column ref.country_names.valid_from is 'First day on which it stood for that State; null: always did.';
comment on column ref.country_names.valid_to is 'Last day on which it stood for that State; null: still does.';
