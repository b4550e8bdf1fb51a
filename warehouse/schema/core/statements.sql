create table if not exists core.statements (
    statement_id text primary key,
    document_id text not null,
    paragraph_id text not null,
    speaker text,
    speaker_title text,
    iso3 text,
    organization text,
    on_behalf_of text,
    occasion text not null check (
        occasion in (
            'general', 'introduction', 'before_vote', 'explanation_of_vote_before',
            'explanation_of_vote_after', 'after_vote', 'right_of_reply', 'chair', 'other'
        )
    ),
    meeting text,
    spoken_on date,
    start_char integer not null,
    end_char integer not null,
    language_spoken text,
    check (0 <= start_char and start_char <= end_char)
);

comment on table core.statements is 'One row per statement that a document records or is.';
comment on column core.statements.statement_id is 'document_id, :s and the number of the statement in the document. Key.';
comment on column core.statements.document_id is 'The document; see core.documents.';
comment on column core.statements.paragraph_id is 'The paragraph in which it begins or is reported; see core.paragraphs.';
comment on column core.statements.speaker is 'Name of the speaker without Mr. or Ms.; null in reports.';
comment on column core.statements.speaker_title is 'Title or office of the speaker.';
comment on column core.statements.iso3 is 'The State that spoke; see ref.countries. Null where no State did.';
comment on column core.statements.organization is 'The organization or office that spoke, where it is no State.';
comment on column core.statements.on_behalf_of is 'For whom it was spoken, as printed; null where for the speaker alone.';
comment on column core.statements.occasion is 'general, introduction, before_vote, explanation_of_vote_before, explanation_of_vote_after, after_vote, right_of_reply, chair or other.';
comment on column core.statements.meeting is 'The meeting, as printed.';
comment on column core.statements.spoken_on is 'Day on which it was made.';
comment on column core.statements.start_char is 'Offset of its first character in core.texts.text.';
comment on column core.statements.end_char is 'Offset after its last character.';
comment on column core.statements.language_spoken is 'Language in which it was made, by its English name, where the record says so.';
