import type { Ctx } from '../context.ts'
import { dayTries } from '../intake/dayTries.ts'

/** Wrong logins for one application in a day: a wrong PIN at the stand-in, or somebody who is not the applicant. */
export const wrongLoginsMost = 5

/** The wrong logins of an application. */
export const loginTries = (ctx: Ctx, reference: string) =>
  dayTries(ctx, `identity.login ${reference}`, wrongLoginsMost)
