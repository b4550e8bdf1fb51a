create table if not exists ref.groups (
    group_code text primary key,
    name text not null
);

comment on table ref.groups is 'One row per caucus or political organization of States.';
comment on column ref.groups.group_code is 'Short code of the group, such as G77 or EU. Key.';
comment on column ref.groups.name is 'Name of the group.';
