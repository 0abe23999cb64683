import { sql } from 'drizzle-orm'
import { refusalOf } from '../../db/refusal.ts'
import { unsayable } from '../appointment/desk/attend.ts'
import { type BookingRow, bookingByReference } from '../appointment/query.ts'
import { readRules, rulesOn } from '../appointment/rules.ts'
import { visitOf } from '../appointment/visit.ts'
import { byBooking, byReference, offerWhere, waitingWhere } from '../appointment/waiting/holderQuery.ts'
import { aheadOf, standingOf } from '../appointment/waiting/standing.ts'
import { dayOf, toIso } from '../calendar/day.ts'
import type { Ctx } from '../context.ts'
import { referenceOf } from '../intake/access.ts'
import { subjectOf } from '../notification/template.ts'
import { maskIdNumber, maskName, maskPhone } from '../privacy/mask.ts'
import { Problem } from '../problem.ts'
import { may } from '../staff/permission.ts'
import { openingsIn, openingsOf } from '../track/openings.ts'
import { leavesOf, pastOf, timelineOf } from '../track/timeline.ts'
import { bookingStatusText } from '../track/track.ts'
import { waitingStatusTexts } from '../track/trackWaiting.ts'
import { messagesAbout, openedToday, personOf, tableOf } from './query.ts'
import { clearPerson, type Reached, reach } from './reach.ts'
import type { StaffRecord } from './schema.ts'
import { viewed } from './viewed.ts'

/**
 * Opens one record for staff of its service point, names and numbers masked, and notes that it was opened: once for
 * each of them and day, with a leaf. One read, and one write on the first opening of the day. Throws invalid-input for
 * a mistyped reference, record-not-found, not-allowed.
 */
export async function showRecord({
  ctx,
  input,
}: {
  ctx: Ctx
  input: { reference: string }
}): Promise<StaffRecord> {
  const found = referenceOf(input.reference)
  const { reference } = found
  // Applications and cases have a view of their own, which notes the opening itself.
  if (found.kind === 'B' || found.kind === 'K') throw new Problem('record-not-found')
  const listed = found.kind === 'W'
  const which = listed ? byReference(reference) : byBooking(reference)
  const today = dayOf(ctx.clock.now())
  const actorId = ctx.actor.kind === 'staff' ? ctx.actor.id : ''
  const [people, bookings, entries, offers, ahead, leaves, messages, openings, seen, ruleRows] =
    await ctx.db.batch([
      personOf(ctx, found),
      bookingByReference(ctx, reference),
      waitingWhere(ctx, which),
      offerWhere(ctx, which),
      aheadOf(ctx, sql`${which} AND w.state IN ('waiting', 'offered')`),
      leavesOf(ctx, reference),
      messagesAbout(ctx, reference),
      openingsOf(ctx, reference),
      openedToday(ctx, reference, actorId, today),
      rulesOn(ctx, today),
    ])
  const reached = reach(ctx, 'record.open', people)
  if (!seen.length) await note(ctx, reached)
  const row = bookings[0]
  const rules = readRules(ruleRows)
  const [entry, offer] = [entries[0], offers[0] ?? null]
  const standing = entry && standingOf(ctx, entry, offer, ahead, rules)
  const wish = standing && !listed && ['waiting', 'offered'].includes(standing.state) ? standing : null
  return {
    ...(await commonOf(ctx, reached, listed)),
    ...(row ? ofBooking(row) : ofEntry(standing)),
    timeline: row ? timelineOf(row, leaves) : pastOf(leaves),
    booking: row
      ? {
          visit: visitOf(row),
          channel: row.channel,
          outcome: row.outcome,
          exempt: row.exempt === 1,
          moves: row.moves,
          phoneConfirmed: row.phoneConfirmedAt !== null,
          earlier: wish,
        }
      : null,
    waiting: (listed && standing) || null,
    takenAs: (listed && entry?.takenAs) || null,
    messages: messages.map(({ template, state, at }) => ({
      template,
      name: subjectOf(template),
      state,
      at: toIso(at),
    })),
    openings: openingsIn(seen.length ? openings : counted(openings, reached.role, today)),
    can: acts(ctx, reached, row),
  }
}

/** Another copy of this request may have noted it first: once is what was meant. */
async function note(ctx: Ctx, reached: Reached): Promise<void> {
  try {
    await ctx.db.batch(await viewed(ctx, reached, { kind: 'opened' }))
  } catch (error) {
    if (refusalOf(error) !== 'seen-today') throw error
  }
}

/** The count with the opening that was just noted. */
function counted(found: Parameters<typeof openingsIn>[0], role: Reached['role'], today: string) {
  const rest = found.filter((row) => row.kind !== 'opened' || row.role !== role)
  const before = found.find((row) => row.kind === 'opened' && row.role === role)
  return [...rest, { kind: 'opened' as const, role, times: (before?.times ?? 0) + 1, lastDay: today }]
}

async function commonOf(ctx: Ctx, { person, points }: Reached, listed: boolean) {
  const table = tableOf({ kind: listed ? 'W' : 'A' })
  const { name, phone, idNumber, helperName, helperPhone } = await clearPerson(ctx, table, person)
  const masked = <T extends string>(value: T | null, mask: (text: string) => string) =>
    value === null ? null : mask(value)
  return {
    reference: person.reference,
    kind: listed ? ('waiting' as const) : ('appointment' as const),
    points: points.map(({ slug, zh, en }) => ({ slug, name: { zh, en } })),
    locale: person.locale,
    person: {
      name: maskName(name ?? ''),
      phone: maskPhone(phone ?? ''),
      idType: person.idType,
      idNumber: masked(idNumber, (text) => maskIdNumber(text)),
      helperName: masked(helperName, maskName),
      helperPhone: masked(helperPhone, maskPhone),
      note: person.note !== null,
      kept: person.name !== null,
    },
  }
}

const ofBooking = (row: BookingRow) => ({ status: row.state, statusText: bookingStatusText(row) })

function ofEntry(standing: ReturnType<typeof standingOf> | undefined) {
  if (!standing) throw new Problem('record-not-found')
  return { status: standing.state, statusText: waitingStatusTexts[standing.state] }
}

/** What whoever looks may do next with it; each verb asks again. */
function acts(ctx: Ctx, { person, points }: Reached, row: BookingRow | undefined): StaffRecord['can'] {
  const allowed = (permission: Parameters<typeof may>[1]) =>
    points.some(({ id }) => may(ctx.actor, permission, id))
  const now = ctx.clock.now()
  const can: StaffRecord['can'] = []
  if (person.name !== null && allowed('record.unmask')) can.push('unmask')
  if (person.name !== null && allowed('code.replace')) can.push('code')
  if (!row || !allowed('booking.serve')) return can
  if (row.state === 'booked' && row.startsAt > now) can.push('move', 'cancel')
  for (const outcome of ['served', 'missed'] as const)
    if (row.outcome !== outcome && unsayable(row, outcome, now) === null) can.push(outcome)
  return can
}
