import { sql } from 'drizzle-orm'
import { refusalOf } from '../../db/refusal.ts'
import { dayOf } from '../calendar/day.ts'
import { rulesByKey } from '../calendar/query.ts'
import { type CallbackLine, callbacksAbout } from '../callback/openCallback.ts'
import { callbackLine, lineOf } from '../callback/words.ts'
import type { Ctx } from '../context.ts'
import { referenceOf } from '../intake/access.ts'
import { maskName, maskPhone } from '../privacy/mask.ts'
import { openedToday } from '../record/query.ts'
import { viewed } from '../record/viewed.ts'
import { may } from '../staff/permission.ts'
import { openingsIn, openingsOf } from '../track/openings.ts'
import { limitsOf } from './extend.ts'
import { exclusionView } from './list.ts'
import { caseByReference, eventsOf, exclusionsOf, type PartyRow, partiesOf, wordingRows } from './query.ts'
import { clear, type Reached, reach } from './reach.ts'
import { remedyRule } from './remedy.ts'
import type { StaffCase } from './staffSchema.ts'
import { steps } from './states.ts'
import { standingOf, timelineOf } from './view.ts'

/** The references of the case that this one belongs to. */
export const siblings = (reference: string) =>
  sql`(SELECT reference FROM casefile_party WHERE casefile_id = (SELECT casefile_id FROM casefile_party WHERE reference = ${reference}))`

/**
 * Opens a case for staff of its service point, by any of its references: names masked, or kept out where somebody asked for
 * it. That it was opened is noted for each whom it concerns, once a day for each member of staff. One read, one write on the
 * first opening of the day. Throws invalid-input for a mistyped reference, record-not-found, not-allowed.
 */
export async function showCase({
  ctx,
  input,
}: {
  ctx: Ctx
  input: { reference: string }
}): Promise<StaffCase> {
  const { reference } = referenceOf(input.reference)
  const today = dayOf(ctx.clock.now())
  const me = ctx.actor.kind === 'staff' ? ctx.actor.id : ''
  const [found, parties, events, wording, rules, exclusions, calls, openings, seen] = await ctx.db.batch([
    caseByReference(ctx, reference),
    partiesOf(ctx, reference),
    eventsOf(ctx, reference),
    wordingRows(ctx, today),
    rulesByKey(ctx.db, [remedyRule], today),
    exclusionsOf(ctx, reference),
    callbacksAbout(ctx, siblings(reference)),
    openingsOf(ctx, reference),
    openedToday(ctx, reference, me, today),
  ])
  const reached = reach(ctx, 'record.open', found)
  const { row } = reached
  if (!seen.length) await note(ctx, reached, parties)
  const standing = standingOf(ctx, { row, events, wording, rules })
  const supervises = may(ctx.actor, 'casefile.supervise', row.pointId)
  const writes = may(ctx.actor, 'casefile.write', row.pointId)
  const approves = may(ctx.actor, 'casefile.approve', row.pointId)
  return {
    reference: row.lead,
    rev: row.rev,
    ...standing,
    note: await clear(ctx, 'casefile', row.id, 'note', row.note),
    parties: await Promise.all(parties.map((one) => partyOf(ctx, one, calls))),
    exclusions: exclusions.map((one) => exclusionView(one, supervises)),
    timeline: timelineOf(standing, calls.map(lineOf)),
    openings: openingsIn(openings),
    can: {
      steps: writes ? stepsOf(row.kind, row.state) : [],
      kinds: writes && row.kind === 'report' && row.closedAt === null ? ['security', 'criminal'] : [],
      limits: writes
        ? limitsOf(row).filter((limit) => approves || (limit !== 'major' && limit !== 'more'))
        : [],
      exclude: writes,
    },
  }
}

/** Where a case can go: a mere report also where it would as a case of a kind. */
const stepsOf = (kind: Reached['row']['kind'], state: Reached['row']['state']) =>
  kind === 'report'
    ? [...new Set([...steps.report[state], ...steps.security[state]])]
    : [...steps[kind][state]]

async function partyOf(
  ctx: Ctx,
  one: PartyRow,
  calls: readonly CallbackLine[],
): Promise<StaffCase['parties'][number]> {
  const hidden = one.hidden === 1
  const [name, phone] = hidden
    ? [null, null]
    : await Promise.all([
        clear(ctx, 'casefile_party', one.id, 'name', one.name),
        clear(ctx, 'casefile_party', one.id, 'phone', one.phone),
      ])
  return {
    reference: one.reference,
    role: one.role,
    name: name === null ? null : maskName(name),
    phone: phone === null ? null : maskPhone(phone),
    wish: one.wish,
    hidden,
    kept: one.name !== null,
    callbacks: calls.filter(({ reference }) => reference === one.reference).map(callbackLine),
  }
}

/** Another copy of this request may have noted it first: once is what was meant. */
async function note(ctx: Ctx, { row, staff, role }: Reached, parties: readonly PartyRow[]): Promise<void> {
  const noted = await Promise.all(
    parties.map((person) =>
      viewed(ctx, { person, staff, role, point: { id: row.pointId } }, { kind: 'opened' }),
    ),
  )
  const [first, ...rest] = noted.flat()
  if (!first) return
  try {
    await ctx.db.batch([first, ...rest])
  } catch (error) {
    if (refusalOf(error) !== 'seen-today') throw error
  }
}
