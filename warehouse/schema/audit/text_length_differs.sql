create view audit.text_length_differs as
select
    document.document_id,
    document.character_count,
    length(texts.text) as characters
from core.documents as document
left join core.texts as texts on document.document_id = texts.document_id
where texts.text is null or length(texts.text) <> document.character_count;

comment on view audit.text_length_differs is 'critical on core.documents: One row per document whose text is missing or not as long as it says.';
