/** What of the declared forms a page decides by itself: which questions stand, what may be put right, and what a question before the form ends. */
export { openFields } from '../../api/application/correction.ts'
export { comesHome } from '../../api/application/form/comesHome.ts'
export { type Answers, holds, sectionsFor } from '../../api/application/form/holds.ts'
export { readEligibility, type Stop } from '../../api/application/form/readEligibility.ts'
export { needsNumber } from '../../api/application/needsNumber.ts'
export { noneHolds } from '../../api/certificate/noneHolds.ts'
