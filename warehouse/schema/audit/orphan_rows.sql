create view audit.orphan_rows as
with named as (
    select
        'pages' as table_name,
        document_id,
        null as paragraph_id
    from core.pages
    union all
    select
        'country_mentions' as table_name,
        document_id,
        paragraph_id
    from core.country_mentions
    union all
    select
        'group_mentions' as table_name,
        document_id,
        paragraph_id
    from core.group_mentions
    union all
    select
        'symbol_mentions' as table_name,
        document_id,
        paragraph_id
    from core.symbol_mentions
    union all
    select
        'date_mentions' as table_name,
        document_id,
        paragraph_id
    from core.date_mentions
    union all
    select
        'session_mentions' as table_name,
        document_id,
        paragraph_id
    from core.session_mentions
    union all
    select
        'votes' as table_name,
        document_id,
        paragraph_id
    from core.votes
    union all
    select
        'sponsors' as table_name,
        document_id,
        paragraph_id
    from core.sponsors
    union all
    select
        'statements' as table_name,
        document_id,
        paragraph_id
    from core.statements
    union all
    select
        'actions' as table_name,
        document_id,
        paragraph_id
    from core.actions
    union all
    select
        'texts' as table_name,
        document_id,
        null as paragraph_id
    from core.texts
    union all
    select
        'paragraphs' as table_name,
        document_id,
        paragraph_id
    from core.paragraphs
),

referred as (
    select distinct
        table_name,
        document_id,
        paragraph_id
    from named
)

select
    referred.table_name,
    referred.document_id,
    referred.paragraph_id
from referred
left join core.documents as document on referred.document_id = document.document_id
left join core.paragraphs as paragraph on referred.paragraph_id = paragraph.paragraph_id
where
    document.document_id is null
    or (referred.paragraph_id is not null and paragraph.paragraph_id is null)
    or paragraph.document_id <> referred.document_id;

comment on view audit.orphan_rows is 'critical on core.documents: One row per table and document or paragraph that rows of core name but that does not exist.';
