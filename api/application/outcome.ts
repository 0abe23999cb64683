import { reaches } from '../identity/level.ts'
import type { IdentityLevel } from '../matter/catalogue.ts'
import type { Text } from '../shared/text.ts'
import type { Form } from './form/declaration.ts'
import { comesHome } from './homeVisit.ts'
import { type ApplicationState, stateNames, states } from './states.ts'

/** The states as a holder is told of them: `decided` stands for every outcome that is not theirs to know yet. */
export const shownStates = [...stateNames, 'decided'] as const
export type ShownState = (typeof shownStates)[number]

/** States that say how it was decided. */
const telling: readonly ApplicationState[] = ['approved', 'refused', 'issued', 'posted', 'finished']

const decidedText: Text = {
  zh: '有结果了：核对身份以后告诉您',
  en: 'There is a result: it is told once you have proved who you are',
}

/**
 * Whether the outcome is kept back: that a certificate was refused, or given, tells about the person, and whoever knows
 * somebody's name and number can file in their name. It is told at the level the form asks for receiving it. That somebody comes
 * to their home is told at once: who cannot come to a counter proves nothing before that, and it says no more than was asked.
 */
export const isWithheld = (
  form: Pick<Form, 'identity'> & Partial<Pick<Form, 'result'>>,
  { state, identity }: { state: ApplicationState; identity: IdentityLevel },
): boolean =>
  telling.includes(state) &&
  !(state !== 'refused' && comesHome(form)) &&
  !reaches(identity, form.identity.toReceive)

/** A state as its holder is told of it. */
export const shownState = (state: ApplicationState, withheld: boolean): ShownState =>
  withheld && telling.includes(state) ? 'decided' : state

/** A shown state in words. */
export const shownText = (state: ShownState): Text => (state === 'decided' ? decidedText : states[state])
