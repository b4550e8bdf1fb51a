create table if not exists ref.symbol_series (
    series text primary key,
    description text,
    example text
);

comment on table ref.symbol_series is 'One row per series of document symbols or resolution numbers that is recognised.';
comment on column ref.symbol_series.series is 'Code of the series. Key.';
comment on column ref.symbol_series.description is 'What the series holds.';
comment on column ref.symbol_series.example is 'A symbol or number of the series.';
