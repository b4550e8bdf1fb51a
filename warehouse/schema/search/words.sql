create table if not exists search.words (
    word text primary key,
    stem text not null,
    paragraphs integer not null
);

comment on table search.words is 'One row per word that occurs in a paragraph.';
comment on column search.words.word is 'The word in small letters, without accents. Key.';
comment on column search.words.stem is 'What it shares with its other forms (committee, committees), by the stemmer of the FTS extension of DuckDB; the word itself where that could not be loaded.';
comment on column search.words.paragraphs is 'Number of paragraphs in which it occurs.';
