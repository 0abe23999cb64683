import type { Ctx } from '../context.ts'
import { isPublishable } from './publishable.ts'
import type { ComplaintRow } from './query.ts'
import { canStep, inTalk } from './states.ts'

export const holderActs = ['message', 'photo', 'accept', 'object', 'withdraw', 'agree', 'take-back'] as const
export type HolderAct = (typeof holderActs)[number]

/** Whether its author can still object: once, while it is their turn to say so. */
export const canObject = (ctx: Pick<Ctx, 'clock'>, row: ComplaintRow): boolean =>
  row.level === 0 &&
  row.turn === 'reply' &&
  row.turnDueAt !== null &&
  ctx.clock.now() <= row.turnDueAt &&
  canStep(row.state, 'reopened')

/** What its author can do next; each verb asks again. */
export function holderCan(
  ctx: Pick<Ctx, 'clock'>,
  row: ComplaintRow,
  photos: number,
  most: number,
): HolderAct[] {
  const can: HolderAct[] = []
  const talks = inTalk.includes(row.state) && row.words !== null
  if (talks) can.push('message')
  if (talks && photos < most) can.push('photo')
  if (row.state === 'answered') can.push('accept')
  if (canObject(ctx, row)) can.push('object')
  if (canStep(row.state, 'withdrawn')) can.push('withdraw')
  if (row.openWish === 1) can.push('take-back')
  else if (isPublishable(row)) can.push('agree')
  return can
}
