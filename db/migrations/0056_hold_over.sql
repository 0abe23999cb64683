-- What retention looks for (api/privacy/purge.ts): settled holds by the end of their visit.
CREATE INDEX hold_over ON hold (ends_at) WHERE settled_at IS NOT NULL;
