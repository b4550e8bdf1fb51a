create view audit.text_has_marks as
select document_id
from core.texts
where regexp_matches(text, '[\x{E001}-\x{E009}]');

comment on view audit.text_has_marks is 'critical on core.texts: One row per text in which style marks were left.';
