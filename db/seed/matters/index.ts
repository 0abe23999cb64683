import type { Matter } from '../../../api/matter/catalogue.ts'
import { caseMatters } from './cases.ts'
import { certificateMatters } from './certificates.ts'
import { dogMatters } from './dogs.ts'
import { homeVisitMatters } from './home-visit.ts'
import { householdMatters } from './household.ts'
import { idCardMatters } from './id-card.ts'
import { residenceMatters } from './residence.ts'
import { talkMatters } from './talk.ts'
import { visitorMatters } from './visitors.ts'

/** The starter catalogue (standards C), in the order of its groups. Promises and fees can be overlaid. */
export const matters: Matter[] = [
  ...idCardMatters,
  ...householdMatters,
  ...residenceMatters,
  ...certificateMatters,
  ...dogMatters,
  ...visitorMatters,
  ...caseMatters,
  ...homeVisitMatters,
  ...talkMatters,
]
