-- Who has been told that the counter of their visit is closed: each booking once for each closure.
CREATE TABLE closure_notice (
  closure_id TEXT NOT NULL,
  booking_id TEXT NOT NULL REFERENCES booking (id),
  told_at    INTEGER NOT NULL,
  PRIMARY KEY (booking_id, closure_id)
) STRICT, WITHOUT ROWID;
