create view report.missing_documents as
select
    cited_symbol as symbol,
    any_value(cited_body_code) as body_code,
    count(distinct document_id) as citing_documents,
    count(*) as citations,
    list_sort(list(distinct coalesce(citing_symbol, file_name))) as cited_by,
    mode(stated_date) as stated_date
from report.citations
where cited_document_id is null and is_current
group by cited_symbol;

comment on view report.missing_documents is 'One row per symbol that documents here cite but that is not held: what to fetch next.';
comment on column report.missing_documents.symbol is 'The symbol that is cited. Key.';
comment on column report.missing_documents.body_code is 'The organ.';
comment on column report.missing_documents.citing_documents is 'How many current documents cite it.';
comment on column report.missing_documents.citations is 'How often they do.';
comment on column report.missing_documents.cited_by is 'Their symbols, or file names where they have none.';
comment on column report.missing_documents.stated_date is 'Date of adoption that they state for it, most often.';
