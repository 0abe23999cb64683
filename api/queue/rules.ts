import { sql } from 'drizzle-orm'
import { z } from 'zod'
import { rows } from '../../db/rows.ts'
import type { Day } from '../calendar/day.ts'
import type { Ctx } from '../context.ts'
import type { Text } from '../shared/text.ts'

const count = (least: number, most: number) => z.int().min(least).max(most)

/**
 * The bureau's rules of calling: every number is data with a default (`queue_rule`, the newest row that has begun). No
 * national rule was found; the bureau sets and publishes its own.
 */
const queueRulesSchema = z.object({
  /** After so many in a row who went before a waiting walk-in, a walk-in is called. */
  bookedInRow: count(1, 50).default(3),
  /** Who comes earlier than so many minutes before their time is told so; they may wait and go sooner if nobody else does. */
  earlyMinutes: count(0, 480).default(30),
  /** Who comes up to so many minutes late keeps their time; later they line up as come now. */
  lateMinutes: count(0, 240).default(15),
  /** A booked visit counts as due so many minutes before its time. */
  dueMinutes: count(0, 60).default(5),
  /** A number is called so often before it can be set aside as missed; the screen says so. */
  callsMost: count(1, 10).default(3),
  /** The secrets of a ticket are kept so many days. */
  secretDays: count(1, 90).default(30),
})
export type QueueRules = z.infer<typeof queueRulesSchema>

export const defaultQueueRules: QueueRules = queueRulesSchema.parse({})

/** Statement: the rules in force on a day; no row means the defaults. */
export function queueRulesOn({ db }: Pick<Ctx, 'db'>, day: Day) {
  return rows<{ rules: string }>(
    db,
    sql`SELECT rules FROM queue_rule WHERE from_day <= ${day} ORDER BY from_day DESC LIMIT 1`,
  )
}

/** Inside any statement: how many days the secrets of a ticket are kept by the rules in force on a day. */
export const secretDaysOn = (day: Day) =>
  sql`coalesce((SELECT rules ->> 'secretDays' FROM queue_rule WHERE from_day <= ${day} ORDER BY from_day DESC LIMIT 1),
    ${defaultQueueRules.secretDays})`

/** The rules of the row found. Throws ZodError on a document the bureau wrote wrongly. */
export const readQueueRules = (found: readonly { rules: string }[]): QueueRules =>
  queueRulesSchema.parse(found[0] ? JSON.parse(found[0].rules) : {})

/** The rules of calling in plain words, as the public display shows them. */
export function queueWords({ bookedInRow: n, lateMinutes: late }: QueueRules): Text[] {
  return [
    {
      zh: '约好的，到了时间先叫；没预约的，按取号先后叫。',
      en: 'Who booked is called at their time; everyone else in the order of their numbers.',
    },
    {
      zh: `连着叫 ${n} 个先办的号，就叫 1 个现场号；现场号不会一直往后排。`,
      en: `After ${n} in a row who go first, one walk-in is called, so walk-ins are never put off for ever.`,
    },
    {
      zh: `迟到不超过 ${late} 分钟，时间照算；再晚也办，从到的时候起排。`,
      en: `Up to ${late} minutes late you keep your time; later you are still served, in line from when you came.`,
    },
    {
      zh: '老人、孕妇、残疾人、带小孩的、身体不舒服的，请告诉窗口，可以先办。',
      en: 'If you are older, pregnant, disabled, with a small child or unwell, tell the counter: you may go first.',
    },
    { zh: '没有预约也办，窗口不会拒绝。', en: 'No booking is needed: nobody is turned away.' },
  ]
}
