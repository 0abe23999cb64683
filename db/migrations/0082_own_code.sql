-- The code that reads a result: the one a login was made with, or one handed out at a counter on a document. A level that
-- was proved raises the application, and with it nobody else who holds a code of it.
ALTER TABLE application ADD COLUMN own_code_hash TEXT;
-- Results that may still be kept back, by their code or by their level: what is said of them depends on the decision's day alone.
CREATE INDEX application_unproved ON application (decided_at)
  WHERE state IN ('issued', 'refused') AND reminded_at IS NULL
    AND (own_code_hash IS NOT coalesce(person_code_hash, code_hash) OR identity <> 'counter');
