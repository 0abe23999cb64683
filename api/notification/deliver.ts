import type { Ctx } from '../context.ts'
import { open } from '../privacy/field.ts'
import { type Messages, type Recipient, staleAt, type Template, templates } from './message.ts'
import { heldBack, settle, type Taken, takeUp } from './query.ts'
import type { Sender, Sent } from './sender.ts'
import { render } from './template.ts'

/** A message is given up after this many tries, about two hours and three quarters after the first. */
export const MOST_TRIES = 6

/** Seconds to wait after the n-th try: 30 s, 2 min, 8 min, 32 min, 2 h. */
export const retryDelay = (tries: number) => Math.min(7200, 30 * 4 ** Math.max(0, tries - 1))

type Outcome = Sent | { ok: false; void: true }

/**
 * Sends the rows that wait and are due, and records what became of each. A row may be sent twice when the record of
 * its sending is lost (the provider knows it by its id), but it is recorded once. Answers with the seconds to wait for
 * each row that must be tried again; every other id is done with.
 */
export async function deliver({
  ctx,
  sender,
  ids,
}: {
  ctx: Ctx
  sender: Sender
  ids: string[]
}): Promise<Map<string, number>> {
  const [taken] = await ctx.db.batch([takeUp(ctx, ids)])
  const again = new Map<string, number>()
  const by: Record<'sent' | 'dead' | 'void', string[]> = { sent: [], dead: [], void: [] }
  const results = await Promise.all(
    taken.map(async (row) => ({ row, outcome: await sendOne(ctx, sender, row) })),
  )
  for (const { row, outcome } of results) {
    if (outcome.ok) by.sent.push(row.id)
    else if ('void' in outcome) by.void.push(row.id)
    else {
      const dead = outcome.permanent || row.attempts >= MOST_TRIES
      console.error(JSON.stringify({ message: row.id, reason: outcome.reason, tries: row.attempts, dead }))
      if (dead) by.dead.push(row.id)
      else again.set(row.id, retryDelay(row.attempts))
    }
  }
  if (taken.length > 0) {
    await ctx.db.batch([
      settle(ctx, by.sent, 'sent'),
      settle(ctx, by.dead, 'dead'),
      settle(ctx, by.void, 'void'),
      ...[...again].map(([id, seconds]) => heldBack(ctx, id, ctx.clock.now() + seconds * 1000)),
    ])
  }
  return again
}

async function sendOne(ctx: Ctx, sender: Sender, row: Taken): Promise<Outcome> {
  const { id, locale, reference } = row
  try {
    const template = templateOf(row.template)
    if (!template) return { ok: false, permanent: true, reason: 'unknown-template' }
    const place = (column: string) => ({ table: 'outbox', column, row: id })
    const to: Recipient = JSON.parse(await open(ctx.keys, place('recipient'), row.recipient))
    const data: Messages[Template] = JSON.parse(await open(ctx.keys, place('data'), row.data))
    const stale = staleAt(template, data)
    if (stale !== null && stale < ctx.clock.now()) return { ok: false, void: true }
    const { subject, text } = render(template, locale, data, {
      origin: ctx.settings.origin,
      whole: 'email' in to,
    })
    return await sender.send({ id, to, subject, text, reference })
  } catch (error) {
    // Its message could quote the words; the kind of fault is enough.
    return { ok: false, permanent: false, reason: error instanceof Error ? error.name : 'unknown' }
  }
}

function templateOf(name: string): Template | undefined {
  return templates.find((template) => template === name)
}
