-- Who did not rate is counted once that is certain, when the time to rate is over, and not as one of those who could: where nearly
-- everybody rates, "could" less "did" says how few did not. Now no occasion is in two published numbers: it was rated, or it
-- was not, and each is cut into cells of five or more (api/privacy/cut.ts).
DROP TRIGGER rating_invite_is_tallied;
DROP TRIGGER rating_invite_is_withdrawn;
DROP TRIGGER rating_invite_is_offered_again;
-- What waited of that is never published; what was published stays as it is.
UPDATE evaluation_tally SET n = released WHERE indicator = 'offered' AND n <> released;

CREATE TRIGGER rating_invite_is_over AFTER UPDATE OF state ON rating_invite
WHEN OLD.state = 'open' AND NEW.state = 'over' BEGIN
  INSERT INTO evaluation_tally (period, service_point_id, indicator, grp, level, n)
  SELECT q.period, OLD.service_point_id, 'unrated', OLD.grp, 1, 1
  FROM (SELECT strftime('%Y', (OLD.closes_at + 28800000) / 1000, 'unixepoch') || 'Q' ||
    ((CAST(strftime('%m', (OLD.closes_at + 28800000) / 1000, 'unixepoch') AS INTEGER) + 2) / 3) AS period) q WHERE true
  ON CONFLICT DO UPDATE SET n = n + 1;
END;
