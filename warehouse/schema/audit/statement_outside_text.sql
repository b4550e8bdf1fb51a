create view audit.statement_outside_text as
select
    statement.statement_id,
    statement.start_char,
    statement.end_char
from core.statements as statement
inner join core.documents as document on statement.document_id = document.document_id
where statement.end_char > document.character_count;

comment on view audit.statement_outside_text is 'critical on core.statements: One row per statement whose characters are not in the text.';
