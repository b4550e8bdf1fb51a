create table if not exists ref.symbol_series (
    series text not null,
    pattern text primary key,
    body_code text,
    name text,
    example text
);

comment on table ref.symbol_series is 'One row per form of document symbol or resolution number that is recognised.';
comment on column ref.symbol_series.series is 'The series it belongs to, such as A/RES; core.symbol_mentions names it.';
comment on column ref.symbol_series.pattern is 'The form, with the names of its parts in braces. Key.';
comment on column ref.symbol_series.body_code is 'The organ that issues the series; see ref.bodies.';
comment on column ref.symbol_series.name is 'What the series holds.';
comment on column ref.symbol_series.example is 'Symbols of the form, separated by semicolons.';
