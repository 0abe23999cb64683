import { env } from 'cloudflare:workers'
import { DAY } from '../../api/calendar/day.ts'
import { monday } from './api.ts'

/** A case that is over, as far as what it leaves behind goes. */
export interface Finished {
  matter?: string
  point?: string
  decidedAt?: number
  took?: number
  paused?: number
  outcome?: 'granted' | 'refused'
  /** The clock to decide: when it was due. */
  dueAt?: number
  keepUntil?: number
}

let made = 0

/** Cases that were received at a counter, accepted, decided and closed, by the steps the database knows; their ids. */
export async function finishedCases(cases: readonly Finished[]): Promise<string[]> {
  const list = cases.map(
    ({
      matter = 'CR-01',
      point = 'sp_one',
      decidedAt = monday - DAY,
      took = 1,
      paused = 0,
      outcome = 'granted',
      dueAt = decidedAt + DAY,
      keepUntil = decidedAt + 365 * DAY,
    }) => ({
      id: `af_${++made}`,
      reference: `B-20261123-${String(made).padStart(6, '0')}`,
      ...{ matter, point, decidedAt, took, paused, outcome, dueAt, keepUntil },
    }),
  )
  const json = JSON.stringify(list)
  const of = 'FROM json_each(?1) j WHERE application.id = j.value ->> '
  const rule = `'{"value":3,"unit":"working_day"}'`
  await env.DB.batch(
    [
      `INSERT INTO application (id, reference, code_hash, matter_code, form_version, service_point_id, locale, channel, state,
         moved_at, moved_by, answers, created_at, updated_at, received_at)
       SELECT value ->> 'id', value ->> 'reference', '', value ->> 'matter', 1, value ->> 'point', 'zh', 'counter', 'submitted',
         0, 'staff', NULL, (value ->> 'decidedAt') - 2 * ${DAY}, 0, (value ->> 'decidedAt') - 2 * ${DAY} FROM json_each(?1)`,
      `UPDATE application SET state = 'accepted', accepted_at = received_at, accepted_how = 'staff', clock = 'decide',
         rule = ${rule}, clock_started_at = received_at, due_at = j.value ->> 'dueAt', rev = rev + 1 ${of}'id'`,
      `UPDATE application SET state = iif(j.value ->> 'outcome' = 'refused', 'refused', 'approved'),
         decided_at = j.value ->> 'decidedAt', took_days = j.value ->> 'took', paused_days = j.value ->> 'paused',
         rev = rev + 1 ${of}'id'`,
      `UPDATE application SET state = iif(state = 'refused', state, 'finished'), closed_at = j.value ->> 'decidedAt',
         keep_until = j.value ->> 'keepUntil', clock = NULL, rule = NULL, due_at = NULL, rev = rev + 1 ${of}'id'`,
    ].map((sql) => env.DB.prepare(sql).bind(json)),
  )
  return list.map(({ id }) => id)
}
