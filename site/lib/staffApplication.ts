import type { Case } from '../../api/application/desk/caseSchema.ts'
import { type ApplicationState, steps } from '../../api/application/states.ts'
import { noneHolds } from '../../api/certificate/noneHolds.ts'
import { usualRemedies } from '../../api/certificate/remedy.ts'
import type { Text } from './text.ts'

export { deskText } from '../../api/application/desk/stateText.ts'
export { holdReasonTexts } from '../../api/application/keeping/reason.ts'
export { stateNames } from '../../api/application/states.ts'
export { endReasons, reasonsFor } from '../../api/certificate/reason.ts'
export { certificateTypes } from '../../api/certificate/types.ts'

/** What a letter that says no carries at its end, as the API will write it: the ways to have that reviewed. */
export function remediesOf(
  { review }: Case['form'],
  type: 'refusal' | 'decline',
): readonly { text: Text; basis: Text }[] {
  const own = type === 'refusal' && review ? [{ text: review.says, basis: review.basis.name }] : []
  return [...usualRemedies, ...own]
}

/** Each way of handing over, and the state that it leads to. */
const leadsTo = {
  collected: 'collected',
  agent: 'collected',
  posted: 'posted',
  delivered: 'delivered',
  finished: 'finished',
  returned: 'issued',
} as const satisfies Record<string, ApplicationState>
export type Handover = keyof typeof leadsTo

/**
 * How an application can be handed over from where it stands, as the API will take it. Only what has an address is posted,
 * what comes back was posted before, nobody is sent anything who has not proved who they are, and somebody else collects
 * only for a person who reads who came (`identity.own`) and need not come themselves.
 */
export function handoversFrom(
  one: Pick<Case, 'state' | 'form' | 'identity' | 'delivery' | 'comesHome' | 'certificates'>,
): Handover[] {
  const all = Object.keys(leadsTo) as Handover[]
  return all.filter(
    (how) =>
      steps[one.state].includes(leadsTo[how]) &&
      (how !== 'returned' || one.state === 'posted') &&
      (how !== 'posted' || (one.delivery === 'post' && provedEnough(one))) &&
      (how !== 'finished' || one.comesHome || nothingHolds(one) || provedEnough(one)) &&
      (how === 'finished' || how === 'returned' || !nothingHolds(one)) &&
      (how !== 'agent' || (one.form.visit === null && one.identity.own)),
  )
}

/** Whether somebody else could collect it, if only the person read the result with a code of their own. */
export const agentLater = (one: Parameters<typeof handoversFrom>[0]): boolean =>
  one.state === 'issued' &&
  one.form.visit === null &&
  !one.comesHome &&
  !one.identity.own &&
  !nothingHolds(one)

/** Whether nothing that was issued holds any more, while it still stands to be handed over. */
export const nothingHolds = ({ state, certificates }: Pick<Case, 'state' | 'certificates'>): boolean =>
  (state === 'issued' || state === 'posted') && noneHolds(certificates)

const levels = ['typed', 'phone', 'verified', 'counter']

/** Whether what was proved is enough to receive the result without showing a document. */
export const provedEnough = ({ identity }: Pick<Case, 'identity'>): boolean =>
  levels.indexOf(identity.reached) >= levels.indexOf(identity.toReceive)
