import { sql } from 'drizzle-orm'
import { guard } from '../../db/guard.ts'
import { refusalOf } from '../../db/refusal.ts'
import { exec, rows } from '../../db/rows.ts'
import { leafFor } from '../audit/append.ts'
import type { Ctx } from '../context.ts'
import { messageFor } from '../notification/enqueue.ts'
import { readPhone } from '../privacy/phone.ts'
import type { Locale } from '../shared/text.ts'
import { clear } from './query.ts'

/** People told in one run. */
const most = 30

interface Task {
  id: string
  pointId: string
  kind: string
  words: string
  day: string
  toldUntil: string
  nameZh: string
  nameEn: string
}

const oldest = sql`SELECT id FROM volunteer_task WHERE done_at IS NULL ORDER BY at LIMIT 1`

/** Job `volunteer.tell`: sends the oldest task notice to the next volunteers of its kind. Says how many. */
export async function tellVolunteers(ctx: Ctx): Promise<{ told: number }> {
  const [[task], people] = await ctx.db.batch([
    rows<Task>(
      ctx.db,
      sql`SELECT k.id AS id, k.point_id AS pointId, k.kind AS kind, k.words AS words, k.day AS day,
            k.told_until AS toldUntil, p.name_zh AS nameZh, p.name_en AS nameEn
          FROM volunteer_task k JOIN service_point p ON p.id = k.point_id WHERE k.id = (${oldest})`,
    ),
    rows<{ id: string; reference: string; locale: Locale; phone: string | null }>(
      ctx.db,
      sql`SELECT v.id AS id, v.reference AS reference, v.locale AS locale, v.phone AS phone
          FROM volunteer_task k CROSS JOIN volunteer v ON v.point_id = k.point_id AND v.kind = k.kind AND v.state = 'active'
            AND v.id > k.told_until
          WHERE k.id = (${oldest}) ORDER BY v.id LIMIT ${most}`,
    ),
  ])
  if (!task) return { told: 0 }
  const made = await Promise.all(people.map((one) => messageTo(ctx, task, one)))
  const messages = made.flatMap((message) => (message ? [message] : []))
  const now = ctx.clock.now()
  const leaf = await leafFor(ctx, {
    action: 'volunteer.tell',
    subject: task.id,
    facts: { told: messages.length },
  })
  try {
    await ctx.db.batch([
      exec(
        ctx.db,
        sql`UPDATE volunteer_task SET told_until = ${people.at(-1)?.id ?? task.toldUntil}, told = told + ${messages.length},
              done_at = ${people.length < most ? now : null}
            WHERE id = ${task.id} AND told_until = ${task.toldUntil} AND done_at IS NULL`,
      ),
      guard(ctx.db),
      ...messages.map(({ statement }) => statement),
      leaf.statement,
    ])
  } catch (error) {
    if (refusalOf(error) !== 'stale') throw error
    return { told: 0 }
  }
  if (messages.length) ctx.after(() => ctx.wake(messages.map(({ id }) => id)))
  return { told: messages.length }
}

async function messageTo(
  ctx: Ctx,
  task: Task,
  one: { id: string; reference: string; locale: Locale; phone: string | null },
) {
  const number = await clear(ctx, one.id, 'phone', one.phone)
  const phone = number === null ? null : readPhone(number)
  if (!phone?.ok || phone.kind !== 'mobile') return null
  return messageFor(ctx, {
    template: 'volunteer.task',
    locale: one.locale,
    reference: one.reference,
    phone: phone.value,
    data: {
      reference: one.reference,
      taskDay: task.day,
      task: task.words,
      from: { zh: task.nameZh, en: task.nameEn },
    },
  })
}
