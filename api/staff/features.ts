import { meRoutes } from './me/routes.ts'

/** Every set of routes of the people who work here, mounted under /api/v1 in this order. */
export const staffFeatures = [meRoutes]
