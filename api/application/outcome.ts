import type { ClockName } from '../../db/schema/application.ts'
import { reaches } from '../identity/level.ts'
import type { IdentityLevel } from '../matter/catalogue.ts'
import type { Text } from '../shared/text.ts'
import type { Holder } from './access.ts'
import type { DeliveryWay, Form } from './form/declaration.ts'
import { comesHome } from './homeVisit.ts'
import { readyText } from './ready.ts'
import { type ApplicationState, stateNames, states } from './states.ts'

/** The states as a holder is told of them: `decided` stands for every outcome that is not theirs to know yet. */
export const shownStates = [...stateNames, 'decided'] as const
export type ShownState = (typeof shownStates)[number]

/** States that say how it was decided. */
const telling: readonly ApplicationState[] = [
  'approved',
  'refused',
  'issued',
  'posted',
  'collected',
  'delivered',
  'finished',
  'uncollected',
]

/** Whether a state says how it was decided. */
export const isTelling = (state: ApplicationState): boolean => telling.includes(state)

const decidedText: Text = {
  zh: '有结果了：核对身份以后告诉您',
  en: 'There is a result: it is told once you have proved who you are',
}

/** What decides who may read a result. */
interface Proven {
  state: ApplicationState
  identity: IdentityLevel
  codeHash: string
  personCodeHash: string | null
  ownCodeHash: string | null
}
type Asked = Pick<Form, 'identity'> & Partial<Pick<Form, 'result'>>

/**
 * Whether a code can become the one that reads the result. A helper has a code too, and only the person's does: a helper
 * carries papers and learns no outcome by that.
 */
export const canBeOwn = ({ personCodeHash }: Pick<Proven, 'personCodeHash'>, holder: Holder): boolean =>
  holder === 'person' || personCodeHash === null

/**
 * Whether whoever came in with this code has proved as much as the form asks for receiving. A level alone says that the
 * person was seen, not that it is they who hold the code: it may have been filed in their name by somebody else. So the
 * code counts too, and that it is theirs is known of one a login was made with, and of one handed out at a counter.
 */
export const isProved = (form: Asked, row: Omit<Proven, 'state'>, holder: Holder): boolean =>
  reaches(row.identity, form.identity.toReceive) &&
  canBeOwn(row, holder) &&
  row.ownCodeHash !== null &&
  row.ownCodeHash === (row.personCodeHash ?? row.codeHash)

/**
 * Whether the outcome is kept back: that a certificate was refused, or given, tells about the person, and whoever knows
 * somebody's name and number can file in their name. It is told at the level the form asks for receiving it. That somebody
 * comes to a home, or need not, is told at once: who cannot come to a counter can prove nothing before that.
 */
export const isWithheld = (form: Asked, row: Proven, holder: Holder): boolean =>
  isTelling(row.state) && !(comesHome(form) && row.state !== 'refused') && !isProved(form, row, holder)

/**
 * Whether something is behind a proof: an outcome, or the ground and the letter of what was not accepted, which say where
 * somebody lives or is registered. There a proof is taken however far it went.
 */
export const isLocked = (form: Asked, row: Proven, holder: Holder): boolean =>
  keepsBack(row.state) && !isProved(form, row, holder)

/** Whether something came of it that only its person may read. */
export const keepsBack = (state: ApplicationState): boolean => isTelling(state) || state === 'declined'

/** A state as its holder is told of it. */
export const shownState = (state: ApplicationState, withheld: boolean): ShownState =>
  withheld && isTelling(state) ? 'decided' : state

/** A promised visit is not handed over: it was made. */
const visited: Text = { zh: '已上门办好', en: 'Visited at home' }

/** A shown state in words; of what is ready, with how it is handed over. */
export function shownText(
  state: ShownState,
  row?: { delivery: DeliveryWay | null; clock: ClockName | null; visitDay: string | null },
): Text {
  if (state === 'decided') return decidedText
  if (row && row.visitDay !== null && state === 'delivered') return visited
  return row && state === 'issued' ? readyText(row) : states[state]
}
