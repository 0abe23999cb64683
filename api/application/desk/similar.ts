import { toIso } from '../../calendar/day.ts'
import type { Ctx } from '../../context.ts'
import { reaches } from '../../identity/level.ts'
import { may } from '../../staff/permission.ts'
import type { ApplicationRow } from '../query.ts'
import { isOver } from '../states.ts'
import type { SimilarRow } from './caseQuery.ts'
import type { Case } from './caseSchema.ts'
import { deskText } from './stateText.ts'

/** That there is another one, and nothing more. */
const another = { reference: null, station: null, state: null, stateText: null, madeAt: null, open: null }

/**
 * What else the same person asked for, as far as whoever looks may know it: an application at a service point whose
 * records they open, once this one is proved to be that person's; of all others only that there is one. Otherwise anybody's
 * name and number typed into a form would tell what became of their applications elsewhere.
 */
export function similarView(ctx: Ctx, row: ApplicationRow, found: readonly SimilarRow[]): Case['similar'] {
  const proved = reaches(row.identity, 'verified')
  const told = found.filter(({ pointId }) => proved && may(ctx.actor, 'record.open', pointId))
  return [
    ...told.map((one) => ({
      reference: one.reference,
      station: { zh: one.zh, en: one.en },
      state: one.state,
      stateText: deskText(one.state),
      madeAt: toIso(one.createdAt),
      open: !isOver(one.state),
    })),
    ...(told.length < found.length ? [another] : []),
  ]
}
