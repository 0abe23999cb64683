import { refusalOf } from '../../../db/refusal.ts'
import { dayOf, toIso } from '../../calendar/day.ts'
import type { Ctx } from '../../context.ts'
import { FieldError, open } from '../../privacy/field.ts'
import { openedToday } from '../../record/query.ts'
import { viewed } from '../../record/viewed.ts'
import { may } from '../../staff/permission.ts'
import { openingsIn, openingsOf } from '../../track/openings.ts'
import { numberOf } from '../numberOf.ts'
import { type CertificateRow, certificateByNumber, eventsOf } from '../query.ts'
import { reasonText } from '../reason.ts'
import { keyStatusOf, standingOf } from '../standing.ts'
import { itemOf } from './list.ts'
import { type Reached, reach } from './reach.ts'
import type { StaffCertificate } from './schema.ts'

/**
 * Opens one certificate for whoever works where it was issued, name and number masked, with its history. What it says
 * names people and tells what was found about them: only those who handle applications there read it, and that they did
 * is noted as a look in clear. That it was opened is noted once a day for each of them, with a leaf. One read, one write on
 * the first opening of the day. Throws invalid-input for a mistyped number, record-not-found, not-allowed.
 */
export async function showCertificate({
  ctx,
  input,
}: {
  ctx: Ctx
  input: { number: string }
}): Promise<StaffCertificate> {
  const number = numberOf(input.number)
  const me = ctx.actor.kind === 'staff' ? ctx.actor.id : ''
  const [found, events, openings, seen] = await ctx.db.batch([
    certificateByNumber(ctx, number),
    eventsOf(ctx, number),
    openingsOf(ctx, number),
    openedToday(ctx, number, me, dayOf(ctx.clock.now())),
  ])
  const reached = reach(ctx, 'record.open', found)
  const { row } = reached
  const inner = may(ctx.actor, 'application.handle', row.pointId)
  if (!seen.length) await note(ctx, reached, inner)
  const standing = await standingOf(ctx, row)
  const document = standing?.opened?.certificate
  return {
    ...itemOf(row),
    title: document?.title ?? itemOf(row).title,
    subject: standing?.known.subject ?? null,
    inner,
    statements: inner ? (document?.statements ?? []) : [],
    purpose: inner ? (document?.purpose ?? null) : null,
    words: inner ? await wordsOf(ctx, row) : null,
    keyStatus: keyStatusOf(row),
    signatureHolds: standing ? standing.known.signatureHolds : false,
    events: events.map(({ what, at, reason, other }) => ({
      what,
      at: toIso(at),
      reason: reasonText(reason),
      other,
    })),
    openings: openingsIn(openings),
    can: acts(ctx, row),
  }
}

/** Another copy of this request may have noted it first: once is what was meant. */
async function note(ctx: Ctx, { row, staff, role }: Reached, inner: boolean): Promise<void> {
  try {
    const viewer = { person: row, staff, role, point: { id: row.pointId } }
    const read = { kind: 'unmasked', fields: ['statements'], reason: 'handling', words: null } as const
    const opened = await viewed(ctx, viewer, { kind: 'opened' })
    await ctx.db.batch([...opened, ...(inner ? await viewed(ctx, viewer, read) : [])])
  } catch (error) {
    if (refusalOf(error) !== 'seen-today') throw error
  }
}

/** What was written about its end; null where nothing was, or it does not open, which is logged by the number. */
async function wordsOf(ctx: Ctx, { id, reference, words }: CertificateRow): Promise<string | null> {
  if (words === null) return null
  try {
    return await open(ctx.keys, { table: 'certificate', column: 'words', row: id }, words)
  } catch (error) {
    if (!(error instanceof FieldError)) throw error
    console.error(JSON.stringify({ certificate: reference, fault: error.fault }))
    return null
  }
}

/** What whoever looks may do next with it; each verb asks again. */
const acts = ({ actor }: Ctx, { state, pointId }: CertificateRow): StaffCertificate['can'] =>
  state !== 'valid'
    ? []
    : [
        ...(may(actor, 'certificate.revoke', pointId) ? (['revoke'] as const) : []),
        ...(may(actor, 'certificate.issue', pointId) ? (['reissue'] as const) : []),
      ]
