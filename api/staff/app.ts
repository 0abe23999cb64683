import { createApp } from '../app.ts'
import type { Clock } from '../shared/clock.ts'
import { staffFeatures } from './features.ts'

/**
 * The API of the people who work here, /api/v1/staff/*, with the same middleware and errors as the public one. The
 * Worker loads it when it is first asked for, so that a resident's request never pays for it.
 */
export const createStaffApp = ({ clock }: { clock?: Clock } = {}) =>
  createApp({
    ...(clock && { clock }),
    features: staffFeatures,
    documents: '/staff',
    title: 'Kaimen API for staff',
  })
