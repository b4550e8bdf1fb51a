create view report.citations as
select
    mention.document_id,
    document.symbol as citing_symbol,
    document.title as citing_title,
    document.document_type as citing_type,
    document.document_date as citing_date,
    document.file_name,
    document.is_current,
    mention.paragraph_id,
    mention.page_number,
    paragraph.kind as paragraph_kind,
    paragraph.number as paragraph_number,
    mention.context_verb,
    mention.surface,
    mention.symbol as cited_symbol,
    mention.joint_symbol as cited_joint_symbol,
    mention.body_code as cited_body_code,
    mention.pinpoint,
    mention.adopted_on as stated_date,
    coalesce(held.document_date, joint_held.document_date) as known_date,
    coalesce(held.document_id, joint_held.document_id) as cited_document_id,
    mention.start_char,
    mention.end_char,
    mention."method"
from core.symbol_mentions as mention
inner join core.documents as document on mention.document_id = document.document_id
left join core.paragraphs as paragraph on mention.paragraph_id = paragraph.paragraph_id
left join report.held_symbols as held on mention.symbol = held.symbol
left join report.held_symbols as joint_held on mention.joint_symbol = joint_held.symbol
where mention."role" = 'cited' and mention.symbol is not null;

comment on view report.citations is 'One row per place where a document cites another by its symbol or number.';
comment on column report.citations.document_id is 'The document that cites; see report.documents.';
comment on column report.citations.citing_symbol is 'Its symbol.';
comment on column report.citations.citing_title is 'Its title.';
comment on column report.citations.citing_type is 'Its type.';
comment on column report.citations.citing_date is 'Its date.';
comment on column report.citations.file_name is 'Name of its file.';
comment on column report.citations.is_current is 'False where a later document supersedes the one that cites.';
comment on column report.citations.paragraph_id is 'The paragraph; see core.paragraphs.';
comment on column report.citations.page_number is 'The page.';
comment on column report.citations.paragraph_kind is 'Kind of the paragraph: preambular, operative, footnote, ….';
comment on column report.citations.paragraph_number is 'Its number.';
comment on column report.citations.context_verb is 'The verb that introduces the citation: recalling, reaffirming, pursuant to, ….';
comment on column report.citations.surface is 'The words as they stand in the text.';
comment on column report.citations.cited_symbol is 'What is cited.';
comment on column report.citations.cited_joint_symbol is 'Its second symbol.';
comment on column report.citations.cited_body_code is 'The organ whose text is cited.';
comment on column report.citations.pinpoint is 'The place in it that is cited.';
comment on column report.citations.stated_date is 'Date of adoption that the text states.';
comment on column report.citations.known_date is 'Date of the cited document, where it is held here.';
comment on column report.citations.cited_document_id is 'The cited document, where it is held here; see report.missing_documents.';
comment on column report.citations.start_char is 'Offset of its first character in core.texts.text.';
comment on column report.citations.end_char is 'Offset after its last character.';
comment on column report.citations.method is 'The rule that found it.';
