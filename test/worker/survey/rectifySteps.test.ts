import { env } from 'cloudflare:workers'
import { beforeEach, describe, expect, test } from 'vitest'
import { clockAt } from '../../../api/shared/clock.ts'
import { rectificationSteps } from '../../../api/survey/rectify/states.ts'
import { rectificationStates } from '../../../db/schema/rectification.ts'
import { monday } from '../../support/api.ts'
import { demo } from '../../support/bureau.ts'
import { badRating, rectificationAt, systemAt } from '../../support/rectification.ts'

const clock = clockAt(monday)
beforeEach(async () => {
  clock.set(monday)
  await demo(env)
})

const refusal = (statement: string, ...values: (string | number | null)[]) =>
  env.DB.prepare(statement)
    .bind(...values)
    .run()
    .then(
      () => '',
      (error: Error) => error.message,
    )

/** Puts one into a state, past the triggers of steps. */
async function inState(state: string): Promise<string> {
  const { id } = await badRating(await systemAt(clock), { phone: '13800000002' })
  const kept = await env.DB.prepare(
    "SELECT name, sql FROM sqlite_schema WHERE type = 'trigger' AND tbl_name = 'rectification'",
  ).all<{ name: string; sql: string }>()
  const put = { fixed: true, called: true, closed: true }[state] ?? false
  await env.DB.batch([
    ...kept.results.map(({ name }) => env.DB.prepare(`DROP TRIGGER ${name}`)),
    env.DB.prepare(
      'UPDATE rectification SET state = ?, outcome = ?, fixed_at = ?, closed_at = ?, rev = rev + 1 WHERE id = ?',
    ).bind(state, put ? 'explained' : null, put ? monday : null, state === 'closed' ? monday : null, id),
    ...kept.results.map(({ sql }) => env.DB.prepare(sql)),
  ])
  return id
}

describe('the table of steps', () => {
  test('stands in the database as in the code', async () => {
    const { results } = await env.DB.prepare('SELECT from_state, to_state FROM rectification_step').all<{
      from_state: string
      to_state: string
    }>()
    const there = results.map(({ from_state, to_state }) => `${from_state}>${to_state}`).sort()
    const here = rectificationStates.flatMap((from) => rectificationSteps[from].map((to) => `${from}>${to}`))
    expect(there).toEqual(here.sort())
    expect(await refusal("UPDATE rectification_step SET to_state = 'open'")).toContain('append-only')
    expect(await refusal('DELETE FROM rectification_step')).toContain('append-only')
  })

  test('every pair of states that is no step of it is refused, and every other is not', async () => {
    const wrong: string[] = []
    for (const from of rectificationStates) {
      for (const to of rectificationStates) {
        if (from === to) continue
        const id = await inState(from)
        // Where a call is asked for, it was made.
        await env.DB.prepare(
          `INSERT INTO callback (id, reference, reason, service_point_id, script, state, rule, due_at, counted, opened_by,
             opened_at, done_by, done_at, outcome, keep_until)
           VALUES (?, ?, 'rating-low', '*', 'unhappy@1', 'done', '{}', 0, '[]', 'x', ?, 'y', 1, 'settled', 1)`,
        )
          .bind(`cb_${id}`, id, monday)
          .run()
        const put = ['fixed', 'called', 'closed'].includes(to)
        const said = await refusal(
          `UPDATE rectification SET state = ?, outcome = coalesce(outcome, ?), fixed_at = coalesce(fixed_at, ?),
             closed_at = ?, rev = rev + 1 WHERE id = ?`,
          to,
          put ? 'explained' : null,
          put ? monday : null,
          to === 'closed' ? monday : null,
          id,
        )
        // Nothing is closed before it was put right and its rater called, but by an appeal.
        const may = rectificationSteps[from].includes(to) && (to !== 'closed' || from === 'called')
        const refused = /step-refused|append-only/.test(said)
        if (said && !refused) wrong.push(`${from} to ${to}: ${said}`)
        if (refused === may) wrong.push(`${from} to ${to}: ${said || 'taken'}`)
      }
    }
    expect(wrong).toEqual([])
  })

  test('one begins once for each rating, at the beginning, and is never taken away', async () => {
    const { id, ratingId } = await badRating(await systemAt(clock))
    const again = `INSERT INTO rectification (id, rating_id, service_point_id, grp, may_call, tell_station, state, opened_on,
      fix_rule, fix_due_at, fix_counted, moved_at, moved_by)
      VALUES (?, ?, 'sp_qingshi', 'counter', 0, 0, ?, '2026-11-23', '{}', 0, '[]', 0, 'resident')`
    expect(await refusal(again, 'rc_two', ratingId, 'open')).toMatch(/append-only|UNIQUE/)
    expect(await refusal(again, 'rc_two', 'ra_none', 'fixed')).toContain('step-refused')
    expect(await refusal('DELETE FROM rectification WHERE id = ?', id)).toContain('append-only')
    for (const column of ["grp = 'id'", 'may_call = 1', 'tell_station = 1', "opened_on = '2026-11-24'"])
      expect(await refusal(`UPDATE rectification SET ${column} WHERE id = ?`, id), column).toContain(
        'append-only',
      )
    expect(await refusal("UPDATE rectification SET subject = 'A-1' WHERE id = ?", id)).not.toBe('')
    expect(await refusal('UPDATE rectification SET fix_due_at = fix_due_at + 1 WHERE id = ?', id)).toContain(
      'append-only',
    )
    expect(await rectificationAt(id)).toMatchObject({ state: 'open', rev: 0 })
  })

  test('its log is written by the database, and never changed', async () => {
    const { id } = await badRating(await systemAt(clock))
    await env.DB.prepare(
      "UPDATE rectification SET state = 'fixing', rev = 1, moved_by = 'su_x', moved_at = 5 WHERE id = ?",
    )
      .bind(id)
      .run()
    const { results } = await env.DB.prepare(
      'SELECT n, from_state, to_state, at, by FROM rectification_event WHERE rectification_id = ? ORDER BY n',
    )
      .bind(id)
      .all()
    expect(results).toEqual([
      // The day of the rating, and no time of it.
      {
        n: 0,
        from_state: null,
        to_state: 'open',
        at: Date.parse('2026-11-23T00:00:00+08:00'),
        by: 'resident',
      },
      { n: 1, from_state: 'open', to_state: 'fixing', at: 5, by: 'su_x' },
    ])
    expect(await refusal("UPDATE rectification_event SET by = 'other'")).toContain('append-only')
    expect(await refusal('DELETE FROM rectification_event')).toContain('append-only')
  })
})
