-- What the audit attests cannot be taken back by REPLACE either (it deletes without asking the triggers on
-- DELETE), nothing can be filed into a day already sealed, and proofs are as fixed as their roots.

CREATE TRIGGER audit_leaf_joins_an_open_day BEFORE INSERT ON audit_leaf BEGIN
  SELECT RAISE(ABORT, 'append-only') WHERE EXISTS (SELECT 1 FROM audit_leaf WHERE id = NEW.id)
    OR EXISTS (SELECT 1 FROM audit_leaf WHERE hash = NEW.hash)
    OR NEW.day <= (SELECT max(day) FROM audit_root);
END;

CREATE TRIGGER audit_root_is_sealed_once BEFORE INSERT ON audit_root BEGIN
  SELECT RAISE(ABORT, 'append-only') WHERE NEW.day <= (SELECT max(day) FROM audit_root);
END;

CREATE TRIGGER audit_proof_is_written_once BEFORE INSERT ON audit_proof BEGIN
  SELECT RAISE(ABORT, 'append-only') WHERE EXISTS (SELECT 1 FROM audit_proof WHERE leaf_id = NEW.leaf_id);
END;
CREATE TRIGGER audit_proof_is_kept BEFORE DELETE ON audit_proof BEGIN SELECT RAISE(ABORT, 'append-only'); END;
CREATE TRIGGER audit_proof_is_fixed BEFORE UPDATE ON audit_proof BEGIN SELECT RAISE(ABORT, 'append-only'); END;

-- The key a root is signed with stands beside it, so that old days stay checkable after a change of key.
ALTER TABLE audit_root ADD COLUMN public_key TEXT NOT NULL DEFAULT '';
