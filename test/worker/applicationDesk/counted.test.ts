import { env } from 'cloudflare:workers'
import { beforeEach, expect, test } from 'vitest'
import { type ApplicationState, isOver, stateNames, steps } from '../../../api/application/states.ts'
import { applicationRow } from '../../support/applicationRows.ts'
import { demo } from '../../support/bureau.ts'
import { seed } from '../../support/prove.ts'
import { numbersFrom } from '../../support/search/notices.ts'

beforeEach(() => demo(env))

const run = (statement: string, ...values: (string | number | null)[]) =>
  env.DB.prepare(statement)
    .bind(...values)
    .run()

/** Each tab by what stands on it, counted one by one. */
const naive = `
  SELECT whose, tab, count(*) AS n FROM (
    SELECT service_point_id AS whose, 'take' AS tab FROM application
      WHERE state IN ('submitted', 'accepted') AND handler_id IS NULL
    UNION ALL SELECT service_point_id, 'team' FROM application WHERE closed_at IS NULL AND state <> 'draft'
    UNION ALL SELECT service_point_id, 'waiting' FROM application WHERE state IN ('identity', 'correction', 'elsewhere')
    UNION ALL SELECT service_point_id, 'handover' FROM application WHERE state IN ('issued', 'posted')
    UNION ALL SELECT handler_id, 'mine' FROM application
      WHERE handler_id IS NOT NULL AND closed_at IS NULL AND state <> 'draft'
  ) GROUP BY 1, 2
  UNION ALL SELECT p.value, 'late', count(*) FROM application a JOIN json_each(json_array('*', a.service_point_id)) p
    WHERE a.late_at IS NOT NULL AND a.closed_at IS NULL GROUP BY 1
  ORDER BY 1, 2`

test('what the database counts of each tab is what stands on it, after any changes', async () => {
  const random = numbersFrom(seed)
  const one = <T>(list: readonly T[]) => list[Math.floor(random() * list.length)] as T
  const made: { reference: string; state: ApplicationState }[] = []
  for (let i = 0; i < 40; i++) {
    const state = one(stateNames)
    const point = one(['sp_qingshi', 'sp_nanqiao'])
    made.push({
      reference: await applicationRow(state, {
        service_point_id: point,
        closed_at: isOver(state) ? 5 : null,
      }),
      state,
    })
  }
  for (let i = 0; i < 60; i++) {
    const which = one(made)
    const next = one([...steps[which.state], which.state])
    const set: [string, string | number | null][] = [
      ['state', next],
      ...(random() < 0.4 ? [['handler_id', one(['su_a', 'su_b', null])] as [string, string | null]] : []),
      ...(random() < 0.3 ? [['late_at', one([7, null])] as [string, number | null]] : []),
      ...(isOver(next) && !isOver(which.state) ? [['closed_at', 9] as [string, number]] : []),
    ]
    await run(
      `UPDATE application SET ${set.map(([name]) => `${name} = ?`).join(', ')} WHERE reference = ?`,
      ...set.map(([, value]) => value),
      which.reference,
    )
    which.state = next
  }
  const kept = await env.DB.prepare(
    'SELECT whose, tab, n FROM application_count WHERE n <> 0 ORDER BY 1, 2',
  ).all()
  const counted = await env.DB.prepare(naive).all()
  expect(counted.results.length).toBeGreaterThan(1)
  expect(kept.results, `seed ${seed}`).toEqual(counted.results)
})
