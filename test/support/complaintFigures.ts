import { env } from 'cloudflare:workers'
import { closeMonth } from '../../api/complaint/figures/close.ts'
import type { Clock } from '../../api/shared/clock.ts'
import { testCtx } from './ctx.ts'

/** Runs the job that counts the months that are over, until there is none left; gives them. */
export async function countMonths(clock: Clock): Promise<string[]> {
  const counted: string[] = []
  for (;;) {
    const { month } = await closeMonth(await testCtx({ clock }))
    if (month === null) return counted
    counted.push(month)
  }
}

/** A month as it stands in the table. */
export interface CountedRow {
  desk: string
  received: number
  in_time: number
  late: number
  reopened: number
  unanswered: number
}

/** What was counted of a month, raw: noughts are left out, so that a test names what is there. */
export async function rawMonth(month: string): Promise<Record<string, Partial<CountedRow>>> {
  const { results } = await env.DB.prepare(
    'SELECT desk, received, in_time, late, reopened, unanswered FROM complaint_month WHERE month = ?',
  )
    .bind(month)
    .all<CountedRow>()
  return Object.fromEntries(
    results.flatMap(({ desk, ...figures }) => {
      const some = Object.entries(figures).filter(([, n]) => n > 0)
      return some.length ? [[desk, Object.fromEntries(some)]] : []
    }),
  )
}

/** Forgets what was counted, which only a test can: the month is counted anew. */
export async function uncount(): Promise<void> {
  await env.DB.batch(
    [
      'DROP TRIGGER complaint_month_is_kept',
      'DROP TRIGGER complaint_month_done_is_kept',
      'DELETE FROM complaint_month',
      'DELETE FROM complaint_month_done',
    ].map((statement) => env.DB.prepare(statement)),
  )
}

/** Puts a month as if it had been counted: rows by the id of the place, '*' for the bureau. */
export async function putCounted(
  month: string,
  rows: readonly (readonly [
    desk: string,
    received: number,
    inTime: number,
    late: number,
    reopened: number,
    unanswered: number,
  ])[],
): Promise<void> {
  const leaf = `lf_${month}`
  await env.DB.batch([
    env.DB.prepare(
      `INSERT INTO audit_leaf (id, day, action, subject, body, salt, hash) VALUES (?1, '2099-01-01', 'complaint.month', ?2, '{}', '', ?1)`,
    ).bind(leaf, month),
    ...rows.map((row) =>
      env.DB.prepare('INSERT INTO complaint_month VALUES (?, ?, ?, ?, ?, ?, ?)').bind(month, ...row),
    ),
    env.DB.prepare('INSERT INTO complaint_month_done (month, leaf, at) VALUES (?, ?, 0)').bind(month, leaf),
  ])
}

/** A month in which every place that is counted had a dozen. */
export async function everyPlaceCounted(month: string): Promise<void> {
  const { results } = await env.DB.prepare("SELECT id FROM service_point WHERE kind <> 'room'").all<{
    id: string
  }>()
  await putCounted(
    month,
    ['*', ...results.map(({ id }) => id)].map((id) => [id, 12, 7, 5, 0, 0] as const),
  )
}
