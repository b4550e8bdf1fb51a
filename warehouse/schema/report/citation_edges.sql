create view report.citation_edges as
select
    document_id,
    any_value(citing_symbol) as citing_symbol,
    cited_symbol,
    any_value(cited_document_id) as cited_document_id,
    count(*) as citations,
    list_sort(list(distinct context_verb) filter (where context_verb is not null)) as context_verbs,
    min(page_number) as first_page
from report.citations
where is_current
group by document_id, cited_symbol;

comment on view report.citation_edges is 'One row per document and symbol that it cites: an edge of the citation graph.';
comment on column report.citation_edges.document_id is 'The document that cites. Key with cited_symbol.';
comment on column report.citation_edges.citing_symbol is 'Its symbol.';
comment on column report.citation_edges.cited_symbol is 'What is cited.';
comment on column report.citation_edges.cited_document_id is 'The cited document, where it is held here.';
comment on column report.citation_edges.citations is 'How often.';
comment on column report.citation_edges.context_verbs is 'The verbs that introduce the citations.';
comment on column report.citation_edges.first_page is 'The first page on which it is cited.';
