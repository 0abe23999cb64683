import type { Ctx } from '../../context.ts'
import { may } from '../../staff/permission.ts'
import { ruleOf } from '../clock.ts'
import type { Form } from '../form/declaration.ts'
import { ownForm } from '../ownForm.ts'
import type { ApplicationRow, ExtensionRow, PauseRow } from '../query.ts'

/** Rounds of correction: each stops the office's clock, so there is an end to them; then it is accepted or not. */
const roundsMost = 3

/** How often the clock can be stopped for the same reason; further only by a chief: asked anew each day it never ran. */
const pausesMost = 3

/** Whether everything was asked for as often as it can be. */
export const askedOut = ({ asked }: Pick<ApplicationRow, 'asked'>): boolean => asked >= roundsMost

/** Whether a reason for which the clock stands still was used as often as whoever asks may use it. */
export const pausedOut = (
  ctx: Ctx,
  { pointId }: Pick<ApplicationRow, 'pointId'>,
  reason: string,
  pauses: readonly Pick<PauseRow, 'reason'>[],
): boolean =>
  pauses.filter((pause) => pause.reason === reason).length >= pausesMost &&
  !may(ctx.actor, 'application.assign', pointId)

/** The reasons of its form for which whoever looks can still stop the clock. */
export const pausesLeft = (
  ctx: Ctx,
  row: ApplicationRow,
  pauses: readonly Pick<PauseRow, 'reason'>[],
): Form['pauses'] => ownForm(row).pauses.filter(({ key }) => !pausedOut(ctx, row, key, pauses))

/** Whether somebody gave it more time: they do not decide it too. */
export const gaveTime = (staff: string, extensions: readonly Pick<ExtensionRow, 'approverId'>[]): boolean =>
  extensions.some(({ approverId }) => approverId === staff)

/** The extension its rule still allows; null where there is none, or none left. */
export function extensionLeft(row: Pick<ApplicationRow, 'clock' | 'rule'>, extensions: readonly unknown[]) {
  const limit = row.clock === 'decide' ? ruleOf(row)?.extension : undefined
  return limit && extensions.length < limit.times ? limit : null
}

/**
 * A permit for which nothing was asked in time counts as accepted since its receipt (行政许可法 32(4)), also in the
 * minutes before the machine has noted it.
 */
export const isSilent = (ctx: Ctx, row: ApplicationRow): boolean =>
  row.clock === 'ask' && row.dueAt !== null && ctx.clock.now() > row.dueAt && ownForm(row).permit
