-- Service points (stations, halls, community rooms), where they are responsible, who works there, when they open.

CREATE TABLE town (
  code        TEXT PRIMARY KEY CHECK (length(code) = 9),
  name_zh     TEXT NOT NULL,
  name_en     TEXT NOT NULL,
  pinyin      TEXT NOT NULL
) STRICT, WITHOUT ROWID;

CREATE TABLE service_point (
  id            TEXT PRIMARY KEY,
  slug          TEXT NOT NULL UNIQUE,
  code          TEXT NOT NULL UNIQUE,
  kind          TEXT NOT NULL CHECK (kind IN ('hall', 'station', 'room')),
  parent_id     TEXT REFERENCES service_point (id),
  town_code     TEXT REFERENCES town (code),
  name_zh       TEXT NOT NULL,
  name_en       TEXT NOT NULL,
  pinyin        TEXT NOT NULL,
  initials      TEXT NOT NULL,
  address_zh    TEXT NOT NULL,
  address_en    TEXT NOT NULL,
  directions_zh TEXT NOT NULL DEFAULT '',
  directions_en TEXT NOT NULL DEFAULT '',
  phone         TEXT NOT NULL,
  duty_line_24h INTEGER NOT NULL DEFAULT 0 CHECK (duty_line_24h IN (0, 1)),
  step_free     INTEGER NOT NULL DEFAULT 0 CHECK (step_free IN (0, 1)),
  opens_on_holidays INTEGER NOT NULL DEFAULT 0 CHECK (opens_on_holidays IN (0, 1)),
  honour_zh     TEXT NOT NULL DEFAULT '',
  honour_en     TEXT NOT NULL DEFAULT '',
  created_at    INTEGER NOT NULL,
  updated_at    INTEGER NOT NULL
) STRICT;
CREATE INDEX service_point_kind ON service_point (kind, slug);
CREATE INDEX service_point_parent ON service_point (parent_id) WHERE parent_id IS NOT NULL;
CREATE INDEX service_point_town ON service_point (town_code) WHERE town_code IS NOT NULL;

CREATE TABLE officer (
  id               TEXT PRIMARY KEY,
  service_point_id TEXT NOT NULL REFERENCES service_point (id),
  name_zh          TEXT NOT NULL,
  name_en          TEXT NOT NULL,
  badge            TEXT NOT NULL UNIQUE,
  post_zh          TEXT NOT NULL,
  post_en          TEXT NOT NULL,
  duty_phone       TEXT NOT NULL,
  -- Published only by the officer's own choice (standards E12).
  mobile           TEXT,
  mobile_public    INTEGER NOT NULL DEFAULT 0 CHECK (mobile_public IN (0, 1)),
  photo_url        TEXT,
  photo_public     INTEGER NOT NULL DEFAULT 0 CHECK (photo_public IN (0, 1)),
  sort             INTEGER NOT NULL DEFAULT 0
) STRICT;
CREATE INDEX officer_service_point ON officer (service_point_id, sort);

-- A village or a community: the smallest place a resident names when asking "which station is mine".
CREATE TABLE area (
  id        TEXT PRIMARY KEY,
  town_code TEXT NOT NULL REFERENCES town (code),
  kind      TEXT NOT NULL CHECK (kind IN ('village', 'community')),
  name_zh   TEXT NOT NULL,
  name_en   TEXT NOT NULL,
  pinyin    TEXT NOT NULL,
  initials  TEXT NOT NULL
) STRICT;
CREATE INDEX area_town ON area (town_code, id);

-- Many to many: an area may be split between stations by street and house numbers, and have several officers.
CREATE TABLE jurisdiction (
  id               TEXT PRIMARY KEY,
  area_id          TEXT NOT NULL REFERENCES area (id),
  service_point_id TEXT NOT NULL REFERENCES service_point (id),
  officer_id       TEXT REFERENCES officer (id),
  street_zh        TEXT NOT NULL DEFAULT '',
  street_en        TEXT NOT NULL DEFAULT '',
  from_number      INTEGER,
  to_number        INTEGER,
  parity           TEXT CHECK (parity IN ('odd', 'even')),
  CHECK (from_number IS NULL OR to_number IS NULL OR from_number <= to_number)
) STRICT;
CREATE INDEX jurisdiction_area ON jurisdiction (area_id);
CREATE INDEX jurisdiction_service_point ON jurisdiction (service_point_id);

CREATE TABLE opening_hours (
  service_point_id TEXT NOT NULL REFERENCES service_point (id),
  weekday          INTEGER NOT NULL CHECK (weekday BETWEEN 1 AND 7),
  opens            TEXT NOT NULL CHECK (opens GLOB '[0-2][0-9]:[0-5][0-9]'),
  closes           TEXT NOT NULL CHECK (closes GLOB '[0-2][0-9]:[0-5][0-9]'),
  PRIMARY KEY (service_point_id, weekday, opens),
  CHECK (opens < closes)
) STRICT, WITHOUT ROWID;
