-- The service catalogue, and what each service point offers of it.

CREATE TABLE matter (
  code          TEXT PRIMARY KEY,
  group_code    TEXT NOT NULL,
  counter_group TEXT NOT NULL,
  minutes       INTEGER NOT NULL CHECK (minutes BETWEEN 1 AND 480),
  bookable      INTEGER NOT NULL CHECK (bookable IN (0, 1)),
  popular       INTEGER,
  name_zh       TEXT NOT NULL,
  name_en       TEXT NOT NULL,
  summary_zh    TEXT NOT NULL,
  summary_en    TEXT NOT NULL,
  -- The whole matter as api/matter/catalogue.ts describes it.
  content       TEXT NOT NULL CHECK (json_valid(content)),
  updated_at    INTEGER NOT NULL
) STRICT, WITHOUT ROWID;
CREATE INDEX matter_group ON matter (group_code, code);

-- A row says "offered here"; the overlay columns are what this service point does differently.
CREATE TABLE matter_offer (
  service_point_id TEXT NOT NULL REFERENCES service_point (id),
  matter_code      TEXT NOT NULL REFERENCES matter (code),
  -- JSON {value, unit}: never longer than the law (api/matter/promise.ts).
  promise          TEXT,
  -- JSON fee that replaces the catalogue's.
  fee              TEXT,
  note_zh          TEXT NOT NULL DEFAULT '',
  note_en          TEXT NOT NULL DEFAULT '',
  PRIMARY KEY (service_point_id, matter_code)
) STRICT, WITHOUT ROWID;
CREATE INDEX matter_offer_matter ON matter_offer (matter_code, service_point_id);
