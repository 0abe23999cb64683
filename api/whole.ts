import { createApp } from './app.ts'
import { features } from './features.ts'
import { laterFeatures } from './laterFeatures.ts'
import type { Clock } from './shared/clock.ts'

/** The residents' API with all of its features: the one that describes itself (openapi.json), and that tests ask. */
export const createWholeApp = ({ clock }: { clock?: Clock } = {}) =>
  createApp({ ...(clock && { clock }), features: [...features, ...laterFeatures] })
