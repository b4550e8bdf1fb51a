create table if not exists ref.group_names (
    name text not null,
    group_code text not null
);

comment on table ref.group_names is 'One row per printed name or abbreviation of a group.';
comment on column ref.group_names.name is 'A name or abbreviation as printed.';
comment on column ref.group_names.group_code is 'The group; see ref.groups.';
