create table if not exists ref.sessions (
    body_code text not null,
    session text not null,
    opens_on date,
    closes_on date,
    primary key (body_code, session),
    check (closes_on is null or opens_on <= closes_on)
);

comment on table ref.sessions is 'One row per session of a body.';
comment on column ref.sessions.body_code is 'The body; see ref.bodies.';
comment on column ref.sessions.session is 'Number or year of the session as text: 74, ES-10, S-32, 2025.';
comment on column ref.sessions.opens_on is 'Day on which it opened.';
comment on column ref.sessions.closes_on is 'Day on which it closed; null where it is open or not known.';
