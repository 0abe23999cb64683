import { sql } from 'drizzle-orm'
import { guard } from '../../db/guard.ts'
import { exec } from '../../db/rows.ts'
import { meetingPromise } from '../../db/schema/index.ts'
import { leafFor } from '../audit/append.ts'
import { dayOf } from '../calendar/day.ts'
import type { Ctx } from '../context.ts'
import { readWords } from '../feedback/words.ts'
import { type FieldError, Problem } from '../problem.ts'
import { newId } from '../shared/id.ts'
import { addEvent, meetingById } from './query.ts'
import { change, inState, reach } from './reach.ts'
import type { MinutesInput } from './staffSchema.ts'

const wordsMost = 5000

/**
 * Saves the minutes of a meeting that was held, with how many came and what was promised, each with who keeps it by when;
 * nobody sees them until a second reader publishes them. One read, one write. Throws invalid-input with every fault,
 * record-not-found, not-allowed, step-refused, stale.
 */
export async function saveMinutes({ ctx, input }: { ctx: Ctx; input: MinutesInput & { id: string } }) {
  const errors: FieldError[] = []
  const zh = readWords(input.words.zh, '/words/zh', errors, wordsMost)
  const en = input.words.en.trim() === '' ? '' : readWords(input.words.en, '/words/en', errors, wordsMost * 2)
  const [found] = await ctx.db.batch([meetingById(ctx, input.id)])
  const { row, staff, role } = reach(ctx, found)
  inState(row, input.rev, 'held')
  const heldOn = dayOf(row.startsAt)
  input.promises.forEach(({ dueDay }, i) => {
    if (dueDay < heldOn) errors.push({ pointer: `/promises/${i}/dueDay`, code: 'meeting.due' })
  })
  if (errors.length) throw new Problem('invalid-input', { errors })
  const now = ctx.clock.now()
  const promises = input.promises.map(({ words, keeper, dueDay }, i): typeof meetingPromise.$inferInsert => ({
    id: newId('mp'),
    meetingId: row.id,
    n: i + 1,
    wordsZh: words.zh,
    wordsEn: words.en,
    keeperZh: keeper.zh,
    keeperEn: keeper.en,
    dueDay,
  }))
  const leaf = await leafFor(ctx, {
    action: 'meeting.minutes',
    subject: row.id,
    facts: { point: row.pointId, promises: promises.length, staff: staff.id },
  })
  await ctx.db.batch([
    change(ctx, row, staff.id, sql`, minutes_zh = ${zh}, minutes_en = ${en}, attended = ${input.attended}`),
    guard(ctx.db),
    exec(ctx.db, sql`DELETE FROM meeting_promise WHERE meeting_id = ${row.id}`),
    ...promises.map((one) => ctx.db.insert(meetingPromise).values(one)),
    addEvent(ctx, { meetingId: row.id, at: now, what: 'minutes', byId: staff.id, role }),
    leaf.statement,
  ])
  return { rev: row.rev + 1 }
}
