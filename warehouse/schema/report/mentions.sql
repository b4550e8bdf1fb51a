create view report.mentions as
with mentions as (
    select
        document_id,
        paragraph_id,
        page_number,
        'country' as kind,
        start_char,
        end_char,
        surface,
        iso3 as value,
        "method"
    from core.country_mentions
    union all
    select
        document_id,
        paragraph_id,
        page_number,
        'group',
        start_char,
        end_char,
        surface,
        group_code,
        "method"
    from core.group_mentions
    union all
    select
        document_id,
        paragraph_id,
        page_number,
        'symbol',
        start_char,
        end_char,
        surface,
        concat_ws('-', symbol, joint_symbol),
        "method"
    from core.symbol_mentions
    union all
    select
        document_id,
        paragraph_id,
        page_number,
        'date',
        start_char,
        end_char,
        surface,
        case when start_date = end_date then start_date::text else concat_ws('/', start_date, end_date) end,
        "method"
    from core.date_mentions
    union all
    select
        document_id,
        paragraph_id,
        page_number,
        'session',
        start_char,
        end_char,
        surface,
        concat_ws(' ', body_code, session),
        "method"
    from core.session_mentions
)

select
    mention.document_id,
    document.symbol as document_symbol,
    document.file_name,
    mention.paragraph_id,
    mention.page_number,
    mention.kind,
    mention.start_char,
    mention.end_char,
    mention.surface,
    mention.value,
    mention.method
from mentions as mention
inner join core.documents as document on mention.document_id = document.document_id;

comment on view report.mentions is 'One row per place in a text that names a country, a group, a symbol, a date or a session: all five mention tables in one.';
comment on column report.mentions.document_id is 'The document; see report.documents.';
comment on column report.mentions.document_symbol is 'Symbol of the document.';
comment on column report.mentions.file_name is 'Name of its file.';
comment on column report.mentions.paragraph_id is 'The paragraph; see core.paragraphs.';
comment on column report.mentions.page_number is 'The page on which it begins.';
comment on column report.mentions.kind is 'country, group, symbol, date or session.';
comment on column report.mentions.start_char is 'Offset of its first character in core.texts.text.';
comment on column report.mentions.end_char is 'Offset after its last character.';
comment on column report.mentions.surface is 'The words as they stand in the text.';
comment on column report.mentions.value is 'What they name: code of the country or group, canonical symbol, day or first and last day, body and session.';
comment on column report.mentions.method is 'The rule that found it.';
