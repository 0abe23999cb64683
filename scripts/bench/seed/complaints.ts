import { atOnce } from './tables.ts'

/** Rows written by one statement. */
const part = 100_000
const day = 86_400_000
/** Open at the station whose list is read, and as many at the supervision desk, at every size. */
const atDesk = 300
/** At every size: clocks due now, answers nobody objected to, call-backs made, complaints to be emptied. */
export const dueNow = { raised: 12, turned: 5, called: 3, emptied: 7 } as const
/** Copies of one text, and complaints of one phone, that wait at the station whose list is read. */
const copies = 40
const ofOnePhone = 8
/** The text that is sent again and again, and the phone that never rests: their keys. */
export const often = { words: 'bench-copied', phone: 'bench-phone' } as const

/** As long as what the product writes there: a keyed hash, and a sealed field (api/privacy/field.ts). */
const hash = 'lower(hex(randomblob(32)))'
const sealed = (bytes: number) =>
  `'v1.k1.' || lower(hex(randomblob(8))) || '.' || lower(hex(randomblob(${Math.ceil(((bytes + 16) * 2) / 3)})))`

interface Filling {
  complaints: number
  /** The slug of the station whose lists are read, and whose handler reads them. */
  shown: string
  handler: string
  now: number
}

/**
 * Fills the tables with so many complaints as years leave them, of every kind, over every station and the supervision
 * desk: nineteen in twenty over, and emptied two years after their end; one in five hundred a copy of the same text, one in a
 * thousand of the same phone, accusations with whom they must not reach. What is open at one station and at the desk, and
 * what the jobs find due, is as much at every size. Personal fields are random bytes of the right length.
 */
export async function fillComplaints(
  db: D1Database,
  { complaints, shown, handler, now }: Filling,
): Promise<void> {
  const tables = ['complaint', 'complaint_event', 'complaint_word', 'complaint_barred', 'callback']
  await db.batch([
    db.prepare('CREATE TABLE bench_point (n INTEGER PRIMARY KEY, id TEXT, town TEXT)'),
    db
      .prepare(
        `INSERT INTO bench_point (id, town) SELECT id, town_code FROM service_point
         WHERE kind = 'station' AND slug <> ?1 ORDER BY slug LIMIT 500`,
      )
      .bind(shown),
  ])
  const fill = async () => {
    for (let from = 0; from < complaints; from += part) {
      const range = [from, Math.min(complaints, from + part)] as const
      await db.batch([
        db.prepare(rows(now)).bind(...range, shown, handler),
        ...[events, words, barredPoints, barredOfficers, calls].map((sql) => db.prepare(sql).bind(...range)),
      ])
    }
  }
  await atOnce(db, tables, fill, async () => {})
  await db.prepare('DROP TABLE bench_point').run()
}

const openStates = JSON.stringify([
  'received',
  'accepted',
  'working',
  'waiting',
  'elsewhere',
  'answered',
  'followup',
  'reopened',
])
/** Of twenty that are over: most are answered and closed. */
const overStates = JSON.stringify([
  ...Array(13).fill('closed'),
  ...Array(3).fill('declined'),
  'unanswered',
  'withdrawn',
  'withdrawn',
  'merged',
])
/** Of sixteen that came to a station, and of four that came to the desk. */
const stationKinds = JSON.stringify([
  ...Array(7).fill('problem'),
  ...Array(5).fill('service'),
  'question',
  'question',
  'suggestion',
  'thanks',
])
const deskKinds = JSON.stringify(['misconduct', 'information', 'misconduct', 'personal-data'])
const one = (list: string, n: string) => `json_extract('${list}', '$[' || (${n}) || ']')`
const rule =
  '{"key":"complaint.finish","value":60,"unit":"working_day","name":{"zh":"","en":""},"basis":{"zh":"","en":""},"certainty":"S"}'

/** What is open at the station that is read, what is open at the desk, then all others; what the jobs find due among the first. */
const rows = (now: number) => `
  WITH RECURSIVE n(i) AS (SELECT CAST(?1 AS INTEGER) UNION ALL SELECT i + 1 FROM n WHERE i + 1 < ?2),
  placed AS (SELECT i, i < ${atDesk} AS here, i >= ${atDesk} AND (i < ${2 * atDesk} OR i % 9 = 4) AS desk,
    i < ${2 * atDesk} OR i % 20 = 7 AS open FROM n),
  stated AS (SELECT *,
    CASE WHEN here THEN ${one(openStates, 'i % 7')} WHEN open THEN ${one(openStates, 'i / 20 % 8')}
      ELSE ${one(overStates, 'i / 20 % 20')} END AS state,
    ${now} - iif(open, i % 40, 40 + i % 2200) * ${day} - i * 7919 % ${day} AS received FROM placed),
  made AS (SELECT *, NOT open AND received < ${now} - 760 * ${day} AS emptied,
    state IN ('received', 'accepted', 'working', 'waiting', 'elsewhere', 'reopened') AS runs,
    CASE WHEN here AND state = 'accepted' AND i < ${7 * dueNow.raised} THEN 'raised'
      WHEN here AND state = 'answered' AND i < ${7 * dueNow.turned} THEN 'turned'
      WHEN NOT open AND i < ${2 * atDesk + dueNow.emptied + 1} THEN 'emptied' END AS due,
    (here OR i % 40 = 7) AND open AND i % 3 = 1 AS late FROM stated)
  INSERT INTO complaint (id, reference, code_hash, kind, category, anonymous, away, about_id, desk, level, locale, channel,
    tray, state, rev, moved_at, moved_by, town_code, words, answers, name, phone, phone_key, words_key, first_handler_id,
    handler_id, answered_by, received_at, accepted_at, answered_at, closed_at, closed_how, merged_into, clock, rule,
    clock_started_at, due_at, paused_at, raised, raise_at, turn, turn_due_at, updated_at, keep_until, close_as)
  SELECT printf('cp_seed%07d', i), strftime('C-%Y%m%d-', received / 1000, 'unixepoch') || printf('%07d', i), ${hash},
    CASE WHEN desk THEN ${one(deskKinds, 'i % 4')} ELSE ${one(stationKinds, 'i % 16')} END, NULL, i % 3 = 0, 0, ${place('id')},
    iif(desk OR state = 'reopened', '*', ${place('id')}), state = 'reopened', 'zh', 'online',
    state = 'received' AND i % 6 = 0, state, 3, received, 'resident', ${place('town')},
    iif(emptied, NULL, ${sealed(300)}), iif(emptied, NULL, ${sealed(40)}),
    iif(emptied OR i % 3 = 0, NULL, ${sealed(9)}), iif(emptied OR i % 3 = 0, NULL, ${sealed(11)}),
    CASE WHEN emptied OR i % 3 = 0 THEN '' WHEN i % 1000 = 1 OR i < ${(ofOnePhone * 3) / 2} THEN '${often.phone}' ELSE ${hash} END,
    CASE WHEN emptied THEN '' WHEN i % 500 = 2 OR i < ${copies} THEN '${often.words}' ELSE ${hash} END,
    iif(state = 'received', NULL, 'su_first'),
    CASE WHEN state = 'received' OR state = 'reopened' THEN NULL WHEN here THEN iif(i % 3, ?4, 'su_first') ELSE 'su_other' || (i % 200) END,
    iif(open AND state NOT IN ('answered', 'followup', 'reopened'), NULL, 'su_first'), received,
    iif(state = 'received', NULL, received + ${day}),
    iif(open AND state NOT IN ('answered', 'followup', 'reopened'), NULL, received + 5 * ${day}),
    iif(open, NULL, received + 9 * ${day}), CASE WHEN open THEN NULL WHEN state = 'closed' THEN 'silent' ELSE state END,
    iif(state = 'merged', printf('cp_seed%07d', i), NULL), iif(runs, 'finish', NULL), iif(runs, '${rule}', NULL),
    iif(runs, received, NULL), iif(runs, ${now} + iif(late OR due = 'raised', -1, 1) * (1 + i % 30) * ${day}, NULL),
    iif(state = 'waiting', received, NULL), iif(runs AND late AND due IS NULL, 3, 0),
    CASE WHEN due = 'raised' OR (here AND state = 'followup' AND i < ${7 * dueNow.called}) THEN ${now} - 1 WHEN runs AND NOT late AND state <> 'waiting' THEN ${now} + (1 + i % 30) * ${day} / 2 END,
    CASE WHEN state = 'waiting' THEN 'wait' WHEN state IN ('answered', 'declined', 'unanswered') THEN 'reply' END,
    CASE WHEN due = 'turned' THEN ${now} - ${day} WHEN state IN ('waiting', 'answered') THEN ${now} + (3 + i % 7) * ${day}
      WHEN state IN ('declined', 'unanswered') THEN received + 19 * ${day} END,
    received, CASE WHEN due = 'emptied' THEN ${now} - ${day} WHEN NOT open AND NOT emptied THEN ${now} + (1 + i % 700) * ${day} END,
    iif(state = 'followup', 'silent', NULL) FROM made`

/** Of the station that is read, or of one of the others. */
function place(column: 'id' | 'town') {
  const own = column === 'id' ? 'id' : 'town_code'
  return `CASE WHEN here THEN (SELECT ${own} FROM service_point WHERE slug = ?3)
    ELSE (SELECT ${column} FROM bench_point WHERE n = 1 + i % (SELECT count(*) FROM bench_point)) END`
}

const those = (where: string) => `(SELECT ?1 AS low, ?2 AS high) b CROSS JOIN complaint c
    ON c.id >= printf('cp_seed%07d', b.low) AND c.id < printf('cp_seed%07d', b.high) AND ${where}`

/** The beginning of each, and all four steps of one in four. */
const events = `
  INSERT INTO complaint_event (complaint_id, n, from_state, to_state, desk, at, by)
  SELECT c.id, s.key, s.value ->> 0, s.value ->> 1, c.desk, c.received_at + s.key * 3600000, 'system'
  FROM ${those('1')}
  CROSS JOIN json_each('[[null,"received"],["received","accepted"],["accepted","working"],["working","answered"]]') s
  WHERE s.key = 0 OR substr(c.id, -1) IN ('1', '5')`

const words = `
  INSERT INTO complaint_word (complaint_id, n, id, kind, side, staff_id, words, at)
  SELECT c.id, 3, 'cw' || substr(c.id, 3), 'answer', 'office', 'su_first', iif(c.words IS NULL, NULL, ${sealed(200)}), c.answered_at
  FROM ${those('c.answered_at IS NOT NULL')}`

/** Accusations: the station, and every officer of it. */
const barredPoints = `
  INSERT INTO complaint_barred (complaint_id, who, barred_id)
  SELECT c.id, 'point', c.about_id FROM ${those("c.kind = 'misconduct' AND c.about_id IS NOT NULL")}`
const barredOfficers = `
  INSERT INTO complaint_barred (complaint_id, who, barred_id)
  SELECT c.id, 'officer', o.id FROM ${those("c.kind = 'misconduct'")} JOIN officer o ON o.service_point_id = c.about_id`

/** One for each that waits for its call; of a few at the station it is made. */
const calls = `
  INSERT INTO callback (id, reference, reason, service_point_id, script, state, rule, due_at, counted, outcome, opened_by,
    opened_at, done_by, done_at, keep_until)
  SELECT 'cb' || substr(c.id, 3), c.reference, 'sample', '*', 'answer-1', iif(made, 'done', 'open'), '${rule}',
    c.updated_at + 20 * ${day}, '[]', iif(made, 'settled', NULL), 'system', c.updated_at, iif(made, 'su_1', NULL),
    iif(made, c.updated_at, NULL), iif(made, c.updated_at + 900 * ${day}, NULL)
  FROM (SELECT c.*, c.id < printf('cp_seed%07d', ${7 * dueNow.called}) AS made FROM ${those("c.state = 'followup'")}) c`
