-- What a frozen quarter was made of stays as it was: its rules, its formula, the addresses of its places.

-- A rule for a quarter that has begun would change what that quarter's files say. One that is there already is left alone, so that
-- the reference rows may be written again.
CREATE TRIGGER evaluation_indicator_comes_before_its_quarter BEFORE INSERT ON evaluation_indicator
WHEN NOT EXISTS (SELECT 1 FROM evaluation_indicator WHERE code = NEW.code AND version = NEW.version)
  AND EXISTS (
    SELECT 1 FROM evaluation_period
    WHERE NEW.from_period <= substr(period, 1, 4) || CASE substr(period, 5)
      WHEN '' THEN 'Q1' WHEN 'H1' THEN 'Q1' WHEN 'H2' THEN 'Q3' ELSE substr(period, 5) END)
BEGIN SELECT RAISE(ABORT, 'rule-is-fixed'); END;

-- Places stand in the files by their slugs. (Whatever has cells has results, which have an index by place.)
CREATE TRIGGER service_point_slug_is_published BEFORE UPDATE OF slug ON service_point
WHEN OLD.slug <> NEW.slug AND EXISTS (SELECT 1 FROM evaluation_result WHERE service_point_id = OLD.id)
BEGIN SELECT RAISE(ABORT, 'append-only'); END;
CREATE TRIGGER service_point_is_published BEFORE DELETE ON service_point
WHEN EXISTS (SELECT 1 FROM evaluation_result WHERE service_point_id = OLD.id)
BEGIN SELECT RAISE(ABORT, 'append-only'); END;

-- The first formula froze nothing anywhere: what ended with it is stated anew when it is frozen.
UPDATE evaluation_period SET formula = '2', result_hash = NULL WHERE state = 'provisional' AND formula = '1';
-- From its end on a period keeps its formula.
CREATE TRIGGER evaluation_period_keeps_its_formula BEFORE UPDATE OF formula ON evaluation_period
WHEN OLD.state <> 'open' AND NEW.formula <> OLD.formula
BEGIN SELECT RAISE(ABORT, 'append-only'); END;
