import type { AtWork, Permission } from '../../../lib/staffPage.ts'

/** Whoever may do one of these has a work list of applications. */
export const applicationWays = [
  'application.handle',
  'application.supervise',
  'application.handover',
] as const satisfies Permission[]

/** Whether somebody sees applications at all. */
export const seesApplications = ({ can }: Pick<AtWork, 'can'>): boolean =>
  applicationWays.some((permission) => can(permission))
