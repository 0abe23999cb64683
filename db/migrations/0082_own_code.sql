-- The code that reads a result: the one a login was made with, or one handed out at a counter on a document. A level that
-- was proved raises the application, and with it nobody else who holds a code of it.
ALTER TABLE application ADD COLUMN own_code_hash TEXT;
