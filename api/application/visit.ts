import { sql } from 'drizzle-orm'
import { exec } from '../../db/rows.ts'
import { book } from '../appointment/book.ts'
import { listSlots } from '../appointment/slots.ts'
import { addDays, dayOf } from '../calendar/day.ts'
import type { Ctx } from '../context.ts'
import { Problem } from '../problem.ts'
import { type Holder, openApplication } from './access.ts'
import type { Form } from './form/declaration.ts'
import { isWithheld } from './outcome.ts'
import { ownForm } from './ownForm.ts'
import type { ApplicationRow } from './query.ts'
import { clearApplication } from './sealed.ts'
import { openStates } from './states.ts'
import type { VisitOptions } from './visitSchema.ts'

/** How far ahead times are looked for, days. */
const lookedAhead = 20

/** Why a visit is needed, or worth one: the form's own reason, or to collect what is ready. */
export function visitOf(form: Form, row: Pick<ApplicationRow, 'state' | 'delivery'>): Form['visit'] {
  if (row.state === 'issued' || row.state === 'approved')
    return row.delivery === 'counter' ? collecting : null
  return openStates.includes(row.state) ? form.visit : null
}

/** The visit whoever holds this code may make: what is ready is no secret of theirs alone while it is kept back. */
function visitFor(row: ApplicationRow, holder: Holder): Form['visit'] {
  const form = ownForm(row)
  return isWithheld(form, row, holder) ? null : visitOf(form, row)
}

const collecting = { why: { zh: '来领取', en: 'To collect it' }, minutes: 10 }

/**
 * Three times that fit: the earliest, the earliest in the other half of a day, and the earliest on a later day. Of the
 * length the matter takes at the counter. Throws step-refused (no visit is needed now), matter-not-offered,
 * record-not-found, too-many-tries.
 */
export async function visitOptions({
  ctx,
  input,
}: {
  ctx: Ctx
  input: { reference: string; accessCode: string }
}): Promise<VisitOptions> {
  const { row, holder } = await openApplication(ctx, input)
  const visit = visitFor(row, holder)
  if (!visit) throw new Problem('step-refused')
  const wanted = { matterCode: row.matterCode, alsoMatters: [], people: 1 }
  const from = dayOf(ctx.clock.now())
  const { items, minutes } = await listSlots({
    ctx,
    input: { slug: row.slug, wanted, from, to: addDays(from, lookedAhead), limit: 100 },
  })
  const chosen = fitting(items.filter(({ remaining }) => remaining > 0))
  return {
    minutes,
    why: visit.why,
    items: chosen.map(({ id, startsAt, endsAt }) => ({ slotId: id, startsAt, endsAt })),
  }
}

interface Time {
  id: string
  startsAt: string
  endsAt: string
}

/** Of times in order (ISO 8601), up to three that differ: the earliest, the other half of a day, a later day. */
export function fitting(times: readonly Time[]): Time[] {
  const [first] = times
  if (!first) return []
  const half = ({ startsAt }: Time) => (startsAt.slice(11, 13) < '12' ? 'morning' : 'afternoon')
  const day = ({ startsAt }: Time) => startsAt.slice(0, 10)
  const second = times.find((time) => half(time) !== half(first)) ?? times[1]
  const third =
    times.find((time) => day(time) !== day(first) && time !== second) ??
    times.find((time) => time !== first && time !== second)
  return [first, second, third]
    .filter((time) => time !== undefined)
    .sort((a, b) => a.startsAt.localeCompare(b.startsAt))
}

/**
 * Holds one of them: a booking like any other, in the name of the person, noted with the application in the same batch.
 * Throws what booking throws, and step-refused, record-not-found, too-many-tries.
 */
export async function holdVisit({
  ctx,
  input,
  idempotencyKey,
}: {
  ctx: Ctx
  input: { reference: string; accessCode: string; slotId: string }
  idempotencyKey: string | undefined
}): Promise<{ bookingReference: string; startsAt: string; bookingCode: string | null }> {
  const { row, holder } = await openApplication(ctx, input)
  if (!visitFor(row, holder)) throw new Problem('step-refused')
  const { name, phone, idType, idNumber, helper } = await clearApplication(ctx, row)
  const receipt = await book({
    ctx,
    input: {
      slotId: input.slotId,
      matterCode: row.matterCode,
      applicant: { name, phone, idType, idNumber },
      ...(helper && { helper: { name: helper.name, phone: helper.phone } }),
    },
    idempotencyKey,
    within: (booking) => [
      exec(
        ctx.db,
        sql`INSERT INTO application_visit (application_id, booking_reference, made_at)
            VALUES (${row.id}, ${booking}, ${ctx.clock.now()})`,
      ),
    ],
  })
  return {
    bookingReference: receipt.reference,
    startsAt: receipt.startsAt,
    bookingCode: receipt.accessCode,
  }
}
