create view audit.footnote_anchor_outside_text as
select
    paragraph.paragraph_id,
    paragraph.anchor_char
from core.paragraphs as paragraph
inner join core.documents as document on paragraph.document_id = document.document_id
where paragraph.anchor_char > document.character_count;

comment on view audit.footnote_anchor_outside_text is 'critical on core.paragraphs: One row per paragraph whose anchor does not lie in the text.';
