import { env } from 'cloudflare:workers'
import type { Ctx } from '../../api/context.ts'
import { seal } from '../../api/privacy/field.ts'
import { type SealedTable, sealedTables } from '../../api/privacy/sealedTable.ts'

/** What a row of each sealed table needs beside its id and its sealed columns; `?` stands for the id. */
const besides: Record<string, Record<string, string>> = {
  booking: {
    reference: '?',
    code_hash: "''",
    slot_id: "'sl'",
    matter_code: "'ID-01'",
    channel: "'public'",
    state: "'cancelled'",
    person_key: '?',
    phone_key: '?',
    locale: "'zh'",
    id_type: "'none'",
    created_at: '0',
    updated_at: '0',
    ends_at: '0',
  },
  waiting: {
    reference: '?',
    code_hash: "''",
    ticket: '?',
    state: "'left'",
    matter_code: "'ID-01'",
    matters: "'[]'",
    minutes: '15',
    from_day: "'2026-11-23'",
    to_day: "'2026-11-23'",
    person_key: '?',
    contact_key: '?',
    phone_key: '?',
    locale: "'zh'",
    id_type: "'none'",
    joined_day: "'2026-11-23'",
    created_at: '0',
    updated_at: '0',
    ends_at: '0',
  },
  feedback: {
    reference: '?',
    code_hash: "''",
    what: "'error'",
    kind: "'other'",
    page: "'/'",
    publisher_id: "'*'",
    state: "'answered'",
    locale: "'zh'",
    rule_id: "'site.error@1'",
    due_at: '0',
    corrected: '0',
    answered_at: '0',
    received_at: '0',
  },
  campaign_word: { campaign_id: "'cp'", service_point_id: "'sp'" },
  application: {
    reference: '?',
    code_hash: "''",
    matter_code: "'ID-01'",
    form_version: '1',
    service_point_id: "'sp'",
    locale: "'zh'",
    channel: "'online'",
    state: "'draft'",
    moved_at: '0',
    moved_by: "'resident'",
    created_at: '0',
    updated_at: '0',
  },
  casefile: {
    kind: "'report'",
    service_point_id: "'sp'",
    state: "'received'",
    officer_name: "''",
    officer_badge: "''",
    duty_phone: "''",
    received_at: '0',
    stage_at: '0',
    moved_at: '0',
    moved_by: "'test'",
    opened_by: "'test'",
    created_at: '0',
  },
  casefile_party: {
    casefile_id: '?',
    place: '1',
    reference: '?',
    code_hash: "''",
    role: "'reporter'",
    locale: "'zh'",
    wish: "'told'",
  },
  callback: {
    reference: '?',
    reason: "'asked'",
    service_point_id: "'sp'",
    script: "'asked@1'",
    rule: "'{}'",
    due_at: '0',
    counted: "'[]'",
    opened_by: "'test'",
    opened_at: '0',
  },
  meeting_entry: {
    reference: '?',
    code_hash: "''",
    meeting_id: "'mt_sealed'",
    what: "'question'",
    state: "'asked'",
    locale: "'zh'",
    phone_key: "''",
    keep_until: '0',
    created_at: '0',
  },
  volunteer: {
    reference: '?',
    code_hash: "''",
    point_id: "'sp'",
    kind: "'watch'",
    state: "'asked'",
    locale: "'zh'",
    created_at: '0',
  },
  application_correction: {
    application_id: '?',
    round: '1',
    target: '?',
    kind: "'wrong'",
    asked_at: '0',
  },
  application_extension: {
    application_id: '?',
    value: '1',
    unit: "'working_day'",
    approver_id: '?',
    at: '0',
  },
  application_word: { application_id: '?', kind: "'message'", side: "'resident'", at: '0' },
  application_file: {
    application_id: '?',
    material: "'x'",
    type: "''",
    size: '1',
    sha256: "''",
    object_key: '?',
    added_by: "'resident'",
    added_at: '0',
  },
  complaint: {
    reference: '?',
    code_hash: "''",
    kind: "'question'",
    anonymous: '0',
    away: '0',
    desk: "'*'",
    locale: "'zh'",
    channel: "'online'",
    tray: '0',
    state: "'received'",
    moved_at: '0',
    moved_by: "'resident'",
    received_at: '0',
    updated_at: '0',
  },
  complaint_follower: { complaint_id: '?', locale: "'zh'", code_hash: "''", followed_at: '0' },
  complaint_word: { complaint_id: '?', n: '0', kind: "'message'", side: "'resident'", at: '0' },
  complaint_file: {
    complaint_id: '?',
    side: "'resident'",
    type: "''",
    size: '1',
    sha256: "''",
    added_at: '0',
  },
  mediation: {
    complaint_id: '?',
    n: '1',
    room_id: "'sp'",
    starts_at: 'CAST(substr(?, 5) AS INTEGER)',
    ends_at: 'CAST(substr(?, 5) AS INTEGER) + 1',
    invites: "'office'",
    set_by: "'test'",
    set_at: '0',
  },
  rating: {
    week: "'2026-11-23'",
    kind: "'visit'",
    service_point_id: "'sp'",
    grp: "'counter'",
    mode: "'onsite'",
    overall: '5',
    standing: "'counted'",
    tallied_in: "'2026Q4'",
  },
  rectification: {
    rating_id: '?',
    service_point_id: "'sp'",
    grp: "'counter'",
    may_call: '1',
    tell_station: '0',
    state: "'open'",
    opened_on: "'2026-11-23'",
    fix_rule: "'{}'",
    fix_due_at: '0',
    fix_counted: "'[]'",
    moved_at: '0',
    moved_by: "'resident'",
  },
  rectification_word: { rectification_id: '?', n: '0', kind: "'said'", staff_id: "'test'", at: '0' },
  rating_second: { token_hash: '?', closes_at: '0', overall: '3', given_on: "'2026-11-23'" },
  complaint_outside: { complaint_id: '?', office: "''", token_hash: '?', asked_at: '0', due_at: '0' },
  evaluation_objection: {
    indicator: "'application.time'",
    subject: '?',
    period: "'2026Q3'",
    service_point_id: "'sp'",
    grp: "'traffic'",
    day: "'2026-09-07'",
    why: "'other'",
    filed_at: '0',
    filed_by: "'su'",
  },
  record_view: {
    reference: '?',
    day: "'2026-11-23'",
    at: '0',
    kind: "'unmasked'",
    role: "'clerk'",
    staff_id: '?',
    service_point_id: "'sp'",
    reason: "'other'",
  },
  certificate: {
    number: '?',
    code_hash: "''",
    check_hash: "''",
    type: "'household'",
    service_point_id: "'sp'",
    suite: "'ed25519'",
    key_id: "'key'",
    issued_at: '0',
  },
  upload: {
    owner: '?',
    purpose: "'test'",
    type: "''",
    size: '1',
    part_size: '1',
    parts: '1',
    begun_at: '0',
    ends_at: '1',
  },
  outbox: {
    template: "'appointment.booked'",
    locale: "'zh'",
    reference: '?',
    state: "'waiting'",
    not_before: '0',
    created_at: '0',
  },
}

/** What must stand before a table's rows can. */
const before: Record<string, readonly string[]> = {
  certificate: [
    `INSERT INTO certificate_key (kid, suite, public_key, first_used_at) VALUES ('key', 'ed25519', '{}', 0)
     ON CONFLICT DO NOTHING`,
  ],
  // Each is of a rating of the same id.
  rectification: [
    `INSERT INTO rating (id, week, kind, service_point_id, grp, mode, overall, standing, tallied_in)
     SELECT id, '2026-11-23', 'visit', 'sp', 'counter', 'onsite', 1, 'counted', '2026Q4' FROM callback WHERE true
     ON CONFLICT DO NOTHING`,
  ],
  // One is asked for where a rectification is closed, which these are not.
  rating_second: ['DROP TRIGGER IF EXISTS rating_second_is_asked_for'],
  evaluation_objection: [
    `INSERT INTO evaluation_period (period, state, ends_at, provisional_at, objections_until, formula)
     VALUES ('2026Q3', 'provisional', 0, 0, 1, '1') ON CONFLICT DO NOTHING`,
    `INSERT INTO evaluation_event (indicator, subject, service_point_id, grp, level, day, period)
     WITH RECURSIVE one (i) AS (SELECT 0 UNION ALL SELECT i + 1 FROM one WHERE i < 20000)
     SELECT 'application.time', 'row_' || printf('%06d', i), 'sp', 'traffic', 0, '2026-09-07', '2026Q3' FROM one WHERE true
     ON CONFLICT DO NOTHING`,
  ],
  mediation: [
    "UPDATE complaint SET kind = 'mediation', state = 'accepted', rev = rev + 1 WHERE state = 'received'",
  ],
  meeting_entry: [
    `INSERT INTO meeting (id, point_id, title_zh, agenda, place_zh, audience_zh, chair_zh, starts_at, ends_at, capacity, moved_by,
       created_at, updated_at) VALUES ('mt_sealed', 'sp', '会', '[]', '这里', '大家', '所长', 1, 2, 1, 'su', 0, 0)
     ON CONFLICT DO NOTHING`,
    "UPDATE meeting SET state = 'announced', announced_at = 0 WHERE id = 'mt_sealed' AND state = 'planned'",
  ],
}

export const fieldsOfARow = sealedTables.reduce((sum, { columns }) => sum + columns.length, 0)

export const rowId = (n: number) => `row_${String(n).padStart(6, '0')}`

/** What stands in a field before it is sealed: different in each. */
export const wordsAt = (table: string, column: string, row: string) => `${table} ${column} ${row} 张小明`

/** So many rows in every sealed table, all their fields sealed as verbs seal them. Needs addPlace(). */
export async function fillSealed(ctx: Ctx, rows: number): Promise<void> {
  const chunk = 200
  for (const { table, columns } of sealedTables) {
    const others = besides[table]
    if (!others) throw new Error(`test/support/sealedRows.ts does not know what a row of ${table} needs`)
    for (const statement of before[table] ?? []) await env.DB.prepare(statement).run()
    const names = ['id', ...Object.keys(others), ...columns]
    const values = [
      "value ->> 'id'",
      ...Object.values(others).map((value) => value.replace('?', "value ->> 'id'")),
      ...columns.map((column) => `value ->> '${column}'`),
    ]
    const insert = env.DB.prepare(
      `INSERT INTO ${table} (${names.join(', ')}) SELECT ${values.join(', ')} FROM json_each(?)`,
    )
    for (let from = 0; from < rows; from += chunk) {
      const made = await Promise.all(
        Array.from({ length: Math.min(chunk, rows - from) }, async (_, i) => {
          const id = rowId(from + i)
          const fields = columns.map(async (column) => [
            column,
            await seal(ctx.keys, { table, column, row: id }, wordsAt(table, column, id)),
          ])
          return { id, ...Object.fromEntries(await Promise.all(fields)) }
        }),
      )
      await insert.bind(JSON.stringify(made)).run()
    }
  }
}

export type SealedRow = Record<string, string> & { id: string }

/** The rows of a sealed table behind one, in the order of their ids. */
export async function sealedRows(
  { table, columns }: SealedTable,
  after: string,
  limit: number,
): Promise<SealedRow[]> {
  const { results } = await env.DB.prepare(
    `SELECT id, ${columns.join(', ')} FROM ${table} WHERE id > ? ORDER BY id LIMIT ?`,
  )
    .bind(after, limit)
    .all<SealedRow>()
  return results
}
