import type { Case } from '../../../../api/application/desk/caseSchema.ts'
import type { StaffKey } from '../../../lib/staffPage.ts'

type Clock = NonNullable<Case['clock']>['clock']

/** What a clock measures, said to those at work: the API's own words speak to the applicant. */
export const clockKey = (clock: Clock, { visitOn }: { visitOn: unknown }): StaffKey =>
  clock === 'deliver' && visitOn ? 'application.clock.name.visit' : `application.clock.name.${clock}`
