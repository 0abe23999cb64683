-- What a service point no longer offers, as it offered it: switched on again it is as it was. No reader of what is offered
-- sees it.
CREATE TABLE matter_offer_off (
  service_point_id TEXT NOT NULL REFERENCES service_point (id),
  matter_code      TEXT NOT NULL REFERENCES matter (code),
  promise          TEXT,
  fee              TEXT,
  note_zh          TEXT NOT NULL DEFAULT '',
  note_en          TEXT NOT NULL DEFAULT '',
  counter_group    TEXT NOT NULL DEFAULT '',
  audience         TEXT NOT NULL DEFAULT 'everyone' CHECK (audience IN ('everyone', 'foreigners', 'not-foreigners')),
  PRIMARY KEY (service_point_id, matter_code)
) STRICT, WITHOUT ROWID;
