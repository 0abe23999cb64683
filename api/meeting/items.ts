import { sql } from 'drizzle-orm'
import { guard } from '../../db/guard.ts'
import { refusalOf } from '../../db/refusal.ts'
import { exec } from '../../db/rows.ts'
import { dayOf } from '../calendar/day.ts'
import type { DeadlineRule } from '../calendar/deadlineRule.ts'
import { namedClock } from '../complaint/clock.ts'
import { promise as kind } from '../complaint/kinds/promise.ts'
import { madeStatements } from '../complaint/made.ts'
import { roadOf } from '../complaint/routing.ts'
import type { Ctx } from '../context.ts'
import { newId } from '../shared/id.ts'
import { makeReference } from '../shared/reference.ts'
import { type PromiseRow, promisesWithoutItem } from './query.ts'

/** Items made in one run. */
const most = 30

/** The clock of a promise runs to its own day; nobody extends what was promised in public. */
const rule: DeadlineRule = {
  id: 'promise.day@1',
  key: kind.clocks.finish,
  version: 1,
  name: { zh: '会上答应的事办结', en: 'A promise kept' },
  value: 1,
  unit: 'calendar_day',
  startEvent: { zh: '会上说定的日子', en: 'The day named at the meeting' },
  rollsToWorkingDay: false,
  basis: {
    zh: '会上说定、纪要公布的日子',
    en: 'The day named at the meeting and published with the minutes',
  },
  certainty: 'K1',
  scope: 'product',
  effectiveFrom: '2026-01-01',
  effectiveTo: null,
}

/** What an item is made of: a promise, the meeting it was given at, and the station whose meeting that was. */
type Promised = Pick<PromiseRow, 'id' | 'wordsZh' | 'keeperZh' | 'dueDay'> & {
  titleZh: string
  stationId: string | null
}

/**
 * The statements that make an item at work of a published promise: handled like whatever residents tell, at the station
 * whose meeting it was, due on the day that was named. Undone as stale where it is one already.
 */
export async function itemStatements(ctx: Ctx, one: Promised, by: string) {
  const at = ctx.clock.now()
  const reference = makeReference('C', dayOf(at))
  const { statements } = await madeStatements(ctx, {
    id: newId('cp'),
    reference,
    accessCode: null,
    by,
    kind,
    told: {
      words: one.wordsZh,
      answers: { meeting: one.titleZh, keeper: one.keeperZh },
      name: null,
      phone: null,
      mobile: false,
      officer: '',
      place: '',
      point: null,
    },
    body: { anonymous: false, away: false, open: false },
    at,
    road: roadOf({ kind, away: false, officer: 'none', about: one.stationId, place: null }),
    clock: namedClock(rule, one.dueDay, at),
    channel: 'meeting',
    tray: false,
    aboutId: null,
    townCode: null,
    areaId: null,
    named: [],
  })
  return [
    ...statements,
    exec(
      ctx.db,
      sql`UPDATE meeting_promise SET item_reference = ${reference} WHERE id = ${one.id} AND item_reference IS NULL`,
    ),
    guard(ctx.db),
  ] as const
}

/** Job `meeting.items`: makes items of promises that were published before there were any. Each by itself. */
export async function makeItems(ctx: Ctx): Promise<{ made: number }> {
  const [found] = await ctx.db.batch([promisesWithoutItem(ctx, most)])
  let made = 0
  for (const one of found) {
    const [first, ...rest] = await itemStatements(ctx, one, 'system')
    try {
      await ctx.db.batch([first, ...rest])
      made += 1
    } catch (error) {
      // Another run made it.
      if (refusalOf(error) !== 'stale') throw error
    }
  }
  return { made }
}
