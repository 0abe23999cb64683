-- How long a visit takes that takes another time than its matter at the counter: held for an application, to be seen or to
-- collect. NULL: what its matters take.
ALTER TABLE booking ADD COLUMN minutes INTEGER CHECK (minutes BETWEEN 5 AND 120);
