create view report.data_dictionary as
with relations as (
    select
        schema_name,
        table_name as name,
        'table' as kind,
        comment
    from duckdb_tables()
    where not internal
    union all
    select
        schema_name,
        view_name,
        'view',
        comment
    from duckdb_views()
    where not internal
),

keys as (
    select
        schema_name,
        table_name,
        unnest(constraint_column_names) as column_name
    from duckdb_constraints()
    where constraint_type = 'PRIMARY KEY'
)

select
    columns.schema_name,
    columns.table_name,
    relations.kind as table_kind,
    relations.comment as table_comment,
    columns.column_index as position,
    columns.column_name,
    columns.data_type,
    keys.column_name is not null as is_key,
    columns.is_nullable,
    columns.comment as column_comment
from duckdb_columns() as columns
inner join relations on columns.schema_name = relations.schema_name and columns.table_name = relations.name
left join keys
    on
        columns.schema_name = keys.schema_name
        and columns.table_name = keys.table_name
        and columns.column_name = keys.column_name
where columns.schema_name in ('ref', 'core', 'ops', 'report', 'search');

comment on view report.data_dictionary is 'One row per column of every table and view, with what it means.';
comment on column report.data_dictionary.schema_name is 'Schema: ref (reference data), core (what documents say), ops (how it got here), report (views for people), search (the index of report.search).';
comment on column report.data_dictionary.table_name is 'Table or view.';
comment on column report.data_dictionary.table_kind is 'table or view.';
comment on column report.data_dictionary.table_comment is 'What one row of it is.';
comment on column report.data_dictionary.position is 'Place of the column, from 1.';
comment on column report.data_dictionary.column_name is 'The column.';
comment on column report.data_dictionary.data_type is 'Its type.';
comment on column report.data_dictionary.is_key is 'Whether it belongs to the primary key.';
comment on column report.data_dictionary.is_nullable is 'Whether it can be null (of a view: always true).';
comment on column report.data_dictionary.column_comment is 'What it means.';
