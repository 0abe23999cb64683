-- "Do I need this paper?" as rows, so that a bureau corrects an answer without a new release, as with the catalogue.

CREATE TABLE paper (
  id         TEXT PRIMARY KEY,
  sort       INTEGER NOT NULL,
  answer     TEXT NOT NULL CHECK (answer IN ('no-need', 'not-police', 'police-issues', 'not-police-not-committee')),
  name_zh    TEXT NOT NULL,
  name_en    TEXT NOT NULL,
  -- The whole entry as api/matter/paper.ts describes it.
  content    TEXT NOT NULL CHECK (json_valid(content)),
  updated_at INTEGER NOT NULL
) STRICT, WITHOUT ROWID;
CREATE INDEX paper_sort ON paper (sort, id);

CREATE INDEX matter_popular ON matter (popular) WHERE popular IS NOT NULL;
