import { healthRoutes } from './health/routes.ts'

/** Every feature's routes, mounted under /api/v1 in this order. */
export const features = [healthRoutes]
