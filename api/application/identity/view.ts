import { levelWords } from '../../identity/level.ts'
import { shownText } from '../outcome.ts'
import type { Raised } from './raise.ts'

/** Where an application stands after a proof, in words. */
export const raisedView = ({ ended: _, ...raised }: Raised) => ({
  ...raised,
  identityText: levelWords[raised.identity],
  stateText: shownText(raised.state),
})
