-- The second reader of a scheduled notice is nobody who ever saved its draft: said when it is scheduled, not only when
-- its time has come.
CREATE TRIGGER notice_scheduler_wrote_nothing BEFORE UPDATE OF reader_id ON notice_draft
WHEN NEW.reader_id IS NOT NULL
  AND (NEW.reader_id = NEW.author_id OR EXISTS (SELECT 1 FROM json_each(NEW.savers) s WHERE s.value = NEW.reader_id))
BEGIN SELECT RAISE(ABORT, 'notice_second_reader'); END;
