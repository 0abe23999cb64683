-- Chinese search without a virtual table: two-character grams, counted, so that the rarest is walked
-- (FTS5 trigrams miss two-character words, and FTS5 tables break the export of a D1 database).

CREATE TABLE search_document (
  scope TEXT NOT NULL,
  doc   TEXT NOT NULL,
  -- Higher comes first.
  rank  INTEGER NOT NULL,
  body  TEXT NOT NULL,
  PRIMARY KEY (scope, doc)
) STRICT, WITHOUT ROWID;

CREATE TABLE search_gram (
  scope TEXT NOT NULL,
  gram  TEXT NOT NULL,
  rank  INTEGER NOT NULL,
  doc   TEXT NOT NULL,
  PRIMARY KEY (scope, gram, rank, doc)
) STRICT, WITHOUT ROWID;
CREATE INDEX search_gram_doc ON search_gram (scope, doc);

CREATE TABLE search_gram_count (
  scope TEXT NOT NULL,
  gram  TEXT NOT NULL,
  n     INTEGER NOT NULL,
  PRIMARY KEY (scope, gram)
) STRICT, WITHOUT ROWID;

CREATE TRIGGER search_gram_added AFTER INSERT ON search_gram BEGIN
  INSERT INTO search_gram_count (scope, gram, n) VALUES (NEW.scope, NEW.gram, 1)
  ON CONFLICT (scope, gram) DO UPDATE SET n = n + 1;
END;
CREATE TRIGGER search_gram_removed AFTER DELETE ON search_gram BEGIN
  UPDATE search_gram_count SET n = n - 1 WHERE scope = OLD.scope AND gram = OLD.gram;
END;
