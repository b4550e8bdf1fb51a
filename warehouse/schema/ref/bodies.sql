create table if not exists ref.bodies (
    body_code text primary key,
    name text not null,
    symbol_prefix text,
    parent_code text
);

comment on table ref.bodies is 'One row per organ, committee, commission or conference that issues documents.';
comment on column ref.bodies.body_code is 'The prefix of the symbols of the body, such as A, A/C.3, S, E/CN.15. Key.';
comment on column ref.bodies.name is 'Name of the body.';
comment on column ref.bodies.symbol_prefix is 'How the symbols of its documents begin.';
comment on column ref.bodies.parent_code is 'The body it belongs to; null for a principal organ.';
