import { sql } from 'drizzle-orm'
import { guard } from '../../db/guard.ts'
import { exec } from '../../db/rows.ts'
import { book } from '../appointment/book.ts'
import { listSlots } from '../appointment/slots.ts'
import { addDays, dayOf } from '../calendar/day.ts'
import type { Ctx } from '../context.ts'
import { reaches } from '../identity/level.ts'
import { triesFor } from '../intake/access.ts'
import { Problem } from '../problem.ts'
import { applicationReference, letApplicantIn, openApplication } from './access.ts'
import type { Form } from './form/declaration.ts'
import { comesHome } from './homeVisit.ts'
import { isWithheld } from './outcome.ts'
import { ownForm } from './ownForm.ts'
import { type ApplicationRow, applicationByReference } from './query.ts'
import { isBack } from './ready.ts'
import { clearApplication } from './sealed.ts'
import { openStates } from './states.ts'
import { isCarried, isHeld, visitsHeld } from './visitHeld.ts'
import type { VisitOptions } from './visitSchema.ts'

/** How far ahead times are looked for, days. */
const lookedAhead = 20

/**
 * Why a visit is needed, or worth one, and how long it takes: the form's own reason, to show who one is where that is still
 * asked for, or to collect what is ready. While the outcome is kept back (`withheld`) it is the same whatever the outcome
 * is, and long enough for all of it. Nobody who is visited at home is asked to come.
 */
export function visitOf(
  form: Asked,
  row: Pick<ApplicationRow, 'state' | 'delivery' | 'identity'> & Partial<Pick<ApplicationRow, 'clock'>>,
  withheld: boolean,
): Form['visit'] {
  if (comesHome(form)) return null
  if (withheld) return { why: hearing, minutes: form.visit?.minutes ?? proving.minutes }
  if (row.state === 'issued' || row.state === 'approved')
    return row.delivery === 'counter' || isBack({ clock: null, ...row }) ? collecting : null
  if (!openStates.includes(row.state)) return null
  // Nobody has looked at it yet: what the form wants a visit for comes after.
  if (row.state === 'identity') return proving
  const unseen = form.identity.toReceive === 'counter' && !reaches(row.identity, 'counter')
  return form.visit ?? (unseen ? proving : null)
}
type Asked = Pick<Form, 'visit' | 'identity'> & Partial<Pick<Form, 'result'>>

/**
 * The visit whoever holds this code may make. None once a time of theirs has run out: the next run ends the case. While the
 * outcome is kept back no clock counts for this, for only some outcomes have one.
 */
export const visitFor = (
  ctx: Pick<Ctx, 'clock'>,
  form: Asked,
  row: Parameters<typeof visitOf>[1] & Pick<ApplicationRow, 'clock' | 'dueAt'>,
  withheld: boolean,
): Form['visit'] =>
  !withheld && isCarried(row.clock) && row.dueAt !== null && ctx.clock.now() > row.dueAt
    ? null
    : visitOf(form, row, withheld)

const collecting = { why: { zh: '来领取', en: 'To collect it' }, minutes: 10 }
const proving = {
  why: {
    zh: '带上证件原件，让窗口核对一下是不是您本人。',
    en: 'Bring the original of your document: the counter checks that it is you.',
  },
  minutes: 10,
}
const hearing = {
  zh: '带上证件原件：窗口核对是您本人以后，当面告诉您结果。',
  en: 'Bring the original of your document: the counter checks that it is you, and tells you the result.',
}

/** What a time after the last day of a clock means. */
const carriesTo = {
  zh: '到期以前已经没有空的时间；约了下面的，就算到那天结束。',
  en: 'No time is free before your last day: with one of these it runs to the end of that day.',
}

/**
 * Three times that fit: the earliest, the earliest in the other half of a day, and the earliest on a later day. As long as
 * what one comes for takes; within the time that its person has, as far as any is free there (a later one carries it, see
 * visitHeld.ts). A matter that nobody needs a time for has none: one just comes. Throws step-refused (no visit is needed
 * now, or one is held), matter-not-offered, record-not-found, too-many-tries.
 */
export async function visitOptions({
  ctx,
  input,
}: {
  ctx: Ctx
  input: { reference: string; accessCode: string }
}): Promise<VisitOptions> {
  const reference = applicationReference(input.reference)
  const [tries, found, held] = await ctx.db.batch([
    triesFor(ctx, reference),
    applicationByReference(ctx, reference),
    visitsHeld(ctx, reference),
  ])
  const holder = await letApplicantIn(ctx, reference, input.accessCode, found, tries)
  const row = found[0]!
  const form = ownForm(row)
  const withheld = isWithheld(form, row, holder)
  const visit = visitFor(ctx, form, row, withheld)
  const at = { now: ctx.clock.now() }
  if (!visit || held.some((one) => isHeld(at, one))) throw new Problem('step-refused')
  const wanted = { matterCode: row.matterCode, alsoMatters: [], people: 1, minutes: visit.minutes }
  const from = dayOf(at.now)
  const { items, minutes } = await listSlots({
    ctx,
    input: { slug: row.slug, wanted, from, to: addDays(from, lookedAhead), limit: 100 },
  }).catch(unbooked)
  const free = items.filter(({ remaining }) => remaining > 0)
  const until = !withheld && isCarried(row.clock) ? row.dueAt : null
  const inTime = until === null ? free : free.filter(({ startsAt }) => Date.parse(startsAt) <= until)
  const late = inTime.length === 0 && free.length > 0
  const chosen = fitting(late ? free : inTime)
  return {
    minutes,
    why: late ? { zh: `${visit.why.zh}${carriesTo.zh}`, en: `${visit.why.en} ${carriesTo.en}` } : visit.why,
    items: chosen.map(({ id, startsAt, endsAt }) => ({ slotId: id, startsAt, endsAt })),
  }
}

const unbooked = (error: unknown) => {
  if (error instanceof Problem && error.options.errors?.some(({ code }) => code === 'matter.not-bookable'))
    return { items: [], minutes: 0 }
  throw error
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
 * That counts as a change of the application: one that ends meanwhile keeps no visit, and one that a visit is held for
 * meanwhile does not end without freeing it. Throws what booking throws, and stale, step-refused, record-not-found,
 * too-many-tries.
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
  const form = ownForm(row)
  const visit = visitFor(ctx, form, row, isWithheld(form, row, holder))
  if (!visit) throw new Problem('step-refused')
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
    minutes: visit.minutes,
    within: (booking) => [
      exec(
        ctx.db,
        sql`UPDATE application SET rev = rev + 1 WHERE id = ${row.id} AND rev = ${row.rev} AND state = ${row.state}`,
      ),
      guard(ctx.db),
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
