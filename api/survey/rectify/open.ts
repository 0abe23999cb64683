import { rectification } from '../../../db/schema/index.ts'
import { leafFor } from '../../audit/append.ts'
import { dayOf, startOfDay, toIso } from '../../calendar/day.ts'
import type { Ctx } from '../../context.ts'
import { seal } from '../../privacy/field.ts'
import { newId } from '../../shared/id.ts'
import { parseReference } from '../../shared/reference.ts'
import type { RatingGroup } from '../groups.ts'
import type { GiveRating, OccasionKind } from '../schema.ts'
import { markOf } from '../token.ts'
import { countFrom, type RectificationClocks, ruleOf } from './clock.ts'

/** What was rated, as its invitation says before it is emptied. */
export interface Rated {
  kind: OccasionKind
  subject: string
  /** '*': nothing about it may reach a station. */
  pointId: string
  group: RatingGroup
}

/**
 * What a bad rating leads to: statements for the very batch that takes it. Only where its rater may be called is it noted
 * what was rated; the day is kept and no time. `clocks`: what `rectificationRows` of today read; `phone`: the number left with
 * the rating, read (api/privacy/phone.ts). Says by when the desk calls, or null where nobody is called.
 */
export async function openRectification(
  ctx: Ctx,
  {
    ratingId,
    invite,
    input,
    phone,
    clocks,
  }: {
    ratingId: string
    invite: Rated
    input: Pick<GiveRating, 'contact' | 'tellStation'>
    phone: string | null
    clocks: RectificationClocks
  },
) {
  const id = newId('rc')
  const day = dayOf(ctx.clock.now())
  const startedAt = startOfDay(day)
  // A number taken at a machine has nobody's number behind it.
  const known = invite.kind === 'call' || parseReference(invite.subject) !== null
  const mayCall = input.contact && (phone !== null || known)
  const rules = { contact: ruleOf(clocks, 'rating.contact'), fix: ruleOf(clocks, 'rating.rectify') }
  const contact = countFrom(rules.contact, startedAt, clocks)
  const fix = countFrom(rules.fix, startedAt, clocks)
  const [sealed, leaf] = await Promise.all([
    mayCall && phone !== null
      ? seal(ctx.keys, { table: 'rectification', column: 'contact', row: id }, phone)
      : null,
    // By a keyed hash, as the rating: a leaf keeps its day for good.
    leafFor(ctx, {
      action: 'rectification.open',
      subject: 'rating',
      facts: { rectification: await markOf(ctx, id) },
      at: null,
    }),
  ])
  const insert = ctx.db.insert(rectification).values({
    id,
    ratingId,
    servicePointId: invite.pointId,
    grp: invite.group,
    mayCall: mayCall ? 1 : 0,
    ...(mayCall && {
      kind: invite.kind,
      subject: invite.subject,
      contact: sealed,
      contactRule: JSON.stringify(rules.contact),
      contactDueAt: contact.dueAt,
      contactCounted: JSON.stringify(contact.counted),
      locale: ctx.locale,
    }),
    tellStation: mayCall && input.tellStation && invite.pointId !== '*' ? 1 : 0,
    state: 'open',
    openedOn: day,
    fixRule: JSON.stringify(rules.fix),
    fixDueAt: fix.dueAt,
    fixCounted: JSON.stringify(fix.counted),
    movedAt: startedAt,
    movedBy: 'resident',
  })
  return { statements: [insert, leaf.statement] as const, contactBy: mayCall ? toIso(contact.dueAt) : null }
}
