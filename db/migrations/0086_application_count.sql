-- How many stand on each tab of the work list (the conditions are those of its indexes): of a service point, of a member
-- of staff (`mine`), or of the whole bureau ('*': what is late). Kept by the database, so that a number on a tab costs one row.
CREATE TABLE application_count (
  whose TEXT NOT NULL,
  tab   TEXT NOT NULL CHECK (tab IN ('take', 'mine', 'team', 'waiting', 'late', 'handover')),
  n     INTEGER NOT NULL,
  PRIMARY KEY (whose, tab)
) STRICT, WITHOUT ROWID;

CREATE TRIGGER application_begins_counted AFTER INSERT ON application WHEN NEW.state <> 'draft' BEGIN
  INSERT INTO application_count (whose, tab, n)
  SELECT NEW.service_point_id, value, 1 FROM json_each('["take","team"]') WHERE value = 'team' OR NEW.handler_id IS NULL
  ON CONFLICT DO UPDATE SET n = n + 1;
END;

-- Two statements, for a compound has five terms at the most.
CREATE TRIGGER application_is_counted AFTER UPDATE OF state, handler_id, late_at, closed_at ON application BEGIN
  INSERT INTO application_count (whose, tab, n)
  SELECT whose, tab, d FROM (
    SELECT NEW.service_point_id AS whose, 'take' AS tab,
      (NEW.state IN ('submitted', 'accepted') AND NEW.handler_id IS NULL)
      - (OLD.state IN ('submitted', 'accepted') AND OLD.handler_id IS NULL) AS d
    UNION ALL SELECT NEW.service_point_id, 'team',
      (NEW.closed_at IS NULL AND NEW.state <> 'draft')
      - (OLD.closed_at IS NULL AND OLD.state <> 'draft')
    UNION ALL SELECT NEW.service_point_id, 'waiting',
      (NEW.state IN ('identity', 'correction', 'elsewhere'))
      - (OLD.state IN ('identity', 'correction', 'elsewhere'))
    UNION ALL SELECT NEW.service_point_id, 'late',
      (NEW.late_at IS NOT NULL AND NEW.closed_at IS NULL)
      - (OLD.late_at IS NOT NULL AND OLD.closed_at IS NULL)
    UNION ALL SELECT NEW.service_point_id, 'handover',
      (NEW.state IN ('issued', 'posted'))
      - (OLD.state IN ('issued', 'posted'))
  ) WHERE d <> 0
  ON CONFLICT DO UPDATE SET n = n + excluded.n;
  INSERT INTO application_count (whose, tab, n)
  SELECT whose, tab, d FROM (
    SELECT '*' AS whose, 'late' AS tab, (NEW.late_at IS NOT NULL AND NEW.closed_at IS NULL)
      - (OLD.late_at IS NOT NULL AND OLD.closed_at IS NULL) AS d
    UNION ALL SELECT OLD.handler_id, 'mine', -(OLD.handler_id IS NOT NULL AND OLD.closed_at IS NULL AND OLD.state <> 'draft')
    UNION ALL SELECT NEW.handler_id, 'mine', (NEW.handler_id IS NOT NULL AND NEW.closed_at IS NULL AND NEW.state <> 'draft')
  ) WHERE d <> 0
  ON CONFLICT DO UPDATE SET n = n + excluded.n;
END;

-- What is done of one matter is found among everything else that is done.
CREATE INDEX application_done_matter ON application (service_point_id, matter_code, closed_at, id)
  WHERE closed_at IS NOT NULL AND state <> 'discarded';
