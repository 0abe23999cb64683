import { atOnce } from './tables.ts'

/** Rows written by one statement. */
const part = 100_000
const day = 86_400_000
/** Open at the station whose list is read, at every size: on each tab more than are counted. */
const atDesk = 240

/** As long as what the product writes there: a keyed hash, and a sealed field (api/privacy/field.ts). */
const hash = 'lower(hex(randomblob(32)))'
const sealed = (bytes: number) =>
  `'v1.k1.' || lower(hex(randomblob(8))) || '.' || lower(hex(randomblob(${Math.ceil(((bytes + 16) * 2) / 3)})))`

/**
 * Fills the tables with so many applications as years of work leave them: nineteen in twenty over, with their steps; the
 * open ones spread over all service points but for the 240 of the one whose list is read. One in ten of those that were
 * granted has its certificate here, one in four of the finished left for other systems. Twelve are overdue and seven to be
 * emptied at every size, for the jobs. Personal fields are random bytes of the right length.
 */
export async function fillApplications(
  db: D1Database,
  applications: number,
  shown: string,
  now: number,
): Promise<void> {
  const tables = [
    'application',
    'application_event',
    'certificate',
    'certificate_event',
    'exchange_item',
    'exchange_batch',
    'exchange_delivery',
  ]
  await db.batch([
    db.prepare('CREATE TABLE bench_point (n INTEGER PRIMARY KEY, id TEXT)'),
    db
      .prepare(
        `INSERT INTO bench_point (id) SELECT service_point_id FROM matter_offer
         WHERE matter_code = 'CR-01' AND service_point_id <> (SELECT id FROM service_point WHERE slug = ?1) LIMIT 500`,
      )
      .bind(shown),
    db.prepare(
      `INSERT INTO certificate_key (kid, suite, public_key, first_used_at, retired_at) VALUES ('bench', 'ed25519', '{}', 0, 1)`,
    ),
  ])
  const fill = async () => {
    for (let from = 0; from < applications; from += part) {
      const to = Math.min(applications, from + part)
      await db.batch([
        db.prepare(rows(now)).bind(from, to, shown),
        db.prepare(steps).bind(from, to),
        db.prepare(certificates).bind(from, to),
        db.prepare(items).bind(from, to),
      ])
    }
    await db.batch(batches.map((sql) => db.prepare(sql)))
  }
  await atOnce(db, tables, fill, async () => void (await db.batch(counts.map((sql) => db.prepare(sql)))))
  await db.prepare('DROP TABLE bench_point').run()
}

/** An open one at the desk that is read, one of the open ones elsewhere, or one that is over; the newest last. */
const rows = (now: number) => `
  WITH RECURSIVE n(i) AS (SELECT ?1 UNION ALL SELECT i + 1 FROM n WHERE i + 1 < ?2),
  made AS (SELECT i, i < ${atDesk} AS desk, i < ${atDesk} OR i % 40 IN (7, 28) AS open, i % 20 = 8 AS late,
    ${now} - iif(i < ${atDesk} OR i % 40 IN (7, 28), i % 60, 40 + i % 1500) * ${day} - i * 7919 % ${day} AS received FROM n)
  INSERT INTO application (id, reference, code_hash, matter_code, form_version, service_point_id, locale, channel, state,
    rev, moved_at, moved_by, person_key, phone_key, id_type, name, phone, id_number, answers, first_handler_id, handler_id,
    received_at, accepted_at, accepted_how, decided_at, closed_at, took_days, paused_days, clock, rule, clock_started_at,
    due_at, late_at, created_at, updated_at, keep_until)
  SELECT 'app_seed' || i, strftime('B-%Y%m%d-', received / 1000, 'unixepoch') || printf('%07d', i), ${hash}, 'CR-01', 1,
    CASE WHEN desk OR i % 5 = 0 THEN (SELECT id FROM service_point WHERE slug = ?3)
      ELSE (SELECT id FROM bench_point WHERE n = 1 + i % (SELECT count(*) FROM bench_point)) END,
    'zh', 'online', CASE WHEN open THEN iif(i % 2, 'submitted', 'processing') ELSE iif(i % 10, 'collected', 'withdrawn') END,
    5, received, 'system', ${hash}, ${hash}, 'resident-id', iif(desk OR late OR i % 5 = 0, NULL, ${sealed(9)}), ${sealed(11)}, ${sealed(18)},
    ${sealed(120)}, iif(open AND i % 2, NULL, 'su_bench'), iif(open AND i % 2, NULL, 'su_other'), received,
    iif(open AND i % 2, NULL, received + ${day}), iif(open AND i % 2, NULL, 'staff'),
    iif(open OR i % 10 = 0, NULL, received + 3 * ${day}), iif(open, NULL, received + 4 * ${day}),
    iif(open, NULL, 1 + i % 4), iif(open, NULL, 0), iif(open, iif(i % 2, 'ask', 'decide'), NULL),
    iif(open, '{"key":"permit.correction","value":5,"unit":"working_day","basis":{"zh":"","en":""},"certainty":"S"}', NULL),
    iif(open, received, NULL),
    iif(open, ${now} + iif(i < 12 OR late, -1, 1) * (1 + i % 30) * ${day}, NULL), iif(open AND late AND i >= 12, ${now}, NULL),
    received, received, iif(open, NULL, ${now} + iif(i < 247, -1, 1) * (1 + i % 365) * ${day}) FROM made`

/** The steps each has taken: six of one in four, the first two of the others, so that 10⁶ are made in minutes. */
const steps = `
  INSERT INTO application_event (application_id, from_state, to_state, at, by)
  SELECT a.id, s.value ->> 0, s.value ->> 1, a.received_at + s.key * 3600000, 'system'
  FROM (SELECT ?1 AS low, ?2 AS high) b CROSS JOIN application a
    ON a.rowid > b.low AND a.rowid <= b.high AND a.id LIKE 'app_seed%'
  CROSS JOIN json_each('[[null,"draft"],["draft","submitted"],["submitted","accepted"],["accepted","approved"],["approved","issued"],["issued","collected"]]') s
  WHERE (a.state = 'collected' AND a.rowid % 4 = 0) OR s.key < 2`

const certificates = `
  INSERT INTO certificate (id, number, code_hash, check_hash, type, service_point_id, application_id, suite, key_id, file,
    issued_at)
  SELECT 'ct_' || a.id, 'Z' || substr(a.reference, 2), ${hash}, ${hash}, 'no-record', a.service_point_id, a.id, 'ed25519',
    'bench', ${sealed(600)}, a.decided_at
  FROM application a WHERE a.rowid > ?1 AND a.rowid <= ?2 AND a.state = 'collected' AND a.rowid % 10 = 6`

const items = `
  INSERT INTO exchange_item (kind, application_id, number, at, body)
  SELECT 'case', a.id, printf('%027d', a.rowid), a.closed_at, json_object('kind', 'case', 'number', printf('%027d', a.rowid),
    'matter', a.matter_code, 'point', '000000000000', 'channel', 'online', 'receivedAt', datetime(a.received_at / 1000, 'unixepoch'),
    'acceptedAt', NULL, 'decidedAt', NULL, 'closedAt', datetime(a.closed_at / 1000, 'unixepoch'), 'outcome', 'granted',
    'promised', NULL, 'tookDays', a.took_days, 'pausedDays', 0, 'late', json('{"ask":false,"decide":false,"deliver":false}'))
  FROM application a WHERE a.rowid > ?1 AND a.rowid <= ?2 AND a.state = 'collected' AND a.rowid % 4 = 0`

/** All but thirty went out, four at a time, and were taken. */
const batches = [
  `INSERT INTO exchange_batch (seq, id, items, body, sha256, previous, signature, key_id, made_at)
   SELECT 1 + (id - 1) / 4 AS seq, 'xb_' || (1 + (id - 1) / 4), count(*), '{}', ${hash}, NULL, '', 'bench', 0
   FROM exchange_item WHERE id <= (SELECT max(id) - 30 FROM exchange_item) GROUP BY seq`,
  `UPDATE exchange_item SET batch_seq = 1 + (id - 1) / 4 WHERE id <= (SELECT max(id) - 30 FROM exchange_item)`,
  `INSERT INTO exchange_delivery (batch_seq, receiver, tries, next_at, delivered_at)
   SELECT seq, 'receiver.invalid/cases', 1, 0, made_at FROM exchange_batch`,
]

/** What the triggers keep, and what the night counts. */
const counted = (tab: string, where: string, whose = 'service_point_id') =>
  `INSERT INTO application_count (whose, tab, n)
   SELECT ${whose}, '${tab}', count(*) FROM application WHERE id LIKE 'app_seed%' AND ${where} GROUP BY 1`
const open = `closed_at IS NULL AND state <> 'draft'`
const counts = [
  counted('take', `state IN ('submitted', 'accepted') AND handler_id IS NULL`),
  counted('team', open),
  counted('mine', `${open} AND handler_id IS NOT NULL`, 'handler_id'),
  counted('late', 'late_at IS NOT NULL AND closed_at IS NULL'),
  counted('late', 'late_at IS NOT NULL AND closed_at IS NULL', `'*'`),
  'DELETE FROM application_usual_run',
]
