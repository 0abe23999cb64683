import { env } from 'cloudflare:workers'
import { beforeEach, expect, test } from 'vitest'
import { canStep, stateNames, steps } from '../../../api/complaint/states.ts'
import { clockAt } from '../../../api/shared/clock.ts'
import { apiClient, monday } from '../../support/api.ts'
import { demo } from '../../support/bureau.ts'
import { walkTo } from '../../support/complaintRows.ts'
import { aComplaint, anAccusation, told } from '../../support/telling.ts'

const api = apiClient({ clock: clockAt(monday) })
beforeEach(() => demo(env))

test('the table of steps is the one the code goes by', async () => {
  const { results } = await env.DB.prepare(
    'SELECT from_state, to_state FROM complaint_step ORDER BY 1, 2',
  ).all<{ from_state: string; to_state: string }>()
  const ours = Object.entries(steps)
    .flatMap(([from, to]) => to.map((one) => `${from} ${one}`))
    .sort()
  expect(results.map(({ from_state: from, to_state: to }) => `${from} ${to}`).sort()).toEqual(ours)
})

test('the database takes these steps and no other', { timeout: 60_000 }, async () => {
  const wrong: string[] = []
  for (const from of stateNames) {
    const { reference } = await told(api, aComplaint({ words: `从 ${from} 出发` }))
    await walkTo(reference, from)
    for (const to of stateNames) {
      if (to === from) continue
      const attempt = env.DB.prepare(
        `UPDATE complaint SET state = ?1, closed_at = NULL, closed_how = NULL,
           merged_into = CASE WHEN ?1 = 'merged' THEN id END WHERE reference = ?2`,
      ).bind(to, reference)
      // Each try is undone, whether it is taken or not.
      const undo = env.DB.prepare("INSERT INTO guard (ok) SELECT 'no'")
      const said = await env.DB.batch([attempt, undo]).then(
        () => '',
        (error: Error) => error.message,
      )
      if (/step-refused/.test(said) === canStep(from, to)) wrong.push(`${from} to ${to}: ${said}`)
    }
  }
  expect(wrong).toEqual([])
})

test('what is written stays: no row is deleted, no word, event or bar is changed', async () => {
  const { reference } = await told(api, anAccusation())
  const id = await env.DB.prepare('SELECT id FROM complaint WHERE reference = ?')
    .bind(reference)
    .first<string>('id')
  for (const statement of [
    'DELETE FROM complaint',
    'DELETE FROM complaint_event',
    "UPDATE complaint_event SET to_state = 'closed'",
    'DELETE FROM complaint_barred',
    "UPDATE complaint_barred SET barred_id = 'x'",
    'UPDATE complaint SET about_id = NULL',
    'UPDATE complaint SET anonymous = 0',
    'UPDATE complaint SET received_at = 0',
    "UPDATE complaint SET desk = 'sp_qingshi'",
  ])
    await expect(env.DB.prepare(statement).run(), statement).rejects.toThrow(/append-only|barred/)
  expect(id).toMatch(/^cp_/)
})

test('an accusation cannot even be written with its station', async () => {
  const { reference } = await told(api, anAccusation())
  await expect(
    env.DB.prepare(
      `INSERT INTO complaint (id, reference, code_hash, kind, anonymous, away, desk, locale, channel, tray, state, moved_at, moved_by,
         received_at, updated_at) SELECT 'cp_x', 'C-x', '', kind, 0, 0, 'sp_qingshi', 'zh', 'online', 0, 'received', 0, 'resident', 0, 0
       FROM complaint WHERE reference = ?`,
    )
      .bind(reference)
      .run(),
  ).rejects.toThrow(/barred/)
})
