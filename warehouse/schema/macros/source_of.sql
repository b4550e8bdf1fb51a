create macro report.source_of(paragraph) as table
select
    document.file_name,
    document.source_uri,
    document.symbol,
    paragraph_row.page_number,
    paragraph_row.number as paragraph_number,
    paragraph_row.start_char,
    paragraph_row.end_char,
    paragraph_row.text,
    document.reader,
    document.sha256,
    document.loaded_at,
    document.run_id,
    run.code_version,
    run.fingerprint
from core.paragraphs as paragraph_row
inner join core.documents as document on document.document_id = paragraph_row.document_id
left join ops.runs as run on run.run_id = document.run_id
where paragraph_row.paragraph_id = paragraph;

comment on macro table report.source_of is 'One row: where a paragraph_id of any table comes from, down to file, page, characters, reader, run and version. Example: from report.source_of((select paragraph_id from core.votes limit 1)).';
