import { env } from 'cloudflare:workers'
import { at, type Day } from '../../api/calendar/day.ts'
import { quarterOf, weekOf } from '../../api/calendar/period.ts'
import { settlePeriods } from '../../api/evaluation/close/settle.ts'
import { closeWeek } from '../../api/evaluation/close/week.ts'
import type { Clock } from '../../api/shared/clock.ts'
import { testCtx } from './ctx.ts'

let made = 0
/** So many numbers nobody had before: the one in front of them. */
const taken = (n: number) => {
  made += n
  return made - n
}

/** Ratings as they would be given on a day: so many of one level. */
export interface Rated {
  point?: string
  grp?: string
  level: number
  n?: number
  day: Day
  standing?: 'counted' | 'held' | 'apart' | 'pressed' | 'poster'
}

/** Statements: these ratings, as rows of the table, so that the roll-ups follow by trigger. */
export const ratingStatements = (list: readonly Rated[]) =>
  list.map(({ point = 'sp_qingshi', grp = 'traffic', level, n = 1, day, standing = 'counted' }) =>
    env.DB.prepare(
      `INSERT INTO rating (id, week, kind, service_point_id, grp, mode, overall, standing, tallied_in)
       WITH RECURSIVE one (i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM one WHERE i < ?1)
       SELECT 'rt_' || (?2 + i), ?3, iif(?4 = 'poster', 'poster', 'visit'), ?5, ?6, 'onsite', ?7, ?4, ?8 FROM one`,
    ).bind(n, taken(n), weekOf(at(day, '12:00')), standing, point, grp, level, quarterOf(day)),
  )

/** Gives ratings. */
export async function rated(...list: Rated[]): Promise<void> {
  await env.DB.batch(ratingStatements(list))
}

/** Days that were kept (1) or missed (0), as a trigger would note them; gives their subjects. */
export async function judged(
  indicator: string,
  { point = 'sp_qingshi', grp = 'traffic', level, n = 1, day }: Omit<Rated, 'standing'>,
): Promise<string[]> {
  const subjects = Array.from({ length: n }, () => `ev_${++made}`)
  await env.DB.batch(
    subjects.map((subject) =>
      env.DB.prepare('INSERT INTO evaluation_event VALUES (?, ?, ?, ?, ?, ?, ?, NULL)').bind(
        indicator,
        subject,
        point,
        grp,
        level,
        day,
        quarterOf(day),
      ),
    ),
  )
  return subjects
}

/** Sets the clock and runs the two jobs as the schedule does, until there is nothing left to do. */
export async function jobsAt(clock: Clock & { set(ms: number): void }, moment: string) {
  clock.set(Date.parse(`${moment}+08:00`))
  const did: string[] = []
  for (;;) {
    const { opened, ended, frozen } = await settlePeriods(await testCtx({ clock }))
    const { closed } = await closeWeek(await testCtx({ clock }))
    const now = [
      ...opened.map((one) => `open ${one}`),
      ...ended.map((one) => `end ${one}`),
      ...frozen.map((one) => `freeze ${one}`),
      ...(closed ? [`close ${closed}`] : []),
    ]
    if (!now.length) return did
    did.push(...now)
  }
}

/** The published cells, each as one line. */
export async function cellsOf(period: string): Promise<string[]> {
  const { results } = await env.DB.prepare(
    `SELECT closed, service_point_id, indicator, grp, from_level, to_level, topped, n, objection FROM evaluation_cell
     WHERE period = ? ORDER BY closed, service_point_id, indicator, grp, from_level, n`,
  )
    .bind(period)
    .all<Record<string, string | number>>()
  return results.map(
    (c) =>
      `${c.closed} ${c.service_point_id} ${c.indicator} ${c.grp} ${c.from_level}-${c.to_level}${c.topped === -1 ? '' : `^${c.topped}`} ${c.n}${c.objection ? ' objection' : ''}`,
  )
}
