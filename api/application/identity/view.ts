import { levelWords } from '../../identity/level.ts'
import { states } from '../states.ts'
import type { Raised } from './raise.ts'

/** Where an application stands after a proof, in words. */
export const raisedView = (raised: Raised) => ({
  ...raised,
  identityText: levelWords[raised.identity],
  stateText: states[raised.state],
})
