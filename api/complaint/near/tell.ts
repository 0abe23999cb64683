import { sql } from 'drizzle-orm'
import { guard } from '../../../db/guard.ts'
import { refusalOf } from '../../../db/refusal.ts'
import { exec, rows } from '../../../db/rows.ts'
import { leafFor } from '../../audit/append.ts'
import type { Ctx } from '../../context.ts'
import { messageFor } from '../../notification/enqueue.ts'
import { readPhone } from '../../privacy/phone.ts'
import type { Locale } from '../../shared/text.ts'
import { unsealed } from '../sealed.ts'
import type { ComplaintState } from '../states.ts'
import { dayAlone } from './follow.ts'
import { unbarred } from './open.ts'

/** People told in one run. */
const most = 30

interface Due {
  id: string
  publicId: string
  state: ComplaintState
  /** Its author agrees, and nobody must be kept from it. */
  open: 0 | 1
}

interface Follower {
  id: string
  phone: string | null
  locale: Locale
}

const oldest = (ctx: Ctx) => sql`SELECT complaint_id FROM complaint_follow_due
  WHERE told_from <= ${ctx.clock.now()} ORDER BY told_from, complaint_id LIMIT 1`

/**
 * Job `complaint.tell`: on the morning after a small problem was done, or ended otherwise, tells the next of those who wait
 * for it, and deletes their numbers. Of what its author withdrew, or does not let be followed any more, nobody is told and the
 * numbers are deleted all the same, or an author could have strangers texted at will. What was joined to another hears of that
 * one; what was opened again meanwhile is waited for further. Says how many were told.
 */
export async function tellFollowers(ctx: Ctx): Promise<{ told: number }> {
  const [[due], people] = await ctx.db.batch([
    rows<Due>(
      ctx.db,
      sql`SELECT c.id AS id, p.id AS publicId, coalesce(n.state, m.state, c.state) AS state,
            (c.open_wish = 1 AND p.state <> 'down' AND ${sql.raw(unbarred('c'))}) AS open
          FROM complaint c JOIN complaint_public p ON p.complaint_id = c.id
            LEFT JOIN complaint m ON m.id = c.merged_into LEFT JOIN complaint n ON n.id = m.merged_into
          WHERE c.id = (${oldest(ctx)})`,
    ),
    rows<Follower>(
      ctx.db,
      sql`SELECT id, phone, locale FROM complaint_follower
          WHERE complaint_id = (${oldest(ctx)}) AND told_at IS NULL AND left_at IS NULL ORDER BY id LIMIT ${most}`,
    ),
  ])
  if (!due) return { told: 0 }
  const tiding = tidingOf(due)
  const leaving = tiding === null ? [] : people
  const made = await Promise.all(
    tiding === null || tiding === 'silence' ? [] : leaving.map((one) => messageTo(ctx, due, one, tiding)),
  )
  const messages = made.flatMap((message) => (message ? [message] : []))
  const leaf = await leafFor(ctx, {
    action: 'complaint.told',
    subject: due.publicId,
    facts: { told: messages.length },
    at: null,
  })
  const ids = JSON.stringify(leaving.map(({ id }) => id))
  try {
    await ctx.db.batch([
      exec(
        ctx.db,
        sql`UPDATE complaint_follower SET told_at = ${dayAlone(ctx)}, phone = NULL, phone_key = ''
            WHERE id IN (SELECT value FROM json_each(${ids})) AND told_at IS NULL AND left_at IS NULL`,
      ),
      guard(ctx.db, leaving.length),
      ...(leaving.length < most
        ? [exec(ctx.db, sql`DELETE FROM complaint_follow_due WHERE complaint_id = ${due.id}`)]
        : []),
      ...messages.map(({ statement }) => statement),
      ...(leaving.length ? [leaf.statement] : []),
    ])
  } catch (error) {
    // Somebody left meanwhile: the next run reads anew.
    if (refusalOf(error) !== 'stale') throw error
    return { told: 0 }
  }
  if (messages.length) ctx.after(() => ctx.wake(messages.map(({ id }) => id)))
  return { told: messages.length }
}

/** What they hear; `silence`: it ended by its author's will alone; null: nothing yet, it is at work again. */
function tidingOf({ state, open }: Due): 'near-done' | 'near-over' | 'silence' | null {
  if (!open || state === 'withdrawn') return 'silence'
  if (state === 'answered' || state === 'followup' || state === 'closed') return 'near-done'
  return state === 'declined' || state === 'unanswered' ? 'near-over' : null
}

async function messageTo(ctx: Ctx, { publicId }: Due, one: Follower, tiding: 'near-done' | 'near-over') {
  const number = await unsealed(ctx, 'complaint_follower', one.id, 'phone', one.phone)
  const phone = number === null ? null : readPhone(number)
  if (!phone?.ok) return null
  return messageFor(ctx, {
    template: 'complaint.news',
    locale: one.locale,
    reference: publicId,
    phone: phone.value,
    data: { reference: publicId, tiding },
  })
}
