create view audit.statement_without_speaker as
select statement_id
from core.statements
where speaker is null and speaker_title is null and iso3 is null and organization is null;

comment on view audit.statement_without_speaker is 'warning on core.statements: One row per statement of which neither speaker nor State nor organization is known.';
